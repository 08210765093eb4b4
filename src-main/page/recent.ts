import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { z } from 'zod'
import type { RecentPath } from '../../src-shared/contract/bridge.ts'
import type { Api } from '../../src-shared/contract/commands.ts'

const most = 12
const entry = z.object({ path: z.string().max(4_096), usedAt: z.string().max(40) })
// Written by hand it may hold anything: entries that are none are left out, and so are those without end.
const entries = z
  .array(z.unknown())
  .catch([])
  .transform((all) => all.slice(0, most).flatMap((each) => entry.safeParse(each).data ?? []))
const list = z.object({ tables: entries, folders: entries })
type List = z.infer<typeof list>

export type Recent = {
  /** The latest first; those that are no longer there are left out. */
  show(): Promise<{ tables: RecentPath[]; folders: RecentPath[] }>
  add(kind: 'tables' | 'folders', path: string): Promise<void>
  clear(): Promise<void>
}

/** Tables and output folders that were used last, in `recent.json` of the studio's folder. `onAdd` hears of each. */
export function createRecent(
  studioFolder: string,
  now: () => string,
  onAdd: (kind: 'tables' | 'folders', path: string) => void = () => {},
): Recent {
  const file = join(studioFolder, 'recent.json')
  let latest: Promise<unknown> = Promise.resolve()
  const read = async (): Promise<List> => {
    const parsed = list.safeParse(
      await readFile(file, 'utf8')
        .then(JSON.parse)
        .catch(() => ({})),
    )
    return parsed.success ? parsed.data : { tables: [], folders: [] }
  }
  const write = (change: (before: List) => List): Promise<void> => {
    const changed = latest.then(async () => {
      await mkdir(studioFolder, { recursive: true })
      await writeFile(`${file}.part`, JSON.stringify(change(await read()), null, 2))
      await rename(`${file}.part`, file)
    })
    latest = changed.catch(() => {})
    return changed
  }
  const shown = async (entries: List['tables']): Promise<RecentPath[]> => {
    const there = await Promise.all(entries.map(({ path }) => stat(path).catch(() => null)))
    return entries.filter((_, index) => there[index]).map((each) => ({ ...each, name: basename(each.path) }))
  }
  return {
    async show() {
      const { tables, folders } = await read()
      const [shownTables, shownFolders] = await Promise.all([shown(tables), shown(folders)])
      return { tables: shownTables, folders: shownFolders }
    },
    async add(kind, path) {
      if ((await read())[kind][0]?.path === path) return
      await write((before) => ({
        ...before,
        [kind]: [{ path, usedAt: now() }, ...before[kind].filter((each) => each.path !== path)].slice(
          0,
          most,
        ),
      }))
      onAdd(kind, path)
    },
    clear: () => write(() => ({ tables: [], folders: [] })),
  }
}

/** The same api; what is read as a table, and where batches go, is remembered. */
export function rememberingRecent(api: Api, recent: Recent): Api {
  return {
    async ask(name, payload) {
      const answer = await api.ask(name, payload)
      // A list that can't be written costs nothing but itself.
      if (name === 'table.inspect' || name === 'table.open' || name === 'batch.start') {
        const { data, out } = payload as { data: string; out?: string }
        void recent.add('tables', data).catch(() => {})
        if (out !== undefined) void recent.add('folders', out).catch(() => {})
      }
      return answer
    },
  }
}
