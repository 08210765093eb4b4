import type { Cause } from '../farm/causes.ts'
import type { UnitStatus } from '../farm/units.ts'
import type { BatchCounts, BatchStatus, JobStatus, OutputFacts } from './batch.ts'

/** Why something did not work, as it is stored and shown. */
export type Failure = { code: string; message: string; whatToDo?: string; cause?: Cause }

/** How one try at a job ended. `handed-back`: through no fault of its own (the batch was interrupted). */
export type AttemptEnd =
  | { end: 'done' }
  | { end: 'failed'; error: Failure }
  | { end: 'handed-back'; reason: string }

/** Everything that one change of a job writes, all of it in one transaction. */
export type JobChange = {
  job: number
  from: JobStatus['status']
  to: JobStatus
  /** Tries begun so far, this one included. */
  attempts: number
  attempt: { begin: number } | ({ number: number } & AttemptEnd)
  /** What is added to the batch's counts. */
  counts: Partial<Record<keyof BatchCounts, number>>
  /** The finished file, recorded as an artifact of the batch; `hash` is that of the plan it was made from. */
  output: (OutputFacts & { hash: string }) | null
}

/** Everything that one change of a batch writes, all of it in one transaction. */
export type BatchChange = { from: BatchStatus['status']; to: BatchStatus }

/** Everything that one change of a unit writes, all of it in one transaction. */
export type UnitChange = {
  unit: number
  from: UnitStatus['status']
  to: UnitStatus
  tries: number
  /** The try that begins or ends with it; null: neither. */
  attempt: { begin: number } | ({ number: number } & AttemptEnd) | null
}
