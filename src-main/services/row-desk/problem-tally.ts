import type { TableProblem } from '../../../src-shared/contract/tables.ts'
import type { RowProblem } from '../../../src-shared/data/rows.ts'

const listed = 100

/** Counts problems by kind: rule and column. */
export function createTally() {
  const kinds = new Map<string, TableProblem>()
  return {
    /** Problems of one record come (1) or go (-1). */
    count(
      problems: readonly Pick<RowProblem, 'column' | 'rule' | 'message' | 'whatToDo'>[],
      by: 1 | -1,
    ): void {
      for (const { column, rule, message, whatToDo } of problems) {
        const name = `${rule}\n${column}`
        const known = kinds.get(name)
        if (known === undefined) kinds.set(name, { rule, column, count: by, message, whatToDo })
        else known.count += by
        if (known?.count === 0) kinds.delete(name)
      }
    },
    /** The most frequent first. */
    list: (): TableProblem[] =>
      [...kinds.values()]
        .sort((one, other) => other.count - one.count)
        .slice(0, listed)
        .map((kind) => ({ ...kind })),
  }
}
