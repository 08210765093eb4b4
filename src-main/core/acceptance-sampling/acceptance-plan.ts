import { type InspectionLevel, qualityLimits, type Severity } from '../../../src-shared/review/sampling.ts'
import { type CodeLetter, codeLetterOf, codeLetters, masterTables } from './master-tables.ts'

/** How many are looked at, and with how many rejected the lot is accepted or not. */
export type AcceptancePlan = {
  /** Of the plan that is used: where an arrow was followed, not that of the lot. */
  letter: CodeLetter
  size: number
  accept: number
  reject: number
  /** The plan asks for as many as there are, or more: every one is looked at. */
  whole: boolean
}

/** The plan of the standard for a lot, a single sample. `lot`: one or more; `aql`: one of `qualityLimits`, per cent. */
export function acceptancePlanOf(
  lot: number,
  level: InspectionLevel,
  aql: number,
  severity: Severity,
): AcceptancePlan {
  const plan = planOfLetter(codeLetterOf(lot, level), aql, severity)
  if (plan.size < lot) return { ...plan, whole: false }
  // Of a few videos some plans would accept all of them, whatever is wrong: of a whole lot one has to be good.
  const accept = Math.min(plan.accept, lot - 1)
  return { letter: plan.letter, size: lot, accept, reject: accept + 1, whole: true }
}

/** The cell of a master table, its arrow followed: to the first plan below or above, and that one's size. */
export function planOfLetter(
  letter: CodeLetter,
  aql: number,
  severity: Severity,
): Omit<AcceptancePlan, 'whole'> {
  const column = columnOf(aql)
  const line = codeLetters.indexOf(letter)
  const cell = cellAt(severity, line, column)
  const found =
    typeof cell === 'number'
      ? line
      : cell === '^'
        ? (lineOf(severity, column, line, -1) ?? lineOf(severity, column, line, 1))
        : (lineOf(severity, column, line, 1) ?? lineOf(severity, column, line, -1))
  const accept = cellAt(severity, found!, column) as number
  return {
    letter: codeLetters[found!]!,
    size: masterTables[severity].sizes[found!]!,
    accept,
    reject: accept + 1,
  }
}

/** The quality limit one step tighter; null: there is none. */
export const tighterLimit = (aql: number): number | null => qualityLimits[columnOf(aql) - 1] ?? null

function columnOf(aql: number): number {
  const column = (qualityLimits as readonly number[]).indexOf(aql)
  if (column === -1) throw new RangeError(`${aql} is no quality limit of the tables`)
  return column
}

function cellAt(severity: Severity, line: number, column: number): number | '^' | 'v' {
  const { zero, onwards } = masterTables[severity]
  const right = column - (zero - line)
  // The tightened table has no plan of two videos for any share of bad ones. Of its last line an arrow leads to one cell alone.
  if (severity === 'tightened' && line === 0) return 'v'
  if (right === 0) return 0
  return right < 0 ? 'v' : (onwards[right - 1] ?? '^')
}

/** The nearest line that way which has a plan; null: none has. */
function lineOf(severity: Severity, column: number, from: number, way: 1 | -1): number | null {
  const lines = masterTables[severity].sizes.length
  for (let line = from + way; line >= 0 && line < lines; line += way)
    if (typeof cellAt(severity, line, column) === 'number') return line
  return null
}
