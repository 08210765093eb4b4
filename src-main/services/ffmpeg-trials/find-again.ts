import type { FoundFfmpeg } from '../../outside/ffmpeg/find-ffmpeg.ts'
import { markOfProgram } from '../../outside/ffmpeg/program-mark.ts'

/** Finds the programs once, and again when one of them is another file than when they were found. */
export function findAgainWhenReplaced(find: () => Promise<FoundFfmpeg>): () => Promise<FoundFfmpeg> {
  let last: Promise<{ found: FoundFfmpeg; marks: string }> | null = null
  const marksOf = async ({ ffmpeg, ffprobe }: FoundFfmpeg) =>
    JSON.stringify(await Promise.all([ffmpeg, ffprobe].map(markOfProgram)))
  const look = () => {
    const looking = find().then(async (found) => ({ found, marks: await marksOf(found) }))
    last = looking
    looking.catch(() => {
      if (last === looking) last = null
    })
    return looking
  }
  return async () => {
    const { found, marks } = await (last ?? look())
    return (await marksOf(found)) === marks ? found : (await look()).found
  }
}
