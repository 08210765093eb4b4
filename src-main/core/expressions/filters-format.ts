import { currencyOf, numberOf } from './comparing.ts'
import type { Filter, FilterUse } from './filters.ts'
import { graphemes } from './formats.ts'
import {
  type NumberLook,
  print,
  printDate,
  printList,
  printMoney,
  printNumber,
  printPercent,
} from './printing.ts'
import { bounded, type Datum, type Part, type Run, rowFault, templateFault } from './scope.ts'

const numeric = ['number', 'money', 'percent'] as const

/** What the words after a filter change in how a number is written. */
const looks: Record<string, Intl.NumberFormatOptions> = {
  signed: { signDisplay: 'exceptZero' },
  compact: { notation: 'compact', maximumFractionDigits: 1, minimumFractionDigits: 0 },
  plain: { useGrouping: false },
}
const moneyLooks: Record<string, Intl.NumberFormatOptions> = {
  ...looks,
  whole: { minimumFractionDigits: 0, maximumFractionDigits: 0 },
  auto: { trailingZeroDisplay: 'stripIfInteger' },
  narrow: { currencyDisplay: 'narrowSymbol' },
  code: { currencyDisplay: 'code' },
  name: { currencyDisplay: 'name' },
  bare: {},
}

/** The look that a filter's arguments ask for; words that it doesn't know go to `other`. */
function lookOf(
  filter: string,
  args: Part[],
  known: Record<string, Intl.NumberFormatOptions>,
  base: Intl.NumberFormatOptions,
  other: (word: string) => boolean = () => false,
): NumberLook {
  let options: Intl.NumberFormatOptions = { signDisplay: 'negative', ...base }
  for (const arg of args) {
    if (typeof arg.literal === 'number') {
      const digits = arg.literal
      if (!Number.isInteger(digits) || digits < 0 || digits > 10)
        throw templateFault(`${digits} isn't a number of decimals.`, 'Give a whole number from 0 to 10.')
      options = { ...options, minimumFractionDigits: digits, maximumFractionDigits: digits }
    } else if (typeof arg.literal === 'string' && Object.hasOwn(known, arg.literal)) {
      options = { ...options, ...known[arg.literal] }
    } else if (typeof arg.literal !== 'string' || !other(arg.literal)) {
      throw templateFault(
        `The filter "${filter}" doesn't know ${arg.label}.`,
        `It knows ${Object.keys(known).join(', ')} (in quotes) and a number of decimals.`,
      )
    }
  }
  return { key: JSON.stringify(options), options }
}

function numberIn(input: Datum, filter: string): number | null {
  if (input === null) return null
  const number = numberOf(input)
  if (number !== null) return number
  throw rowFault(
    `The filter "${filter}" was given something that isn't a number.`,
    'Give the variable or the list items a number type in the template.',
  )
}

const text = (apply: (input: Datum, run: Run) => Datum) => ({ apply, kind: 'text' as const })

const datePresets: Record<string, Intl.DateTimeFormatOptions> = {
  full: { dateStyle: 'full' },
  long: { dateStyle: 'long' },
  medium: { dateStyle: 'medium' },
  short: { dateStyle: 'short' },
  month: { month: 'long' },
  'month-year': { month: 'long', year: 'numeric' },
  'day-month': { day: 'numeric', month: 'long' },
  day: { day: 'numeric' },
  weekday: { weekday: 'long' },
  year: { year: 'numeric' },
}
/** What Intl.DateTimeFormat takes for the parts of a calendar day. */
const dateParts: Record<string, readonly string[]> = {
  weekday: ['long', 'short', 'narrow'],
  day: ['numeric', '2-digit'],
  month: ['numeric', '2-digit', 'long', 'short', 'narrow'],
  year: ['numeric', '2-digit'],
  era: ['long', 'short', 'narrow'],
}

function dateOptions({ args, named }: FilterUse): Intl.DateTimeFormatOptions | 'iso' {
  const preset = args[0]
  if (preset !== undefined && typeof preset.literal !== 'string')
    throw templateFault('How a date is written must be said in quotes.', 'For example: date: "long".')
  if (preset?.literal === 'iso') return 'iso'
  const known = preset === undefined ? {} : datePresets[preset.literal as string]
  if (known === undefined)
    throw templateFault(
      `The filter "date" doesn't know ${preset?.label}.`,
      `It knows ${[...Object.keys(datePresets), 'iso'].join(', ')}, and parts like month: "long", year: "numeric".`,
    )
  const parts: Record<string, string> = {}
  for (const [name, part] of Object.entries(named)) {
    const values = Object.hasOwn(dateParts, name) ? dateParts[name] : undefined
    if (values === undefined || typeof part.literal !== 'string' || !values.includes(part.literal))
      throw templateFault(
        `The filter "date" can't use ${name}: ${part.label}.`,
        values === undefined
          ? `The parts of a date are ${Object.keys(dateParts).join(', ')}.`
          : `${name} can be ${values.map((value) => `"${value}"`).join(', ')}.`,
      )
    parts[name] = part.literal
  }
  if (Object.keys(parts).length === 0)
    return { ...(preset === undefined ? { dateStyle: 'long' } : known), timeZone: 'UTC' }
  if ('dateStyle' in known)
    throw templateFault(
      `${preset?.label} can't be joined with parts of a date.`,
      'Name either a ready style or the parts: date: day: "numeric", month: "long".',
    )
  return { ...known, ...parts, timeZone: 'UTC' }
}

function dayIn(input: Datum): string | null {
  if (input === null) return null
  if (typeof input === 'object' && input.type === 'date') return input.day
  const given =
    typeof input === 'string' ? input : typeof input === 'object' && input.type === 'text' ? input.text : ''
  if (/^\d{4}-\d{2}-\d{2}$/.test(given)) return given
  throw rowFault('The filter "date" was given something that isn\'t a date.', 'Make the variable a date.')
}

/** Filters that say how a value is written. */
export const formatFilters: Record<string, Filter> = {
  money: {
    takes: ['money', 'number'],
    args: [0, 3],
    localised: true,
    build({ args }) {
      let fallback: string | null = null
      const bare = args.some((arg) => arg.literal === 'bare')
      const look = lookOf('money', args, moneyLooks, {}, (word) => {
        if (!/^[A-Z]{3}$/.test(word)) return false
        fallback = word
        return true
      })
      const bareLook: NumberLook = {
        key: `bare ${look.key}`,
        options: { minimumFractionDigits: 2, maximumFractionDigits: 2, ...look.options },
      }
      return text((input, run) => {
        const amount = numberIn(input, 'money')
        if (amount === null) return null
        if (bare) return printNumber(amount, run, bareLook)
        return printMoney(amount, currencyOf(input) ?? fallback, run, look)
      })
    },
  },
  number: {
    takes: numeric,
    args: [0, 3],
    localised: true,
    build({ args }) {
      const look = lookOf('number', args, looks, { maximumFractionDigits: 6 })
      return text((input, run) => {
        const number = numberIn(input, 'number')
        return number === null ? null : printNumber(number, run, look)
      })
    },
  },
  percent: {
    takes: ['percent', 'number'],
    args: [0, 3],
    localised: true,
    build({ args }) {
      const look = lookOf('percent', args, looks, { style: 'percent', maximumFractionDigits: 2 })
      return text((input, run) => {
        const percent = numberIn(input, 'percent')
        return percent === null ? null : printPercent(percent, run, look)
      })
    },
  },
  signed: {
    takes: numeric,
    args: [0, 3],
    localised: true,
    build({ args }) {
      const number = lookOf('signed', args, looks, { maximumFractionDigits: 6, ...looks.signed })
      const percent = lookOf('signed', args, looks, {
        style: 'percent',
        maximumFractionDigits: 2,
        ...looks.signed,
      })
      const money = lookOf('signed', args, moneyLooks, { ...looks.signed })
      return text((input, run) => {
        const amount = numberIn(input, 'signed')
        if (amount === null || input === null || typeof input !== 'object')
          return amount === null ? null : printNumber(amount, run, number)
        if (input.type === 'percent') return printPercent(amount, run, percent)
        if (input.type === 'money') return printMoney(amount, input.currency, run, money)
        return printNumber(amount, run, number)
      })
    },
  },
  date: {
    takes: ['date', 'text'],
    args: [0, 1],
    named: true,
    localised: true,
    build(use) {
      const options = dateOptions(use)
      const key = JSON.stringify(options)
      return text((input, run) => {
        const day = dayIn(input)
        return day === null || options === 'iso' ? day : printDate(day, run, key, options)
      })
    },
  },
  list: {
    takes: ['list'],
    args: [0, 1],
    localised: true,
    build({ args }) {
      const word = args[0] === undefined ? 'comma' : args[0].literal
      if (word !== 'comma' && word !== 'and' && word !== 'or')
        throw templateFault(`The filter "list" doesn't know ${args[0]?.label}.`, 'It knows "and" and "or".')
      return text((input, run) => (isList(input) ? bounded(printList(input.items, run, word)) : null))
    },
  },
  join: {
    takes: ['list'],
    args: [0, 1],
    localised: true,
    build({ args }) {
      const between = args[0]
      return text((input, run) => {
        if (!isList(input)) return null
        const separator = between === undefined ? ' ' : print(between.evaluate(run), run)
        return bounded(input.items.map((item) => print(item, run)).join(separator))
      })
    },
  },
  size: {
    takes: null,
    args: [0, 0],
    localised: false,
    build: () => ({
      kind: 'number',
      apply: (input, run) => {
        if (input === null) return 0
        return isList(input) ? input.items.length : graphemes(print(input, run)).length
      },
    }),
  },
}

function isList(input: Datum): input is Extract<Datum, { type: 'list' }> {
  return input !== null && typeof input === 'object' && input.type === 'list'
}
