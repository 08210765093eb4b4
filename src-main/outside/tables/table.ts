import { StudioError } from '../../../src-shared/contract/errors.ts'
import type { BrokenRow, SourceRow } from '../../../src-shared/data/rows.ts'
import type { TableDescription } from '../../../src-shared/data/tables.ts'

/** An opened table. Its rows can be walked once; a table that isn't walked to its end has to be closed. */
export type Table = {
  /** Names that are never empty and never repeated, in the order of the file. */
  columns: string[]
  /** The same columns as the file heads them: '' for a column without a name, repeats as they are. */
  headings: string[]
  description: TableDescription
  rows: AsyncGenerator<SourceRow | BrokenRow, void, void>
  close(): Promise<void>
}

/** What hostile or broken files run into, before they fill the memory. */
export const limits = {
  /** Characters of one record of text (a line, an element of a JSON list). */
  record: 4_000_000,
  /** As in spreadsheets. */
  columns: 16_384,
  /** How often a compressed file may grow, once it gave `unpackedFloor` bytes. */
  unpackedRatio: 250,
  unpackedFloor: 100 * 1024 * 1024,
  /** Characters kept of a record that is set aside. */
  raw: 30_000,
} as const

export function isBroken(row: SourceRow | BrokenRow): row is BrokenRow {
  return 'broken' in row
}

/** Whether a record says nothing at all: such lines are passed over and not counted. */
export function isBlank(cells: readonly (string | null)[]): boolean {
  return cells.every((cell) => cell === null || cell.trim() === '')
}

/** A record by column name. Own properties only, whatever the columns are called. */
export function cellsByColumn(columns: readonly string[], cells: readonly (string | null)[]) {
  return Object.fromEntries(columns.map((column, index) => [column, cells[index] || null]))
}

/**
 * Makes column names of the headings as they stand in the file: trimmed, line breaks as spaces, a number for a column
 * without a name, and `Price (2)` for the second column that is called `Price`. The notes tell what was renamed.
 */
export function nameColumns(found: readonly string[], path: string) {
  if (found.length > limits.columns) {
    throw new StudioError({
      code: 'data.too-wide',
      message: `${path} has ${found.length.toLocaleString('en')} columns; at most ${limits.columns.toLocaleString('en')} can be read.`,
      whatToDo:
        'Check that the right delimiter was found (it can be given), and leave out columns that no template uses.',
    })
  }
  const headings = found.map(cleanHeading)
  const taken = new Set(headings)
  const used = new Set<string>()
  const notes: string[] = []
  const columns = headings.map((heading, index) => {
    let name = heading
    if (heading === '') name = free(`column ${index + 1}`, taken)
    else if (used.has(heading)) {
      name = free(heading, taken)
      notes.push(`Column ${index + 1} is called "${heading}" like an earlier one; it is read as "${name}".`)
    }
    used.add(name)
    taken.add(name)
    return name
  })
  return { columns, headings, notes }
}

function cleanHeading(heading: string) {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
  return heading.replace(/[\s\u0000-\u001f\u007f\ufeff]+/g, ' ').trim()
}

function free(name: string, taken: ReadonlySet<string>) {
  if (!taken.has(name)) return name
  let count = 2
  while (taken.has(`${name} (${count})`)) count += 1
  return `${name} (${count})`
}

/**
 * Reads one record ahead, so that a table without a record is told when it is opened and not when a batch runs.
 * The answer gives the same rows, from the first one on.
 */
export async function withFirstRow(
  rows: AsyncGenerator<SourceRow | BrokenRow, void, void>,
  path: string,
): Promise<AsyncGenerator<SourceRow | BrokenRow, void, void>> {
  const first = await rows.next()
  if (first.done) {
    throw new StudioError({
      code: 'data.header-only',
      message: `${path} has column names, but no record under them.`,
      whatToDo: 'Add at least one record under the column names, or choose another file, sheet or table.',
    })
  }
  const { value } = first
  return (async function* () {
    try {
      yield value
      yield* rows
    } finally {
      // A generator that is closed before its first step never reaches yield*'s own clean-up.
      await rows.return()
    }
  })()
}

/** Joins the parts of an opened table; `rows` closes what it holds when it ends or is left. */
export function asTable(parts: Omit<Table, 'close'>): Table {
  return { ...parts, close: async () => void (await parts.rows.return()) }
}

/** A number as digits with a point, never with an exponent; 15 digits count, as in spreadsheets. */
export function plainDecimal(value: number): string {
  const rounded = Number(value.toPrecision(15))
  if (Object.is(rounded, -0)) return '0'
  const text = String(rounded)
  const match = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text)
  if (!match) return text
  const [, sign = '', first = '', rest = '', exponent] = match
  const shift = Number(exponent)
  if (shift > 0) return `${sign}${(first + rest).padEnd(shift + 1, '0')}`
  return `${sign}0.${'0'.repeat(-shift - 1)}${first}${rest}`
}

/** Whether a plain number looks like one with a grouping point: `1.299`. */
export function looksGrouped(plain: string): boolean {
  return /\.\d{3}%?$/.test(plain)
}
