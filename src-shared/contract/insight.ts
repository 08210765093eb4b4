import { z } from 'zod'
import { type Batch, batchStatusNames } from '../batches/batch.ts'
import type { Cause } from '../farm/causes.ts'
import type { PastForecast } from '../farm/forecast.ts'

const moment = z.iso.datetime({ offset: true })
const day = z.iso.date()
const template = z.string().max(200).optional()

/** What the list of batches can be sorted by. `made`: videos that were rendered; `rate`: of those, per hour of work. */
const historyOrders = ['created', 'name', 'made', 'failed', 'worked', 'rate', 'bytes'] as const
export type HistoryOrder = (typeof historyOrders)[number]

export const periods = ['day', 'week', 'month'] as const
export type Period = (typeof periods)[number]

/** Rows that one file is given at most. */
export const mostExportRows = 50_000
const cell = z.union([z.string().max(2_000), z.number(), z.null()])

export const insightCommands = {
  /** A page of all batches that ever were and match. */
  'history.batches': z.strictObject({
    /** Somewhere in the name, id, template, table or output folder; case doesn't matter. */
    text: z.string().max(200).optional(),
    status: z.array(z.enum(batchStatusNames)).min(1).optional(),
    /** By its name. */
    template,
    /** Begun from this moment on, and before that one. */
    from: moment.optional(),
    before: moment.optional(),
    /** Only those that made a video. */
    withVideos: z.boolean().default(false),
    order: z.enum(historyOrders).default('created'),
    descending: z.boolean().default(true),
    offset: z.int().min(0).max(10_000_000).default(0),
    limit: z.int().min(1).max(500).default(100),
  }),
  /** Templates that batches were made of. */
  'history.templates': z.strictObject({}),
  /** What one batch did, and how well it was foretold. */
  'history.batch': z.strictObject({ batch: z.string().min(1).max(100) }),
  /** What was done on each day, week (from Monday) or month of a stretch of days, the last one included, in local time. */
  'history.over-time': z
    .strictObject({ per: z.enum(periods), from: day, to: day, template })
    .refine(({ from, to }) => from <= to, { message: 'begins after its end', path: ['from'] })
    .refine(({ from, to }) => Date.parse(to) - Date.parse(from) <= 3_700 * 86_400_000, {
      message: 'is longer than ten years',
      path: ['to'],
    }),
  /** Writes a table that is on show as CSV, for a spreadsheet; what stands at `out` is replaced. */
  'table.export': z.strictObject({
    out: z
      .string()
      .max(4_096)
      .regex(/[^/\\]\.csv$/i, 'a path that ends in .csv'),
    columns: z.array(z.string().max(200)).min(1).max(100),
    rows: z.array(z.array(cell).max(100)).max(mostExportRows),
  }),
} as const

/** What was done in some time. */
export type Work = {
  /** Videos: done (those that were there unchanged included), failed for good. */
  done: number
  failed: number
  /** Of files that were rendered. */
  bytes: number
  /** Of all programs. */
  cpuSeconds: number
  /** Minutes in which something was done, as seconds. */
  activeSeconds: number
}

export type PastBatch = {
  batch: Batch
  /** For how long it was worked on; pauses don't count. */
  workedSeconds: number
  /** Of files that it rendered, and of its programs. */
  bytes: number
  cpuSeconds: number
}

/** Failed videos by cause, as often as they failed. */
export type FailuresByCause = Partial<Record<Cause, number>>

export type InsightAnswers = {
  'history.batches': { batches: PastBatch[]; total: number }
  'history.templates': { name: string; title: string; batches: number }[]
  'history.batch': PastBatch & {
    /** Equal stretches of whole minutes from the first to the last in which something was done, 120 at most. */
    stretches: (Work & { from: string; seconds: number; retries: number; failures: FailuresByCause })[]
    /** Videos that are failed now, most frequent first; `example`: one of their messages. */
    failures: { cause: Cause; code: string; jobs: number; example: string }[]
    /** Rows that were set aside, by rule, likewise. */
    rejected: { rule: string; rows: number; example: string }[]
    forecasts: PastForecast[]
    processors: number
  }
  'history.over-time': {
    /** Without a gap, oldest first. `from`: its first day, `2026-11-16`. */
    stretches: (Work & { from: string; failures: FailuresByCause; batches: number })[]
    /** Of each batch what was foretold first, and what came; latest 500, oldest first. */
    forecasts: (PastForecast & { name: string; at: string })[]
    /** Of this machine, to tell how much of it was used. */
    processors: number
  }
  'table.export': null
}
