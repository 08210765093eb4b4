import {
  type BrokenRow,
  type RowProblem,
  rejectedColumns,
  type SourceRow,
} from '../../../src-shared/data/rows.ts'
import type { TableDescription } from '../../../src-shared/data/tables.ts'
import { isBroken } from '../../outside/tables/open-table.ts'
import { startTable } from '../../outside/tables/write-table.ts'
import { guarded, unguarded } from './formula-guard.ts'

/** A record that is set aside, and everything that is wrong with it. */
export type RejectedRow = { source: SourceRow | BrokenRow; problems: RowProblem[] }

/** A rejected-rows file that is being written. */
type RejectedFile = {
  add(rejected: RejectedRow): Promise<void>
  /** Gives the file its name, or removes it when no row was added. Answers the number of rows. */
  finish(): Promise<number>
  /** Removes what was written. */
  abandon(): Promise<void>
}

/** What stands between several problems of one row. */
export const between = ' | '

/**
 * Starts a file of rejected rows: the table's own columns with their cells as they were, then what is wrong and what to
 * do, one record a bad record. It can be mended and read again: `_row` keeps each record's number, the other added
 * columns are passed over. A record that couldn't be laid over the columns has its text in `_value` and no cells.
 * `table` is the table that the rows come from; its delimiter is kept, since its owner's programs know it.
 */
export async function startRejected(
  path: string,
  table: { columns: readonly string[]; description: Pick<TableDescription, 'delimiter'> },
): Promise<RejectedFile> {
  const columns = table.columns.filter((column) => !isAdded(column))
  // Read again, a heading counts the same with and without its apostrophe; one that has it gets no second one.
  const headings = columns.map((column) => (column.startsWith("'") ? column : guarded(column)))
  const writer = await startTable(path, [...headings, ...rejectedColumns], table.description.delimiter ?? ',')
  let rows = 0
  return {
    async add({ source, problems }) {
      rows += 1
      const cells = columns.map((column) => (isBroken(source) ? '' : originalCell(source, column)))
      const join = (part: (problem: RowProblem) => string | null) =>
        problems.map((problem) => part(problem) ?? '').join(between)
      await writer.add(
        [
          ...cells,
          String(source.line),
          join(({ column }) => column),
          isBroken(source) ? source.raw : join(({ value }) => value),
          join(({ rule }) => rule),
          join(({ message }) => message),
          join(({ whatToDo }) => whatToDo),
          String(source.number),
        ].map((cell) => guarded(cell)),
      )
    },
    async finish() {
      if (rows === 0) await writer.abandon()
      else await writer.finish()
      return rows
    },
    abandon: () => writer.abandon(),
  }
}

/** Writes all rejected rows at once. Answers their number; without one, no file is written. */
export async function writeRejected(
  path: string,
  table: Parameters<typeof startRejected>[1],
  rejected: Iterable<RejectedRow> | AsyncIterable<RejectedRow>,
): Promise<number> {
  const file = await startRejected(path, table)
  try {
    for await (const row of rejected) await file.add(row)
    return await file.finish()
  } catch (error) {
    await file.abandon()
    throw error
  }
}

/**
 * Gives a record of a rejected-rows file its own number back and its cells as they were. A record that could not be
 * laid over the columns and has not been mended since stays broken. Other tables' records pass unchanged.
 */
export function restored(row: SourceRow | BrokenRow): SourceRow | BrokenRow {
  if (isBroken(row) || !Object.hasOwn(row.cells, '_row')) return row
  const own = row.cells._row
  const number = own !== null && own !== undefined && /^\s*\d{1,9}\s*$/.test(own) ? Number(own) : row.number
  const cells: SourceRow['cells'] = {}
  let filled = false
  for (const [column, cell] of Object.entries(row.cells)) {
    define(cells, column, cell === null ? null : unguarded(cell))
    if (cell !== null && !isAdded(column)) filled = true
  }
  if (filled) return { ...row, number, cells }
  return {
    number,
    line: row.line,
    raw: cells._value ?? '',
    broken: {
      rule: 'row.not-mended',
      message: 'The record was set aside because it didn’t fit the columns, and its cells are still empty.',
      whatToDo: 'Fill in its cells from the text in the column _value, or delete the line.',
    },
  }
}

function isAdded(column: string) {
  return (rejectedColumns as readonly string[]).includes(column)
}

function define(cells: SourceRow['cells'], column: string, cell: string | null) {
  // A column may be called __proto__.
  Object.defineProperty(cells, column, { value: cell, enumerable: true, writable: true, configurable: true })
}

/** Numbers whose plain notation could be read as grouped get a zero more: the file says no longer that they are numbers. */
function originalCell(row: SourceRow, column: string) {
  const cell = row.cells[column] ?? ''
  return row.plainNumbers?.includes(column) ? cell.replace(/%?$/, '0$&') : cell
}
