import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import { announcePresence } from '../../outside/database/studio-presence.ts'

const holdName = '.reelmill-batch'
/** What lies in a folder that is held. */
export const holdFile = `${holdName}.lock`

/** The file that tells a folder that is held from another one in its place; null where it can't be held. */
export function signOf(folder: string): string | null {
  const path = join(folder, holdFile)
  return existsSync(path) ? path : null
}

/**
 * Takes an output folder for one batch, so that no other studio writes into it meanwhile; the answer lets go of it.
 * The system lets go by itself when the process ends, however it ends. Throws `output.in-use`. Where the file system
 * knows no locks, nothing is held.
 */
export function holdFolder(folder: string): () => void {
  try {
    const presence = announcePresence(folder, holdName)
    return () => presence.leave()
  } catch (error) {
    if (!String((error as { code?: unknown }).code).startsWith('SQLITE_BUSY')) return () => {}
    throw new StudioError({
      code: 'output.in-use',
      message: `Another Reelmill is writing into ${folder} right now.`,
      whatToDo: 'Choose another output folder, or wait until its batch has ended. Nothing was rendered.',
    })
  }
}
