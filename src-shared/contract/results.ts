import { z } from 'zod'

export const resultsCommands = {
  /** How loud a finished video is over its time. */
  'job.waveform': z.strictObject({ job: z.int().positive() }),
} as const

export type ResultsAnswers = {
  /** 0..1, evenly spread over the video, 1,000 at most; empty where there is no sound. */
  'job.waveform': { peaks: number[] }
}
