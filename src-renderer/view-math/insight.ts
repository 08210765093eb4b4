import type { InsightAnswers, Period, Work } from '../../src-shared/contract/insight.ts'
import { type Cause, causes } from '../../src-shared/farm/causes.ts'

type Forecasts = InsightAnswers['history.over-time']['forecasts']

/** Videos an hour while work went on; null where none did. */
export const videosPerHour = ({ done, activeSeconds }: Work): number | null =>
  activeSeconds === 0 ? null : (done / activeSeconds) * 3_600

/** Share (0..1) of a machine's processors that programs kept busy while work went on; null where none did. */
export const machineUse = ({ cpuSeconds, activeSeconds }: Work, processors: number): number | null =>
  activeSeconds === 0 ? null : Math.min(1, cpuSeconds / activeSeconds / processors)

/** All of some stretches together. */
export function sumOf(stretches: readonly Work[]): Work {
  const sum: Work = { done: 0, failed: 0, bytes: 0, cpuSeconds: 0, activeSeconds: 0 }
  for (const stretch of stretches)
    for (const key of Object.keys(sum) as (keyof Work)[]) sum[key] += stretch[key]
  return sum
}

/** Causes that anything failed by, in the order in which they are always named. */
export const causesIn = (
  stretches: readonly { failures: Partial<Record<Cause, number>> }[],
): readonly Cause[] => causes.filter((cause) => stretches.some(({ failures }) => (failures[cause] ?? 0) > 0))

/** How good forecasts were: half of them were off by less than `median` (0.2: a fifth); `within`: share whose range held what came. */
export function goodness(
  forecasts: readonly Pick<Forecasts[number], 'foretold' | 'came'>[],
): { median: number; within: number } | null {
  const judged = forecasts.filter(({ came }) => came > 0)
  if (judged.length === 0) return null
  const errors = judged
    .map(({ foretold, came }) => Math.abs(foretold.likely - came) / came)
    .sort((one, other) => one - other)
  const within = judged.filter(({ foretold, came }) => came >= foretold.low && came <= foretold.high).length
  return { median: errors[Math.floor((errors.length - 1) / 2)]!, within: within / judged.length }
}

export type Span = '7' | '30' | '90' | '365' | 'years'
export const spans: readonly Span[] = ['7', '30', '90', '365', 'years']

/** The days of a span that ends today, and in what they are counted: some dozens of stretches. */
export function daysOf(span: Span, today: Date): { from: string; to: string; per: Period } {
  const days = span === 'years' ? 5 * 365 : Number(span)
  const from = new Date(today.getFullYear(), today.getMonth(), today.getDate() - days + 1)
  const per: Period = span === 'years' ? 'month' : span === '365' ? 'week' : 'day'
  return { from: dayOf(from), to: dayOf(today), per }
}

/** `2026-11-21`, by the clock here. */
export function dayOf(date: Date): string {
  const two = (number: number) => String(number).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

/** The moment at which a day begins here, in ISO 8601; `later`: so many days after it. */
export function beginningOf(day: string, later = 0): string {
  const [year, month, date] = day.split('-').map(Number)
  return new Date(year!, month! - 1, date! + later).toISOString()
}

/** Leading stretches in which nothing was done say nothing; one is left, to begin at. */
export function withoutEmptyStart<T extends Work & { batches: number }>(
  stretches: readonly T[],
): readonly T[] {
  const first = stretches.findIndex(({ done, failed, batches }) => done + failed + batches > 0)
  return first <= 0 ? stretches : stretches.slice(Math.max(0, Math.min(first - 1, stretches.length - 7)))
}

/** Series laid on one another: each is what its bar reaches up to. `null` counts as nothing. */
export function stacked(series: readonly (readonly (number | null)[])[]): number[][] {
  const sums: number[] = []
  return series.map((values) =>
    values.map((value, index) => {
      sums[index] = (sums[index] ?? 0) + (value ?? 0)
      return sums[index]
    }),
  )
}

/** Places of values that have none beside them: a line would leave them out. */
export function alone(values: readonly (number | null)[]): number[] {
  return values.flatMap((value, index) =>
    value !== null && (values[index - 1] ?? null) === null && (values[index + 1] ?? null) === null
      ? [index]
      : [],
  )
}
