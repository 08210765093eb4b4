import { describe, expect, it } from 'vitest'
import { readCell } from '../../../src-main/core/cell-values/read-cell.ts'
import fc from '../../helpers/at-random.ts'
import { variable } from './variables.ts'

const number = variable({ type: 'number' })
const money = variable({ type: 'money' })
const percent = variable({ type: 'percent' })

describe('a number can be read in one way only, whatever the locale', () => {
  const examples: [string, number][] = [
    ['5', 5],
    ['-5', -5],
    ['−5', -5],
    ['5-', -5],
    ['+5', 5],
    ['(5.00)', -5],
    ['0', 0],
    ['-0', 0],
    ['007', 7],
    ['1299', 1299],
    ['12.5', 12.5],
    ['12,5', 12.5],
    ['.5', 0.5],
    ['5.', 5],
    ['0.125', 0.125],
    ['0,125', 0.125],
    ['-0.125', -0.125],
    ['1234.567', 1234.567],
    ['1,299.00', 1299],
    ['1.299,00', 1299],
    ['1.299.000', 1299000],
    ['1,299,000', 1299000],
    ['1.234.567,891', 1234567.891],
    ['12,34,567.50', 1234567.5],
    ['1 299', 1299],
    ['1\u00a0299,5', 1299.5],
    ['1\u202f299\u202f000', 1299000],
    ["1'299.50", 1299.5],
    ['1’299’000.50', 1299000.5],
    ['١٢٩٩', 1299],
    ['١٬٢٩٩', 1299],
    ['١٬٢٩٩٫٥', 1299.5],
    ['۱۲٫۵', 12.5],
    ['१२३', 123],
    ['１２．５', 12.5],
    ['\u200f-5\u200f', -5],
    ['1.5e3', 1500],
    ['1,23E+05', 123000],
    ['$1,299.00', 1299],
    ['kr 1299', 1299],
    ['  42 ', 42],
  ]
  for (const locale of ['en-US', 'de-DE', 'fr-FR', 'ar-EG', undefined]) {
    it.each(examples)(`%j is %d (${locale ?? 'no locale'})`, (text, value) => {
      expect(readCell(text, number, locale)).toEqual({ ok: { type: 'number', number: value } })
    })
  }
})

describe('1.299 and 1,299 are decided by the locale', () => {
  it.each([
    ['1.299', 'en-US', 1.299],
    ['1.299', 'de-DE', 1299],
    ['1.299', 'es-ES', 1299],
    ['1.299', 'fr-FR', 1299],
    ['1.299', 'de-CH', 1.299],
    ['1.299', 'es-MX', 1.299],
    ['1,299', 'en-US', 1299],
    ['1,299', 'en-GB', 1299],
    ['1,299', 'de-DE', 1.299],
    ['1,299', 'fr-FR', 1.299],
    ['-1,299', 'en-US', -1299],
    ['(1.299)', 'de-DE', -1299],
  ])('%s in %s is %d', (text, locale, value) => {
    expect(readCell(text, number, locale)).toEqual({ ok: { type: 'number', number: value } })
  })

  it('without a locale it is read as in en-US, and a note says so', () => {
    expect(readCell('1.299', number)).toMatchObject({
      ok: { number: 1.299 },
      note: { rule: 'number.assumed', message: expect.stringContaining('1.299') },
    })
    expect(readCell('1,299', number)).toMatchObject({
      ok: { number: 1299 },
      note: { rule: 'number.assumed' },
    })
  })

  it('without a locale, money is grouped: no price has three decimals, unless its currency has', () => {
    expect(readCell('1.299 €', money)).toMatchObject({
      ok: { amount: 1299, currency: 'EUR' },
      note: { rule: 'number.assumed' },
    })
    expect(readCell('1.299 KWD', money)).toMatchObject({ ok: { amount: 1.299, currency: 'KWD' } })
    expect(readCell('1,299 €', money, 'de-DE')).toEqual({
      ok: { type: 'money', amount: 1.299, currency: 'EUR' },
    })
  })
})

describe('money is read as people write it', () => {
  it.each<[string, string | undefined, number, string | null]>([
    ['1.299,00 €', undefined, 1299, 'EUR'],
    ['$1,299', 'en-US', 1299, 'USD'],
    ['$1,299.00', undefined, 1299, 'USD'],
    ['€ 1 299,00', undefined, 1299, 'EUR'],
    ['1\u202f299,00\u00a0€', 'fr-FR', 1299, 'EUR'],
    ["CHF 1'299.50", undefined, 1299.5, 'CHF'],
    ["Fr. 1'299.50", 'de-CH', 1299.5, 'CHF'],
    ["1'299.-", 'de-CH', 1299, null],
    ['12,- €', 'de-DE', 12, 'EUR'],
    ['12,– €', 'de-DE', 12, 'EUR'],
    ['1 299:-', 'sv-SE', 1299, null],
    ['USD 1,299.00', undefined, 1299, 'USD'],
    ['1,299.00 usd', undefined, 1299, 'USD'],
    ['1.299 kr', 'da-DK', 1299, 'DKK'],
    ['1 299 kr', 'nb-NO', 1299, 'NOK'],
    ['1 299 kr', 'sv-SE', 1299, 'SEK'],
    ['kr. 1.299,50', 'da-DK', 1299.5, 'DKK'],
    ['-$5.00', undefined, -5, 'USD'],
    ['$-5.00', undefined, -5, 'USD'],
    ['($5.00)', undefined, -5, 'USD'],
    ['$(5.00)', undefined, -5, 'USD'],
    ['Rs.500', 'en-IN', 500, 'INR'],
    ['₹1,29,999', 'en-IN', 129999, 'INR'],
    ['R$ 1.299,90', 'pt-BR', 1299.9, 'BRL'],
    ['1299 zł', 'pl-PL', 1299, 'PLN'],
    ['£5', undefined, 5, 'GBP'],
    ['US$ 5', 'en-CA', 5, 'USD'],
    ['C$5', undefined, 5, 'CAD'],
    ['$5', 'en-CA', 5, 'CAD'],
    ['$5 AUD', undefined, 5, 'AUD'],
    ['¥500', 'zh-CN', 500, 'CNY'],
    ['¥500', 'ja-JP', 500, 'JPY'],
    ['500円', 'ja-JP', 500, 'JPY'],
    ['د.إ ٥٠', 'ar-AE', 50, 'AED'],
    ['١٬٢٩٩٫٠٠ ر.س', 'ar-SA', 1299, 'SAR'],
    ['129', undefined, 129, null],
  ])('%s (%s) is %d %s', (text, locale, amount, currency) => {
    expect(readCell(text, money, locale)).toMatchObject({ ok: { type: 'money', amount, currency } })
  })

  it('a sign that several countries use stands for the variable’s own currency, then the locale’s', () => {
    const canadian = variable({ type: 'money', currency: 'CAD' })
    expect(readCell('$5', canadian, 'en-US')).toEqual({ ok: { type: 'money', amount: 5, currency: 'CAD' } })
    expect(readCell('5', canadian)).toEqual({ ok: { type: 'money', amount: 5, currency: 'CAD' } })
    expect(readCell('5 €', canadian)).toEqual({ ok: { type: 'money', amount: 5, currency: 'EUR' } })
    expect(readCell('5 kr', money, 'de-DE')).toMatchObject({
      ok: { currency: 'SEK' },
      note: { rule: 'currency.assumed' },
    })
  })
})

describe('a percentage', () => {
  it.each([
    ['12,5 %', 12.5],
    ['12.5%', 12.5],
    ['%12', 12],
    ['-1.2 %', -1.2],
    ['٪٥', 5],
    ['0.125', 0.125],
    ['12.5', 12.5],
    ['3,5 Prozent', 3.5],
  ])('%s is %d %%', (text, value) => {
    expect(readCell(text, percent, 'en-US')).toEqual({ ok: { type: 'percent', percent: value } })
  })
})

describe('what is no number is told in words', () => {
  it.each<[string, Parameters<typeof readCell>[1], string]>([
    ['call us', money, 'money'],
    ['12 x 5', number, 'number'],
    ['12-11', number, 'number'],
    ['--5', number, 'number'],
    ['-(5)', number, 'number'],
    ['1,29,9', number, 'number'],
    ['1 29', number, 'number'],
    ['1.299,00.5', number, 'number'],
    ['1,299 000', number, 'number'],
    ['12 %', number, 'number'],
    ['12 kg', number, 'number'],
    ['5 ft', number, 'number'],
    ['5 all', money, 'money'],
    ['5 per box', money, 'money'],
    ['€5 $', money, 'money'],
    ['12.5 €', percent, 'percent'],
    ['4006381333931123456', number, 'number.digits'],
    ['12.5', variable({ type: 'number', whole: true }), 'number.whole'],
    ['-1', variable({ type: 'number', min: 0 }), 'number.min'],
    ['101', variable({ type: 'percent', max: 100 }), 'percent.max'],
    ['#N/A', number, 'spreadsheet-error'],
    ['#DIV/0!', variable({ type: 'text' }), 'spreadsheet-error'],
  ])('%s', (text, kind, rule) => {
    const found = readCell(text, kind, 'en-US')
    expect(found).toMatchObject({ problem: { rule } })
    if ('problem' in found) {
      expect(found.problem.message).toMatch(/^.+\.$/)
      expect(found.problem.whatToDo).toMatch(/^.+\.$/)
    }
  })
})

describe('what Intl writes is read back', () => {
  const locales = [
    'en-US',
    'de-DE',
    'fr-FR',
    'es-ES',
    'de-CH',
    'en-IN',
    'ar-EG',
    'sv-SE',
    'pt-BR',
    'fa-IR',
    'hi-IN-u-nu-deva',
  ]
  it.each(locales)('numbers and money of %s', (locale) => {
    const decimals = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 })
    const euros = new Intl.NumberFormat(locale, { style: 'currency', currency: 'EUR' })
    fc.assert(
      fc.property(fc.integer({ min: -(10 ** 11), max: 10 ** 11 }), (cents) => {
        const value = cents / 100
        expect(readCell(decimals.format(value), number, locale)).toEqual({
          ok: { type: 'number', number: value },
        })
        expect(readCell(euros.format(value), money, locale)).toEqual({
          ok: { type: 'money', amount: value, currency: 'EUR' },
        })
        expect(readCell(new Intl.NumberFormat(locale).format(cents), number, locale)).toEqual({
          ok: { type: 'number', number: cents },
        })
      }),
      { numRuns: 150 },
    )
  })
})
