import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import type { AnswerOf, ReadingThread } from '../../../src-main/outside/database/reading-thread.ts'
import { createReadingThread } from '../../../src-main/outside/database/reading-thread.ts'
import type { StudioStore } from '../../../src-main/outside/database/studio-store.ts'
import type { JobFilter, JobSort } from '../../../src-shared/contract/jobs.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'
import { addBatch, claim, job, make, passed, run, settle, withReading } from './stores.ts'

/** Five rows in two languages; the first video is made, the second failed, both of row 1. */
function tenVideos(store: StudioStore): void {
  addBatch(store)
  store.addRows('b1', {
    passed: [1, 2, 3, 4, 5].map((row) => passed(row, [job(row, 'en'), job(row, 'es')])),
    rejected: [],
  })
  run(store)
  make(store, claim(store)!.job)
  settle(store, claim(store)!.job, {
    kind: 'failed',
    error: { code: 'ffmpeg.crashed', message: 'It crashed.', cause: 'transient' },
  })
}

const page = async (
  reading: ReadingThread,
  {
    filter = {},
    sort = { by: 'table', descending: false },
    offset = 0,
    limit = 100,
    order = null,
  }: Asked = {},
) => {
  const found = await reading.ask('pageOfJobs', {
    batch: 'b1',
    filter,
    sort,
    offset,
    after: null,
    limit,
    order,
  })
  return { ...found, names: found.jobs.map(({ rowKey, language }) => `${rowKey} ${language}`) }
}
type Asked = { filter?: JobFilter; sort?: JobSort; offset?: number; limit?: number; order?: number | null }

test('a table of jobs can be entered anywhere, and says how many there are', () =>
  withReading(async (reading, store) => {
    tenVideos(store)
    const { names, total, next } = await page(reading, { offset: 4, limit: 3 })
    expect(names).toEqual(['K3 en', 'K3 es', 'K4 en'])
    expect(total).toBe(10)
    expect(next).toBe(7)
    expect((await page(reading, { offset: 8, limit: 3 })).next).toBeNull()
    expect((await page(reading, { offset: 80 })).names).toEqual([])
  }))

test('jobs are kept to a status, a language, a format, a cause and a text, all at once', () =>
  withReading(async (reading, store) => {
    tenVideos(store)
    const names = async (filter: JobFilter) => (await page(reading, { filter })).names
    expect(await names({ status: ['failed', 'done'] })).toEqual(['K1 en', 'K1 es'])
    expect(await names({ status: ['waiting'], language: ['es'], text: 'k4' })).toEqual(['K4 es'])
    expect(await names({ cause: ['transient'] })).toEqual(['K1 es'])
    expect(await names({ format: ['portrait'] })).toEqual([])
    // What a person types is text, whatever it looks like.
    expect(await names({ text: '%' })).toEqual([])
    expect(await names({ text: "' OR 1=1 --" })).toEqual([])
  }))

test('jobs are sorted either way, and what has no size stands last either way', () =>
  withReading(async (reading, store) => {
    tenVideos(store)
    const first = async (by: JobSort['by'], descending: boolean) =>
      (await page(reading, { sort: { by, descending }, limit: 2 })).names
    expect(await first('key', true)).toEqual(['K5 en', 'K5 es'])
    expect(await first('language', true)).toEqual(['K1 es', 'K2 es'])
    expect(await first('bytes', false)).toEqual(['K1 en', 'K1 es'])
    expect(await first('bytes', true)).toEqual(['K1 en', 'K1 es'])
    expect(await first('status', false)).toEqual(['K1 es', 'K2 en'])
    expect(await first('table', true)).toEqual(['K5 es', 'K5 en'])
    expect(await first('attempts', true)).toEqual(['K1 en', 'K1 es'])
  }))

test('rows keep their places while jobs change, and show what became of them, until they are sorted anew', () =>
  withReading(async (reading, store) => {
    tenVideos(store)
    const filter: JobFilter = { status: ['waiting'] }
    const before = await page(reading, { filter, limit: 2 })
    expect(before.names).toEqual(['K2 en', 'K2 es'])
    make(store, claim(store)!.job)
    const same = await page(reading, { filter, limit: 2, order: before.order })
    expect(same).toMatchObject({ names: before.names, order: before.order, total: 8 })
    expect(same.jobs.map(({ status }) => status)).toEqual(['done', 'waiting'])
    const anew = await page(reading, { filter, limit: 2 })
    expect(anew).toMatchObject({ names: ['K2 es', 'K3 en'], total: 7 })
    expect(anew.order).not.toBe(before.order)
    // An order of another filter is not gone on with.
    expect((await page(reading, { order: before.order })).total).toBe(10)
  }))

test('who reads all of them goes on after the last one', () =>
  withReading(async (reading, store) => {
    tenVideos(store)
    const seen: string[] = []
    for (let after: number | null = 0; after !== null; ) {
      const found: AnswerOf<'pageOfJobs'> = await reading.ask('pageOfJobs', {
        batch: 'b1',
        filter: { status: ['waiting'] },
        sort: { by: 'table', descending: false },
        offset: 0,
        after,
        limit: 3,
        order: null,
      })
      seen.push(...found.jobs.map(({ rowKey }) => rowKey))
      after = found.next
    }
    expect(seen).toEqual(['K2', 'K2', 'K3', 'K3', 'K4', 'K4', 'K5', 'K5'])
  }))

test('the failed videos before and after one are found, and what they failed of', () =>
  withReading(async (reading, store) => {
    tenVideos(store)
    expect(await reading.ask('failedBeside', { batch: 'b1', job: 1 })).toEqual({
      previous: null,
      next: 2,
    })
    expect(await reading.ask('failedBeside', { batch: 'b1', job: 9 })).toEqual({
      previous: 2,
      next: null,
    })
    const now = Date.parse('2026-11-21T10:02:00.000Z')
    expect(await reading.ask('figuresOfBatches', { batches: ['b1'], now })).toEqual([
      {
        batch: 'b1',
        videosPerHour: 30,
        failures: [{ cause: 'transient', code: 'ffmpeg.crashed', jobs: 1, example: 'It crashed.' }],
      },
    ])
  }))

test('a batch that is not there is said to be missing, and the thread goes on', () =>
  withReading(async (reading, store) => {
    const values = { batch: 'nope', filter: {}, after: 0, limit: 10 }
    await expect(reading.ask('matchingJobs', values)).rejects.toMatchObject({ code: 'batch.not-found' })
    tenVideos(store)
    expect(
      await reading.ask('matchingJobs', {
        ...values,
        batch: 'b1',
        filter: { status: ['waiting'] },
        limit: 6,
      }),
    ).toEqual({ ids: [3, 4, 5, 6, 7, 8], left: 2 })
  }))

test('a thread that is closed answers that the studio is being closed', () =>
  withReading(async (reading, store) => {
    tenVideos(store)
    const asked = page(reading)
    await reading.close()
    await expect(asked).rejects.toMatchObject({ code: 'studio.closing' })
    await expect(page(reading)).rejects.toMatchObject({ code: 'studio.closing' })
  }))

test('the end of a thread that failed fails no question to the one that came after it', () =>
  withTempFolder(async (folder) => {
    const module = join(folder, 'thread.mjs')
    writeFileSync(
      module,
      `import { parentPort } from 'node:worker_threads'
      parentPort.on('message', ({ number, name }) => {
        if (name === 'usesOfTemplates') throw new Error('it failed')
        parentPort.postMessage({ number, answer: 'there' })
      })`,
    )
    const reading = createReadingThread({ path: '', statements: '' }, pathToFileURL(module))
    try {
      const again = reading
        .ask('usesOfTemplates', null)
        .catch(() => reading.ask('batchesToTidy', { before: '' }))
      expect(await again).toBe('there')
    } finally {
      await reading.close()
    }
  }))
