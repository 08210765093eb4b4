import type { z } from 'zod'
import { closest } from '../../../src-shared/templates/closest.ts'
import { type JsonSchema, templateJsonSchema } from '../../../src-shared/templates/json-schema.ts'
import { pathOf } from '../../../src-shared/templates/template-path.ts'
import { anyOf } from './report.ts'

export type Fault = { path: (string | number)[]; message: string; whatToDo: string }

type Issue = z.core.$ZodIssue
let schema: JsonSchema | undefined

/** What zod found wrong with a template, in words: one fault for each place, of the branch that was meant. */
export function explainIssues(issues: readonly Issue[], data: unknown): Fault[] {
  schema ??= templateJsonSchema()
  const faults = issues.flatMap((issue) => explain(issue, [], data))
  const seen = new Set<string>()
  return faults.filter(({ path }) => {
    const place = pathOf(path)
    return !seen.has(place) && seen.add(place)
  })
}

function explain(issue: Issue, above: (string | number)[], data: unknown): Fault[] {
  const path = [...above, ...issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part))]
  const value = valueAt(data, path)
  const fault = (message: string, whatToDo: string): Fault[] => [{ path, message, whatToDo }]
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownKey(key, path, data))
    case 'invalid_union':
      return explainUnion(issue, path, data)
    case 'invalid_key':
      return fault(
        `"${path.at(-1)}" can't be a name here.`,
        `Names here are ${formatOf(issue.issues) ?? 'lower-case letters and digits'}.`,
      )
    case 'invalid_type':
      if (value === undefined) return fault('This is missing.', `Add "${path.at(-1)}"${meaning(path, data)}.`)
      return fault(
        `${shown(value)} stands here, but ${kindName(issue.expected)} is needed.`,
        remedyFor(issue.expected, value, path, data),
      )
    case 'invalid_value':
      return wrongChoice([...issue.values], value, path)
    case 'too_small':
    case 'too_big':
      return fault(...outOfRange(issue, value))
    case 'invalid_format':
      return fault(`${shown(value)} is not in the form that is needed.`, `Write ${patternHelp(issue)}.`)
    case 'not_multiple_of':
      return fault(`${shown(value)} is not a whole number.`, 'Write a whole number.')
    case 'invalid_element':
      return issue.issues.flatMap((inner) => explain(inner, path, data))
    case 'custom':
      return fault(`${shown(value)} can't stand here.`, `Write ${issue.message}.`)
  }
}

function explainUnion(
  issue: Extract<Issue, { code: 'invalid_union' }>,
  path: (string | number)[],
  data: unknown,
): Fault[] {
  const value = valueAt(data, path)
  if (issue.errors.length === 0) {
    const options = (issue as { options?: unknown[] }).options ?? []
    return wrongChoice(options, value, path)
  }
  if (value === undefined)
    return [{ path, message: 'This is missing.', whatToDo: `Add "${path.at(-1)}"${meaning(path, data)}.` }]
  const branches = issue.errors.map((errors) => errors as Issue[])
  const fitting = branches.filter(
    (errors) => !errors.some((error) => error.code === 'invalid_type' && error.path.length === 0),
  )
  if (fitting.length === 0) {
    const kinds = new Set(
      branches.flatMap((errors) =>
        errors.map((error) => (error.code === 'invalid_type' ? kindName(error.expected) : '')),
      ),
    )
    const names = [...kinds].filter((name) => name !== '')
    return [
      {
        path,
        message: `${shown(value)} stands here, but ${names.join(' or ')} is needed.`,
        whatToDo: belonging(path, data) ?? `Write ${names.join(' or ')}.`,
      },
    ]
  }
  // The branch with the fewest strange and missing names is the one that was meant.
  const cost = (errors: Issue[]) =>
    errors.reduce((sum, error) => sum + (error.code === 'unrecognized_keys' ? error.keys.length * 2 : 1), 0)
  const meant = fitting.reduce((best, errors) => (cost(errors) < cost(best) ? errors : best))
  const open = fitting.filter((errors) => cost(errors) === cost(meant)).length > 1
  if (
    open &&
    typeof value === 'object' &&
    value !== null &&
    fitting.every((errors) => errors.some((error) => error.code === 'unrecognized_keys'))
  ) {
    const names = alternatives(path, data)
    const written = Object.keys(value)[0] ?? ''
    const near = closest(written, names)
    return [
      {
        path,
        message: written === '' ? 'Nothing is named here.' : `"${written}" is not known here.`,
        whatToDo: near === null ? `Write one of ${anyOf(names)}.` : `Did you mean "${near}"?`,
      },
    ]
  }
  return meant.flatMap((error) => explain(error, path, data))
}

function unknownKey(key: string, path: (string | number)[], data: unknown): Fault {
  const known = alternatives(path, data)
  const there = valueAt(data, path)
  const free = known.filter(
    (name) => typeof there !== 'object' || there === null || !Object.hasOwn(there, name),
  )
  const inside = known.find((name) => name !== 'formats' && alternatives([...path, name], data).includes(key))
  const near = closest(key, free) ?? closest(key, known)
  return {
    path: [...path, key],
    message: `"${key}" is not known here.`,
    whatToDo:
      inside !== undefined
        ? `Put it into "${inside}".`
        : near === null
          ? `Known are ${anyOf(known)}.`
          : `Did you mean "${near}"?`,
  }
}

function wrongChoice(options: unknown[], value: unknown, path: (string | number)[]): Fault[] {
  const names = options.map(String)
  const all = options.every((option) => typeof option === 'string') ? anyOf(names) : names.join(' or ')
  if (value === undefined)
    return [{ path, message: 'This is missing.', whatToDo: `Add "${path.at(-1)}": ${all}.` }]
  const near = typeof value === 'string' ? closest(value, names) : null
  return [
    {
      path,
      message: `${shown(value)} is not one of the choices.`,
      whatToDo:
        near === null || names.length === 1
          ? `Write ${all}.`
          : `Did you mean "${near}"? The choices are ${all}.`,
    },
  ]
}

function outOfRange(
  issue: Extract<Issue, { code: 'too_small' | 'too_big' }>,
  value: unknown,
): [string, string] {
  const low = issue.code === 'too_small'
  const bound = Number(low ? (issue as { minimum: number }).minimum : (issue as { maximum: number }).maximum)
  const inclusive = issue.inclusive !== false
  const limit = `${inclusive ? (low ? 'at least' : 'at most') : low ? 'more than' : 'less than'} ${bound}`
  switch (issue.origin) {
    case 'string':
      return [
        low && bound === 1 ? 'The text is empty.' : `The text has ${String(value).length} characters.`,
        `Write ${limit} characters.`,
      ]
    case 'array':
      return [`The list has ${Array.isArray(value) ? value.length : 0} items.`, `Give ${limit}.`]
    default:
      return [`${shown(value)} is ${low ? 'too small' : 'too large'}.`, `Write a number of ${limit}.`]
  }
}

const kinds: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'an object { ... }',
  record: 'an object { ... }',
  array: 'a list [ ... ]',
  null: 'null',
}
function kindName(expected: string): string {
  return kinds[expected] ?? expected
}

function remedyFor(expected: string, value: unknown, path: (string | number)[], data: unknown): string {
  if (
    (expected === 'number' || expected === 'int') &&
    typeof value === 'string' &&
    value.trim() !== '' &&
    Number.isFinite(Number(value))
  )
    return `Write ${Number(value)} without quotes.`
  if (expected === 'boolean' && (value === 'true' || value === 'false'))
    return `Write ${value} without quotes.`
  if (expected === 'string' && typeof value === 'number') return `Write "${value}" with quotes.`
  return belonging(path, data) ?? `Write ${kindName(expected)}.`
}

function belonging(path: (string | number)[], data: unknown): string | undefined {
  const description = descriptionAt(path, data)
  return description === undefined ? undefined : `What belongs here: ${description}`
}

function meaning(path: (string | number)[], data: unknown): string {
  const description = descriptionAt(path, data)
  return description === undefined ? '' : `: ${description.replace(/\.$/, '')}`
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return 'A list'
  if (typeof value === 'object' && value !== null) return 'An object'
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > 60 ? `${text.slice(0, 57)}..."` : text
}

function formatOf(issues: readonly unknown[] | undefined): string | undefined {
  const [first] = (issues ?? []) as Issue[]
  return first?.code === 'invalid_format' ? patternHelp(first) : undefined
}

/** Our own patterns say what they want; zod's default sentence is for programmers. */
function patternHelp(issue: Extract<Issue, { code: 'invalid_format' }>): string {
  if (!issue.message.startsWith('Invalid')) return issue.message
  if (issue.format === 'date') return 'a day like "2026-01-31"'
  const pattern = (issue as { pattern?: string }).pattern
  return pattern === '/^[A-Z]{3}$/'
    ? 'a currency code like "EUR"'
    : `a text in the form ${pattern ?? issue.format}`
}

function valueAt(data: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (value, part) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, part)
        ? (value as Record<string, unknown>)[part]
        : undefined,
    data,
  )
}

/** Names that objects at a place may have, of every kind of object that can stand there. */
function alternatives(path: readonly (string | number)[], data: unknown): string[] {
  return [...new Set(schemasAt(path, data).flatMap((found) => Object.keys(found.properties ?? {})))]
}

function descriptionAt(path: readonly (string | number)[], data: unknown): string | undefined {
  const last = path.at(-1)
  if (typeof last !== 'string') return undefined
  for (const parent of schemasAt(path.slice(0, -1), data)) {
    const property = parent.properties?.[last] ?? parent.additionalProperties
    const found = typeof property === 'object' ? descriptionOf(property) : undefined
    if (found !== undefined) return found
  }
  return undefined
}

function descriptionOf(one: JsonSchema): string | undefined {
  if (one.description !== undefined) return one.description
  const target = one.$ref === undefined ? one.allOf?.[0] : definition(one.$ref)
  return target === undefined ? undefined : descriptionOf(target)
}

/** The schemas that hold at a place; among kinds of layers and variables, that of the type that is written there. */
function schemasAt(path: readonly (string | number)[], data: unknown): JsonSchema[] {
  let found = resolved(schema ?? {})
  let value = data
  found = ofType(found, value)
  for (const part of path) {
    value = valueAt(value, [part])
    found = ofType(
      found.flatMap((parent) => {
        if (typeof part === 'number') return parent.items === undefined ? [] : resolved(parent.items)
        const property = parent.properties?.[part]
        if (property !== undefined) return resolved(property)
        return typeof parent.additionalProperties === 'object' ? resolved(parent.additionalProperties) : []
      }),
      value,
    )
  }
  return found
}

function ofType(found: JsonSchema[], value: unknown): JsonSchema[] {
  const type = valueAt(value, ['type'])
  const exact = found.filter(
    (one) => (one.properties?.type as { const?: unknown } | undefined)?.const === type,
  )
  return typeof type === 'string' && exact.length > 0 ? exact : found
}

function resolved(one: JsonSchema): JsonSchema[] {
  if (one.$ref !== undefined) {
    const target = definition(one.$ref)
    return target === undefined ? [] : resolved(target)
  }
  const branches = [...(one.anyOf ?? []), ...(one.oneOf ?? []), ...(one.allOf ?? [])]
  return branches.length === 0 ? [one] : branches.flatMap(resolved)
}

function definition(ref: string): JsonSchema | undefined {
  return schema?.definitions?.[ref.replace('#/definitions/', '')]
}
