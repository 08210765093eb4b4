import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createReadingThread, type ReadingThread } from '../../../src-main/outside/database/reading-thread.ts'
import type { StudioStore } from '../../../src-main/outside/database/studio-store.ts'
import type { WallIndex } from '../../../src-shared/contract/results.ts'
import { addBatch, at, claim, job, make, passed, run, settle, sqlFolder, withStore } from './stores.ts'

type Work = (store: StudioStore, reading: ReadingThread) => Promise<void>

const withReading = (work: Work) =>
  withStore(async (store, folder) => {
    const reading = createReadingThread({
      path: join(folder, 'studio.sqlite'),
      statements: join(sqlFolder, 'statements'),
    })
    try {
      await work(store, reading)
    } finally {
      await reading.close()
    }
  })

/** Rows in two folders, each in two languages; all of them made. */
function madeBatch(store: StudioStore, id: string, rows: number, folders = ['Kitchen', 'Bath 10', 'Bath 2']) {
  addBatch(store, id)
  store.addRows(id, {
    passed: Array.from({ length: rows }, (_, index) => {
      const row = index + 1
      const folder = folders[index % folders.length]
      const path = (language: string) => `${folder}/${row}_${language}.mp4`
      return passed(row, [job(row, 'en', path('en')), job(row, 'es', path('es'))])
    }),
    rejected: [],
  })
  run(store, id)
  for (let left = rows * 2; left > 0; left -= 1) make(store, claim(store, id)!.job)
}

const wallOf = ({ wall }: { wall: string }): WallIndex => JSON.parse(wall)
const asked = { by: 'folder', order: 'table' } as const

test('finished videos stand by category, categories by name as people count, videos as in the table', () =>
  withReading(async (store, reading) => {
    madeBatch(store, 'b1', 6)
    const { groups, jobs, total } = wallOf(await reading.ask('results.index', { batch: 'b1', ...asked }))
    expect(total).toBe(12)
    expect(groups.map(({ key, count, bytes }) => [key, count, bytes])).toEqual([
      ['Bath 2', 4, 40],
      ['Bath 10', 4, 40],
      ['Kitchen', 4, 40],
    ])
    const found = await reading.ask('results.jobs', { batch: 'b1', jobs })
    expect(found.map(({ path }) => path).slice(0, 5)).toEqual([
      'Bath 2/3_en.mp4',
      'Bath 2/3_es.mp4',
      'Bath 2/6_en.mp4',
      'Bath 2/6_es.mp4',
      'Bath 10/2_en.mp4',
    ])
  }))

test('they are found by language, by format and by a piece of their name, whatever signs are in it', () =>
  withReading(async (store, reading) => {
    madeBatch(store, 'b1', 6, ['100%', '100x'])
    const index = async (how: object) =>
      wallOf(await reading.ask('results.index', { batch: 'b1', ...asked, ...how }))
    expect((await index({ languages: ['es'] })).jobs).toHaveLength(6)
    expect((await index({ formats: ['tall'] })).jobs).toHaveLength(0)
    expect((await index({ text: '100%' })).groups).toMatchObject([{ key: '100%', count: 6 }])
    expect((await index({ text: 'k1' })).jobs).toHaveLength(2)
    expect((await index({ by: 'row' })).groups).toMatchObject([{ key: 'K1' }, { key: 'K2' }, {}, {}, {}, {}])
    expect((await index({ by: 'language' })).groups.map(({ key }) => key)).toEqual(['en', 'es'])
  }))

test('sorted otherwise, each group still stands together, where the first of its videos stands', () =>
  withReading(async (store, reading) => {
    madeBatch(store, 'b1', 3, ['b', 'a'])
    const index = async (how: object) =>
      wallOf(await reading.ask('results.index', { batch: 'b1', ...asked, ...how }))
    const all = (await index({ by: 'none' })).jobs
    const { groups, jobs } = await index({ by: 'language', order: 'name' })
    expect(groups).toEqual([
      { key: 'en', count: 3, bytes: 30 },
      { key: 'es', count: 3, bytes: 30 },
    ])
    // Rows 1 and 3 lie in b, row 2 in a.
    expect(jobs.map((job) => all.indexOf(job))).toEqual([2, 0, 4, 3, 1, 5])
    expect((await index({ by: 'row', order: 'name' })).groups.map(({ key }) => key)).toEqual([
      'K2',
      'K1',
      'K3',
    ])
  }))

test('videos that are not finished are on no wall', () =>
  withReading(async (store, reading) => {
    addBatch(store, 'b1')
    store.addRows('b1', { passed: [passed(1), passed(2)], rejected: [] })
    run(store, 'b1')
    const taken = claim(store, 'b1')!.job
    const index = await reading.ask('results.index', { batch: 'b1', ...asked })
    expect(wallOf(index)).toEqual({ groups: [], jobs: [], total: 0 })
    expect(await reading.ask('results.jobs', { batch: 'b1', jobs: [taken.id] })).toEqual([])
  }))

test('a strip shows videos from all over the batch, and knows no batch that made none', () =>
  withReading(async (store, reading) => {
    madeBatch(store, 'b1', 30)
    addBatch(store, 'b2')
    const strips = await reading.ask('results.strips', { batches: ['b1', 'b2', 'never'], each: 3 })
    expect(Object.keys(strips)).toEqual(['b1'])
    expect(strips.b1).toHaveLength(3)
    expect(strips.b1![0]).toBeLessThan(21)
    expect(strips.b1![2]).toBeGreaterThan(40)
  }))

test('a video stands beside its other language, and beside itself in another batch of the template', () =>
  withReading(async (store, reading) => {
    madeBatch(store, 'b1', 3)
    const video = store.jobs('b1', 'done', 0, 10).jobs[2]!
    const { renditions, earlier } = await reading.ask('results.beside', { job: video.id })
    expect(renditions.map(({ rowKey, language }) => [rowKey, language])).toEqual([['K2', 'es']])
    // Another batch of the same folder wrote over it: there is nothing to compare.
    madeBatch(store, 'b2', 3)
    expect(earlier).toEqual([])
    expect((await reading.ask('results.beside', { job: video.id })).earlier).toEqual([])
  }))

test('every batch is found by a piece of its name, by status, template and time, and sorted', () =>
  withReading(async (store, reading) => {
    madeBatch(store, 'b1', 2)
    madeBatch(store, 'b2', 4)
    addBatch(store, 'b3')
    store.addWorked('b1', 60_000)
    const all = { withVideos: false, order: 'created', descending: true, offset: 0, limit: 10 } as const
    const ids = async (how: object) => {
      const { batches, total } = await reading.ask('history.batches', { ...all, ...how })
      return [total, ...batches.map(({ batch }) => batch.id)]
    }
    expect(await ids({})).toEqual([3, 'b3', 'b2', 'b1'])
    expect(await ids({ offset: 1, limit: 1 })).toEqual([3, 'b2'])
    expect(await ids({ text: 'b2' })).toEqual([1, 'b2'])
    expect(await ids({ text: 'SHOW' })).toEqual([3, 'b3', 'b2', 'b1'])
    expect(await ids({ text: '%' })).toEqual([0])
    expect(await ids({ status: ['preparing'] })).toEqual([1, 'b3'])
    expect(await ids({ template: 'another' })).toEqual([0])
    expect(await ids({ withVideos: true })).toEqual([2, 'b2', 'b1'])
    expect(await ids({ order: 'made' })).toEqual([3, 'b2', 'b1', 'b3'])
    expect(await ids({ order: 'rate' })).toEqual([3, 'b1', 'b3', 'b2'])
    expect(await ids({ from: '2026-11-21T11:00:00+01:00' })).toEqual([3, 'b3', 'b2', 'b1'])
    expect(await ids({ before: '2026-11-21T11:00:00+01:00' })).toEqual([0])
    const { batches } = await reading.ask('history.batches', { ...all, text: 'b1' })
    expect(batches).toMatchObject([{ workedSeconds: 60, bytes: 40, cpuSeconds: 0 }])
    expect(await reading.ask('history.templates', {})).toEqual([
      { name: 'showcase', title: 'Showcase', batches: 3 },
    ])
  }))

/** A batch whose videos end minute by minute; the last fails by its row, the one before it by the machine. */
function troubledBatch(store: StudioStore, id: string, rows: number) {
  addBatch(store, id)
  store.addRows(id, { passed: Array.from({ length: rows }, (_, index) => passed(index + 1)), rejected: [] })
  run(store, id)
  for (let row = 1; row <= rows; row += 1) {
    const taken = claim(store, id)!.job
    const when = new Date(Date.parse(at) + row * 60_000).toISOString()
    if (row < rows - 1) make(store, taken, when)
    else {
      const cause = row === rows ? 'row' : 'transient'
      const error = {
        code: 'asset.missing',
        message: `No picture ${row}.`,
        whatToDo: 'Bring it.',
        cause,
      } as const
      settle(store, taken, { kind: 'failed', error }, when)
    }
  }
}

test('a batch says what it did over time, what failed by which cause, and how it was foretold', () =>
  withReading(async (store, reading) => {
    troubledBatch(store, 'b1', 6)
    store.addForecast('b1', { doneShare: 0.1, foretold: { low: 20, likely: 40, high: 90 } })
    store.addWorked('b1', 50_000)
    store.endForecasts('b1')
    const { stretches, failures, forecasts, bytes } = await reading.ask('history.batch', { batch: 'b1' })
    expect(bytes).toBe(40)
    expect(stretches).toHaveLength(6)
    expect(stretches.map(({ done, failed }) => [done, failed])).toEqual([
      ...[0, 1, 2, 3].map(() => [1, 0]),
      [0, 1],
      [0, 1],
    ])
    expect(stretches.at(-2)!.failures).toEqual({ transient: 1 })
    expect(stretches.at(-1)!.failures).toEqual({ row: 1 })
    expect(failures.map(({ cause, code, jobs }) => [cause, code, jobs]).sort()).toEqual([
      ['row', 'asset.missing', 1],
      ['transient', 'asset.missing', 1],
    ])
    expect(forecasts).toMatchObject([{ doneShare: 0.1, foretold: { likely: 40 }, came: 50 }])
    await expect(reading.ask('history.batch', { batch: 'b9' })).rejects.toMatchObject({
      code: 'batch.not-found',
    })
  }))

test('days, weeks and months say what was made in them, without a gap', () =>
  withReading(async (store, reading) => {
    troubledBatch(store, 'b1', 6)
    const over = (per: 'day' | 'week' | 'month', from: string, to: string, template?: string) =>
      reading.ask('history.over-time', { per, from, to, ...(template ? { template } : {}) })
    const days = await over('day', '2026-11-19', '2026-11-22')
    expect(days.stretches.map(({ from, done, failed, batches }) => [from, done, failed, batches])).toEqual([
      ['2026-11-19', 0, 0, 0],
      ['2026-11-20', 0, 0, 0],
      ['2026-11-21', 4, 2, 1],
      ['2026-11-22', 0, 0, 0],
    ])
    expect(days.stretches[2]).toMatchObject({
      bytes: 40,
      activeSeconds: 360,
      failures: { row: 1, transient: 1 },
    })
    const weeks = await over('week', '2026-11-19', '2026-11-22')
    expect(weeks.stretches.map(({ from, done }) => [from, done])).toEqual([['2026-11-16', 4]])
    const months = await over('month', '2026-10-19', '2026-11-22')
    expect(months.stretches.map(({ from, done }) => [from, done])).toEqual([
      ['2026-10-01', 0],
      ['2026-11-01', 4],
    ])
    const others = await over('day', '2026-11-21', '2026-11-21', 'another')
    expect(others.stretches).toMatchObject([{ done: 0, failed: 0, batches: 0 }])
  }))
