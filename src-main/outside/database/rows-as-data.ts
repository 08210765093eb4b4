import type { Batch, Job, JobStatus, OutputFacts } from '../../../src-shared/batches/batch.ts'
import type { RowProblem } from '../../../src-shared/data/rows.ts'

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
  request: string
  created_at: string
  studio: string
  status: Batch['status']
  reason: string
  finished_at: string | null
  rows: number
  rejected_rows: number
  jobs: number
  waiting: number
  running: number
  done: number
  unchanged: number
  failed: number
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
  status: Job['status']
  reason: string
  bytes: number
  duration: number
  width: number
  height: number
  frames: number
  sha256: string
  unchanged_since: string | null
} & ErrorColumns

type ErrorColumns = {
  error_code: string | null
  error_message: string | null
  error_what_to_do: string | null
}

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
    counts: {
      rows: record.rows,
      rejectedRows: record.rejected_rows,
      jobs: record.jobs,
      waiting: record.waiting,
      running: record.running,
      done: record.done,
      unchanged: record.unchanged,
      failed: record.failed,
    },
    manifest: record.manifest,
    rejected: record.rejected,
  }
  const { status, reason } = record
  switch (status) {
    case 'preparing':
    case 'running':
    case 'interrupted':
      return { ...facts, status, reason }
    case 'finished':
      return { ...facts, status, reason, finishedAt: record.finished_at! }
    case 'failed':
      return { ...facts, status, reason, error: asFailure(record) }
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
    attempts: record.attempts,
    ...jobStatus(record),
  }
}

function jobStatus(record: JobRecord): JobStatus {
  const { status, reason } = record
  switch (status) {
    case 'waiting':
      return { status, reason }
    case 'running':
      return { status, reason, attempt: record.attempts }
    case 'done':
      return { status, reason, output: outputOf(record), unchangedSince: record.unchanged_since }
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

function asFailure(record: ErrorColumns) {
  return {
    code: record.error_code!,
    message: record.error_message!,
    ...(record.error_what_to_do === null ? {} : { whatToDo: record.error_what_to_do }),
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
