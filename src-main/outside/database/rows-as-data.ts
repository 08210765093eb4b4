import type {
  Batch,
  BatchStatus,
  Interrupter,
  Job,
  JobStatus,
  OutputFacts,
  Pauser,
} from '../../../src-shared/batches/batch.ts'
import type { Failure } from '../../../src-shared/batches/changes.ts'
import type { RowProblem } from '../../../src-shared/data/rows.ts'
import type { Cause } from '../../../src-shared/farm/causes.ts'
import { type Priority, priorities } from '../../../src-shared/farm/priority.ts'
import type { Verdict } from '../../../src-shared/quality/inspection.ts'

/** Rows of the tables as they come out of SQLite, and the plain data that leaves this floor. */
export type BatchRecord = {
  number: number
  id: string
  name: string
  template_name: string
  template_version: string
  template_title: string
  template_folder: string
  template_hash: string
  data: string
  output_folder: string
  languages: string
  formats: string
  quality: string
  identity: string | null
  created_at: string
  studio: string
  status: Batch['status']
  reason: string
  by_whom: string | null
  priority: number
  rank: number
  deadline: string | null
  start_at: string | null
  approved_at: string | null
  after: string
  after_approval: string
  keep_going: 0 | 1
  prepared: 0 | 1
  pilot: number | null
  pilot_rank: number | null
  pilot_over: 0 | 1
  finished_at: string | null
  rows: number
  rejected_rows: number
  jobs: number
  waiting: number
  running: number
  paused: number
  done: number
  unchanged: number
  failed: number
  skipped: number
  cancelled: number
  seen_made: number
  seen_unchanged: number
  seen_failed: number
  worked_ms: number
  verdict_pass: number
  verdict_warn: number
  verdict_fail: number
  manifest: string | null
  rejected: string | null
} & ErrorColumns

export type JobRecord = {
  id: number
  batch: number
  row_number: number
  line: number
  row_key: string
  language: string
  format: string
  path: string
  work: number
  note: string | null
  attempts: number
  rank: number
  priority: number | null
  cpu_only: 0 | 1
  status: Job['status']
  reason: string
  not_before: string | null
  bytes: number
  duration: number
  width: number
  height: number
  frames: number
  sha256: string
  unchanged_since: string | null
  verdict: Verdict | null
} & ErrorColumns

export type ErrorColumns = {
  error_code: string | null
  error_message: string | null
  error_what_to_do: string | null
  error_cause: Cause | null
}

/** Priorities stand as numbers, so that they sort. */
export const priorityNumber = (priority: Priority): number => priorities.indexOf(priority)
export const priorityOf = (number: number): Priority => priorities[number]!

export type RejectedRecord = {
  number: number
  row_number: number
  line: number
  key: string | null
  column: string | null
  value: string | null
  rule: string
  message: string
  what_to_do: string
}

export function asBatch(record: BatchRecord): Batch {
  const facts = {
    id: record.id,
    name: record.name,
    template: {
      name: record.template_name,
      version: record.template_version,
      title: record.template_title,
      folder: record.template_folder,
      hash: record.template_hash,
    },
    data: record.data,
    outputFolder: record.output_folder,
    languages: JSON.parse(record.languages) as string[],
    formats: JSON.parse(record.formats) as string[],
    quality: record.quality,
    createdAt: record.created_at,
    priority: priorityOf(record.priority),
    deadline: record.deadline,
    startAt: record.start_at,
    after: JSON.parse(record.after) as string[],
    afterApproval: JSON.parse(record.after_approval) as string[],
    approvedAt: record.approved_at,
    counts: {
      rows: record.rows,
      rejectedRows: record.rejected_rows,
      jobs: record.jobs,
      waiting: record.waiting,
      running: record.running,
      paused: record.paused,
      done: record.done,
      unchanged: record.unchanged,
      failed: record.failed,
      skipped: record.skipped,
      cancelled: record.cancelled,
    },
    ...verdictsOf(record),
    manifest: record.manifest,
    rejected: record.rejected,
  }
  return { ...facts, ...batchStatus(record) }
}

function verdictsOf({
  verdict_pass: pass,
  verdict_warn: warn,
  verdict_fail: fail,
}: BatchRecord): Pick<Batch, 'verdicts'> {
  return pass + warn + fail === 0 ? {} : { verdicts: { pass, warn, fail } }
}

function batchStatus(record: BatchRecord): BatchStatus {
  const { status, reason } = record
  switch (status) {
    case 'preparing':
    case 'waiting':
    case 'running':
    case 'cancelled':
      return { status, reason }
    case 'paused':
      return { status, reason, by: record.by_whom as Pauser }
    case 'interrupted':
      return { status, reason, by: record.by_whom as Interrupter }
    case 'finished':
      return { status, reason, finishedAt: record.finished_at! }
    case 'failed':
      return { status, reason, error: asFailure(record) }
    default:
      return status satisfies never
  }
}

export function asJob(record: JobRecord, batchId: string): Job {
  return {
    id: record.id,
    batchId,
    rowKey: record.row_key,
    line: record.line,
    language: record.language,
    format: record.format,
    path: record.path,
    priority: record.priority === null ? null : priorityOf(record.priority),
    attempts: record.attempts,
    ...jobStatus(record),
  }
}

function jobStatus(record: JobRecord): JobStatus {
  const { status, reason } = record
  switch (status) {
    case 'waiting':
      return { status, reason, notBefore: record.not_before }
    case 'paused':
    case 'skipped':
    case 'cancelled':
      return { status, reason }
    case 'running':
      return { status, reason, attempt: record.attempts }
    case 'done':
      return {
        status,
        reason,
        output: outputOf(record),
        unchangedSince: record.unchanged_since,
        ...(record.verdict === null ? {} : { verdict: record.verdict }),
      }
    case 'failed':
      return { status, reason, error: asFailure(record) }
    default:
      return status satisfies never
  }
}

/** The file of a finished job. */
export function outputOf(record: JobRecord): OutputFacts {
  const { path, bytes, duration, width, height, frames, sha256 } = record
  return { path, bytes, duration, width, height, frames, sha256 }
}

export function asFailure(record: ErrorColumns): Failure {
  return {
    code: record.error_code!,
    message: record.error_message!,
    ...(record.error_what_to_do === null ? {} : { whatToDo: record.error_what_to_do }),
    ...(record.error_cause === null ? {} : { cause: record.error_cause }),
  }
}

/** The same as values of a statement; all null without a failure. */
export function failureColumns(error: Failure | null) {
  return {
    errorCode: error?.code ?? null,
    errorMessage: error?.message ?? null,
    errorWhatToDo: error?.whatToDo ?? null,
    errorCause: error?.cause ?? null,
  }
}

export function asProblem(record: RejectedRecord): RowProblem {
  return {
    line: record.line,
    rowNumber: record.row_number,
    key: record.key,
    column: record.column,
    value: record.value,
    rule: record.rule,
    message: record.message,
    whatToDo: record.what_to_do,
  }
}
