import { createHash } from 'node:crypto'
import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { writeWhole } from '../../outside/files/write-whole.ts'
import { copyFolderWhole, listFolder } from '../../outside/folders/copy-folder.ts'
import { templateLimits } from './template-folder.ts'
import { headOf, sourceOf } from './template-source.ts'

/** An own copy of a template that can be changed, until it is published or discarded. */
export type TemplateDraft = {
  name: string
  /** Absolute; template.json and everything else lies in it. */
  folder: string
  /** The version that it began from. */
  basedOn: string
  /** When it was begun (ISO 8601), if it differs from what it began from; null: it doesn't. */
  since: string | null
}

const record = z.object({ basedOn: z.string(), begun: z.string(), mark: z.string() })

/** The drafts of a folder: `<name>/` is the draft, `<name>.json` what it began from. */
export function openDrafts(parent: string, clock: { iso(): string }) {
  const folderOf = (name: string) => join(parent, name)
  const noteOf = (name: string) => join(parent, `${name}.json`)

  async function find(name: string): Promise<TemplateDraft | null> {
    const folder = folderOf(name)
    const mark = await markOf(folder)
    if (mark === null) return null
    const parsed = record.safeParse(await readJson(noteOf(name)))
    // Without its note a draft is still somebody's work.
    if (!parsed.success) return { name, folder, basedOn: '0.0.0', since: clock.iso() }
    const { basedOn, begun } = parsed.data
    return { name, folder, basedOn, since: mark === parsed.data.mark ? null : begun }
  }

  return {
    folderOf,
    find,
    /** Names of those that differ from what they began from. */
    async names(): Promise<Set<string>> {
      const entries = await readdir(parent, { withFileTypes: true }).catch(() => [])
      const folders = entries.filter((entry) => entry.isDirectory() && !entry.name.endsWith('.part'))
      const found = await Promise.all(folders.map(({ name }) => find(name).catch(() => null)))
      return new Set(found.flatMap((draft) => (draft === null || draft.since === null ? [] : [draft.name])))
    },
    /** A copy of this template's folder; what there was of a draft is gone. */
    async begin(name: string, from: string): Promise<TemplateDraft> {
      await remove(name)
      const basedOn = headOf(await sourceOf(from)).version ?? '0.0.0'
      const folder = folderOf(name)
      await copyFolderWhole(from, folder, templateLimits)
      const begun = clock.iso()
      const mark = (await markOf(folder)) ?? ''
      await writeWhole(noteOf(name), [`${JSON.stringify({ basedOn, begun, mark })}\n`])
      return { name, folder, basedOn, since: null }
    },
    remove,
  }

  async function remove(name: string): Promise<void> {
    await rm(folderOf(name), { recursive: true, force: true })
    await rm(noteOf(name), { force: true })
  }
}

/** Says whether a draft was changed: its text, and which files of what size and time lie beside it. Null: there is none. */
async function markOf(folder: string): Promise<string | null> {
  const source = await sourceOf(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null
    // One that can't be read at this moment is there all the same, and must not be begun anew.
    throw error
  })
  if (source === null) return null
  const files = await listFolder(folder, templateLimits).catch(() => [])
  const seen = files.filter(({ name }) => name !== 'template.json').map(({ name, bytes }) => [name, bytes])
  return createHash('sha256')
    .update(JSON.stringify([source, seen]))
    .digest('hex')
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'))
  } catch {
    return null
  }
}
