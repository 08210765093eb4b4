import { describe, expect, test } from 'vitest'
import {
  checkGroups,
  columnOrder,
  goodRows,
  markedRows,
  movedBy,
  problemsIn,
} from '../../src-renderer/view-math/table-view.ts'
import type { CheckReport } from '../../src-shared/contract/commands.ts'
import type { TableRow } from '../../src-shared/contract/tables.ts'

const report: CheckReport = {
  rows: 10,
  rejectedRows: 2,
  videos: 8,
  problems: [
    {
      line: 3,
      rowNumber: 2,
      key: 'B',
      column: 'price',
      value: 'n/a',
      rule: 'money',
      message: 'No amount.',
      whatToDo: 'Write one.',
    },
  ],
  problemCount: 5,
  findings: [
    {
      severity: 'warning',
      rule: 'asset.fallback',
      message: 'Stands in.',
      whatToDo: 'Put it there.',
      rowKey: 'A',
      line: 2,
      language: null,
      format: null,
      scene: null,
      layer: null,
      column: 'picture',
    },
    {
      severity: 'warning',
      rule: 'text.small',
      message: 'Small.',
      whatToDo: 'Make it larger.',
      rowKey: null,
      line: null,
      language: 'de',
      format: 'tall',
      scene: 'card',
      layer: 'words',
    },
  ],
  findingCount: 2,
  rules: { money: 5, 'asset.fallback': 1, 'text.small': 1 },
  errors: 5,
  warnings: 2,
  matrix: [],
  seconds: 1,
}
const row: TableRow = {
  number: 2,
  line: 3,
  cells: ['B', 'n/a'],
  cut: [],
  problems: [],
  warnings: [],
  setAside: false,
  mended: [],
  raw: null,
}

describe('the records on show', () => {
  test('what the template reads comes first, plain columns before those of languages', () => {
    const mapping = [
      { variable: 'name', column: 'name', language: null },
      { variable: 'name', column: 'name_de', language: 'de' },
      { variable: 'price', column: 'cost', language: null },
    ]
    const order = columnOrder(['extra', 'sku', 'name', 'name_de', 'cost'], mapping, 'sku')
    expect(order.map(({ name }) => name)).toEqual(['sku', 'name', 'cost', 'name_de', 'extra'])
    expect(order.at(-1)).toEqual({ name: 'extra', used: false })
  })

  test('keys go from cell to cell, never out of the table, and mark rows with Shift', () => {
    const at = { index: 5, column: 'b', to: 5 }
    const move = (key: string, how: Partial<{ shift: boolean; ctrl: boolean }> = {}) =>
      movedBy(key, at, ['a', 'b', 'c'], 8, { page: 20, shift: false, ctrl: false, ...how })
    expect(move('ArrowDown')).toEqual({ index: 6, column: 'b', to: 6 })
    expect(move('PageDown')).toEqual({ index: 7, column: 'b', to: 7 })
    expect(move('ArrowRight', { ctrl: true })).toEqual({ index: 5, column: 'c', to: 5 })
    expect(move('Home', { ctrl: true })).toEqual({ index: 0, column: 'a', to: 0 })
    const marked = move('ArrowUp', { shift: true })!
    expect(marked).toEqual({ index: 5, column: 'b', to: 4 })
    expect(markedRows(marked)).toEqual({ first: 4, last: 5 })
    expect(move('q')).toBeNull()
  })

  test('a cell names each rule once, and what only warns apart from what is wrong', () => {
    const problem = { column: 'price', rule: 'money', message: 'm', whatToDo: 'w' }
    const faulty = { ...row, problems: [problem, problem, { ...problem, column: null }], warnings: [problem] }
    expect(problemsIn(faulty, 'price', 'problems')).toEqual([problem])
    expect(problemsIn(faulty, 'price', 'warnings')).toEqual([problem])
    expect(problemsIn(faulty, 'name', 'problems')).toEqual([])
  })

  test('a check is grouped by kind, errors first, each with its whole count and the place that it leads to', () => {
    const groups = checkGroups(report)
    expect(groups.map(({ rule, severity, count }) => [rule, severity, count])).toEqual([
      ['money', 'error', 5],
      ['asset.fallback', 'warning', 1],
      ['text.small', 'warning', 1],
    ])
    expect(groups.map(({ things }) => things[0]!.to)).toEqual([
      { place: 'row', number: 2, line: 3, column: 'price' },
      { place: 'row', number: null, line: 2, column: 'picture' },
      { place: 'template' },
    ])
    expect(groups[2]!.things[0]!.target).toMatchObject({ scene: 'card', layer: 'words' })
  })

  test('rows that become videos are those that nothing and nobody sets aside', () => {
    const counts = { records: 100, bad: 5, warned: 9, setAside: 10, mended: 3 }
    const table = { ...counts, problems: [], warnings: [], isWhole: true, fault: null }
    expect(goodRows(table)).toBe(85)
  })
})
