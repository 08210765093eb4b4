import { mkdirSync, statSync } from 'node:fs'
import { uptime } from 'node:os'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import { backupsOf } from './backup-files.ts'
import { orDiskFull } from './disk-full.ts'
import { migrate, readMigrations, refuseTheFuture, versionOf } from './migrate.ts'
import { damagedStore, isDamage, missingStore } from './studio-faults.ts'

/** "Reel", in the header of each of our databases. */
const applicationId = 0x5265656c
const busyMilliseconds = 10_000
/** 16 MiB: four times less often waits for the disk than by default. */
export const pagesOfLog = 4_000
/** Bytes that are looked through in about a second. */
const checkedAtOnce = 128 * 1024 ** 2

type OpenDatabase = {
  db: Database.Database
  /** Folder of the statements. */
  statements: string
  /** Migrations that ran at this opening. */
  migrated: string[]
  /**
   * It may have been damaged by a power cut, and is too large to be looked through while somebody waits: see
   * `lookThrough`.
   */
  unchecked: boolean
}

/**
 * Opens the studio's database, or makes a new one, in a fixed order: is it ours, is it of our time, settings (each
 * read back), integrity where the last use did not end cleanly (a kill damages nothing, a power cut may), migrations. `sqlFolder` holds `migrations/` and
 * `statements/`.
 *
 * Throws `store.missing` (while there are backups), `store.unreadable`, `store.foreign`, `store.from-the-future`, `store.setting`, `store.damaged`,
 * `store.migration`.
 */
export function openDatabase(path: string, sqlFolder: string): OpenDatabase {
  const migrations = readMigrations(join(sqlFolder, 'migrations'))
  const bytes = statSync(path, { throwIfNoEntry: false })?.size
  if (backupsOf(dirname(path)).length > 0) {
    if (bytes === undefined) throw missingStore(path)
    // SQLite takes an empty file for a new database: a studio that has backups never was one.
    if (bytes === 0 && lastWriteOfLog(path) === null) throw damagedStore(path, ['The file is empty.'])
  }
  const unclean = lastWriteOfLog(path)
  const db = open(path)
  try {
    refuseForeign(db, path)
    refuseTheFuture(db, migrations, path)
    db.pragma(`busy_timeout = ${busyMilliseconds}`)
    set(db, path, 'foreign_keys', 'ON', 1)
    set(db, path, 'journal_mode', 'WAL', 'wal')
    // In WAL a power cut may take back the last changes, and never damages the file.
    set(db, path, 'synchronous', 'NORMAL', 1)
    set(db, path, 'wal_autocheckpoint', String(pagesOfLog), pagesOfLog)
    const large = statSync(path).size > checkedAtOnce
    if (unclean !== null && !large) checkIntegrity(db, path)
    const migrated = migrate(db, migrations, path)
    if (db.pragma('application_id', { simple: true }) !== applicationId)
      db.pragma(`application_id = ${applicationId}`)
    return {
      db,
      statements: join(sqlFolder, 'statements'),
      migrated,
      unchecked: unclean !== null && large && unclean < Date.now() - uptime() * 1_000,
    }
  } catch (error) {
    db.close()
    if (isDamage(error)) throw damagedStore(path, [(error as Error).message], error)
    return orDiskFull(db, () => {
      throw error
    })
  }
}

/** Milliseconds since 1970; null when the last use ended cleanly. */
function lastWriteOfLog(path: string): number | null {
  const log = statSync(`${path}-wal`, { throwIfNoEntry: false })
  return log === undefined || log.size === 0 ? null : log.mtimeMs
}

function open(path: string): Database.Database {
  try {
    mkdirSync(dirname(path), { recursive: true })
    const db = new Database(path, { timeout: busyMilliseconds })
    // Nothing is read before the first statement: this one finds a file that is no database.
    try {
      db.pragma('schema_version')
    } catch (error) {
      db.close()
      throw error
    }
    return db
  } catch (cause) {
    if (isDamage(cause)) throw damagedStore(path, [(cause as Error).message], cause)
    throw new StudioError({
      code: 'store.unreadable',
      message: `The studio's database ${path} can't be opened: ${(cause as Error).message}.`,
      whatToDo: 'Check that the folder may be written to, or choose another one with --studio.',
      cause,
    })
  }
}

/** Whether a database says that it is a studio's. */
export function isOurs(db: Database.Database): boolean {
  const id = db.pragma('application_id', { simple: true })
  // Or one whose making was cut short after the first migration.
  return id === applicationId || (id === 0 && versionOf(db) > 0)
}

function refuseForeign(db: Database.Database, path: string): void {
  const tables = db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get()
  if (tables === 0 || isOurs(db)) return
  throw new StudioError({
    code: 'store.foreign',
    message: `${path} is a database, but not one of Reelmill's.`,
    whatToDo: 'Choose another folder with --studio. Nothing was changed.',
  })
}

function set(
  db: Database.Database,
  path: string,
  name: string,
  value: string,
  wanted: string | number,
): void {
  db.pragma(`${name} = ${value}`)
  const found = db.pragma(name, { simple: true })
  if (found !== wanted)
    throw new StudioError({
      code: 'store.setting',
      message: `The studio's database ${path} doesn't take the setting ${name} = ${value} (it says ${found}).`,
      whatToDo: 'Network drives often do that: choose a folder on a disk of this machine with --studio.',
    })
}

function checkIntegrity(db: Database.Database, path: string): void {
  const found = db.pragma('quick_check(5)') as { quick_check: string }[]
  if (found.length === 1 && found[0]!.quick_check === 'ok') return
  throw damagedStore(
    path,
    found.map((row) => row.quick_check),
  )
}
