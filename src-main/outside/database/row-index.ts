import Database from 'better-sqlite3'

/** A record of a table that is looked at. Texts are JSON of whoever keeps them; `place` counts from 1 in the table's order. */
export type IndexedRow = {
  place: number
  number: number
  line: number
  /** As it was read. */
  read: string
  /** Cells as they stand now, where some were mended; null: as they were read. */
  cells: string | null
  /** Null: nothing is wrong with it, as far as the table tells. */
  problems: string | null
  /** All that a check found, and of which cells; null: nothing, or it was not checked. */
  found: string | null
  /** Of that, what holds for the cells as they stand now and is not among `problems`; null: nothing. */
  checked: string | null
  /** Likewise, what keeps nothing from being made. */
  warned: string | null
  /** Its key, where keys must not repeat. */
  key: string | null
  /** The line in which its key stood first; null: here, or it has none. */
  twin: number | null
  setAside: 0 | 1
  mended: 0 | 1
}

/** Places that have something in common. */
export type Where = 'all' | 'bad' | 'warned' | 'setAside' | 'mended' | 'found'

const conditions: Record<Where, string> = {
  all: '1',
  bad: '(problems IS NOT NULL OR checked IS NOT NULL OR twin IS NOT NULL) AND setAside = 0',
  warned: 'warned IS NOT NULL AND setAside = 0',
  setAside: 'setAside = 1',
  mended: 'mended = 1',
  found: 'found IS NOT NULL',
}

/**
 * The records of one table in a database of their own, in a file of the system's that goes with it: memory doesn't grow
 * with the table. Everything here blocks: for a thread that has nothing else to do.
 */
export function openRowIndex() {
  const db = new Database('')
  // Nothing here outlives the process: what a power cut takes is read again.
  db.pragma('journal_mode = OFF')
  db.pragma('synchronous = OFF')
  db.pragma('cache_size = -16000')
  db.exec(`
    CREATE TABLE records (
      place INTEGER PRIMARY KEY,
      number INTEGER NOT NULL,
      line INTEGER NOT NULL,
      read TEXT NOT NULL,
      cells TEXT,
      problems TEXT,
      found TEXT,
      checked TEXT,
      warned TEXT,
      key TEXT,
      twin INTEGER,
      setAside INTEGER NOT NULL,
      mended INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX by_number ON records (number);
    CREATE INDEX by_line ON records (line);
    CREATE INDEX by_key ON records (key, setAside, place) WHERE key IS NOT NULL;
    CREATE INDEX bad ON records (place) WHERE ${conditions.bad};
    CREATE INDEX warned ON records (place) WHERE ${conditions.warned};
    CREATE INDEX found ON records (place) WHERE ${conditions.found};
    CREATE INDEX set_aside ON records (place) WHERE ${conditions.setAside};
    CREATE INDEX mended ON records (place) WHERE ${conditions.mended};`)
  const insert = db.prepare(
    `INSERT INTO records VALUES (@place, @number, @line, @read, @cells, @problems, @found, @checked, @warned, @key, @twin, @setAside, @mended)`,
  )
  const update = db.prepare(
    `UPDATE records SET cells = @cells, problems = @problems, found = @found, checked = @checked, warned = @warned, key = @key, twin = @twin, setAside = @setAside,
     mended = @mended WHERE place = @place`,
  )
  const at = db.prepare('SELECT * FROM records WHERE place = ?')
  const ofNumber = db.prepare('SELECT * FROM records WHERE number = ? ORDER BY place')
  const ofLine = db.prepare('SELECT * FROM records WHERE line = ? ORDER BY place LIMIT 1')
  const ofKey = db.prepare('SELECT * FROM records WHERE key = ? AND setAside = 0 ORDER BY place')
  const firstOfKey = db.prepare(
    'SELECT line FROM records WHERE key = ? AND setAside = 0 ORDER BY place LIMIT 1',
  )
  const places = Object.fromEntries(
    Object.entries(conditions).map(([where, condition]) => [
      where,
      db.prepare(`SELECT place FROM records WHERE ${condition} ORDER BY place`).pluck(),
    ]),
  ) as Record<Where, Database.Statement>
  const walks = Object.fromEntries(
    Object.entries(conditions).map(([where, condition]) => [
      where,
      db.prepare(`SELECT * FROM records WHERE ${condition} ORDER BY place`),
    ]),
  ) as Record<Where, Database.Statement>

  return {
    together: <T>(work: () => T): T => db.transaction(work)(),
    add: (row: IndexedRow): void => void insert.run(row),
    change: (row: IndexedRow): void => void update.run(row),
    at: (place: number): IndexedRow | null => (at.get(place) as IndexedRow | undefined) ?? null,
    ofNumber: (number: number): IndexedRow[] => ofNumber.all(number) as IndexedRow[],
    ofLine: (line: number): IndexedRow | null => (ofLine.get(line) as IndexedRow | undefined) ?? null,
    /** Those with a key that nobody set aside, in the table's order. */
    ofKey: (key: string): IndexedRow[] => ofKey.all(key) as IndexedRow[],
    firstLineOfKey: (key: string): number | null =>
      (firstOfKey.get(key) as { line: number } | undefined)?.line ?? null,
    places: (where: Where): number[] => places[where].all() as number[],
    /** To be walked to its end before anything else is asked. */
    walk: (where: Where): IterableIterator<IndexedRow> =>
      walks[where].iterate() as IterableIterator<IndexedRow>,
    close: (): void => void db.close(),
  }
}
export type RowIndex = ReturnType<typeof openRowIndex>
