import { startTable } from '../../outside/tables/write-table.ts'
import { guardedWithin } from '../row-intake/formula-guard.ts'

type Cell = string | number | null

/**
 * Writes a table as CSV that a spreadsheet opens: texts that look like a formula are kept from being one, numbers have a
 * point. Rejects with `file.unwritable`.
 */
export async function writeExport(table: {
  out: string
  columns: readonly string[]
  rows: Iterable<readonly Cell[]> | AsyncIterable<readonly Cell[]>
}): Promise<void> {
  const text = (cell: Cell) =>
    typeof cell === 'string' ? guardedWithin(cell) : cell === null ? null : String(cell)
  const writer = await startTable(table.out, table.columns.map(guardedWithin))
  try {
    for await (const row of table.rows) await writer.add(row.map(text))
    await writer.finish()
  } finally {
    await writer.abandon()
  }
}
