import { currencyOf, kindNames, numberOf, sameCurrency } from './comparing.ts'
import type { Filter } from './filters.ts'
import { type Datum, type Kind, type Part, rowFault, templateFault } from './scope.ts'

type Amount = { kind: 'number' | 'money' | 'percent'; number: number; currency: string | null }
type AmountKind = Amount['kind']

const numeric = ['number', 'money', 'percent'] as const
const isAmount = (kind: Kind): kind is AmountKind => (numeric as readonly Kind[]).includes(kind)

function amountOf(datum: Datum, filter: string): Amount | null {
  if (datum === null) return null
  const number = numberOf(datum)
  if (number === null)
    throw rowFault(
      `The filter "${filter}" was given something that isn't a number.`,
      'Give the variable or the list items a number type in the template.',
    )
  const kind =
    typeof datum === 'object' && (datum.type === 'money' || datum.type === 'percent') ? datum.type : 'number'
  return { kind, number, currency: currencyOf(datum) }
}

/** Without the dust of binary fractions: 0.1 + 0.2 is 0.3. */
function tidy(number: number): number {
  return Number(number.toPrecision(14))
}

function datum(kind: AmountKind, number: number, currency: string | null): Datum {
  if (!Number.isFinite(number))
    throw rowFault(
      'A calculation has no result that is a number.',
      'Look for a division by zero in the values.',
    )
  const tidied = tidy(number)
  if (kind === 'money') return { type: 'money', amount: tidied, currency }
  return kind === 'percent' ? { type: 'percent', percent: tidied } : { type: 'number', number: tidied }
}

/** A percentage as a factor: 12.5 % of something is 0.125 of it. */
const factor = ({ kind, number }: Amount) => (kind === 'percent' ? number / 100 : number)

type Operation = {
  /** What comes out, or null when the two can't be combined. */
  kind(left: AmountKind, right: AmountKind): AmountKind | null
  apply(left: Amount, right: Amount): number
  refusal: string
}

const addition = (apply: (a: number, b: number) => number): Operation => ({
  kind: (left, right) =>
    right === left || right === 'number' ? left : left === 'number' && right === 'money' ? 'money' : null,
  apply: (left, right) => apply(left.number, right.number),
  refusal: 'A share of an amount is taken with times: {{ price | times: discount }}.',
})

const operations: Record<string, Operation> = {
  plus: addition((a, b) => a + b),
  minus: addition((a, b) => a - b),
  at_least: addition(Math.max),
  at_most: addition(Math.min),
  times: {
    kind: (left, right) =>
      left === 'money' || right === 'money'
        ? left === right
          ? null
          : 'money'
        : left === 'percent' && right === 'number'
          ? 'percent'
          : left,
    apply: (left, right) => {
      if (left.kind === 'percent' && right.kind === 'money') return factor(left) * right.number
      return left.number * factor(right)
    },
    refusal: 'Multiply money by a number or a percentage.',
  },
  divided_by: {
    kind: (left, right) => {
      if (left === right) return 'number'
      return right === 'money' ? null : left
    },
    apply: (left, right) => {
      const by = left.kind === right.kind ? right.number : factor(right)
      if (by === 0)
        throw rowFault('An expression divides by zero.', 'Ask first: {% if amount > 0 %} ... {% endif %}.')
      return left.number / by
    },
    refusal: 'Only money can be divided by money.',
  },
  modulo: {
    kind: (left, right) => (right === left || right === 'number' ? left : null),
    apply: (left, right) => {
      if (right.number === 0)
        throw rowFault('An expression divides by zero.', 'Ask first: {% if amount > 0 %} ... {% endif %}.')
      return ((left.number % right.number) + right.number) % right.number
    },
    refusal: 'Take the remainder of values of one type.',
  },
}

function binary(name: string, operation: Operation): Filter {
  return {
    takes: numeric,
    args: [1, 1],
    localised: false,
    build({ input, args }) {
      const right = args[0] as Part
      if (!isAmount(right.kind) && right.kind !== 'any' && right.kind !== 'nothing')
        throw templateFault(
          `The filter "${name}" can't use ${right.label}, which is ${kindNames[right.kind]}.`,
          'Give it a number, an amount of money or a percentage.',
        )
      let kind: Kind = 'any'
      if (isAmount(input.kind) && isAmount(right.kind)) {
        const found = operation.kind(input.kind, right.kind)
        if (found === null)
          throw templateFault(
            `The filter "${name}" can't combine ${kindNames[input.kind]} with ${kindNames[right.kind]}.`,
            operation.refusal,
          )
        kind = found
      }
      return {
        kind,
        apply(value, run) {
          const left = amountOf(value, name)
          const other = right.evaluate(run)
          const by = amountOf(other, name)
          if (left === null || by === null) return null
          const result = operation.kind(left.kind, by.kind)
          if (result === null)
            throw rowFault(`The filter "${name}" can't combine these two values.`, operation.refusal)
          if (!sameCurrency(value, other))
            throw rowFault(
              `The filter "${name}" combines ${left.currency} with ${by.currency}.`,
              'Give both amounts in one currency.',
            )
          return datum(result, operation.apply(left, by), left.currency ?? by.currency)
        },
      }
    },
  }
}

function unary(name: string, most: number, change: (number: number, digits: number) => number): Filter {
  return {
    takes: numeric,
    args: [0, most],
    localised: false,
    build({ input, args: [digits] }) {
      const given = digits?.literal ?? 0
      if (typeof given !== 'number' || !Number.isInteger(given) || given < 0 || given > 10)
        throw templateFault(`The filter "${name}" needs a number of decimals.`, `For example: ${name}: 2.`)
      return {
        kind: input.kind,
        apply(value) {
          const amount = amountOf(value, name)
          return amount === null ? null : datum(amount.kind, change(amount.number, given), amount.currency)
        },
      }
    },
  }
}

/** Moves the point in the number as it is written, so that 1.005 rounds to 1.01. */
function shifted(number: number, digits: number): number {
  const [mantissa, exponent = '0'] = String(number).split('e')
  return Number(`${mantissa}e${Number(exponent) + digits}`)
}

/** Filters that calculate. The result keeps its type: half of a price is a price. */
export const arithmeticFilters: Record<string, Filter> = {
  ...Object.fromEntries(
    Object.entries(operations).map(([name, operation]) => [name, binary(name, operation)]),
  ),
  round: unary('round', 1, (number, digits) => {
    const moved = shifted(Math.abs(number), digits)
    return Math.sign(number) * shifted(Math.round(moved), -digits)
  }),
  ceil: unary('ceil', 0, Math.ceil),
  floor: unary('floor', 0, Math.floor),
  abs: unary('abs', 0, Math.abs),
}
