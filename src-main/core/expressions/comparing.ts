import { collator } from './formats.ts'
import { print } from './printing.ts'
import { type Datum, type Kind, type Part, type Run, rowFault, templateFault } from './scope.ts'

export type Comparison = '==' | '!=' | '<' | '>' | '<=' | '>='

/** The number behind a number, an amount of money or a percentage; null when there is none. */
export function numberOf(datum: Datum): number | null {
  if (typeof datum === 'number') return datum
  if (datum === null || typeof datum !== 'object') return null
  if (datum.type === 'number') return datum.number
  if (datum.type === 'money') return datum.amount
  return datum.type === 'percent' ? datum.percent : null
}

/** Empty: nothing there, only white space, a list without items. */
export function isBlank(datum: Datum): boolean {
  if (datum === null || datum === false) return true
  if (typeof datum === 'string') return datum.trim() === ''
  if (typeof datum !== 'object') return false
  if (datum.type === 'text') return datum.text.trim() === ''
  if (datum.type === 'list') return datum.items.length === 0
  return datum.type === 'boolean' && !datum.yes
}

/** What a condition makes of a value that stands alone: there, and not "no". The number 0 is there. */
export function isTrue(datum: Datum): boolean {
  return !isBlank(datum)
}

function isBoolean(datum: Datum): boolean | null {
  if (typeof datum === 'boolean') return datum
  return datum !== null && typeof datum === 'object' && datum.type === 'boolean' ? datum.yes : null
}

export function compare(operator: Comparison, left: Datum, right: Datum, run: Run): boolean {
  if (operator === '==') return equal(left, right, run)
  if (operator === '!=') return !equal(left, right, run)
  if (left === null || right === null) return false
  const order = orderOf(left, right, run)
  if (order === null) return false
  if (operator === '<') return order < 0
  if (operator === '>') return order > 0
  return operator === '<=' ? order <= 0 : order >= 0
}

function equal(left: Datum, right: Datum, run: Run): boolean {
  if (left === null || right === null) return left === right
  const [a, b] = [isBoolean(left), isBoolean(right)]
  if (a !== null || b !== null) return a === b
  const [x, y] = [numberOf(left), numberOf(right)]
  if (x !== null || y !== null) return x === y && sameCurrency(left, right)
  const day = dayOf(left) ?? dayOf(right)
  if (day !== null) return plainText(left, run) === plainText(right, run)
  return print(left, run) === print(right, run)
}

function orderOf(left: Datum, right: Datum, run: Run): number | null {
  const [x, y] = [numberOf(left), numberOf(right)]
  if (x !== null && y !== null) {
    if (sameCurrency(left, right)) return x - y
    throw rowFault(
      `A condition compares ${currencyOf(left)} with ${currencyOf(right)}.`,
      'Give both amounts in one currency.',
    )
  }
  if (x !== null || y !== null) return null
  const [a, b] = [plainText(left, run), plainText(right, run)]
  if (dayOf(left) !== null || dayOf(right) !== null) return a < b ? -1 : a > b ? 1 : 0
  return collator(run.scope.locale, 'order', {}).compare(a, b)
}

export function currencyOf(datum: Datum): string | null {
  return datum !== null && typeof datum === 'object' && datum.type === 'money' ? datum.currency : null
}

export function sameCurrency(left: Datum, right: Datum): boolean {
  const [a, b] = [currencyOf(left), currencyOf(right)]
  return a === null || b === null || a === b
}

function dayOf(datum: Datum): string | null {
  return datum !== null && typeof datum === 'object' && datum.type === 'date' ? datum.day : null
}

function plainText(datum: Datum, run: Run): string {
  return dayOf(datum) ?? print(datum, run)
}

/** Whether a list has an item, or a text a part. Exact: upper and lower case differ. */
export function contains(whole: Datum, part: Datum, run: Run): boolean {
  if (whole === null || part === null) return false
  if (typeof whole === 'object' && whole.type === 'list')
    return whole.items.some((item) => equal(item, part, run))
  return print(whole, run).includes(print(part, run))
}

const families: Record<Kind, string> = {
  text: 'text',
  file: 'text',
  number: 'number',
  money: 'number',
  percent: 'number',
  date: 'date',
  boolean: 'boolean',
  list: 'list',
  nothing: 'any',
  any: 'any',
}

export const kindNames: Record<Kind, string> = {
  text: 'text',
  file: 'a file',
  number: 'a number',
  money: 'an amount of money',
  percent: 'a percentage',
  date: 'a date',
  boolean: 'yes or no',
  list: 'a list',
  nothing: 'nothing',
  any: 'any value',
}

/** Refuses comparisons that no row can ever make true. */
export function checkComparison(left: Part, right: Part): void {
  checkSide(left, right)
  checkSide(right, left)
  const [a, b] = [families[left.kind], families[right.kind]]
  if (a === 'any' || b === 'any' || a === b) return
  const dateText = a === 'date' ? right : b === 'date' ? left : null
  if (typeof dateText?.literal === 'string') return
  const number = typeof left.literal === 'number' ? left : typeof right.literal === 'number' ? right : null
  throw templateFault(
    `${left.label} is ${kindNames[left.kind]} and ${right.label} is ${kindNames[right.kind]}: they can't be compared.`,
    number !== null && (a === 'text' || b === 'text')
      ? `Put the number in quotes, or make the variable a number.`
      : 'Compare values of one type; != blank asks whether there is a value at all.',
  )
}

function checkSide(one: Part, other: Part): void {
  if (typeof other.literal !== 'string') return
  if (one.kind === 'date' && !/^\d{4}-\d{2}-\d{2}$/.test(other.literal))
    throw templateFault(
      `"${other.literal}" is compared with the date ${one.label}, but isn't written as a date.`,
      'Write dates in conditions as year-month-day: "2026-12-24".',
    )
  if (one.choices !== undefined && !one.choices.includes(other.literal))
    throw templateFault(
      `${one.label} can never be "${other.literal}".`,
      `Its choices are ${one.choices.map((choice) => `"${choice}"`).join(', ')}.`,
    )
}
