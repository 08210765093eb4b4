import { pipeline, Readable } from 'node:stream'
import { type CsvError, parse } from 'csv-parse'
import { parse as parseSync } from 'csv-parse/sync'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import type { BrokenRow, SourceRow } from '../../../src-shared/data/rows.ts'
import type { TableOptions } from '../../../src-shared/data/tables.ts'
import { guessDelimiter } from './delimiter.ts'
import { decoded, decodedHead, findEncoding } from './encoding.ts'
import { emptyFile, type SourceBytes } from './source-bytes.ts'
import { asTable, cellsByColumn, isBlank, limits, nameColumns, type Table, withFirstRow } from './table.ts'

/** One record as it stands in the file: its first line, its text, its cells. */
type FileRecord = { line: number; raw: string; cells: string[] }

/** Opens CSV or TSV. Records that don't have as many cells as the heading come as broken rows. */
export async function openDelimited(
  source: SourceBytes,
  kind: 'csv' | 'tsv',
  options: TableOptions,
): Promise<Table> {
  const found = await findEncoding(source, options.encoding)
  const head = await decodedHead(source, found.encoding)
  const marker = separatorLine(head)
  const delimiter =
    options.delimiter ??
    marker?.delimiter ??
    (kind === 'tsv' ? '\t' : guessDelimiter(head.slice(marker?.length ?? 0), source.whole))
  if ([...delimiter].length !== 1 || /["\r\n]/.test(delimiter)) {
    throw new StudioError({
      code: 'data.delimiter',
      message: `${JSON.stringify(delimiter)} can't stand between cells: it has to be one character, no quote and no line break.`,
      whatToDo: 'Give a comma, a semicolon, a tab or another single character.',
    })
  }
  const records = readRecords(source, found.encoding, delimiter, marker)
  const heading = await nextFilled(records)
  if (heading === null) throw emptyFile(source.path)
  const { columns, headings, notes } = nameColumns(heading.cells, source.path)
  if (found.damaged > 0) {
    notes.push(
      `${found.damaged.toLocaleString('en')} places are not valid UTF-8 and were read as "\ufffd"; if that is wrong, name the file's encoding.`,
    )
  }
  const rows = layOver(records, columns, headings, delimiter, source.path)
  return asTable({
    columns,
    headings,
    description: {
      path: source.path,
      kind,
      gzipped: source.gzipped,
      encoding: found.encoding,
      encodingFrom: found.from,
      delimiter,
      sheet: null,
      table: null,
      notes,
    },
    rows: await withFirstRow(rows, source.path),
  })
}

async function* layOver(
  records: AsyncGenerator<FileRecord, void, void>,
  columns: string[],
  headings: string[],
  delimiter: string,
  path: string,
): AsyncGenerator<SourceRow | BrokenRow, void, void> {
  // Cells that only nameless columns would take may be absent.
  const least = headings.findLastIndex((heading) => heading !== '') + 1
  let number = 0
  try {
    for await (const { line, raw, cells } of records) {
      if (isBlank(cells)) continue
      number += 1
      if (hidesLines(raw, cells, delimiter)) {
        yield {
          number,
          line,
          raw: raw.trimEnd().slice(0, limits.raw),
          broken: {
            rule: 'row.quotes',
            message: `Lines ${line} to ${line + lineBreaks(raw.trimEnd())} are one cell by their double quotes, which don’t pair.`,
            whatToDo: raggedRemedy(false, delimiter, true),
          },
        }
        continue
      }
      const surplus = cells.slice(columns.length)
      if (cells.length < least || !isBlank(surplus)) {
        const lastLine = line + lineBreaks(raw.trimEnd())
        yield {
          number,
          line,
          raw: raw.trimEnd().slice(0, limits.raw),
          broken: {
            rule: cells.length < least ? 'row.too-few-cells' : 'row.too-many-cells',
            message: `${lines(line, lastLine)} ${count(cells.length, 'cell')}, but there ${columns.length === 1 ? 'is' : 'are'} ${count(columns.length, 'column')}.`,
            whatToDo: raggedRemedy(cells.length < least, delimiter, lastLine > line),
          },
        }
        continue
      }
      yield { number, line, cells: cellsByColumn(columns, cells) }
    }
  } catch (error) {
    throw inWords(error, path)
  }
}

/**
 * Whether a record runs over several lines only because a quote in it was never closed: the parser then takes the
 * quotes for text, and with them the lines up to the next quote.
 */
function hidesLines(raw: string, cells: string[], delimiter: string) {
  if (!cells.some((cell) => cell.startsWith('"')) || lineBreaks(raw.trimEnd()) === 0) return false
  try {
    parseSync(raw.replace(/[\r\n]+$/, ''), {
      delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
    })
    return false
  } catch {
    return true
  }
}

function raggedRemedy(tooFew: boolean, delimiter: string, severalLines: boolean) {
  const named = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'pipe' }[delimiter] ?? `"${delimiter}"`
  if (severalLines)
    return 'Look for a double quote that is opened and not closed, and write quotes inside a cell twice.'
  return tooFew
    ? `Write every cell, with a ${named} for each empty one; put a cell that holds a line break in double quotes.`
    : `Put a cell that holds a ${named} in double quotes, or take out the surplus cells.`
}

async function* readRecords(
  source: SourceBytes,
  encoding: string,
  delimiter: string,
  marker: ReturnType<typeof separatorLine>,
): AsyncGenerator<FileRecord, void, void> {
  const parser = parse({
    delimiter,
    // Named, since a file may mix them and the parser would keep to the first that it meets.
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_quotes: true,
    relax_column_count: true,
    max_record_size: limits.record,
    raw: true,
  })
  expectAnyLength(parser)
  const text = withoutStart(boundedLines(decoded(source, encoding), source.path), marker?.length ?? 0)
  const piped = pipeline(Readable.from(text), parser, () => {})
  let line = marker === null ? 1 : 2
  try {
    for await (const { record, raw } of piped as AsyncIterable<{ record: string[]; raw: string }>) {
      yield { line, raw, cells: record }
      // Counted here: the parser's own count takes a CR LF inside quotes for two lines.
      line += lineBreaks(raw)
    }
  } catch (error) {
    throw inWords(error, source.path, line)
  } finally {
    parser.destroy()
  }
}

/**
 * For each record that is not as long as the first one the parser makes an error, with its stack, and throws it away: of
 * very many lines that are empty, or short, reading took ten times as long. There is no setting against it.
 */
function expectAnyLength(parser: object): void {
  const { state } = (parser as { api?: { state?: { record: string[] } } }).api ?? {}
  if (state === undefined) return
  Object.defineProperty(state, 'expectedRecordLength', { get: () => state.record.length, set: () => {} })
}

/** `sep=;` in the first line: Excel's way to name the delimiter. */
function separatorLine(head: string): { delimiter: string; length: number } | null {
  const match = /^"?sep=([^"\r\n])"?(\r\n|\n|\r)/i.exec(head)
  return match ? { delimiter: match[1]!, length: match[0].length } : null
}

async function nextFilled(records: AsyncGenerator<FileRecord, void, void>) {
  for (;;) {
    const next = await records.next()
    if (next.done) return null
    if (!isBlank(next.value.cells)) return next.value
  }
}

async function* withoutStart(chunks: AsyncGenerator<string>, length: number) {
  let left = length
  for await (const chunk of chunks) {
    const cut = Math.min(left, chunk.length)
    left -= cut
    if (cut < chunk.length) yield chunk.slice(cut)
  }
}

/** A line of delimiters alone would make the parser collect empty cells without end; its own limit counts text only. */
async function* boundedLines(chunks: AsyncGenerator<string>, path: string) {
  let length = 0
  for await (const chunk of chunks) {
    const last = Math.max(chunk.lastIndexOf('\n'), chunk.lastIndexOf('\r'))
    length = last === -1 ? length + chunk.length : chunk.length - last - 1
    if (length > limits.record) throw recordTooLong(path)
    yield chunk
  }
}

function recordTooLong(path: string, line?: number) {
  const where = line === undefined ? '' : ` (line ${line.toLocaleString('en')})`
  return new StudioError({
    code: 'data.record-too-long',
    message: `${path} has a record of more than ${(limits.record / 1e6).toLocaleString('en')} million characters${where}.`,
    whatToDo: 'Look for a double quote that is opened and not closed, or check that the file is a table.',
  })
}

function inWords(error: unknown, path: string, line?: number) {
  const code = (error as CsvError).code
  if (code === 'CSV_MAX_RECORD_SIZE') return recordTooLong(path, line)
  if (code === 'CSV_QUOTE_NOT_CLOSED') {
    return new StudioError({
      code: 'data.quote-open',
      message: `In ${path}, the record that starts in line ${line ?? '?'} opens a double quote that is never closed.`,
      whatToDo: 'Close the quote; write a double quote inside a cell twice ("").',
      cause: error,
    })
  }
  return error
}

function lineBreaks(text: string) {
  let count = 0
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    if (code === 10 || (code === 13 && text.charCodeAt(index + 1) !== 10)) count += 1
  }
  return count
}

function lines(first: number, last: number) {
  return first === last ? `Line ${first} has` : `Lines ${first} to ${last} are one record of`
}

function count(number: number, thing: string) {
  return `${number} ${thing}${number === 1 ? '' : 's'}`
}
