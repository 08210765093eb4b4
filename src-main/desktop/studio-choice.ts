import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { StudioError } from '../../src-shared/contract/errors.ts'

const note = z.object({ folder: z.string().min(1).max(4_096) })

/** The studio folder that a person chose, noted in the app's own folder; undefined: the system's usual one. */
export function chosenStudio(userData: string): string | undefined {
  try {
    return note.parse(JSON.parse(readFileSync(fileIn(userData), 'utf8'))).folder
  } catch {
    return undefined
  }
}

/**
 * Notes the folder for the next start. One that holds other things gets a folder `Reelmill` in it. Answers the folder that is
 * then the studio's. Throws `folder.not-writable`.
 */
export function chooseStudio(userData: string, chosen: string): string {
  try {
    const names = readdirSync(chosen)
    const folder = names.length === 0 || names.includes('studio.sqlite') ? chosen : join(chosen, 'Reelmill')
    mkdirSync(folder, { recursive: true })
    const probe = join(folder, '.reelmill-probe')
    writeFileSync(probe, '')
    rmSync(probe)
    mkdirSync(userData, { recursive: true })
    writeFileSync(fileIn(userData), JSON.stringify({ folder }))
    return folder
  } catch (error) {
    throw new StudioError({
      code: 'folder.not-writable',
      message: `${chosen} can't be the studio's folder: ${error instanceof Error ? error.message : error}.`,
      whatToDo: 'Choose a folder on a disk of this machine that you may write to.',
      cause: error,
    })
  }
}

const fileIn = (userData: string) => join(userData, 'studio.json')
