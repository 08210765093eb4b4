import { closeSync, fstatSync, mkdirSync, openSync, realpathSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'

/** Locks of this process. On POSIX systems a process that opens and closes a file once more loses its locks on it. */
const held = new Set<string>()

/**
 * Takes the lock `<name>.lock` of a folder. The operating system lets go of it when the process ends, however it ends:
 * so who is there is known for certain, by no clock and no process number, on every system. Throws SQLite's own error,
 * `SQLITE_BUSY` when somebody has it.
 */
export function announcePresence(folder: string, name: string): { leave(): void } {
  mkdirSync(folder, { recursive: true })
  const path = join(realpathSync(folder), `${name}.lock`)
  if (held.has(path))
    throw Object.assign(new Error('the lock is held by this process'), { code: 'SQLITE_BUSY' })
  for (;;) {
    const taken = take(path)
    if (taken === 'of a file that is gone') continue
    held.add(path)
    return {
      leave() {
        if (!held.delete(path)) return
        // Before it is let go, else it could be the next one's file. Windows removes no file that is open.
        const removed = remove(path)
        taken.close()
        if (!removed) remove(path)
      },
    }
  }
}

/**
 * Whoever had the lock removes its file, and somebody may have opened that one just before. While a file is open its
 * number is not given to another: so a path that still leads to it always did, and the lock is on what others see.
 */
function take(path: string): { close(): void } | 'of a file that is gone' {
  const file = openSync(path, 'a')
  let own: Database.Database | undefined
  const close = () => {
    own?.close()
    closeSync(file)
  }
  try {
    own = new Database(path, { timeout: 0 })
    own.exec('BEGIN EXCLUSIVE')
    const mine = fstatSync(file, { bigint: true })
    const there = statSync(path, { throwIfNoEntry: false, bigint: true })
    if (there !== undefined && there.ino === mine.ino && there.dev === mine.dev) return { close }
  } catch (error) {
    close()
    throw error
  }
  close()
  return 'of a file that is gone'
}

function remove(path: string): boolean {
  try {
    rmSync(path, { force: true })
    return true
  } catch {
    // Somebody else took it a moment ago, and removes it.
    return false
  }
}
