import type { RowIntake } from './read-rows.ts'

/** Stands for a table that nobody reads. */
export function noRows(path: string): RowIntake {
  return {
    columns: [],
    description: {
      path,
      kind: 'csv',
      gzipped: false,
      encoding: null,
      encodingFrom: null,
      delimiter: null,
      sheet: null,
      table: null,
      notes: [],
    },
    mapping: [],
    unused: [],
    keyColumn: null,
    rows: none(),
    summary: () => ({ good: 0, rejected: 0, rules: {}, notes: [] }),
    close: async () => {},
  }
}

async function* none(): AsyncGenerator<never, void, void> {}
