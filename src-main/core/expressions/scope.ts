import { StudioError } from '../../../src-shared/contract/errors.ts'
import type { Value, Values } from '../../../src-shared/data/values.ts'

/** What a text or a condition is rendered with: one row in one language. */
export type Scope = {
  values: Values
  /** The language's strings; each may hold expressions itself. Keep the same object for the same language: what was
   * compiled from it is remembered with it. */
  strings: Readonly<Record<string, string>>
  /** The list item that a repeated scene stands for; `number` counts from 1. */
  item?: { name: string; value: Value; number: number } | undefined
  language: string
  /** BCP 47: how numbers, money and dates are written. */
  locale: string
  /** ISO 4217, for money that names no currency; null prints the bare amount. */
  currency: string | null
}

/** What an expression has in its hands: a typed value of the row, or a literal or result of the template. */
export type Datum = Value | string | number | boolean

/** What is known of a value before there is a row. */
export type Kind =
  | 'text'
  | 'number'
  | 'money'
  | 'percent'
  | 'date'
  | 'boolean'
  | 'list'
  | 'file'
  | 'nothing'
  | 'any'

/** One rendering: the scope, the template's own names, and what is left of the limits. */
export type Run = {
  scope: Scope
  locals: Datum[]
  /** Turns of loops and strings that may still come; shared with the strings that stand in the text. */
  budget: { steps: number }
  /** How deep strings stand in strings. */
  depth: number
}

export type Evaluate = (run: Run) => Datum

/** A part of an expression, with all that is known of it without data. */
export type Part = {
  evaluate: Evaluate
  kind: Kind
  /** Its value, when the template itself says it. */
  literal?: Datum
  /** What it can be, when it is a one-of. */
  choices?: readonly string[]
  /** For a list: what its items are. */
  items?: Kind
  /** How the author calls it. */
  label: string
}

export const limits = {
  /** Characters of a source. */
  source: 10_000,
  /** Characters of a rendered text. */
  output: 20_000,
  /** Characters of what filters work on. */
  working: 1_000_000,
  /** Turns of all loops of one rendering, and strings in it, together. */
  steps: 1_000,
  /** Loops in loops, blocks in blocks, parentheses in parentheses. */
  loops: 2,
  nesting: 30,
  /** Strings in strings. */
  strings: 5,
} as const

/** A fault of the template: known when it is compiled, whatever the data. */
export function templateFault(message: string, whatToDo: string): StudioError {
  return new StudioError({ code: 'expression.invalid', message, whatToDo })
}

/** A fault of one row: the expression makes no sense with its values. */
export function rowFault(message: string, whatToDo: string): StudioError {
  return new StudioError({ code: 'expression.value', message, whatToDo })
}

/** The text itself; an error when it is longer than any text of a video can be. */
export function bounded(text: string, most: number = limits.output): string {
  if (text.length > most) throw tooLong(most)
  return text
}

export function tooLong(most: number): StudioError {
  return rowFault(
    `The text becomes longer than ${most.toLocaleString('en')} characters.`,
    'Shorten the value in the data, or cut it with the filter truncate.',
  )
}

/** Counts one turn of a loop, or one string; an error when there are too many for a text. */
export function step(run: Run): void {
  run.budget.steps -= 1
  if (run.budget.steps < 0)
    throw rowFault(
      `Loops and strings take more than ${limits.steps.toLocaleString('en')} turns.`,
      'Limit the loop: {% for item in list limit: 10 %}.',
    )
}
