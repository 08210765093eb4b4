import type { runProgram } from '../../outside/programs/run-program.ts'
import { createSmallPictures } from '../small-pictures/small-pictures.ts'
import { isClip } from './clip-names.ts'
import type { RowDesk } from './row-desk.ts'

/** Small pictures of the files that cells of an opened table name. A clip shows its first frame. */
export function createCellPictures(
  folder: string,
  desk: RowDesk,
  /** What reads clips: ffmpeg's path, and how programs are run. */
  clips: { ffmpeg(): Promise<string>; run: typeof runProgram; signal: AbortSignal },
) {
  const pictures = createSmallPictures({ folder, emptiesFolder: true, ...clips, clipAt: [0] })
  return {
    /** What follows `table/` in an address; null: there is no such picture. */
    async file(parts: string[]): Promise<{ path: string; mime: string } | null> {
      const [id = '', number = '', column = '', ...more] = parts
      if (more.length > 0 || !/^[1-9]\d{0,9}$/.test(number) || !/^[1-9]\d{0,5}$/.test(column)) return null
      const path = await desk.ask(id, 'picture', { number: Number(number), column: Number(column) - 1 })
      return path === null ? null : pictures.of(path, isClip(path) ? 'clip' : 'picture')
    },
  }
}
