import { lstat, readdir, rm, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import {
  type ClearablePart,
  type StorageAnswers,
  type StoragePart,
  type StorageReport,
  storageParts,
} from '../../../src-shared/contract/storage.ts'
import { applyPolicies } from '../artifact-store/artifact-folders.ts'

type StorageDesk = {
  show(): Promise<StorageReport>
  /** Removes what is not in use. Files that a running batch holds stay. */
  clear(part: ClearablePart): Promise<StorageAnswers['storage.clear']>
}

/** What was used a moment ago may be in use. */
const inUseFor = 10 * 60_000

/** The first part of a name in the studio folder says what lies there. */
const partOf: Record<string, StoragePart> = {
  artifacts: 'artifacts',
  backups: 'backups',
  posters: 'pictures',
  specimens: 'pictures',
  stills: 'stills',
  measured: 'measured',
  fetched: 'fetched',
  evidence: 'evidence',
  inspected: 'measured',
  log: 'log',
}

/** What the studio folder holds, and how to have room again. `now`: milliseconds since 1970. */
export function createStorageDesk(setup: { folder: string; sqlFolder: string; now(): number }): StorageDesk {
  const { folder, sqlFolder } = setup
  const foldersOf = (wanted: StoragePart) =>
    Object.entries(partOf).flatMap(([name, part]) => (part === wanted ? [join(folder, name)] : []))

  return {
    async show() {
      const sums = new Map<StoragePart, { bytes: number; files: number }>(
        storageParts.map((part) => [part, { bytes: 0, files: 0 }]),
      )
      for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
        const isDatabase = entry.isFile() && /^studio\.sqlite(-wal|-shm)?$/.test(entry.name)
        const part = isDatabase ? 'database' : (partOf[entry.name] ?? 'other')
        const sum = sums.get(part)!
        for await (const { bytes } of filesIn(join(folder, entry.name))) {
          sum.bytes += bytes
          sum.files += 1
        }
      }
      const { bavail, blocks, bsize } = await statfs(folder)
      return {
        folder,
        freeBytes: bavail * bsize,
        totalBytes: blocks * bsize,
        parts: [...sums].map(([part, sum]) => ({ part, ...sum })),
      }
    },
    async clear(part) {
      const before = await bytesIn(foldersOf(part))
      const faults: unknown[] = []
      if (part === 'artifacts')
        await applyPolicies({
          studioFolder: folder,
          sqlFolder,
          maxBytes: 0,
          now: new Date(setup.now()).toISOString(),
          onStuck: (_, error) => faults.push(error),
        })
      else
        for (const one of foldersOf(part))
          for await (const { path, usedAt } of filesIn(one))
            if (setup.now() - usedAt > inUseFor)
              await rm(path, { force: true }).catch((error: unknown) => faults.push(error))
      const bytes = Math.max(0, before - (await bytesIn(foldersOf(part))))
      const [fault] = faults
      return fault === undefined
        ? { bytes }
        : { bytes, refused: { count: faults.length, reason: (fault as Error).message } }
    },
  }
}

type Found = { path: string; bytes: number; usedAt: number }

/** Every file under a path, itself included; links are counted and not followed. What vanishes meanwhile is passed over. */
async function* filesIn(path: string): AsyncGenerator<Found> {
  const facts = await lstat(path).catch(() => null)
  if (facts === null) return
  if (!facts.isDirectory()) {
    yield { path, bytes: facts.size, usedAt: Math.max(facts.mtimeMs, facts.atimeMs) }
    return
  }
  for (const name of await readdir(path).catch(() => [])) yield* filesIn(join(path, name))
}

async function bytesIn(paths: string[]): Promise<number> {
  let sum = 0
  for (const path of paths) for await (const { bytes } of filesIn(path)) sum += bytes
  return sum
}
