import { expect, test } from 'vitest'
import { batchName, parseNamePattern } from '../../../src-main/core/output-names/name-pattern.ts'
import {
  collisionText,
  type NameFacts,
  namingValues,
  outputName,
} from '../../../src-main/core/output-names/output-name.ts'
import { fitPart, safePart, utf8Length } from '../../../src-main/core/output-names/safe-part.ts'
import { defaultNamePattern } from '../../../src-shared/batches/batch.ts'
import type { StudioError } from '../../../src-shared/contract/errors.ts'
import { pathKey } from '../../../src-shared/data/file-names.ts'
import fc from '../../helpers/at-random.ts'

const facts = (changes: Partial<NameFacts> = {}): NameFacts => ({
  batch: 'products',
  template: 'product-showcase',
  key: 'HK-101',
  row: '1',
  language: 'es',
  format: 'landscape',
  quality: 'standard',
  date: '2026-11-21',
  values: { category: { type: 'text', text: 'Kitchen' } },
  cells: { 'Product Group': 'Mugs' },
  codec: 'h264',
  ...changes,
})
const name = (pattern: string, changes: Partial<NameFacts> = {}) => {
  const given = facts(changes)
  return outputName(parseNamePattern(pattern, Object.keys(given.values), Object.keys(given.cells)), given)
    .path
}
const category = (text: string) => ({ values: { category: { type: 'text' as const, text } } })
const refusal = (pattern: string) => {
  try {
    parseNamePattern(pattern, ['category'], ['Product Group'])
  } catch (error) {
    return error as StudioError
  }
  throw new Error(`${pattern} was accepted`)
}

test('a pattern becomes folders and a name, with the extension of the format', () => {
  expect(name('{batch}/{category}/{key}_{language}_{format}')).toBe(
    'products/Kitchen/HK-101_es_landscape.mp4',
  )
  expect(name('{date}/{template}/{row}-{quality}', { codec: 'gif' })).toBe(
    '2026-11-21/product-showcase/1-standard.gif',
  )
  expect(name('{key}', { codec: 'vp9' })).toBe('HK-101.webm')
  expect(name('{key}', { codec: 'prores' })).toBe('HK-101.mov')
})

test('any column of the table may stand in a pattern, written with or without spaces and capitals', () => {
  expect(name('{Product Group}/{key}')).toBe('Mugs/HK-101.mp4')
  expect(name('{product_group}/{KEY}')).toBe('Mugs/HK-101.mp4')
})

test('values of every type read well in a name', () => {
  const values: NameFacts['values'] = {
    price: { type: 'money', amount: 129.5, currency: 'EUR' },
    count: { type: 'number', number: 3 },
    off: { type: 'percent', percent: 12.5 },
    day: { type: 'date', day: '2026-11-21' },
    new: { type: 'boolean', yes: true },
    tint: { type: 'colour', hex: '#0f3d3e' },
    photo: { type: 'image', source: 'images/mug.front.png' },
    clip: { type: 'video', source: 'https://example.com/a/b/clip.mp4?token=1' },
    tags: { type: 'list', items: [{ type: 'text', text: 'a' }, null, { type: 'number', number: 2 }] },
    size: { type: 'one-of', choice: 'L' },
  }
  expect(name('{price}_{count}_{off}_{day}_{new}_{tint}_{photo}_{clip}_{tags}_{size}', { values })).toBe(
    '129.5 EUR_3_12.5_2026-11-21_yes_#0f3d3e_mug.front_clip_a-2_L.mp4',
  )
})

test('an empty folder is left out, an empty name becomes an underscore, and its hyphen goes with it', () => {
  expect(name('{category}/{key}', category(''))).toBe('HK-101.mp4')
  expect(name('{category}', category(' '))).toBe('_.mp4')
  expect(name('{category}-{key}', category(''))).toBe('HK-101.mp4')
  expect(name('{key}_{category}_{language}', category(''))).toBe('HK-101_es.mp4')
  expect(name('{category}_x/{key}', category(''))).toBe('x/HK-101.mp4')
})

test('the default pattern does without a category, any other pattern says which name it does not know', () => {
  expect(name(defaultNamePattern, { values: {} })).toBe('HK-101_es_landscape.mp4')
  const error = refusal('{categorie}/{key}')
  expect(error.code).toBe('name.pattern')
  expect(error.message).toContain('{categorie}')
  expect(error.whatToDo).toContain('{category}')
})

test.each([
  ['../{key}', 'leaves the output folder'],
  ['a/../../{key}', 'leaves the output folder'],
  ['..\\{key}', 'leaves the output folder'],
  ['/etc/{key}', 'absolute'],
  ['C:\\videos\\{key}', 'absolute'],
  ['~/{key}', 'absolute'],
  ['{key', 'brace'],
  ['key}', 'brace'],
  ['', 'empty'],
  ['.mp4', 'empty'],
])('the pattern "%s" is refused: %s', (pattern, why) => {
  expect(refusal(pattern).message).toContain(why)
})

test('a video extension that somebody writes into the pattern is not doubled', () => {
  expect(name('{key}.mp4')).toBe('HK-101.mp4')
  expect(name('{key}.mp4', { codec: 'gif' })).toBe('HK-101.gif')
})

test.each([
  ['../../etc/passwd', '_-..-etc-passwd'],
  ['a/b\\c', 'a-b-c'],
  ['What? "Now" <here>: *yes*|no', 'What- -Now- -here- -yes-no'],
  ['CON', 'CON_'],
  ['nul', 'nul_'],
  ['com1.backup', 'com1_.backup'],
  ['LPT¹', 'LPT¹_'],
  ['Console', 'Console'],
  ['dots...', 'dots'],
  ['space ', 'space'],
  ['. .', ''],
  ['.hidden', '_hidden'],
  ['invoice\u202egpj.exe', 'invoicegpj.exe'],
  ['zero\u200bwidth\ufeff', 'zerowidth'],
  ['tab\there\nand\u0000there\u0007', 'tab here andthere'],
  ['lone\ud800', 'lone'],
  ['e\u0301', 'é'],
  ['میخواهم', 'میخواهم'],
  ['👩‍👩‍👧', '👩‍👩‍👧'],
])('%j is written as %j in a path', (given, expected) => {
  expect(safePart(given)).toBe(expected)
})

test('a long name is cut at a whole character and stays different from its neighbours', () => {
  const one = fitPart(`${'ü'.repeat(300)}1`)
  const two = fitPart(`${'ü'.repeat(300)}2`)
  expect(utf8Length(one)).toBeLessThanOrEqual(200)
  expect(one).not.toBe(two)
  expect(one).toMatch(/^ü+~[0-9a-f]{10}$/)
  expect(fitPart('👨‍👩‍👧‍👦'.repeat(20))).toMatch(/^(👨‍👩‍👧‍👦)+~[0-9a-f]{10}$/u)
  expect(utf8Length(name('{key}', { key: 'k'.repeat(400) }))).toBe(200)
})

test('names that differ in case or composition alone are one file', () => {
  expect(pathKey('Kitchen/MUG.mp4')).toBe(pathKey('kitchen/mug.MP4'))
  expect(pathKey('caf\u00e9')).toBe(pathKey('cafe\u0301'))
  expect(pathKey('STRASSE')).toBe(pathKey('Straße'))
  expect(pathKey('a')).not.toBe(pathKey('b'))
})

test('whatever stands in the data, the path stays inside the output folder and every system takes it', () => {
  const text = fc.string({ unit: 'binary', maxLength: 400 })
  fc.assert(
    fc.property(text, text, (key, folder) => {
      const path = name('{category}/{key}_{language}', { key, ...category(folder) })
      for (const part of path.split('/')) {
        expect(part).not.toBe('')
        expect(part).not.toMatch(/^\.{1,2}$/)
        expect(part).not.toMatch(/[<>:"\\|?*\p{Cc}]|[. ]$/u)
        expect(part).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i)
        expect(utf8Length(part)).toBeLessThanOrEqual(200)
        expect(part.normalize('NFC')).toBe(part)
        expect(part.isWellFormed()).toBe(true)
      }
      expect(path.split('/').length).toBeLessThanOrEqual(2)
    }),
    { numRuns: 500 },
  )
})

test('a collision names both lines, or what the pattern lacks', () => {
  const one = { line: 5, key: 'A', language: 'en', format: 'square' }
  const rows = collisionText('a.mp4', one, { ...one, line: 9, key: 'a' })
  expect(rows.message).toContain('line 5')
  expect(rows.message).toContain('line 9')
  expect(collisionText('a.mp4', one, { ...one, language: 'es' }).whatToDo).toContain('{language}')
  expect(collisionText('a.mp4', one, { ...one, format: 'gif' }).whatToDo).toContain('{format}')
})

test('a collision is not answered with a name that the pattern has already', () => {
  const one = { line: 5, key: 'A', language: 'en', format: 'square' }
  const advice = (pattern: string) =>
    collisionText('a.mp4', one, { ...one, line: 9, key: 'a' }, parseNamePattern(pattern, [], [])).whatToDo
  expect(advice('{batch}')).toContain('Add {key} or {row}')
  expect(advice('{batch}/{key}')).toContain('Add {row} to')
})

test('a batch is called like its table', () => {
  expect(
    ['data/products.csv', 'C:\\data\\Spring 2026.xlsx', 'a/b.csv.gz', '.csv', 'plain'].map(batchName),
  ).toEqual(['products', 'Spring 2026', 'b', '.csv', 'plain'])
})

test('all languages of a row lie in the folder of its category', () => {
  const text = (words: string) => ({ type: 'text' as const, text: words })
  const row = {
    number: 1,
    line: 2,
    key: 'A',
    values: { category: text('Kitchen'), name: null },
    byLanguage: { es: { category: text('Cocina'), name: text('Taza') } },
  }
  expect(namingValues(row, 'es')).toEqual({ category: text('Kitchen'), name: text('Taza') })
  expect(namingValues(row, 'fr')).toEqual(row.values)
})
