import {
  closeSync,
  existsSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
} from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { type ArtifactPolicy, artifactPolicy } from '../../../src-shared/batches/artifact-policy.ts'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import { orDiskFull } from './disk-full.ts'
import { readStatements, type Statements } from './statements.ts'

/** Name of the index in a folder of artifacts. */
export const indexName = 'index.sqlite'

/** An index that nobody else has open. */
type OwnIndex = { db: Database.Database; sql: Statements; state(): IndexState }

/** `sealedAt`: ISO 8601, or null while it is in use or when its user died. */
type IndexState = { policy: ArtifactPolicy; sealedAt: string | null; bytes: number }

/** "Rela". */
const applicationId = 0x52656c61
const version = 1
const waitToOwn = 500

/**
 * Takes the index of a folder for this process alone, or makes both. The lock is the system's: it ends with the
 * process, however that ends. An index that is damaged, or of another version, makes way for a new one. Throws
 * `artifacts.in-use`, `artifacts.unwritable`.
 */
export function ownIndex(folder: string, sqlFolder: string, policy: ArtifactPolicy): OwnIndex {
  const found = takeOrRenew(folder, sqlFolder)
  if (found === 'in-use')
    throw new StudioError({
      code: 'artifacts.in-use',
      message: `Another Reelmill works with the artifacts in ${folder}.`,
      whatToDo: 'Wait until it has ended, or end it.',
    })
  // A power cut may take back the last records, and never damages the index.
  found.db.pragma('journal_mode = WAL')
  found.db.pragma('synchronous = NORMAL')
  found.db.pragma('cache_size = -2000')
  found.sql.run('begin', { policy: JSON.stringify(policy) })
  return found
}

function takeOrRenew(folder: string, sqlFolder: string): OwnIndex | 'in-use' {
  const how = { create: true, timeout: waitToOwn }
  try {
    mkdirSync(folder, { recursive: true })
    const found = takeIndex(folder, sqlFolder, how)
    if (found === 'in-use') return found
    if (found !== 'unknown') {
      if (isIntact(found)) return found
      found.db.close()
    }
    for (const ending of ['', '-wal', '-shm', '-journal'])
      rmSync(join(folder, indexName + ending), { recursive: true, force: true })
    const renewed = takeIndex(folder, sqlFolder, how)
    if (renewed === 'unknown') throw new Error('no database can be made there')
    return renewed
  } catch (cause) {
    throw new StudioError({
      code: 'artifacts.unwritable',
      message: `The folder ${folder} (artifacts of a batch) can't be used: ${(cause as Error).message}.`,
      whatToDo: 'Make it writable, or choose another folder with --studio.',
      cause,
    })
  }
}

/** An index that is free, with what it says of itself. `keep` writes when its batch ended; `letGo` ends the claim. */
export type ClaimedIndex = IndexState & { keep(at: string): void; letGo(): void }

/** Claims the index of a folder that nobody works with. `unknown`: there is none, or none that can be read. */
export function claimIndex(folder: string, sqlFolder: string): ClaimedIndex | 'in-use' | 'unknown' {
  let found: ReturnType<typeof takeIndex> = 'unknown'
  try {
    found = takeIndex(folder, sqlFolder, { create: false, timeout: 0 })
    if (typeof found === 'string') return found
    const index = found
    return {
      ...index.state(),
      keep: (at) => sealIndex(index, index.state().policy, at),
      letGo: () => index.db.close(),
    }
  } catch {
    if (typeof found !== 'string') found.db.close()
    return 'unknown'
  }
}

/** Whether the header of a folder's index, however damaged the rest is, says that it is ours and of this version. */
export function bearsOurMark(folder: string): boolean {
  const path = join(folder, indexName)
  let file: number | undefined
  try {
    if (!lstatSync(path).isFile()) return false
    file = openSync(path, 'r')
    const header = Buffer.alloc(100)
    return (
      readSync(file, header) === header.length &&
      header.toString('latin1', 0, 16) === 'SQLite format 3\0' &&
      header.readUInt32BE(60) === version &&
      header.readUInt32BE(68) === applicationId
    )
  } catch {
    return false
  } finally {
    if (file !== undefined) closeSync(file)
  }
}

/** Writes the end of the index's batch, so that others may read it. */
export function sealIndex({ db, sql }: OwnIndex, policy: ArtifactPolicy, at: string): void {
  sql.run('seal', { policy: JSON.stringify(policy), at })
  // One file again, readable by many at a time.
  orDiskFull(db, () => db.pragma('journal_mode = DELETE'))
}

/**
 * Opens a sealed index to read it; null when there is none that can be read, or somebody works with it. Until
 * `close`, nobody can claim it. Doesn't wait: what somebody works with is no source.
 */
export function shareIndex(
  folder: string,
  sqlFolder: string,
): { sql: Statements; state: IndexState; close(): void } | null {
  let db: Database.Database | undefined
  try {
    db = new Database(join(folder, indexName), { fileMustExist: true, timeout: 0 })
    db.pragma('query_only = ON')
    db.pragma('cache_size = -256')
    if (!isOurs(db)) throw new Error('of another version')
    const sql = statementsOf(db, sqlFolder)
    // The lock of a reader lasts as long as its transaction.
    db.exec('BEGIN')
    const state = stateOf(sql)
    const opened = db
    return { sql, state, close: () => opened.close() }
  } catch {
    db?.close()
    return null
  }
}

function takeIndex(
  folder: string,
  sqlFolder: string,
  how: { create: boolean; timeout: number },
): OwnIndex | 'in-use' | 'unknown' {
  const path = join(folder, indexName)
  if (!how.create && !existsSync(path)) return 'unknown'
  let db: Database.Database | undefined
  try {
    db = new Database(path, { timeout: how.timeout })
    db.pragma('locking_mode = EXCLUSIVE')
    db.exec('BEGIN EXCLUSIVE')
    if (how.create && isNew(db)) {
      db.exec(readFileSync(join(sqlFolder, 'artifact-index.sql'), 'utf8'))
      db.pragma(`application_id = ${applicationId}`)
      db.pragma(`user_version = ${version}`)
    }
    const isReadable = isOurs(db)
    db.exec('COMMIT')
    if (!isReadable) {
      db.close()
      return 'unknown'
    }
    const sql = statementsOf(db, sqlFolder)
    return { db, sql, state: () => stateOf(sql) }
  } catch (error) {
    db?.close()
    const code = String((error as { code?: unknown }).code)
    if (code.startsWith('SQLITE_BUSY')) return 'in-use'
    if (/^SQLITE_(CORRUPT|NOTADB|CANTOPEN|IOERR_SHORT_READ)/.test(code)) return 'unknown'
    throw error
  }
}

const statementsOf = (db: Database.Database, sqlFolder: string) =>
  readStatements(db, join(sqlFolder, 'statements', 'artifact-index.sql'))

const isNew = (db: Database.Database) => db.pragma('schema_version', { simple: true }) === 0

const isOurs = (db: Database.Database) =>
  db.pragma('application_id', { simple: true }) === applicationId &&
  db.pragma('user_version', { simple: true }) === version

function isIntact({ db, sql }: OwnIndex): boolean {
  try {
    if (db.pragma('quick_check(1)', { simple: true }) !== 'ok') return false
    // One that was made a moment ago says nothing of itself yet.
    if (sql.one('state') !== null) stateOf(sql)
    return true
  } catch {
    return false
  }
}

function stateOf(sql: Statements): IndexState {
  const found = sql.one<{ policy: string; sealed_at: string | null; bytes: number }>('state')
  if (found === null) throw new Error('an index that says nothing of itself')
  return {
    policy: artifactPolicy.parse(JSON.parse(found.policy)),
    sealedAt: found.sealed_at,
    bytes: found.bytes,
  }
}
