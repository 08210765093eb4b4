import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  changesOf,
  effective,
  holdsFor,
  isOverridden,
  readDraft,
  type Scope,
  type Subject,
  subjectAt,
  withoutOverride,
} from '../../src-renderer/view-math/editor-draft.ts'
import { readJson, withChanges } from '../../src-renderer/view-math/editor-json.ts'
import { readNumber, stepped } from '../../src-renderer/view-math/editor-numbers.ts'
import { offersAt, wordAt } from '../../src-renderer/view-math/editor-offers.ts'
import { fieldsOf, resolve, schemaAt, schemaOfTemplate } from '../../src-renderer/view-math/editor-schema.ts'
import { de } from '../../src-renderer/words/de/index.ts'
import { en } from '../../src-renderer/words/en/index.ts'
import type { JsonSchema } from '../../src-shared/templates/json-schema.ts'
import { toldIn } from '../../src-shared/told/told.ts'
import fc from '../helpers/at-random.ts'
import { projectRoot } from '../helpers/project-root.ts'

const sample = readFileSync(join(projectRoot, 'resources/templates/market-update/template.json'), 'utf8')
const draftOf = (text: string, format: string) => {
  const read = readJson(text)
  if (!read.ok) throw new Error('no JSON')
  return readDraft(read.value, format)
}
const layer = (index: number): Subject => ({ kind: 'layer', scene: 0, layer: index })
const shade = layer(1)

describe('for which formats a change holds', () => {
  const change = (text: string, format: string, scope: Scope, path: (string | number)[], value: unknown) =>
    withChanges(text, changesOf(draftOf(text, format), shade, path, value, scope))

  test('meant for all, it is written into the layer', () => {
    const text = change(sample, 'landscape', 'all', ['opacity'], 0.5)
    for (const format of ['landscape', 'portrait', 'email'])
      expect(effective(draftOf(text, format), shade, ['opacity'])).toBe(0.5)
  })

  test('meant for one, it leaves the others as they were', () => {
    const text = change(sample, 'square', 'this', ['rotation'], 12)
    expect(effective(draftOf(text, 'square'), shade, ['rotation'])).toBe(12)
    expect(effective(draftOf(text, 'landscape'), shade, ['rotation'])).toBeUndefined()
    expect(isOverridden(draftOf(text, 'square'), shade, ['rotation'])).toBe(true)
  })

  test('what a format has of its own is changed there, whatever is meant: else nothing would be seen', () => {
    expect(holdsFor(draftOf(sample, 'portrait'), shade, ['box', 'y'], 'all')).toBe('this')
    const text = change(sample, 'portrait', 'all', ['box', 'y'], 600)
    expect(draftOf(text, 'portrait').scenes[0]!.layers[1]!.box.y).toBe(600)
    expect(draftOf(text, 'landscape').scenes[0]!.layers[1]!.box.y).toBe(0)
  })

  test('one stop of a gradient changed for one format takes the whole gradient along', () => {
    const text = change(sample, 'email', 'this', ['fill', 'stops', 0, 'colour'], 'teal')
    const fill = effective(draftOf(text, 'email'), shade, ['fill']) as { stops: unknown[] }
    expect(fill.stops[0]).toMatchObject({ colour: 'teal' })
    expect(fill.stops.length).toBeGreaterThan(1)
  })

  test('what all formats have is taken away from one by null, and can be had back', () => {
    const photo = layer(0)
    const motion = effective(draftOf(sample, 'square'), photo, ['motion'])
    expect(motion).toBeDefined()
    const away = withChanges(
      sample,
      changesOf(draftOf(sample, 'square'), photo, ['motion'], undefined, 'this'),
    )
    expect(effective(draftOf(away, 'square'), photo, ['motion'])).toBeUndefined()
    expect(effective(draftOf(away, 'landscape'), photo, ['motion'])).toEqual(motion)
    const back = withChanges(away, withoutOverride(draftOf(away, 'square'), photo, ['motion']))
    expect(JSON.parse(back)).toEqual(JSON.parse(sample))
  })

  test('an id is the same in all formats', () => {
    expect(holdsFor(draftOf(sample, 'square'), shade, ['id'], 'this')).toBe('all')
  })
})

test('any JSON at all can be opened, and says where its parts are', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const draft = readDraft(value, 'x')
      expect(draft.frame.width).toBeGreaterThan(0)
    }),
  )
  const bad = {
    scenes: [null, 3, { layers: 'x' }, { duration: -4, layers: [{}, null, { box: { x: 'NaN%' } }] }],
  }
  const draft = readDraft({ ...bad, formats: { a: null }, fps: 'x', canvas: [] }, 'a')
  expect(draft.scenes).toHaveLength(4)
  expect(draft.scenes[3]!.layers[2]!.box).toMatchObject({ x: 0, width: '100%' })
  expect(subjectAt(['scenes', 3, 'layers', 2, 'box'])).toEqual({
    subject: { kind: 'layer', scene: 3, layer: 2 },
    rest: ['box'],
  })
})

/** Every property of the schema, once. */
function everyField() {
  const seen = new Set<string>()
  const fields = new Map<string, ReturnType<typeof fieldsOf>[number]>()
  const walk = (schema: JsonSchema) => {
    const whole = resolve(schema)
    const key = JSON.stringify(whole)
    if (seen.has(key)) return
    seen.add(key)
    for (const field of fieldsOf(whole)) {
      const known = fields.get(field.name)
      if (known === undefined || known.kind === 'other') fields.set(field.name, field)
      walk(field.schema)
    }
    for (const part of [
      ...(whole.oneOf ?? []),
      ...(whole.anyOf ?? []),
      whole.items,
      whole.additionalProperties,
    ])
      if (typeof part === 'object') walk(part)
  }
  walk(schemaOfTemplate())
  return [...fields.values()]
}

const unnamed = new Set(['$schema', 'reelmill', 'formats', 'layers', 'scenes'])
const plainNumbers = [
  'weight',
  'every',
  'seed',
  'maxLines',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'min',
  'max',
  'reelmill',
]

test('every property of a template has a name in both languages, and every number its unit', () => {
  const fields = everyField()
  expect(fields.length).toBeGreaterThan(90)
  for (const words of [en, de]) {
    const labels: Record<string, string> = words.editor.properties
    const choices: Record<string, string> = words.editor.choices
    expect(fields.filter(({ name }) => !unnamed.has(name) && labels[name] === undefined)).toEqual([])
    expect(
      fields.flatMap((field) => field.choices.filter((choice) => choices[choice] === undefined)),
    ).toEqual([])
  }
  expect(fields.filter(({ description }) => description !== '' && !toldIn('de')(description).known)).toEqual(
    [],
  )
  const bare = fields.filter(({ kind, unit }) => kind === 'number' && unit === '').map(({ name }) => name)
  expect(bare.filter((name) => !plainNumbers.includes(name))).toEqual([])
})

test('every property of each type of layer is offered, with what it means', () => {
  for (const type of ['text', 'image', 'video', 'shape']) {
    const json = { scenes: [{ layers: [{ type }] }] }
    const fields = fieldsOf(schemaAt(json, ['scenes', 0, 'layers', 0])!)
    expect(fields.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['id', 'box', 'start', 'enter', 'when']),
    )
    expect(fields.filter(({ kind, description }) => kind !== 'object' && description === '')).toEqual([])
  }
})

describe('what the JSON offers', () => {
  const named = { fonts: ['Inter'], assets: ['assets/logo.svg'] }
  const offers = (written: string) => {
    const offset = written.indexOf('|')
    const text = written.replace('|', '')
    return offersAt(text, offset, readDraft({ brand: { colours: { ink: '#000000' } } }, null), named)
  }
  const inLayer = (rest: string) =>
    `{"brand":{"colours":{"ink":"#000000"}},"scenes":[{"layers":[{"type":"text",${rest}}]}]}`

  test('properties that a text layer has and this one lacks', () => {
    const labels = offers(inLayer('"id":"a",|')).map(({ label }) => label)
    expect(labels).toContain('"look"')
    expect(labels).not.toContain('"id"')
    expect(labels).not.toContain('"blur"')
  })

  test('values of a choice, and the colours that the template names', () => {
    expect(offers(inLayer('"look":{"align":|}')).map(({ label }) => label)).toContain('"center"')
    expect(offers('{"background":"i|"}').map(({ label }) => label)).toContain('"ink"')
  })

  test('an offer takes the place of the whole word with its quotes', () => {
    const text = '{"alig": 1}'
    expect(wordAt(text, 4)).toEqual({ from: 1, to: 7, typed: '"al' })
    expect(wordAt('{"a": tr', 8)).toEqual({ from: 6, to: 8, typed: 'tr' })
  })
})

test('numbers are read as people of either language write them', () => {
  expect(['1.5', '1,5', ' -3 ', '.5', '1.', 'x', '', '1e9', '1.2.3'].map(readNumber)).toEqual([
    1.5,
    1.5,
    -3,
    0.5,
    1,
    null,
    null,
    null,
    null,
  ])
  expect(stepped(0.1, 0.2, null, null)).toBe(0.3)
  expect(stepped(0.95, 0.1, 0, 1)).toBe(1)
})
