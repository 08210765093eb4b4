import type { Job, OutputFacts } from '../../../src-shared/batches/batch.ts'
import type { JobChange } from '../../../src-shared/batches/changes.ts'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import type { Cause } from '../../../src-shared/farm/causes.ts'
import { asJob, failureColumns, type JobRecord, outputOf } from './rows-as-data.ts'
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
export type JobInHand = {
  job: Job
  rowNumber: number
  work: number
  note: string | null
  /** A hardware encoder failed on it: it is made with the processor. */
  cpuOnly: boolean
  /** Its place in its batch: less comes first. */
  rank: number
}

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
  error_cause: Cause | null
}

export const asJobInHand = (found: JobRecord, batchId: string): JobInHand => ({
  job: asJob(found, batchId),
  rowNumber: found.row_number,
  work: found.work,
  note: found.note,
  cpuOnly: found.cpu_only === 1,
  rank: found.rank,
})

/** Jobs, their attempts and what they made. Nothing here opens a transaction: the caller does. */
export function jobRecords(sql: Statements, studio: string) {
  function record(id: number): JobRecord & { batch_id: string } {
    const found = sql.one<JobRecord & { batch_id: string }>('job_by_id', { id })
    if (found === null)
      throw new StudioError({
        code: 'job.not-found',
        message: `There is no job ${id} in this studio.`,
        whatToDo: 'See `reelmill batch jobs ID` for the jobs of a batch.',
      })
    return found
  }

  return {
    /** Adds a job, or comes back with the one of the same batch that already has its file's name. */
    add(batch: number, batchId: string, job: NewJob, rank: number): Job | null {
      const { changes } = sql.run('add_job', { batch, ...job, rank, reason: 'Waits for a free slot.' })
      if (changes === 1) return null
      return asJob(sql.one<JobRecord>('job_at_path', { batch, pathKey: job.pathKey })!, batchId)
    },
    byId(id: number): Job {
      const found = record(id)
      return asJob(found, found.batch_id)
    },
    inHand(id: number): JobInHand {
      const found = record(id)
      return asJobInHand(found, found.batch_id)
    },
    page(batch: number, batchId: string, status: Job['status'] | undefined, after: number, limit: number) {
      const found =
        status === undefined
          ? sql.all<JobRecord>('jobs_after', { batch, after, limit: limit + 1 })
          : sql.all<JobRecord>('jobs_of_status_after', { batch, status, after, limit: limit + 1 })
      const jobs = found.slice(0, limit).map((one) => asJob(one, batchId))
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
        .map((one) => ({ job: asJob(one, batchId), rowNumber: one.row_number }))
    },
    work: (batch: number) =>
      sql.all<{ status: Job['status']; jobs: number; work: number }>('work_by_status', { batch }),
    /** False when the job is no longer in the status that the change was decided on. */
    change(batch: number, change: JobChange, at: string): boolean {
      const { to, output } = change
      const { changes } = sql.run('change_job', {
        id: change.job,
        batch,
        from: change.from,
        status: to.status,
        reason: to.reason,
        notBefore: to.status === 'waiting' ? to.notBefore : null,
        attempts: change.attempts,
        bytes: output?.bytes ?? null,
        duration: output?.duration ?? null,
        width: output?.width ?? null,
        height: output?.height ?? null,
        frames: output?.frames ?? null,
        sha256: output?.sha256 ?? null,
        planHash: output?.hash ?? null,
        unchangedSince: to.status === 'done' ? to.unchangedSince : null,
        ...failureColumns(to.status === 'failed' ? to.error : null),
      })
      if (changes === 0) return false
      if (change.attempt !== null) changeAttempt(change.job, change.attempt, at)
      return true
    },
    /** How many of a batch went from one status to another. */
    changeFirst(
      batch: number,
      from: Job['status'],
      to: { status: Job['status']; reason: string; notBefore: string | null },
      limit: number,
    ): number {
      return sql.run('change_jobs_of_batch', { batch, from, ...to, limit }).changes
    },
    drop: (batch: number, limit: number): number => sql.run('drop_jobs', { batch, limit }).changes,
    attempts: (job: number) => sql.all<AttemptRecord>('attempts_of_job', { job }),
    lost: (): Job[] =>
      sql
        .all<JobRecord & { batch_id: string }>('lost_jobs', { studio })
        .map((found) => asJob(found, found.batch_id)),
    wroteBefore: (file: EarlierFile) => sql.one('earlier_writer', file) !== null,
    laterWriter: (batch: number): string | null =>
      sql.one<{ id: string }>('later_writer', { batch })?.id ?? null,
    earlierOutput(file: PlannedFile): EarlierOutput | null {
      const found = sql.one<JobRecord & { made_by: string }>('earlier_output', file)
      return found === null ? null : { output: outputOf(found), madeBy: found.made_by }
    },
  }

  function changeAttempt(job: number, attempt: NonNullable<JobChange['attempt']>, at: string): void {
    if ('begin' in attempt) {
      sql.run('begin_attempt', { job, number: attempt.begin, studio, at })
      return
    }
    const { errorCode, errorWhatToDo, errorCause, errorMessage } = failureColumns(
      attempt.end === 'failed' ? attempt.error : null,
    )
    sql.run('end_attempt', {
      job,
      number: attempt.number,
      at,
      end: attempt.end,
      reason: attempt.end === 'handed-back' ? attempt.reason : errorMessage,
      errorCode,
      errorWhatToDo,
      errorCause,
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
