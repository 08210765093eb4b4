import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** Name of the folder of backups, in the studio folder. */
export const backupFolder = 'backups'

const named = /^studio-(\d{4}-\d{2}-\d{2})\.sqlite$/

/** A backup of a studio's database. `at`: when what it holds was so (ISO 8601). */
export type Backup = { path: string; day: string; at: string }

/** The backups of a studio folder, newest first. */
export function backupsOf(folder: string): Backup[] {
  let names: string[]
  try {
    names = readdirSync(join(folder, backupFolder))
  } catch {
    return []
  }
  return names
    .flatMap((name) => {
      const day = named.exec(name)?.[1]
      const path = join(folder, backupFolder, name)
      const stat = statSync(path, { throwIfNoEntry: false })
      return day === undefined || stat === undefined || !stat.isFile()
        ? []
        : [{ path, day, at: stat.mtime.toISOString() }]
    })
    .sort((one, other) => other.day.localeCompare(one.day))
}

export const backupName = (day: string): string => `studio-${day}.sqlite`
