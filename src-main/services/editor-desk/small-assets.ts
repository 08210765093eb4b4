import { createHash } from 'node:crypto'
import { rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import { makeFolder } from '../../outside/folders/make-folder.ts'
import { posterArguments } from '../../outside/media/derivatives.ts'
import { runProgram } from '../../outside/programs/run-program.ts'
import { latestFirst } from '../posters/turns.ts'

/** Pixels: as they stand in a list, on a screen of high density. */
const longest = 240
const [mostAtOnce, mostWaiting] = [2, 400]
const patience = 20_000
/** Seconds into a clip: its very first frame is often black. */
const intoClip = 0.5

export type SmallAssets = {
  /** A small picture of a file; it is made when somebody looks for the first time. */
  file(path: string, kind: 'picture' | 'clip'): Promise<{ path: string; mime: string }>
}

/** Small pictures of the files of drafts. They lie in `folder`, which goes with the studio. */
export function createSmallAssets(folder: string, ffmpeg: () => Promise<string>): SmallAssets {
  const making = new Map<string, Promise<string>>()
  const gaveUp = () =>
    new StudioError({
      code: 'picture.given-up',
      message: 'This picture was passed over: many others were asked for since.',
      whatToDo: 'Look at it again.',
    })
  const turns = latestFirst({ most: mostAtOnce, mostWaiting, gaveUp })

  async function ofClip(path: string, out: string): Promise<void> {
    const command = await ffmpeg()
    for (const at of [intoClip, 0]) {
      const args = posterArguments({ source: path, at, longest, out })
      const end = await runProgram({ command, args, timeout: patience })
      const isThere = await stat(out).then(
        ({ size }) => size > 0,
        () => false,
      )
      if (end.kind === 'finished' && isThere) return
      await rm(out, { force: true })
    }
    throw new StudioError({
      code: 'media.no-picture',
      message: `No picture could be taken of ${path}.`,
      whatToDo: 'Look at the file in a player, or save it anew.',
    })
  }

  async function make(path: string, kind: 'picture' | 'clip', out: string): Promise<string> {
    makeFolder(folder, "the editor's folder of small pictures")
    const { writeSmallPicture } = await import('../../outside/still-pictures/small-picture.ts')
    await turns(() => (kind === 'clip' ? ofClip(path, out) : writeSmallPicture(path, longest, out)))
    return out
  }

  return {
    async file(path, kind) {
      const { size, mtimeMs } = await stat(path)
      const name = createHash('sha256')
        .update(JSON.stringify([path, size, mtimeMs]))
        .digest('hex')
      const extension = kind === 'clip' ? 'jpg' : 'webp'
      const made = making.get(name) ?? make(path, kind, join(folder, `${name}.${extension}`))
      making.set(name, made)
      // One that could not be made is tried again when somebody looks again.
      made.catch(() => making.delete(name))
      return { path: await made, mime: kind === 'clip' ? 'image/jpeg' : 'image/webp' }
    },
  }
}
