import { StudioError } from '../../../src-shared/contract/errors.ts'
import type { Correction, Corrections } from '../../../src-shared/data/corrections.ts'
import type { BrokenRow, ColumnMapping, Row, RowProblem, SourceRow } from '../../../src-shared/data/rows.ts'
import type { TableDescription, TableOptions } from '../../../src-shared/data/tables.ts'
import type { Variables } from '../../../src-shared/data/variables.ts'
import { findColumn, type MappedColumns, mapColumns } from '../../core/column-mapping/map-columns.ts'
import { isBroken, openTable, type Table } from '../../outside/tables/open-table.ts'
import { ColumnReaders, type IntakeNote } from './column-readers.ts'
import { isKeyOfTheData, judgeRow, twinOf } from './judge-row.ts'
import { KeyRegister } from './key-register.ts'
import { mended, personSetAside, requireColumns } from './mended-rows.ts'
import { type RejectedRow, restored } from './rejected-rows.ts'
import { type RowRanges, readRowRanges } from './row-ranges.ts'

export type RowRequest = {
  /** Path of the table. */
  data: string
  /** How to read it, where its own evidence isn't enough. */
  reading?: TableOptions
  variables: Variables
  /** Column by variable (`name`, `name:es`), chosen by hand. */
  map?: Record<string, string>
  /** The column that holds each row's key; without it the record's number is the key. */
  keyColumn?: string | undefined
  /** BCP 47: how numbers and dates are written. Without it each column is judged by its own cells. */
  locale?: string | undefined
  languages: readonly string[]
  /** Record numbers, `1-20,35`. */
  rows?: string | undefined
  /** A row that would be set aside stops the reading instead. */
  strict?: boolean
  /** What a person mended, by record number. */
  corrections?: Corrections | undefined
}

/** One record: a row that passed, or one that is set aside. `source` is what a rejected-rows file needs of it. */
export type IntakeItem = { kind: 'row'; row: Row; source: SourceRow } | ({ kind: 'rejected' } & RejectedRow)

type IntakeSummary = {
  good: number
  rejected: number
  /** Problems by rule; a row can have several. */
  rules: Record<string, number>
  /** What was assumed about the table, with the first place of each. */
  notes: IntakeNote[]
}

/** A table on its way in. `rows` can be walked once; `close` ends it early. */
export type RowIntake = {
  columns: string[]
  description: TableDescription
  mapping: ColumnMapping
  unused: string[]
  keyColumn: string | null
  rows: AsyncGenerator<IntakeItem, void, void>
  /** Counts so far; whole once `rows` has ended. */
  summary(): IntakeSummary
  close(): Promise<void>
}

/** How many records are looked at to see how a column's numbers and dates are written. */
const sampleSize = 1000

/**
 * Opens a table and reads its rows as the variables' values. All that is wrong with a row is found, not the first
 * thing only. Throws StudioErrors: those of `openTable`; `data.mapping` when a variable lacks its column;
 * `key.column-missing`, `locale.invalid`, `rows.invalid`; and on the walk `rows.strict`, `rows.none`.
 */
export async function readRows(request: RowRequest): Promise<RowIntake> {
  const wanted = request.rows === undefined ? null : readRowRanges(request.rows)
  const locale = request.locale?.replaceAll('_', '-')
  checkLocale(locale)
  const table = await openTable(request.data, request.reading)
  try {
    const mapped = mapColumns(
      request.variables,
      table.columns,
      request.map ?? {},
      request.languages,
      table.headings,
    )
    if (mapped.problems.length > 0 || mapped.missing.length > 0) throw unmapped(mapped, table, request)
    const keyColumn = request.keyColumn === undefined ? null : chooseKey(table, request.keyColumn)
    requireColumns(request.corrections ?? {}, table.columns, request.data)
    const { sample, rows } = await withSample(table)
    const readers = new ColumnReaders(request.variables, mapped.mapping, request.languages, locale, sample)
    const counts = { good: 0, rejected: 0, rules: {} as Record<string, number> }
    return {
      columns: table.columns,
      description: table.description,
      mapping: mapped.mapping,
      unused: mapped.unused,
      keyColumn,
      rows: walk(rows, readers, keyColumn, wanted, request, counts, table.columns),
      summary: () => ({ ...counts, rules: { ...counts.rules }, notes: readers.notes() }),
      close: () => table.close(),
    }
  } catch (error) {
    await table.close()
    throw error
  }
}

/** What a person wants to see of a table before it is used: how it maps, and its first records as they were read. */
export async function inspectTable(
  request: Pick<RowRequest, 'data' | 'reading' | 'variables' | 'map' | 'languages'> & { sampleSize?: number },
): Promise<
  MappedColumns & {
    columns: string[]
    description: TableDescription
    sample: Record<string, string | null>[]
  }
> {
  const table = await openTable(request.data, request.reading)
  try {
    const sample: Record<string, string | null>[] = []
    for await (const row of table.rows) {
      if (!isBroken(row)) sample.push(row.cells)
      if (sample.length >= (request.sampleSize ?? 20)) break
    }
    const mapped = mapColumns(
      request.variables,
      table.columns,
      request.map ?? {},
      request.languages,
      table.headings,
    )
    return { ...mapped, columns: table.columns, description: table.description, sample }
  } finally {
    await table.close()
  }
}

async function* walk(
  rows: AsyncGenerator<SourceRow | BrokenRow, void, void>,
  readers: ColumnReaders,
  keyColumn: string | null,
  wanted: RowRanges | null,
  request: RowRequest,
  counts: { good: number; rejected: number; rules: Record<string, number> },
  columns: readonly string[],
): AsyncGenerator<IntakeItem, void, void> {
  const keys = new KeyRegister()
  const corrections = request.corrections ?? {}
  let read = 0
  for await (const found of rows) {
    read += 1
    const given = restored(found)
    const correction = corrections[given.number]
    const source = mended(given, correction, columns)
    const renumbered = !isBroken(source) && '_row' in source.cells
    if (wanted !== null && !wanted.has(source.number)) {
      // A rejected-rows file may have been sorted anew.
      if (source.number > wanted.last && !renumbered) break
      continue
    }
    const item = readOne(source, readers, keyColumn, keys, correction)
    if (item.kind === 'row') counts.good += 1
    else {
      counts.rejected += 1
      for (const { rule } of item.problems) counts.rules[rule] = (counts.rules[rule] ?? 0) + 1
      if (request.strict && correction?.setAside !== true) throw stopped(item.problems, request.data)
    }
    yield item
  }
  if (wanted !== null && counts.good + counts.rejected === 0) {
    throw new StudioError({
      code: 'rows.none',
      message: `No record of ${request.data} is in the choice of rows "${request.rows}": it was read up to record ${read}.`,
      whatToDo: 'Choose numbers from 1 to the number of records.',
    })
  }
}

function readOne(
  source: SourceRow | BrokenRow,
  readers: ColumnReaders,
  keyColumn: string | null,
  keys: KeyRegister,
  correction: Correction | undefined,
): IntakeItem {
  const { key, values, byLanguage, problems } = judgeRow(source, readers, keyColumn)
  if (correction?.setAside) return { kind: 'rejected', source, problems: [personSetAside(source, key)] }
  if (key !== null && isKeyOfTheData(source, keyColumn)) {
    const before = keys.enter(key, source.line)
    if (before !== null) {
      const others = problems.filter(({ rule }) => rule !== 'key.repeated')
      problems.splice(0, problems.length, twinOf(source, keyColumn, key, before), ...others)
    }
  }
  if (problems.length === 0 && key !== null && !isBroken(source))
    return { kind: 'row', row: { number: source.number, line: source.line, key, values, byLanguage }, source }
  return { kind: 'rejected', source, problems: problems.map((problem) => ({ ...problem, key })) }
}

/** Reads the first records ahead; `rows` gives all of them, from the first one on. */
export async function withSample(table: Table) {
  const sample: (SourceRow | BrokenRow)[] = []
  while (sample.length < sampleSize) {
    const next = await table.rows.next()
    if (next.done) break
    sample.push(next.value)
  }
  async function* rows(): AsyncGenerator<SourceRow | BrokenRow, void, void> {
    try {
      yield* sample.splice(0)
      yield* table.rows
    } finally {
      await table.close()
    }
  }
  return { sample: sample.filter((row): row is SourceRow => !isBroken(row)), rows: rows() }
}

export function checkLocale(locale: string | undefined) {
  if (locale === undefined) return
  try {
    Intl.getCanonicalLocales(locale)
  } catch (cause) {
    throw new StudioError({
      code: 'locale.invalid',
      message: `"${locale}" is not a locale.`,
      whatToDo: 'Write a language, and a region where it matters: de, de-CH, en-US, fr-FR, ar-EG.',
      cause,
    })
  }
}

export function chooseKey(table: Pick<Table, 'columns' | 'headings' | 'description'>, wanted: string) {
  const column = findColumn(table.columns, wanted, table.headings)
  if (column !== null) return column
  throw new StudioError({
    code: 'key.column-missing',
    message: `${table.description.path} has no column "${wanted}" for the rows' keys.`,
    whatToDo: `Name one of its columns: ${some(table.columns)}.`,
  })
}

function unmapped(mapped: MappedColumns, table: Table, request: RowRequest) {
  const lacking = mapped.missing.filter((name) => !mapped.problems.some(({ variable }) => variable === name))
  return new StudioError({
    code: 'data.mapping',
    message: `The columns of ${request.data} don’t fit the template.`,
    details: [
      ...mapped.problems.map(({ message, whatToDo }) => `${message} ${whatToDo}`),
      ...lacking.map((name) => `No column fills the variable "${name}".`),
      `The table's columns: ${some(table.columns)}.`,
    ],
    whatToDo: 'Rename the columns, or say by hand which one fills which variable: variable=column.',
  })
}

function stopped(problems: RowProblem[], path: string) {
  const [first] = problems as [RowProblem]
  return new StudioError({
    code: 'rows.strict',
    message: `${path}, line ${first.line}: ${first.message}`,
    details: problems.map(({ column, value, message }) =>
      [
        column === null ? '' : `${column}: `,
        message,
        value === null ? '' : ` (${JSON.stringify(value)})`,
      ].join(''),
    ),
    whatToDo: `${first.whatToDo} Without "strict", such rows are set aside and the others go on.`,
  })
}

function some(names: readonly string[]) {
  return names.length > 20 ? `${names.slice(0, 20).join(', ')}, ...` : names.join(', ')
}
