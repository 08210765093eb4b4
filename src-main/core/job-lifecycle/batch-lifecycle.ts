import type { BatchCounts, BatchStatus } from '../../../src-shared/batches/batch.ts'
import type { BatchChange, Failure } from '../../../src-shared/batches/changes.ts'

/** What can happen to a batch. */
export type BatchEvent =
  /** Every row was read and checked, and all jobs stand in the store. */
  | { kind: 'prepared' }
  /** No job is waiting or running any more, and the manifest is written. */
  | { kind: 'drained'; at: string }
  /** `why` says more in one sentence. */
  | { kind: 'interrupted'; by: Interrupter; why?: string }
  | { kind: 'failed'; error: Failure }

export type Interrupter = keyof typeof interruptions

type Status = BatchStatus['status']

/** The moves that are allowed: status -> event -> next status. */
export const batchMoves: Record<Status, Partial<Record<BatchEvent['kind'], Status>>> = {
  preparing: { prepared: 'running', interrupted: 'interrupted', failed: 'failed' },
  running: { drained: 'finished', interrupted: 'interrupted', failed: 'failed' },
  finished: {},
  interrupted: {},
  failed: {},
}

/** Decides what an event does to a batch. Throws on a move that is not allowed. */
export function changeBatch(from: Status, counts: BatchCounts, event: BatchEvent): BatchChange {
  if (batchMoves[from][event.kind] === undefined)
    throw new Error(`a batch that is ${from} can't be ${event.kind}`)
  return { from, to: nextStatus(counts, event) }
}

function nextStatus(counts: BatchCounts, event: BatchEvent): BatchStatus {
  switch (event.kind) {
    case 'prepared':
      return {
        status: 'running',
        reason: `${count(counts.rows - counts.rejectedRows, 'row')} became ${count(counts.jobs, 'video')} to make${setAside(counts)}.`,
      }
    case 'drained':
      return { status: 'finished', reason: outcome(counts), finishedAt: event.at }
    case 'interrupted':
      return { status: 'interrupted', reason: sentences(interruptions[event.by], event.why, outcome(counts)) }
    case 'failed':
      return { status: 'failed', reason: event.error.message, error: event.error }
    default:
      return event satisfies never
  }
}

const interruptions = {
  person: 'Interrupted on request.',
  'end-of-studio': 'Interrupted: the studio was closed.',
  'lost-studio': 'Interrupted: the studio ended without closing (a kill, a crash or a power cut).',
  'disk-full':
    'Stopped: the disk is full. Make room on the disk of the studio folder or the output folder, then render again; what is finished is kept.',
  'failing-ffmpeg':
    'Stopped: the first videos all failed, none of them by a fault of its row. See the log of the studio, or try another ffmpeg (REELMILL_FFMPEG).',
} as const

const sentences = (...parts: (string | undefined)[]) => parts.filter(Boolean).join(' ')

/** `21 of 24 videos made, 1 failed; 3 rows set aside.` or `20 of 20 videos done: 3 made, 17 unchanged.` */
export function outcome(counts: BatchCounts): string {
  const failed = counts.failed === 0 ? '' : `, ${figure(counts.failed)} failed`
  return `${made(counts)}${failed}${setAside(counts)}.`
}

function made({ jobs, done, unchanged }: BatchCounts): string {
  if (jobs === 0) return 'No video made'
  const all = `${figure(done)} of ${count(jobs, 'video')}`
  return unchanged === 0
    ? `${all} made`
    : `${all} done: ${figure(done - unchanged)} made, ${figure(unchanged)} unchanged`
}

const setAside = (counts: BatchCounts) =>
  counts.rejectedRows === 0 ? '' : `; ${count(counts.rejectedRows, 'row')} set aside`
const figure = (number: number) => number.toLocaleString('en')
const count = (number: number, what: string) => `${figure(number)} ${what}${number === 1 ? '' : 's'}`
