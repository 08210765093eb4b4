import type { Cause } from '../farm/causes.ts'
import type { UnitStatus } from '../farm/units.ts'
import type { DoubtEnd } from '../quality/doubt.ts'
import type { Inspection } from '../quality/inspection.ts'
import type { BatchCounts, BatchStatus, JobStatus, OutputFacts } from './batch.ts'

/** Why something did not work, as it is stored and shown. */
export type Failure = { code: string; message: string; whatToDo?: string; cause?: Cause }

/** The same, judged: what follows from it is known. */
export type CausedFailure = Failure & { cause: Cause }

/** How one try at a job or a unit ended. `handed-back`: no try was burnt (its batch was interrupted, say). */
type AttemptEnd = { end: 'done' } | { end: 'failed'; error: Failure } | { end: 'handed-back'; reason: string }

/** Everything that one change of a job writes, all of it in one transaction. */
export type JobChange = {
  job: number
  from: JobStatus['status']
  to: JobStatus
  /** Tries begun so far, this one included. */
  attempts: number
  /** The try that begins or ends with it; null: neither. */
  attempt: { begin: number } | ({ number: number } & AttemptEnd) | null
  /** What is added to the batch's counts. */
  counts: Partial<Record<keyof BatchCounts, number>>
  /** The finished file, recorded as an artifact of the batch; `hash` is that of the plan it was made from, where that is known. */
  output: (OutputFacts & { hash: string | null }) | null
  /** What that file was made of, in order: its segments, and with 0 frames its sound. Left out: as it is known, or not at all. */
  parts?: readonly PartOfVideo[]
  /** What was seen of that file; left out: nobody looked. */
  inspection?: WeighedInspection
  /** What came of making it once more; left out: it wasn't. */
  doubt?: DoubtEnd
}

/** What was seen of a file, and how much that deserves a look, 0..1. */
export type WeighedInspection = Inspection & { risk: number }

/** An artifact that a finished file was joined of; the sound has no frames. */
export type PartOfVideo = { hash: string; frames: number }

/** Everything that one change of a batch writes, all of it in one transaction. */
export type BatchChange = { from: BatchStatus['status']; to: BatchStatus }

/** Everything that one change of a unit writes, all of it in one transaction. */
export type UnitChange = {
  unit: number
  from: UnitStatus['status']
  to: UnitStatus
  /** Tries that are burnt by then; a person's "retry" begins anew at 0. */
  tries: number
  /** Tries begun by then, whatever became of them: the last one's number. */
  attempts: number
  /** The try that begins or ends with it; null: neither. */
  attempt: { begin: number } | ({ number: number } & AttemptEnd) | null
}
