import { dirname } from 'node:path'
import type Database from 'better-sqlite3'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import { backupsOf } from './backup-files.ts'
import { orDiskFull } from './disk-full.ts'
import type { Guard } from './statements.ts'

/** A studio's database that is damaged; says what there is to put in its place. */
export function damagedStore(path: string, details: string[] = [], cause?: unknown): StudioError {
  return new StudioError({
    code: 'store.damaged',
    message: `The studio's database ${path} is damaged.`,
    whatToDo: remedyFor(path),
    details,
    cause,
  })
}

/** A studio's database that is gone, while its backups are there. */
export function missingStore(path: string): StudioError {
  return new StudioError({
    code: 'store.missing',
    message: `The studio's database ${path} is gone, but backups of it are there.`,
    whatToDo: `${remedyFor(path)} To begin with an empty studio, move the folder of backups away.`,
  })
}

function remedyFor(path: string): string {
  const [last] = backupsOf(dirname(path))
  return last === undefined
    ? 'There is no backup of it: move the studio folder away, or choose another one with --studio. Finished videos and manifests are not in it.'
    : `Put the backup of ${last.at} in its place with \`reelmill store restore\`: the damaged file is kept aside, finished videos and manifests are not in it.`
}

/** Explains what goes wrong with a studio's database: `disk.full`, `store.damaged`; other errors as they are. */
export const guardStudio = (db: Database.Database): Guard => {
  return <T>(work: () => T): T =>
    orDiskFull(db, () => {
      try {
        return work()
      } catch (cause) {
        if (!isDamage(cause)) throw cause
        throw damagedStore(db.name, [(cause as Error).message], cause)
      }
    })
}

export const isDamage = (error: unknown): boolean =>
  /^SQLITE_(CORRUPT|NOTADB)/.test(String((error as { code?: unknown } | null)?.code))
