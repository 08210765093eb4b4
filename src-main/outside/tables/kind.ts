import { extname } from 'node:path'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import type { TableKind } from '../../../src-shared/data/tables.ts'
import type { SourceBytes } from './source-bytes.ts'

const kindOfExtension: Record<string, TableKind> = {
  '.csv': 'csv',
  '.txt': 'csv',
  '.tsv': 'tsv',
  '.tab': 'tsv',
  '.json': 'json',
  '.jsonl': 'jsonl',
  '.ndjson': 'jsonl',
  '.xlsx': 'xlsx',
  '.xlsm': 'xlsx',
  '.sqlite': 'sqlite',
  '.sqlite3': 'sqlite',
  '.db': 'sqlite',
  '.db3': 'sqlite',
}

const titles: Record<TableKind, string> = {
  csv: 'a CSV table',
  tsv: 'a table with tabs',
  json: 'JSON',
  jsonl: 'JSON Lines',
  xlsx: 'an Excel workbook (XLSX)',
  sqlite: 'an SQLite database',
}

/** Files that are often taken for a table, by their first bytes. */
const strangers: { start: string | number[]; what: string; whatToDo: string }[] = [
  {
    start: [0xd0, 0xcf, 0x11, 0xe0],
    what: 'an old Excel workbook (.xls) or one that is protected by a password',
    whatToDo: 'Open it in a spreadsheet program and save it as .xlsx without a password, or as CSV.',
  },
  {
    start: '%PDF',
    what: 'a PDF document',
    whatToDo: 'Get the data as CSV or XLSX: tables in a PDF can’t be read.',
  },
  { start: '\x89PNG', what: 'a PNG picture', whatToDo: 'Name the table, not a picture.' },
  { start: [0xff, 0xd8, 0xff], what: 'a JPEG picture', whatToDo: 'Name the table, not a picture.' },
  { start: 'PAR1', what: 'a Parquet file', whatToDo: 'Export it as CSV, JSON Lines or into an SQLite file.' },
  {
    start: 'Obj\x01',
    what: 'an Avro file',
    whatToDo: 'Export it as CSV, JSON Lines or into an SQLite file.',
  },
  {
    start: [0xfd, 0x37, 0x7a, 0x58],
    what: 'an xz archive',
    whatToDo: 'Unpack it first, or pack it with gzip.',
  },
  { start: 'BZh', what: 'a bzip2 archive', whatToDo: 'Unpack it first, or pack it with gzip.' },
  {
    start: [0x28, 0xb5, 0x2f, 0xfd],
    what: 'a Zstandard archive',
    whatToDo: 'Unpack it first, or pack it with gzip.',
  },
  { start: "7z\xbc\xaf'\x1c", what: 'a 7-Zip archive', whatToDo: 'Unpack it first.' },
  { start: 'Rar!', what: 'a RAR archive', whatToDo: 'Unpack it first.' },
]

/**
 * Finds out what a table is kept in, by its name and its first bytes.
 * Throws `data.not-what-its-name-says` and `data.not-a-table`.
 */
export function findKind(source: SourceBytes, declared?: TableKind): TableKind {
  const { head, path } = source
  const stranger = strangers.find(({ start }) => head.subarray(0, start.length).equals(bytesOf(start)))
  if (stranger) throw notATable(path, stranger.what, stranger.whatToDo)
  const named = declared ?? kindOfExtension[extension(source)]
  const content = kindOfContent(head)
  if (content === 'xlsx' || content === 'sqlite') {
    if (named !== undefined && named !== content)
      throw notWhatItsNameSays(source, named, titles[content], content)
    return content
  }
  if (named === 'xlsx' || named === 'sqlite') {
    throw notWhatItsNameSays(source, named, describeText(head), null)
  }
  const start = textStart(head)
  if (/^<(!doctype html|html|head|body)\b/i.test(start)) {
    throw notATable(
      path,
      'a web page',
      'Download the data itself: a page to sign in or an error page was saved in its place.',
    )
  }
  if (/^<\?xml/i.test(start)) {
    throw notATable(path, 'XML', 'Export the data as CSV, JSON or XLSX.')
  }
  if (start.startsWith('{\\rtf')) throw notATable(path, 'an RTF document', 'Save the table as CSV or XLSX.')
  const json = /^\[\s*(\{|\]|$)/.test(start) || /^\{\s*("|\}|$)/.test(start)
  if (json && (named === 'csv' || named === 'tsv')) throw notWhatItsNameSays(source, named, 'JSON', 'json')
  if (named !== undefined) return named
  if (json) return start.startsWith('[') ? 'json' : /^\{[^\n]*\}\s*\n\s*\{/.test(start) ? 'jsonl' : 'json'
  if (manyControls(head)) {
    throw notATable(path, 'no text', 'Name a .csv, .tsv, .json, .jsonl, .xlsx or .sqlite file.')
  }
  return 'csv'
}

/** The kind in words: `CSV`, `Excel workbook`. */
export function kindTitle(kind: TableKind): string {
  return {
    csv: 'CSV',
    tsv: 'TSV',
    json: 'JSON',
    jsonl: 'JSON Lines',
    xlsx: 'Excel workbook',
    sqlite: 'SQLite',
  }[kind]
}

function extension({ path, gzipped }: SourceBytes) {
  const name = gzipped ? path.replace(/\.gz$/i, '') : path
  return extname(name).toLowerCase()
}

function kindOfContent(head: Buffer): TableKind | null {
  if (head.subarray(0, 4).equals(bytesOf('PK\x03\x04'))) return 'xlsx'
  if (head.subarray(0, 16).equals(bytesOf('SQLite format 3\0'))) return 'sqlite'
  return null
}

function bytesOf(start: string | number[]) {
  return typeof start === 'string' ? Buffer.from(start, 'latin1') : Buffer.from(start)
}

/** The start as text, whatever its encoding, for a look at its shape. */
function textStart(head: Buffer) {
  const bytes = head.subarray(0, 8192).filter((byte) => byte !== 0)
  return Buffer.from(bytes)
    .toString('latin1')
    .replace(/^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, '')
    .trimStart()
}

function describeText(head: Buffer) {
  return manyControls(head) ? 'something else' : 'plain text'
}

function manyControls(head: Buffer) {
  const sample = head.subarray(0, 8192)
  // Zeros are not counted: UTF-16 is full of them.
  const odd = sample.filter(
    (byte) => byte !== 0 && byte < 32 && ![9, 10, 11, 12, 13, 26, 27].includes(byte),
  ).length
  return odd > sample.length * 0.02
}

function notATable(path: string, what: string, whatToDo: string) {
  return new StudioError({ code: 'data.not-a-table', message: `${path} is ${what}, not a table.`, whatToDo })
}

function notWhatItsNameSays(source: SourceBytes, named: TableKind, what: string, content: TableKind | null) {
  const right = content === null ? '.csv, .json or whatever it is' : `.${content}`
  return new StudioError({
    code: 'data.not-what-its-name-says',
    message: `${source.path} should be ${titles[named]}, but it holds ${what}.`,
    whatToDo: `Give the file its right ending (${right}), or export it again.`,
  })
}
