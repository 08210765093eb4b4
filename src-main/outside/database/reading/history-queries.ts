import type { Batch } from '../../../../src-shared/batches/batch.ts'
import type {
  FailuresByCause,
  HistoryOrder,
  InsightAnswers,
  PastBatch,
  Period,
  Work,
} from '../../../../src-shared/contract/insight.ts'
import type { Cause } from '../../../../src-shared/farm/causes.ts'
import { asBatch, type BatchRecord } from '../rows-as-data.ts'
import { numberOf } from './job-queries.ts'
import type { Reading } from './queries.ts'
import { like } from './results-queries.ts'

type PastBatchesAsked = {
  text?: string | undefined
  status?: Batch['status'][] | undefined
  template?: string | undefined
  from?: string | undefined
  before?: string | undefined
  withVideos: boolean
  order: HistoryOrder
  descending: boolean
  offset: number
  limit: number
}

type PastBatchRecord = BatchRecord & { made_bytes: number; cpu_ms: number }
type WorkRecord = {
  done: number
  failed: number
  cpuMilliseconds: number
  bytes: number
  minutes: number
}
type InStretch<T> = T & { stretch: number }
type InQuarter<T> = T & { quarter: number }
type FailedRecord = { cause: Cause; failed: number }
type ForecastRecord = { doneShare: number; low: number; likely: number; high: number; came: number }

const minute = 60_000
const mostStretches = 120

export const historyQueries = {
  /** Numbers of the batches that were over before a time (ISO 8601) and were not tidied since: see `tidy` of the store. */
  batchesToTidy(reading: Reading, { before }: { before: string }): number[] {
    return reading
      .statements('history-read')
      .all<{ number: number }>('batches_to_tidy', { before })
      .map(({ number }) => number)
  },

  'history.batches'(reading: Reading, asked: PastBatchesAsked): InsightAnswers['history.batches'] {
    const { where, values } = conditions(asked)
    const way = asked.descending ? 'DESC' : 'ASC'
    const numbers = reading.column<number>(
      `SELECT number FROM batches WHERE ${where} ORDER BY ${columns[asked.order]} ${way}, number DESC`,
      values,
    )
    const page = numbers.slice(asked.offset, asked.offset + asked.limit)
    return { batches: pastBatches(reading, page), total: numbers.length }
  },

  'history.templates'(reading: Reading, _asked: object): InsightAnswers['history.templates'] {
    return reading
      .statements('history-read')
      .all<{ name: string; title: string; batches: number }>('templates')
      .map(({ name, title, batches }) => ({ name, title, batches }))
  },

  'history.batch'(
    reading: Reading,
    { batch: id }: { batch: string },
  ): Omit<InsightAnswers['history.batch'], 'processors'> {
    const sql = reading.statements('history-read')
    const batch = numberOf(reading, id)
    return {
      ...pastBatches(reading, [batch])[0]!,
      stretches: stretchesOf(reading, batch),
      failures: sql.all('failed_now', { batch }),
      rejected: sql.all('rejected_by_rule', { batch }),
      forecasts: sql
        .all<ForecastRecord>('forecasts_of_batch', { batch })
        .map(({ doneShare, came, ...foretold }) => ({ batch: id, doneShare, foretold, came })),
    }
  },

  /** Days are those of the clock here. */
  'history.over-time'(
    reading: Reading,
    { per, from, to, template }: { per: Period; from: string; to: string; template?: string | undefined },
  ): Omit<InsightAnswers['history.over-time'], 'processors'> {
    const sql = reading.statements('history-read')
    const starts = startsOf(per, from, to)
    const bounds = {
      from: starts[0]!.getTime() / minute,
      before: starts.at(-1)!.getTime() / minute,
      template: template ?? null,
    }
    const times = {
      fromTime: starts[0]!.toISOString(),
      beforeTime: starts.at(-1)!.toISOString(),
      template: template ?? null,
    }
    const stretches = starts.slice(0, -1).map((start) => ({
      ...nothingDone(),
      from: dayOf(start),
      failures: {} as FailuresByCause,
      batches: 0,
    }))
    const at = (time: number) => stretches[placeOf(starts, time)]
    for (const record of sql.all<InQuarter<WorkRecord>>('work_in_quarters', bounds)) {
      const stretch = at(record.quarter * 15 * minute)
      if (stretch !== undefined) add(stretch, record)
    }
    for (const record of sql.all<InQuarter<FailedRecord>>('failures_in_quarters', bounds)) {
      const stretch = at(record.quarter * 15 * minute)
      if (stretch !== undefined) addFailures(stretch.failures, record)
    }
    for (const { at: begun } of sql.all<{ at: string }>('batches_begun', times)) {
      const stretch = at(Date.parse(begun))
      if (stretch !== undefined) stretch.batches += 1
    }
    const forecasts = sql
      .all<ForecastRecord & { batch: string; name: string; at: string }>('first_forecasts', times)
      .map(({ batch, name, at: begun, doneShare, came, ...foretold }) => ({
        ...{ batch, name, at: begun, doneShare, foretold, came },
      }))
    return { stretches, forecasts: forecasts.reverse() }
  },
}

function conditions(asked: PastBatchesAsked) {
  const where = ['1']
  const values: Record<string, string | number | null> = {}
  const text = like(asked.text)
  if (text !== null) {
    const searched = ['name', 'id', 'template_title', 'template_name', 'data', 'output_folder']
    where.push(`(${searched.map((column) => `${column} LIKE @text ESCAPE '!'`).join(' OR ')})`)
    values.text = text
  }
  if (asked.status !== undefined) {
    where.push('status IN (SELECT value FROM json_each(@status))')
    values.status = JSON.stringify(asked.status)
  }
  if (asked.template !== undefined) {
    where.push('template_name = @template')
    values.template = asked.template
  }
  // As they are stored: in UTC.
  if (asked.from !== undefined) {
    where.push('created_at >= @from')
    values.from = new Date(asked.from).toISOString()
  }
  if (asked.before !== undefined) {
    where.push('created_at < @before')
    values.before = new Date(asked.before).toISOString()
  }
  if (asked.withVideos) where.push('done > 0')
  return { where: where.join(' AND '), values }
}

const columns: Record<HistoryOrder, string> = {
  created: 'number',
  name: 'name COLLATE NOCASE',
  made: '(done - unchanged)',
  failed: 'failed',
  worked: 'worked_ms',
  rate: '(CASE worked_ms WHEN 0 THEN 0.0 ELSE 1.0 * (done - unchanged) / worked_ms END)',
  bytes: '(SELECT COALESCE(sum(bytes), 0) FROM batch_minutes WHERE batch = batches.number)',
}

function pastBatches(reading: Reading, numbers: number[]): PastBatch[] {
  return reading
    .statements('history-read')
    .all<PastBatchRecord>('batches_by_number', { numbers: JSON.stringify(numbers) })
    .map((record) => ({
      batch: asBatch(record),
      workedSeconds: record.worked_ms / 1_000,
      bytes: record.made_bytes,
      cpuSeconds: record.cpu_ms / 1_000,
    }))
}

function stretchesOf(reading: Reading, batch: number): InsightAnswers['history.batch']['stretches'] {
  const sql = reading.statements('history-read')
  const ends = sql.one<{ first: number | null; last: number | null }>('first_and_last_minute', { batch })!
  const { first, last } = ends
  if (first === null || last === null) return []
  const width = Math.ceil((last - first + 1) / mostStretches)
  const stretches = Array.from({ length: Math.ceil((last - first + 1) / width) }, (_, index) => ({
    ...nothingDone(),
    from: new Date((first + index * width) * minute).toISOString(),
    seconds: width * 60,
    retries: 0,
    failures: {} as FailuresByCause,
  }))
  const values = { batch, first, width }
  for (const { stretch, ...record } of sql.all<InStretch<WorkRecord & { retries: number }>>(
    'stretches_of_batch',
    values,
  )) {
    add(stretches[stretch]!, record)
    stretches[stretch]!.retries = record.retries
  }
  for (const { stretch, ...record } of sql.all<InStretch<FailedRecord>>('failures_in_stretches', values))
    if (stretches[stretch] !== undefined) addFailures(stretches[stretch].failures, record)
  return stretches
}

const nothingDone = (): Work => ({ done: 0, failed: 0, bytes: 0, cpuSeconds: 0, activeSeconds: 0 })

function add(work: Work, record: WorkRecord): void {
  work.done += record.done
  work.failed += record.failed
  work.bytes += record.bytes
  work.cpuSeconds += record.cpuMilliseconds / 1_000
  work.activeSeconds += record.minutes * 60
}

function addFailures(failures: FailuresByCause, { cause, failed }: FailedRecord): void {
  failures[cause] = (failures[cause] ?? 0) + failed
}

/** When each stretch begins, and last when the last one ends, by the clock here; the days are `2026-11-21`. */
function startsOf(per: Period, from: string, to: string): Date[] {
  const first = beginning(per, dateOf(from))
  const end = dateOf(to)
  const starts = [first]
  while (starts.at(-1)! <= end) starts.push(after(per, starts.at(-1)!))
  return starts
}

function dateOf(day: string): Date {
  const [year, month, date] = day.split('-').map(Number)
  return new Date(year!, month! - 1, date!)
}

function beginning(per: Period, date: Date): Date {
  const [year, month, day] = [date.getFullYear(), date.getMonth(), date.getDate()]
  if (per === 'month') return new Date(year, month, 1)
  return per === 'day' ? date : new Date(year, month, day - ((date.getDay() + 6) % 7))
}

function after(per: Period, start: Date): Date {
  const [year, month, day] = [start.getFullYear(), start.getMonth(), start.getDate()]
  if (per === 'month') return new Date(year, month + 1, 1)
  return new Date(year, month, day + (per === 'day' ? 1 : 7))
}

function dayOf(date: Date): string {
  const two = (number: number) => String(number).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

/** The last that begins at or before a time. */
function placeOf(starts: readonly Date[], time: number): number {
  let low = 0
  let high = starts.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (starts[middle]!.getTime() <= time) low = middle + 1
    else high = middle
  }
  return low - 1
}
