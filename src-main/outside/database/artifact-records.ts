import { hash as hashOf } from 'node:crypto'
import type { ArtifactPolicy } from '../../../src-shared/batches/artifact-policy.ts'
import { ownIndex, sealIndex, shareIndex } from './artifact-index.ts'
import { orDiskFull } from './disk-full.ts'
import type { Statements } from './statements.ts'

/** What is known of an artifact on disk. */
export type ArtifactRecord = {
  /** Of its file, without a dot. */
  extension: string
  bytes: number
  /** Milliseconds since 1970, as the file system says. */
  modified: number
  /** Of the file's bytes, lower-case hex. */
  sha256: string
  /** Frames in it; null for what has none. */
  frames: number | null
  /** Plain data that its maker wants to know again. */
  facts: unknown
}

/** The records of one folder of artifacts, by the artifact's hash. What writes throws `disk.full`. */
export type ArtifactRecords = {
  /** They outlive the process, and are held by it alone. */
  lasting: boolean
  /** `trusted`: the file was made or verified since these records were opened. */
  find(hash: string): (ArtifactRecord & { trusted: boolean }) | null
  /** Records a file that was just made or verified. */
  put(hash: string, record: ArtifactRecord): void
  remove(hash: string): void
  /** Notes that somebody asked for it now. */
  touch(hash: string): void
  /** Those that were asked for longest ago, a page at a time; `after` is the last `used` of the page before, or 0. */
  longestUnused(after: number, limit: number): { hash: string; extension: string; used: number }[]
  /** Bytes of all. */
  bytes(): number
  /** Notes when the batch ended (ISO 8601) and what becomes of its artifacts; then nobody holds them any more. */
  seal(policy: ArtifactPolicy, at: string): void
  close(): void
}

/** Artifacts of an earlier batch. While it is open they are not dropped. */
export type ArtifactSource = {
  folder: string
  find(hash: string): ArtifactRecord | null
  close(): void
}

type Stored = {
  extension: string
  bytes: number
  modified: number
  sha256: string
  frames: number | null
  facts: string
  checksum: string
  opening: number
}

/**
 * Opens the records of a folder for this process alone, or begins new ones; those that a crash damaged are forgotten.
 * They need little memory, however many they are. `policy` holds when the process dies before it seals them. `sqlFolder` is the one
 * that holds `artifact-index.sql` and `statements/`. Throws `artifacts.in-use`.
 */
export function openArtifactRecords(places: {
  folder: string
  sqlFolder: string
  policy: ArtifactPolicy
}): ArtifactRecords {
  const index = ownIndex(places.folder, places.sqlFolder, places.policy)
  const { db, sql } = index
  const opening = sql.one<{ opening: number }>('state')!.opening
  const together = (work: () => void): void => orDiskFull(db, () => db.transaction(work)())

  return {
    lasting: true,
    find(hash) {
      const stored = sql.one<Stored>('find', { hash })
      const trusted = stored?.opening === opening
      const record = stored === null ? null : asRecord(hash, stored, trusted)
      return record === null ? null : { ...record, trusted }
    },
    put(hash, record) {
      const facts = JSON.stringify(record.facts ?? null)
      const { extension, bytes, modified, sha256, frames } = record
      const values = { extension, bytes, modified, sha256, frames, facts }
      together(() => {
        sql.run('remove', { hash })
        sql.run('tick')
        sql.run('put', { hash, ...values, checksum: checksumOf(hash, values) })
      })
    },
    remove: (hash) => void sql.run('remove', { hash }),
    touch(hash) {
      together(() => {
        sql.run('tick')
        sql.run('touch', { hash })
      })
    },
    longestUnused: (after, limit) => sql.all('longest_unused', { after, limit }),
    bytes: () => index.state().bytes,
    seal(policy, at) {
      try {
        sealIndex(index, policy, at)
      } finally {
        db.close()
      }
    },
    close: () => void db.close(),
  }
}

/** Opens the records of an earlier batch that was sealed; null when there is none there to take from. */
export function openArtifactSource(folder: string, sqlFolder: string): ArtifactSource | null {
  const shared = shareIndex(folder, sqlFolder)
  if (shared === null) return null
  const { sql, state, close } = shared
  if (state.sealedAt === null || state.policy === 'drop') {
    close()
    return null
  }
  return { folder, find: (hash) => findIn(sql, hash), close }
}

/** A damaged index has nothing to give. */
function findIn(sql: Statements, hash: string): ArtifactRecord | null {
  try {
    const stored = sql.one<Stored>('find', { hash })
    return stored === null ? null : asRecord(hash, stored, false)
  } catch {
    return null
  }
}

/** Null when the record itself is damaged. What this opening wrote is not looked through again. */
function asRecord(hash: string, stored: Stored, trusted: boolean): ArtifactRecord | null {
  const { extension, bytes, modified, sha256, frames, facts, checksum } = stored
  const values = { extension, bytes, modified, sha256, frames, facts }
  if (!trusted && checksumOf(hash, values) !== checksum) return null
  return { ...values, facts: JSON.parse(facts) as unknown }
}

const checksumOf = (
  hash: string,
  { extension, bytes, modified, sha256, frames, facts }: Omit<Stored, 'checksum' | 'opening'>,
) => hashOf('sha256', JSON.stringify([hash, extension, bytes, modified, sha256, frames, facts]))
