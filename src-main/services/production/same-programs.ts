import { StudioError } from '../../../src-shared/contract/errors.ts'
import { markOfProgram } from '../../outside/ffmpeg/program-mark.ts'

/** Does work whose result counts only if the programs were the same before and after it. */
export type WithSamePrograms = <T>(work: () => Promise<T>) => Promise<T>

/**
 * Remembers the programs as they are now. The answer's work rejects with `ffmpeg.replaced` when one of them is another
 * file by then: what two builds make must not come into one video, nor under one hash.
 */
export async function withSamePrograms(paths: readonly string[]): Promise<WithSamePrograms> {
  const marks = async () => Promise.all(paths.map(async (path) => (await markOfProgram(path))?.mark ?? null))
  const known = await marks()
  const requireSame = async () => {
    const now = await marks()
    const at = now.findIndex((mark, index) => mark !== known[index])
    if (at === -1) return
    throw new StudioError({
      code: 'ffmpeg.replaced',
      message: `${paths[at]} is ${now[at] === null ? 'gone' : 'another program than when the batch began'}.`,
      whatToDo:
        now[at] === null
          ? 'Install ffmpeg again, then render again; what is finished is kept.'
          : 'Render again: what the former program made in part is made anew.',
    })
  }
  return async (work) => {
    await requireSame()
    const made = await work().catch(async (error: unknown) => {
      await requireSame()
      throw error
    })
    await requireSame()
    return made
  }
}
