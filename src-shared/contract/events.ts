import type { Batch, Job } from '../batches/batch.ts'

/** What is told without being asked. Job changes come in groups, at most ten groups a second. */
export type StudioEvent =
  | { event: 'batch.changed'; batch: Batch; previous: Batch['status'] | null }
  /** `previous` in the order of `jobs`. */
  | { event: 'jobs.changed'; batch: string; jobs: Job[]; previous: Job['status'][] }
  | { event: 'job.progress'; batch: string; progress: { job: number; share: number; doing: string }[] }
  | { event: 'batch.progress'; batch: string; share: number; secondsLeft: number | null; doing: string }
  | { event: 'check.progress'; id: string; rows: number; videos: number; doing: string }

export type EventName = StudioEvent['event']
export const eventNames: readonly EventName[] = [
  'batch.changed',
  'jobs.changed',
  'job.progress',
  'batch.progress',
  'check.progress',
]

/** Who wants to hear: called with each event; the answer ends it. */
export type Listen = (listener: (event: StudioEvent) => void) => () => void
