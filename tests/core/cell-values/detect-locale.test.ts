import { describe, expect, it } from 'vitest'
import { detectLocale } from '../../../src-main/core/cell-values/detect-locale.ts'
import { readCell } from '../../../src-main/core/cell-values/read-cell.ts'
import { variable } from './variables.ts'

const money = variable({ type: 'money' })
const number = variable({ type: 'number' })
const date = variable({ type: 'date' })

function amounts(cells: string[], declared?: string) {
  const { locale } = detectLocale(cells, money, declared)
  return cells.map((cell) => {
    const found = readCell(cell, money, locale)
    return 'ok' in found && found.ok?.type === 'money' ? found.ok.amount : found
  })
}

describe('a column tells how its numbers are written', () => {
  it('one clear cell settles the unclear ones', () => {
    expect(amounts(['1.299', '49,90', '2.499'])).toEqual([1299, 49.9, 2499])
    expect(amounts(['1.299', '49.90', '2.499'])).toEqual([1.299, 49.9, 2.499])
    expect(amounts(['1,299', '1,299.50'])).toEqual([1299, 1299.5])
    expect(amounts(['1.299', '1.299.000'])).toEqual([1299, 1299000])
    expect(detectLocale(['1.299', '49,90'], money)).toMatchObject({
      sure: 'certain',
      evidence: { comma: 1, point: 0, unclear: 1 },
    })
  })
  it('a declared locale decides the unclear ones, whatever else is in the column', () => {
    expect(amounts(['1.299', '49.90'], 'de-DE')).toEqual([1299, 49.9])
    expect(detectLocale(['1.299'], money, 'de-DE')).toMatchObject({ sure: 'declared' })
  })
  it('no evidence is told as an assumption, contradiction as a conflict', () => {
    expect(detectLocale(['1.299'], number)).toMatchObject({ sure: 'assumed' })
    expect(detectLocale(['1.299', '5,5', '5.5'], number)).toMatchObject({ sure: 'conflict' })
    expect(detectLocale(['12', null, 'abc'], number)).toMatchObject({ sure: 'none' })
    const { locale } = detectLocale(['1.299', '5,5', '5.5'], number)
    expect(readCell('1.299', number, locale)).toMatchObject({ note: { rule: 'number.assumed' } })
  })
  it('the items of a list count as well', () => {
    expect(detectLocale(['1.299|49,90'], variable({ type: 'list', items: 'number' }))).toMatchObject({
      sure: 'certain',
    })
  })
})

describe('a column tells how its dates are written', () => {
  it('one day past the twelfth settles the others', () => {
    const { locale, sure } = detectLocale(['03/04/2026', '21/11/2026'], date)
    expect(sure).toBe('certain')
    expect(readCell('03/04/2026', date, locale)).toEqual({ ok: { type: 'date', day: '2026-04-03' } })
    const american = detectLocale(['03/04/2026', '11/21/2026'], date).locale
    expect(readCell('03/04/2026', date, american)).toEqual({ ok: { type: 'date', day: '2026-03-04' } })
  })
  it('points speak for the day first', () => {
    expect(detectLocale(['03/04/2026', '03.04.2026'], date)).toMatchObject({
      sure: 'certain',
      locale: { dateOrder: 'dmy' },
    })
  })
})

it('a locale that doesn’t exist is refused', () => {
  expect(() => detectLocale([], money, 'not a locale')).toThrow(RangeError)
})
