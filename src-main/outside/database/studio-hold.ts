import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import { announcePresence } from './studio-presence.ts'

const name = 'studio'

/** Who works with a studio folder. `door`: `window`, `render`, ...; `since`: ISO 8601. */
export type Holder = { pid: number; door: string; since: string }

const holder = z.object({ pid: z.int(), door: z.string(), since: z.string() })

/** A studio folder that is held, or who holds it (null when it doesn't say). */
export type StudioHold = { held: true; letGo(): void } | { held: false; by: Holder | null }

/**
 * Takes a studio folder for this process alone: its database, what it runs, its line. The system lets go of it when the
 * process ends, however it ends. Throws `folder.not-writable`, `store.setting` where the file system knows no locks.
 */
export function holdStudio(folder: string, who: Holder): StudioHold {
  const paper = join(folder, `${name}.lock.json`)
  let presence: { leave(): void }
  try {
    presence = announcePresence(folder, name)
  } catch (error) {
    if (String((error as { code?: unknown }).code).startsWith('SQLITE_BUSY'))
      return { held: false, by: readHolder(paper) }
    throw new StudioError({
      code: 'folder.not-writable',
      message: `The studio folder ${folder} can't be taken: ${(error as Error).message}.`,
      whatToDo:
        'Check that it may be written to and lies on a disk of this machine, or choose another one with --studio.',
      cause: error,
    })
  }
  try {
    // Whole or not at all: somebody may read it at this moment.
    writeFileSync(`${paper}.part`, JSON.stringify(who))
    renameSync(`${paper}.part`, paper)
  } catch {
    // On a full disk the lock alone says enough.
    rmSync(paper, { force: true })
  }
  return {
    held: true,
    letGo() {
      rmSync(paper, { force: true })
      presence.leave()
    },
  }
}

function readHolder(paper: string): Holder | null {
  try {
    return holder.parse(JSON.parse(readFileSync(paper, 'utf8')))
  } catch {
    return null
  }
}

/** What a person is told where another process has the folder. */
export function heldBy(folder: string, by: Extract<StudioHold, { held: false }>['by']): StudioError {
  return new StudioError({
    code: 'studio.held',
    message: `Another Reelmill has the studio folder ${folder}${by === null ? '' : ` (pid ${by.pid}, ${by.door}, since ${by.since})`}.`,
    whatToDo: 'Use that one, wait until it has ended, or choose another folder with --studio.',
  })
}
