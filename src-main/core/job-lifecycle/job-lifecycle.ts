import type { JobStatus, OutputFacts } from '../../../src-shared/batches/batch.ts'
import type { Failure, JobChange } from '../../../src-shared/batches/changes.ts'

/** What can happen to a job. */
export type JobEvent =
  | { kind: 'claimed' }
  /** `hash` is the plan's: what the file was made of. `note` is worth telling besides. */
  | { kind: 'made'; output: OutputFacts; hash: string; note: string | null }
  /** The file was there already, as the batch `since` made it from the same plan. */
  | { kind: 'unchanged'; output: OutputFacts; hash: string; since: string; note: string | null }
  | { kind: 'failed'; error: Failure }
  /** Through no fault of its own: the batch was interrupted, or the studio ended. */
  | { kind: 'handed-back'; reason: string }

export type JobState = { id: number; status: JobStatus['status']; attempts: number }

/** The moves that are allowed: status -> event -> next status. A job that is done or failed has no way out yet. */
export const jobMoves: Record<JobStatus['status'], Partial<Record<JobEvent['kind'], JobStatus['status']>>> = {
  waiting: { claimed: 'running' },
  running: { made: 'done', unchanged: 'done', failed: 'failed', 'handed-back': 'waiting' },
  done: {},
  failed: {},
}

/** Decides what an event does to a job: everything that has to be written, as data. Throws on a move that is not allowed. */
export function changeJob(job: JobState, event: JobEvent): JobChange {
  const status = jobMoves[job.status][event.kind]
  if (status === undefined) throw new Error(`job ${job.id} is ${job.status}: it can't be ${event.kind}`)
  const attempts = event.kind === 'claimed' ? job.attempts + 1 : job.attempts
  return {
    job: job.id,
    from: job.status,
    to: nextStatus(event, attempts),
    attempts,
    attempt: attemptOf(event, attempts),
    counts: { [job.status]: -1, [status]: 1, ...(event.kind === 'unchanged' ? { unchanged: 1 } : {}) },
    output: 'output' in event ? { ...event.output, hash: event.hash } : null,
  }
}

function nextStatus(event: JobEvent, attempt: number): JobStatus {
  switch (event.kind) {
    case 'claimed':
      return {
        status: 'running',
        reason: attempt === 1 ? 'A slot was free.' : `A slot was free; try ${attempt}.`,
        attempt,
      }
    case 'made':
      return {
        status: 'done',
        reason: ['Made, and found whole when it was probed.', event.note ?? ''].join(' ').trim(),
        output: event.output,
        unchangedSince: null,
      }
    case 'unchanged':
      return {
        status: 'done',
        reason: [`Unchanged: the file from batch ${event.since} is still right.`, event.note ?? '']
          .join(' ')
          .trim(),
        output: event.output,
        unchangedSince: event.since,
      }
    case 'failed':
      return { status: 'failed', reason: event.error.message, error: event.error }
    case 'handed-back':
      return { status: 'waiting', reason: event.reason }
    default:
      return event satisfies never
  }
}

function attemptOf(event: JobEvent, number: number): JobChange['attempt'] {
  switch (event.kind) {
    case 'claimed':
      return { begin: number }
    case 'made':
    case 'unchanged':
      return { number, end: 'done' }
    case 'failed':
      return { number, end: 'failed', error: event.error }
    case 'handed-back':
      return { number, end: 'handed-back', reason: event.reason }
    default:
      return event satisfies never
  }
}
