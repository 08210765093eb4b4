import { locale } from './numbers.ts'

/** What a field holds: a day `2026-11-22`, or a moment `2026-11-22T08:00`, by the clock here. */
export type FieldKind = 'day' | 'moment'

type Part = 'day' | 'month' | 'year' | 'hour' | 'minute'
type Parts = Record<Part, number>

const isPart = (name: string): name is Part => ['day', 'month', 'year', 'hour', 'minute'].includes(name)

const styleOf = (kind: FieldKind): Intl.DateTimeFormatOptions => ({
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
  ...(kind === 'moment' ? { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } : {}),
})

/** As it is written in the language of the window: `22/11/2026, 08:00`, `22.11.2026, 08:00`; '' for no moment. */
export function writtenMoment(value: string, kind: FieldKind): string {
  const parts = partsOf(value)
  return parts === null ? '' : new Intl.DateTimeFormat(locale(), styleOf(kind)).format(dateOf(parts))
}

/** How one is to be typed, with a letter for each digit: `dd/mm/yyyy, hh:mm`. */
export function momentHint(kind: FieldKind, letters: Record<Part, string>): string {
  return new Intl.DateTimeFormat(locale(), styleOf(kind))
    .formatToParts(new Date(2026, 10, 22, 8))
    .map(({ type, value }) => (isPart(type) ? letters[type].repeat(value.length) : value))
    .join('')
}

/**
 * The value of what a person typed: in the window's way of writing, or `2026-11-22 08:00`. A year may have two digits. Null:
 * it is no day, or has no time where one is needed.
 */
export function readMoment(text: string, kind: FieldKind): string | null {
  const found = text.match(/\d+/g)?.map(Number) ?? []
  const isIso = /^\s*\d{4}-/.test(text)
  const order = isIso ? (['year', 'month', 'day', 'hour', 'minute'] as const) : orderHere()
  const wanted = kind === 'moment' ? 5 : 3
  if (found.length !== wanted || /[^\d\s.,:/T-]/.test(text)) return null
  const parts: Parts = { day: 0, month: 0, year: 0, hour: 0, minute: 0 }
  for (const [at, number] of found.entries()) parts[order[at]!] = number
  if (parts.year < 100) parts.year += 2000
  const date = dateOf(parts)
  // 31 February is no day.
  const isThere =
    date.getDate() === parts.day &&
    date.getMonth() + 1 === parts.month &&
    parts.year >= 1000 &&
    parts.year <= 9999 &&
    parts.hour <= 23 &&
    parts.minute <= 59
  return isThere ? fieldValue(parts, kind) : null
}

/** A field's value with another day of the month that is on show; without a time yet it is eight in the morning. */
export function onDay(value: string, day: Date, kind: FieldKind): string {
  const { hour, minute } = partsOf(value) ?? { hour: 8, minute: 0 }
  const parts = { day: day.getDate(), month: day.getMonth() + 1, year: day.getFullYear(), hour, minute }
  return fieldValue(parts, kind)
}

/** The day of a value at midnight; null: it has none. */
export function dayOf(value: string): Date | null {
  const parts = partsOf(value)
  return parts === null ? null : new Date(parts.year, parts.month - 1, parts.day)
}

/** Six weeks from Monday on that show a month. */
export function weeksOf(year: number, month: number): Date[][] {
  const first = new Date(year, month, 1)
  const before = (first.getDay() + 6) % 7
  return Array.from({ length: 6 }, (_week, week) =>
    Array.from({ length: 7 }, (_day, day) => new Date(year, month, 1 - before + week * 7 + day)),
  )
}

/** `November 2026`. */
export const monthTitle = (day: Date): string =>
  day.toLocaleDateString(locale(), { month: 'long', year: 'numeric' })

/** `Mo`, `Tu`: from Monday on, with the whole names. */
export function weekdays(): { short: string; long: string }[] {
  return Array.from({ length: 7 }, (_none, at) => {
    const day = new Date(2024, 0, 1 + at)
    const name = (weekday: 'short' | 'long') => day.toLocaleDateString(locale(), { weekday })
    return { short: name('short').slice(0, 2), long: name('long') }
  })
}

/** `Sunday, 22 November 2026`. */
export const dayTitle = (day: Date): string => day.toLocaleDateString(locale(), { dateStyle: 'full' })

function orderHere(): Part[] {
  return new Intl.DateTimeFormat(locale(), styleOf('moment'))
    .formatToParts(new Date(2026, 10, 22, 8))
    .map(({ type }) => type as string)
    .filter(isPart)
}

function partsOf(value: string): Parts | null {
  const found = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d))?$/.exec(value)
  if (found === null) return null
  const [year, month, day, hour, minute] = found.slice(1).map((digits) => Number(digits ?? 0))
  return { year: year!, month: month!, day: day!, hour: hour!, minute: minute! }
}

const dateOf = ({ year, month, day, hour, minute }: Parts) => new Date(year, month - 1, day, hour, minute)

function fieldValue({ year, month, day, hour, minute }: Parts, kind: FieldKind): string {
  const two = (number: number) => String(number).padStart(2, '0')
  const date = `${year}-${two(month)}-${two(day)}`
  return kind === 'day' ? date : `${date}T${two(hour)}:${two(minute)}`
}
