import { type JsonSchema, templateJsonSchema } from '../../src-shared/templates/json-schema.ts'
import { type JsonPath, valueAt } from './editor-json.ts'

/** What kind of control a property wants. */
type FieldKind =
  | 'text'
  | 'long-text'
  | 'number'
  | 'length'
  | 'switch'
  | 'choice'
  | 'colour'
  | 'fill'
  | 'source'
  | 'condition'
  | 'file'
  | 'rate'
  | 'object'
  | 'list'
  | 'map'
  | 'other'

export type Unit = 'px' | 's' | '°' | 'dB' | 'LUFS' | 'dBTP' | '×' | 'fps' | 'share' | ''

/** One property as the schema has it. */
export type Field = {
  name: string
  kind: FieldKind
  description: string
  unit: Unit
  /** What holds when nothing is written; undefined when the schema names nothing. */
  otherwise: unknown
  required: boolean
  /** Null says something of its own: no sound at all. */
  nullable: boolean
  choices: string[]
  whole: boolean
  min: number | null
  max: number | null
  schema: JsonSchema
}

/** A schema with its references followed; `name`: that of the last definition on the way. */
type Resolved = JsonSchema & { name: string | null }

let read: JsonSchema | null = null
/** Made once: it takes some milliseconds. */
export function schemaOfTemplate(): JsonSchema {
  read ??= templateJsonSchema()
  return read
}

export function resolve(schema: JsonSchema): Resolved {
  let now: Resolved = { ...schema, name: null }
  for (let steps = 0; steps < 8; steps++) {
    const [only, ...more] = now.allOf ?? []
    const inner = now.$ref !== undefined ? definition(now.$ref) : more.length === 0 ? only : undefined
    if (inner === undefined) break
    const { $ref, allOf: _all, name, ...outer } = now
    // What stands beside a reference says more about this use of it.
    now = { ...inner, ...outer, name: $ref?.replace('#/definitions/', '') ?? name }
  }
  return now
}

function definition(ref: string): JsonSchema | undefined {
  return schemaOfTemplate().definitions?.[ref.replace('#/definitions/', '')]
}

const branchesOf = (schema: JsonSchema): JsonSchema[] => schema.oneOf ?? schema.anyOf ?? []

/** The schema of a place. Where several kinds are possible, the one that the value there is of, or looks most like. */
export function schemaAt(json: unknown, path: JsonPath): Resolved | null {
  let schema: Resolved = resolve(schemaOfTemplate())
  for (const [index, step] of path.entries()) {
    const next = stepInto(chosen(schema, valueAt(json, path.slice(0, index))), step)
    if (next === null) return null
    schema = resolve(next)
  }
  return chosen(schema, valueAt(json, path))
}

/** The kind that a value is of, of those that a schema allows; itself when there is but one. */
export function chosen(schema: Resolved, value: unknown): Resolved {
  const branches = branchesOf(schema).map(resolve)
  if (branches.length === 0) return schema
  const fits = branches.filter((branch) => looksLike(branch, value))
  const [first] = fits
  if (first === undefined) return schema
  return { ...first, description: schema.description ?? first.description, name: first.name ?? schema.name }
}

function looksLike(schema: Resolved, value: unknown): boolean {
  if (branchesOf(schema).length > 0)
    return branchesOf(schema).some((branch) => looksLike(resolve(branch), value))
  if (typeof value !== 'object' || value === null)
    return schema.type === typeof value || (schema.type === 'integer' && typeof value === 'number')
  if (Array.isArray(value)) return schema.type === 'array'
  if (schema.type !== 'object') return false
  const properties = schema.properties ?? {}
  const marks = Object.entries(properties).filter(([, property]) => resolve(property).const !== undefined)
  if (marks.length > 0)
    return marks.every(([name, property]) => resolve(property).const === valueAt(value, [name]))
  const required = Array.isArray(schema.required) ? (schema.required as string[]) : []
  return required.every((name) => Object.hasOwn(value, name))
}

function stepInto(schema: Resolved, step: string | number): JsonSchema | null {
  if (typeof step === 'number') return schema.type === 'array' ? (schema.items ?? null) : null
  const property = schema.properties?.[step]
  if (property !== undefined) return property
  return typeof schema.additionalProperties === 'object' ? schema.additionalProperties : null
}

/** Properties of an object's schema, in the order in which it names them. */
export function fieldsOf(schema: JsonSchema): Field[] {
  const required = Array.isArray(schema.required) ? (schema.required as string[]) : []
  return Object.entries(schema.properties ?? {}).map(([name, property]) =>
    fieldOf(name, property, required.includes(name)),
  )
}

export function fieldOf(name: string, property: JsonSchema, required = false): Field {
  const outer = resolve(property)
  const branches = branchesOf(outer).map(resolve)
  const nullable = branches.some(({ type }) => type === 'null')
  const real = branches.filter(({ type }) => type !== 'null')
  const schema: Resolved =
    nullable && real.length === 1
      ? { ...real[0]!, description: outer.description ?? real[0]!.description }
      : outer
  const number = (value: unknown) => (typeof value === 'number' && Math.abs(value) < 1e9 ? value : null)
  return {
    name,
    kind: kindOf(schema, name),
    description: schema.description ?? '',
    unit: unitOfProperty(name, schema),
    otherwise: outer.default,
    required,
    nullable,
    choices: Array.isArray(schema.enum) ? schema.enum.map(String) : [],
    whole: schema.type === 'integer',
    min: number(schema.minimum) ?? number(schema.exclusiveMinimum),
    max: number(schema.maximum),
    schema,
  }
}

const kindsByName: Record<string, FieldKind> = {
  Length: 'length',
  Colour: 'colour',
  Fill: 'fill',
  Source: 'source',
  Condition: 'condition',
  TemplatePath: 'file',
  Rate: 'rate',
}

function kindOf(schema: Resolved, name: string): FieldKind {
  const known = schema.name === null ? undefined : kindsByName[schema.name]
  if (known !== undefined) return known
  if (Array.isArray(schema.enum)) return 'choice'
  switch (schema.type) {
    case 'string':
      return name === 'text' || name === 'description' ? 'long-text' : 'text'
    case 'number':
    case 'integer':
      return 'number'
    case 'boolean':
      return 'switch'
    case 'array':
      return 'list'
    case 'object':
      return schema.properties === undefined ? 'map' : 'object'
    default:
      return branchesOf(schema).length > 0 && name === 'source' ? 'source' : 'other'
  }
}

const units: Record<string, Unit> = {
  size: 'px',
  minSize: 'px',
  letterSpacing: 'px',
  radius: 'px',
  blur: 'px',
  paddingX: 'px',
  paddingY: 'px',
  width: 'px',
  height: 'px',
  rotation: '°',
  angle: '°',
  gain: 'dB',
  sound: 'dB',
  by: 'dB',
  integrated: 'LUFS',
  truePeak: 'dBTP',
  speed: '×',
  lineHeight: '×',
  zoom: '×',
  opacity: 'share',
  safeMargin: 'share',
  at: 'share',
}

function unitOfProperty(name: string, schema: Resolved): Unit {
  if (schema.name === 'Seconds') return 's'
  if (schema.name === 'Rate') return 'fps'
  if (schema.type !== 'number' && schema.type !== 'integer') return ''
  // A shadow's x and y are pixels; those of a focus or a view are shares.
  if ((name === 'x' || name === 'y') && schema.minimum === undefined) return 'px'
  if (name === 'x' || name === 'y') return 'share'
  return units[name] ?? ''
}

/** What can stand at a place of the JSON: names with their schema, or values. */
export type Offer = { label: string; detail: string; info: string; apply: string }

/** Properties that the object at a path may have and has not; `writing`: the name that is being written. */
export function offeredProperties(json: unknown, path: JsonPath, writing = ''): Offer[] {
  const schema = schemaAt(json, path)
  const own = valueAt(json, path)
  const taken = new Set(typeof own === 'object' && own !== null ? Object.keys(own) : [])
  taken.delete(writing)
  const all =
    schema === null ? [] : schema.properties === undefined ? branchesOf(schema).map(resolve) : [schema]
  const offers = new Map<string, Offer>()
  for (const branch of all)
    for (const field of fieldsOf(branch))
      if (!taken.has(field.name) && !offers.has(field.name))
        offers.set(field.name, {
          label: field.name,
          detail: field.unit === 'share' ? field.kind : `${field.kind}${field.unit ? ` ${field.unit}` : ''}`,
          info: field.description,
          apply: `${JSON.stringify(field.name)}: ${emptyOf(field)}`,
        })
  return [...offers.values()]
}

/** What a property begins with when it is put in. */
function emptyOf({ kind, otherwise, choices, min }: Field): string {
  if (otherwise !== undefined) return JSON.stringify(otherwise)
  if (choices[0] !== undefined) return JSON.stringify(choices[0])
  if (kind === 'number' || kind === 'length') return String(Math.max(0, min ?? 0))
  if (kind === 'switch') return 'true'
  if (kind === 'list') return '[]'
  return kind === 'object' || kind === 'map' || kind === 'source' ? '{}' : '""'
}

/** Values that a place may have, as JSON, when they can be named: choices, yes and no, constants. */
export function offeredValues(json: unknown, path: JsonPath): Offer[] {
  const parent = schemaAt(json, path.slice(0, -1))
  const last = path.at(-1)
  const options =
    parent === null || last === undefined
      ? []
      : parent.properties === undefined && branchesOf(parent).length > 0
        ? branchesOf(parent).map(resolve)
        : [parent]
  const values = new Map<string, Offer>()
  for (const option of options) {
    const property = last === undefined ? null : stepInto(option, last)
    if (property === null) continue
    const schema = resolve(property)
    for (const branch of [schema, ...branchesOf(schema).map(resolve)])
      for (const value of namedValues(branch))
        values.set(value, { label: value, detail: '', info: schema.description ?? '', apply: value })
  }
  return [...values.values()]
}

function namedValues(schema: Resolved): string[] {
  if (schema.const !== undefined) return [JSON.stringify(schema.const)]
  if (Array.isArray(schema.enum)) return schema.enum.map((value) => JSON.stringify(value))
  return schema.type === 'boolean' ? ['true', 'false'] : []
}
