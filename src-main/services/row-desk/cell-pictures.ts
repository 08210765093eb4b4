import { createHash } from 'node:crypto'
import { mkdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import { posterArguments } from '../../outside/media/derivatives.ts'
import type { runProgram } from '../../outside/programs/run-program.ts'
import { ffmpegFault } from '../ffmpeg-faults/ffmpeg-faults.ts'
import { latestFirst } from '../posters/turns.ts'
import { isClip } from './clip-names.ts'
import type { RowDesk } from './row-desk.ts'

const longest = 240
/** A clip on a share that hangs must not keep a place for long. */
const timeout = 20_000
/** A picture is read whole before it is made small: of many large ones, few may lie in memory. */
const [mostAtOnce, mostWaiting] = [2, 240]

/**
 * Small pictures of the files that cells of an opened table name, made when somebody looks. They lie in a folder of their
 * own, which is emptied when it is first used: what was looked at yesterday is no use today. A clip shows its first frame.
 */
export function createCellPictures(
  folder: string,
  desk: RowDesk,
  /** What reads clips: ffmpeg's path, and how programs are run. */
  clips: { ffmpeg(): Promise<string>; run: typeof runProgram; signal: AbortSignal },
) {
  const emptied = rm(folder, { recursive: true, force: true }).then(() => mkdir(folder, { recursive: true }))
  const making = new Map<string, Promise<string>>()
  const gaveUp = () =>
    new StudioError({
      code: 'picture.given-up',
      message: 'This picture was passed over: many others were asked for since.',
      whatToDo: 'Look at it again.',
    })
  const turns = latestFirst({ most: mostAtOnce, mostWaiting, gaveUp })

  async function make(path: string, out: string): Promise<string> {
    await emptied
    if (isClip(path)) return turns(() => firstFrame(path, out))
    const { writeSmallPicture } = await import('../../outside/still-pictures/small-picture.ts')
    await turns(() => writeSmallPicture(path, longest, out))
    return out
  }

  async function firstFrame(path: string, out: string): Promise<string> {
    const part = `${out}.part`
    const command = await clips.ffmpeg()
    const args = posterArguments({ source: path, at: 0, longest, out: part })
    try {
      const end = await clips.run({ command, args, timeout, signal: clips.signal, niceness: 'low' })
      // One with sound alone ends well, and nothing was written.
      const isMade = end.kind === 'finished' && (await stat(part).catch(() => null)) !== null
      if (!isMade)
        throw ffmpegFault({ end, command, args, doing: `the first frame of ${path}`, writes: [part] })
      await rename(part, out)
      return out
    } finally {
      await rm(part, { force: true })
    }
  }

  return {
    /** What follows `table/` in an address; null: there is no such picture. */
    async file(parts: string[]): Promise<{ path: string; mime: string } | null> {
      const [id = '', number = '', column = '', ...more] = parts
      if (more.length > 0 || !/^[1-9]\d{0,9}$/.test(number) || !/^[1-9]\d{0,5}$/.test(column)) return null
      const path = await desk.ask(id, 'picture', { number: Number(number), column: Number(column) - 1 })
      if (path === null) return null
      const { size, mtimeMs } = await stat(path)
      const name = createHash('sha256')
        .update(JSON.stringify([path, size, mtimeMs]))
        .digest('hex')
      const made = making.get(name) ?? make(path, join(folder, `${name}.jpg`))
      making.set(name, made)
      // One that could not be made is tried again when somebody looks again.
      made.catch(() => making.delete(name))
      return { path: await made, mime: 'image/jpeg' }
    },
  }
}
