import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type Database from 'better-sqlite3'
import { StudioError } from '../../../src-shared/contract/errors.ts'

type Migration = { number: number; name: string; sql: string }

/** The migrations of a folder: `0001_batches.sql`, `0002_...`, numbered without a gap. */
export function readMigrations(folder: string): Migration[] {
  const migrations = readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file) => {
      const parts = /^(\d{4})_([a-z0-9_]+)\.sql$/.exec(file)
      if (parts === null) throw new Error(`${file} is no name of a migration`)
      return { number: Number(parts[1]), name: parts[2]!, sql: readFileSync(join(folder, file), 'utf8') }
    })
  migrations.forEach(({ number, name }, index) => {
    if (number !== index + 1) throw new Error(`migration ${number} (${name}) should be number ${index + 1}`)
  })
  return migrations
}

/** The number of the last migration that a database went through; 0 for a new one. */
export function versionOf(db: Database.Database): number {
  return db.pragma('user_version', { simple: true }) as number
}

/** Refuses a database of a newer Reelmill, before anything in it is touched. */
export function refuseTheFuture(db: Database.Database, migrations: Migration[], path: string): void {
  const version = versionOf(db)
  if (version > migrations.length)
    throw new StudioError({
      code: 'store.from-the-future',
      message: `The studio at ${path} was last used by a newer Reelmill (store version ${version}; this one knows ${migrations.length}).`,
      whatToDo: 'Use the newer Reelmill, or choose another folder with --studio. Nothing was changed.',
    })
}

/**
 * Brings the database forward, each migration in a transaction of its own. Comes back with the names of those that ran.
 * Foreign keys are off meanwhile, so that a table can be made anew, and all of them are checked before each is kept.
 */
export function migrate(db: Database.Database, migrations: Migration[], path: string): string[] {
  if (versionOf(db) >= migrations.length) return []
  const keys = db.pragma('foreign_keys', { simple: true })
  db.pragma('foreign_keys = OFF')
  // Rules of tables that are too large to be made anew are written into the schema itself.
  db.unsafeMode(true)
  try {
    return migrateOneByOne(db, migrations, path)
  } finally {
    db.unsafeMode(false)
    db.pragma(`foreign_keys = ${keys}`)
  }
}

function migrateOneByOne(db: Database.Database, migrations: Migration[], path: string): string[] {
  const ran: string[] = []
  for (const { number, name, sql } of migrations) {
    db.transaction(() => {
      // Asked inside the transaction: another process may have opened the same studio a moment ago.
      if (versionOf(db) >= number) return
      try {
        db.exec(sql)
        const loose = db.pragma('foreign_key_check') as { table: string; parent: string }[]
        if (loose.length > 0)
          throw new Error(`${loose.length} of ${loose[0]!.table} belong to no ${loose[0]!.parent}`)
      } catch (cause) {
        if ((cause as { code?: unknown }).code === 'SQLITE_FULL') throw cause
        throw new StudioError({
          code: 'store.migration',
          message: `The studio at ${path} could not be brought to store version ${number} (${name}): ${(cause as Error).message}.`,
          whatToDo:
            'Nothing was changed. Choose another folder with --studio, and report this with the file.',
          cause,
        })
      }
      db.pragma(`user_version = ${number}`)
      ran.push(name)
    }).immediate()
  }
  return ran
}
