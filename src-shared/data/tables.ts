/** What a table of data is kept in. */
const tableKinds = ['csv', 'tsv', 'json', 'jsonl', 'xlsx', 'sqlite'] as const
export type TableKind = (typeof tableKinds)[number]

/** What a person may say about a table; all else is found out. */
export type TableOptions = {
  kind?: TableKind
  /** Any name that the WHATWG or IANA lists know: `windows-1252`, `utf-16le`, `shift_jis`. */
  encoding?: string
  /** One character between the cells of a line (CSV). */
  delimiter?: string
  /** A sheet's name (XLSX); the first visible one otherwise. */
  sheet?: string
  /** A table or view of a database; the name of the list in a JSON object that holds several. */
  table?: string
  /** One SELECT on a database. */
  query?: string
}

/** What was found out about a table, for people. */
export type TableDescription = {
  path: string
  kind: TableKind
  gzipped: boolean
  /** null where the kind fixes it. */
  encoding: string | null
  /** `declared`: the person or a byte order mark says so; `guessed`: from the bytes. */
  encodingFrom: 'declared' | 'byte-order-mark' | 'guessed' | null
  delimiter: string | null
  sheet: string | null
  /** The table, view or JSON list that is read. */
  table: string | null
  /** Sentences worth telling: renamed headings, bytes that were lost. */
  notes: string[]
}
