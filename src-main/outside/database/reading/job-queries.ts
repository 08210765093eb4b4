import type { Job } from '../../../../src-shared/batches/batch.ts'
import { StudioError } from '../../../../src-shared/contract/errors.ts'
import type { JobFilter, JobSort } from '../../../../src-shared/contract/jobs.ts'
import { asJob, type JobRecord } from '../rows-as-data.ts'
import { orderOf } from './orders.ts'
import type { Reading } from './queries.ts'

/** Which jobs, in which order. */
type Wanted = { batch: string; filter: JobFilter; sort: JobSort }

export const jobQueries = {
  /**
   * A page of jobs. `order`: the answer's of an earlier page, to go on in the same order (a fresh one is made where it is no
   * longer known). `after`: instead of `offset`, what follows this id; for the order of the table only.
   */
  pageOfJobs(
    reading: Reading,
    asked: Wanted & { offset: number; after: number | null; limit: number; order: number | null },
  ): { jobs: Job[]; total: number; order: number; next: number | null } {
    const { batch, after, limit } = asked
    const { ids, number } = orderOfJobs(reading, asked, asked.order)
    const offset = after === null ? asked.offset : placeAfter(ids, after)
    const page = [...ids.subarray(offset, offset + limit)]
    const next = offset + limit < ids.length ? (page.at(-1) ?? null) : null
    return { jobs: jobsOf(reading, batch, page), total: ids.length, order: number, next }
  },
  /** Ids of a stretch of an order, for a selection that reaches over what was loaded. */
  numbersOfJobs(
    reading: Reading,
    asked: Wanted & { offset: number; limit: number; order: number | null },
  ): { ids: number[]; order: number } {
    const { ids, number } = orderOfJobs(reading, asked, asked.order)
    return { ids: [...ids.subarray(asked.offset, asked.offset + asked.limit)], order: number }
  },
  /** Ids of jobs that match now, by id, after one of them; `left`: how many come after these. */
  matchingJobs(
    reading: Reading,
    asked: { batch: string; filter: JobFilter; after: number; limit: number },
  ): { ids: number[]; left: number } {
    const { batch, filter, after, limit } = asked
    const all = idsOf(reading, { batch, filter, sort: { by: 'table', descending: false } })
    const from = placeAfter(all, after)
    return { ids: [...all.subarray(from, from + limit)], left: Math.max(0, all.length - from - limit) }
  },
  /** The failed job before and after one, in the order of the table; null: there is none. */
  failedBeside(
    reading: Reading,
    asked: { batch: string; job: number },
  ): { previous: number | null; next: number | null } {
    const sql = reading.statements('jobs-read')
    const values = { ...asked, batch: numberOf(reading, asked.batch) }
    return {
      previous: sql.one<{ id: number }>('failed_before', values)?.id ?? null,
      next: sql.one<{ id: number }>('failed_after', values)?.id ?? null,
    }
  },
}

function orderOfJobs(reading: Reading, wanted: Wanted, known: number | null) {
  const { batch, filter, sort } = wanted
  return orderOf(JSON.stringify([batch, filter, sort]), known, () => idsOf(reading, wanted))
}

function idsOf(reading: Reading, { batch, filter, sort }: Wanted): Float64Array {
  const where = ['batch = @batch']
  const values: Record<string, string | number | null> = { batch: numberOf(reading, batch) }
  for (const [column, wanted] of [
    ['status', filter.status],
    ['language', filter.language],
    ['format', filter.format],
    ['error_cause', filter.cause],
  ] as const) {
    if (wanted === undefined) continue
    where.push(`${column} IN (SELECT value FROM json_each(@${column}))`)
    values[column] = JSON.stringify(wanted)
  }
  if (filter.verdict !== undefined) {
    where.push("status = 'done' AND COALESCE(verdict, 'none') IN (SELECT value FROM json_each(@verdict))")
    values.verdict = JSON.stringify(filter.verdict)
  }
  if (filter.text !== undefined && filter.text !== '') {
    where.push("(row_key LIKE @text ESCAPE '!' OR path LIKE @text ESCAPE '!')")
    values.text = `%${filter.text.replace(/[!%_]/g, '!$&')}%`
  }
  const text = `SELECT id FROM jobs WHERE ${where.join(' AND ')} ORDER BY ${orderBy(sort)}`
  return Float64Array.from(reading.column<number>(text, values))
}

/** Where a job has none of what is sorted by, it stands last either way. */
function orderBy({ by, descending }: JobSort): string {
  const way = descending ? 'DESC' : 'ASC'
  const column = columns[by]
  if (column === null) return `id ${way}`
  return `${column} IS NULL, ${column} ${way}, id`
}

const columns: Record<JobSort['by'], string | null> = {
  table: null,
  key: 'row_key COLLATE NOCASE',
  status: `CASE status WHEN 'running' THEN 0 WHEN 'failed' THEN 1 WHEN 'paused' THEN 2 WHEN 'waiting' THEN 3
    WHEN 'done' THEN 4 WHEN 'skipped' THEN 5 ELSE 6 END`,
  language: 'language',
  format: 'format',
  bytes: 'bytes',
  duration: 'duration',
  attempts: 'attempts',
  verdict: "CASE verdict WHEN 'fail' THEN 0 WHEN 'warn' THEN 1 WHEN 'pass' THEN 2 END",
}

/** How many of these ids, which are in order, are this one or lower. */
function placeAfter(ids: Float64Array, id: number): number {
  let low = 0
  let high = ids.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (ids[middle]! <= id) low = middle + 1
    else high = middle
  }
  return low
}

function jobsOf(reading: Reading, batch: string, ids: number[]): Job[] {
  const found = reading.statements('jobs-read').all<JobRecord>('jobs_by_id', { ids: JSON.stringify(ids) })
  const byId = new Map(found.map((one) => [one.id, asJob(one, batch)]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

export function numberOf(reading: Reading, batch: string): number {
  const found = reading.statements('jobs-read').one<{ number: number }>('number_of_batch', { batch })
  if (found !== null) return found.number
  throw new StudioError({
    code: 'batch.not-found',
    message: `There is no batch ${batch} in this studio.`,
    whatToDo: 'See `reelmill batch list` for those that there are.',
  })
}
