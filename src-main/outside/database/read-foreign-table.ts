import Database from 'better-sqlite3'
import { StudioError } from '../../../src-shared/contract/errors.ts'

/** Rows of somebody else's database. The file stays open, and its snapshot held, until `close`. */
type ForeignTable = {
  /** The table or view that is read; null for a query. */
  table: string | null
  columns: string[]
  /** Values as SQLite keeps them: null, number (REAL), bigint (INTEGER), string, Buffer (BLOB). Can be walked once. */
  rows: Iterable<unknown[]>
  close(): void
}

/**
 * Opens one table, view or SELECT of an SQLite file for reading, without ever writing to it. Without a name, the only
 * table there is. Throws `data.sqlite`, `data.table-missing`, `data.table-unnamed`, `data.query`.
 */
export function readForeignTable(path: string, wanted: { table?: string; query?: string }): ForeignTable {
  if (wanted.table !== undefined && wanted.query !== undefined) {
    throw new StudioError({
      code: 'data.query',
      message: `Both a table and a query are named for ${path}.`,
      whatToDo: 'Name one of them.',
    })
  }
  const database = openReadOnly(path)
  try {
    const table = wanted.query === undefined ? chooseTable(database, path, wanted.table) : null
    const sql = table === null ? wanted.query! : `SELECT * FROM "${table.replaceAll('"', '""')}"`
    const statement = prepare(database, path, sql)
    return {
      table,
      columns: statement.columns().map((column) => column.name),
      rows: walk(statement, path),
      close: () => void database.close(),
    }
  } catch (error) {
    database.close()
    throw error
  }
}

function openReadOnly(path: string) {
  let database: Database.Database | undefined
  try {
    database = new Database(path, { readonly: true, fileMustExist: true })
    // Views of a hostile file may call functions; only those without side effects are left to them.
    database.pragma('trusted_schema = OFF')
    database.pragma('query_only = ON')
    database.prepare('SELECT count(*) FROM sqlite_schema').get()
    return database
  } catch (cause) {
    database?.close()
    throw new StudioError({
      code: 'data.sqlite',
      message: `${path} can't be read as an SQLite database (${(cause as Error).message}).`,
      whatToDo: 'Close the program that has it open, or export the table as CSV.',
      cause,
    })
  }
}

function chooseTable(database: Database.Database, path: string, wanted: string | undefined): string {
  const tables = database
    .prepare(
      `SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY name`,
    )
    .pluck()
    .all() as string[]
  if (wanted === undefined) {
    if (tables.length === 1) return tables[0]!
    throw new StudioError({
      code: 'data.table-unnamed',
      message:
        tables.length === 0
          ? `${path} has no table.`
          : `${path} has ${tables.length} tables: ${some(tables)}.`,
      whatToDo: tables.length === 0 ? 'Name another database.' : 'Name the table to read, or give a query.',
    })
  }
  const found =
    tables.find((name) => name === wanted) ??
    tables.find((name) => name.toLowerCase() === wanted.toLowerCase())
  if (found !== undefined) return found
  throw new StudioError({
    code: 'data.table-missing',
    message: `${path} has no table called "${wanted}".`,
    whatToDo: tables.length === 0 ? 'Name another database.' : `Name one of its tables: ${some(tables)}.`,
  })
}

function some(names: string[]) {
  return names.length > 20 ? `${names.slice(0, 20).join(', ')}, ...` : names.join(', ')
}

function prepare(database: Database.Database, path: string, sql: string) {
  const refused = (why: string, cause?: unknown) =>
    new StudioError({
      code: 'data.query',
      message: `The query on ${path} can't be run: ${why}.`,
      whatToDo: 'Give one SELECT that only reads.',
      cause,
    })
  // PRAGMA and EXPLAIN return rows too; some of them change things.
  const body = sql.replace(/^(\s|--[^\n]*(\n|$)|\/\*[\s\S]*?\*\/)+/, '')
  if (!/^(select|with|values)\b/i.test(body)) throw refused('it is not a SELECT')
  let statement: Database.Statement<unknown[]>
  try {
    statement = database.prepare(sql)
  } catch (cause) {
    throw refused((cause as Error).message, cause)
  }
  if (!statement.reader || !statement.readonly) throw refused('it does not only read')
  return statement.raw(true).safeIntegers(true)
}

function* walk(statement: Database.Statement<unknown[]>, path: string): Generator<unknown[], void, void> {
  try {
    yield* statement.iterate() as IterableIterator<unknown[]>
  } catch (cause) {
    throw new StudioError({
      code: 'data.sqlite',
      message: `Reading ${path} failed on the way (${(cause as Error).message}).`,
      whatToDo: 'Check the database with its own program, or export the table as CSV.',
      cause,
    })
  }
}
