import type { BatchStatus, JobStatus } from '../../../src-shared/batches/batch.ts'
import type { UnitStatus } from '../../../src-shared/farm/units.ts'
import type { BatchEvent } from './batch-lifecycle.ts'
import type { JobEvent } from './job-lifecycle.ts'
import type { UnitEvent } from './unit-lifecycle.ts'

/** status -> event -> next status. What is not here is not allowed. */
type Moves<Status extends string, Event extends string> = Record<Status, Partial<Record<Event, Status>>>

/** Every move that a batch, a job and a unit can make. */
export const moves: {
  batch: Moves<BatchStatus['status'], BatchEvent['kind']>
  job: Moves<JobStatus['status'], JobEvent['kind']>
  unit: Moves<UnitStatus['status'], UnitEvent['kind']>
} = {
  batch: {
    preparing: {
      prepared: 'running',
      waits: 'waiting',
      paused: 'paused',
      interrupted: 'interrupted',
      cancelled: 'cancelled',
      failed: 'failed',
    },
    waiting: {
      preparing: 'preparing',
      waits: 'waiting',
      'taken-up': 'running',
      paused: 'paused',
      drained: 'finished',
      interrupted: 'interrupted',
      cancelled: 'cancelled',
      failed: 'failed',
    },
    running: {
      waits: 'waiting',
      paused: 'paused',
      drained: 'finished',
      interrupted: 'interrupted',
      cancelled: 'cancelled',
      failed: 'failed',
    },
    // A second pause is a person's word over that of the pilot or of `asks`, or "now" after "finish what runs".
    paused: {
      paused: 'paused',
      resumed: 'waiting',
      drained: 'finished',
      cancelled: 'cancelled',
      failed: 'failed',
    },
    finished: { retried: 'waiting' },
    interrupted: {
      preparing: 'preparing',
      waits: 'waiting',
      'taken-up': 'running',
      resumed: 'waiting',
      paused: 'paused',
      retried: 'waiting',
      drained: 'finished',
      cancelled: 'cancelled',
      failed: 'failed',
    },
    cancelled: { resumed: 'waiting', retried: 'waiting' },
    failed: { retried: 'waiting' },
  },
  job: {
    waiting: {
      claimed: 'running',
      paused: 'paused',
      skipped: 'skipped',
      cancelled: 'cancelled',
      retried: 'waiting',
      kept: 'done',
    },
    running: {
      made: 'done',
      unchanged: 'done',
      failed: 'failed',
      'try-again': 'waiting',
      'handed-back': 'waiting',
      paused: 'paused',
      skipped: 'skipped',
      cancelled: 'cancelled',
      retried: 'waiting',
    },
    paused: {
      resumed: 'waiting',
      retried: 'waiting',
      skipped: 'skipped',
      cancelled: 'cancelled',
      kept: 'done',
    },
    done: { retried: 'waiting' },
    failed: { retried: 'waiting', skipped: 'skipped' },
    skipped: { retried: 'waiting', resumed: 'waiting' },
    cancelled: { retried: 'waiting', resumed: 'waiting', skipped: 'skipped' },
  },
  unit: {
    waiting: { begun: 'running', failed: 'failed', paused: 'paused', retried: 'waiting' },
    running: {
      made: 'done',
      failed: 'failed',
      'try-again': 'waiting',
      'handed-back': 'waiting',
      paused: 'paused',
      retried: 'waiting',
    },
    paused: { resumed: 'waiting', retried: 'waiting' },
    done: { retried: 'waiting' },
    failed: { retried: 'waiting' },
  },
}
