import type { Batch, BatchCounts, Job } from '../batches/batch.ts'
import type { FarmStanding, QueueStanding } from '../farm/farm.ts'
import type { Forecast } from '../farm/forecast.ts'
import type { Verdict } from '../quality/inspection.ts'
import type { Settings } from '../settings/settings.ts'
import type { ReviewEvent } from './review.ts'
import type { PackingEvent } from './review-packages.ts'
import type { TableStanding } from './tables.ts'

/** What is told without being asked. */
export type StudioEvent =
  | { event: 'batch.changed'; batch: Batch; previous: Batch['status'] | null }
  /** `previous` in the order of `jobs`. `counts`: of the batch, with all of these changes; left out where they are not known. */
  | {
      event: 'jobs.changed'
      batch: string
      jobs: Job[]
      previous: Job['status'][]
      counts?: BatchCounts
      /** Likewise by their inspections; left out beside `counts`: none was inspected. */
      verdicts?: Record<Verdict, number>
    }
  | { event: 'job.progress'; batch: string; progress: { job: number; share: number; doing: string }[] }
  /** `waits`: nothing of it will be begun by itself, and why. */
  | {
      event: 'batch.progress'
      batch: string
      share: number
      forecast: Forecast | null
      doing: string
      waits?: string
    }
  /** Order, priorities, what waits and why: whole, at most twice a second. */
  | { event: 'queue.changed'; queue: QueueStanding }
  /** Likewise. */
  | { event: 'farm.changed'; farm: FarmStanding }
  | { event: 'settings.changed'; settings: Settings }
  | ReviewEvent
  | PackingEvent
  /** One was published, imported, removed, brought back, or its draft discarded: lists are to be asked for again. */
  | { event: 'templates.changed'; template: string }
  /** Of an import or export: bytes that were carried, of all. */
  | { event: 'template.progress'; id: string; done: number; of: number }
  /** How far a copy is that `job.copy` makes, 0..1. */
  | { event: 'job.copied'; job: number; share: number }
  /** How far the looking is that `quality.inspect-file` or `quality.inspect-batch` asked for, 0..1; of a batch, in videos, too. */
  | { event: 'quality.progress'; id: string; share: number; done?: number; total?: number }
  /** Finished videos were looked at: verdicts and findings of these (at most 1000 are named) are to be asked for again. */
  | { event: 'quality.changed'; batch: string; jobs: number[] }
  /** A table that was opened to be looked at was read a little further. */
  | { event: 'table.changed'; id: string; table: TableStanding }
  /** Of a proxy that is being made. */
  | { event: 'editor.progress'; editor: string; share: number }
  | { event: 'check.progress'; id: string; rows: number; videos: number; doing: string }

type EventName = StudioEvent['event']
export const eventNames: readonly EventName[] = [
  'batch.changed',
  'jobs.changed',
  'job.progress',
  'batch.progress',
  'queue.changed',
  'farm.changed',
  'settings.changed',
  'review.changed',
  'review.packing',
  'templates.changed',
  'template.progress',
  'job.copied',
  'quality.progress',
  'quality.changed',
  'table.changed',
  'editor.progress',
  'check.progress',
]

/** Who wants to hear: called with what happened since the last time, at most ten times a second; the answer ends it. */
export type Listen = (listener: (events: StudioEvent[]) => void) => () => void
