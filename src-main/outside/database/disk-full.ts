import type Database from 'better-sqlite3'
import { StudioError } from '../../../src-shared/contract/errors.ts'

/** Does what may write into a database. Throws `disk.full` where there is no room for it, and other errors as they are. */
export function orDiskFull<T>(db: Database.Database, work: () => T): T {
  try {
    return work()
  } catch (cause) {
    if ((cause as { code?: unknown }).code !== 'SQLITE_FULL') throw cause
    throw new StudioError({
      code: 'disk.full',
      message: `The disk is full: ${db.name} could not be written.`,
      whatToDo: 'Make room on the disk of the studio folder, then try again.',
      cause,
    })
  }
}
