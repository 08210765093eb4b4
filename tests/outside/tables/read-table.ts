import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isBroken, openTable, type Table } from '../../../src-main/outside/tables/open-table.ts'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import type { BrokenRow, SourceRow } from '../../../src-shared/data/rows.ts'
import type { TableOptions } from '../../../src-shared/data/tables.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'

export type ReadTable = Pick<Table, 'columns' | 'headings' | 'description'> & {
  rows: SourceRow[]
  broken: BrokenRow[]
}

/** Writes a file, reads it as a table to its end, and removes it. */
export function readTable(
  content: string | Uint8Array,
  name = 'data.csv',
  options: TableOptions = {},
): Promise<ReadTable> {
  return withTempFolder(async (folder) => {
    const path = join(folder, name)
    await writeFile(path, content)
    return readPath(path, options)
  })
}

export async function readPath(path: string, options: TableOptions = {}): Promise<ReadTable> {
  const { columns, headings, description, rows: found } = await openTable(path, options)
  const rows: SourceRow[] = []
  const broken: BrokenRow[] = []
  for await (const row of found) {
    if (isBroken(row)) broken.push(row)
    else rows.push(row)
  }
  return { columns, headings, description, rows, broken }
}

/** The cells of all rows, as a list of lists. */
export function cellsOf({ columns, rows }: ReadTable): (string | null)[][] {
  return rows.map(({ cells }) => columns.map((column) => cells[column]!))
}

/** The StudioError that reading ends with; fails when it ends well, or badly without a remedy. */
export async function faultOf(reading: Promise<unknown>): Promise<StudioError> {
  const error = await reading.then(
    () => new Error('it was read'),
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof StudioError) || !error.whatToDo) throw error
  return error
}
