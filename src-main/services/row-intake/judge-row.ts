import type { BrokenRow, Row, RowProblem, SourceRow } from '../../../src-shared/data/rows.ts'
import { isBroken } from '../../outside/tables/open-table.ts'
import type { ColumnReaders } from './column-readers.ts'
import { between } from './rejected-rows.ts'

/** A record as it is read by itself. `problems`: all that is wrong with it, other rows of its key not yet looked at. */
type JudgedRow = Pick<Row, 'values' | 'byLanguage'> & { key: string | null; problems: RowProblem[] }

export function judgeRow(
  source: SourceRow | BrokenRow,
  readers: ColumnReaders,
  keyColumn: string | null,
): JudgedRow {
  if (isBroken(source)) {
    const { number, line, raw, broken } = source
    const problem = { line, rowNumber: number, key: null, column: null, value: raw.slice(0, 200), ...broken }
    return { key: null, values: {}, byLanguage: {}, problems: [problem] }
  }
  const { values, byLanguage, problems } = readers.read(source)
  const key = readKey(source, keyColumn)
  if (typeof key !== 'string') problems.unshift(key)
  else if (stillRepeated(source, key))
    problems.unshift(
      repeated(source, keyColumn, key, 'was already that of another row when this one was set aside'),
    )
  return { key: typeof key === 'string' ? key : null, values, byLanguage, problems }
}

/** Whether a row's key stands in the data: numbers that were counted can't repeat. */
export const isKeyOfTheData = (source: SourceRow | BrokenRow, keyColumn: string | null): boolean =>
  !isBroken(source) && (keyColumn !== null || Object.hasOwn(source.cells, '_row'))

/** The problem of a row whose key is that of a row in an earlier line. */
export const twinOf = (
  source: SourceRow | BrokenRow,
  keyColumn: string | null,
  key: string,
  before: number,
): RowProblem => repeated(source, keyColumn, key, `in line ${source.line} is already that of line ${before}`)

function readKey(source: SourceRow, keyColumn: string | null): string | RowProblem {
  const at = { line: source.line, rowNumber: source.number, key: null, column: keyColumn }
  if (keyColumn === null) {
    const own = source.cells._row
    if (own === undefined || (own !== null && Number(own) === source.number)) return String(source.number)
    return {
      ...at,
      column: '_row',
      value: own,
      rule: 'key.empty',
      message: 'The column _row, which keeps each record’s number, holds no number here.',
      whatToDo: 'Write a number that no other record has.',
    }
  }
  const cell = source.cells[keyColumn] ?? null
  const key = (cell ?? '').trim().normalize('NFC')
  if (key === '') {
    return {
      ...at,
      value: cell,
      rule: 'key.empty',
      message: 'The row’s key is empty.',
      whatToDo: `Fill the column "${keyColumn}" with a value that no other row has.`,
    }
  }
  if (key.length > 200 || /\p{Cc}/u.test(key) || !key.isWellFormed() || key.includes('\ufffd')) {
    return {
      ...at,
      value: key.slice(0, 200),
      rule: 'key.unusable',
      message: 'The row’s key is longer than 200 characters, or has a line break or a lost character in it.',
      whatToDo: 'Write a short key in one line.',
    }
  }
  return key
}

/** A row that was set aside for its key, alone in a rejected-rows file, would pass: its twin isn't there. */
function stillRepeated({ cells }: SourceRow, key: string) {
  if (!cells._rule?.startsWith('key.repeated') || !Object.hasOwn(cells, '_row')) return false
  return cells._value === key || cells._value?.startsWith(`${key}${between}`) === true
}

function repeated(
  source: SourceRow | BrokenRow,
  keyColumn: string | null,
  key: string,
  how: string,
): RowProblem {
  return {
    line: source.line,
    rowNumber: source.number,
    key,
    column: keyColumn ?? (isBroken(source) || !Object.hasOwn(source.cells, '_row') ? null : '_row'),
    value: key,
    rule: 'key.repeated',
    message: `The key "${key}" ${how}.`,
    whatToDo: 'Give each row a key of its own, or name another column as the key.',
  }
}
