import type { BrokenRow, SourceRow } from '../../../src-shared/data/rows.ts'
import type { TableOptions } from '../../../src-shared/data/tables.ts'
import { readForeignTable } from '../database/read-foreign-table.ts'
import type { SourceBytes } from './source-bytes.ts'
import {
  asTable,
  cellsByColumn,
  isBlank,
  looksGrouped,
  nameColumns,
  plainDecimal,
  type Table,
  withFirstRow,
} from './table.ts'

/** Opens a table, a view or a query of an SQLite file, read only. */
export async function openSqlite(source: SourceBytes, options: TableOptions): Promise<Table> {
  const foreign = readForeignTable(source.path, options)
  try {
    const { columns, headings, notes } = nameColumns(foreign.columns, source.path)
    return asTable({
      columns,
      headings,
      description: {
        path: source.path,
        kind: 'sqlite',
        gzipped: false,
        encoding: null,
        encodingFrom: null,
        delimiter: null,
        sheet: null,
        table: foreign.table,
        notes,
      },
      rows: await withFirstRow(rows(foreign, columns), source.path),
    })
  } catch (error) {
    foreign.close()
    throw error
  }
}

async function* rows(
  foreign: ReturnType<typeof readForeignTable>,
  columns: string[],
): AsyncGenerator<SourceRow | BrokenRow, void, void> {
  let number = 0
  try {
    for (const values of foreign.rows) {
      const cells = values.map(cellOf)
      if (isBlank(cells)) continue
      number += 1
      const row: SourceRow = { number, line: number, cells: cellsByColumn(columns, cells) }
      const plain = columns.filter(
        (_, index) => typeof values[index] === 'number' && looksGrouped(cells[index]!),
      )
      if (plain.length > 0) row.plainNumbers = plain
      yield row
      // The driver is synchronous: give the rest of the program its turn.
      if (number % 500 === 0) await new Promise(setImmediate)
    }
  } finally {
    foreign.close()
  }
}

function cellOf(value: unknown): string | null {
  if (value === null || value === undefined) return null
  if (typeof value === 'number') return plainDecimal(value)
  if (typeof value === 'string') return value
  if (Buffer.isBuffer(value)) return textOf(value)
  return String(value)
}

/** Some programs keep text as a blob. */
function textOf(bytes: Buffer) {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    if (!text.includes('\0')) return text
  } catch {
    // Not text: told below.
  }
  return `[${bytes.length} bytes of binary data]`
}
