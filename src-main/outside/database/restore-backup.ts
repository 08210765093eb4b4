import { constants, existsSync } from 'node:fs'
import { copyFile, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import { flushFolder } from '../files/write-whole.ts'
import { backupsOf } from './backup-files.ts'
import { readMigrations, versionOf } from './migrate.ts'
import { isOurs } from './open-database.ts'

/**
 * Puts the newest good backup in the place of a studio's database that is damaged or gone; what is there is kept aside,
 * as `studio-damaged-<time>.sqlite`, with what belongs to it (`aside`; null: it was gone). Nothing is overwritten. The caller holds the studio folder,
 * and its database is not open. `at`: ISO 8601.
 *
 * Rejects with `store.not-damaged`, `store.no-backup`, `store.unwritable`.
 */
export async function restoreBackup(how: {
  folder: string
  sqlFolder: string
  at: string
}): Promise<{ backupOf: string; aside: string | null }> {
  const path = join(how.folder, 'studio.sqlite')
  const newest = readMigrations(join(how.sqlFolder, 'migrations')).length
  if (existsSync(path) && whatIsWrong(path, newest) === null)
    throw new StudioError({
      code: 'store.not-damaged',
      message: `The studio's database ${path} is in order: no backup was put in its place.`,
      whatToDo: 'To go back to a backup all the same, move studio.sqlite away yourself, then say it again.',
    })
  const tried: string[] = []
  for (const backup of backupsOf(how.folder)) {
    const fault = whatIsWrong(backup.path, newest)
    if (fault === null) return { backupOf: backup.at, aside: await putInPlace(path, backup.path, how.at) }
    tried.push(`${backup.path}: ${fault}`)
  }
  throw new StudioError({
    code: 'store.no-backup',
    message: `There is no good backup of the studio's database ${path}.`,
    whatToDo:
      'Move the studio folder away, or choose another one with --studio. Finished videos and manifests are not in it.',
    details: tried,
  })
}

async function putInPlace(path: string, backup: string, at: string): Promise<string | null> {
  const restored = `${path}.restored`
  const time = at.replace(/\.\d+/, '').replace(/[:T]/g, '-').replace('Z', '')
  const aside = freeName(dirname(path), `studio-damaged-${time}`)
  try {
    await rm(restored, { force: true })
    await copyFile(backup, restored, constants.COPYFILE_FICLONE)
    await flush(restored)
    const wasThere = existsSync(path)
    // First the database: without it, and with backups, an opening says that it is gone and makes no new one. A log that
    // stayed would be read into whatever database lies beside it.
    for (const ending of ['', '-wal', '-shm', '-journal'])
      if (existsSync(path + ending)) await rename(path + ending, aside + ending)
    await rename(restored, path)
    await flushFolder(dirname(path))
    return wasThere ? aside : null
  } catch (cause) {
    throw new StudioError({
      code: 'store.unwritable',
      message: `The backup could not be put in the place of ${path}: ${(cause as Error).message}.`,
      whatToDo:
        'Check that the studio folder may be written to and has room, then say it again. Nothing is lost.',
      cause,
    })
  }
}

async function flush(path: string): Promise<void> {
  const file = await open(path, 'r+')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}

function freeName(folder: string, name: string): string {
  for (let number = 1; ; number += 1) {
    const path = join(folder, `${name}${number === 1 ? '' : `-${number}`}.sqlite`)
    if (['', '-wal', '-shm', '-journal'].every((ending) => !existsSync(path + ending))) return path
  }
}

/** Why a file is no database of a studio that this Reelmill can open; null: it is one, and in order. */
function whatIsWrong(path: string, newest: number): string | null {
  let db: Database.Database | undefined
  try {
    // Only to read: closing must not write a log into the file that it belongs to.
    db = new Database(path, { readonly: true, fileMustExist: true, timeout: 1_000 })
    if (!isOurs(db)) return 'is not one of Reelmill'
    if (versionOf(db) > newest) return 'is of a newer Reelmill'
    const found = db.pragma('integrity_check(1)', { simple: true }) as string
    return found === 'ok' ? null : found
  } catch (error) {
    return (error as Error).message
  } finally {
    db?.close()
  }
}
