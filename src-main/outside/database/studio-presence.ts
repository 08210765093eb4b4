import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'

/**
 * Says which studios are alive. Each running studio holds the lock of a small file of its own; the operating system
 * lets go of it when the process ends, however it ends. So a lost studio is known for certain, by no clock and no
 * process number, on every system.
 */
export type Presence = {
  isAlive(studio: string): boolean
  leave(): void
}

/** Lasts as long as the answer is kept: when that is collected as garbage, the lock goes with it. */
export function announcePresence(folder: string, studio: string): Presence {
  mkdirSync(folder, { recursive: true })
  const pathOf = (name: string) => join(folder, `${name}.lock`)
  const own = new Database(pathOf(studio), { timeout: 0 })
  own.exec('BEGIN EXCLUSIVE')
  return {
    isAlive(other) {
      if (other === studio) return true
      let db: Database.Database
      try {
        db = new Database(pathOf(other), { timeout: 0, fileMustExist: true })
      } catch {
        return false
      }
      try {
        db.exec('BEGIN EXCLUSIVE')
      } catch {
        db.close()
        return true
      }
      db.close()
      rmSync(pathOf(other), { force: true })
      return false
    },
    leave() {
      if (!own.open) return
      own.close()
      rmSync(pathOf(studio), { force: true })
    },
  }
}
