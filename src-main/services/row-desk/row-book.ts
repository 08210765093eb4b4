import type { z } from 'zod'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import type {
  TableChanged,
  TableRow,
  TableStanding,
  tableChange,
  tableView,
} from '../../../src-shared/contract/tables.ts'
import type { Correction, Corrections } from '../../../src-shared/data/corrections.ts'
import type { BrokenRow, Row, RowProblem, SourceRow } from '../../../src-shared/data/rows.ts'
import type { IndexedRow, RowIndex, Where } from '../../outside/database/row-index.ts'
import { isBroken } from '../../outside/tables/open-table.ts'
import type { ColumnReaders } from '../row-intake/column-readers.ts'
import { isKeyOfTheData, judgeRow, twinOf } from '../row-intake/judge-row.ts'
import { mended } from '../row-intake/mended-rows.ts'
import { type FoundInRow, judgedAnew, warningsOf, withFound } from './found-in-row.ts'
import { createTally } from './problem-tally.ts'

type View = z.output<typeof tableView>
type Change = z.output<typeof tableChange>
type Kept = Pick<RowProblem, 'column' | 'rule' | 'message' | 'whatToDo'>
/** A record as it was read: cells in the columns' order. */
type Read = { cells: (string | null)[]; plain?: string[] } | Pick<BrokenRow, 'raw' | 'broken'>

type RowBookNeeds = {
  index: RowIndex
  columns: readonly string[]
  readers: ColumnReaders
  keyColumn: string | null
  corrections: Corrections
  /** What is wrong with the files that a row names. */
  filesOf(values: Pick<Row, 'values' | 'byLanguage'>): Promise<Kept[]>
}

/** Characters of a cell that a list shows. */
const shown = 200

/** The records of a table under a person's eyes: what is wrong with each, and what was mended. */
export class RowBook {
  readonly #of: RowBookNeeds
  readonly #corrections: Map<number, Correction>
  readonly #tally = createTally()
  readonly #warnings = createTally()
  readonly #counts = { records: 0, bad: 0, warned: 0, setAside: 0, mended: 0 }
  /** The last view that was asked for. One mended record doesn't leave it before somebody looks anew. */
  #seen: { view: string; places: Uint32Array } | null = null

  constructor(needs: RowBookNeeds) {
    this.#of = needs
    this.#corrections = new Map(
      Object.entries(needs.corrections).map(([number, correction]) => [Number(number), correction]),
    )
  }

  /** Enters records in the table's order. */
  async add(sources: readonly (SourceRow | BrokenRow)[]): Promise<void> {
    const { index } = this.#of
    let place = this.#counts.records
    const rows: IndexedRow[] = []
    for (const source of sources) {
      place += 1
      const nothing = { twin: null, cells: null, problems: null, found: null, checked: null, warned: null }
      const blank = { ...nothing, key: null, setAside: 0, mended: 0 } as const
      const read = JSON.stringify(readOf(source, this.#of.columns))
      rows.push(await this.#judged({ ...blank, place, number: source.number, line: source.line, read }))
    }
    index.together(() => {
      for (const row of rows) {
        const twin = row.key === null || row.setAside === 1 ? null : index.firstLineOfKey(row.key)
        const whole = { ...row, twin }
        index.add(whole)
        this.#count(whole, 1)
      }
    })
    this.#counts.records = place
    this.#seen = null
  }

  standing(): Omit<TableStanding, 'isWhole' | 'fault'> {
    return { ...this.#counts, problems: this.#tally.list(), warnings: this.#warnings.list() }
  }

  rows(view: View, offset: number, limit: number): { total: number; rows: TableRow[] } {
    const places = this.#places(view)
    const total = places?.length ?? this.#counts.records
    const rows: TableRow[] = []
    for (let at = offset; at < Math.min(total, offset + limit); at += 1) {
      const row = this.#of.index.at(places === null ? at + 1 : places[at]!)
      if (row !== null) rows.push(this.#shown(row))
    }
    return { total, rows }
  }

  place(
    view: View,
    { number, line }: { number?: number | undefined; line?: number | undefined },
  ): number | null {
    const { index } = this.#of
    const row =
      number !== undefined ? index.ofNumber(number)[0] : line === undefined ? undefined : index.ofLine(line)
    if (row == null) return null
    const places = this.#places(view)
    if (places === null) return row.place - 1
    const at = places.indexOf(row.place)
    return at < 0 ? null : at
  }

  cell(number: number, column: string): { text: string | null; read: string | null } {
    const row = this.#record(number)
    const now = this.#sourceOf(row, this.#corrections.get(number))
    const before = this.#sourceOf(row, undefined)
    const of = (source: SourceRow | BrokenRow) => (isBroken(source) ? null : (source.cells[column] ?? null))
    return { text: of(now), read: of(before) }
  }

  /** The records of a view as they stand now. */
  *sources(where: Where = 'all'): Generator<{ row: IndexedRow; source: SourceRow | BrokenRow }> {
    for (const row of this.#of.index.walk(where))
      yield { row, source: this.#sourceOf(row, this.#corrections.get(row.number)) }
  }

  async change(change: Change): Promise<Omit<TableChanged, 'table'>> {
    const wanted = this.#wanted(change)
    const before: TableChanged['before'] = {}
    const after: TableChanged['after'] = {}
    const changed: IndexedRow[] = []
    const keys = new Set<string>()
    for (const [number, correction] of wanted) {
      const was = this.#corrections.get(number) ?? null
      if (JSON.stringify(was) === JSON.stringify(correction)) continue
      before[number] = was
      after[number] = correction
      if (correction === null) this.#corrections.delete(number)
      else this.#corrections.set(number, correction)
      for (const row of this.#of.index.ofNumber(number)) {
        const judged = await this.#judged(row)
        if (row.key !== null) keys.add(row.key)
        if (judged.key !== null) keys.add(judged.key)
        this.#count(row, -1)
        this.#count(judged, 1)
        changed.push(judged)
      }
    }
    this.#of.index.together(() => {
      for (const row of changed) this.#of.index.change(row)
      for (const key of keys) this.#settleTwins(key)
    })
    const numbers = Object.keys(after).length
    if (numbers > 1 || change.what === 'restore') this.#seen = null
    return { changed: numbers, before, after }
  }

  /**
   * Enters what a check of the records as they stand now found, in the place of what an earlier one did. Of a record that is
   * mended afterwards it no longer counts, and counts again when that is taken back. `breathe`: between two groups.
   */
  async enter(found: ReadonlyMap<number, FoundInRow>, breathe: () => Promise<unknown>): Promise<void> {
    const { index } = this.#of
    const numbers = [...found.keys()]
    const before = index.places('found').map((place) => index.at(place)!.number)
    const all = [...new Set([...before, ...numbers])]
    for (let at = 0; at < all.length; at += enteredAtOnce) {
      index.together(() => {
        for (const number of all.slice(at, at + enteredAtOnce))
          for (const row of index.ofNumber(number)) {
            const entered = withFound(row, found.get(number), this.#mendedCells(number))
            this.#count(row, -1)
            this.#count(entered, 1)
            index.change(entered)
          }
      })
      await breathe()
    }
    this.#seen = null
  }

  #mendedCells(number: number): string {
    return JSON.stringify(this.#corrections.get(number)?.cells ?? {})
  }

  /** Of several records with one key, all but the first have a twin. */
  #settleTwins(key: string): void {
    for (const [at, row] of this.#of.index.ofKey(key).entries()) {
      const twin = at === 0 ? null : this.#of.index.firstLineOfKey(key)
      if (twin === row.twin) continue
      this.#count(row, -1)
      this.#count({ ...row, twin }, 1)
      this.#of.index.change({ ...row, twin })
    }
  }

  /** What each record is to be mended to. */
  #wanted(change: Change): Map<number, Correction | null> {
    const wanted = new Map<number, Correction | null>()
    const now = (number: number) => {
      const planned = wanted.get(number)
      return planned === undefined ? (this.#corrections.get(number) ?? null) : planned
    }
    const write = (number: number, column: string, text: string | null) =>
      wanted.set(number, withCell(now(number), column, text))
    const put = (row: IndexedRow, column: string, text: string) => {
      const source = this.#sourceOf(row, undefined)
      const read = isBroken(source) ? null : (source.cells[column] ?? '')
      write(row.number, column, text === read ? null : text)
    }
    switch (change.what) {
      case 'cells':
        for (const { number, column, text } of change.cells) {
          const row = this.#record(number)
          if (text === null) write(number, column, null)
          else put(row, this.#column(column), text)
        }
        return wanted
      case 'set-aside':
        for (const number of change.numbers) {
          this.#record(number)
          wanted.set(number, withSetAside(now(number), change.setAside))
        }
        return wanted
      case 'fill-down': {
        const column = this.#column(change.column)
        const text = this.cell(change.number, column).text ?? ''
        const first = this.#record(change.number).place
        const those = this.#rowsOf(change.view).filter(({ place }) => place > first)
        for (const row of those.slice(0, change.count)) put(row, column, text)
        return wanted
      }
      case 'replace': {
        const column = this.#column(change.column)
        for (const row of this.#rowsOf(change.view)) {
          const source = this.#sourceOf(row, this.#corrections.get(row.number))
          if (isBroken(source)) continue
          const text = source.cells[column] ?? ''
          const next = change.whole
            ? text === change.find
              ? change.by
              : text
            : change.find === ''
              ? text
              : text.replaceAll(change.find, () => change.by)
          if (next !== text) put(row, column, next)
        }
        return wanted
      }
      case 'set-aside-all':
        for (const { number } of this.#rowsOf(change.view))
          wanted.set(number, withSetAside(now(number), change.setAside))
        return wanted
      case 'restore':
        for (const [number, correction] of Object.entries(change.corrections))
          wanted.set(Number(number), correction)
        return wanted
      default:
        return change satisfies never
    }
  }

  #rowsOf(view: View): IndexedRow[] {
    const places = this.#places(view)
    if (places === null) return [...this.#of.index.walk('all')]
    return [...places].flatMap((place) => this.#of.index.at(place) ?? [])
  }

  /** Null: all of them, in their order. */
  #places(view: View): Uint32Array | null {
    const search = view.search.trim().toLowerCase()
    const searchAsKept = JSON.stringify(search).slice(1, -1)
    if (view.show === 'all' && search === '') return null
    const name = JSON.stringify([view.show, view.problem, search])
    if (this.#seen?.view === name) return this.#seen.places
    const where = whereOf[view.show]
    const { index } = this.#of
    let places: number[] = []
    if (search === '' && view.problem === null) places = index.places(where)
    else
      for (const row of index.walk(where)) {
        if (search !== '') {
          const text = row.cells ?? row.read
          if (!text.toLowerCase().includes(searchAsKept) || !holds(text, search)) continue
        }
        if (view.problem === null || this.#has(row, view.problem)) places.push(row.place)
      }
    this.#seen = { view: name, places: Uint32Array.from(places) }
    return this.#seen.places
  }

  #has(row: IndexedRow, { rule, column }: { rule: string; column: string | null }): boolean {
    return [...this.#problemsOf(row), ...warningsOf(row)].some(
      (problem) => problem.rule === rule && problem.column === column,
    )
  }

  #problemsOf(row: IndexedRow): Kept[] {
    const own: Kept[] = [row.problems, row.checked].flatMap((list) => (list === null ? [] : JSON.parse(list)))
    if (row.twin === null || row.key === null) return own
    const twin = twinOf(this.#sourceOf(row, undefined), this.#of.keyColumn, row.key, row.twin)
    return [kept(twin), ...own]
  }

  #shown(row: IndexedRow): TableRow {
    const { columns } = this.#of
    const correction = this.#corrections.get(row.number)
    const source = this.#sourceOf(row, correction)
    const cells = isBroken(source)
      ? columns.map(() => null)
      : columns.map((column) => source.cells[column] ?? null)
    return {
      number: row.number,
      line: row.line,
      cells: cells.map((cell) => (cell === null || cell.length <= shown ? cell : cell.slice(0, shown))),
      cut: columns.filter((_, at) => (cells[at]?.length ?? 0) > shown),
      problems: this.#problemsOf(row),
      warnings: warningsOf(row),
      setAside: row.setAside === 1,
      mended: Object.keys(correction?.cells ?? {}),
      raw: isBroken(source) ? source.raw.slice(0, 1_000) : null,
    }
  }

  /** A record with what is wrong with it as it stands now; its twin is not looked for. */
  async #judged(row: IndexedRow): Promise<IndexedRow> {
    const { readers, keyColumn, filesOf } = this.#of
    const correction = this.#corrections.get(row.number)
    const source = this.#sourceOf(row, correction)
    const judged = judgeRow(source, readers, keyColumn)
    const problems = [...judged.problems.map(kept), ...(await filesOf(judged))]
    const isMended = correction?.cells !== undefined
    const now: IndexedRow = {
      ...row,
      cells: isMended && !isBroken(source) ? JSON.stringify(Object.values(source.cells)) : null,
      problems: problems.length === 0 ? null : JSON.stringify(problems),
      key: isKeyOfTheData(source, keyColumn) ? judged.key : null,
      twin: null,
      setAside: correction?.setAside === true ? 1 : 0,
      mended: isMended ? 1 : 0,
    }
    return judgedAnew(now, this.#mendedCells(row.number))
  }

  #count(row: IndexedRow, by: 1 | -1): void {
    this.#counts.setAside += row.setAside * by
    this.#counts.mended += row.mended * by
    // What is set aside already is nobody's problem any more.
    if (row.setAside === 1) return
    if (row.warned !== null) {
      this.#counts.warned += by
      this.#warnings.count(warningsOf(row), by)
    }
    if (row.problems === null && row.checked === null && row.twin === null) return
    this.#counts.bad += by
    this.#tally.count(this.#problemsOf(row), by)
  }

  #sourceOf(row: IndexedRow, correction: Correction | undefined): SourceRow | BrokenRow {
    const { columns } = this.#of
    const read = JSON.parse(row.read) as Read
    const { number, line } = row
    if ('broken' in read) return mended({ number, line, ...read }, correction, columns)
    const cells = Object.fromEntries(columns.map((column, at) => [column, read.cells[at] ?? null]))
    const plainNumbers = read.plain === undefined ? {} : { plainNumbers: read.plain }
    return mended({ number, line, cells, ...plainNumbers }, correction, columns)
  }

  #record(number: number): IndexedRow {
    const [row] = this.#of.index.ofNumber(number)
    if (row !== undefined) return row
    throw new StudioError({
      code: 'table.record',
      message: `The table has no record ${number}, or it was not read up to there yet.`,
      whatToDo: 'Wait until the table was read, or open it again.',
    })
  }

  #column(column: string): string {
    if (this.#of.columns.includes(column)) return column
    throw new StudioError({
      code: 'corrections.column',
      message: `The table has no column "${column}".`,
      whatToDo: 'Open the table again: its columns have changed.',
    })
  }
}

/** Records that a check's findings are entered in together. */
const enteredAtOnce = 500

const whereOf: Record<View['show'], Where> = {
  all: 'all',
  problems: 'bad',
  warnings: 'warned',
  'set-aside': 'setAside',
  mended: 'mended',
}

/** Whether a cell of a record holds the text, rather than what the record is kept in: `cells`, `null`, the quotes. */
function holds(kept: string, search: string): boolean {
  const read = JSON.parse(kept) as Read | (string | null)[]
  const cells = Array.isArray(read) ? read : 'broken' in read ? [read.raw] : read.cells
  return cells.some((cell) => cell?.toLowerCase().includes(search) === true)
}

function readOf(source: SourceRow | BrokenRow, columns: readonly string[]): Read {
  if (isBroken(source)) return { raw: source.raw, broken: source.broken }
  const cells = columns.map((column) => source.cells[column] ?? null)
  return source.plainNumbers === undefined ? { cells } : { cells, plain: source.plainNumbers }
}

const kept = ({ column, rule, message, whatToDo }: RowProblem): Kept => ({ column, rule, message, whatToDo })

function withCell(before: Correction | null, column: string, text: string | null): Correction | null {
  const { [column]: _was, ...others } = before?.cells ?? {}
  const cells = text === null ? others : { ...others, [column]: text }
  return somethingOf({ ...before, cells })
}

function withSetAside(before: Correction | null, setAside: boolean): Correction | null {
  const { setAside: _was, ...rest } = before ?? {}
  return somethingOf(setAside ? { ...rest, setAside: true } : rest)
}

/** Null when it says nothing. */
function somethingOf({ cells, setAside }: Correction): Correction | null {
  const given = cells !== undefined && Object.keys(cells).length > 0 ? { cells } : {}
  const correction: Correction = setAside ? { ...given, setAside } : given
  return Object.keys(correction).length === 0 ? null : correction
}
