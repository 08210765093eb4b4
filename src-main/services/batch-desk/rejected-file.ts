import { stat } from 'node:fs/promises'
import type { Corrections } from '../../../src-shared/data/corrections.ts'
import type { RowProblem } from '../../../src-shared/data/rows.ts'
import type { TableOptions } from '../../../src-shared/data/tables.ts'
import { openTable } from '../../outside/tables/open-table.ts'
import { mended } from '../row-intake/mended-rows.ts'
import { restored, startRejected } from '../row-intake/rejected-rows.ts'

/** What a table looked like from outside: when this is the same, so are its records. */
type TableMark = { bytes: number; changedAt: number }

export async function markOf(path: string): Promise<TableMark> {
  const { size, mtimeMs } = await stat(path)
  return { bytes: size, changedAt: mtimeMs }
}

/**
 * Writes the records of a table that `problemsOf` knows (by number) as a table that can be mended and fed in again.
 * Cells that a person mended stand there as they were mended. The table is read a second time, so thousands of bad records need no memory. Answers false, and writes nothing, when
 * it is no longer as it was.
 */
export async function writeRejectedFile(
  path: string,
  table: { path: string; reading: TableOptions; mark: TableMark; corrections: Corrections },
  problemsOf: (rowNumber: number) => RowProblem[] | null,
): Promise<boolean> {
  const mark = await markOf(table.path).catch(() => null)
  if (mark?.bytes !== table.mark.bytes || mark.changedAt !== table.mark.changedAt) return false
  const opened = await openTable(table.path, table.reading)
  try {
    const file = await startRejected(path, opened)
    try {
      for await (const read of opened.rows) {
        const given = restored(read)
        const problems = problemsOf(given.number)
        const source = mended(given, table.corrections[given.number], opened.columns)
        if (problems !== null) await file.add({ source, problems })
      }
      await file.finish()
      return true
    } catch (error) {
      await file.abandon()
      throw error
    }
  } finally {
    await opened.close()
  }
}
