import { StudioError } from '../../src-shared/contract/errors.ts'

/**
 * A moment as people write it, as ISO 8601 in UTC: `2026-11-22T08:00:00+01:00`; local time: `2026-11-22 08:00`, `2026-11-22` (its end),
 * `08:00` (the next time that it is so); from now on: `+90m`, `+3h`, `+2d`. Throws `time.unreadable`.
 */
export function parseMoment(text: string, now: Date): string {
  const word = text.trim()
  const read = fromNow(word, now) ?? nextTime(word, now) ?? ofCalendar(word)
  if (read !== null && !Number.isNaN(read.getTime())) return read.toISOString()
  throw new StudioError({
    code: 'time.unreadable',
    message: `"${text}" is no moment.`,
    whatToDo: 'Write a day and time like "2026-11-22 08:00", a time like 08:00, or +3h from now on.',
  })
}

function fromNow(word: string, now: Date): Date | null {
  const match = /^\+(\d{1,5})\s?(m|min|h|d)$/i.exec(word)
  if (match === null) return null
  const minutes = { m: 1, min: 1, h: 60, d: 1_440 }[match[2]!.toLowerCase() as 'm' | 'min' | 'h' | 'd']
  return new Date(now.getTime() + Number(match[1]) * minutes * 60_000)
}

function nextTime(word: string, now: Date): Date | null {
  const match = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(word)
  if (match === null) return null
  const at = new Date(now)
  at.setHours(Number(match[1]), Number(match[2]), 0, 0)
  if (at <= now) at.setDate(at.getDate() + 1)
  return at
}

function ofCalendar(word: string): Date | null {
  const match =
    /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?)?\s?(Z|[+-]\d\d:\d\d)?$/i.exec(word)
  if (match === null) return null
  const [, year, month, day, hour, minute, second = '00', zone] = match
  const at =
    zone === undefined
      ? new Date(
          Number(year),
          Number(month) - 1,
          Number(day),
          Number(hour ?? 23),
          Number(minute ?? 59),
          Number(hour === undefined ? 59 : second),
        )
      : new Date(`${year}-${month}-${day}T${hour ?? '23'}:${minute ?? '59'}:${second}${zone.toUpperCase()}`)
  // 31 November is no day, and not 1 December either; 24:00 no hour.
  const noon = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day), 12))
  const isDay = noon.getUTCDate() === Number(day) && noon.getUTCMonth() === Number(month) - 1
  return isDay && Number(hour ?? 0) < 24 && Number(minute ?? 0) < 60 ? at : null
}
