import { mkdirSync, renameSync, rmSync, statfsSync, statSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import { type Backup, backupFolder, backupName, backupsOf } from './backup-files.ts'
import { onThread, type ThreadOptions } from './database-thread.ts'
import { damagedStore } from './studio-faults.ts'

const kept = 7
/** What a copy leaves free on its disk. */
const reserve = 512 * 1024 ** 2

/**
 * Makes the backup of a day (`2026-11-21`) of a studio folder, on a thread of its own, while the studio goes on: a copy
 * that was checked, under its name only when it is whole. Null when there is one of that day, when nothing changed since
 * the last one, or when `signal` ended it. The last seven are kept. Rejects with `disk.full`, `store.backup-failed`.
 */
export async function backUp(how: { folder: string; day: string } & ThreadOptions): Promise<Backup | null> {
  const source = join(how.folder, 'studio.sqlite')
  const backups = backupsOf(how.folder)
  if (how.signal?.aborted || backups.some(({ day }) => day === how.day)) return null
  if (backups[0] !== undefined && !hasChangedSince(source, backups[0].at)) return null
  const folder = join(how.folder, backupFolder)
  const part = join(folder, `${backupName(how.day)}.part`)
  const begun = new Date()
  try {
    mkdirSync(folder, { recursive: true })
    refuseFullDisk(folder, sizeOf(source))
    const outcome = await onThread({ source, part }, how)
    if (outcome.kind === 'stopped') return null
    if (outcome.kind === 'failed') throw failed(how.folder, outcome)
    // Of the moment that it was copied at: whatever is written later is not in it.
    utimesSync(part, begun, begun)
    renameSync(part, join(folder, backupName(how.day)))
  } catch (error) {
    rmSync(part, { force: true, recursive: true })
    if (error instanceof StudioError) throw error
    throw failed(how.folder, {
      code: String((error as { code?: unknown }).code),
      message: (error as Error).message,
    })
  }
  const now = backupsOf(how.folder)
  for (const { path } of now.slice(kept)) rmSync(path, { force: true })
  return now.find(({ day }) => day === how.day) ?? null
}

/**
 * Looks through the database of a studio folder on a thread of its own, while the studio goes on: for one that was too
 * large to be looked through when it was opened. Resolves with `store.damaged`, or null: it is in order, or `signal`
 * ended it.
 */
export async function lookThrough(how: { folder: string } & ThreadOptions): Promise<StudioError | null> {
  const source = join(how.folder, 'studio.sqlite')
  const outcome = await onThread({ source, part: null }, how)
  if (outcome.kind === 'stopped') return null
  const faults = outcome.kind === 'failed' ? [outcome.message] : outcome.faults
  return faults.length === 0 ? null : damagedStore(source, faults.slice(0, 5))
}

/** A time of the last backup that still lies ahead says nothing: a clock was set back. */
function hasChangedSince(source: string, at: string): boolean {
  const last = Date.parse(at)
  if (last > Date.now()) return true
  return [source, `${source}-wal`].some((path) => {
    const stat = statSync(path, { throwIfNoEntry: false })
    return stat !== undefined && stat.size > 0 && stat.mtimeMs > last
  })
}

const sizeOf = (source: string) =>
  [source, `${source}-wal`].reduce(
    (sum, path) => sum + (statSync(path, { throwIfNoEntry: false })?.size ?? 0),
    0,
  )

function refuseFullDisk(folder: string, bytes: number): void {
  const { bavail, bsize } = statfsSync(folder)
  if (bavail * bsize > bytes + reserve) return
  throw failed(folder, { code: 'SQLITE_FULL', message: 'the disk has too little room' })
}

function failed(folder: string, { code, message }: { code: string; message: string }): StudioError {
  return /^(SQLITE_FULL|ENOSPC|EDQUOT)/.test(code)
    ? new StudioError({
        code: 'disk.full',
        message: `There is no room for a backup of the studio's database in ${folder}.`,
        whatToDo: 'Make room on the disk of the studio folder; the next backup is tried by itself.',
      })
    : new StudioError({
        code: 'store.backup-failed',
        message: `The studio's database in ${folder} could not be backed up: ${message}.`,
        whatToDo: 'Earlier backups are as they were. Check the disk of the studio folder.',
      })
}
