import { mkdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'

/**
 * Takes the lock `<name>.lock` of a folder. The operating system lets go of it when the process ends, however it ends:
 * so who is there is known for certain, by no clock and no process number, on every system. Throws SQLite's own error,
 * `SQLITE_BUSY` when somebody has it.
 */
export function announcePresence(folder: string, name: string): { leave(): void } {
  mkdirSync(folder, { recursive: true })
  const path = join(folder, `${name}.lock`)
  for (;;) {
    const before = fileAt(path)
    // Kept in this closure for as long as it holds: collected as garbage, the lock would go with it.
    const own = new Database(path, { timeout: 0 })
    try {
      own.exec('BEGIN EXCLUSIVE')
    } catch (error) {
      own.close()
      throw error
    }
    const after = fileAt(path)
    // Whoever had it may have removed the file in between: then this lock is one on a file that nobody else can see.
    if (after === null || (before !== null && before !== after)) {
      own.close()
      continue
    }
    return {
      leave() {
        if (!own.open) return
        // Before it is let go, else it could be the next one's file. Windows removes no file that is open.
        const removed = remove(path)
        own.close()
        if (!removed) remove(path)
      },
    }
  }
}

function fileAt(path: string): string | null {
  const found = statSync(path, { throwIfNoEntry: false, bigint: true })
  return found === undefined ? null : `${found.dev} ${found.ino}`
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
