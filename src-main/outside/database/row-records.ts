import type { Row, RowProblem } from '../../../src-shared/data/rows.ts'
import { asProblem, type RejectedRecord } from './rows-as-data.ts'
import type { Statements } from './statements.ts'

/** The rows of a batch: those that passed, and what is wrong with those that did not. */
export function rowRecords(sql: Statements) {
  return {
    add(batch: number, row: Row): void {
      sql.run('add_row', {
        batch,
        number: row.number,
        line: row.line,
        key: row.key,
        values: JSON.stringify(row.values),
        byLanguage: JSON.stringify(row.byLanguage),
      })
    },
    byNumber(batch: number, number: number): Row {
      const found = sql.one<{ line: number; key: string; values: string; by_language: string }>(
        'row_by_number',
        {
          batch,
          number,
        },
      )
      if (found === null) throw new Error(`batch ${batch} has no row ${number}`)
      return {
        number,
        line: found.line,
        key: found.key,
        values: JSON.parse(found.values),
        byLanguage: JSON.parse(found.by_language),
      }
    },
    addRejected(batch: number, problem: RowProblem): void {
      sql.run('add_rejected', { batch, ...problem })
    },
    drop: (batch: number, limit: number): number => sql.run('drop_rows', { batch, limit }).changes,
    dropRejected: (batch: number): void => void sql.run('drop_rejected', { batch }),
    rejectedRow: (batch: number, rowNumber: number): RowProblem[] =>
      sql.all<RejectedRecord>('rejected_row', { batch, rowNumber }).map(asProblem),
    rejected(batch: number, after: number, limit: number): { problems: RowProblem[]; next: number | null } {
      const found = sql.all<RejectedRecord>('rejected_after', { batch, after, limit: limit + 1 })
      const problems = found.slice(0, limit).map(asProblem)
      return { problems, next: found.length > limit ? found[limit - 1]!.number : null }
    },
  }
}
