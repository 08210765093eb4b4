import type { CheckReport } from '../../src-shared/contract/commands.ts'
import type { CellProblem, TableRow, TableStanding } from '../../src-shared/contract/tables.ts'
import type { ColumnMapping } from '../../src-shared/data/rows.ts'
import { type EditorTarget, targetOf } from './editor-target.ts'

/** Records that are asked for at once. */
export const pageSize = 100

/** Which records of an opened table are on show. */
export type ShownView = {
  show: 'all' | 'problems' | 'warnings' | 'set-aside' | 'mended'
  search: string
  problem: { rule: string; column: string | null } | null
}
export const wholeTable: ShownView = { show: 'all', search: '', problem: null }

/** A cell by its place in the view and its column; `to`: where a stretch of marked rows ends. */
export type ActiveCell = { index: number; column: string; to: number }

/** Rows that are marked: from the first to the last index. */
export function markedRows({ index, to }: ActiveCell): { first: number; last: number } {
  return { first: Math.min(index, to), last: Math.max(index, to) }
}

/** Columns that the template reads first, in its order, then the others as the table has them. */
export function columnOrder(
  columns: readonly string[],
  mapping: ColumnMapping,
  key: string | null,
): { name: string; used: boolean }[] {
  const used = new Set([
    ...(key !== null && columns.includes(key) ? [key] : []),
    ...[...mapping]
      .sort((one, other) => Number(one.language !== null) - Number(other.language !== null))
      .map(({ column }) => column)
      .filter((column) => columns.includes(column)),
  ])
  return [
    ...[...used].map((name) => ({ name, used: true })),
    ...columns.filter((name) => !used.has(name)).map((name) => ({ name, used: false })),
  ]
}

/** Pixels for a column, from its name and the cells that are known. */
export function columnWidth(name: string, cells: readonly (string | null)[]): number {
  const longest = Math.max(name.length + 3, ...cells.map((cell) => cell?.length ?? 0))
  return Math.round(Math.min(280, Math.max(84, 28 + longest * 7.2)))
}

/** Where a cell goes with a key that moves; null: the key moves nothing. */
export function movedBy(
  key: string,
  active: ActiveCell,
  columns: readonly string[],
  rows: number,
  how: { page: number; shift: boolean; ctrl: boolean },
): ActiveCell | null {
  const from = how.shift ? active.to : active.index
  const at = Math.max(0, columns.indexOf(active.column))
  const row = (index: number): ActiveCell => {
    const next = Math.max(0, Math.min(rows - 1, index))
    return how.shift ? { ...active, to: next } : { ...active, index: next, to: next }
  }
  const column = (index: number): ActiveCell => ({
    ...active,
    column: columns[Math.max(0, Math.min(columns.length - 1, index))] ?? active.column,
    to: active.index,
  })
  switch (key) {
    case 'ArrowDown':
      return row(how.ctrl ? rows - 1 : from + 1)
    case 'ArrowUp':
      return row(how.ctrl ? 0 : from - 1)
    case 'PageDown':
      return row(from + how.page)
    case 'PageUp':
      return row(from - how.page)
    case 'ArrowRight':
      return column(how.ctrl ? columns.length - 1 : at + 1)
    case 'ArrowLeft':
      return column(how.ctrl ? 0 : at - 1)
    case 'Home':
      return how.ctrl ? { ...row(0), column: columns[0] ?? active.column } : column(0)
    case 'End':
      return how.ctrl ? row(rows - 1) : column(columns.length - 1)
    default:
      return null
  }
}

/** What is wrong with a row in a column, each rule once. */
export function problemsIn(row: TableRow, column: string, of: 'problems' | 'warnings'): CellProblem[] {
  const seen = new Set<string>()
  return row[of].filter((problem) => {
    if (problem.column !== column || seen.has(problem.rule)) return false
    seen.add(problem.rule)
    return true
  })
}

/** One finding or problem of a check, with the place that it leads to. */
export type CheckedThing = {
  severity: 'error' | 'warning'
  message: string
  whatToDo: string
  value: string | null
  rowKey: string | null
  language: string | null
  format: string | null
  to:
    | { place: 'row'; number: number | null; line: number; column: string | null }
    | { place: 'template' }
    | null
  /** Of a finding about the template, or about what a row makes of it: the place in the editor. */
  target: EditorTarget | null
}
export type CheckGroup = {
  rule: string
  severity: 'error' | 'warning'
  count: number
  things: CheckedThing[]
}

/** What a check found, by rule: errors first, then the most frequent. */
export function checkGroups(report: CheckReport): CheckGroup[] {
  const groups = new Map<string, CheckGroup>()
  const add = (rule: string, thing: CheckedThing) => {
    const group = groups.get(rule)
    if (group === undefined)
      groups.set(rule, { rule, severity: thing.severity, count: report.rules[rule] ?? 1, things: [thing] })
    else {
      group.things.push(thing)
      if (thing.severity === 'error') group.severity = 'error'
    }
  }
  for (const { rule, message, whatToDo, value, key, rowNumber, line, column } of report.problems)
    add(rule, {
      severity: 'error',
      message,
      whatToDo,
      value,
      rowKey: key,
      language: null,
      format: null,
      to: { place: 'row', number: rowNumber, line, column },
      target: null,
    })
  for (const found of report.findings) {
    const { severity, rule, message, whatToDo, rowKey, line, language, format } = found
    const target = targetOf(found)
    const column = found.column ?? null
    add(rule, {
      severity,
      message,
      whatToDo,
      value: null,
      rowKey,
      language,
      format,
      to:
        line !== null
          ? { place: 'row', number: null, line, column }
          : target !== null
            ? { place: 'template' }
            : null,
      target,
    })
  }
  const weight = ({ severity }: CheckGroup) => (severity === 'error' ? 0 : 1)
  return [...groups.values()].sort((one, other) => weight(one) - weight(other) || other.count - one.count)
}

/** Rows that will become videos, as far as the table was read: those of its records that nobody and nothing sets aside. */
export function goodRows(table: TableStanding): number {
  return Math.max(0, table.records - table.bad - table.setAside)
}
