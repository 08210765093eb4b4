import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type {
  BrokenTemplate,
  TemplateEntry,
  TemplateSummary,
} from '../../../src-shared/contract/templates.ts'
import { writeWhole } from '../../outside/files/write-whole.ts'
import { makeFolder } from '../../outside/folders/make-folder.ts'
import { markOfRules } from './template-memory.ts'

/** What a look at a template's folder told: what lists show, or why it can't be used. */
export type Shown =
  | { ok: TemplateSummary & { errors: number; warnings: number } }
  | { fault: BrokenTemplate['error'] }

/** A template that is to be listed. */
export type Listed = Pick<TemplateEntry, 'name' | 'folder' | 'origin' | 'hasDraft' | 'at'>

export type Listing = { templates: TemplateEntry[]; broken: BrokenTemplate[] }

/** What was seen of a folder: each file with its size and time. */
type Seen = { files: string[]; mark: string; shown: Shown }

/**
 * Lists templates without looking into those again that are as they were: checking one takes some 20 ms, and people have
 * hundreds. What was seen is kept in `file` for the next start; null: it isn't. For lists alone: whoever renders looks anew.
 */
export function createListing(
  file: string | null,
  look: (folder: string) => Promise<{ shown: Shown; files: string[] }>,
) {
  let known: Promise<Map<string, Seen>> | null = null

  let latest: Promise<unknown> = Promise.resolve()

  /** One after the other: two that ask at once must not look into everything twice. */
  return (wanted: readonly Listed[]): Promise<Listing> => {
    const done = latest.then(() => list(wanted))
    latest = done.catch(() => {})
    return done
  }

  async function list(wanted: readonly Listed[]): Promise<Listing> {
    known ??= recall(file)
    const seen = await known
    const listing: Listing = { templates: [], broken: [] }
    let isNew = false
    const lookAnew = async (folder: string): Promise<Shown> => {
      const { shown, files } = await look(folder)
      seen.set(folder, { files, mark: await markOf(folder, files), shown })
      isNew = true
      return shown
    }
    const unchanged = await Promise.all(
      wanted.map(async ({ folder }) => {
        const before = seen.get(folder)
        return before !== undefined && before.mark === (await markOf(folder, before.files))
          ? before.shown
          : null
      }),
    )
    for (const [index, { name, folder, origin, hasDraft, at }] of wanted.entries()) {
      // One at a time: each is a file or two to hash, and a moment of the processor.
      const shown = unchanged[index] ?? (await lookAnew(folder))
      if ('ok' in shown) listing.templates.push({ ...shown.ok, name, folder, origin, hasDraft, at })
      else listing.broken.push({ name, folder, origin, error: shown.fault })
    }
    if (isNew && file !== null) await keep(file, seen, new Set(wanted.map(({ folder }) => folder)))
    return listing
  }
}

async function markOf(folder: string, files: readonly string[]): Promise<string> {
  const facts = await Promise.all(
    ['template.json', ...files].map(async (name) => {
      const found = await stat(join(folder, name)).catch(() => null)
      return found === null ? '-' : `${found.size} ${found.mtimeMs} ${found.ino}`
    }),
  )
  return facts.join('|')
}

async function recall(file: string | null): Promise<Map<string, Seen>> {
  if (file === null) return new Map()
  try {
    const { rules, seen } = JSON.parse(await readFile(file, 'utf8')) as {
      rules: string
      seen: [string, Seen][]
    }
    return rules === markOfRules() ? new Map(seen) : new Map()
  } catch {
    return new Map()
  }
}

/** Only those that are still there. Nothing is lost when it can't be written. */
async function keep(file: string, seen: Map<string, Seen>, wanted: ReadonlySet<string>): Promise<void> {
  for (const folder of seen.keys()) if (!wanted.has(folder)) seen.delete(folder)
  try {
    makeFolder(join(file, '..'), "the studio's folder")
    await writeWhole(file, [JSON.stringify({ rules: markOfRules(), seen: [...seen] })])
  } catch {
    // The next start looks into them again.
  }
}
