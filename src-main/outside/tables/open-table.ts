import { StudioError } from '../../../src-shared/contract/errors.ts'
import type { TableDescription, TableOptions } from '../../../src-shared/data/tables.ts'
import { findKind, kindTitle } from './kind.ts'
import { openSourceBytes } from './source-bytes.ts'
import type { Table } from './table.ts'

export type { Table } from './table.ts'
export { isBroken } from './table.ts'

/**
 * Opens a table: CSV, TSV, JSON, JSON Lines (each also as .gz), XLSX or SQLite. What the options leave open is found
 * out. Rows come one by one as they are asked for; memory doesn't grow with their number.
 * Throws StudioErrors with codes `data.*` that name the file and the remedy; a fault that only shows further on in the
 * file is thrown by the walk over its rows.
 */
export async function openTable(path: string, options: TableOptions = {}): Promise<Table> {
  const source = await openSourceBytes(path)
  const kind = findKind(source, options.kind)
  if (source.gzipped && (kind === 'xlsx' || kind === 'sqlite')) {
    throw new StudioError({
      code: 'data.packed',
      message: `${path} is ${kind === 'xlsx' ? 'an Excel workbook' : 'an SQLite database'} in a gzip file.`,
      whatToDo: 'Unpack it and name the unpacked file.',
    })
  }
  // Each reader is loaded when it is needed: together they take longer than a small table.
  switch (kind) {
    case 'csv':
    case 'tsv':
      return (await import('./delimited.ts')).openDelimited(source, kind, options)
    case 'json':
    case 'jsonl':
      return (await import('./json.ts')).openJson(source, kind, options)
    case 'xlsx':
      return (await import('./xlsx/workbook-table.ts')).openWorkbook(source, options)
    case 'sqlite':
      return (await import('./sqlite.ts')).openSqlite(source, options)
    default:
      throw kind satisfies never
  }
}

/** A table in a few words: `CSV, semicolon, windows-1252 (guessed)`. */
export function describeTable(description: TableDescription): string {
  const { kind, delimiter, encoding, encodingFrom, sheet, table, gzipped } = description
  const parts = [kindTitle(kind)]
  if (kind === 'csv' && delimiter !== null) {
    parts.push({ ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'pipe' }[delimiter] ?? `"${delimiter}"`)
  }
  if (encoding !== null) parts.push(encodingFrom === 'guessed' ? `${encoding} (guessed)` : encoding)
  if (sheet !== null) parts.push(`sheet "${sheet}"`)
  if (table !== null) parts.push(`table "${table}"`)
  if (gzipped) parts.push('gzip')
  return parts.join(', ')
}
