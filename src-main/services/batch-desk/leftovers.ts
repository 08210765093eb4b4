import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { kindOfFile } from '../../outside/files/look-at-file.ts'
import { holdFile, holdFolder } from './folder-hold.ts'

/** Work files of videos and stills, as the video maker names them. */
const workFile = /^\.[0-9a-f]{8}\.part(\.(ffconcat|graph))?$/

/**
 * Removes the work files that a process left behind which was killed while it wrote. `folder` is held by the batch;
 * `below` are folders in it that its videos go to: one that is another batch's output folder right now is left alone,
 * and so is what can't be removed.
 */
export async function removeLeftovers(folder: string, below: Iterable<string>): Promise<void> {
  await removeIn(folder)
  for (const name of below) {
    const path = join(folder, name)
    if (path === folder) continue
    let letGo = () => {}
    try {
      if ((await kindOfFile(join(path, holdFile))) !== null) letGo = holdFolder(path)
      await removeIn(path)
    } catch {
      // In use by another batch.
    } finally {
      letGo()
    }
  }
}

async function removeIn(folder: string): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  for (const entry of entries)
    if (entry.isFile() && workFile.test(entry.name)) await rm(join(folder, entry.name)).catch(() => {})
}
