import type { Job, ManifestEntry } from '../../../src-shared/batches/batch.ts'
import type { RowProblem } from '../../../src-shared/data/rows.ts'
import type { QualityFinding } from '../../../src-shared/quality/inspection.ts'
import type { ReviewState } from '../../../src-shared/review/review.ts'

/** Columns of manifest.csv, in order; the keys of each entry of manifest.json. */
export const manifestColumns = [
  'key',
  'line',
  'language',
  'format',
  'path',
  'status',
  'new',
  'bytes',
  'duration',
  'width',
  'height',
  'sha256',
  'quality',
  'review',
  'reason',
] as const satisfies (keyof ManifestEntry)[]

/**
 * What the manifest says of a job. One that runs or is paused still waits to be made. `seen` of its file: where it stands in
 * review (null: nobody reviews), and what its inspection found.
 */
export function entryOfJob(
  job: Job,
  { review = null, findings = [] }: { review?: ReviewState | null; findings?: QualityFinding[] } = {},
): ManifestEntry {
  const output = job.status === 'done' ? job.output : null
  return {
    key: job.rowKey,
    line: job.line,
    language: job.language,
    format: job.format,
    path: output?.path ?? null,
    status: job.status === 'running' || job.status === 'paused' ? 'waiting' : job.status,
    new: job.status === 'done' ? job.unchangedSince === null : null,
    bytes: output?.bytes ?? null,
    duration: output?.duration ?? null,
    width: output?.width ?? null,
    height: output?.height ?? null,
    sha256: output?.sha256 ?? null,
    quality: job.status === 'done' ? (job.verdict ?? null) : null,
    review: output === null ? null : review,
    reason: job.status === 'failed' ? withRemedy(job.error.message, job.error.whatToDo) : job.reason,
    ...(findings.length === 0 ? {} : { findings }),
  }
}

/** One entry for a row that was set aside, with all that is wrong with it. */
export function entryOfRejectedRow(problems: RowProblem[]): ManifestEntry {
  const first = problems[0]!
  return {
    key: first.key,
    line: first.line,
    language: null,
    format: null,
    path: null,
    status: 'rejected',
    new: null,
    bytes: null,
    duration: null,
    width: null,
    height: null,
    sha256: null,
    quality: null,
    review: null,
    reason: problems.map((problem) => withRemedy(problem.message, problem.whatToDo)).join(' '),
  }
}

const withRemedy = (message: string, whatToDo: string | undefined) =>
  whatToDo === undefined ? message : `${message} ${whatToDo}`
