import { type JsonSchema, templateJsonSchema } from '../../../src-shared/templates/json-schema.ts'

const begin = (name: string) => `<!-- properties: ${name} -->`
const end = '<!-- end -->'
const block = /<!-- properties: ([\w.]+) -->\n[\s\S]*?<!-- end -->/g

/**
 * The guide with its tables written anew from the schema. A table stands between `<!-- properties: Name -->` and
 * `<!-- end -->`; the name is that of a definition, `template` or `variables`, and may go on to a part:
 * `Audio.music`.
 */
export function withTables(guide: string): string {
  const schema = templateJsonSchema()
  return guide.replace(block, (_whole, name: string) => {
    const rows = name === 'variables' ? variableRows(schema) : propertyRows(schema, partNamed(schema, name))
    return [begin(name), '', ...rows, '', end].join('\n')
  })
}

/** Every property of the schema: its name, and the definition that it belongs to. */
export function allProperties(): { owner: string; name: string }[] {
  const schema = templateJsonSchema()
  const found: { owner: string; name: string }[] = []
  const walk = (owner: string, part: JsonSchema) => {
    for (const [name, property] of Object.entries(part.properties ?? {})) {
      found.push({ owner, name })
      // What formats change are the layer's own properties once more.
      if (name !== 'formats' || owner === 'template') walk(owner, property)
    }
    for (const branch of branches(part)) walk(owner, branch)
    for (const inner of [part.items, part.additionalProperties])
      if (typeof inner === 'object') walk(owner, inner)
  }
  walk('template', schema)
  for (const [name, definition] of Object.entries(schema.definitions ?? {})) walk(name, definition)
  return found
}

function branches(part: JsonSchema): JsonSchema[] {
  return [...(part.anyOf ?? []), ...(part.oneOf ?? []), ...(part.allOf ?? [])]
}

const layers = ['TextLayer', 'ImageLayer', 'VideoLayer', 'ShapeLayer']

function partNamed(schema: JsonSchema, name: string): JsonSchema {
  const [first = '', ...rest] = name.split('.')
  let part =
    first === 'template' ? schema : first === 'Layer' ? commonLayer(schema) : schema.definitions?.[first]
  for (const step of rest) {
    const property: JsonSchema | undefined = part?.properties?.[step]
    part = typeof property?.additionalProperties === 'object' ? property.additionalProperties : property
  }
  if (part === undefined) throw new Error(`the schema has no ${name}, for which the guide wants a table`)
  if (!layers.includes(name)) return part
  // What all layers have is told once.
  const common = commonLayer(schema).properties ?? {}
  const own = Object.entries(part.properties ?? {}).filter(([property]) => !Object.hasOwn(common, property))
  return { ...part, properties: Object.fromEntries(own) }
}

function commonLayer(schema: JsonSchema): JsonSchema {
  const [first, ...others] = layers.map((name) => schema.definitions?.[name]?.properties ?? {})
  const common = Object.entries(first ?? {}).filter(([name]) =>
    others.every((other) => Object.hasOwn(other, name)),
  )
  const properties = Object.fromEntries(common)
  if (properties.type !== undefined)
    properties.type = {
      description: 'What the layer is.',
      enum: layers.map((name) => name.replace('Layer', '').toLowerCase()),
    }
  if (properties.formats !== undefined)
    properties.formats = { ...properties.formats, additionalProperties: { type: 'object' } }
  return { properties, required: ['type', 'id'] }
}

const head = ['| property | value | meaning |', '|---|---|---|']

function propertyRows(schema: JsonSchema, part: JsonSchema): string[] {
  const required = new Set(part.required as string[] | undefined)
  return [
    ...head,
    ...Object.entries(part.properties ?? {}).map(([name, property]) =>
      row(schema, name, property, required.has(name)),
    ),
  ]
}

/** One table for all types of variables: what all have first, then what some have. */
function variableRows(schema: JsonSchema): string[] {
  const map = schema.properties?.variables?.additionalProperties
  const kinds = typeof map === 'object' ? branches(map) : []
  const byName = new Map<string, { property: JsonSchema; types: string[] }>()
  for (const kind of kinds) {
    const type = String((kind.properties?.type as { const?: unknown } | undefined)?.const)
    for (const [name, property] of Object.entries(kind.properties ?? {})) {
      const known = byName.get(name)
      if (known === undefined) byName.set(name, { property, types: [type] })
      else known.types.push(type)
    }
  }
  const rows = [...byName].map(([name, { property, types }]) => {
    const only = types.length === kinds.length ? '' : ` Only for ${types.join(', ')}.`
    const { const: _type, ...open } = property
    const cells = row(schema, name, name === 'type' ? { ...open, enum: types } : property, name === 'type')
    return { all: only === '', text: cells.replace(/ \|$/, `${only} |`) }
  })
  return [...head, ...rows.filter(({ all }) => all), ...rows.filter(({ all }) => !all)].map((line) =>
    typeof line === 'string' ? line : line.text,
  )
}

function row(schema: JsonSchema, name: string, property: JsonSchema, required: boolean): string {
  const meaning = [descriptionOf(schema, property)]
  if (required) meaning.push('**Required.**')
  else if (isWorthSaying(property.default))
    meaning.push(`Default: ${code(JSON.stringify(property.default))}.`)
  const text = meaning.filter((part) => part !== '').join(' ')
  return `| ${code(name)} | ${shapeOf(schema, property, name)} | ${text.replaceAll('|', '\\|')} |`
}

function isWorthSaying(given: unknown): boolean {
  return (
    given !== undefined && !(typeof given === 'object' && given !== null && Object.keys(given).length === 0)
  )
}

const code = (text: string) => `\`${text.replaceAll('|', '\\|')}\``

function descriptionOf(schema: JsonSchema, part: JsonSchema): string {
  if (part.description !== undefined) return part.description
  const target = part.$ref === undefined ? part.allOf?.[0] : definitionOf(schema, part.$ref)
  return target === undefined ? '' : descriptionOf(schema, target)
}

function definitionOf(schema: JsonSchema, ref: string): JsonSchema | undefined {
  return schema.definitions?.[ref.replace('#/definitions/', '')]
}

/** What may stand there, in a few words. */
function shapeOf(schema: JsonSchema, part: JsonSchema, name = ''): string {
  if (part.$ref !== undefined) return kindOf(part.$ref.replace('#/definitions/', ''))
  if (part.const !== undefined) return code(JSON.stringify(part.const))
  if (Array.isArray(part.enum)) return part.enum.map((one) => code(String(one))).join(', ')
  const inner = branches(part)
  if (inner.length > 0)
    return [...new Set(inner.map((one) => shapeOf(schema, one)))].filter((one) => one !== '').join(' or ')
  switch (part.type) {
    case 'array':
      return `list of ${part.items === undefined ? 'values' : shapeOf(schema, part.items)}`
    case 'object':
      if (name === 'variables') return 'by name: [variable](#variables)'
      return typeof part.additionalProperties === 'object'
        ? `by name: ${shapeOf(schema, part.additionalProperties)}`
        : part.properties === undefined
          ? 'object'
          : `{ ${Object.keys(part.properties).join(', ')} }`
    case 'string':
      return 'text'
    case 'integer':
    case 'number':
      return `${part.type === 'integer' ? 'whole number' : 'number'}${rangeOf(part)}`
    case 'boolean':
      return '`true` or `false`'
    default:
      return String(part.type ?? '')
  }
}

/** ` 1 to 100`, ` above 0, up to 5`, ` from 0`; a bound that is not reached is told apart, and of whole numbers the next is. */
export function rangeOf(part: JsonSchema): string {
  const step = part.type === 'integer' ? 1 : null
  const low = bound(part.minimum, part.exclusiveMinimum, step, Math.max)
  const high = bound(part.maximum, part.exclusiveMaximum, step === null ? null : -step, Math.min)
  if (low !== null && high !== null && low.reached && high.reached) return ` ${low.at} to ${high.at}`
  const words = [
    low === null ? '' : `${low.reached ? 'from' : 'above'} ${low.at}`,
    high === null ? '' : `${high.reached ? 'up to' : 'below'} ${high.at}`,
  ].filter((word) => word !== '')
  return words.length === 0 ? '' : ` ${words.join(', ')}`
}

/** The tighter of two bounds of one side; null when neither says more than that numbers are numbers. */
function bound(
  including: unknown,
  excluding: unknown,
  step: number | null,
  tighter: (...all: number[]) => number,
): { at: number; reached: boolean } | null {
  const known = (at: unknown): at is number => typeof at === 'number' && Math.abs(at) < 1e9
  const from = known(including) ? including : null
  const beyond = known(excluding) ? (step === null ? excluding : excluding + step) : null
  if (beyond === null) return from === null ? null : { at: from, reached: true }
  if (from !== null && from !== beyond && tighter(from, beyond) === from) return { at: from, reached: true }
  return { at: beyond, reached: step !== null }
}

/** Small definitions are told in words, the others by the heading of the guide that tells of them. */
const words: Record<string, string> = {
  Length: 'length',
  Colour: 'colour',
  Seconds: 'seconds',
  Condition: '[condition](#conditions)',
  TemplatePath: 'path',
  Rate: 'rate',
  Format: '[format](#formats)',
  Brand: '[brand kit](#brand-kit)',
  Font: '[font](#font)',
  TextLook: '[text look](#text-look)',
  Plate: '[plate](#plate)',
  Shadow: '[shadow](#shadow)',
  Stroke: '[stroke](#stroke)',
  Language: '[language](#languages)',
  Scene: '[scene](#scenes-and-transitions)',
  Transition: '[transition](#transition)',
  Box: '[box](#box)',
  Source: '[source](#source)',
  Focus: '[focus](#focus)',
  MotionStep: '[motion step](#motion-step)',
  View: '[view](#view)',
  Fill: 'colour or [gradient](#gradient)',
  Gradient: '[gradient](#gradient)',
  Audio: '[audio](#audio)',
  TextLayer: '[text](#text)',
  ImageLayer: '[image](#pictures)',
  VideoLayer: '[video](#clips)',
  ShapeLayer: '[shape](#shapes)',
}

function kindOf(name: string): string {
  const word = words[name]
  if (word === undefined) throw new Error(`the guide has no words for ${name}`)
  return word
}
