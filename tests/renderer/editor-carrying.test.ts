import { describe, expect, test } from 'vitest'
import { carriedInto } from '../../src-renderer/view-math/editor-carrying.ts'
import { readDraft } from '../../src-renderer/view-math/editor-draft.ts'
import { fragmentOf } from '../../src-renderer/view-math/editor-fragment.ts'
import { withChanges } from '../../src-renderer/view-math/editor-json.ts'
import { renamedInCondition, renamedInText } from '../../src-renderer/view-math/editor-names.ts'
import { type Fragment, readFragment } from '../../src-shared/templates/fragment.ts'
import fc from '../helpers/at-random.ts'

const upper = {
  variable: (name: string) => name.toUpperCase(),
  string: (name: string) => `${name}_2`,
}

/** A sale: its price is a text over a picture, in the sale's colours and styles. */
const sale = {
  name: 'sale',
  canvas: { width: 1920, height: 1080 },
  formats: { wide: { width: 1920, height: 1080 }, tall: { width: 1080, height: 1920 } },
  variables: {
    price: { type: 'money', currency: 'EUR' },
    photo: { type: 'image', fallback: 'assets/none.png' },
    sizes: { type: 'list' },
    unused: { type: 'text' },
  },
  brand: {
    colours: { accent: '#d8572a', ink: '#17324d', other: '#000000' },
    fonts: { main: { family: 'Outfit', files: ['assets/outfit.ttf'] } },
    textStyles: { big: { size: 90, font: 'main', colour: 'accent' } },
    logo: 'assets/logo.svg',
  },
  languages: {
    en: { strings: { only: 'Only {{ t.from }}', from: 'from', unused: 'x' } },
    de: { strings: { only: 'Nur {{ t.from }}', from: 'ab' } },
  },
  defaultLanguage: 'en',
  scenes: [
    {
      id: 'card',
      duration: 3,
      layers: [
        {
          id: 'photo',
          type: 'image',
          source: { variable: 'photo' },
          box: { x: 10, width: 200, height: '50%' },
          formats: { tall: { box: { x: 0 } } },
        },
        {
          id: 'words',
          type: 'text',
          text: '{{ t.only }} {{ price | money }}',
          when: 'price > 10',
          style: 'big',
          look: { size: 40, plate: { colour: 'ink', paddingX: 8 } },
        },
        { id: 'sign', type: 'image', source: { brand: 'logo' } },
      ],
    },
    {
      id: 'each',
      duration: 1,
      repeat: { over: 'sizes', as: 'item' },
      layers: [{ id: 'item', type: 'text', text: '{{ item }} of {{ sizes.size }}' }],
    },
  ],
}
const draftOf = (json: unknown, format: string | null = null) => readDraft(json, format)
const layerOf = (number: number) => ({ kind: 'layer', scene: 0, layer: number }) as const
const copied = (json: unknown, ...numbers: number[]): Fragment =>
  fragmentOf(draftOf(json), 'sale', numbers.map(layerOf))!

const bare = {
  name: 'bare',
  canvas: { width: 1920, height: 1080 },
  formats: { wide: { width: 1920, height: 1080 } },
  languages: { en: {} },
  defaultLanguage: 'en',
  scenes: [{ id: 'one', duration: 2, layers: [] }],
}
const there = { isSame: false, keep: 'here' as const, files: new Map<string, string>(), onlyHere: false }
const applied = (json: unknown, changes: ReturnType<typeof carriedInto>['changes']) =>
  JSON.parse(withChanges(JSON.stringify(json), changes))

describe('names in texts and conditions are found where they stand for something', () => {
  test('in braces, not in quotes, filters, parts of things and names of what a filter is given', () => {
    expect(renamedInText('price {{ price | money: currency: "price" }} {{ offer.price }}', upper)).toBe(
      'price {{ PRICE | money: currency: "price" }} {{ OFFER.price }}',
    )
    expect(renamedInText('{% if a == "}}" and b-%}{{ t.call }}{% endif %} {{- t["x y"] -}}', upper)).toBe(
      '{% if A == "}}" AND B-%}{{ t.call_2 }}{% endif %} {{- t["x y_2"] -}}',
    )
    expect(renamedInCondition("price > 10 and not (name contains 'price')", upper)).toBe(
      "PRICE > 10 AND NOT (NAME CONTAINS 'price')",
    )
  })

  test('a text of which nothing is renamed is the same, whatever stands in it', () => {
    const same = { variable: (name: string) => name, string: (name: string) => name }
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'{}%"\'|.:t[] ab-_1\n') }), (text) => {
        expect(renamedInText(text, same)).toBe(text)
        expect(renamedInCondition(text, same)).toBe(text)
      }),
    )
  })
})

describe('what is copied has along what it names, and nothing else', () => {
  test('variables, texts that name others, styles with their colours and fonts, the logo', () => {
    const fragment = copied(sale, 0, 1, 2)
    expect(Object.keys(fragment.variables).sort()).toEqual(['photo', 'price'])
    expect(fragment.strings).toEqual({
      en: { only: 'Only {{ t.from }}', from: 'from' },
      de: { only: 'Nur {{ t.from }}', from: 'ab' },
    })
    expect(Object.keys(fragment.colours).sort()).toEqual(['accent', 'ink'])
    expect(Object.keys(fragment.fonts)).toEqual(['main'])
    expect(fragment.logo).toBe('assets/logo.svg')
    const read = readFragment(JSON.stringify(fragment))
    expect(read).toEqual({ is: 'fragment', fragment })
  })

  test('the items of a repeated scene are no variables, its list is one', () => {
    const fragment = fragmentOf(draftOf(sale), 'sale', { kind: 'scene', scene: 1 })!
    expect(Object.keys(fragment.variables)).toEqual(['sizes'])
    const { scenes } = carriedInto(
      draftOf({ ...bare, variables: { sizes: { type: 'text' }, item: { type: 'number' } } }),
      fragment,
      there,
    )
    expect(scenes[0]).toMatchObject({
      repeat: { over: 'sizes_2' },
      layers: [{ text: '{{ item }} of {{ sizes_2.size }}' }],
    })
  })
})

describe('what is pasted into another template finds there what it names', () => {
  test('what is missing is added, files are asked for and stand where they were put', () => {
    const fragment = copied(sale, 0, 1, 2)
    const dry = carriedInto(draftOf(bare), fragment, there)
    expect(dry.files.sort()).toEqual(['assets/logo.svg', 'assets/none.png', 'assets/outfit.ttf'])
    const files = new Map([
      ['assets/logo.svg', 'assets/logo-2.svg'],
      ['assets/none.png', 'assets/none.png'],
      ['assets/outfit.ttf', null],
    ])
    const made = carriedInto(draftOf(bare), fragment, { ...there, files })
    const json = applied(bare, made.changes)
    expect(json).toMatchObject({
      variables: { price: { type: 'money' }, photo: { fallback: 'assets/none.png' } },
      brand: {
        logo: 'assets/logo-2.svg',
        colours: { accent: '#d8572a', ink: '#17324d' },
        textStyles: { big: sale.brand.textStyles.big },
      },
      languages: { en: { strings: { only: 'Only {{ t.from }}', from: 'from' } } },
    })
    // Texts that name no font had Inter so far.
    expect(Object.keys(json.brand.fonts)).toEqual(['inter', 'main'])
    expect(made.notes).toContainEqual({ note: 'file-missing', file: 'assets/outfit.ttf' })
    expect(made.notes).toContainEqual({ note: 'formats-left', formats: ['tall'] })
    expect(made.layers[0]).not.toHaveProperty('formats')
    expect(made.layers[1]).toEqual(sale.scenes[0]!.layers[1])
  })

  test('a variable of the same name and type serves, one of another type gets another name, and all that names it follows', () => {
    const fragment = copied(sale, 1)
    const same = carriedInto(draftOf({ ...bare, variables: { price: { type: 'money' } } }), fragment, there)
    expect(same.changes.some(({ path }) => path[0] === 'variables')).toBe(false)
    const made = carriedInto(
      draftOf({ ...bare, variables: { price: { type: 'text' }, price_2: { type: 'text' } } }),
      fragment,
      there,
    )
    expect(made.changes).toContainEqual({ path: ['variables', 'price_3'], value: sale.variables.price })
    expect(made.layers[0]).toMatchObject({
      text: '{{ t.only }} {{ price_3 | money }}',
      when: 'price_3 > 10',
    })
    expect(made.notes).toContainEqual({ note: 'renamed', kind: 'variable', from: 'price', to: 'price_3' })
  })

  test('texts that are others there get another name, in every language; what is not translated is named', () => {
    const json = {
      ...bare,
      languages: { en: { strings: { from: 'of', only: 'Only {{ t.from }}' } }, 'de-AT': {}, fr: {} },
    }
    const made = carriedInto(draftOf(json), copied(sale, 1), there)
    const { languages } = applied(json, made.changes)
    expect(languages).toEqual({
      en: {
        strings: {
          from: 'of',
          only: 'Only {{ t.from }}',
          from_2: 'from',
          only_2: 'Only {{ t.from_2 }}',
        },
      },
      'de-AT': { strings: { from_2: 'ab', only_2: 'Nur {{ t.from_2 }}' } },
      fr: { strings: { from_2: 'from', only_2: 'Only {{ t.from_2 }}' } },
    })
    expect(made.layers[0]!.text).toBe('{{ t.only_2 }} {{ price | money }}')
    expect(made.notes).toContainEqual({ note: 'language-missing', language: 'fr', instead: 'en' })
  })

  test('looks of the same name are this template’s, or come along under another name', () => {
    const json = { ...bare, brand: { colours: { accent: '#00ff00', ink: '#17324D' } } }
    const here = carriedInto(draftOf(json), copied(sale, 1), there)
    expect(here.conflicts).toEqual(['accent'])
    expect(here.layers[0]).toMatchObject({ style: 'big', look: { plate: { colour: 'ink' } } })
    const both = carriedInto(draftOf(json), copied(sale, 1), { ...there, keep: 'both' })
    const { brand } = applied(json, both.changes)
    expect(brand.colours).toEqual({ accent: '#00ff00', ink: '#17324D', 'accent-2': '#d8572a' })
    expect(brand.textStyles.big.colour).toBe('accent-2')
  })

  test('pixels of a larger canvas are as large as they were, percentages stay', () => {
    const made = carriedInto(
      draftOf({ ...bare, canvas: { width: 3840, height: 2160 } }),
      copied(sale, 0, 1),
      there,
    )
    expect(made.layers[0]!.box).toEqual({ x: 20, width: 400, height: '50%' })
    expect(made.layers[1]!.look).toEqual({ size: 80, plate: { colour: 'ink', paddingX: 16 } })
  })

  test('pasted for one format alone a layer stands there as it stood where it was copied, and nowhere else', () => {
    const fragment = fragmentOf(draftOf(sale, 'tall'), 'sale', [layerOf(0)])!
    const made = carriedInto(draftOf(sale, 'wide'), fragment, { ...there, isSame: true, onlyHere: true })
    expect(made.layers[0]).toMatchObject({
      box: { x: 0, width: 200 },
      hidden: true,
      formats: { wide: { hidden: false } },
    })
    expect(made.changes).toEqual([])
  })
})

describe('a clipboard may hold anything', () => {
  test('what is no fragment is foreign, what only calls itself one is damaged', () => {
    const fragment = copied(sale, 0, 1)
    for (const text of ['', 'Hello', '[1]', '{"a": 1}', JSON.stringify(sale), '<b>"reelmillFragment"</b>'])
      expect(readFragment(text).is).toBe('foreign')
    const hostile: unknown[] = [
      { reelmillFragment: 2 },
      { ...fragment, layers: [] },
      { ...fragment, layers: [null] },
      { ...fragment, layers: [{ id: {} }] },
      { ...fragment, template: '../../etc' },
      { ...fragment, logo: '/etc/passwd' },
      { ...fragment, logo: '../../secret.png' },
      { ...fragment, variables: { 'a b': { type: 'text' } } },
      { ...fragment, variables: { a: { type: 'code' } } },
      { ...fragment, colours: { accent: 'url(x)' } },
      { ...fragment, canvas: { width: 0, height: 'x' } },
      { ...fragment, run: 'rm' },
    ]
    for (const value of hostile) expect(readFragment(JSON.stringify(value)).is).toBe('damaged')
    expect(readFragment(`{"reelmillFragment": ${'['.repeat(9_000)}`).is).toBe('damaged')
    expect(readFragment(`${JSON.stringify(fragment)} x`).is).toBe('damaged')
  })

  test('whatever layers and scenes are made of, carrying them neither fails nor reaches anything else', () => {
    const names = fc.constantFrom(
      'text',
      'look',
      'formats',
      'source',
      'fill',
      'stops',
      'layers',
      'repeat',
      'when',
      'box',
    )
    const anything = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom<unknown>(null, 7, '{{ price }', '{% for', 'var:photo', 'constructor', true),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(names, tie('value'), { maxKeys: 4 }),
      ),
    })).value
    fc.assert(
      fc.property(fc.dictionary(names, anything), (part) => {
        const own = { ...copied(sale, 1), layers: [{ ...part, id: 'x' }], scenes: [{ ...part, id: 'y' }] }
        const read = readFragment(JSON.stringify(own))
        if (read.is !== 'fragment') return
        for (const json of [bare, sale, {}])
          carriedInto(draftOf(json), read.fragment, { ...there, keep: 'both' })
      }),
    )
    const text = JSON.stringify(copied(sale, 1)).replace('"id":', '"__proto__":{"polluted":true},"id":')
    const read = readFragment(text)
    if (read.is === 'fragment') carriedInto(draftOf(bare), read.fragment, there)
    expect(read.is).toBe('fragment')
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
  })
})
