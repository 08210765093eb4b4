import type Database from 'better-sqlite3'

/** What is wrong with a database, table by table; `between` is called before each, and may throw. Empty: it is right. */
export function faultsIn(db: Database.Database, between: () => void = () => {}): string[] {
  const tables = db
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'")
    .pluck()
    .all() as string[]
  const faults: string[] = []
  for (const table of tables) {
    between()
    const found = db.pragma(`quick_check("${table.replaceAll('"', '""')}")`) as { quick_check: string }[]
    faults.push(...found.map((row) => row.quick_check).filter((text) => text !== 'ok'))
  }
  return faults
}
