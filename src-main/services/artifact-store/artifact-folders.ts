import { randomUUID } from 'node:crypto'
import { lstat, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type ArtifactPolicy, isPolicyDue } from '../../../src-shared/batches/artifact-policy.ts'
import {
  bearsOurMark,
  type ClaimedIndex,
  claimIndex,
  indexName,
} from '../../outside/database/artifact-index.ts'
import {
  type ArtifactSource,
  openArtifactRecords,
  openArtifactSource,
} from '../../outside/database/artifact-records.ts'
import {
  type ArtifactStore,
  type ArtifactStoreOptions,
  createArtifactStore,
  folderMark,
} from './artifact-store.ts'

/** The folder of a batch's artifacts. */
export const artifactsOf = (studioFolder: string, batch: string) => join(studioFolder, 'artifacts', batch)

type SweptArtifacts = {
  /** Folders that went, by the name of their batch, and a sentence that says why. */
  removed: { batch: string; why: string }[]
  /** What stays of batches that are done. A file that two of them share counts in both. */
  kept: { batches: number; bytes: number }
}

const goneMark = '.going-'
/** `20261121-1415-k3f9`, or a word and a UUID for what is no batch. Nobody else's folder is called so by chance. */
const ourName = /^(\d{8}-\d{4}-[a-z2-9]{4}|[a-z]+-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/
const goingName = /\.going-[0-9a-f]{8}$/
const dayInMilliseconds = 86_400_000
/** Each is an open file; of more than these the newest are the likeliest to help. */
const mostSources = 24

/**
 * The store of a batch's artifacts, with records on disk and all kept batches to take over from. `policy` holds when
 * this process dies before it seals the store. Rejects with `artifacts.in-use`, `artifacts.unwritable`.
 */
export async function openBatchArtifacts(
  options: {
    studioFolder: string
    sqlFolder: string
    batch: string
    policy: ArtifactPolicy
  } & Pick<ArtifactStoreOptions, 'maxBytes' | 'onDamaged'>,
): Promise<ArtifactStore> {
  const { studioFolder, sqlFolder, batch, policy, ...rest } = options
  const folder = artifactsOf(studioFolder, batch)
  const records = openArtifactRecords({ folder, sqlFolder, policy })
  try {
    const earlier = await keptArtifacts({ studioFolder, sqlFolder, excluding: [batch] })
    return createArtifactStore({ folder, records, earlier, ...rest })
  } catch (error) {
    records.close()
    throw error
  }
}

/**
 * Removes the artifacts of batches whose time has come and, above `maxBytes` for all kept batches together, those of the
 * oldest; never what a living process works with. A batch whose process died counts as ended when its records were
 * last written. Folders of ours without records that can be read go a day after they were last used. What somebody else
 * laid there, or a Reelmill of another version, stays: only folders with our name and our mark go. `now`: ISO 8601.
 */
export async function applyPolicies(options: {
  studioFolder: string
  sqlFolder: string
  maxBytes: number
  now: string
  /** Hears of a folder that can't be tidied, by its batch. The others are all the same, and the next time tries again. */
  onStuck?(batch: string, error: unknown): void
}): Promise<SweptArtifacts> {
  const { sqlFolder, maxBytes, now, onStuck } = options
  const root = join(options.studioFolder, 'artifacts')
  const removed: SweptArtifacts['removed'] = []
  const kept: { batch: string; endedAt: string; bytes: number }[] = []

  async function sweep(batch: string): Promise<void> {
    const folder = join(root, batch)
    if (goingName.test(batch) && ourName.test(batch.replace(goingName, ''))) {
      await rm(folder, { recursive: true, force: true })
      return
    }
    if (!ourName.test(batch)) return
    const lastWritten = await timeOf([indexName, `${indexName}-wal`].map((name) => join(folder, name)))
    const claimed = claimIndex(folder, sqlFolder)
    if (claimed === 'in-use') return
    if (claimed === 'unknown') {
      if (!(await isMarked(folder))) return
      if (Date.parse(now) - (await lastUseOf(folder)) < dayInMilliseconds) return
      await remove(folder, null)
      removed.push({ batch, why: 'Nobody has used it for a day.' })
      return
    }
    const endedAt = claimed.sealedAt ?? new Date(lastWritten).toISOString()
    if (isPolicyDue(claimed.policy, endedAt, now)) {
      await remove(folder, claimed)
      removed.push({ batch, why: 'The time to keep it is over.' })
      return
    }
    kept.push({ batch, endedAt, bytes: claimed.bytes })
    try {
      if (claimed.sealedAt === null) claimed.keep(endedAt)
    } finally {
      claimed.letGo()
    }
  }

  for (const batch of await foldersIn(root))
    await sweep(batch).catch((error: unknown) => onStuck?.(batch, error))

  kept.sort((a, b) => (a.endedAt < b.endedAt ? 1 : -1))
  let bytes = kept.reduce((sum, one) => sum + one.bytes, 0)
  let batches = kept.length
  while (bytes > maxBytes) {
    const oldest = kept.pop()
    if (oldest === undefined) break
    const folder = join(root, oldest.batch)
    const claimed = claimIndex(folder, sqlFolder)
    if (typeof claimed === 'string') continue
    try {
      await remove(folder, claimed)
    } catch (error) {
      onStuck?.(oldest.batch, error)
      continue
    }
    bytes -= oldest.bytes
    batches -= 1
    removed.push({ batch: oldest.batch, why: 'Kept artifacts would take more room than they may.' })
  }
  return { removed, kept: { batches, bytes } }
}

/**
 * The kept batches whose artifacts a new batch may take over, newest first, but for those of `excluding`. They stay on disk
 * until each is closed, which the artifact store does that they are given to.
 */
export async function keptArtifacts(options: {
  studioFolder: string
  sqlFolder: string
  excluding?: readonly string[]
}): Promise<ArtifactSource[]> {
  const root = join(options.studioFolder, 'artifacts')
  const ages: { folder: string; written: number }[] = []
  for (const batch of await foldersIn(root)) {
    if (!ourName.test(batch) || options.excluding?.includes(batch)) continue
    const folder = join(root, batch)
    const written = await timeOf([join(folder, indexName)])
    if (written > 0) ages.push({ folder, written })
  }
  ages.sort((a, b) => b.written - a.written)
  const sources: ArtifactSource[] = []
  for (const { folder } of ages) {
    if (sources.length === mostSources) break
    const source = openArtifactSource(folder, options.sqlFolder)
    if (source !== null) sources.push(source)
  }
  return sources
}

const shard = /^[0-9a-f]{2}$/

/**
 * Removes the files of some artifacts from the folders of all batches, also those in use: whoever asks for one finds it gone,
 * and makes it anew. `hashes`: 32 bytes each, in order. Answers how many files went.
 */
export async function removeArtifacts(studioFolder: string, hashes: Uint8Array): Promise<number> {
  const root = join(studioFolder, 'artifacts')
  const wanted = byShard(hashes)
  let removed = 0
  for (const batch of await foldersIn(root)) {
    if (!ourName.test(batch)) continue
    for (const name of await foldersIn(join(root, batch))) {
      const here = shard.test(name) ? wanted.get(name) : undefined
      if (here === undefined) continue
      const folder = join(root, batch, name)
      for (const file of await readdir(folder).catch(() => [])) {
        // What is being made at this moment was not seen by anybody.
        if (!here.has(file.slice(0, 64)) || file.includes('.attempt.')) continue
        await rm(join(folder, file), { force: true })
        removed += 1
      }
    }
  }
  return removed
}

function byShard(hashes: Uint8Array): Map<string, Set<string>> {
  const shards = new Map<string, Set<string>>()
  for (let from = 0; from < hashes.length; from += 32) {
    const hash = Buffer.from(hashes.buffer, hashes.byteOffset + from, 32).toString('hex')
    const name = hash.slice(0, 2)
    const known = shards.get(name)
    if (known === undefined) shards.set(name, new Set([hash]))
    else known.add(hash)
  }
  return shards
}

/**
 * Takes the folder's name away, so that nobody finds it half-removed, then the folder. Rejects when the system refuses
 * that; what is left of a folder without its name goes with the next time.
 */
async function remove(folder: string, claimed: ClaimedIndex | null): Promise<void> {
  const going = `${folder}${goneMark}${randomUUID().slice(0, 8)}`
  try {
    // Windows doesn't rename what holds an open file.
    if (process.platform === 'win32') claimed?.letGo()
    await rename(folder, going)
  } finally {
    claimed?.letGo()
  }
  await rm(going, { recursive: true, force: true, maxRetries: 3, retryDelay: 100 }).catch(() => {})
}

async function foldersIn(root: string): Promise<string[]> {
  const entries = await readdir(root, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)
}

/** Whether a folder whose records can't be read is ours all the same: by its damaged index, or as one that never had one. */
async function isMarked(folder: string): Promise<boolean> {
  const [index, mark] = await Promise.all(
    [indexName, folderMark].map((name) => lstat(join(folder, name)).catch(() => null)),
  )
  return index == null ? mark?.isFile() === true : bearsOurMark(folder)
}

/** When one of these was written last, in milliseconds since 1970; 0 when none is there. */
async function timeOf(paths: string[]): Promise<number> {
  let latest = 0
  for (const path of paths) {
    const found = await stat(path).catch(() => null)
    latest = Math.max(latest, found?.mtimeMs ?? 0)
  }
  return latest
}

/** Each new file is written into one of the folder's folders. */
const lastUseOf = async (folder: string) =>
  timeOf([folder, ...(await foldersIn(folder)).map((shard) => join(folder, shard))])
