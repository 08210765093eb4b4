import { StudioError } from '../../../src-shared/contract/errors.ts'
import { type Correction, type Corrections, setAsideByPerson } from '../../../src-shared/data/corrections.ts'
import type { BrokenRow, RowProblem, SourceRow } from '../../../src-shared/data/rows.ts'
import { isBroken } from '../../outside/tables/open-table.ts'

/**
 * A record with what a person mended of it, as if the table said so. One that doesn't fit the columns becomes a row of the
 * cells that were given.
 */
export function mended(
  source: SourceRow | BrokenRow,
  correction: Correction | undefined,
  columns: readonly string[],
): SourceRow | BrokenRow {
  const given = Object.entries(correction?.cells ?? {})
  if (given.length === 0) return source
  const cells = new Map(
    isBroken(source) ? columns.map((column) => [column, null]) : Object.entries(source.cells),
  )
  for (const [column, text] of given) if (cells.has(column)) cells.set(column, text === '' ? null : text)
  const { number, line } = source
  const plain = isBroken(source) ? [] : (source.plainNumbers ?? [])
  const plainNumbers = plain.filter((column) => !given.some(([name]) => name === column))
  return {
    number,
    line,
    cells: Object.fromEntries(cells),
    ...(plainNumbers.length === 0 ? {} : { plainNumbers }),
  }
}

/** What a row says of itself that a person set aside. */
export function personSetAside({ number, line }: SourceRow | BrokenRow, key: string | null): RowProblem {
  return {
    line,
    rowNumber: number,
    key,
    column: null,
    value: null,
    rule: setAsideByPerson,
    message: 'The row was set aside by a person.',
    whatToDo: 'Take it back in the new batch, or feed it in again from the rejected rows.',
  }
}

/** What a person mended names records by number: of a table that was changed since they would be other ones. */
export const otherTable = (path: string, whatToDo: string) =>
  new StudioError({
    code: 'corrections.table',
    message: `${path} was changed since its records were mended.`,
    whatToDo,
  })

/** Throws `corrections.column` when a correction names a column that isn't there: the table is another one by now. */
export function requireColumns(corrections: Corrections, columns: readonly string[], path: string): void {
  const known = new Set(columns)
  for (const [number, { cells }] of Object.entries(corrections))
    for (const column of Object.keys(cells ?? {}))
      if (!known.has(column))
        throw new StudioError({
          code: 'corrections.column',
          message: `Record ${number} was mended in a column "${column}", which ${path} does not have.`,
          whatToDo: 'Open the table again and mend it anew: its columns have changed.',
        })
}
