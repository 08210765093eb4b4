import { describe, expect, it } from 'vitest'
import { readCell } from '../../../src-main/core/cell-values/read-cell.ts'
import fc from '../../helpers/at-random.ts'
import { variable } from './variables.ts'

const date = variable({ type: 'date' })

describe('a date that can be read in one way only', () => {
  it.each([
    '2026-11-21',
    '2026/11/21',
    '2026.11.21',
    '20261121',
    '2026-11-21T23:30:00Z',
    '2026-11-21T10:30',
    '2026-11-21 10:30:05.123+02:00',
    '21.11.2026',
    '21. 11. 2026',
    '21.11.26',
    '21.11.2026 10:30',
    '11/21/2026',
    '11/21/2026 10:30 PM',
    '21/11/2026',
    '21-11-2026',
    '21 Nov 2026',
    '21-Nov-2026',
    '21Nov2026',
    'Nov 21, 2026',
    'November 21, 2026',
    'November 21st, 2026',
    'Saturday, November 21, 2026',
    'Sat, 21 Nov 2026 10:30:00 GMT',
    '21st of November 2026',
    '21. November 2026',
    'Samstag, 21. November 2026',
    '21 de noviembre de 2026',
    '21 noviembre del 2026',
    '21 novembre 2026',
    'samedi 21 novembre 2026',
    '٢١ نوفمبر ٢٠٢٦',
    '21 نوفمبر، 2026',
    '21 تشرين الثاني 2026',
    '21 ноября 2026 г.',
    '21 listopada 2026',
    '2026 Nov 21',
    '2026年11月21日',
    '2026년 11월 21일',
    '2026. 11. 21.',
    '٢٠٢٦-١١-٢١',
  ])('%s is the 21st of November', (text) => {
    for (const locale of ['en-US', 'de-DE', 'ar-EG', undefined]) {
      expect(readCell(text, date, locale)).toEqual({ ok: { type: 'date', day: '2026-11-21' } })
    }
  })

  it.each([
    ['1er janvier 2026', '2026-01-01'],
    ['3 août 2026', '2026-08-03'],
    ['5 fevrier 2026', '2026-02-05'],
    ['1. März 2026', '2026-03-01'],
    ['1. Jänner 2026', '2026-01-01'],
    ['4 sept. 2026', '2026-09-04'],
    ['29/02/2024', '2024-02-29'],
    ['31.12.99', '1999-12-31'],
    ['07/07/2026', '2026-07-07'],
  ])('%s is %s', (text, day) => {
    expect(readCell(text, date)).toEqual({ ok: { type: 'date', day } })
  })
})

describe('03/04/2026 is decided by the locale', () => {
  it.each([
    ['en-US', '2026-03-04'],
    ['en-GB', '2026-04-03'],
    ['fr-FR', '2026-04-03'],
    ['ar-EG', '2026-04-03'],
    ['sv-SE', '2026-04-03'],
  ])('in %s', (locale, day) => {
    expect(readCell('03/04/2026', date, locale)).toEqual({ ok: { type: 'date', day } })
  })
  it('without a locale it is read as in en-US, and a note says so', () => {
    expect(readCell('03/04/2026', date)).toMatchObject({
      ok: { day: '2026-03-04' },
      note: { rule: 'date.assumed' },
    })
  })
})

describe('what is no day is refused', () => {
  it.each([
    ['31.02.2026', 'date.impossible', 'February 2026 has 28 days'],
    ['29/02/2026', 'date.impossible', 'February 2026 has 28 days'],
    ['2026-13-01', 'date.impossible', 'there is no month 13'],
    ['11.21.2026', 'date.impossible', 'there is no month 21'],
    ['31 November 2026', 'date.impossible', 'November 2026 has 30 days'],
    ['0 May 2026', 'date.impossible', 'May 2026 has 31 days'],
    ['00/00/0000', 'date.impossible', 'there is no year 0'],
    ['26-11-21', 'date', 'is not a date'],
    ['November 2026', 'date', 'is not a date'],
    ['next Tuesday', 'date', 'is not a date'],
    ['45982', 'date', 'is not a date'],
    ['21 Brumaire 2026', 'date', 'is not a date'],
  ])('%s', (text, rule, why) => {
    expect(readCell(text, date)).toMatchObject({ problem: { rule, message: expect.stringContaining(why) } })
  })

  it('a day outside the variable’s limits', () => {
    const limited = variable({ type: 'date', from: '2026-01-01', to: '2026-12-31' })
    expect(readCell('31.12.2025', limited)).toMatchObject({ problem: { rule: 'date.from' } })
    expect(readCell('2027-01-01', limited)).toMatchObject({ problem: { rule: 'date.to' } })
    expect(readCell('2026-01-01', limited)).toMatchObject({ ok: { day: '2026-01-01' } })
  })
})

describe('what Intl writes is read back', () => {
  const languages = [
    'en-US',
    'en-GB',
    'es-ES',
    'fr-FR',
    'de-DE',
    'ar-EG',
    'ar-SY',
    'it-IT',
    'pl-PL',
    'ru-RU',
    'sv-SE',
    'ja-JP',
    'zh-CN',
    'zh-TW',
    'ko-KR',
    'hi-IN',
    'pt-BR',
    'cs-CZ',
    'he-IL',
  ]
  it.each(languages)('dates of %s, short, long and with the weekday', (locale) => {
    const gregorian = new Intl.Locale(locale, { calendar: 'gregory' }).toString()
    const styles = (['medium', 'long', 'full'] as const).map(
      (dateStyle) => new Intl.DateTimeFormat(gregorian, { dateStyle, timeZone: 'UTC' }),
    )
    const digits = new Intl.DateTimeFormat(gregorian, {
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      timeZone: 'UTC',
    })
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40_000 }), (days) => {
        const at = Date.UTC(1970, 0, 1) + days * 86_400_000
        const day = new Date(at).toISOString().slice(0, 10)
        for (const format of [digits, ...styles]) {
          expect(readCell(format.format(at), date, locale), format.format(at)).toEqual({
            ok: { type: 'date', day },
          })
        }
      }),
      { numRuns: 60 },
    )
  })
})
