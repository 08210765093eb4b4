import type { SourceRow } from '../../../src-shared/data/rows.ts'
import type { AssetType, Variable, Variables } from '../../../src-shared/data/variables.ts'

/** How much the cells of a made-up row say. */
export type Amount = 'usual' | 'much' | 'little'
export const amounts: readonly Amount[] = ['usual', 'much', 'little']

/** Names of the files that stand in for those of a row, beside the made-up table. */
export const standIns: Record<AssetType, string> = {
  image: 'sample.png',
  video: 'sample.mp4',
  audio: 'sample.wav',
}

/** How the cells are written. */
export const madeUpLocale = 'en'

/**
 * Rows for a template that has no table: the first as a person would fill it in (the author's examples, then defaults,
 * then what the types suggest), one with much in every cell, one with little. A cell stands under its variable's name.
 */
export function madeUpRows(variables: Variables): SourceRow[] {
  return amounts.map((amount, index) => ({
    number: index + 1,
    line: index + 2,
    cells: Object.fromEntries(
      Object.entries(variables).map(([name, variable]) => [name, cellOf(name, variable, amount)]),
    ),
  }))
}

function cellOf(name: string, variable: Variable, amount: Amount): string {
  const { type } = variable
  if (type === 'image' || type === 'video' || type === 'audio') return variable.fallback ?? standIns[type]
  if (amount === 'usual') {
    const given = variable.example ?? variable.default
    if (given !== undefined) return given
  }
  switch (type) {
    case 'text':
      return textOf(variable.title ?? spoken(name), variable, amount)
    case 'number': {
      const value = within({ usual: 42, much: 1_234_567, little: 1 }[amount], variable)
      return String(variable.whole ? Math.round(value) : value)
    }
    case 'money':
      return `${within({ usual: 19.99, much: 12_345.99, little: 1 }[amount], variable)} ${variable.currency ?? 'EUR'}`
    case 'percent':
      return `${within({ usual: 12.5, much: 87.5, little: 1 }[amount], variable)}%`
    case 'date':
      return dayWithin({ usual: '2026-05-17', much: '2026-09-30', little: '2026-05-01' }[amount], variable)
    case 'boolean':
      return amount === 'little' ? 'no' : 'yes'
    case 'colour':
      return { usual: '#2f7d6b', much: '#b5472f', little: '#3a5fa8' }[amount]
    case 'url':
      return amount === 'much' ? 'https://www.example.com/collections/autumn' : 'https://example.com'
    case 'one-of':
      return choiceOf(variable.choices, amount)
    case 'list':
      return listOf(variable, amount)
  }
}

function listOf(variable: Extract<Variable, { type: 'list' }>, amount: Amount): string {
  const { items, separator, minItems = 0, maxItems = 8 } = variable
  const wanted = Math.max(minItems, Math.min(maxItems, { usual: 3, much: 6, little: 1 }[amount]))
  const item = (number: number): string => {
    switch (items) {
      case 'text':
        return amount === 'much' ? `Point ${number}, told with a few more words` : `Point ${number}`
      case 'number':
        return String(number * 7)
      case 'money':
        return `${number * 10 - 0.01} EUR`
      case 'percent':
        return `${number * 5}%`
      case 'date':
        return `2026-05-${String(number).padStart(2, '0')}`
      case 'image':
        return standIns.image
      case 'url':
        return `https://example.com/${number}`
    }
  }
  return Array.from({ length: wanted }, (_, index) => item(index + 1)).join(separator)
}

/** Words that say nothing, for texts that are to be long. */
const filling = 'that is as long as such a text becomes when somebody has a lot to say about it'

function textOf(
  title: string,
  { minLength = 0, maxLength = 80 }: { minLength?: number | undefined; maxLength?: number | undefined },
  amount: Amount,
): string {
  let text = { usual: title, much: `${title} ${filling}`, little: title.split(' ')[0]!.slice(0, 4) }[amount]
  while (text.length < minLength) text += ` ${filling}`
  const most = amount === 'much' ? Math.min(maxLength, 80) : maxLength
  return text.length > most ? text.slice(0, Math.max(most, minLength)).trimEnd() : text
}

const choiceOf = (choices: readonly string[], amount: Amount): string =>
  amount === 'usual'
    ? choices[0]!
    : choices.reduce((best, each) =>
        (amount === 'much') === each.length > best.length && each.length !== best.length ? each : best,
      )

function within(value: number, { min, max }: { min?: number | undefined; max?: number | undefined }): number {
  return Math.min(max ?? Number.POSITIVE_INFINITY, Math.max(min ?? Number.NEGATIVE_INFINITY, value))
}

function dayWithin(
  day: string,
  { from, to }: { from?: string | undefined; to?: string | undefined },
): string {
  if (from !== undefined && day < from) return from
  return to !== undefined && day > to ? to : day
}

function spoken(name: string): string {
  const words = name.replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
