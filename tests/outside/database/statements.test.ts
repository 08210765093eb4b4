import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openDatabase } from '../../../src-main/outside/database/open-database.ts'
import { plannedOnce, splitStatements } from '../../../src-main/outside/database/statements.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'
import { sqlFolder } from './stores.ts'

test('a value keeps its type and its meaning behind a plus', () =>
  withTempFolder((folder) => {
    const { db } = openDatabase(join(folder, 'studio.sqlite'), sqlFolder)
    const asked = db.prepare(
      plannedOnce(
        'SELECT typeof(@value) AS type, @value AS value, @value IS NULL AS absent, length(@value) AS length',
      ),
    )
    expect(asked.get({ value: 'Ängstrom' })).toEqual({
      type: 'text',
      value: 'Ängstrom',
      absent: 0,
      length: 8,
    })
    expect(asked.get({ value: 0.5 })).toMatchObject({ type: 'real', value: 0.5 })
    expect(asked.get({ value: null })).toMatchObject({ type: 'null', value: null, absent: 1 })
    const bytes = Buffer.from([0, 1, 255])
    expect(asked.get({ value: bytes })).toMatchObject({ type: 'blob', value: bytes, length: 3 })
    // A column's own type still decides how a value is compared with it.
    db.exec("CREATE TEMP TABLE kept (number INTEGER, text TEXT); INSERT INTO kept VALUES (7, '7')")
    const found = db.prepare(
      plannedOnce('SELECT count(*) AS count FROM kept WHERE number = @as AND text = @as'),
    )
    for (const as of [7n, '7']) expect(found.get({ as })).toEqual({ count: 1 })
    expect(plannedOnce('LIMIT @limit -- a@b')).toBe('LIMIT +@limit -- a@b')
    db.close()
  }))

test('a job is looked up without planning how each time', () =>
  withTempFolder((folder) => {
    const { db } = openDatabase(join(folder, 'studio.sqlite'), sqlFolder)
    const text = splitStatements(readFileSync(join(sqlFolder, 'statements', 'jobs.sql'), 'utf8')).get(
      'job_by_id',
    )!
    const [plain, once] = [db.prepare(text), db.prepare(plannedOnce(text))]
    const used = (work: () => void) => {
      const before = process.cpuUsage()
      for (let turn = 0; turn < 3_000; turn += 1) work()
      const { user, system } = process.cpuUsage(before)
      return user + system
    }
    for (const each of [plain, once]) used(() => each.get({ id: 1 }))
    expect(used(() => once.get({ id: 1 }))).toBeLessThan(used(() => plain.get({ id: 1 })) / 2)
    db.close()
  }))

test('every statement is one still, and finds its way by the same indexes', () =>
  withTempFolder((folder) => {
    const { db } = openDatabase(join(folder, 'studio.sqlite'), sqlFolder)
    const planOf = (text: string) => {
      const values = Object.fromEntries([...text.matchAll(/@(\w+)/g)].map(([, name]) => [name!, null]))
      return db
        .prepare(`EXPLAIN QUERY PLAN ${text}`)
        .all(values)
        .map((line) => (line as { detail: string }).detail)
    }
    let seen = 0
    const topics = readdirSync(join(sqlFolder, 'statements')).filter((file) => file !== 'artifact-index.sql')
    for (const file of topics)
      for (const [name, text] of splitStatements(readFileSync(join(sqlFolder, 'statements', file), 'utf8'))) {
        expect(planOf(plannedOnce(text)), `${file} ${name}`).toEqual(planOf(text))
        seen += 1
      }
    expect(seen).toBeGreaterThan(200)
    db.close()
  }))
