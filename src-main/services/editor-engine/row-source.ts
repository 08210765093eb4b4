import { join } from 'node:path'
import type { EditorRow } from '../../../src-shared/contract/editor.ts'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import type { BrokenRow, ColumnMapping, Row, SourceRow } from '../../../src-shared/data/rows.ts'
import type { Template } from '../../../src-shared/templates/template.ts'
import { mapColumns } from '../../core/column-mapping/map-columns.ts'
import { describeTable, isBroken } from '../../outside/tables/open-table.ts'
import { ColumnReaders } from '../row-intake/column-readers.ts'
import { judgeRow } from '../row-intake/judge-row.ts'
import { checkLocale, chooseKey } from '../row-intake/read-rows.ts'
import type { TableUsed, TableWish } from './engine-calls.ts'
import { madeUpLocale, madeUpRows } from './made-up-cells.ts'
import { openPagedTable, type PagedTable } from './paged-table.ts'

/** The rows behind an editor: of a table, or made up. They are read under the variables of whatever the draft is by then. */
export type RowSource = {
  /** Path of the table; assets are looked for beside it. */
  data: string
  columns(template: Template): TableUsed
  mapping(template: Template): ColumnMapping
  /** Throws `row.unknown`, with the reason. */
  row(template: Template, index: number): Promise<Row>
  shown(template: Template, row: number | 'longest' | 'shortest', variable?: string): Promise<EditorRow>
  close(): Promise<void>
}

/** How many records with the longest values are tried, when the first can't be shown. */
const tried = 40

/** Opens a table. `file` is where its records may be kept. Throws as `openTable` does, and `key.column-missing`, `locale.invalid`. */
export async function openTableRows(wish: TableWish, file: string): Promise<RowSource> {
  const { locale, ...options } = wish.reading
  const plain = locale?.replaceAll('_', '-')
  checkLocale(plain)
  const table = await openPagedTable(wish.data, file, options)
  try {
    const key = wish.key === undefined ? null : chooseKey(table, wish.key)
    return rowSource(wish.data, table, { map: wish.map, key, locale: plain })
  } catch (error) {
    await table.close()
    throw error
  }
}

/** Rows that are made up, whatever variables there are. `folder` has the files that stand in. */
export function openMadeUpRows(folder: string): RowSource {
  return rowSource(join(folder, 'made-up.csv'), null, { map: {}, key: null, locale: madeUpLocale })
}

function rowSource(
  data: string,
  table: PagedTable | null,
  {
    map,
    key: keyColumn,
    locale,
  }: { map: Record<string, string>; key: string | null; locale?: string | undefined },
): RowSource {
  /** Of the variables as they were last; other properties of a template change nothing here. */
  let known: { key: string; mapping: ColumnMapping; missing: string[]; readers: ColumnReaders } | null = null
  let invented: { template: Template; rows: SourceRow[] } | null = null

  const inventedFor = (template: Template): SourceRow[] => {
    if (invented?.template !== template) invented = { template, rows: madeUpRows(template.variables) }
    return invented.rows
  }

  function reading(template: Template) {
    const { variables } = template
    const languages = Object.keys(template.languages)
    const key = JSON.stringify([variables, languages])
    if (known?.key === key) return known
    const columns = table?.columns ?? Object.keys(variables)
    // A draft in the making need not fit the table: names that are not there fill nothing.
    const there = Object.fromEntries(Object.entries(map).filter(([, column]) => columns.includes(column)))
    const { mapping, missing } = mapColumns(variables, columns, there, languages, table?.headings)
    const readers = new ColumnReaders(variables, mapping, languages, locale, table?.sample ?? [])
    known = { key, mapping, missing, readers }
    return known
  }

  const rowsOf = (template: Template) => table?.rows() ?? inventedFor(template).length
  const recordAt = async (template: Template, index: number): Promise<SourceRow | BrokenRow | null> =>
    table === null ? (inventedFor(template)[index] ?? null) : table.at(index)

  async function read(template: Template, index: number) {
    const record = await recordAt(template, index)
    if (record === null) {
      throw new StudioError({
        code: 'row.unknown',
        message: `There is no row ${index + 1}: the table has ${rowsOf(template)}.`,
        whatToDo: 'Choose an earlier row.',
      })
    }
    return { record, judged: judgeRow(record, reading(template).readers, keyColumn) }
  }

  async function described(template: Template, index: number): Promise<EditorRow> {
    const { record, judged } = await read(template, index)
    const values: Record<string, string> = {}
    if (!isBroken(record)) {
      for (const { variable, language, column } of reading(template).mapping) {
        const cell = record.cells[column]
        if (cell != null) values[language === null ? variable : `${variable}:${language}`] = cell
      }
    }
    return {
      index,
      rows: rowsOf(template),
      key: judged.key ?? String(record.number),
      values,
      fault: judged.problems[0]?.message ?? null,
    }
  }

  async function extremes(
    template: Template,
    which: 'longest' | 'shortest',
    variable: string | undefined,
  ): Promise<number[]> {
    if (table === null) return [which === 'longest' ? 1 : 2]
    const { variables } = template
    const wanted = (name: string) =>
      variable === undefined ? variables[name]?.type === 'text' : name === variable
    const columns = reading(template).mapping.flatMap((each) => (wanted(each.variable) ? [each.column] : []))
    return table.extremes(which, [...new Set(columns)], tried)
  }

  return {
    data,
    mapping: (template) => reading(template).mapping,
    columns(template) {
      const { missing, mapping } = reading(template)
      return {
        rows: rowsOf(template),
        columns: table?.columns ?? [],
        description: table === null ? '' : describeTable(table.description),
        mapping: table === null ? [] : mapping,
        missing: table === null ? [] : missing,
        filled: new Set(mapping.map(({ variable }) => variable)).size,
        variables: Object.keys(template.variables).length,
      }
    },
    async row(template, index) {
      const { record, judged } = await read(template, index)
      const { key, values, byLanguage, problems } = judged
      if (problems.length === 0 && key !== null)
        return { number: record.number, line: record.line, key, values, byLanguage }
      throw new StudioError({
        code: 'row.unknown',
        message: `Row ${index + 1} can't be shown: ${problems[0]?.message ?? 'it has no key.'}`,
        whatToDo: problems[0]?.whatToDo ?? 'Choose another row.',
      })
    },
    async shown(template, row, variable) {
      if (typeof row === 'number') return described(template, row)
      const candidates = await extremes(template, row, variable)
      let first: EditorRow | null = null
      for (const index of candidates) {
        const found = await described(template, index)
        if (found.fault === null) return found
        first ??= found
      }
      return first ?? described(template, 0)
    },
    async close() {
      await table?.close()
    },
  }
}
