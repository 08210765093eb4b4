import { type Command, InvalidArgumentError, Option } from 'commander'
import type { RenderRequestSource } from '../../src-shared/batches/batch.ts'

/** The options that say what is asked for: those of render, check and still. */
export type RequestOptions = {
  template: string
  data: string
  map?: Record<string, string>
  key?: string
  quality?: 'draft' | 'standard' | 'high'
  codec?: RenderRequestSource['codec']
  fetch?: boolean
  root?: string[]
  locale?: string
  encoding?: string
  delimiter?: string
  sheet?: string
  table?: string
  query?: string
}
export type MatrixOptions = {
  languages?: string[]
  formats?: string[]
  rows?: string
  name?: string
  strict?: boolean
}

/** What is asked for, and how the table is read. */
export function addRequestOptions(command: Command): Command {
  return command
    .requiredOption(
      '-t, --template <name or folder>',
      'the template: its name (see `reelmill template list`) or its folder',
    )
    .requiredOption('-d, --data <file>', 'the table: CSV, TSV, JSON, JSON Lines, XLSX or an SQLite file')
    .option(
      '--map <variable=column>',
      'a column by hand, or none (offer=); may be given several times',
      pairs,
    )
    .option('--key <column>', 'the column that names each row; without it, rows are known by their number')
    .addOption(new Option('--quality <quality>', 'how good, how fast').choices(['draft', 'standard', 'high']))
    .addOption(
      new Option('--codec <codec>', 'another codec for all formats but GIF').choices([
        'h264',
        'hevc',
        'prores',
        'vp9',
        'av1',
      ]),
    )
    .option('--fetch', 'get pictures and clips with https: addresses from the web')
    .option('--root <folder>', 'a further folder that files of the table may lie in; several times', many)
    .option(
      '--locale <tag>',
      'how numbers and dates are written in the table, like de-DE; without it, seen from the cells',
    )
    .option('--encoding <name>', 'CSV: like windows-1252; without it, seen from the bytes')
    .option(
      '--delimiter <character>',
      'CSV: what stands between cells; without it, seen from the lines',
      oneCharacter,
    )
    .option('--sheet <name>', 'XLSX: which sheet; without it, the first')
    .option('--table <name>', 'SQLite: which table or view; JSON: which list')
    .option('--query <select>', 'SQLite: one SELECT instead of a table')
}

/** How much of the matrix of rows, languages and formats. */
export function addMatrixOptions(command: Command): Command {
  return command
    .option('--languages <list>', 'like en,es; without it, all of the template', list)
    .option('--formats <list>', 'like landscape,gif; without it, all of the template', list)
    .option('--rows <list>', 'record numbers, like 1-20,35')
    .option('--name <pattern>', 'names of the files, like {batch}/{category}/{key}_{language}_{format}')
    .option('--strict', 'stop before rendering when a row has a fault, instead of setting it aside')
}

/** The options as a request of the contract, without what it is for. */
export function requestOf(options: RequestOptions): Omit<RenderRequestSource, 'out'> {
  const { encoding, delimiter, sheet, table, query, locale } = options
  return {
    template: options.template,
    data: options.data,
    reading: given({ encoding, delimiter, sheet, table, query, locale }),
    ...given({
      map: options.map,
      key: options.key,
      quality: options.quality,
      codec: options.codec,
      fetch: options.fetch,
      roots: options.root,
    }),
  }
}

export function matrixOf({ languages, formats, rows, name, strict }: MatrixOptions) {
  return given({ languages, formats, rows, name, strict })
}

/** The entries that were given. */
export function given<T extends Record<string, unknown>>(options: T): Partial<T> {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as Partial<T>
}

function pairs(text: string, before: Record<string, string> = {}): Record<string, string> {
  const at = text.indexOf('=')
  if (at < 1) throw new InvalidArgumentError('Write it as variable=column, like --map price="Variant Price".')
  return { ...before, [text.slice(0, at).trim()]: text.slice(at + 1).trim() }
}

const many = (text: string, before: string[] = []): string[] => [...before, text]

function list(text: string): string[] {
  const items = text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '')
  if (items.length === 0) throw new InvalidArgumentError('Write names with commas between them.')
  return [...new Set(items)]
}

function oneCharacter(text: string): string {
  const character = text === '\\t' || text === 'tab' ? '\t' : text
  if (character.length !== 1) throw new InvalidArgumentError('Write one character, or "tab".')
  return character
}
