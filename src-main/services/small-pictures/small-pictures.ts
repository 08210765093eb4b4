import { createHash } from 'node:crypto'
import { mkdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import { posterArguments } from '../../outside/media/derivatives.ts'
import type { runProgram } from '../../outside/programs/run-program.ts'
import { ffmpegFault } from '../ffmpeg-faults/ffmpeg-faults.ts'
import { latestFirst } from '../posters/turns.ts'

/** Pixels: as they stand in a list, on a screen of high density. */
const longest = 240
/** A clip on a share that hangs must not keep a place for long. */
const timeout = 20_000
/** A picture is read whole before it is made small: of many large ones, few may lie in memory. */
const [mostAtOnce, mostWaiting] = [2, 240]

export type SmallPictures = {
  /** A small picture of a file, made when somebody looks for the first time, and anew when the file has changed. */
  of(path: string, kind: 'picture' | 'clip'): Promise<{ path: string; mime: string }>
}

/** Small pictures of somebody's files, a few made at a time, what was looked at last first. They lie in a folder of their own. */
export function createSmallPictures(needs: {
  folder: string
  /** What was looked at yesterday is no use today. */
  emptiesFolder?: boolean
  ffmpeg(): Promise<string>
  run: typeof runProgram
  signal?: AbortSignal
  /** Seconds into a clip, and where to look when there is nothing. */
  clipAt: readonly number[]
}): SmallPictures {
  const { folder } = needs
  const making = new Map<string, Promise<string>>()
  const gaveUp = () =>
    new StudioError({
      code: 'picture.given-up',
      message: 'This picture was passed over: many others were asked for since.',
      whatToDo: 'Look at it again.',
    })
  const turns = latestFirst({ most: mostAtOnce, mostWaiting, gaveUp })
  let ready: Promise<unknown> | null = null

  async function readyFolder(): Promise<void> {
    if (needs.emptiesFolder) await rm(folder, { recursive: true, force: true })
    await mkdir(folder, { recursive: true })
  }

  async function ofClip(path: string, out: string): Promise<void> {
    const part = `${out}.part`
    const command = await needs.ffmpeg()
    let fault: unknown
    for (const at of needs.clipAt) {
      const args = posterArguments({ source: path, at, longest, out: part })
      try {
        const end = await needs.run({
          command,
          args,
          timeout,
          niceness: 'low',
          ...(needs.signal === undefined ? {} : { signal: needs.signal }),
        })
        // One with sound alone ends well, and nothing was written.
        const isMade = end.kind === 'finished' && (await stat(part).catch(() => null)) !== null
        if (isMade) return await rename(part, out)
        fault = ffmpegFault({ end, command, args, doing: `the first frame of ${path}`, writes: [part] })
      } finally {
        await rm(part, { force: true })
      }
    }
    throw fault
  }

  async function ofPicture(path: string, out: string): Promise<void> {
    const { writeSmallPicture } = await import('../../outside/still-pictures/small-picture.ts')
    await writeSmallPicture(path, longest, out)
  }

  async function make(path: string, kind: 'picture' | 'clip', out: string): Promise<string> {
    ready ??= readyFolder()
    await ready.catch((error: unknown) => {
      // The disk may have room again when somebody looks again.
      ready = null
      throw error
    })
    await turns(() => (kind === 'clip' ? ofClip(path, out) : ofPicture(path, out)))
    return out
  }

  return {
    async of(path, kind) {
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
