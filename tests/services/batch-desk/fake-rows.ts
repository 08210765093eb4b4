import type { CheckedRow } from '../../../src-main/services/batch-desk/needs.ts'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import type { Row, RowProblem } from '../../../src-shared/data/rows.ts'
import type { FakeRow } from './fake-studio.ts'

/** The files that fake rows show: each is looked at once, as the real ones are, until they are forgotten. */
export function fakeFiles() {
  const seen = new Map<string, FakeRow['file']>()
  return {
    forget: () => seen.clear(),
    require({ key, file }: FakeRow): void {
      if (!seen.has(key)) seen.set(key, file)
      if (seen.get(key) === 'missing')
        throw new StudioError({ code: 'asset.missing', message: 'Its file is not there.' })
    },
  }
}

/** What checking a row of the fake table says: set aside by its fault, or a video in each language. */
export function checked(row: FakeRow, index: number, languages: string[]): CheckedRow {
  const number = index + 1
  const line = index + 2
  if (row.fault !== undefined) {
    const problem: RowProblem = {
      line,
      rowNumber: number,
      key: row.key,
      column: 'price',
      value: 'call us',
      rule: 'money',
      message: row.fault,
      whatToDo: 'Write a number.',
    }
    return { kind: 'rejected', problems: [problem] }
  }
  const values: Row['values'] = {
    category: row.category === undefined ? null : { type: 'text', text: row.category },
  }
  return {
    kind: 'passed',
    row: { number, line, key: row.key, values, byLanguage: {} },
    cells: { sku: row.key, category: row.category ?? null },
    videos: languages.map((language) => ({ language, format: 'square', work: 100, note: null })),
  }
}
