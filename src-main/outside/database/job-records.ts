import type { Job, OutputFacts } from '../../../src-shared/batches/batch.ts'
import type { JobChange } from '../../../src-shared/batches/changes.ts'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import { asJob, type JobRecord, outputOf } from './rows-as-data.ts'
import type { Statements } from './statements.ts'

export type NewJob = {
  rowNumber: number
  line: number
  rowKey: string
  language: string
  format: string
  path: string
  pathKey: string
  /** Pixels to make. */
  work: number
  /** Worth telling of the video, although it can be made. */
  note: string | null
}

/** A job with what only its maker needs to know. */
export type JobInHand = { job: Job; rowNumber: number; work: number; note: string | null }

export type AttemptRecord = {
  job: number
  number: number
  studio: string
  begun_at: string
  ended_at: string | null
  end: 'done' | 'failed' | 'handed-back' | null
  reason: string | null
  error_code: string | null
  error_what_to_do: string | null
}

/** Jobs, their attempts and what they made. Nothing here opens a transaction: the caller does. */
export function jobRecords(sql: Statements, studio: string) {
  return {
    /** Adds a job, or comes back with the one of the same batch that already has its file's name. */
    add(batch: number, batchId: string, job: NewJob): Job | null {
      const { changes } = sql.run('add_job', { batch, ...job, reason: 'Waits for a free slot.' })
      if (changes === 1) return null
      return asJob(sql.one<JobRecord>('job_at_path', { batch, pathKey: job.pathKey })!, batchId)
    },
    byId(id: number): Job {
      const found = sql.one<JobRecord & { batch_id: string }>('job_by_id', { id })
      if (found === null)
        throw new StudioError({
          code: 'job.not-found',
          message: `There is no job ${id} in this studio.`,
          whatToDo: 'See `reelmill batch jobs ID` for the jobs of a batch.',
        })
      return asJob(found, found.batch_id)
    },
    nextWaiting(batch: number, batchId: string): JobInHand | null {
      const found = sql.one<JobRecord>('next_waiting_job', { batch, studio })
      return found === null
        ? null
        : { job: asJob(found, batchId), rowNumber: found.row_number, work: found.work, note: found.note }
    },
    page(batch: number, batchId: string, status: Job['status'] | undefined, after: number, limit: number) {
      const found =
        status === undefined
          ? sql.all<JobRecord>('jobs_after', { batch, after, limit: limit + 1 })
          : sql.all<JobRecord>('jobs_of_status_after', { batch, status, after, limit: limit + 1 })
      const jobs = found.slice(0, limit).map((record) => asJob(record, batchId))
      return { jobs, next: found.length > limit ? jobs.at(-1)!.id : null }
    },
    failedPage(
      batch: number,
      batchId: string,
      after: number,
      limit: number,
    ): { job: Job; rowNumber: number }[] {
      return sql
        .all<JobRecord>('jobs_of_status_after', { batch, status: 'failed', after, limit })
        .map((record) => ({ job: asJob(record, batchId), rowNumber: record.row_number }))
    },
    /** False when the job is no longer in the status that the change was decided on. */
    change(batch: number, change: JobChange, at: string): boolean {
      const { to, output } = change
      const { changes } = sql.run('change_job', {
        id: change.job,
        batch,
        from: change.from,
        status: to.status,
        reason: to.reason,
        attempts: change.attempts,
        bytes: output?.bytes ?? null,
        duration: output?.duration ?? null,
        width: output?.width ?? null,
        height: output?.height ?? null,
        frames: output?.frames ?? null,
        sha256: output?.sha256 ?? null,
        unchangedSince: to.status === 'done' ? to.unchangedSince : null,
        errorCode: to.status === 'failed' ? to.error.code : null,
        errorMessage: to.status === 'failed' ? to.error.message : null,
        errorWhatToDo: to.status === 'failed' ? (to.error.whatToDo ?? null) : null,
      })
      if (changes === 0) return false
      changeAttempt(change, at)
      if (output !== null)
        sql.run('add_artifact', {
          batch,
          job: change.job,
          kind: 'output',
          hash: output.hash,
          path: output.path,
          bytes: output.bytes,
          sha256: output.sha256,
          at,
        })
      return true
    },
    attempts: (job: number) => sql.all<AttemptRecord>('attempts_of_job', { job }),
    wroteBefore: (file: EarlierFile) => sql.one('earlier_writer', file) !== null,
    earlierOutput(file: PlannedFile): EarlierOutput | null {
      const found = sql.one<JobRecord & { made_by: string }>('earlier_output', file)
      return found === null ? null : { output: outputOf(found), madeBy: found.made_by }
    },
  }

  function changeAttempt({ job, attempt }: JobChange, at: string): void {
    if ('begin' in attempt) {
      sql.run('begin_attempt', { job, number: attempt.begin, studio, at })
      return
    }
    sql.run('end_attempt', {
      job,
      number: attempt.number,
      at,
      end: attempt.end,
      reason:
        attempt.end === 'failed' ? attempt.error.message : attempt.end === 'done' ? null : attempt.reason,
      errorCode: attempt.end === 'failed' ? attempt.error.code : null,
      errorWhatToDo: attempt.end === 'failed' ? (attempt.error.whatToDo ?? null) : null,
    })
  }
}

export type EarlierFile = {
  outputFolder: string
  templateName: string
  /** Number of the batch that asks. */
  batch: number
  pathKey: string
  rowKey: string
  language: string
  format: string
}

export type PlannedFile = {
  outputFolder: string
  /** Number of the batch that asks. */
  batch: number
  /** Relative to the output folder. */
  path: string
  /** Of the plan that it would be made from. */
  hash: string
}

/** A file as it was when an earlier batch left it; `madeBy` is the id of the batch that made it. */
export type EarlierOutput = { output: OutputFacts; madeBy: string }
