import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { changeBatch } from '../../../src-main/core/job-lifecycle/batch-lifecycle.ts'
import { changeJob } from '../../../src-main/core/job-lifecycle/job-lifecycle.ts'
import { openStudioStore } from '../../../src-main/outside/database/studio-store.ts'
import { renderRequest } from '../../../src-shared/batches/batch.ts'
import { projectRoot } from '../../helpers/project-root.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'
import { openFakeStudio, withStudio } from './fake-studio.ts'

const coded = (code: string) => expect.objectContaining({ code, whatToDo: expect.any(String) })

test('every row becomes a video in each language, and the manifest lists each of them', () =>
  withStudio(async (studio, folder) => {
    const data = studio.table('products.csv', [
      { key: 'A', category: 'Mugs' },
      { key: 'B', fault: 'No price.' },
      { key: 'C' },
    ])
    const { batch } = await studio.start({ data })
    const done = await studio.until(batch)
    expect(done).toMatchObject({
      status: 'finished',
      name: 'products',
      reason: '4 of 4 videos made; 1 row set aside.',
      counts: { rows: 3, rejectedRows: 1, jobs: 4, done: 4, failed: 0, waiting: 0, running: 0 },
      manifest: join(folder, 'out', 'manifest.json'),
      rejected: join(folder, 'out', 'rejected.csv'),
    })
    expect(studio.made.map((path) => path.slice(folder.length + 5)).sort()).toEqual([
      'C_en.mp4',
      'C_es.mp4',
      'Mugs/A_en.mp4',
      'Mugs/A_es.mp4',
    ])

    const { batch: head, files } = studio.manifest()
    expect(head).toMatchObject({ id: batch, status: 'finished', counts: { done: 4 } })
    expect(
      files.map((file: { line: number; language: string; path: string; status: string }) => [
        file.line,
        file.language,
        file.path,
        file.status,
      ]),
    ).toEqual([
      [2, 'en', 'Mugs/A_en.mp4', 'done'],
      [2, 'es', 'Mugs/A_es.mp4', 'done'],
      [3, null, null, 'rejected'],
      [4, 'en', 'C_en.mp4', 'done'],
      [4, 'es', 'C_es.mp4', 'done'],
    ])
    expect(files[0]).toMatchObject({
      key: 'A',
      format: 'square',
      bytes: 11,
      duration: 1,
      sha256: createHash('sha256').update('A en square').digest('hex'),
      new: true,
    })
    expect(files[2].reason).toBe('No price. Write a number.')

    const csv = parse(readFileSync(join(folder, 'out', 'manifest.csv')), {
      bom: true,
      columns: true,
    }) as Record<string, string>[]
    expect(csv.map((row) => row.new)).toEqual(['yes', 'yes', '', 'yes', 'yes'])
    expect(csv.map((row) => [row.key, row.path, row.status])).toEqual(
      files.map((file: { key: string; path: string | null; status: string }) => [
        file.key,
        file.path ?? '',
        file.status,
      ]),
    )
    expect(Object.keys(csv[0]!)).toEqual(Object.keys(files[0]))
  }))

test('a video that fails touches no other, and its row is listed to be mended', () =>
  withStudio(async (studio, folder) => {
    const data = studio.table('t.csv', [
      { key: 'A' },
      { key: 'B', breaks: 'mug.png is broken.' },
      { key: 'C' },
    ])
    const { batch } = await studio.start({ data })
    expect(await studio.until(batch)).toMatchObject({
      status: 'finished',
      counts: { done: 4, failed: 2, rejectedRows: 0 },
    })
    const failed = studio.manifest().files.filter((file: { status: string }) => file.status === 'failed')
    expect(failed).toMatchObject([
      { key: 'B', path: null, reason: 'mug.png is broken. Replace the file.' },
      { key: 'B', path: null },
    ])
    expect(readFileSync(join(folder, 'out', 'rejected.csv'), 'utf8')).toBe('B,mug.png is broken.')
    const [job] = studio.store.jobs(batch, 'failed', 0, 1).jobs
    expect(studio.store.attempts(job!.id)).toMatchObject([
      { number: 1, end: 'failed', reason: 'mug.png is broken.' },
    ])
  }))

test('two rows that would write one file stop the batch before anything is rendered, and both lines are named', () =>
  withStudio(async (studio, folder) => {
    const data = studio.table('t.csv', [{ key: 'Mug' }, { key: 'Kettle' }, { key: 'MUG' }])
    const { batch } = await studio.start({ data })
    const ended = await studio.until(batch)
    expect(ended).toMatchObject({
      status: 'failed',
      error: { code: 'name.collision', message: expect.stringContaining('line 2') },
    })
    expect(ended.reason).toContain('line 4')
    expect(studio.made).toEqual([])
    expect(readdirSync(join(folder, 'out'))).toEqual([])
  }))

test('a strict batch stops when a row is set aside, says which, and renders nothing', () =>
  withStudio(async (studio, folder) => {
    const data = studio.table('t.csv', [{ key: 'A' }, { key: 'B', fault: 'No price.' }])
    const { batch } = await studio.start({ data, strict: true })
    expect(await studio.until(batch)).toMatchObject({
      status: 'failed',
      error: { code: 'data.strict' },
      rejected: join(folder, 'out', 'rejected.csv'),
    })
    expect(studio.made).toEqual([])
    expect(studio.manifest().files.map((file: { status: string }) => file.status)).toEqual([
      'waiting',
      'waiting',
      'rejected',
    ])
  }))

test('a table of which every row is set aside finishes with no video', () =>
  withStudio(async (studio) => {
    const { batch } = await studio.start({ data: studio.table('t.csv', [{ key: 'A', fault: 'No price.' }]) })
    expect(await studio.until(batch)).toMatchObject({
      status: 'finished',
      reason: 'No video made; 1 row set aside.',
    })
  }))

test('an interrupted batch keeps what is finished, hands back what was running, and writes its manifest', () =>
  withStudio(async (studio) => {
    const data = studio.table('t.csv', [{ key: 'A' }, { key: 'B', hangs: true }, { key: 'C' }])
    const { batch } = await studio.start({ data })
    while (studio.store.batch(batch).counts.done < 2 || studio.store.batch(batch).counts.running < 2)
      await new Promise(setImmediate)
    await studio.desk.interrupt(batch)
    expect(studio.store.batch(batch)).toMatchObject({
      status: 'interrupted',
      reason: 'Interrupted on request. 2 of 6 videos made.',
      counts: { done: 2, waiting: 4, running: 0, failed: 0 },
    })
    expect(studio.manifest().batch.status).toBe('interrupted')
    expect(studio.manifest().files.map((file: { status: string }) => file.status)).toEqual([
      'done',
      'done',
      'waiting',
      'waiting',
      'waiting',
      'waiting',
    ])
    const handedBack = studio.store.jobs(batch, 'waiting', 0, 1).jobs[0]!
    expect(handedBack).toMatchObject({
      rowKey: 'B',
      attempts: 1,
      reason: expect.stringContaining('interrupted'),
    })
    expect(studio.store.attempts(handedBack.id)).toMatchObject([{ end: 'handed-back' }])
    expect(studio.atOnce.now).toBe(0)
    await studio.desk.interrupt(batch)
  }))

test('closing the studio interrupts what runs', () =>
  withTempFolder(async (folder) => {
    const studio = openFakeStudio(folder)
    const { batch } = await studio.start({ data: studio.table('t.csv', [{ key: 'A', hangs: true }]) })
    await studio.until(batch, 'running')
    await studio.desk.stop()
    expect(studio.store.batch(batch)).toMatchObject({
      status: 'interrupted',
      reason: expect.stringContaining('the studio was closed'),
    })
    studio.store.close()
  }))

test('a batch whose studio was killed is found at the next start, and its manifest tells what was finished', () =>
  withTempFolder(async (folder) => {
    const at = '2026-11-21T10:00:00.000Z'
    const out = join(folder, 'out')
    mkdirSync(out)
    const lost = openStudioStore({
      folder: join(folder, 'studio'),
      sqlFolder: join(projectRoot, 'src-main/outside/database'),
      studio: 'lost',
    })
    lost.addBatch({
      id: 'old',
      name: 't',
      template: { name: 'fake', version: '1.0.0', title: 'Fake', folder: '/fake', hash: 'h' },
      data: join(folder, 't.csv'),
      outputFolder: out,
      languages: ['en'],
      formats: ['square'],
      quality: 'standard',
      createdAt: at,
      request: renderRequest.parse({ template: 'fake', data: 't.csv', out }),
      identity: null,
      reason: 'Reads.',
    })
    const job = {
      rowNumber: 1,
      line: 2,
      rowKey: 'A',
      language: 'en',
      format: 'square',
      path: 'A.mp4',
      pathKey: 'a.mp4',
      work: 1,
      note: null,
    }
    lost.addRows('old', {
      passed: [{ row: { number: 1, line: 2, key: 'A', values: {}, byLanguage: {} }, jobs: [job] }],
      rejected: [],
    })
    lost.apply('old', {
      jobs: [],
      batch: changeBatch('preparing', lost.batch('old').counts, { kind: 'prepared' }),
      at,
    })
    lost.claimNext('old', at, (next) => changeJob(next, { kind: 'claimed' }))
    // As a kill leaves it: the lock is let go, the store says "running".
    lost.close()

    const studio = openFakeStudio(folder)
    expect(studio.store.batch('old')).toMatchObject({
      status: 'interrupted',
      counts: { waiting: 1, running: 0 },
    })
    await studio.close()
    expect(JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8'))).toMatchObject({
      batch: { id: 'old', status: 'interrupted' },
      files: [{ key: 'A', status: 'waiting', path: null }],
    })
  }))

test('a request that can be seen to be wrong starts nothing', () =>
  withStudio(async (studio, folder) => {
    const data = studio.table('t.csv', [{ key: 'A' }])
    await expect(studio.start({ data: join(folder, 'none.csv') })).rejects.toEqual(coded('table.missing'))
    await expect(studio.start({ data, name: '../{key}' })).rejects.toEqual(coded('name.pattern'))
    await expect(studio.start({ data, out: data })).rejects.toEqual(coded('folder.not-writable'))
    expect(studio.store.newestBatch()).toBeNull()
  }))

test('no more videos are made at once than there are slots, and all slots are used', () =>
  withStudio(
    async (studio) => {
      const rows = Array.from({ length: 12 }, (_, index) => ({ key: `K${index}`, takes: 10 }))
      await studio.until((await studio.start({ data: studio.table('t.csv', rows) })).batch)
      expect(studio.atOnce).toEqual({ now: 0, most: 3 })
    },
    { slots: 3 },
  ))

test('what is told is in order: the batch begins, its jobs change, the batch ends, and the store agrees at each step', () =>
  withStudio(async (studio) => {
    const { batch } = await studio.start({
      data: studio.table('t.csv', [
        { key: 'A', takes: 300 },
        { key: 'B', takes: 300 },
      ]),
    })
    await studio.until(batch)
    const told = studio.events.map((event) =>
      event.event === 'batch.changed' ? event.batch.status : event.event,
    )
    expect(told[0]).toBe('preparing')
    expect(told.at(-1)).toBe('finished')
    expect(told.indexOf('running')).toBeLessThan(told.indexOf('jobs.changed'))
    expect(told).toContain('job.progress')
    const changes = studio.events.filter((event) => event.event === 'jobs.changed')
    const last = new Map(changes.flatMap((event) => event.jobs.map((job) => [job.id, job.status])))
    expect([...last.values()]).toEqual(['done', 'done', 'done', 'done'])
    const shares = studio.events.flatMap((event) => (event.event === 'batch.progress' ? [event.share] : []))
    expect(shares).toEqual(shares.toSorted((a, b) => a - b))
  }))

test('a finished video is found by its job, and one that was deleted since is missed', () =>
  withStudio(async (studio, folder) => {
    const { batch } = await studio.start({
      data: studio.table('t.csv', [{ key: 'A' }, { key: 'B', breaks: 'Broken.' }]),
    })
    await studio.until(batch)
    const [done] = studio.store.jobs(batch, 'done', 0, 1).jobs
    expect(await studio.desk.file(done!.id)).toEqual({
      path: join(folder, 'out', 'A_en.mp4'),
      mime: 'video/mp4',
    })
    const [failed] = studio.store.jobs(batch, 'failed', 0, 1).jobs
    await expect(studio.desk.file(failed!.id)).rejects.toEqual(coded('job.not-done'))
    await expect(studio.desk.file(999)).rejects.toEqual(coded('job.not-found'))
  }))

test('when the store cannot be written any more, everybody hears that the batch is over', () =>
  withTempFolder(async (folder) => {
    const studio = openFakeStudio(folder)
    const rows = Array.from({ length: 10 }, (_, index) => ({ key: `K${index}`, takes: 20 }))
    const { batch } = await studio.start({ data: studio.table('t.csv', rows) })
    await studio.until(batch, 'running')
    studio.store.apply = () => {
      throw new Error('database or disk is full')
    }
    const ended = () =>
      studio.events.some((event) => event.event === 'batch.changed' && event.batch.status === 'failed')
    while (!ended()) await new Promise(setImmediate)
    expect(studio.atOnce.now).toBe(0)
    const made = studio.made.length
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(studio.made).toHaveLength(made)
    expect(readFileSync(join(folder, 'log'), 'utf8')).toContain('disk is full')
    await studio.close()
  }))
