import { afterEach, describe, expect, test } from 'vitest'
import {
  dayOf,
  momentHint,
  onDay,
  readMoment,
  weekdays,
  weeksOf,
  writtenMoment,
} from '../../src-renderer/view-math/moments.ts'
import { speakNumbers } from '../../src-renderer/view-math/numbers.ts'

const letters = { day: 'd', month: 'm', year: 'y', hour: 'h', minute: 'm' }
afterEach(() => speakNumbers('en'))

describe.each([
  ['en', '22/11/2026, 08:05', 'dd/mm/yyyy, hh:mm', 'Mo'],
  ['de', '22.11.2026, 08:05', 'dd.mm.yyyy, hh:mm', 'Mo'],
])('a field of a day and time in a window that speaks %s', (language, written, hint, monday) => {
  const value = '2026-11-22T08:05'

  test('is written and read as that language does it', () => {
    speakNumbers(language)
    expect(writtenMoment(value, 'moment')).toBe(written)
    expect(readMoment(written, 'moment')).toBe(value)
    expect(momentHint('moment', letters)).toBe(hint)
    expect(writtenMoment('2026-11-02', 'day')).toBe(written.slice(0, 10).replace('22', '02'))
    expect(weekdays()[0]!.short).toBe(monday)
  })

  test('takes short ways of writing it, and that of computers', () => {
    speakNumbers(language)
    for (const typed of ['22.11.26 8:05', '22/11/2026 8:05', '2026-11-22 08:05', '2026-11-22T08:05'])
      expect(readMoment(typed, 'moment'), typed).toBe(value)
    expect(readMoment('1.2.2027', 'day')).toBe('2027-02-01')
  })

  test('refuses what is no day or no time', () => {
    speakNumbers(language)
    for (const typed of [
      '31.2.2026 8:00',
      '22.11.2026',
      '22.13.2026 8:00',
      '22.11.2026 24:00',
      'tomorrow',
      '',
    ])
      expect(readMoment(typed, 'moment'), typed).toBeNull()
  })
})

test('another day of the calendar keeps the time; the weeks of a month begin on Monday and hold all of it', () => {
  expect(onDay('2026-11-22T21:30', new Date(2027, 0, 5), 'moment')).toBe('2027-01-05T21:30')
  expect(onDay('', new Date(2027, 0, 5), 'moment')).toBe('2027-01-05T08:00')
  expect(dayOf('2026-11-22T21:30')).toEqual(new Date(2026, 10, 22))
  const weeks = weeksOf(2026, 10)
  expect(weeks.every(([first]) => first!.getDay() === 1)).toBe(true)
  const days = weeks.flat().filter((day) => day.getMonth() === 10)
  expect(days.map((day) => day.getDate())).toEqual(Array.from({ length: 30 }, (_none, at) => at + 1))
})
