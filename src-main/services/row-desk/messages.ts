import type { z } from 'zod'
import type { ErrorShape } from '../../../src-shared/contract/errors.ts'
import type {
  CellProblem,
  NamesReport,
  TableAnswers,
  TableChanged,
  TableStanding,
  tableCommands,
} from '../../../src-shared/contract/tables.ts'
import type { Corrections } from '../../../src-shared/data/corrections.ts'
import type { TableOptions } from '../../../src-shared/data/tables.ts'
import type { Variables } from '../../../src-shared/data/variables.ts'

/** What a thread is given to open a table with. Paths are absolute. */
export type TableToOpen = {
  data: string
  reading: TableOptions
  locale: string | undefined
  variables: Variables
  languages: string[]
  map: Record<string, string>
  key: string | undefined
  corrections: Corrections
  /** Of the table that they are of, where that is known. */
  tableMark?: string | undefined
  /** Folders that a row's files may lie in. */
  folders: string[]
  template: string
  today: string
}

type Payload<N extends keyof typeof tableCommands> = Omit<z.output<(typeof tableCommands)[N]>, 'id'>

/** What is asked of a thread, and what comes back. */
export type Questions = {
  rows(ask: Payload<'table.rows'>): TableAnswers['table.rows']
  place(ask: Payload<'table.place'>): TableAnswers['table.place']
  cell(ask: Payload<'table.cell'>): TableAnswers['table.cell']
  change(ask: Payload<'table.change'>): Promise<TableChanged>
  names(ask: Payload<'table.names'>): NamesReport
  /** Something that a check found. It counts when the `last` of it has come, in the place of what an earlier check found. */
  found(ask: FoundByCheck): Promise<TableStanding | null>
  /** Path of the picture or clip that a cell (by its column's index) names, where it is one that may be shown. */
  picture(ask: { number: number; column: number }): Promise<string | null>
}
/** `number`: of the record. */
export type FoundByCheck = {
  problems: ({ number: number } & CellProblem)[]
  warnings: ({ line: number } & CellProblem)[]
  /** Of this check. */
  first: boolean
  last: boolean
}
export type Question = {
  [N in keyof Questions]: { number: number; what: N; ask: Parameters<Questions[N]>[0] }
}[keyof Questions]
export type QuestionName = keyof Questions

/** What a thread says: that the table is open (or can't be opened), how far it is, and answers. */
export type Said =
  | { kind: 'opened'; opened: TableAnswers['table.open'] }
  | { kind: 'refused'; error: ErrorShape }
  | { kind: 'standing'; table: TableStanding }
  | { kind: 'answer'; number: number; answer: unknown }
  | { kind: 'fault'; number: number; error: ErrorShape }
