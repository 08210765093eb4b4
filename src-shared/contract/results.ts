import { z } from 'zod'
import type { Batch, Job } from '../batches/batch.ts'
import type { MediaFacts } from '../plans/media.ts'
import { checkNames } from '../quality/checks.ts'
import { inspectedAs } from '../quality/inspection.ts'

const batch = z.string().min(1).max(100)
const job = z.int().positive()
const some = z.array(z.string().max(100)).min(1).max(500).optional()

/** What finished videos are put together by; `folder`: as the name pattern laid them, by category. */
export const groupings = ['folder', 'language', 'format', 'row', 'none'] as const
export type Grouping = (typeof groupings)[number]
/** Within a group. `table`: as they stand in the batch's table. */
export const videoOrders = ['table', 'name', 'largest', 'longest'] as const
export type VideoOrder = (typeof videoOrders)[number]

const looker = z.string().regex(/^[\w-]{1,64}$/)

export const resultsCommands = {
  /** Every finished video of a batch (its id, or `last`), in groups: their numbers alone, so that a wall knows its whole length at once. */
  'results.index': z.strictObject({
    batch,
    by: z.enum(groupings).default('folder'),
    order: z.enum(videoOrders).default('table'),
    languages: some,
    formats: some,
    /** By their inspections, and with a finding of one of these checks. */
    verdicts: z.array(z.enum(inspectedAs)).min(1).optional(),
    checks: z.array(z.enum(checkNames)).min(1).optional(),
    /** Somewhere in the row's key or the file's name; case doesn't matter. */
    text: z.string().max(200).optional(),
  }),
  /** Some of them whole, in this order; those that are no longer there are left out. */
  'results.jobs': z.strictObject({ batch, jobs: z.array(job).min(1).max(500) }),
  /** A few videos of each batch, spread over it: for a strip of pictures. */
  'results.strips': z.strictObject({
    batches: z.array(batch).min(1).max(100),
    each: z.int().min(1).max(12).default(6),
  }),
  /** What a video can be compared with. */
  'results.beside': z.strictObject({ job }),
  /** How loud a finished video is over its time. */
  'job.waveform': z.strictObject({ job }),
  /** The same as ears have it, after EBU R 128. */
  'job.loudness': z.strictObject({ job }),
  /** What the file of a finished video says of itself. */
  'job.media': z.strictObject({ job }),
  /** Makes a copy that a page can play, where it can't play the video itself; tells `job.copied`. Then it lies at `copy/<job>`. */
  'job.copy': z.strictObject({ job, id: looker }),
  /** Who looks under this id looks no more. The copy goes on while others do. */
  'job.stop-copy': z.strictObject({ job, id: looker }),
  /** Writes one frame of a finished video as a PNG; what stands at `out` is replaced. */
  'job.save-frame': z.strictObject({
    job,
    frame: z.int().min(0),
    out: z
      .string()
      .max(4_096)
      .regex(/[^/\\]\.png$/i, 'a path that ends in .png'),
  }),
} as const

/** A stretch of the index. `key`: a folder's path (empty: the output folder itself), a language's or format's id, a row's key. */
export type VideoGroup = { key: string; count: number; bytes: number }

/** `jobs` in the order of the groups. `total`: finished videos of the batch, whatever was asked for. */
export type WallIndex = { groups: VideoGroup[]; jobs: number[]; total: number }

/**
 * `levels`: LUFS over the last three seconds each (short-term), evenly spread over the video, 1,000 at most; null where there was too
 * little sound to say. Empty where there is no sound at all. `integrated`: LUFS of the whole.
 */
export type Loudness = { levels: (number | null)[]; integrated: number | null }

export type ResultsAnswers = {
  /** `wall`: a `WallIndex` as JSON. As one text, 120,000 videos pass through the studio's thread without holding it. */
  'results.index': { wall: string }
  'results.jobs': { jobs: Job[] }
  /** By batch, in order; none for a batch that is not known or made no video. */
  'results.strips': Record<string, number[]>
  /** `renditions`: of the same row. `earlier`: the same row, language and format in other batches of this template, latest first. */
  'results.beside': {
    renditions: Job[]
    earlier: { job: Job; batch: Pick<Batch, 'id' | 'name' | 'createdAt'> }[]
  }
  /** 0..1, evenly spread over the video, 1,000 at most; empty where there is no sound. */
  'job.waveform': { peaks: number[] }
  'job.loudness': Loudness
  'job.media': MediaFacts
  'job.copy': null
  'job.stop-copy': null
  'job.save-frame': null
}
