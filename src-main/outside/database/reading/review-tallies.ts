import type { DecideAnswer, ReviewStatus } from '../../../../src-shared/contract/review.ts'
import type { CheckName } from '../../../../src-shared/quality/checks.ts'
import type { Verdict } from '../../../../src-shared/quality/inspection.ts'
import { madeAgain, type VideoParts } from '../../../../src-shared/review/made-again.ts'
import type { Decision, RejectionScope } from '../../../../src-shared/review/review.ts'
import { laidOut } from '../review-parts.ts'
import { numberOf } from './job-queries.ts'
import type { Reading } from './queries.ts'

type SaidRecord = {
  job: number
  sha256: string
  reviewer: string
  person: string
  kind: Decision['kind']
  reason: Decision['reason']
  milliseconds: number | null
  verdict: Verdict | null
  checks: string | null
}
/** A decision that counts, with what the checks said of its file. */
export type SaidOfFile = Omit<SaidRecord, 'checks'> & { checks: CheckName[] }

/** What a rejection makes again: jobs with their rows, and 32 bytes of each hash that is made anew, in the order of the hashes. */
export type Touching = {
  jobs: number[]
  rows: number[]
  segments: DecideAnswer['again']['segments']
  hashes: Uint8Array
}

type PartsRecord = { job: number; row: number; status: string; parts: Buffer }
const isThere = new Set(['done', 'waiting', 'paused'])

export const reviewTallies = {
  touchedBy(reading: Reading, asked: { batch: string; jobs: number[]; scope: RejectionScope }): Touching {
    const sql = reading.statements('review-read')
    const batch = numberOf(reading, asked.batch)
    const videos: VideoParts[] = sql
      .all<PartsRecord>('parts_of_batch', { batch })
      .filter(({ status }) => isThere.has(status))
      .map(({ job, row, parts }) => {
        const { segments, sound } = laidOut(parts)
        return { job, row, sound, segments: segments.map(({ hash }) => hash) }
      })
    const { jobs, segments, sounds } = madeAgain(videos, asked.jobs, asked.scope)
    // Of videos that were made before their parts were noted, too.
    const named = statementOf[asked.scope.what]
    const all =
      named === null
        ? jobs
        : sql
            .all<{ id: number }>(named, { batch, ids: JSON.stringify(asked.jobs) })
            .map(({ id }) => id)
            .concat(jobs)
    const unique = [...new Set(all)].sort((one, other) => one - other)
    const rowOf = new Map(
      sql
        .all<{ id: number; row_number: number }>('rows_of_jobs', { ids: JSON.stringify(unique) })
        .map(({ id, row_number }) => [id, row_number]),
    )
    return {
      jobs: unique,
      rows: unique.map((job) => rowOf.get(job)!),
      segments: segments.size,
      hashes: Buffer.from([...segments, ...sounds].sort().join(''), 'hex'),
    }
  },

  /** Who decided how much, most first. */
  reviewersOf(reading: Reading, { batch: id }: { batch: string }): ReviewStatus['reviewers'] {
    return reading
      .statements('review-read')
      .all<{ reviewer: string; decisions: number }>('reviewers_of_batch', { batch: numberOf(reading, id) })
  },

  /** All decisions that count: of a batch, or of some days. */
  saidOfFiles(reading: Reading, asked: { batch: string } | { from: string; before: string }): SaidOfFile[] {
    const sql = reading.statements('review-read')
    const found =
      'batch' in asked
        ? sql.all<SaidRecord>('said_of_batch', { batch: numberOf(reading, asked.batch) })
        : sql.all<SaidRecord>('said_between', asked)
    return found.map(({ checks, ...said }) => ({
      ...said,
      checks: checks === null ? [] : (JSON.parse(checks) as CheckName[]),
    }))
  },
}

/** Who is made again by name, whatever is known of their parts. */
const statementOf = {
  video: 'done_of_jobs',
  row: 'done_of_rows',
  template: 'done_of_batch',
  segment: null,
} as const
