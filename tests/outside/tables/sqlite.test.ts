import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { openTable } from '../../../src-main/outside/tables/open-table.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'
import { cellsOf, faultOf, readPath } from './read-table.ts'

function withDatabase<T>(sql: string, work: (path: string) => Promise<T>): Promise<T> {
  return withTempFolder(async (folder) => {
    const path = join(folder, 'shop.sqlite')
    const database = new Database(path)
    database.exec(sql)
    database.close()
    return work(path)
  })
}

const shop = `
  CREATE TABLE products (sku TEXT, "unit price" REAL, stock INTEGER, photo BLOB);
  INSERT INTO products VALUES ('A', 1.299, 9007199254740993, NULL), ('B', 12.5, -1, x'4d7567'), (NULL, NULL, NULL, NULL), ('C', 5e-7, 0, x'ff00');
`

describe('an SQLite database', () => {
  it('its only table is read, every value as text without loss', () =>
    withDatabase(shop, async (path) => {
      const table = await readPath(path)
      expect(table.description).toMatchObject({ kind: 'sqlite', table: 'products' })
      expect(table.columns).toEqual(['sku', 'unit price', 'stock', 'photo'])
      expect(cellsOf(table)).toEqual([
        ['A', '1.299', '9007199254740993', null],
        ['B', '12.5', '-1', 'Mug'],
        ['C', '0.0000005', '0', '[2 bytes of binary data]'],
      ])
      expect(table.rows.map(({ number, line, plainNumbers }) => [number, line, plainNumbers])).toEqual([
        [1, 1, ['unit price']],
        [2, 2, undefined],
        [3, 3, undefined],
      ])
    }))
  it('of several tables and views one is named', () =>
    withDatabase(
      `${shop} CREATE TABLE "odd ""name" (x); INSERT INTO "odd ""name" VALUES (1); CREATE VIEW cheap AS SELECT sku FROM products WHERE stock < 0;`,
      async (path) => {
        expect(await faultOf(openTable(path))).toMatchObject({
          code: 'data.table-unnamed',
          message: expect.stringContaining('products'),
        })
        expect(cellsOf(await readPath(path, { table: 'CHEAP' }))).toEqual([['B']])
        expect(cellsOf(await readPath(path, { table: 'odd "name' }))).toEqual([['1']])
        expect(await faultOf(openTable(path, { table: 'prices' }))).toMatchObject({
          code: 'data.table-missing',
          whatToDo: expect.stringContaining('cheap'),
        })
      },
    ))
  it('a query is one SELECT that only reads', () =>
    withDatabase(shop, async (path) => {
      expect(
        cellsOf(
          await readPath(path, {
            query:
              "-- cheap ones\nSELECT sku, sku || '!' AS sku FROM (SELECT sku FROM products WHERE stock <= 0);",
          }),
        ),
      ).toEqual([
        ['B', 'B!'],
        ['C', 'C!'],
      ])
      expect(cellsOf(await readPath(path, { query: 'WITH p AS (SELECT 1 AS x) SELECT x FROM p' }))).toEqual([
        ['1'],
      ])
      const before = readFileSync(path)
      for (const query of [
        'DELETE FROM products',
        'DELETE FROM products RETURNING sku',
        'SELECT 1; DROP TABLE products',
        'PRAGMA user_version = 5',
        "ATTACH 'x.db' AS x",
        'WITH x AS (SELECT 1) DELETE FROM products',
        'SELECT nonsense FROM products',
        'INSERT INTO products (sku) VALUES (1) RETURNING sku',
        '',
      ]) {
        expect(await faultOf(openTable(path, { query })), query).toMatchObject({ code: 'data.query' })
      }
      expect(readFileSync(path).equals(before)).toBe(true)
      expect(await faultOf(openTable(path, { query: 'SELECT 1 AS a', table: 'products' }))).toMatchObject({
        code: 'data.query',
      })
      expect(await faultOf(openTable(path, { query: 'SELECT 1 AS a WHERE 0' }))).toMatchObject({
        code: 'data.header-only',
      })
    }))
  it('rows are fetched as they are asked for, and an early end lets go of the file', () =>
    withDatabase('CREATE TABLE t (x)', async (path) => {
      const query = 'WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x FROM n'
      const table = await openTable(path, { query })
      let last = 0
      for await (const row of table.rows) {
        last = row.number
        if (last === 1200) break
      }
      expect(last).toBe(1200)
      const database = new Database(path)
      database.exec('INSERT INTO t VALUES (1)')
      database.close()
    }))
  it('a damaged one is told', () =>
    withDatabase(shop, async (path) => {
      const { writeFile } = await import('node:fs/promises')
      const bytes = readFileSync(path)
      await writeFile(path, bytes.subarray(0, 700))
      expect(await faultOf(readPath(path))).toMatchObject({ code: 'data.sqlite' })
    }))
})
