import { cpSync, existsSync, readFileSync, truncateSync, utimesSync, writeFileSync } from 'node:fs'
import { uptime } from 'node:os'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { migrate, readMigrations } from '../../../src-main/outside/database/migrate.ts'
import { openDatabase } from '../../../src-main/outside/database/open-database.ts'
import { splitStatements } from '../../../src-main/outside/database/statements.ts'
import { storeParts } from '../../../src-main/outside/database/store-parts.ts'
import { projectRoot } from '../../helpers/project-root.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'

const sqlFolder = join(projectRoot, 'src-main/outside/database')
const ours = join(sqlFolder, 'migrations')
const next = String(readMigrations(ours).length + 1).padStart(4, '0')

/** A folder of SQL like ours, with one more migration: its name and its SQL. */
function sqlWith(folder: string, name?: string, sql = ''): string {
  const made = join(folder, 'sql', 'migrations')
  cpSync(ours, made, { recursive: true })
  if (name !== undefined) writeFileSync(join(made, `${next}_${name}.sql`), sql)
  return dirname(made)
}
const refused = (code: string) => expect.objectContaining({ code, whatToDo: expect.any(String) })

test('a fresh studio gets its tables, and every setting is really set', () =>
  withTempFolder((folder) => {
    const { db, migrated } = openDatabase(join(folder, 'new', 'studio.sqlite'), sqlFolder)
    expect(migrated).toEqual(readMigrations(join(sqlFolder, 'migrations')).map(({ name }) => name))
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal')
    expect(db.pragma('foreign_keys', { simple: true })).toBe(1)
    expect(db.pragma('synchronous', { simple: true })).toBe(1)
    expect(db.pragma('busy_timeout', { simple: true })).toBe(10_000)
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
    db.close()
  }))

test('migrations with a gap, or two of one number, are found before any of them runs', () =>
  withTempFolder((folder) => {
    const path = join(folder, 'studio.sqlite')
    const sql = sqlWith(folder)
    writeFileSync(join(sql, 'migrations', `${String(Number(next) + 1).padStart(4, '0')}_later.sql`), '')
    expect(() => openDatabase(path, sql)).toThrow(/should be number/)
    expect(existsSync(path)).toBe(false)
  }))

test('what has to outlast a power cut waits for the disk, whatever comes of it, and nothing else does', () =>
  withTempFolder((folder) => {
    const { db, statements } = openDatabase(join(folder, 'studio.sqlite'), sqlFolder)
    const { durably, together } = storeParts(db, statements, { name: 'trial', machine: 'here' })
    const synchronous = () => db.pragma('synchronous', { simple: true })
    const [normal, full] = [1, 2]
    expect(durably(synchronous)).toBe(full)
    expect(synchronous()).toBe(normal)
    expect(together(synchronous)).toBe(normal)
    expect(() =>
      durably(() => {
        throw new Error('no')
      }),
    ).toThrow('no')
    expect(synchronous()).toBe(normal)
    db.close()
  }))

test('opening it again changes nothing', () =>
  withTempFolder((folder) => {
    const path = join(folder, 'studio.sqlite')
    openDatabase(path, sqlFolder).db.close()
    const before = readFileSync(path)
    const again = openDatabase(path, sqlFolder)
    expect(again.migrated).toEqual([])
    again.db.close()
    expect(readFileSync(path).equals(before)).toBe(true)
  }))

test('an older studio is brought forward with its data', () =>
  withTempFolder((folder) => {
    const path = join(folder, 'studio.sqlite')
    const old = openDatabase(path, sqlWith(folder))
    old.db.prepare('CREATE TABLE kept (word TEXT)').run()
    old.db.prepare("INSERT INTO kept VALUES ('here')").run()
    old.db.close()
    const newer = openDatabase(
      path,
      sqlWith(folder, 'more', "ALTER TABLE kept ADD COLUMN more TEXT DEFAULT 'yes';"),
    )
    expect(newer.migrated).toEqual(['more'])
    expect(newer.db.prepare('SELECT * FROM kept').all()).toEqual([{ word: 'here', more: 'yes' }])
    newer.db.close()
  }))

test('a migration that fails half way leaves the studio as it was', () =>
  withTempFolder((folder) => {
    const path = join(folder, 'studio.sqlite')
    openDatabase(path, sqlFolder).db.close()
    const broken = sqlWith(folder, 'broken', 'CREATE TABLE half (a TEXT); CREATE TABLE half (a TEXT);')
    expect(() => openDatabase(path, broken)).toThrow(refused('store.migration'))
    const { db } = openDatabase(path, sqlFolder)
    expect(db.prepare("SELECT count(*) FROM sqlite_schema WHERE name = 'half'").pluck().get()).toBe(0)
    db.close()
  }))

test('a studio of a newer Reelmill is refused politely and not touched', () =>
  withTempFolder((folder) => {
    const path = join(folder, 'studio.sqlite')
    openDatabase(path, sqlWith(folder, 'future', 'CREATE TABLE future (a TEXT);')).db.close()
    const before = readFileSync(path)
    expect(() => openDatabase(path, sqlFolder)).toThrow(refused('store.from-the-future'))
    expect(readFileSync(path).equals(before)).toBe(true)
  }))

test('a database of another program is refused and not touched', () =>
  withTempFolder((folder) => {
    const path = join(folder, 'studio.sqlite')
    const other = new Database(path)
    other.exec('CREATE TABLE photos (name TEXT)')
    other.close()
    const before = readFileSync(path)
    expect(() => openDatabase(path, sqlFolder)).toThrow(refused('store.foreign'))
    expect(readFileSync(path).equals(before)).toBe(true)
  }))

test('a file that is no database, and a folder that cannot be made, are explained', () =>
  withTempFolder((folder) => {
    const path = join(folder, 'studio.sqlite')
    writeFileSync(path, 'This is a letter, not a database. '.repeat(100))
    expect(() => openDatabase(path, sqlFolder)).toThrow(refused('store.damaged'))
    expect(() => openDatabase(join(path, 'below', 'studio.sqlite'), sqlFolder)).toThrow(
      refused('store.unreadable'),
    )
  }))

test('a damaged studio is noticed when the last use did not end cleanly', () =>
  withTempFolder((folder) => {
    const path = join(folder, 'studio.sqlite')
    const { db } = openDatabase(path, sqlFolder)
    const insert = db.prepare(
      "INSERT INTO batches (id, name, template_name, template_version, template_title, template_folder, template_hash, data, output_folder, languages, formats, quality, created_at, studio, rank, status, reason) VALUES (?, ?, '', '', '', '', '', '', '', '[]', '[]', '', '', '', 1, 'preparing', '')",
    )
    for (let number = 0; number < 500; number += 1) insert.run(`b${number}`, 'x'.repeat(500))
    db.pragma('wal_checkpoint(TRUNCATE)')
    insert.run('last', '')
    const log = readFileSync(`${path}-wal`)
    expect(log.length).toBeGreaterThan(0)
    db.close()
    const bytes = readFileSync(path)
    bytes.fill(0x5a, bytes.length - 6 * 4096, bytes.length - 4096)
    writeFileSync(path, bytes)
    writeFileSync(`${path}-wal`, Buffer.alloc(64))
    expect(() => openDatabase(path, sqlFolder)).toThrow(refused('store.damaged'))
  }))

test('a large studio is not looked through while somebody waits; after a power cut it says that it ought to be', () =>
  withTempFolder((folder) => {
    const path = join(folder, 'studio.sqlite')
    openDatabase(path, sqlFolder).db.close()
    // Mostly a hole: it takes no room.
    truncateSync(path, 200 * 1024 ** 2)
    const opened = (lastWrite: Date) => {
      writeFileSync(`${path}-wal`, Buffer.alloc(64))
      utimesSync(`${path}-wal`, lastWrite, lastWrite)
      const { db, unchecked } = openDatabase(path, sqlFolder)
      db.close()
      truncateSync(path, 200 * 1024 ** 2)
      return unchecked
    }
    expect(opened(new Date())).toBe(false)
    expect(opened(new Date(Date.now() - (uptime() + 3_600) * 1_000))).toBe(true)
  }))

test('two processes that open a new studio at once make one set of tables', () =>
  withTempFolder((folder) => {
    const path = join(folder, 'studio.sqlite')
    const one = openDatabase(path, sqlFolder).db
    const two = new Database(path)
    // The second one read the version before the first one migrated.
    expect(migrate(two, readMigrations(join(sqlFolder, 'migrations')), path)).toEqual([])
    one.close()
    two.close()
    expect(existsSync(`${path}-wal`)).toBe(false)
  }))

test('a file of statements is read by name, and a name that stands twice is refused', () => {
  const statements = splitStatements(
    '-- About jobs.\n-- name: one\n-- Why.\nSELECT 1;\n\n-- name: two\nSELECT 2;\n',
  )
  expect([...statements]).toEqual([
    ['one', '-- Why.\nSELECT 1;'],
    ['two', 'SELECT 2;'],
  ])
  expect(() => splitStatements('-- name: one\nSELECT 1;\n-- name: one\nSELECT 2;')).toThrow('two statements')
})
