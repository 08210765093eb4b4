import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { changeBatch } from '../../../src-main/core/job-lifecycle/batch-lifecycle.ts'
import { changeJob } from '../../../src-main/core/job-lifecycle/job-lifecycle.ts'
import { splitStatements } from '../../../src-main/outside/database/statements.ts'
import { addBatch, at, claim, job, made, passed, problem, run, sqlFolder, withStore } from './stores.ts'

test('a batch, its rows, its jobs and its faults come back as they went in', () =>
  withStore((store) => {
    expect(addBatch(store)).toMatchObject({ id: 'b1', status: 'preparing', languages: ['en', 'es'] })
    store.addRows('b1', {
      passed: [passed(1, [job(1, 'en'), job(1, 'es')])],
      rejected: [[problem(2, 'price'), problem(2, 'name')]],
    })
    expect(store.batch('b1').counts).toEqual({
      rows: 2,
      rejectedRows: 1,
      jobs: 2,
      waiting: 2,
      running: 0,
      paused: 0,
      done: 0,
      unchanged: 0,
      failed: 0,
      skipped: 0,
      cancelled: 0,
    })
    expect(store.row('b1', 1)).toEqual(passed(1).row)
    expect(store.rejected('b1', 0, 10)).toEqual({
      problems: [problem(2, 'price'), problem(2, 'name')],
      next: null,
    })
    expect(
      store.jobs('b1', undefined, 0, 10).jobs.map((one) => [one.rowKey, one.language, one.status]),
    ).toEqual([
      ['K1', 'en', 'waiting'],
      ['K1', 'es', 'waiting'],
    ])
  }))

test('what does not exist is said so, never nothing', () =>
  withStore((store) => {
    expect(() => store.batch('nope')).toThrow(expect.objectContaining({ code: 'batch.not-found' }))
    expect(() => store.jobs('nope', undefined, 0, 1)).toThrow(
      expect.objectContaining({ code: 'batch.not-found' }),
    )
    expect(() => store.job(5)).toThrow(expect.objectContaining({ code: 'job.not-found' }))
  }))

test('a second video of the same name is not written, and both are named', () =>
  withStore((store) => {
    addBatch(store)
    expect(store.addRows('b1', { passed: [passed(1)], rejected: [] })).toEqual([])
    const clashes = store.addRows('b1', { passed: [passed(2, [job(2, 'en', '1_en.mp4')])], rejected: [] })
    expect(clashes).toMatchObject([
      { path: '1_en.mp4', first: { line: 2, rowKey: 'K1' }, second: { line: 3 } },
    ])
    expect(store.batch('b1').counts.jobs).toBe(1)
  }))

test('jobs are claimed in the order of the rows, each once, with its try counted', () =>
  withStore((store) => {
    addBatch(store)
    store.addRows('b1', { passed: [passed(1), passed(2)], rejected: [] })
    expect(claim(store)).toBeNull()
    run(store)
    expect(claim(store)).toMatchObject({ rowNumber: 1, work: 100, job: { status: 'running', attempts: 1 } })
    expect(claim(store)).toMatchObject({ rowNumber: 2 })
    expect(claim(store)).toBeNull()
    expect(store.batch('b1').counts).toMatchObject({ waiting: 0, running: 2 })
  }))

test('a change writes job, try, file, counts and its sentence together', () =>
  withStore((store) => {
    addBatch(store)
    store.addRows('b1', { passed: [passed(1)], rejected: [] })
    run(store)
    const { job: taken } = claim(store)!
    store.apply('b1', {
      jobs: [changeJob(taken, { kind: 'made', output: made(taken), hash: 'plan', note: null })],
      batch: null,
      at,
    })
    expect(store.job(taken.id)).toMatchObject({ status: 'done', output: made(taken) })
    expect(store.attempts(taken.id)).toMatchObject([{ number: 1, studio: 'one', end: 'done', ended_at: at }])
    expect(store.batch('b1').counts).toMatchObject({ running: 0, done: 1 })
    expect(store.events('b1', 0, 10).map(({ job: of, previous, status }) => [of, previous, status])).toEqual([
      [null, null, 'preparing'],
      [null, 'preparing', 'running'],
      [taken.id, 'waiting', 'running'],
      [taken.id, 'running', 'done'],
    ])
  }))

test('a file that was left unchanged is known by its plan, its name and its folder, and by the batch that made it', () =>
  withStore((store) => {
    const done = (id: string, kind: 'made' | 'unchanged', hash = 'plan') => {
      addBatch(store, id)
      store.addRows(id, { passed: [passed(1)], rejected: [] })
      run(store, id)
      const { job: taken } = claim(store, id)!
      const event =
        kind === 'made'
          ? ({ kind, output: made(taken), hash, note: null } as const)
          : ({ kind, output: made(taken), hash, since: 'b1', note: null } as const)
      store.apply(id, { jobs: [changeJob(taken, event)], batch: null, at })
      return taken
    }
    const first = done('b1', 'made')
    const { outputFolder } = store.batch('b1')
    const planned = { outputFolder, path: first.path, hash: 'plan' }
    expect(store.earlierOutput('b1', planned)).toBeNull()
    const second = done('b2', 'unchanged')
    expect(store.job(second.id)).toMatchObject({ status: 'done', unchangedSince: 'b1' })
    expect(store.batch('b2').counts).toMatchObject({ done: 1, unchanged: 1 })
    done('b3', 'made', 'other')
    addBatch(store, 'b4')
    expect(store.earlierOutput('b4', planned)).toEqual({ output: made(first), madeBy: 'b1' })
    expect(store.earlierOutput('b4', { ...planned, hash: 'other' })).toMatchObject({ madeBy: 'b3' })
    expect(store.earlierOutput('b4', { ...planned, hash: 'third' })).toBeNull()
    expect(store.earlierOutput('b4', { ...planned, path: 'elsewhere.mp4' })).toBeNull()
    expect(store.earlierOutput('b4', { ...planned, outputFolder: '/elsewhere' })).toBeNull()
  }))

test('a group of changes of which one is late is not written at all', () =>
  withStore((store) => {
    addBatch(store)
    store.addRows('b1', { passed: [passed(1), passed(2)], rejected: [] })
    run(store)
    const one = claim(store)!.job
    const two = claim(store)!.job
    const failed = changeJob(two, {
      kind: 'failed',
      error: { code: 'x', message: 'Broken.', cause: 'ours' },
    })
    store.apply('b1', { jobs: [failed], batch: null, at })
    const handBack = { kind: 'handed-back', reason: 'Interrupted.' } as const
    const both = [changeJob(one, handBack), changeJob(two, handBack)]
    const batch = changeBatch('running', store.batch('b1').counts, { kind: 'interrupted', by: 'person' })
    expect(() => store.apply('b1', { jobs: both, batch, at })).toThrow('no longer running')
    expect(store.job(one.id).status).toBe('running')
    expect(store.batch('b1')).toMatchObject({ status: 'running', counts: { running: 1, failed: 1 } })
    store.apply('b1', { jobs: both.slice(0, 1), batch, at })
    expect(store.job(one.id)).toMatchObject({ status: 'waiting', reason: 'Interrupted.', attempts: 1 })
    expect(store.batch('b1').status).toBe('interrupted')
  }))

test('lists are paged by key, newest batch first', () =>
  withStore((store) => {
    for (const id of ['a', 'b', 'c']) addBatch(store, id)
    const page = store.batches(undefined, 2)
    expect([page.batches.map((one) => one.id), page.next]).toEqual([['c', 'b'], 'b'])
    const rest = store.batches(page.next!, 2)
    expect([rest.batches.map((one) => one.id), rest.next]).toEqual([['a'], null])
    expect(store.newestBatch()?.id).toBe('c')

    store.addRows('a', {
      passed: [1, 2, 3].map((row) => passed(row)),
      rejected: [1, 2, 3].map((row) => [problem(row, 'price')]),
    })
    const jobs = store.jobs('a', 'waiting', 0, 2)
    expect(jobs.jobs.map((one) => one.rowKey)).toEqual(['K1', 'K2'])
    expect(store.jobs('a', 'waiting', jobs.next!, 2)).toMatchObject({ jobs: [{ rowKey: 'K3' }], next: null })
    const faults = store.rejected('a', 0, 2)
    expect(store.rejected('a', faults.next!, 2)).toMatchObject({ problems: [{ rowNumber: 3 }], next: null })
  }))

test('a file is ours when an earlier batch of the same template wrote this very video there', () =>
  withStore((store) => {
    addBatch(store, 'old')
    store.addRows('old', { passed: [passed(1)], rejected: [] })
    run(store, 'old')
    const { job: done } = claim(store, 'old')!
    store.apply('old', {
      jobs: [changeJob(done, { kind: 'made', output: made(done), hash: 'plan', note: null })],
      batch: null,
      at,
    })
    addBatch(store, 'new')
    const file = {
      outputFolder: '/out',
      templateName: 'showcase',
      pathKey: '1_en.mp4',
      rowKey: 'K1',
      language: 'en',
      format: 'square',
    }
    expect(store.wroteBefore('new', file)).toBe(true)
    for (const other of [
      { outputFolder: '/else' },
      { templateName: 'ad' },
      { rowKey: 'K2' },
      { pathKey: '2_en.mp4' },
      { language: 'es' },
    ])
      expect(store.wroteBefore('new', { ...file, ...other })).toBe(false)
  }))

test('120,000 jobs go in with flat memory, and a page anywhere among them is whole', () =>
  withStore((store) => {
    addBatch(store)
    const before = process.memoryUsage().rss
    for (let row = 1; row <= 10_000; row += 200) {
      const group = Array.from({ length: 200 }, (_, index) => row + index)
      store.addRows('b1', {
        passed: group.map((number) =>
          passed(
            number,
            Array.from({ length: 12 }, (_, k) => job(number, `l${k}`)),
          ),
        ),
        rejected: [],
      })
    }
    expect((process.memoryUsage().rss - before) / 1e6).toBeLessThan(150)
    run(store)
    expect(store.jobs('b1', undefined, 60_000, 1_000)).toMatchObject({ next: 61_000 })
    expect(store.jobs('b1', 'waiting', 119_500, 1_000).jobs).toHaveLength(500)
    expect(store.jobs('b1', 'failed', 0, 1_000)).toEqual({ jobs: [], next: null })
  }))

test('pages of a long list, and what a render asks over and over, are found by an index and never by reading all', () =>
  withStore((_store, folder) => {
    const db = new Database(join(folder, 'studio.sqlite'), { readonly: true })
    try {
      for (const [topic, name] of [
        ['jobs', 'jobs_after'],
        ['jobs', 'jobs_of_status_after'],
        ['job-queue', 'head'],
        ['job-queue', 'two_before'],
        ['job-queue', 'two_after'],
        ['job-queue', 'release_due'],
        ['jobs', 'earlier_output'],
        ['queue', 'queued_batches'],
        ['jobs', 'lost_jobs'],
        ['units', 'unit_of_job'],
        ['timeline', 'first_and_last_minute'],
        ['batches', 'changes_of_batch'],
        ['jobs', 'job_at_path'],
        ['jobs', 'earlier_writer'],
        ['rows', 'rejected_after'],
        ['batches', 'events_of_batch'],
      ] as const) {
        const texts = splitStatements(readFileSync(join(sqlFolder, 'statements', `${topic}.sql`), 'utf8'))
        expect(texts.get(name), name).toBeDefined()
        const steps = planOf(db, texts.get(name)!)
        expect(steps, name).not.toEqual([])
        // A scan reads every record; a sort in a temporary tree reads every one that fits before it gives the first.
        // Batches are few, and may be read whole.
        expect(
          steps.filter((step) => /\bSCAN\b(?!.* (batches_queued|batches)$)|TEMP B-TREE/.test(step)),
          `${name}: ${steps.join('; ')}`,
        ).toEqual([])
      }
      expect(planOf(db, 'SELECT * FROM jobs WHERE row_key = @key')).toEqual([expect.stringContaining('SCAN')])
    } finally {
      db.close()
    }
  }))

/** How SQLite goes about a statement, a sentence a step. */
function planOf(db: Database.Database, text: string): string[] {
  const values = Object.fromEntries([...text.matchAll(/@(\w+)/g)].map(([, name]) => [name, 1]))
  const steps = db.prepare(`EXPLAIN QUERY PLAN ${text}`).all(values) as { detail: string }[]
  return steps.map(({ detail }) => detail)
}
