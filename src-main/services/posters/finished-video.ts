import { stat } from 'node:fs/promises'
import type { OutputFacts } from '../../../src-shared/batches/batch.ts'
import { StudioError } from '../../../src-shared/contract/errors.ts'

/** A finished video as it was recorded, and where its file should lie. */
export type FinishedVideo = { path: string; output: OutputFacts }

/** Rejects with `job.not-found`, `job.not-done`, `output.missing`. */
export type FindVideo = (job: number) => Promise<FinishedVideo>

/** The video, if its file is the one that was made. Rejects as `find` does, or with `output.changed`. */
export async function sameVideo(find: FindVideo, job: number): Promise<FinishedVideo> {
  const video = await find(job)
  const { size } = await stat(video.path)
  if (size !== video.output.bytes)
    throw new StudioError({
      code: 'output.changed',
      message: `${video.path} is not the file that was made: it has ${size} bytes instead of ${video.output.bytes}.`,
      whatToDo: `Retry the video (\`reelmill queue retry j${job}\`), or look at the batch that wrote there last.`,
    })
  return video
}
