import { compileCondition, compileText } from '../../../src-main/core/expressions/compile.ts'
import type { Names } from '../../../src-main/core/expressions/names.ts'
import type { Scope } from '../../../src-main/core/expressions/scope.ts'
import type { Value, Values } from '../../../src-shared/data/values.ts'
import { type Variables, variableSchema } from '../../../src-shared/data/variables.ts'

const variable = (given: unknown) => variableSchema.parse(given)

export const variables: Variables = {
  name: variable({ type: 'text' }),
  price: variable({ type: 'money' }),
  offer: variable({ type: 'money', required: false }),
  shipping: variable({ type: 'money' }),
  change: variable({ type: 'percent' }),
  day: variable({ type: 'date' }),
  stock: variable({ type: 'number' }),
  fresh: variable({ type: 'boolean' }),
  features: variable({ type: 'list' }),
  sizes: variable({ type: 'list', items: 'number' }),
  trend: variable({ type: 'one-of', choices: ['up', 'down', 'flat'] }),
  photo: variable({ type: 'image' }),
}

export const text = (text: string): Value => ({ type: 'text', text })
export const money = (amount: number, currency: string | null = 'USD'): Value => ({
  type: 'money',
  amount,
  currency,
})
export const list = (...items: Value[]): Value => ({ type: 'list', items })

export const values: Values = {
  name: text('Oak lamp'),
  price: money(1299.5),
  offer: null,
  shipping: money(10, 'EUR'),
  change: { type: 'percent', percent: -2.55 },
  day: { type: 'date', day: '2026-11-21' },
  stock: { type: 'number', number: 3 },
  fresh: { type: 'boolean', yes: true },
  features: list(text('Oak'), text('Steel'), text('Linen')),
  sizes: list({ type: 'number', number: 1000 }, { type: 'number', number: 2.5 }),
  trend: { type: 'one-of', choice: 'up' },
  photo: { type: 'image', source: 'lamp.jpg' },
}

const strings = {
  cta: 'Only {{ price | money: "whole" }}',
  plain: 'Shop now',
  a: '{{ t.b }}',
  b: '{{ t.a }}',
  nested: '{{ t.cta }}!',
}

export const names: Names = { variables, strings: new Set(Object.keys(strings)) }
export const itemNames: Names = { ...names, item: { name: 'item', kind: 'text' } }

export function scope(locale = 'en', more: Partial<Scope> & { row?: Values } = {}): Scope {
  const { row, ...rest } = more
  return { values: { ...values, ...row }, strings, language: locale, locale, currency: null, ...rest }
}

export function render(source: string, locale = 'en', row: Values = {}): string {
  return compileText(source, names).render(scope(locale, { row }))
}

export function holds(source: string, row: Values = {}): boolean {
  return compileCondition(source, names).test(scope('en', { row }))
}

/** Spaces that don't break, shown as plain ones, and direction marks left out: Intl's differ between versions. */
export function plain(text: string): string {
  return text.replace(/[\u00a0\u202f]/g, ' ').replace(/[\u200e\u200f\u061c]/g, '')
}
