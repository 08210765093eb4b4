import { z } from 'zod'
import { renderRequest } from '../batches/batch.ts'
import { type Corrections, correction, corrections } from '../data/corrections.ts'
import type { ColumnMapping } from '../data/rows.ts'
import { codec, quality } from '../templates/formats.ts'
import type { ErrorShape } from './errors.ts'

/** Which records of an opened table are looked at. */
export const tableView = z.strictObject({
  show: z.enum(['all', 'problems', 'warnings', 'set-aside', 'mended']).default('all'),
  /** Stands in one of the record's cells, whatever the case. */
  search: z.string().max(200).default(''),
  /** Of those with problems or warnings: the ones of this kind. */
  problem: z.strictObject({ rule: z.string(), column: z.string().nullable() }).nullable().default(null),
})

const number = z.int().positive()
const column = z.string().max(1_000)
const text = z.string().max(100_000)
/** Chosen by the asker, to recognise what is told of it. */
const id = z.string().regex(/^[\w-]{1,64}$/)

/** What a person does to the records of an opened table. */
export const tableChange = z.discriminatedUnion('what', [
  /** `text` null: as the table has it. */
  z.strictObject({
    what: z.literal('cells'),
    cells: z
      .array(z.strictObject({ number, column, text: text.nullable() }))
      .min(1)
      .max(10_000),
  }),
  z.strictObject({
    what: z.literal('set-aside'),
    numbers: z.array(number).min(1).max(10_000),
    setAside: z.boolean(),
  }),
  /** The cell of the record `number` in those of the view that come after it; at most `count`. */
  z.strictObject({ what: z.literal('fill-down'), view: tableView, number, column, count: z.int().min(1) }),
  /** In all cells of a column in a view: `whole`, where it is all that stands there; else wherever it stands. */
  z.strictObject({
    what: z.literal('replace'),
    view: tableView,
    column,
    find: z.string().max(1_000),
    by: text,
    whole: z.boolean(),
  }),
  /** All records of a view. */
  z.strictObject({ what: z.literal('set-aside-all'), view: tableView, setAside: z.boolean() }),
  /** Puts back what a change answered as `before`; null: nothing was mended there. */
  z.strictObject({
    what: z.literal('restore'),
    corrections: z.record(z.string().regex(/^[1-9]\d{0,9}$/), correction.nullable()),
  }),
])
export type TableChange = z.input<typeof tableChange>

export const tableCommands = {
  'table.inspect': renderRequest.pick({ template: true, data: true, reading: true, map: true }),
  /** Opens a table to look at it and mend it: answers with its first records, reads on by itself, and tells how far it is. */
  'table.open': z.strictObject({
    id,
    /** Without a template cells have no meaning, and nothing is wrong with them. */
    template: z.string().min(1).optional(),
    ...renderRequest.pick({ data: true, reading: true, map: true, key: true, roots: true }).shape,
    corrections: corrections.default({}),
    /** Of the table that was mended: another one is refused with `corrections.table`. */
    ...renderRequest.pick({ tableMark: true }).shape,
  }),
  'table.rows': z.strictObject({
    id,
    view: tableView.prefault({}),
    offset: z.int().nonnegative(),
    limit: z.int().min(1).max(500).default(100),
  }),
  /** Where a record, known by its number or its line, stands in a view. */
  'table.place': z.strictObject({
    id,
    view: tableView.prefault({}),
    number: number.optional(),
    line: number.optional(),
  }),
  'table.cell': z.strictObject({ id, number, column }),
  'table.change': z.strictObject({ id, change: tableChange }),
  /** What the videos of the first records would be called. */
  'table.names': z.strictObject({
    id,
    pattern: z.string().min(1).max(1_000),
    languages: z.array(z.string()).min(1).max(200),
    formats: z
      .array(z.strictObject({ id: z.string(), codec }))
      .min(1)
      .max(200),
    quality,
  }),
  'table.close': z.strictObject({ id }),
} as const

export type TableInspection = {
  path: string
  /** `CSV, semicolon, Windows-1252`. */
  description: string
  columns: string[]
  /** First rows, as read. */
  sample: Record<string, string | null>[]
  mapping: ColumnMapping
  /** Required variables that no column fills. */
  missing: string[]
  unused: string[]
  /** What of the mapping can't be used as it is: names that aren't there, columns of which several could be meant. */
  problems: { rule: string; variable: string; message: string; whatToDo: string }[]
}

/**
 * Counts of records. `bad` are those that would be set aside for what is wrong with them, `warned` those with what the last
 * check only warned of.
 */
export type TableStanding = {
  records: number
  bad: number
  warned: number
  /** By a person. */
  setAside: number
  mended: number
  /** Kinds of problems, the most frequent first, at most 100. `message`: of the first. */
  problems: TableProblem[]
  /** The same of warnings. */
  warnings: TableProblem[]
  /** Everything was read. */
  isWhole: boolean
  /** Reading ended early, and why. */
  fault: ErrorShape | null
}
export type TableProblem = {
  rule: string
  column: string | null
  count: number
  message: string
  whatToDo: string
}

/** `column` null: of the whole record. */
export type CellProblem = { column: string | null; rule: string; message: string; whatToDo: string }

/** One record as it stands now, mended cells in the place of the file's. */
export type TableRow = {
  number: number
  line: number
  /** In the order of the columns, cut at 200 characters. */
  cells: (string | null)[]
  /** Columns whose cells were cut. */
  cut: string[]
  problems: CellProblem[]
  /** What the last check saw in it that keeps nothing from being made. */
  warnings: CellProblem[]
  setAside: boolean
  /** Columns that a person mended. */
  mended: string[]
  /** It doesn't fit the columns: its text as it stands in the file. */
  raw: string | null
}

export type NamesReport = {
  /** The first video names, of one record in all languages and formats; at most 12. */
  examples: string[]
  /** How many records were named. */
  records: number
  /** The first two videos that would be one file. */
  collision: { message: string; whatToDo: string } | null
}

/** `before`: what was mended of the records that changed, before; `after`: now. Null: nothing. */
export type TableChanged = {
  changed: number
  before: Record<string, Corrections[string] | null>
  after: Record<string, Corrections[string] | null>
  table: TableStanding
}

export type TableAnswers = {
  'table.inspect': TableInspection
  /** `tableMark`: what the table holds now; null: that could not be read as a whole. */
  'table.open': { columns: string[]; description: string; table: TableStanding; tableMark: string | null }
  'table.rows': { total: number; rows: TableRow[] }
  'table.place': { index: number | null }
  /** `read`: as the table has it. */
  'table.cell': { text: string | null; read: string | null }
  'table.change': TableChanged
  'table.names': NamesReport
  'table.close': null
}
