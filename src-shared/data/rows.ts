import type { Values } from './values.ts'

/** One record as it was read, before any meaning: cells by column name, all text (null: empty or absent). */
export type SourceRow = {
  /** 1-based number of the record, the header not counted. */
  number: number
  /** 1-based line of the file where the record starts (sheets: the row; JSON arrays, databases: the number). */
  line: number
  cells: Record<string, string | null>
  /** Columns whose cell was a number in the source and is written in plain notation (`1.299`: point, no grouping)
   * that a reader could take for something else. Absent when there is none. */
  plainNumbers?: string[]
}

/** A record that can't be laid over the columns: it is set aside whole, so that no cell lands in the wrong column. */
export type BrokenRow = {
  number: number
  line: number
  /** The record as it stood in the file, at most 30,000 characters. */
  raw: string
  broken: { rule: string; message: string; whatToDo: string }
}

/** The columns that a rejected-rows file adds after those of the data. On reading, `_row` keeps the record's number
 * and the others are passed over. */
export const rejectedColumns = [
  '_line',
  '_column',
  '_value',
  '_rule',
  '_problem',
  '_what_to_do',
  '_row',
] as const

/** What is wrong with one cell of one row. */
export type RowProblem = {
  line: number
  rowNumber: number
  /** Row key when it is known. */
  key: string | null
  /** The column of the data; null when no column is at fault (a variable without a column, a broken line). */
  column: string | null
  /** What stood there, at most 200 characters. */
  value: string | null
  /** Stable name: `required`, `number`, `money`, `date`, `asset.missing`, `asset.outside`, `key.repeated`, `glyph.missing`, ... */
  rule: string
  /** A sentence: what is wrong. */
  message: string
  /** A sentence: what to do. */
  whatToDo: string
}

/** A row that passed: typed values, and the languages in which they differ. */
export type Row = {
  number: number
  line: number
  key: string
  values: Values
  /** Values of `perLanguage` variables, by language, only where the data gives them. */
  byLanguage: Record<string, Values>
}

/** The values that hold for one language. */
export function valuesFor(row: Row, language: string): Values {
  const own = row.byLanguage[language]
  return own === undefined ? row.values : { ...row.values, ...own }
}

/** A column of the data and the variable that it fills; `language` for columns like `name_es`. */
export type ColumnMapping = { variable: string; column: string; language: string | null }[]
