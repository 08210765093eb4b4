import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { contentOf } from '../../../src-main/services/batch-desk/identity.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'
import { type FakeRow, type FakeStudio, openFakeStudio, pause, withStudio } from './fake-studio.ts'

const coded = (code: string) => expect.objectContaining({ code, whatToDo: expect.any(String) })
const some = (count: number, more: Partial<FakeRow> = {}): FakeRow[] =>
  Array.from({ length: count }, (_, index) => ({ key: `K${index}`, ...more }))

/** Makes a few videos, the rest never ends. */
async function begun(studio: FakeStudio, rows: FakeRow[], request: object = {}) {
  const data = studio.table('t.csv', rows)
  const { batch } = await studio.start({ data, ...request })
  const hanging = rows.findIndex(({ hangs }) => hangs)
  while (studio.store.batch(batch).counts.done < hanging * 2 || studio.atOnce.now === 0) await pause(5)
  await pause(20)
  return { batch, data }
}
const statuses = (studio: FakeStudio, batch: string) =>
  studio.events.flatMap((event) =>
    event.event === 'batch.changed' && event.batch.id === batch ? [event.batch.status] : [],
  )

test('the same request goes on with the batch that was interrupted, and says so', () =>
  withStudio(async (studio, folder) => {
    const { batch, data } = await begun(studio, [...some(3), { key: 'Slow', hangs: true }, { key: 'Z' }])
    await studio.desk.interrupt(batch)
    expect(studio.store.batch(batch)).toMatchObject({ status: 'interrupted', by: 'person' })
    studio.mend(data, [...some(3), { key: 'Slow' }, { key: 'Z' }])
    studio.made.length = 0
    expect(await studio.start({ data })).toEqual({
      batch,
      goesOn: `Going on with batch ${batch}: 6 of 10 videos are there, 4 to make.`,
    })
    expect(await studio.until(batch)).toMatchObject({
      status: 'finished',
      counts: { done: 10, unchanged: 0 },
    })
    expect(studio.made.map((path) => path.slice(folder.length + 5)).sort()).toEqual([
      'Slow_en.mp4',
      'Slow_es.mp4',
      'Z_en.mp4',
      'Z_es.mp4',
    ])
    expect(studio.manifest().batch).toMatchObject({ id: batch, status: 'finished' })
    expect((await studio.start({ data })).goesOn).toBeNull()
  }))

test('a table that was changed since it was mended begins no batch; the mark is no part of what the batch is', () =>
  withStudio(async (studio) => {
    const data = studio.table('t.csv', some(2))
    const tableMark = await contentOf(data)
    const corrections = { 2: { setAside: true } as const }
    const { batch } = await studio.start({ data, corrections, tableMark })
    await studio.until(batch)
    expect(studio.store.batchInHand(batch).request).not.toHaveProperty('tableMark')
    writeFileSync(data, `${readFileSync(data, 'utf8')}\n`)
    const again = studio.start({ data, corrections, tableMark })
    await expect(again).rejects.toEqual(coded('corrections.table'))
    const { batch: plain } = await studio.start({ data, tableMark })
    await studio.until(plain)
  }))

test.each<[string, object]>([
  ['--new', { new: true }],
  ['another quality', { quality: 'high' }],
  ['another output folder', { out: 'elsewhere' }],
  ['other languages', { languages: ['en'] }],
  ['another name pattern', { name: 'films/{key}_{language}' }],
])('%s makes it another batch', (_, more) =>
  withStudio(async (studio, folder) => {
    const { batch, data } = await begun(studio, [{ key: 'Slow', hangs: true }])
    await studio.desk.interrupt(batch)
    studio.mend(data, [{ key: 'Slow' }])
    const out = 'out' in more ? { out: join(folder, String(more.out)) } : {}
    const started = await studio.start({ data, ...more, ...out })
    expect(started.goesOn).toBeNull()
    expect(started.batch).not.toBe(batch)
    await studio.until(started.batch)
  }),
)

test.each<[string, object]>([
  ['another priority', { queue: { priority: 'high' } }],
  ['another life of its artifacts', { artifacts: 'keep' }],
  ['what may be replaced', { overwrite: true }],
])('%s does not', (_, more) =>
  withStudio(async (studio) => {
    const { batch, data } = await begun(studio, [{ key: 'Slow', hangs: true }])
    await studio.desk.interrupt(batch)
    studio.mend(data, [{ key: 'Slow' }])
    expect(await studio.start({ data, ...more })).toMatchObject({ batch })
    await studio.until(batch)
  }),
)

test('a table with another content is another request, under the same name, too', () =>
  withStudio(async (studio) => {
    const { batch } = await begun(studio, [{ key: 'Slow', hangs: true }])
    await studio.desk.interrupt(batch)
    const started = await studio.start({ data: studio.table('t.csv', [{ key: 'Slow', text: 'Autumn' }]) })
    expect(started.goesOn).toBeNull()
    await studio.until(started.batch)
  }))

test('asked for while it is being made, a batch is simply followed', () =>
  withStudio(async (studio) => {
    const { batch, data } = await begun(studio, [{ key: 'A' }, { key: 'Slow', hangs: true }])
    expect(await studio.start({ data, queue: { priority: 'urgent' } })).toEqual({
      batch,
      goesOn: `Batch ${batch} makes this already: 2 of 4 videos are there, 2 to make.`,
    })
    expect(studio.store.batch(batch).priority).toBe('urgent')
    await studio.desk.interrupt(batch)
  }))

test('a template that was changed makes a new batch of the same request, and an old one does not go on with it', () =>
  withStudio(async (studio) => {
    const { batch, data } = await begun(studio, [{ key: 'A' }, { key: 'Slow', hangs: true }])
    await studio.desk.interrupt(batch)
    studio.mend(data, [{ key: 'A' }, { key: 'Slow' }])
    studio.template.hash = 'changed'
    await studio.desk.queue.resume({ targets: [{ what: 'batch', batch }] })
    while (!studio.store.batch(batch).reason.includes('was changed')) await pause(5)
    expect(studio.store.batch(batch)).toMatchObject({ status: 'waiting', counts: { done: 2 } })
    const started = await studio.start({ data })
    expect(started.goesOn).toBeNull()
    await studio.until(started.batch)

    // Put back, it goes on.
    studio.template.hash = 'h'
    studio.desk.workOn(batch)
    expect(await studio.until(batch)).toMatchObject({ status: 'finished' })
  }))

test('videos that somebody removed or cut short after Ctrl+C are made again when the batch goes on', () =>
  withStudio(async (studio, folder) => {
    const { batch, data } = await begun(studio, [...some(2), { key: 'Slow', hangs: true }])
    await studio.desk.interrupt(batch)
    studio.mend(data, [...some(2), { key: 'Slow' }])
    rmSync(join(folder, 'out', 'K0_en.mp4'))
    truncateSync(join(folder, 'out', 'K1_es.mp4'), 1)
    expect((await studio.start({ data })).batch).toBe(batch)
    expect(await studio.until(batch)).toMatchObject({ status: 'finished', counts: { done: 6 } })
    expect(existsSync(join(folder, 'out', 'K0_en.mp4'))).toBe(true)
    expect(readFileSync(join(folder, 'out', 'K1_es.mp4')).length).toBeGreaterThan(1)
  }))

test('a batch whose output folder is gone can be interrupted, and goes on when it is back', () =>
  withStudio(async (studio, folder) => {
    const { batch, data } = await begun(studio, [{ key: 'A' }, { key: 'Slow', hangs: true }])
    renameSync(join(folder, 'out'), join(folder, 'away'))
    await studio.desk.interrupt(batch)
    expect(studio.store.batch(batch)).toMatchObject({ status: 'interrupted', by: 'person' })
    expect(existsSync(join(folder, 'out'))).toBe(false)
    renameSync(join(folder, 'away'), join(folder, 'out'))
    studio.mend(data, [{ key: 'A' }, { key: 'Slow' }])
    expect((await studio.start({ data })).batch).toBe(batch)
    expect(await studio.until(batch)).toMatchObject({ status: 'finished' })
  }))

test('a batch whose output folder goes with its last videos is finished when it is back', () =>
  withStudio(async (studio, folder) => {
    const { batch } = await begun(studio, [{ key: 'A' }, { key: 'Slow', hangs: true }])
    renameSync(join(folder, 'out'), join(folder, 'away'))
    for (const job of studio.store.jobs(batch, undefined, 0, 10).jobs)
      if (job.status !== 'done') await studio.desk.queue.skip({ targets: [{ what: 'job', job: job.id }] })
    await pause(50)
    expect(studio.store.batch(batch).status).toBe('running')
    renameSync(join(folder, 'away'), join(folder, 'out'))
    expect(await studio.until(batch)).toMatchObject({ status: 'finished' })
    expect(studio.manifest().batch).toMatchObject({ id: batch, status: 'finished' })
  }))

test('an output folder that is gone is not made anew: the batch says so, and goes on when it is back', () =>
  withStudio(async (studio, folder) => {
    const { batch, data } = await begun(studio, [{ key: 'A' }, { key: 'Slow', hangs: true }])
    await studio.desk.interrupt(batch)
    studio.mend(data, [{ key: 'A' }, { key: 'Slow' }])
    renameSync(join(folder, 'out'), join(folder, 'away'))
    await expect(studio.start({ data })).rejects.toEqual(coded('folder.gone'))
    expect(existsSync(join(folder, 'out'))).toBe(false)
    renameSync(join(folder, 'away'), join(folder, 'out'))
    expect((await studio.start({ data })).goesOn).toContain('2 of 4 videos are there')
    expect(await studio.until(batch)).toMatchObject({ status: 'finished' })
  }))

test('a studio that works takes up what closing, a kill and nobody interrupted; what a person interrupted waits', () =>
  withTempFolder(async (folder) => {
    const first = openFakeStudio(folder)
    const rows = [{ key: 'A' }, { key: 'Slow', hangs: true }]
    const starts = []
    for (const name of ['closed', 'by-hand', 'paused', 'cancelled'])
      starts.push(await first.start({ data: first.table(`${name}.csv`, rows), out: join(folder, name) }))
    const [closed, byHand, paused, cancelled] = starts.map(({ batch }) => batch) as [
      string,
      string,
      string,
      string,
    ]
    while (starts.some(({ batch }) => first.store.batch(batch).status !== 'running')) await pause(5)
    await first.desk.interrupt(byHand)
    await first.desk.queue.pause({ targets: [{ what: 'batch', batch: paused }], now: true })
    await first.desk.queue.cancel({ targets: [{ what: 'batch', batch: cancelled }] })
    await first.close()

    const second = openFakeStudio(folder)
    for (const name of ['closed', 'by-hand', 'paused', 'cancelled'])
      second.table(`${name}.csv`, [{ key: 'A' }, { key: 'Slow' }])
    expect(second.store.batch(closed)).toMatchObject({ status: 'interrupted', by: 'end-of-studio' })
    await second.desk.queue.work()
    expect([closed, byHand, paused, cancelled].map((id) => second.store.batch(id).status)).toEqual([
      'finished',
      'interrupted',
      'paused',
      'cancelled',
    ])
    await second.close()
  }))

test('a studio that only visits begins nothing', () =>
  withTempFolder(async (folder) => {
    const first = openFakeStudio(folder)
    const { batch } = await begun(first, [{ key: 'Slow', hangs: true }])
    await first.close()
    const visitor = openFakeStudio(folder)
    await visitor.desk.queue.pause({ targets: [{ what: 'batch', batch }], now: false })
    await visitor.desk.queue.resume({ targets: [{ what: 'batch', batch }] })
    await pause(30)
    expect(visitor.store.batch(batch)).toMatchObject({ status: 'waiting' })
    expect(visitor.encoded).toEqual([])
    await visitor.close()
  }))

test('after a kill, what ran is handed back, work files are gone, and the batch goes on where it was', () =>
  withTempFolder(async (folder) => {
    const first = openFakeStudio(folder)
    const { batch, data } = await begun(first, [...some(2), { key: 'Slow', hangs: true }, { key: 'Z' }])
    writeFileSync(join(folder, 'out', '.0a1b2c3d.part'), 'half')
    await first.kill()

    const second = openFakeStudio(folder)
    const lost = second.store.batch(batch)
    expect(lost).toMatchObject({ status: 'interrupted', by: 'lost-studio', counts: { running: 0, done: 4 } })
    const [handedBack] = second.store.jobs(batch, 'waiting', 0, 1).jobs
    expect(handedBack!.reason).toBe('Handed back: the studio ended without closing.')
    second.table('t.csv', [...some(2), { key: 'Slow', hangs: true }, { key: 'Z' }])
    second.mend(data, [...some(2), { key: 'Slow' }, { key: 'Z' }])
    expect((await second.start({ data })).goesOn).toContain('4 of 8 videos are there')
    expect(await second.until(batch)).toMatchObject({ status: 'finished', counts: { done: 8 } })
    expect(second.made).toHaveLength(4)
    expect(existsSync(join(folder, 'out', '.0a1b2c3d.part'))).toBe(false)
    await second.close()
  }))

test('a table that was being read when its studio was killed is read once more', () =>
  withTempFolder(async (folder) => {
    const first = openFakeStudio(folder)
    const rows = some(300)
    const data = first.table('t.csv', rows)
    first.stopReadingAfter = 250
    const { batch } = await first.start({ data })
    while (first.store.batch(batch).counts.rows < 200) await pause(5)
    await first.kill()

    const second = openFakeStudio(folder)
    expect(second.store.batch(batch)).toMatchObject({ status: 'interrupted', counts: { rows: 0, jobs: 0 } })
    second.table('t.csv', rows)
    await second.desk.queue.work()
    expect(second.store.batch(batch)).toMatchObject({ status: 'finished', counts: { rows: 300, done: 600 } })
    await second.close()
  }))

test('videos whose names a power cut took back are made again, and only those', () =>
  withTempFolder(async (folder) => {
    const first = openFakeStudio(folder)
    const { batch, data } = await begun(first, [...some(4), { key: 'Slow', hangs: true }])
    await first.kill()
    rmSync(join(folder, 'out', 'K1_en.mp4'))
    truncateSync(join(folder, 'out', 'K2_es.mp4'), 2)

    const second = openFakeStudio(folder)
    second.table('t.csv', [...some(4), { key: 'Slow', hangs: true }])
    second.mend(data, [...some(4), { key: 'Slow' }])
    await second.desk.queue.work()
    expect(second.store.batch(batch)).toMatchObject({ status: 'finished', counts: { done: 10 } })
    expect(second.made.map((path) => path.slice(folder.length + 5)).sort()).toEqual([
      'K1_en.mp4',
      'K2_es.mp4',
      'Slow_en.mp4',
      'Slow_es.mp4',
    ])
    expect(readFileSync(join(folder, 'out', 'K2_es.mp4'), 'utf8')).toBe('K2 es square')
    const told = second.store
      .events(batch, 0, 1_000)
      .filter(({ reason }) => reason.includes('its file is gone'))
    expect(told).toHaveLength(2)
    await second.close()
  }))

test('closing the studio hands everything back within three seconds, and nothing of it is failed', () =>
  withTempFolder(async (folder) => {
    const studio = openFakeStudio(folder, { slots: 4 })
    const data = studio.table('t.csv', some(8, { hangs: true, unit: true }))
    const { batch } = await studio.start({ data })
    await studio.until(batch, 'running')
    await pause(100)
    const begunAt = performance.now()
    await studio.desk.stop()
    expect(performance.now() - begunAt).toBeLessThan(3_000)
    expect(studio.store.batch(batch)).toMatchObject({
      status: 'interrupted',
      by: 'end-of-studio',
      counts: { waiting: 16, running: 0, failed: 0 },
    })
    expect(studio.manifest().batch.status).toBe('interrupted')
    expect(statuses(studio, batch)).not.toContain('failed')
    await studio.close()
  }))

test('a batch that a studio lost does not write over what a later one made there: it asks', () =>
  withTempFolder(async (folder) => {
    const first = openFakeStudio(folder)
    const { batch, data } = await begun(first, [{ key: 'A' }, { key: 'Slow', hangs: true }])
    await first.close()
    const second = openFakeStudio(folder)
    second.mend(data, [{ key: 'A' }, { key: 'Slow' }])
    const later = await second.start({ data, new: true })
    await second.until(later.batch)
    second.made.length = 0
    await second.desk.queue.work()
    expect(second.store.batch(batch)).toMatchObject({ status: 'paused', by: 'asks' })
    expect(second.store.batch(batch).reason).toContain(later.batch)
    expect(second.made).toEqual([])
    await second.desk.queue.resume({ targets: [{ what: 'batch', batch }] })
    expect(await second.until(batch)).toMatchObject({ status: 'finished' })
    await second.close()
  }))

test('a batch goes on with the version of the template that it began with; asked for anew, it takes that of now', () =>
  withStudio(async (studio, folder) => {
    studio.template.folder = join(folder, 'card', '1.0.0')
    mkdirSync(studio.template.folder, { recursive: true })
    const { batch, data } = await begun(studio, [{ key: 'Slow', hangs: true }])
    await studio.desk.interrupt(batch)
    studio.mend(data, [{ key: 'Slow' }])
    const [asked] = studio.opened
    await studio.desk.queue.resume({ targets: [{ what: 'batch', batch }] })
    await studio.until(batch)
    expect(studio.opened).toEqual([asked, studio.template.folder])

    const other = await begun(studio, [{ key: 'Other', hangs: true }])
    await studio.desk.interrupt(other.batch)
    studio.mend(other.data, [{ key: 'Other' }])
    expect((await studio.start({ data: other.data })).batch).toBe(other.batch)
    await studio.until(other.batch)
    expect(studio.opened.at(-1)).toBe(asked)
  }))
