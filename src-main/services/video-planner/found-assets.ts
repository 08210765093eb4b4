import { toErrorShape } from '../../../src-shared/contract/errors.ts'
import type { Row } from '../../../src-shared/data/rows.ts'
import { valuesFor } from '../../../src-shared/data/rows.ts'
import type { Value } from '../../../src-shared/data/values.ts'
import type { AssetType } from '../../../src-shared/data/variables.ts'
import type { Template } from '../../../src-shared/templates/template.ts'
import type { FoundAsset, Look, PlannerNeeds } from './needs.ts'

type AssetFault = { rule: string; message: string; whatToDo: string }
/** A file of the row that can't be used; `fallback` says that the template's own stands in. */
type RowAssetFault = AssetFault & {
  variable: string
  language: string | null
  source: string
  fallback: boolean
}

export type RowAssets = {
  /** The file that a value of this variable (or an item of its list) stands for; the variable's fallback when it is empty. */
  find(variable: string, value: Value): FoundAsset | null
  faults: RowAssetFault[]
}

export type AssetFinder = {
  ofTemplate(path: string, type: AssetType): Promise<{ ok: FoundAsset } | { fault: AssetFault }>
  ofRow(row: Row, languages: readonly string[]): Promise<RowAssets>
  /** The file with this content, as it was looked at last. */
  fileOf(content: string): FoundAsset | undefined
  /** Looks anew at the file of a source, or at all files, when they are asked for again. */
  forget(source?: string): void
}

const isAsset = (type: string): type is AssetType => type === 'image' || type === 'video' || type === 'audio'

/** Finds the files of rows and template and looks into each once, by its content. */
export function createAssetFinder(template: Template, needs: PlannerNeeds): AssetFinder {
  const looks = new Map<string, Promise<{ ok: FoundAsset } | { fault: AssetFault }>>()
  const files = new Map<string, FoundAsset>()
  /** Of `looks`, those that came to nothing. */
  const inVain = new Set<string>()

  async function find(source: string, type: AssetType, owner: 'row' | 'template') {
    const answer = await needs.assets.resolve(source, type, owner)
    if ('problem' in answer) return { fault: answer.problem }
    const { path, content, identity, name } = answer.ok
    const key = `${type} ${content}`
    let look = looks.get(key)
    if (look === undefined) {
      look = lookInto(path, content, identity, name, type)
      looks.set(key, look)
    }
    const looked = await look
    if ('ok' in looked) files.set(content, looked.ok)
    else inVain.add(key)
    return looked
  }

  async function lookInto(
    path: string,
    content: string,
    identity: string | null,
    name: string,
    type: AssetType,
  ): Promise<{ ok: FoundAsset } | { fault: AssetFault }> {
    try {
      const { size, media } = await seenIn(path, content, name, type)
      if (type === 'video' && media?.video === null)
        return {
          fault: {
            rule: 'media.no-picture',
            message: `${name} has no picture, only sound.`,
            whatToDo: 'Give a video file here.',
          },
        }
      if (type === 'audio' && media?.audio === null)
        return {
          fault: {
            rule: 'media.no-sound',
            message: `${name} has no sound.`,
            whatToDo: 'Give a file with sound here.',
          },
        }
      return { ok: { path, content, identity, size, media } }
    } catch (error) {
      const { code, message, whatToDo } = toErrorShape(error)
      if (code === 'internal') throw error
      return { fault: { rule: code, message, whatToDo: whatToDo ?? 'Replace the file.' } }
    }
  }

  /** Rejects with what is wrong with the file. */
  async function seenIn(path: string, content: string, name: string, type: AssetType): Promise<Look> {
    const before = await needs.looks?.recall(type, content)
    if (before != null) return before
    let look: Look
    if (type === 'image') {
      const { width, height } = await needs.inspectPicture(path, name)
      look = { size: { width, height }, media: null }
    } else look = { size: null, media: await needs.probeMedia(path) }
    await needs.looks?.keep(type, content, look)
    return look
  }

  return {
    ofTemplate: (path, type) => find(path, type, 'template'),
    fileOf: (content) => files.get(content),
    forget(source) {
      needs.assets.forget(source)
      for (const key of inVain) looks.delete(key)
      inVain.clear()
    },
    async ofRow(row, languages) {
      const found = new Map<string, FoundAsset>()
      const faults: RowAssetFault[] = []
      const asked = new Set<string>()
      const take = async (
        variable: string,
        language: string | null,
        source: string | null,
        type: AssetType,
      ) => {
        const key = keyOf(variable, source)
        if (asked.has(key)) return
        asked.add(key)
        const answer = source === null ? null : await find(source, type, 'row')
        if (answer !== null && 'ok' in answer) {
          found.set(key, answer.ok)
          return
        }
        const own = template.variables[variable]
        const path = own !== undefined && 'fallback' in own ? own.fallback : undefined
        const fallback = path === undefined ? null : await find(path, type, 'template')
        const stood = fallback !== null && 'ok' in fallback
        if (stood) found.set(key, fallback.ok)
        if (answer !== null && source !== null)
          faults.push({ ...answer.fault, variable, language, source, fallback: stood })
      }
      for (const language of [null, ...languages]) {
        if (language !== null && row.byLanguage[language] === undefined) continue
        const values = language === null ? row.values : valuesFor(row, language)
        for (const [variable, value] of Object.entries(values)) {
          const type = template.variables[variable]?.type
          if (value === null && type !== undefined && isAsset(type))
            await take(variable, language, null, type)
          for (const asset of assetsIn(value)) await take(variable, language, asset.source, asset.type)
        }
      }
      return {
        find: (variable, value) =>
          found.get(keyOf(variable, value !== null && 'source' in value ? value.source : null)) ?? null,
        faults,
      }
    },
  }
}

const keyOf = (variable: string, source: string | null) => JSON.stringify([variable, source])

function assetsIn(value: Value): { source: string; type: AssetType }[] {
  if (value === null) return []
  if (value.type === 'list') return value.items.flatMap(assetsIn)
  return value.type === 'image' || value.type === 'video' || value.type === 'audio'
    ? [{ source: value.source, type: value.type }]
    : []
}
