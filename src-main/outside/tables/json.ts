import { StudioError } from '../../../src-shared/contract/errors.ts'
import type { BrokenRow, SourceRow } from '../../../src-shared/data/rows.ts'
import type { TableOptions } from '../../../src-shared/data/tables.ts'
import { decoded, decodedHead, findEncoding } from './encoding.ts'
import { listElements } from './json-lists.ts'
import { type FlatRecord, flatten, isObject, parseJson } from './json-values.ts'
import { emptyFile, type SourceBytes } from './source-bytes.ts'
import { asTable, cellsByColumn, isBlank, limits, nameColumns, type Table, withFirstRow } from './table.ts'

/** One record's text as it stands in the file. */
type Text = { line: number | null; text: string }

/**
 * Opens JSON (a list of objects, or an object that holds one list of objects) or JSON Lines. The file is read twice:
 * once for the columns, which are all names that any object has, once for the rows.
 */
export async function openJson(
  source: SourceBytes,
  kind: 'json' | 'jsonl',
  options: TableOptions,
): Promise<Table> {
  const found = await findEncoding(source, options.encoding)
  const text = () => decoded(source, found.encoding)
  const isList = (await decodedHead(source, found.encoding)).trimStart().startsWith('[')
  const list = kind === 'json' && !isList ? await chooseList(text(), source.path, options.table) : null
  const records = () => (kind === 'json' ? elements(text(), source.path, list) : lines(text(), source.path))
  const { columns, headings, notes } = nameColumns(await collectColumns(records(), source.path), source.path)
  const rows = layOver(records(), headings, columns)
  return asTable({
    columns,
    headings,
    description: {
      path: source.path,
      kind,
      gzipped: source.gzipped,
      encoding: found.encoding,
      encodingFrom: found.from,
      delimiter: null,
      sheet: null,
      table: list,
      notes,
    },
    rows: await withFirstRow(rows, source.path),
  })
}

/** The list to read, of those that are members of the file's object. */
async function chooseList(text: AsyncGenerator<string>, path: string, wanted: string | undefined) {
  const lists = new Map<string | null, boolean>()
  for await (const element of listElements(text, path)) {
    if (!lists.get(element.list)) lists.set(element.list, element.text.startsWith('{'))
    if (lists.size > 1000) break
  }
  const named = [...lists.keys()].filter((name) => name !== null)
  if (wanted !== undefined) {
    if (lists.has(wanted)) return wanted
    throw new StudioError({
      code: 'data.list-missing',
      message: `${path} has no list called "${wanted}" with an element in it.`,
      whatToDo:
        named.length === 0
          ? 'Name a file that holds a list of objects.'
          : `Name one of its lists: ${named.join(', ')}.`,
    })
  }
  const withObjects = named.filter((name) => lists.get(name))
  if (withObjects.length === 1) return withObjects[0]!
  throw new StudioError({
    code: 'data.json-shape',
    message:
      withObjects.length === 0
        ? `${path} holds no list of objects.`
        : `${path} holds several lists of objects: ${withObjects.join(', ')}.`,
    whatToDo:
      withObjects.length === 0
        ? 'Write the records as [{"name": "..."}, ...], or as an object with one such list in it.'
        : 'Say which one is the table.',
  })
}

async function* elements(
  text: AsyncGenerator<string>,
  path: string,
  list: string | null,
): AsyncGenerator<Text> {
  for await (const element of listElements(text, path)) {
    if (element.list === list) yield { line: null, text: element.text }
  }
}

async function* lines(text: AsyncGenerator<string>, path: string): AsyncGenerator<Text> {
  let line = 0
  let rest = ''
  for await (const chunk of text) {
    const parts = (rest + chunk).split('\n')
    rest = parts.pop()!
    if (rest.length > limits.record) {
      throw new StudioError({
        code: 'data.record-too-long',
        message: `${path} has more than ${limits.record / 1e6} million characters in line ${line + parts.length + 1}.`,
        whatToDo: 'Write one JSON object a line; a list of objects is JSON, name the file .json.',
      })
    }
    for (const part of parts) {
      line += 1
      if (part.trim() !== '') yield { line, text: part }
    }
  }
  if (rest.trim() !== '') yield { line: line + 1, text: rest }
}

async function collectColumns(records: AsyncGenerator<Text>, path: string) {
  const names = new Set<string>()
  let any = false
  for await (const { text } of records) {
    any = true
    const record = readRecord(text)
    if ('fault' in record) continue
    for (const name of record.cells.keys()) names.add(name)
    if (names.size > limits.columns) break
  }
  if (!any) throw emptyFile(path)
  if (names.size === 0) {
    throw new StudioError({
      code: 'data.json-shape',
      message: `${path} holds no object with a member.`,
      whatToDo: 'Write each record as an object: {"name": "Mug", "price": 12.5}.',
    })
  }
  return [...names]
}

async function* layOver(
  records: AsyncGenerator<Text>,
  headings: string[],
  columns: string[],
): AsyncGenerator<SourceRow | BrokenRow, void, void> {
  const columnOf = new Map(headings.map((heading, index) => [heading, columns[index]!]))
  let number = 0
  for await (const { line, text } of records) {
    const record = readRecord(text)
    if (!('fault' in record) && isBlank([...record.cells.values()])) continue
    number += 1
    const at = line ?? number
    if ('fault' in record) {
      yield {
        number,
        line: at,
        raw: text.trim().slice(0, limits.raw),
        broken: {
          rule: 'row.json',
          message: `${line === null ? `Element ${number} of the list` : `Line ${line}`} ${record.fault}.`,
          whatToDo: 'Write it as one JSON object: {"name": "Mug", "price": 12.5}.',
        },
      }
      continue
    }
    const row: SourceRow = {
      number,
      line: at,
      cells: cellsByColumn(columns, headingsInOrder(record, headings)),
    }
    if (record.plainNumbers.length > 0)
      row.plainNumbers = record.plainNumbers.map((name) => columnOf.get(name) ?? name)
    yield row
  }
}

function headingsInOrder(record: FlatRecord, headings: string[]) {
  return headings.map((heading) => record.cells.get(heading) ?? null)
}

function readRecord(text: string): FlatRecord | { fault: string } {
  let value: unknown
  try {
    value = parseJson(text)
  } catch (error) {
    return { fault: `is not valid JSON (${(error as Error).message})` }
  }
  if (!isObject(value)) return { fault: 'is not an object' }
  try {
    return flatten(value)
  } catch (error) {
    return { fault: `can't be laid out as a row: ${(error as Error).message}` }
  }
}
