import type { CellProblem } from '../../../src-shared/contract/tables.ts'
import type { IndexedRow } from '../../outside/database/row-index.ts'

/** What a check found in one record. */
export type FoundInRow = { problems: CellProblem[]; warnings: CellProblem[] }

/** The same as it is kept: `cells` that were mended when it was found, as JSON. */
type KeptFound = FoundInRow & { cells: string }

/** A record with what a check found in it (undefined: nothing), whose cells stand as `cells` says. */
export function withFound(row: IndexedRow, found: FoundInRow | undefined, cells: string): IndexedRow {
  const kept: KeptFound | undefined = found && { ...found, cells }
  return judgedAnew({ ...row, found: kept === undefined ? null : JSON.stringify(kept) }, cells)
}

/** With what of the check's findings holds for the cells as they stand now, and the table doesn't say itself. */
export function judgedAnew(row: IndexedRow, cells: string): IndexedRow {
  const found: KeptFound | null = row.found === null ? null : JSON.parse(row.found)
  if (found === null || found.cells !== cells) return { ...row, checked: null, warned: null }
  const own: CellProblem[] = row.problems === null ? [] : JSON.parse(row.problems)
  const known = new Set(own.map(kindOf))
  const told = (list: readonly CellProblem[]) => {
    // Which keys come twice the table knows best: it follows each change.
    const others = list.filter((one) => !known.has(kindOf(one)) && one.rule !== 'key.repeated')
    return others.length === 0 ? null : JSON.stringify(others)
  }
  return { ...row, checked: told(found.problems), warned: told(found.warnings) }
}

export const warningsOf = ({ warned }: IndexedRow): CellProblem[] =>
  warned === null ? [] : JSON.parse(warned)

const kindOf = ({ rule, column }: CellProblem) => JSON.stringify([rule, column])
