import { simpleCharacters } from './characters.ts'
import { isWeekday, monthOf } from './month-names.ts'

/**
 * What the writing of a date says before any order of day and month is asked. `shows` is the order that it proves:
 * 21/11/2026 can only have its day first. `either` is a date like 03/04/2026.
 */
type DateText =
  | { is: 'day'; day: string; shows: 'dmy' | 'mdy' | null }
  | { is: 'either'; dmy: string; mdy: string }
  | { is: 'none' }
  /** It is written like a date, but the calendar has no such day. */
  | { is: 'impossible'; why: string }

/** Reads a calendar day as people write it; a time of day behind it is passed over. `tag` says whose months come first. */
export function readDateText(source: string, tag: string): DateText {
  const text = withoutTime(simpleCharacters(source))
  const yearFirst =
    /^(\d{4})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{1,2})\.?$/.exec(text) ??
    /^(\d{4})()(\d{2})(\d{2})$/.exec(text) ??
    /^(\d{4})\s?([年년])\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]?(?:\s?(?:.曜日|[星週]期?.|.요일))?$/u.exec(
      text,
    )
  if (yearFirst) return certain(Number(yearFirst[1]), Number(yearFirst[3]), Number(yearFirst[4]))
  const yearLast = /^(\d{1,2})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})\.?$/.exec(text)
  if (yearLast) return inDigits(yearLast[1]!, yearLast[2]!, yearLast[3]!, yearLast[4]!)
  const weekday = /^(\p{L}[\p{L}\p{M} -]*)\.?,\s*/u.exec(text)
  return inWords(weekday && isWeekday(weekday[1]!) ? text.slice(weekday[0].length) : text, tag)
}

function withoutTime(text: string) {
  return text.replace(
    /(?:T|,?\s+(?:at\s+|à\s+|um\s+)?)\d{1,2}[:h]\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:\s*(?:[ap]\.?m\.?|ص|م|h|Uhr))?\s*(?:Z|UTC|GMT|[+-]\d{2}:?\d{2})?$/i,
    '',
  )
}

function inDigits(first: string, separator: string, second: string, third: string): DateText {
  // 26-11-21 may begin with its year.
  if (third.length === 2 && separator === '-') return { is: 'none' }
  const year = fullYear(third)
  const dmy = dayOf(year, Number(second), Number(first))
  // With points, the day always stands first.
  if (separator === '.')
    return typeof dmy === 'string' ? { is: 'day', day: dmy, shows: 'dmy' } : impossible(dmy)
  const mdy = dayOf(year, Number(first), Number(second))
  if (typeof dmy === 'string' && typeof mdy === 'string') {
    return dmy === mdy ? { is: 'day', day: dmy, shows: null } : { is: 'either', dmy, mdy }
  }
  if (typeof dmy === 'string') return { is: 'day', day: dmy, shows: 'dmy' }
  if (typeof mdy === 'string') return { is: 'day', day: mdy, shows: 'mdy' }
  // Of the two reasons, the one with a month that exists says more.
  return impossible(Number(second) <= 12 ? dmy : mdy)
}

/** Words that stand in dates and say nothing: `21 de noviembre del 2026`, `21st of November, 2026`, `21 ноября 2026 г.` */
const fillers = new Set([
  'de',
  'del',
  'do',
  'di',
  'of',
  'the',
  'den',
  'der',
  'am',
  'el',
  'le',
  'du',
  'd',
  'г',
  'года',
  'р',
  'року',
])

function inWords(text: string, tag: string): DateText {
  const words = text
    .split(/[\s,/]+|(?<=[\p{L}.\d])-|(?<=\d\.?)(?=\p{L}{3})|(?<=\p{L}{3})(?=\d{4})/u)
    .filter((word) => word !== '')
  if (words.length < 3 || words.length > 9) return { is: 'none' }
  let month: number | null = null
  const numbers: string[] = []
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index]!
    const number = /^(\d{1,4})(?:st|nd|rd|th|er|re|ère|º|ª|ο|\.)?$/i.exec(word)
    if (number) {
      numbers.push(number[1]!)
      continue
    }
    // Some months have two words: تشرين الثاني.
    const pair = index + 1 < words.length ? monthOf(`${word} ${words[index + 1]}`, tag) : null
    const found = pair ?? monthOf(word, tag)
    if (found !== null) {
      if (month !== null) return { is: 'none' }
      month = found
      if (pair !== null) index += 1
    } else if (!fillers.has(word.toLowerCase().replace(/\.$/, '')) && !isWeekday(word)) return { is: 'none' }
  }
  if (month === null || numbers.length !== 2) return { is: 'none' }
  const [first, second] = numbers as [string, string]
  const yearFirst = first.length === 4
  const year = yearFirst ? first : second
  const day = yearFirst ? second : first
  if (day.length > 2 || year.length === 3 || year.length === 1) return { is: 'none' }
  return certain(fullYear(year), month, Number(day))
}

function certain(year: number, month: number, day: number): DateText {
  const found = dayOf(year, month, day)
  return typeof found === 'string' ? { is: 'day', day: found, shows: null } : impossible(found)
}

function impossible({ why }: { why: string }): DateText {
  return { is: 'impossible', why }
}

/** Two digits stand for 1970 to 2069. */
function fullYear(digits: string) {
  const year = Number(digits)
  return digits.length > 2 ? year : year < 70 ? 2000 + year : 1900 + year
}

function dayOf(year: number, month: number, day: number): string | { why: string } {
  if (year < 1000) return { why: `there is no year ${year}` }
  if (month < 1 || month > 12) return { why: `there is no month ${month}` }
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate()
  if (day < 1 || day > last) {
    const name = new Intl.DateTimeFormat('en', { month: 'long', timeZone: 'UTC' }).format(
      Date.UTC(year, month - 1, 1),
    )
    return { why: `${name} ${year} has ${last} days` }
  }
  const two = (part: number) => String(part).padStart(2, '0')
  return `${year}-${two(month)}-${two(day)}`
}
