import { expect, test } from 'vitest'
import { madeUpLocale, madeUpRows } from '../../../src-main/services/editor-engine/made-up-cells.ts'
import { ColumnReaders } from '../../../src-main/services/row-intake/column-readers.ts'
import { judgeRow } from '../../../src-main/services/row-intake/judge-row.ts'
import { type Variables, variableSchema } from '../../../src-shared/data/variables.ts'

const variables: Variables = Object.fromEntries(
  Object.entries({
    name: { type: 'text', title: 'Product name', minLength: 3, maxLength: 30 },
    tiny: { type: 'text', maxLength: 2 },
    told: { type: 'text', example: 'Fjord mug' },
    long: { type: 'text', minLength: 200 },
    count: { type: 'number', min: 100, max: 200, whole: true },
    price: { type: 'money', currency: 'CHF', max: 50 },
    any_price: { type: 'money' },
    off: { type: 'percent', max: 20 },
    day: { type: 'date', from: '2027-01-01' },
    fresh: { type: 'boolean' },
    tint: { type: 'colour' },
    photo: { type: 'image' },
    logo: { type: 'image', fallback: 'assets/logo.png' },
    clip: { type: 'video' },
    voice: { type: 'audio' },
    link: { type: 'url' },
    points: { type: 'list', minItems: 2, separator: ';' },
    prices: { type: 'list', items: 'money' },
    days: { type: 'list', items: 'date' },
    kind: { type: 'one-of', choices: ['a kind', 'another of them', 'b'] },
  }).map(([name, variable]) => [name, variableSchema.parse(variable)]),
)

test('rows that are made up are right for every type of variable', () => {
  const mapping = Object.keys(variables).map((name) => ({ variable: name, column: name, language: null }))
  const rows = madeUpRows(variables)
  const readers = new ColumnReaders(variables, mapping, ['en'], madeUpLocale, [])
  expect(rows).toHaveLength(3)
  for (const row of rows) expect(judgeRow(row, readers, null).problems).toEqual([])
})

test('one says as much as may be, another as little', () => {
  const [usual, much, little] = madeUpRows(variables).map(({ cells }) => cells)
  expect(usual).toMatchObject({ name: 'Product name', told: 'Fjord mug', kind: 'a kind', price: '19.99 CHF' })
  expect(much!.name!.length).toBeGreaterThan(25)
  expect(much!.kind).toBe('another of them')
  expect(little).toMatchObject({ name: 'Prod', kind: 'b' })
  expect(much!.points!.split(';').length).toBeGreaterThan(little!.points!.split(';').length)
})

test("a template's own file stands in where it names one", () => {
  expect(madeUpRows(variables)[0]!.cells).toMatchObject({ logo: 'assets/logo.png', photo: 'sample.png' })
})
