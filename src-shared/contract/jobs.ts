import { z } from 'zod'
import { type Job, jobStatusNames } from '../batches/batch.ts'
import { type Cause, causes } from '../farm/causes.ts'
import { priority } from '../farm/priority.ts'
import { inspectedAs } from '../quality/inspection.ts'

const id = z.string().min(1).max(100)
const some = (one: z.ZodString) => z.array(one.max(100)).min(1).max(500)

/** Which jobs of a batch; what is not named is not asked after. */
const jobFilter = z.strictObject({
  status: z.array(z.enum(jobStatusNames)).min(1).optional(),
  language: some(z.string()).optional(),
  format: some(z.string()).optional(),
  /** Failed ones, by their cause. */
  cause: z.array(z.enum(causes)).min(1).optional(),
  /** Finished ones, by their inspections. */
  verdict: z.array(z.enum(inspectedAs)).min(1).optional(),
  /** Somewhere in the row's key or the file's name; case doesn't matter. */
  text: z.string().max(200).optional(),
})
export type JobFilter = z.infer<typeof jobFilter>

/** What jobs can be sorted by; `table`: as they stand in the batch's table. */
const jobOrders = [
  'table',
  'key',
  'status',
  'language',
  'format',
  'bytes',
  'duration',
  'attempts',
  'verdict',
] as const
const jobSort = z.strictObject({
  by: z.enum(jobOrders).default('table'),
  descending: z.boolean().default(false),
})
export type JobSort = z.infer<typeof jobSort>

const viewed = { batch: id, filter: jobFilter.prefault({}), sort: jobSort.prefault({}) }

/** What can be done with many jobs at once. */
const jobAction = z.discriminatedUnion('do', [
  z.strictObject({ do: z.enum(['retry', 'skip', 'resume', 'cancel']) }),
  /** What runs is handed back. */
  z.strictObject({ do: z.literal('pause') }),
  z.strictObject({ do: z.literal('priority'), priority }),
  /** Among those that wait in their batch. */
  z.strictObject({ do: z.literal('move'), to: z.enum(['top', 'up', 'down', 'bottom']) }),
])
export type JobAction = z.infer<typeof jobAction>

/** Jobs that one call acts on at most; those of a filter go on with the answer's `next`. */
export const actsAtOnce = 1_000

export const jobCommands = {
  /**
   * A page of a batch's jobs (its id, or `last`). The answer's `order` is what the next page is asked with, so that rows keep their
   * places while jobs change; without it the order is looked up anew. `after`: what follows this job in the table, instead of `offset`.
   */
  'batch.jobs': z
    .strictObject({
      ...viewed,
      /** One status, for who reads all of them through. */
      status: z.enum(jobStatusNames).optional(),
      offset: z.int().min(0).default(0),
      after: z.int().min(0).optional(),
      limit: z.int().min(1).max(1_000).default(100),
      order: z.int().optional(),
    })
    .refine(({ after, sort }) => after === undefined || (sort.by === 'table' && !sort.descending), {
      message: 'goes with the order of the table only',
      path: ['after'],
    }),
  /** Numbers of the jobs of a stretch of an order. */
  'batch.job-numbers': z.strictObject({
    ...viewed,
    offset: z.int().min(0),
    limit: z.int().min(1).max(200_000),
    order: z.int().optional(),
  }),
  /** Acts on the jobs that are named, or on those that match now, in the order of the table, after one of them. */
  'jobs.act': z.strictObject({
    batch: id,
    jobs: z.union([
      z.strictObject({ numbers: z.array(z.int().positive()).min(1).max(actsAtOnce) }),
      z.strictObject({
        filter: jobFilter,
        except: z.array(z.int().positive()).max(10_000).default([]),
        after: z.int().min(0).default(0),
      }),
    ]),
    action: jobAction,
  }),
  /** A job with what stands beside it. */
  'job.show': z.strictObject({ job: z.int().positive() }),
  /** How quick batches were lately, and why videos of them failed. */
  'batch.figures': z.strictObject({ batches: z.array(id).max(500) }),
} as const

/** Of one batch. `videosPerHour`: over the last ten minutes; null: nothing was finished in them. */
export type BatchFigures = {
  batch: string
  videosPerHour: number | null
  /** Most frequent first. `example`: one of their messages. */
  failures: { cause: Cause; code: string; jobs: number; example: string }[]
}

/** `retried`, say, to how many; `refused`: of those that could not, at most 20, with why. */
export type ActAnswer = {
  changed: number
  refusedCount: number
  refused: { job: number; why: string }[]
  /** To go on after; null: that was all. */
  next: number | null
  /** How many are left. */
  left: number
}

export type JobAnswers = {
  'batch.jobs': { jobs: Job[]; total: number; order: number; next: number | null }
  'batch.job-numbers': { numbers: number[]; order: number }
  'jobs.act': ActAnswer
  /** `previousFailed` and `nextFailed`: numbers of the failed jobs before and after it in its batch. */
  'job.show': { job: Job; previousFailed: number | null; nextFailed: number | null }
  'batch.figures': BatchFigures[]
}
