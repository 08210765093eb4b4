import { randomUUID } from 'node:crypto'
import { constants } from 'node:fs'
import { access, copyFile, link, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { ArtifactPolicy } from '../../../src-shared/batches/artifact-policy.ts'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import type {
  ArtifactRecord,
  ArtifactRecords,
  ArtifactSource,
} from '../../outside/database/artifact-records.ts'
import { orAbort } from '../concurrency/or-abort.ts'
import { markOfFile, verifyFile } from './artifact-file.ts'
import { memoryRecords } from './memory-records.ts'

/** What a maker tells of the file that it wrote. Facts are plain data; `frames` is null for what has none. */
export type MadeArtifact<Facts> = { facts: Facts; frames: number | null }

/** A finished artifact, held: it stays on disk until `release` is called. */
export type HeldArtifact<Facts> = MadeArtifact<Facts> & {
  path: string
  sha256: string
  /** `spent`: nobody will ask for it again, so it goes as soon as nobody holds it. */
  release(how?: 'spent'): void
}

export type ArtifactStore = {
  /**
   * The artifact of this hash: the one on disk when it is what was recorded of it, the one that somebody is making
   * right now, one of an earlier batch, or a new one that `make` writes to the path it is given. What `make` resolves to is
   * recorded with it. A failure is told to everyone who waits for it; one that only met its asker's cancelling is
   * tried again by the next.
   */
  hold<Facts>(
    hash: string,
    extension: string,
    signal: AbortSignal,
    make: (path: string) => Promise<MadeArtifact<Facts>>,
  ): Promise<HeldArtifact<Facts>>
  /**
   * The artifact of this hash with these bytes (null: with whatever bytes) is not used any more, nor taken over from an earlier
   * batch: whoever asks for it next has it made. Whoever holds it keeps it.
   */
  distrust(hash: string, sha256: string | null): Promise<void>
  /** Bytes on disk. */
  bytes(): number
  /** Ends the store's work at `at` (ISO 8601): artifacts go, or stay for later batches. */
  seal(policy: ArtifactPolicy, at: string): Promise<void>
  /** Drops every artifact, and ends the store's work. */
  drop(): Promise<void>
}

/** What single frames need of it: nobody looks at them afterwards. */
export type ArtifactMemory = Omit<ArtifactStore, 'distrust'> & Partial<Pick<ArtifactStore, 'distrust'>>

export type ArtifactStoreOptions = {
  folder: string
  /** Above these those go that nobody holds and that were asked for longest ago; they are made again when needed. */
  maxBytes: number
  /** Default: records that end with the process. */
  records?: ArtifactRecords
  /** Kept batches whose artifacts may be taken over, in the order in which they are asked. */
  earlier?: ArtifactSource[]
  /** Told of each file that was not what its record says; it is removed and made again. */
  onDamaged?: (hash: string, why: string, path: string) => void
}

type Ready = ArtifactRecord & { path: string }

/** Lies in each folder that a store without lasting records made: it says that the folder may be removed. */
export const folderMark = '.reelmill-artifacts'
const attemptMark = '.attempt.'
const shardName = /^[0-9a-f]{2}$/
const pageToEvict = 64

/**
 * Artifacts of one batch, in one folder. A file appears under its name only when it is whole, and is verified before
 * it is used: what this store made or verified by size and time, everything else by SHA-256, too.
 */
export function createArtifactStore(options: ArtifactStoreOptions): ArtifactStore {
  const { folder, maxBytes, records = memoryRecords(), earlier = [], onDamaged = () => {} } = options
  /** How many hold an artifact or wait for it. */
  const holders = new Map<string, number>()
  const spent = new Set<string>()
  /** SHA-256 of what is not taken over; null: nothing is. By hash. */
  const distrusted = new Map<string, string | null>()
  const underWay = new Map<string, Promise<Ready>>()
  /** Files that are being removed. */
  const leaving = new Map<string, Promise<void>>()
  let tidied: Promise<void> | null = null
  let evicting: Promise<void> | null = null
  let isOver = false

  // Two levels: a batch of thousands would put a hundred thousand files into one folder.
  const pathOf = (root: string, hash: string, extension: string) =>
    join(root, hash.slice(0, 2), `${hash}.${extension}`)

  /** Brings the artifact into the folder, whichever way is the shortest. */
  async function bring(
    hash: string,
    extension: string,
    make: (path: string) => Promise<MadeArtifact<unknown>>,
  ): Promise<Ready> {
    await leaving.get(hash)
    tidied ??= tidy().catch((error: unknown) => {
      tidied = null
      throw error
    })
    await tidied
    const path = pathOf(folder, hash, extension)
    const known = records.find(hash)
    if (known !== null && known.extension === extension) {
      const { trusted, ...record } = known
      const found = await verifyFile(path, record, trusted)
      if ('mark' in found) {
        if (trusted && found.mark.modified === record.modified) records.touch(hash)
        else records.put(hash, { ...record, ...found.mark })
        return { ...record, path }
      }
      onDamaged(hash, found.wrong, path)
    }
    records.remove(hash)
    await mkdir(join(folder, hash.slice(0, 2)), { recursive: true })
    const record = (await takeOver(hash, extension, path)) ?? (await makeNew(hash, extension, path, make))
    records.put(hash, record)
    return { ...record, path }
  }

  async function makeNew(
    hash: string,
    extension: string,
    path: string,
    make: (path: string) => Promise<MadeArtifact<unknown>>,
  ): Promise<ArtifactRecord> {
    const attempt = attemptAt(hash, extension)
    try {
      const { facts, frames } = await make(attempt)
      // Read at once: what was written a moment ago still is in memory.
      const mark = await markOfFile(attempt)
      await giveName(attempt, path)
      return { extension, ...mark, frames, facts }
    } catch (error) {
      // Somebody cleared up: tried again, it is made anew.
      if (await isGone(dirname(attempt))) throw clearedAway(folder, error)
      await rm(attempt, { recursive: true, force: true })
      throw error
    }
  }

  /** The artifact of an earlier batch, as a second name of the same file where the disk can do that. */
  async function takeOver(hash: string, extension: string, path: string): Promise<ArtifactRecord | null> {
    for (const source of earlier) {
      const record = source.find(hash)
      if (record === null || record.extension !== extension) continue
      const from = pathOf(source.folder, hash, extension)
      const bad = distrusted.get(hash)
      if (bad !== undefined && (bad === null || bad === record.sha256)) {
        // Nor is it for a later batch.
        await rm(from, { recursive: true, force: true }).catch(() => {})
        continue
      }
      const attempt = attemptAt(hash, extension)
      try {
        const wrong = await linkOrCopy(from, attempt)
        const found = wrong === null ? await verifyFile(attempt, record, false) : { wrong }
        if ('mark' in found) {
          await giveName(attempt, path)
          return { ...record, ...found.mark }
        }
        onDamaged(hash, found.wrong, from)
        await rm(from, { recursive: true, force: true }).catch(() => {})
      } finally {
        await rm(attempt, { recursive: true, force: true })
      }
    }
    return null
  }

  const attemptAt = (hash: string, extension: string) =>
    join(folder, hash.slice(0, 2), `${hash}.${randomUUID()}${attemptMark}${extension}`)

  /** Removes what an earlier process left half-written or unrecorded. Only whoever holds the folder may do so. */
  async function tidy(): Promise<void> {
    const isNew = (await mkdir(folder, { recursive: true })) !== undefined
    if (!records.lasting) {
      if (isNew) await writeFile(join(folder, folderMark), '')
      return
    }
    for (const shard of await readdir(folder, { withFileTypes: true })) {
      if (!shard.isDirectory() || !shardName.test(shard.name)) continue
      for (const name of await readdir(join(folder, shard.name))) {
        const [hash = ''] = name.split('.', 1)
        if (name.includes(attemptMark) || records.find(hash) === null)
          await rm(join(folder, shard.name, name), { recursive: true, force: true })
      }
    }
  }

  /** Removes an artifact that nobody holds. */
  function discard(hash: string, extension: string): Promise<void> {
    records.remove(hash)
    spent.delete(hash)
    const gone = rm(pathOf(folder, hash, extension), { recursive: true, force: true })
      // Where the system refuses (a virus scanner reads it, say) it stays unrecorded, and goes with the folder.
      .catch(() => {})
      .finally(() => leaving.delete(hash))
    leaving.set(hash, gone)
    return gone
  }

  async function evict(): Promise<void> {
    let after = 0
    while (records.bytes() > maxBytes) {
      const page = records.longestUnused(after, pageToEvict)
      if (page.length === 0) return
      for (const { hash, extension, used } of page) {
        if (records.bytes() <= maxBytes) return
        after = used
        if (!holders.has(hash)) await discard(hash, extension)
      }
    }
  }

  function letGo(hash: string, extension: string): void {
    const left = holders.get(hash)! - 1
    if (left > 0) {
      holders.set(hash, left)
      return
    }
    holders.delete(hash)
    if (spent.has(hash) && !isOver) void discard(hash, extension)
  }

  /** No more is asked for; what is under way comes to its end. */
  async function end(): Promise<void> {
    isOver = true
    await Promise.allSettled([...underWay.values(), ...leaving.values(), evicting])
    for (const source of earlier) source.close()
  }

  async function drop(): Promise<void> {
    await end()
    records.close()
    await rm(folder, { recursive: true, force: true, maxRetries: 3, retryDelay: 100 })
  }

  return {
    async hold<Facts>(
      hash: string,
      extension: string,
      signal: AbortSignal,
      make: (path: string) => Promise<MadeArtifact<Facts>>,
    ) {
      // Held from now on, so that it can't go between its making and its use.
      holders.set(hash, (holders.get(hash) ?? 0) + 1)
      try {
        for (;;) {
          signal.throwIfAborted()
          if (isOver) throw new Error('these artifacts are closed')
          const others = underWay.get(hash)
          const work = others ?? bring(hash, extension, make)
          if (others === undefined) {
            underWay.set(hash, work)
            void work.then(noted, noted).then(() => underWay.delete(hash))
          }
          let ready: Ready
          try {
            ready = await (others === undefined ? work : orAbort(work, signal))
          } catch (error) {
            // Somebody else's work: when that one was cancelled, it is ours to do (unless we are, too).
            if (others !== undefined && isAbort(error)) continue
            throw error
          }
          evicting ??= evict().finally(() => {
            evicting = null
          })
          await evicting
          let held = true
          return {
            path: ready.path,
            sha256: ready.sha256,
            facts: ready.facts as Facts,
            frames: ready.frames,
            release(how?: 'spent') {
              if (!held) return
              held = false
              if (how === 'spent') spent.add(hash)
              letGo(hash, extension)
            },
          }
        }
      } catch (error) {
        letGo(hash, extension)
        throw error
      }
    },
    async distrust(hash, sha256) {
      await underWay.get(hash)?.then(noted, noted)
      distrusted.set(hash, sha256)
      const known = records.find(hash)
      // Its file stays where it is for those who hold it: the new one takes its name.
      if (known !== null && (sha256 === null || known.sha256 === sha256)) records.remove(hash)
    },
    bytes: () => records.bytes(),
    async seal(policy, at) {
      if (policy === 'drop' || !records.lasting) return drop()
      await end()
      records.seal(policy, at)
    },
    drop,
  }
}

/** Replaces whatever stands under the name: files and links by themselves, a folder by its removal. */
async function giveName(attempt: string, path: string): Promise<void> {
  try {
    await rename(attempt, path)
  } catch {
    await rm(path, { recursive: true, force: true })
    await rename(attempt, path)
  }
}

/** Null, or why neither could be done. */
async function linkOrCopy(from: string, to: string): Promise<string | null> {
  try {
    await link(from, to)
    return null
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'it is gone'
  }
  try {
    await copyFile(from, to, constants.COPYFILE_FICLONE)
    return null
  } catch (error) {
    return `it can't be copied: ${(error as Error).message}`
  }
}

const noted = () => {}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError'
}

const isGone = (path: string): Promise<boolean> =>
  access(path).then(
    () => false,
    (error: NodeJS.ErrnoException) => error.code === 'ENOENT',
  )

const clearedAway = (folder: string, cause: unknown) =>
  new StudioError({
    code: 'artifacts.unwritable',
    message: `The folder ${folder} was removed while it was worked with.`,
    whatToDo: 'Leave it until the batch has ended; what was in it is made again.',
    cause,
  })
