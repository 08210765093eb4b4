import type { BatchCounts, JobStatus, OutputFacts } from '../../../src-shared/batches/batch.ts'
import type {
  CausedFailure,
  JobChange,
  PartOfVideo,
  WeighedInspection,
} from '../../../src-shared/batches/changes.ts'
import type { DoubtEnd } from '../../../src-shared/quality/doubt.ts'
import type { Inspection } from '../../../src-shared/quality/inspection.ts'
import { moves } from './moves.ts'
import { count } from './outcome.ts'

/** What can happen to a job. */
export type JobEvent =
  | { kind: 'claimed' }
  /** `hash` is the plan's: what the file was made of. `note` is worth telling besides. */
  | ({ kind: 'made'; output: OutputFacts; hash: string; note: string | null; doubt?: Doubted } & MadeOf &
      Inspected)
  /** The file was there already, as the batch `since` made it from the same plan. */
  | ({ kind: 'unchanged'; output: OutputFacts; hash: string; since: string; note: string | null } & MadeOf &
      Inspected)
  | { kind: 'failed'; error: CausedFailure }
  /** A try was burnt, and the next one comes not before `notBefore` (ISO 8601). */
  | { kind: 'try-again'; error: CausedFailure; notBefore: string | null }
  /** Through no fault of its own, and no try is burnt: its batch was interrupted, a disk is full, the studio ended. */
  | { kind: 'handed-back'; reason: string; notBefore?: string | null }
  /** By a person, as all that follow. */
  | { kind: 'paused' }
  | { kind: 'resumed' }
  | { kind: 'skipped' }
  | { kind: 'cancelled' }
  | { kind: 'retried' }
  /** Whoever wanted a finished video again takes that back before it has begun: its file still lies there. */
  | { kind: 'kept'; output: OutputFacts; hash: string | null; since: string | null }

/** What a file was joined of. */
type MadeOf = { parts?: readonly PartOfVideo[] }

/** Left out: nobody looked at the file. */
type Inspected = { inspection?: WeighedInspection }

/** Its first file failed its inspection by what was `found`, and it was made once more. */
type Doubted = { found: string; came: DoubtEnd }

/** `attempts`: tries begun so far. */
export type JobState = { id: number; attempts: number } & (
  | { status: Exclude<JobStatus['status'], 'done'> }
  | { status: 'done'; unchangedSince: string | null }
)

/** Decides what an event does to a job: everything that has to be written, as data. Throws on a move that is not allowed. */
export function changeJob(job: JobState, event: JobEvent): JobChange {
  const status = moves.job[job.status][event.kind]
  if (status === undefined) throw new Error(`job ${job.id} is ${job.status}: it can't be ${event.kind}`)
  const attempts = event.kind === 'claimed' ? job.attempts + 1 : job.attempts
  return {
    job: job.id,
    from: job.status,
    to: nextStatus(event, attempts),
    attempts,
    attempt: attemptOf(job, event, attempts),
    counts: countsOf(job, status, event),
    output: 'output' in event ? { ...event.output, hash: event.hash } : null,
    ...('parts' in event && event.parts !== undefined ? { parts: event.parts } : {}),
    ...('inspection' in event && event.inspection !== undefined ? { inspection: event.inspection } : {}),
    ...('doubt' in event && event.doubt !== undefined ? { doubt: event.doubt.came } : {}),
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
        reason: sentences(
          'Made, and found whole when it was probed.',
          event.note,
          event.doubt === undefined ? null : doubtWords(event.doubt),
          seenIn(event.inspection),
        ),
        output: event.output,
        unchangedSince: null,
        ...verdictOf(event),
      }
    case 'unchanged':
      return {
        status: 'done',
        reason: sentences(
          `Unchanged: the file from batch ${event.since} is still right.`,
          event.note,
          seenIn(event.inspection),
        ),
        output: event.output,
        unchangedSince: event.since,
        ...verdictOf(event),
      }
    case 'failed':
      return { status: 'failed', reason: event.error.message, error: event.error }
    case 'try-again':
      return {
        status: 'waiting',
        reason: `To be tried again: ${event.error.message}`,
        notBefore: event.notBefore,
      }
    case 'handed-back':
      return { status: 'waiting', reason: event.reason, notBefore: event.notBefore ?? null }
    case 'paused':
      return { status: 'paused', reason: 'Paused on request.' }
    case 'resumed':
      return { status: 'waiting', reason: 'Resumed on request.', notBefore: null }
    case 'skipped':
      return { status: 'skipped', reason: 'Left out on request.' }
    case 'cancelled':
      return { status: 'cancelled', reason: 'Cancelled on request.' }
    case 'retried':
      return { status: 'waiting', reason: 'To be tried again, on request.', notBefore: null }
    case 'kept':
      return {
        status: 'done',
        reason: 'Not made again after all: the file stays as it is.',
        output: event.output,
        unchangedSince: event.since,
      }
    default:
      return event satisfies never
  }
}

function doubtWords({ found, came }: Doubted): string {
  const what = `It was made twice, for its first file failed its inspection: ${found}`
  switch (came) {
    case 'right':
      return `${what} The second file doesn't.`
    case 'same':
      return `${what} The second file has the same bytes: it comes of the template, the row or the files.`
    case 'failed':
      return `${what} The second file failed, too.`
    default:
      return came satisfies never
  }
}

const verdictOf = ({ inspection }: Inspected) =>
  inspection === undefined ? {} : { verdict: inspection.verdict }

/** What a person should know of an inspection; nothing where the file passed. */
function seenIn(inspection: Inspection | undefined): string {
  switch (inspection?.verdict) {
    case 'fail':
      return `Its inspection (${inspection.profile.name}) failed it: ${numberOf(inspection, 'error', 'error')}.`
    case 'warn':
      return `Its inspection (${inspection.profile.name}) found ${numberOf(inspection, 'warning', 'thing')} to look at.`
    default:
      return ''
  }
}

/** What a finished job's reason says when its file was looked at once more. */
export function inspectedAnew(reason: string, inspection: Inspection): string {
  return sentences(reason.replace(ofInspection, ''), seenIn(inspection))
}

const ofInspection =
  / ?Its inspection \([^)]*\) (failed it: [\d,]+ errors?|found [\d,]+ things? to look at)\./

function numberOf({ findings }: Inspection, severity: 'error' | 'warning', what: string): string {
  return count(findings.filter((finding) => finding.severity === severity).length, what)
}

const sentences = (...parts: (string | null)[]) => parts.filter(Boolean).join(' ')

function attemptOf(job: JobState, event: JobEvent, number: number): JobChange['attempt'] {
  switch (event.kind) {
    case 'claimed':
      return { begin: number }
    case 'made':
    case 'unchanged':
      return { number, end: 'done' }
    case 'failed':
    case 'try-again':
      return { number, end: 'failed', error: event.error }
    case 'handed-back':
      return { number, end: 'handed-back', reason: event.reason }
    case 'resumed':
    case 'kept':
      return null
    case 'paused':
    case 'skipped':
    case 'cancelled':
    case 'retried':
      return job.status === 'running' ? { number, end: 'handed-back', reason: calledOff[event.kind] } : null
    default:
      return event satisfies never
  }
}

const calledOff = {
  paused: 'Handed back: the video was paused.',
  skipped: 'Handed back: the video was left out.',
  cancelled: 'Handed back: the video was cancelled.',
  retried: 'Handed back: the video is to be made from its beginning, on request.',
}

function countsOf(job: JobState, to: JobStatus['status'], event: JobEvent): JobChange['counts'] {
  const counts: Partial<Record<keyof BatchCounts, number>> = {}
  if (to !== job.status) {
    counts[job.status] = -1
    counts[to] = 1
  }
  if (event.kind === 'unchanged' || (event.kind === 'kept' && event.since !== null)) counts.unchanged = 1
  if (job.status === 'done' && job.unchangedSince !== null) counts.unchanged = -1
  return counts
}
