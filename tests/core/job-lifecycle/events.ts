import type { BatchEvent } from '../../../src-main/core/job-lifecycle/batch-lifecycle.ts'
import type { JobEvent } from '../../../src-main/core/job-lifecycle/job-lifecycle.ts'
import type { UnitEvent } from '../../../src-main/core/job-lifecycle/unit-lifecycle.ts'
import type { BatchCounts } from '../../../src-shared/batches/batch.ts'
import type { CausedFailure } from '../../../src-shared/batches/changes.ts'

export const rowFault: CausedFailure = {
  code: 'media.broken',
  message: 'mug.png is broken.',
  whatToDo: 'Replace it.',
  cause: 'row',
}
export const transient: CausedFailure = {
  code: 'ffmpeg.crashed',
  message: 'ffmpeg crashed.',
  cause: 'transient',
}
export const output = {
  path: 'a.mp4',
  bytes: 10,
  duration: 1,
  width: 2,
  height: 2,
  frames: 30,
  sha256: 'f'.repeat(64),
}
export const counts: BatchCounts = {
  rows: 4,
  rejectedRows: 1,
  jobs: 3,
  waiting: 0,
  running: 0,
  paused: 0,
  done: 2,
  unchanged: 0,
  failed: 1,
  skipped: 0,
  cancelled: 0,
}

/** Every event that there is, with something in it. */
export const jobEvents: JobEvent[] = [
  { kind: 'claimed' },
  { kind: 'made', output, hash: 'h', note: null },
  { kind: 'unchanged', output, hash: 'h', since: 'b1', note: null },
  { kind: 'failed', error: rowFault },
  { kind: 'try-again', error: transient, notBefore: '2026-11-21T10:00:08Z' },
  { kind: 'handed-back', reason: 'The batch was interrupted.' },
  { kind: 'paused' },
  { kind: 'resumed' },
  { kind: 'skipped' },
  { kind: 'cancelled' },
  { kind: 'retried' },
  { kind: 'kept', output, hash: 'h', since: null },
]
export const batchEvents: BatchEvent[] = [
  { kind: 'preparing' },
  { kind: 'prepared' },
  { kind: 'waits', for: 'batches', finished: ['b1'], approved: ['b2'] },
  { kind: 'waits', for: 'studio' },
  { kind: 'waits', for: 'time', at: '2026-11-21 22:00' },
  { kind: 'taken-up' },
  { kind: 'paused', by: 'person', now: false },
  { kind: 'paused', by: 'person', now: true },
  { kind: 'paused', by: 'asks', why: '12 of 100 videos failed.' },
  { kind: 'paused', by: 'pilot', rows: 10 },
  { kind: 'resumed' },
  { kind: 'drained', at: '2026-11-21T10:00:00Z' },
  { kind: 'interrupted', by: 'person' },
  { kind: 'interrupted', by: 'end-of-studio', why: 'The window was closed.' },
  { kind: 'interrupted', by: 'lost-studio' },
  { kind: 'cancelled' },
  { kind: 'retried', videos: 3 },
  { kind: 'failed', error: { code: 'output.exists', message: 'A file is in the way.' } },
]
export const unitEvents: UnitEvent[] = [
  { kind: 'begun' },
  { kind: 'made' },
  { kind: 'failed', error: rowFault },
  { kind: 'try-again', error: transient, afterMilliseconds: 2_300, withFewer: false },
  { kind: 'try-again', error: transient, afterMilliseconds: 0, withFewer: true },
  { kind: 'handed-back', reason: 'The disk is full.' },
  { kind: 'paused' },
  { kind: 'resumed' },
  { kind: 'retried' },
]
