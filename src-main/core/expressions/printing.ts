import type { Value } from '../../../src-shared/data/values.ts'
import { writtenRightToLeft } from './bidi.ts'
import { dateFormat, exact, exactHundredth, listFormat, numberFormat } from './formats.ts'
import type { Datum, Run } from './scope.ts'

export type NumberLook = { key: string; options: Intl.NumberFormatOptions }

/** No "-0": a sign only where the rounded number has one. */
const sign = { signDisplay: 'negative' } as const
const plainNumber: NumberLook = { key: 'number', options: { maximumFractionDigits: 6, ...sign } }
const plainPercent: NumberLook = {
  key: 'percent',
  options: { style: 'percent', maximumFractionDigits: 2, ...sign },
}
const plainMoney: NumberLook = { key: 'money', options: sign }
const longDate = { dateStyle: 'long', timeZone: 'UTC' } as const

export function printNumber(number: number, run: Run, look: NumberLook = plainNumber): string {
  return numberFormat(run.scope.locale, look.key, look.options).format(exact(number))
}

/** `percent` as in the data: 12.5 stands for 12.5 %. */
export function printPercent(percent: number, run: Run, look: NumberLook = plainPercent): string {
  return numberFormat(run.scope.locale, look.key, look.options).format(exactHundredth(percent))
}

export function printMoney(
  amount: number,
  currency: string | null,
  run: Run,
  look: NumberLook = plainMoney,
): string {
  const code = currency ?? run.scope.currency
  const { locale } = run.scope
  if (code === null) {
    // Two decimals, unless the amount is a whole one: nothing says how many its currency has.
    const digits = Number.isInteger(amount) ? 0 : 2
    return numberFormat(locale, `bare ${digits} ${look.key}`, {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
      ...withoutCurrency(look.options),
    }).format(exact(amount))
  }
  const text = numberFormat(locale, `${code} ${look.key}`, {
    style: 'currency',
    currency: code,
    ...look.options,
  }).format(exact(amount))
  // "US$" in right-to-left text: without a mark behind it the sign would jump before the letters.
  return writtenRightToLeft(locale) ? text.replace(/[A-Za-z]\p{Sc}/u, '$&\u200e') : text
}

function withoutCurrency({ currencyDisplay: _display, style: _style, ...rest }: Intl.NumberFormatOptions) {
  return rest
}

export function printDate(
  day: string,
  run: Run,
  key = 'long',
  options: Intl.DateTimeFormatOptions = longDate,
): string {
  const date = new Date(`${day}T00:00:00Z`)
  return Number.isNaN(date.getTime()) ? day : dateFormat(run.scope.locale, key, options).format(date)
}

/** Items with commas; with "and" or "or" before the last one, in the language's words. */
export function printList(items: Value[], run: Run, last: 'comma' | 'and' | 'or'): string {
  const { locale } = run.scope
  const printed = items.map((item) => print(item, run))
  if (last === 'comma') return printed.join(commaOf(locale))
  const type = last === 'and' ? 'conjunction' : 'disjunction'
  return listFormat(locale, type, { type }).format(printed)
}

/** Intl has no plain list: what it calls a unit list has an "and" in some languages and nothing at all in others. */
function commaOf(locale: string): string {
  if (/^(?:ja|zh|yue)\b/.test(locale)) return '、'
  return /^(?:ar|fa|ur|ps|sd|ug|ckb)\b/.test(locale) ? '، ' : ', '
}

/** What stands in the text when no filter says otherwise. Nothing prints nothing. */
export function print(datum: Datum, run: Run): string {
  if (typeof datum === 'string') return datum
  if (datum === null) return ''
  if (typeof datum === 'number') return printNumber(datum, run)
  if (typeof datum === 'boolean') return String(datum)
  switch (datum.type) {
    case 'text':
      return datum.text
    case 'number':
      return printNumber(datum.number, run)
    case 'money':
      return printMoney(datum.amount, datum.currency, run)
    case 'percent':
      return printPercent(datum.percent, run)
    case 'date':
      return printDate(datum.day, run)
    case 'boolean':
      return String(datum.yes)
    case 'colour':
      return datum.hex
    case 'image':
    case 'video':
    case 'audio':
      return datum.source
    case 'url':
      return datum.href
    case 'one-of':
      return datum.choice
    case 'list':
      return printList(datum.items, run, 'comma')
  }
}
