import { StudioError } from '../../../../src-shared/contract/errors.ts'
import type { ReviewDetail, ReviewFilter, ReviewSort } from '../../../../src-shared/contract/review.ts'
import type { Verdict } from '../../../../src-shared/quality/inspection.ts'
import { latestOf } from '../../../../src-shared/review/latest.ts'
import {
  foldedName,
  type ReviewItem,
  reviewStateOf,
  type Stand,
  stands,
} from '../../../../src-shared/review/review.ts'
import { laidOut } from '../review-parts.ts'
import { asComment, asDecision, type CommentRecord, type DecisionRecord } from '../review-records.ts'
import { asJob, type JobRecord } from '../rows-as-data.ts'
import { numberOf } from './job-queries.ts'
import { orderOf } from './orders.ts'
import type { Reading } from './queries.ts'
import { like } from './results-queries.ts'

/** Whose videos: all of a batch, or those of a sample of it. `approvals`: how many people have to approve. */
type Wanted = {
  batch: string
  sample: number | null
  filter: ReviewFilter
  sort: ReviewSort
  approvals: number
}

type ReviewedRecord = JobRecord & {
  stands: Stand | null
  verdict: Verdict | null
  findings: number | null
  comments: number | null
  risk: number
}

export const reviewQueries = {
  'review.items'(
    reading: Reading,
    asked: Wanted & { offset: number; limit: number; order: number | null },
  ): { items: ReviewItem[]; total: number; order: number } {
    const { ids, number } = order(reading, asked, asked.order)
    const page = [...ids.subarray(asked.offset, asked.offset + asked.limit)]
    return { items: itemsOf(reading, asked.batch, page, asked.approvals), total: ids.length, order: number }
  },

  'review.numbers'(
    reading: Reading,
    asked: Wanted & { offset: number; limit: number; order: number | null },
  ): { numbers: number[]; order: number } {
    const { ids, number } = order(reading, asked, asked.order)
    return { numbers: [...ids.subarray(asked.offset, asked.offset + asked.limit)], order: number }
  },

  /** The batch that a sample was drawn from. */
  batchOfSample(reading: Reading, { sample }: { sample: number }): string {
    const found = reading.statements('review-read').one<{ id: string }>('batch_of_sample', { sample })
    if (found !== null) return found.id
    throw new StudioError({
      code: 'sample.not-found',
      message: `There is no sample ${sample} in this studio.`,
      whatToDo: 'Draw one of a batch.',
    })
  },

  /** All of a video but what its inspection saw. */
  'review.item'(
    reading: Reading,
    { job, approvals }: { job: number; approvals: number },
  ): Omit<ReviewDetail, 'allFindings' | 'profile'> | null {
    const sql = reading.statements('review-read')
    const own = sql.one<{ id: string; number: number; row_number: number }>('batch_of_job', { job })
    if (own === null) return null
    const [item] = itemsOf(reading, own.id, [job], approvals)
    const packed = sql.one<{ parts: Buffer }>('parts_of_job', { job })?.parts ?? null
    const counts = packed === null ? new Map<string, number>() : segmentCounts(reading, own.number)
    return {
      ...item!,
      segments:
        packed === null
          ? []
          : laidOut(packed).segments.map((segment) => ({
              ...segment,
              videos: Math.max(1, counts.get(keyOf(segment.hash)) ?? 0),
            })),
      allDecisions: sql.all<DecisionRecord>('all_decisions_of_job', { job }).map(asDecision),
      allComments: sql.all<CommentRecord>('all_comments_of_job', { job }).map(asComment),
      siblings: sql
        .all<{ id: number; language: string; format: string }>('siblings_of_job', {
          batch: own.number,
          row: own.row_number,
          job,
        })
        .map(({ id, language, format }) => ({ job: id, language, format })),
    }
  },
}

function order(reading: Reading, wanted: Wanted, known: number | null) {
  return orderOf(
    JSON.stringify(['review', wanted.batch, wanted.sample, wanted.filter, wanted.sort, wanted.approvals]),
    known,
    () => idsOf(reading, wanted),
  )
}

const orders: Record<ReviewSort['by'], (way: 'ASC' | 'DESC') => string> = {
  table: (way) => `jobs.id ${way}`,
  risk: (way) => `COALESCE(reviews.risk, 0) ${way}, jobs.id`,
  name: (way) => `jobs.path COLLATE NOCASE ${way}, jobs.id`,
}

function idsOf(reading: Reading, { batch, sample, filter, sort, approvals }: Wanted): Float64Array {
  const where = ["jobs.batch = @batch AND jobs.status = 'done'"]
  const values: Record<string, string | number | null> = { batch: numberOf(reading, batch) }
  const among = (name: string, wanted: readonly string[] | undefined, isAmong: string) => {
    if (wanted === undefined) return
    where.push(`${isAmong} (SELECT value FROM json_each(@${name}))`)
    values[name] = JSON.stringify(wanted)
  }
  if (sample !== null) {
    where.push('jobs.id IN (SELECT job FROM sample_jobs WHERE sample = @sample)')
    values.sample = sample
  }
  const { state } = filter
  among(
    'stands',
    state && stands.filter((stand) => state.includes(reviewStateOf(stand, approvals))),
    "COALESCE(reviews.stands, 'open') IN",
  )
  among('verdict', filter.verdict, "COALESCE(reviews.verdict, 'none') IN")
  among('language', filter.language, 'jobs.language IN')
  among('format', filter.format, 'jobs.format IN')
  if (filter.check !== undefined) {
    where.push(
      'EXISTS (SELECT 1 FROM json_each(reviews.checks) AS found WHERE found.value IN (SELECT value FROM json_each(@checks)))',
    )
    values.checks = JSON.stringify(filter.check)
  }
  if (filter.reviewer !== undefined) {
    where.push(
      'EXISTS (SELECT 1 FROM decisions WHERE decisions.job = jobs.id AND undone_at IS NULL AND person IN (SELECT value FROM json_each(@people)))',
    )
    values.people = JSON.stringify(filter.reviewer.map(foldedName))
  }
  const text = like(filter.text)
  if (text !== null) {
    where.push("(jobs.row_key LIKE @text ESCAPE '!' OR jobs.path LIKE @text ESCAPE '!')")
    values.text = text
  }
  // What deserves a look most comes first, unless it is to come last.
  const way = sort.descending === (sort.by === 'risk') ? 'ASC' : 'DESC'
  const statement = `SELECT jobs.id FROM jobs LEFT JOIN reviews ON reviews.job = jobs.id AND reviews.sha256 = jobs.sha256
    WHERE ${where.join(' AND ')} ORDER BY ${orders[sort.by](way)}`
  return Float64Array.from(reading.column<number>(statement, values))
}

function itemsOf(reading: Reading, batch: string, page: number[], approvals: number): ReviewItem[] {
  const sql = reading.statements('review-read')
  const ids = JSON.stringify(page)
  const decisions = Map.groupBy(
    sql.all<DecisionRecord>('decisions_of_jobs', { ids }).map(asDecision),
    ({ job }) => job,
  )
  const items = new Map(
    sql.all<ReviewedRecord>('jobs_under_review', { ids }).map((found) => {
      const job = asJob(found, batch)
      const said = decisions.get(found.id) ?? []
      // Of one that is being made again, what was said of the file that it had.
      const file = job.status === 'done' ? job.output.sha256 : (said[0]?.sha256 ?? '')
      const latest = latestOf(said, file)
      const item: ReviewItem = {
        job,
        state: reviewStateOf(found.stands ?? 'open', approvals),
        verdict: found.verdict,
        findings: found.findings ?? 0,
        comments: found.comments ?? 0,
        approvals: latest.filter(({ kind }) => kind === 'approved').length,
        decisions: latest,
        risk: found.risk,
      }
      return [found.id, item] as const
    }),
  )
  return page.flatMap((id) => items.get(id) ?? [])
}

/** How many videos of a batch show each segment, as of some seconds ago: a large batch has a million of them. */
const countsKept = 30_000
let counted: { batch: number; at: number; videos: Map<string, number> } | null = null

function segmentCounts(reading: Reading, batch: number): Map<string, number> {
  const now = performance.now()
  if (counted !== null && counted.batch === batch && now - counted.at < countsKept) return counted.videos
  const videos = new Map<string, number>()
  for (const packed of reading.column<Buffer>('SELECT parts FROM job_parts WHERE batch = @batch', {
    batch,
  })) {
    const own = new Set<string>()
    for (let from = 0; from < packed.length; from += 36) own.add(packed.toString('latin1', from, from + 32))
    for (const key of own) videos.set(key, (videos.get(key) ?? 0) + 1)
  }
  counted = { batch, at: now, videos }
  return videos
}

const keyOf = (hash: string) => Buffer.from(hash, 'hex').toString('latin1')
