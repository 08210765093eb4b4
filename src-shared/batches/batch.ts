import { z } from 'zod'
import { corrections } from '../data/corrections.ts'
import type { Cause } from '../farm/causes.ts'
import { type Priority, priority } from '../farm/priority.ts'
import type { QualityFinding, Verdict } from '../quality/inspection.ts'
import { inspectionWish } from '../quality/wish.ts'
import type { ReviewState } from '../review/review.ts'
import { codec, quality } from '../templates/formats.ts'
import { artifactPolicy } from './artifact-policy.ts'

/** Folders by category, as far as the template or the table has one. */
export const defaultNamePattern = '{category}/{key}_{language}_{format}'

/** How a batch stands beside others. Can be changed while it waits or runs. */
export const queueing = z.strictObject({
  priority: priority.default('normal'),
  /** ISO 8601 with its zone. A batch that would miss it is served earlier. */
  deadline: z.iso.datetime({ offset: true }).nullable().default(null),
  /** ISO 8601 with its zone: it begins then, or later when others come first. */
  startAt: z.iso.datetime({ offset: true }).nullable().default(null),
  /** Ids of batches that have to be finished before this one begins. */
  after: z.array(z.string()).max(100).default([]),
  /** The same, approved by a person besides. */
  afterApproval: z.array(z.string()).max(100).default([]),
  /** After so many rows the batch pauses, for a look. */
  pilot: z.int().min(1).max(10_000).nullable().default(null),
  /** Doesn't pause and ask when many videos fail. */
  keepGoing: z.boolean().default(false),
})
export type Queueing = z.infer<typeof queueing>

/** Which encoders make the videos: the processor's, or hardware where it works for whole videos. */
export const encoding = z.enum(['cpu', 'auto'])

/** What a person asks for: a template and a table, and what is to be made of them. */
export const renderRequest = z.strictObject({
  /** Name of a template of the library, or the path of a template's folder. */
  template: z.string().min(1),
  data: z.string().min(1),
  /** How to read the table, where its own evidence isn't enough. */
  reading: z
    .strictObject({
      encoding: z.string().optional(),
      delimiter: z.string().length(1).optional(),
      sheet: z.string().optional(),
      table: z.string().optional(),
      query: z.string().optional(),
      /** BCP 47: how numbers and dates are written in the table. */
      locale: z.string().optional(),
    })
    .prefault({}),
  /** Column by variable name, where the names don't match by themselves. */
  map: z.record(z.string(), z.string()).default({}),
  key: z.string().optional(),
  /** What a person mended of the records; the table's file stays as it is. */
  corrections: corrections.optional(),
  /** The content of the table in which it was mended, as `table.open` told it: in another one the records are others. */
  tableMark: z.string().max(100).optional(),
  /** Record numbers like `1-20,35`. */
  rows: z.string().optional(),
  /** Default: all of the template. */
  languages: z.array(z.string()).optional(),
  formats: z.array(z.string()).optional(),
  quality: quality.default('standard'),
  /** Another codec for all formats but GIF. */
  codec: codec.exclude(['gif']).optional(),
  /** Folders besides the data's and the template's that assets may lie in. */
  roots: z.array(z.string()).default([]),
  fetch: z.boolean().default(false),
  strict: z.boolean().default(false),
  out: z.string().min(1),
  /** Pattern of output names. */
  name: z.string().min(1).max(1_000).default(defaultNamePattern),
  /** Replace files that stand in the way and that no earlier batch of this template wrote. */
  overwrite: z.boolean().default(false),
  /** Render all of it, also what an earlier batch left there unchanged, and take over nothing that it made. */
  afresh: z.boolean().default(false),
  /** Render each video in one piece and share nothing, to compare. */
  whole: z.boolean().default(false),
  /** What becomes of the batch's artifacts when it is done; later batches take over those that are kept. */
  artifacts: artifactPolicy.default({ days: 7 }),
  /** `auto`: a hardware encoder where one was found to work. Its files differ from those of a processor. */
  encoding: encoding.default('cpu'),
  /** How finished videos are inspected; left out: as the template says, else by the profile `web`. */
  inspect: inspectionWish.optional(),
  queue: queueing.prefault({}),
})
export type RenderRequest = z.infer<typeof renderRequest>
export type RenderRequestSource = z.input<typeof renderRequest>

/** The same without an output: what can be known without rendering. */
export const checkRequest = renderRequest.extend({ out: z.string().min(1).default('out') })

export const stillRequest = renderRequest
  .omit({
    out: true,
    name: true,
    afresh: true,
    whole: true,
    artifacts: true,
    encoding: true,
    inspect: true,
    queue: true,
    rows: true,
    languages: true,
    formats: true,
    strict: true,
  })
  .extend({
    /** Key of the row; default: the first that passes. */
    row: z.string().optional(),
    /** Seconds of the video. */
    at: z.number().nonnegative().default(0),
    language: z.string().optional(),
    format: z.string().optional(),
    /** Path of the PNG. A picture that Reelmill made is replaced; another file only with `overwrite`. */
    out: z.string().min(1),
  })
export type StillRequest = z.infer<typeof stillRequest>

/** Who or what holds a batch: `asks` and `pilot` want an answer, which is `queue.resume`. */
const pausers = ['person', 'asks', 'pilot'] as const
export type Pauser = (typeof pausers)[number]

/** What ended the work on a batch before its end. All but `person` are gone on from by the next studio that works. */
const interrupters = ['person', 'end-of-studio', 'lost-studio'] as const
export type Interrupter = (typeof interrupters)[number]

type Error = { code: string; message: string; whatToDo?: string; cause?: Cause }

/** Every change of a status carries a sentence that says why. */
export type BatchStatus =
  /** Its table is being read and checked. */
  | { status: 'preparing'; reason: string }
  /** For a time, for other batches to end, or for a studio that works. */
  | { status: 'waiting'; reason: string }
  | { status: 'running'; reason: string }
  /** Nothing is begun; what runs may be finished. */
  | { status: 'paused'; reason: string; by: Pauser }
  | { status: 'finished'; reason: string; finishedAt: string }
  /** Its studio ended or was told to end: what was made is kept, and the rest can be gone on with. */
  | { status: 'interrupted'; reason: string; by: Interrupter }
  | { status: 'cancelled'; reason: string }
  | { status: 'failed'; reason: string; error: Error }

export type JobStatus =
  /** `notBefore` (ISO 8601): not tried again earlier. */
  | { status: 'waiting'; reason: string; notBefore: string | null }
  | { status: 'running'; reason: string; attempt: number }
  | { status: 'paused'; reason: string }
  /** `unchangedSince`: the batch that made the file, where it was there already; null: this batch made it. */
  | {
      status: 'done'
      reason: string
      output: OutputFacts
      unchangedSince: string | null
      /** Of its inspection; left out: nobody looked at this file. */
      verdict?: Verdict
    }
  | { status: 'failed'; reason: string; error: Error }
  /** Left out by a person. */
  | { status: 'skipped'; reason: string }
  | { status: 'cancelled'; reason: string }

export const jobStatusNames = [
  'waiting',
  'running',
  'paused',
  'done',
  'failed',
  'skipped',
  'cancelled',
] as const
export const batchStatusNames = [
  'preparing',
  'waiting',
  'running',
  'paused',
  'finished',
  'interrupted',
  'cancelled',
  'failed',
] as const

/** Whether a batch goes on by itself; else it has ended, or somebody has to say how. */
export const isUnderWay = (status: BatchStatus['status']): boolean =>
  status === 'preparing' || status === 'waiting' || status === 'running'

/** A finished file as it was probed. */
export type OutputFacts = {
  /** Relative to the batch's output folder, with forward slashes. */
  path: string
  bytes: number
  /** Seconds. */
  duration: number
  width: number
  height: number
  frames: number
  sha256: string
}

export type BatchCounts = {
  /** Records that were read, those set aside included. */
  rows: number
  /** Records that were set aside before rendering. */
  rejectedRows: number
  jobs: number
  waiting: number
  running: number
  paused: number
  done: number
  /** Of those done: their files were there already. */
  unchanged: number
  failed: number
  skipped: number
  cancelled: number
}

export type Batch = BatchStatus & {
  id: string
  /** Taken from the table's name. */
  name: string
  template: { name: string; version: string; title: string; folder: string; hash: string }
  data: string
  outputFolder: string
  languages: string[]
  formats: string[]
  quality: string
  createdAt: string
  priority: Priority
  deadline: string | null
  /** It is not begun before; null: as soon as it is its turn. */
  startAt: string | null
  /** Ids of batches that it waits for, or waited for. */
  after: string[]
  afterApproval: string[]
  /** When a person approved of what it made; null: nobody did. */
  approvedAt: string | null
  counts: BatchCounts
  /** Of its finished videos, by their inspections; left out: none was inspected. */
  verdicts?: Record<Verdict, number>
  manifest: string | null
  rejected: string | null
}

export type Job = JobStatus & {
  id: number
  batchId: string
  rowKey: string
  line: number
  language: string
  format: string
  /** Planned name relative to the output folder. */
  path: string
  /** Its own; null: that of its batch. */
  priority: Priority | null
  attempts: number
}

/** One line of manifest.json and manifest.csv. */
export type ManifestEntry = {
  key: string | null
  /** Line of the table. */
  line: number
  /** null for a rejected row: it stands for all of its videos. */
  language: string | null
  format: string | null
  /** Relative to the manifest, with forward slashes; null where there is no file. */
  path: string | null
  status: 'done' | 'failed' | 'rejected' | 'waiting' | 'skipped' | 'cancelled'
  /** Of its inspection; null: nobody looked at this file, or there is none. */
  quality: Verdict | null
  /** Where the file stands in review; null where nobody reviews, or there is no file. */
  review: ReviewState | null
  /** Whether this batch made the file (else it was there already); null where there is no file. */
  new: boolean | null
  bytes: number | null
  duration: number | null
  width: number | null
  height: number | null
  sha256: string | null
  reason: string
  /** What its inspection saw, in manifest.json only; left out: nothing. */
  findings?: QualityFinding[]
}
