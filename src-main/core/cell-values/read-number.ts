import type { Value } from '../../../src-shared/data/values.ts'
import type { Variable } from '../../../src-shared/data/variables.ts'
import type { CellLocale } from './cell-locale.ts'
import { type CellNote, type CellProblem, problem } from './cell-problems.ts'
import { folded, quoted } from './characters.ts'
import { chooseCurrency, currenciesOf, hasFewDecimals } from './currencies.ts'
import { type NumberText, readNumberText } from './number-text.ts'

type Of<T extends Variable['type']> = Extract<Variable, { type: T }>
type Reading = { ok: Value; note?: CellNote } | { problem: CellProblem }
type Settled = { value: number; note?: CellNote }

const percentWords = new Set([
  '%',
  'percent',
  'per cent',
  'pct',
  'prozent',
  'por ciento',
  'pour cent',
  'بالمائة',
  'في المائة',
])

/** `1.299,00`, `12,5`, `-5`, `(5.00)`, `1.5E+3`; a sign of money beside it is passed over. */
export function readNumberCell(text: string, variable: Of<'number'>, locale: CellLocale): Reading {
  const found = readNumberText(text)
  if (found.is !== 'number' && found.is !== 'either') return notRead('number', 'number', text, found)
  // "$1,299" is a number to most; "5 ft" is not, though ft is money in Hungary.
  if (
    around(found).some(
      (word) =>
        !/^(\p{Sc}|[A-Z]{3}|kr\.?|zł|Kč|lei|Fr\.|euros?|dollars?)$/u.test(word) ||
        currenciesOf(word) === null,
    )
  ) {
    if (around(found).some(isPercent)) {
      return problem(
        'number',
        `${quoted(text)} is a percentage, not a number.`,
        'Take out the percent sign, or use the type percent.',
      )
    }
    return strangeWord('number', 'number', text, found)
  }
  const settled = settle(found, locale, false)
  if (variable.whole && !Number.isInteger(settled.value)) {
    return problem(
      'number.whole',
      `${quoted(text)} is not a whole number.`,
      'Write a number without decimals.',
    )
  }
  return (
    limited('number', settled.value, variable, text) ?? {
      ok: { type: 'number', number: settled.value },
      ...noteOf(settled),
    }
  )
}

/** `$1,299`, `1.299,00 €`, `CHF 1'299.50`, `1299`. */
export function readMoneyCell(text: string, variable: Of<'money'>, locale: CellLocale): Reading {
  const found = readNumberText(text)
  if (found.is !== 'number' && found.is !== 'either') return notRead('money', 'amount of money', text, found)
  let candidates: string[] | null = null
  for (const word of around(found)) {
    const these = currenciesOf(word)
    if (these === null) return strangeWord('money', 'amount of money', text, found)
    // "$5 CAD" and "US$ 5 USD": both have to agree.
    const both: string[] = candidates === null ? these : candidates.filter((code) => these.includes(code))
    if (both.length === 0) {
      return problem('money', `${quoted(text)} names two currencies.`, 'Leave one of them.')
    }
    candidates = both
  }
  const chosen = candidates === null ? null : chooseCurrency(candidates, variable.currency, locale.tag)
  const currency = chosen?.currency ?? variable.currency ?? null
  const settled = settle(found, locale, hasFewDecimals(currency))
  const note: CellNote | undefined =
    settled.note ??
    (chosen?.sure === false
      ? { rule: 'currency.assumed', message: `The sign of ${quoted(text)} was taken for ${chosen.currency}.` }
      : undefined)
  return (
    limited('money', settled.value, variable, text) ?? {
      ok: { type: 'money', amount: settled.value, currency },
      ...(note && { note }),
    }
  )
}

/** `12,5 %`, `12.5`: with or without its sign, 12.5 stands for 12.5 %. */
export function readPercentCell(text: string, variable: Of<'percent'>, locale: CellLocale): Reading {
  const found = readNumberText(text)
  if (found.is !== 'number' && found.is !== 'either') return notRead('percent', 'percentage', text, found)
  const words = around(found)
  if (words.length > 1 || words.some((word) => !isPercent(word)))
    return strangeWord('percent', 'percentage', text, found)
  const settled = settle(found, locale, false)
  return (
    limited('percent', settled.value, variable, text) ?? {
      ok: { type: 'percent', percent: settled.value },
      ...noteOf(settled),
    }
  )
}

function around(found: { before: string; after: string }) {
  return [found.before, found.after].filter((word) => word !== '')
}

function isPercent(word: string) {
  return percentWords.has(folded(word))
}

function noteOf({ note }: Settled) {
  return note && { note }
}

/** Decides what `1.299` means. Without a locale or evidence, money of few decimals is grouped, all else is as in en-US. */
function settle(
  found: Extract<NumberText, { is: 'number' | 'either' }>,
  locale: CellLocale,
  fewDecimals: boolean,
): Settled {
  if (found.is === 'number') return { value: found.value }
  if (locale.decimalBasis !== 'assumed') {
    return { value: found.mark === locale.decimal ? found.decimal : found.grouped }
  }
  const grouped = fewDecimals || found.mark === ','
  const value = grouped ? found.grouped : found.decimal
  const source = String(found.decimal).replace('.', found.mark)
  return {
    value,
    note: {
      rule: 'number.assumed',
      message: `"${source}" was read as ${value}, but could also mean ${grouped ? found.decimal : found.grouped}. Name the table’s locale (like de-DE or en-US) to be sure.`,
    },
  }
}

function limited(
  rule: 'number' | 'money' | 'percent',
  value: number,
  { min, max }: { min?: number | undefined; max?: number | undefined },
  text: string,
) {
  if (min !== undefined && value < min) {
    return problem(`${rule}.min`, `${quoted(text)} is less than ${min}.`, `Write ${min} or more.`)
  }
  if (max !== undefined && value > max) {
    return problem(`${rule}.max`, `${quoted(text)} is more than ${max}.`, `Write ${max} or less.`)
  }
  return null
}

const examples = {
  number: 'Write digits only, like 1299.5 or 1.299,5.',
  money: 'Write an amount like 1299.00, $1,299.00 or 1.299,00 €.',
  percent: 'Write a number like 12.5 or 12,5 %.',
}

function notRead(rule: keyof typeof examples, thing: string, text: string, found: NumberText) {
  if (found.is === 'grouping') {
    return problem(
      rule,
      `The points, commas or spaces in ${quoted(text)} don’t make groups of thousands.`,
      examples[rule],
    )
  }
  if (found.is === 'too-many-digits') {
    return problem(
      `${rule}.digits`,
      `${quoted(text)} has more digits than a number can keep.`,
      'For codes and article numbers, use the type text.',
    )
  }
  return problem(
    rule,
    `${quoted(text)} is not ${thing.startsWith('a') ? 'an' : 'a'} ${thing}.`,
    examples[rule],
  )
}

function strangeWord(
  rule: keyof typeof examples,
  thing: string,
  text: string,
  found: { before: string; after: string },
) {
  const strange =
    around(found).find((word) => currenciesOf(word) === null && !isPercent(word)) ?? around(found)[0]!
  return problem(
    rule,
    `${quoted(strange)} in ${quoted(text)} doesn’t belong to ${thing.startsWith('a') ? 'an' : 'a'} ${thing}.`,
    examples[rule],
  )
}
