import type { ColumnMapping, Row, RowProblem } from '../../../src-shared/data/rows.ts'
import type { Variables } from '../../../src-shared/data/variables.ts'
import { quoted, readSource } from '../../core/asset-rules/read-source.ts'
import { openAssetFolders } from '../../outside/asset-files/asset-folders.ts'

type Found = { path: string } | { problem: Pick<RowProblem, 'rule' | 'message' | 'whatToDo'> } | null

/**
 * Looks whether the files that rows name are there and may be used. What is in them is for the check; an address of the
 * web is taken as it is.
 */
export async function openRowFiles(setup: {
  folders: string[]
  variables: Variables
  mapping: ColumnMapping
}) {
  const { variables, mapping } = setup
  // A folder that is gone is told by who renders.
  const allowed = await openAssetFolders(setup.folders).catch(() => null)
  const platform = process.platform === 'win32' ? 'windows' : 'posix'
  const known = new Map<string, Promise<Found>>()

  async function look(source: string): Promise<Found> {
    const read = readSource(source, platform)
    if ('problem' in read) return { problem: read.problem }
    if (read.ok.kind === 'web' || allowed === null) return null
    const name = quoted(source.trim())
    const found = await allowed.find({ path: read.ok.path, startFolders: setup.folders, name })
    return 'problem' in found ? found : { path: found.ok.path }
  }
  function find(source: string): Promise<Found> {
    let found = known.get(source)
    if (found === undefined) {
      found = look(source)
      known.set(source, found)
    }
    return found
  }

  return {
    find,
    /** What is wrong with the files of a row. One that has a stand-in in the template is not missed. */
    async problemsOf({ values, byLanguage }: Pick<Row, 'values' | 'byLanguage'>) {
      const problems: Pick<RowProblem, 'column' | 'rule' | 'message' | 'whatToDo'>[] = []
      for (const [language, own] of [[null, values], ...Object.entries(byLanguage)] as const)
        for (const [variable, value] of Object.entries(own)) {
          if (value?.type !== 'image' && value?.type !== 'video' && value?.type !== 'audio') continue
          const definition = variables[variable]
          if (definition === undefined || ('fallback' in definition && definition.fallback !== undefined))
            continue
          const found = await find(value.source)
          if (found === null || 'path' in found) continue
          const column = mapping.find((entry) => entry.variable === variable && entry.language === language)
          problems.push({ column: column?.column ?? null, ...found.problem })
        }
      return problems
    },
  }
}
