import type { BatchCounts, BatchStatus, Interrupter } from '../../../src-shared/batches/batch.ts'
import type { BatchChange, Failure } from '../../../src-shared/batches/changes.ts'
import { moves } from './moves.ts'
import { count, inspected, outcome, setAside, type Verdicts } from './outcome.ts'

/** What can happen to a batch. */
export type BatchEvent =
  /** Its table is read once more: its studio was lost before all jobs stood in the store. */
  | { kind: 'preparing' }
  /** Every row was read and checked, and all jobs stand in the store. */
  | { kind: 'prepared' }
  | ({ kind: 'waits' } & WaitsFor)
  /** A studio that works begins with it or goes on with it. */
  | { kind: 'taken-up' }
  /** Nothing is begun any more. `now`: what ran was handed back; else it is finished. */
  | { kind: 'paused'; by: 'person'; now: boolean }
  /** `why`: a sentence, as `asks` of the retry policy says it. */
  | { kind: 'paused'; by: 'asks'; why: string }
  | { kind: 'paused'; by: 'pilot'; rows: number }
  /** A person says "go on". `taken-up`, `waits` or `preparing` comes next, as soon as somebody works on it. */
  | { kind: 'resumed' }
  /** No job is waiting, running or paused any more, and the manifest is written. */
  | { kind: 'drained'; at: string }
  /** `why` says more in one sentence. */
  | { kind: 'interrupted'; by: Interrupter; why?: string }
  /** Its jobs keep their statuses; those that ran were handed back. */
  | { kind: 'cancelled' }
  /** A person wants another try at so many of its videos; of a batch that failed before it had any: at all of it (0). */
  | { kind: 'retried'; videos: number }
  | { kind: 'failed'; error: Failure }

/**
 * For a time; or the ids of the batches that have to be finished, and approved of, before it begins; or that nobody works on it yet; or that
 * it can't be gone on with until somebody mends something: `why` says what.
 */
type WaitsFor =
  /** `at`: as people say it. */
  | { for: 'time'; at: string }
  | { for: 'batches'; finished: string[]; approved: string[] }
  | { for: 'studio' }
  | { for: 'remedy'; why: string }

type Status = BatchStatus['status']

/**
 * Decides what an event does to a batch, whose counts are those after all that happens to its jobs with it. Throws on
 * a move that is not allowed, and when it is to be finished while some of its jobs are not.
 */
export function changeBatch(
  from: Status,
  counts: BatchCounts,
  event: BatchEvent,
  verdicts?: Verdicts,
): BatchChange {
  if (moves.batch[from][event.kind] === undefined)
    throw new Error(`a batch that is ${from} can't be ${event.kind}`)
  if (event.kind === 'drained' && left(counts) > 0)
    throw new Error(`a batch with ${count(left(counts), 'video')} left is not finished`)
  return { from, to: nextStatus(from, counts, event, verdicts) }
}

/** Jobs that something is still to come of. */
const left = ({ waiting, running, paused }: BatchCounts) => waiting + running + paused

function nextStatus(from: Status, counts: BatchCounts, event: BatchEvent, verdicts: Verdicts): BatchStatus {
  switch (event.kind) {
    case 'preparing':
      return { status: 'preparing', reason: 'The table is being read and checked once more.' }
    case 'prepared':
      return {
        status: 'running',
        reason: `${count(counts.rows - counts.rejectedRows, 'row')} became ${count(counts.jobs, 'video')} to make${setAside(counts)}.`,
      }
    case 'waits':
      return { status: 'waiting', reason: waitsFor(event) }
    case 'taken-up':
      return {
        status: 'running',
        reason:
          left(counts) === counts.jobs
            ? `Begun: ${count(counts.jobs, 'video')} to make.`
            : `Goes on: ${outcome(counts)}`,
      }
    case 'paused':
      return { status: 'paused', by: event.by, reason: whyPaused(from, counts, event) }
    case 'resumed':
      return { status: 'waiting', reason: `Resumed on request; ${ofAStudio}` }
    case 'retried':
      return {
        status: 'waiting',
        reason: `${event.videos === 0 ? 'Tried' : `${count(event.videos, 'video')} tried`} again on request; ${ofAStudio}`,
      }
    case 'drained':
      return {
        status: 'finished',
        reason: sentences(outcome(counts), inspected(verdicts)),
        finishedAt: event.at,
      }
    case 'interrupted':
      return {
        status: 'interrupted',
        by: event.by,
        reason: sentences(interruptions[event.by], event.why, outcome(counts)),
      }
    case 'cancelled':
      return { status: 'cancelled', reason: sentences('Cancelled on request.', outcome(counts)) }
    case 'failed':
      return { status: 'failed', reason: event.error.message, error: event.error }
    default:
      return event satisfies never
  }
}

const ofAStudio = 'it goes on as soon as a studio works on it.'

function waitsFor(event: WaitsFor): string {
  if (event.for === 'remedy') return event.why
  if (event.for === 'studio') return 'Waits for a studio that works: a window, `queue run` or `render`.'
  if (event.for === 'time') return `Waits until ${event.at}.`
  const ends = [
    ...event.finished.map((id) => `${id} is finished`),
    ...event.approved.map((id) => `${id} is finished and approved`),
  ]
  return ends.length === 0 ? 'Waits for its turn.' : `Waits until ${listed(ends)}.`
}

function whyPaused(
  from: Status,
  counts: BatchCounts,
  event: Extract<BatchEvent, { kind: 'paused' }>,
): string {
  switch (event.by) {
    case 'person':
      if (counts.running > 0 && !event.now)
        return `Paused on request; what runs (${count(counts.running, 'video')}) is finished first.`
      return from !== 'preparing' && event.now
        ? 'Paused on request; what ran was handed back.'
        : 'Paused on request.'
    case 'asks':
      return sentences('Paused, to ask:', ended(event.why), 'Resume it to go on all the same, or cancel it.')
    case 'pilot':
      return `Paused for a look: its pilot of ${count(event.rows, 'row')} is done. Resume it to make the rest.`
    default:
      return event satisfies never
  }
}

const interruptions: Record<Interrupter, string> = {
  person: 'Interrupted on request.',
  'end-of-studio': 'Interrupted: the studio was closed.',
  'lost-studio': 'Interrupted: the studio ended without closing (a kill, a crash or a power cut).',
}

/** Messages of others may lack their full stop. */
const ended = (sentence: string) => (/[.!?…]$/.test(sentence) ? sentence : `${sentence}.`)

const sentences = (...parts: (string | undefined)[]) => parts.filter(Boolean).join(' ')

/** `a`, `a and b`, `a, b and c`; of many only the first three, and how many more. */
function listed(parts: string[]): string {
  const shown = parts.length > 4 ? [...parts.slice(0, 3), `${parts.length - 3} more are`] : parts
  return [shown.slice(0, -1).join(', '), shown.at(-1)].filter(Boolean).join(' and ')
}
