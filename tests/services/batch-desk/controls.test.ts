import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { ManifestEntry } from '../../../src-shared/batches/batch.ts'
import type { Target } from '../../../src-shared/farm/targets.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'
import { type FakeRow, type FakeStudio, openFakeStudio, pause, withStudio } from './fake-studio.ts'
import { lots } from './lots.ts'

const some = (count: number, more: Partial<FakeRow> = {}): FakeRow[] =>
  Array.from({ length: count }, (_, index) => ({ key: `K${index}`, ...more }))
const batch = (id: string): { targets: Target[] } => ({ targets: [{ what: 'batch', batch: id }] })
const all: { targets: Target[] } = { targets: [{ what: 'all' }] }
const job = (number: number): { targets: Target[] } => ({ targets: [{ what: 'job', job: number }] })
const unit = (number: number): { targets: Target[] } => ({ targets: [{ what: 'unit', unit: number }] })
const once = { changed: 1, refused: [] }

/** A batch of which the first videos are made, and two hang. */
async function under(
  studio: FakeStudio,
  rows: FakeRow[] = [{ key: 'A' }, { key: 'Slow', hangs: true }, ...some(3)],
) {
  const data = studio.table('t.csv', rows)
  const { batch: id } = await studio.start({ data })
  const hanging = rows.findIndex(({ hangs }) => hangs) * 2
  while (studio.store.batch(id).counts.done < hanging || studio.atOnce.now < 2) await pause(5)
  const jobs = studio.store.jobs(id, undefined, 0, 100).jobs
  return { id, data, jobs, running: jobs.filter(({ status }) => status === 'running') }
}
const counts = (studio: FakeStudio, id: string) => {
  const { waiting, running, paused, done, failed, skipped, cancelled } = studio.store.batch(id).counts
  return { waiting, running, paused, done, failed, skipped, cancelled }
}
const none = { waiting: 0, running: 0, paused: 0, done: 0, failed: 0, skipped: 0, cancelled: 0 }

test('a pause lets finish what runs, begins nothing more, and outlives the studio', () =>
  withTempFolder(async (folder) => {
    const first = openFakeStudio(folder)
    const rows = [{ key: 'A' }, { key: 'Slow', takes: 1_500 }, ...some(20, { takes: 20 })]
    const data = first.table('t.csv', rows)
    const { batch: id } = await first.start({ data })
    while (counts(first, id).done < 2 || first.atOnce.now < 2) await pause(2)
    expect(await first.desk.queue.pause({ ...batch(id), now: false })).toEqual(once)
    const paused = first.store.batch(id)
    expect(paused).toMatchObject({ status: 'paused', by: 'person', counts: { running: 2 } })
    expect(paused.reason).toContain('what runs (2 videos) is finished first')
    const { done } = counts(first, id)
    await first.until(id)
    expect(counts(first, id)).toMatchObject({ done: done + 2, running: 0, waiting: 42 - done })
    expect(first.manifest().batch.status).toBe('paused')
    await first.close()

    const second = openFakeStudio(folder)
    second.table('t.csv', rows)
    await second.desk.queue.work()
    expect(second.store.batch(id)).toMatchObject({ status: 'paused', by: 'person' })
    expect(await second.desk.queue.resume(batch(id))).toEqual(once)
    expect(await second.until(id)).toMatchObject({ status: 'finished', counts: { done: 44 } })
    await second.close()
  }))

test('a pause "now" hands back what runs within a second', () =>
  withStudio(async (studio) => {
    const { id, running } = await under(studio)
    const begun = performance.now()
    await studio.desk.queue.pause({ ...batch(id), now: true })
    await studio.until(id)
    expect(performance.now() - begun).toBeLessThan(1_000)
    expect(studio.atOnce.now).toBe(0)
    expect(counts(studio, id)).toEqual({ ...none, done: 2, waiting: 8 })
    expect(studio.store.attempts(running[0]!.id)).toMatchObject([{ end: 'handed-back' }])
    expect(studio.store.job(running[0]!.id).reason).toBe('Handed back: the batch was paused.')
  }))

test.each(['the video', 'the batch'])(
  'a file that was put right is seen by who retries %s while the batch goes on',
  (what) =>
    withStudio(async (studio) => {
      const rows: FakeRow[] = [
        { key: 'A', file: 'missing' },
        { key: 'Slow', hangs: true },
      ]
      const data = studio.table('t.csv', rows)
      const { batch: id } = await studio.start({ data, languages: ['en'] })
      await expect.poll(() => counts(studio, id).failed, { timeout: 30_000 }).toBe(1)
      studio.mend(data, [
        { key: 'A', file: 'there' },
        { key: 'Slow', hangs: true },
      ])
      const [failed] = studio.store.jobs(id, 'failed', 0, 1).jobs
      await studio.desk.queue.retry(what === 'the video' ? job(failed!.id) : batch(id))
      await expect
        .poll(() => counts(studio, id), { timeout: 30_000 })
        .toEqual({ ...none, done: 1, running: 1 })
    }),
)

test('resumed while the last videos before the pause are finished, a batch goes on at once', () =>
  withStudio(async (studio) => {
    const { id, data } = await under(studio)
    await studio.desk.queue.pause({ ...batch(id), now: false })
    studio.mend(data, [{ key: 'A' }, { key: 'Slow' }, ...some(3)])
    await studio.desk.queue.resume(batch(id))
    expect(studio.store.batch(id).status).toBe('running')
    // One that hangs is handed back by itself.
    const [slow] = studio.store.jobs(id, 'running', 0, 1).jobs
    await studio.desk.queue.retry(job(slow!.id))
    await studio.desk.queue.retry(job(slow!.id + 1))
    expect(await studio.until(id)).toMatchObject({ status: 'finished', counts: { done: 10 } })
    expect(studio.closed).toHaveLength(1)
  }))

test('a batch that is paused while its table is read is read anew when it is resumed', () =>
  withStudio(async (studio) => {
    studio.stopReadingAfter = 250
    const { batch: id } = await studio.start({ data: studio.table('t.csv', some(300)) })
    while (studio.store.batch(id).counts.rows < 200) await pause(5)
    await studio.desk.queue.pause({ ...batch(id), now: false })
    expect(await studio.until(id)).toMatchObject({ status: 'paused', counts: { rows: 0 } })
    studio.stopReadingAfter = Number.POSITIVE_INFINITY
    await studio.desk.queue.resume(batch(id))
    expect(await studio.until(id)).toMatchObject({ status: 'finished', counts: { rows: 300, done: 600 } })
  }))

test('everything is paused and goes on with one word, over restarts', () =>
  withTempFolder(async (folder) => {
    const first = openFakeStudio(folder)
    const { id } = await under(first)
    expect(await first.desk.queue.pause({ ...all, now: true })).toEqual(once)
    while (first.atOnce.now > 0) await pause(5)
    await expect.poll(() => counts(first, id)).toEqual({ ...none, done: 2, waiting: 8 })
    expect(first.desk.queue.show()).toMatchObject({
      paused: true,
      entries: [{ batch: { id }, why: expect.stringContaining('Everything is paused') }],
    })
    expect((await first.desk.queue.pause({ ...all, now: true })).refused).toEqual([
      { target: 'all', why: 'Everything is paused already.' },
    ])
    const other = await first.start({ data: first.table('u.csv', [{ key: 'U' }]), out: join(folder, 'u') })
    expect(first.store.batch(other.batch).status).toBe('waiting')
    await first.close()

    const second = openFakeStudio(folder)
    second.table('t.csv', [{ key: 'A' }, { key: 'Slow' }, ...some(3)])
    second.table('u.csv', [{ key: 'U' }])
    await second.desk.queue.work()
    expect(second.store.batch(id).status).toBe('interrupted')
    await second.desk.queue.resume(all)
    expect(await second.until(id)).toMatchObject({ status: 'finished' })
    expect(await second.until(other.batch)).toMatchObject({ status: 'finished' })
    await second.close()
  }))

test('a cancelled batch keeps what is made, writes its manifest, and can be taken up again', () =>
  withStudio(async (studio) => {
    const { id, data } = await under(studio)
    expect(await studio.desk.queue.cancel(batch(id))).toEqual(once)
    expect(studio.store.batch(id).status).toBe('cancelled')
    await studio.until(id)
    expect(counts(studio, id)).toEqual({ ...none, done: 2, waiting: 8 })
    expect(studio.manifest().batch).toMatchObject({ status: 'cancelled' })
    expect((await studio.desk.queue.cancel(batch(id))).refused).toEqual([
      { target: id, why: 'It is cancelled.' },
    ])
    studio.mend(data, [{ key: 'A' }, { key: 'Slow' }, ...some(3)])
    await studio.desk.queue.resume(batch(id))
    expect(await studio.until(id)).toMatchObject({ status: 'finished', counts: { done: 10 } })
  }))

test('failed videos are tried again, in a finished batch, too; its papers follow', () =>
  withStudio(async (studio, folder) => {
    const data = studio.table('t.csv', [{ key: 'A' }, { key: 'B', breaks: 'mug.png is broken.' }])
    const { batch: id } = await studio.start({ data })
    await studio.until(id)
    expect(readFileSync(join(folder, 'out', 'rejected.csv'), 'utf8')).toBe('B,mug.png is broken.')
    studio.mend(data, [{ key: 'A' }, { key: 'B' }])
    expect(await studio.desk.queue.retry(batch(id))).toEqual({ changed: 2, refused: [] })
    const done = await studio.until(id)
    expect(done).toMatchObject({ status: 'finished', counts: { done: 4, failed: 0 }, rejected: null })
    expect(existsSync(join(folder, 'out', 'rejected.csv'))).toBe(false)
    expect((studio.manifest().files as ManifestEntry[]).map(({ status }) => status)).toEqual(
      Array(4).fill('done'),
    )
    expect(studio.made).toHaveLength(4)
    expect((await studio.desk.queue.retry(batch(id))).refused).toEqual([
      { target: id, why: 'None of its videos failed.' },
    ])
  }))

test('rows that a person mended in rejected.csv are put aside, not written over, when failed videos are tried again', () =>
  withStudio(async (studio, folder) => {
    const data = studio.table('t.csv', [
      { key: 'A' },
      { key: 'B', breaks: 'mug.png is broken.' },
      { key: 'X', fault: 'No price.' },
    ])
    const { batch: id } = await studio.start({ data })
    await studio.until(id)
    const rejected = join(folder, 'out', 'rejected.csv')
    writeFileSync(rejected, 'mended by hand')
    studio.mend(data, [{ key: 'A' }, { key: 'B', breaks: 'Still broken.' }, { key: 'X', fault: 'No price.' }])
    await studio.desk.queue.retry(batch(id))
    await studio.until(id)
    expect(readFileSync(join(folder, 'out', `rejected-${id}.csv`), 'utf8')).toBe('mended by hand')
    expect(readFileSync(rejected, 'utf8')).toBe('B,Still broken.\nX,No price.')
  }))

test('a video that is done is made again when it is named', () =>
  withStudio(async (studio) => {
    const data = studio.table('t.csv', [{ key: 'A' }, { key: 'B' }])
    const { batch: id } = await studio.start({ data })
    await studio.until(id)
    // An earlier batch left the very file: that is no reason not to make it.
    const { batch: again } = await studio.start({ data, new: true })
    expect(await studio.until(again)).toMatchObject({ counts: { unchanged: 4 } })
    const [first] = studio.store.jobs(again, 'done', 0, 1).jobs
    studio.made.length = 0
    expect(await studio.desk.queue.retry(job(first!.id))).toEqual(once)
    expect(await studio.until(again)).toMatchObject({
      status: 'finished',
      counts: { done: 4, unchanged: 3 },
    })
    expect(studio.made).toHaveLength(1)
  }))

test('a batch that runs is resumed with all of its videos that were paused one by one', () =>
  withStudio(async (studio) => {
    const { id, jobs } = await under(studio, [{ key: 'Slow', takes: 1_000 }, ...some(3)])
    const { queue } = studio.desk
    const waiting = jobs.filter(({ status }) => status === 'waiting').slice(-3)
    await queue.pause({ targets: waiting.map((one) => ({ what: 'job', job: one.id })), now: false })
    expect(counts(studio, id).paused).toBe(3)
    expect(await queue.resume(all)).toEqual({ changed: 3, refused: [] })
    expect((await queue.resume(batch(id))).refused).toMatchObject([{ why: /none of its videos is paused/ }])
    expect(await studio.until(id)).toMatchObject({ status: 'finished', counts: { done: 8, paused: 0 } })
  }))

test('single videos are paused, resumed, skipped, cancelled and retried, whether they wait or run', () =>
  withStudio(async (studio) => {
    const { id, data, jobs, running } = await under(studio)
    const { queue } = studio.desk
    const waiting = jobs.filter(({ status }) => status === 'waiting')
    const refusal = await queue.pause({ ...job(running[0]!.id), now: false })
    expect(refusal.refused[0]!.why).toContain('with --now it is handed back')
    expect(await queue.pause({ ...job(running[0]!.id), now: true })).toEqual(once)
    expect(await queue.skip(job(running[1]!.id))).toEqual(once)
    expect(studio.store.attempts(running[1]!.id)).toMatchObject([{ end: 'handed-back' }])
    await queue.pause({ ...job(waiting.at(-1)!.id), now: false })
    while (counts(studio, id).waiting > 0 || counts(studio, id).running > 0) await pause(5)
    expect(counts(studio, id)).toEqual({ ...none, done: 7, paused: 2, skipped: 1 })
    expect(studio.store.batch(id).status).toBe('running')
    expect(studio.desk.queue.show().entries[0]!.why).toContain('videos are paused')

    expect(await queue.cancel(job(waiting.at(-1)!.id))).toEqual(once)
    studio.mend(data, [{ key: 'A' }, { key: 'Slow' }, ...some(3)])
    await queue.resume(job(running[0]!.id))
    expect(await studio.until(id)).toMatchObject({ status: 'finished' })
    expect(counts(studio, id)).toEqual({ ...none, done: 8, skipped: 1, cancelled: 1 })
    expect((studio.manifest().files as ManifestEntry[]).map(({ status }) => status)).toEqual([
      ...Array(3).fill('done'),
      'skipped',
      ...Array(5).fill('done'),
      'cancelled',
    ])
    // What was left out of a finished batch is made after all.
    await queue.retry(job(running[1]!.id))
    expect(await studio.until(id)).toMatchObject({ status: 'finished' })
    expect(counts(studio, id)).toEqual({ ...none, done: 9, cancelled: 1 })
    const why = (await queue.skip(job(running[1]!.id))).refused[0]!.why
    expect(why).toBe('It is made already; retry it to make it once more.')
  }))

test('retried while it runs, a video begins anew, and is never made by two at a time', () =>
  withStudio(async (studio) => {
    const { id, data, running } = await under(studio)
    studio.mend(data, [{ key: 'A' }, { key: 'Slow' }, ...some(3)])
    for (const { id: number } of running) expect(await studio.desk.queue.retry(job(number))).toEqual(once)
    expect(await studio.until(id)).toMatchObject({ status: 'finished', counts: { done: 10 } })
    expect(studio.store.attempts(running[0]!.id).map(({ end }) => end)).toEqual(['handed-back', 'done'])
    expect(studio.atOnce.most).toBeLessThanOrEqual(2)
  }))

test('what is left of a batch is left out, and so the batch is finished', () =>
  withStudio(async (studio) => {
    const { id } = await under(studio)
    expect(await studio.desk.queue.skip(batch(id))).toEqual({ changed: 8, refused: [] })
    expect(await studio.until(id)).toMatchObject({ status: 'finished' })
    expect(counts(studio, id)).toEqual({ ...none, done: 2, skipped: 8 })
    expect(studio.manifest().batch.counts).toMatchObject({ skipped: 8 })
    expect(studio.atOnce.now).toBe(0)
  }))

test('the same works where nobody renders: the records change, and the next studio that works goes by them', () =>
  withTempFolder(async (folder) => {
    const first = openFakeStudio(folder)
    const { id, jobs } = await under(first)
    await first.close()

    const visitor = openFakeStudio(folder)
    const { queue } = visitor.desk
    const waiting = jobs.filter(({ status }) => status === 'waiting')
    expect(await queue.skip(job(waiting[0]!.id))).toEqual(once)
    expect(await queue.cancel(job(waiting[1]!.id))).toEqual(once)
    expect(await queue.pause({ ...job(waiting[2]!.id), now: false })).toEqual(once)
    expect(await queue.priority({ ...batch(id), priority: 'high' })).toEqual(once)
    expect(visitor.store.batch(id)).toMatchObject({ status: 'interrupted', priority: 'high' })
    await visitor.close()

    const worker = openFakeStudio(folder)
    worker.table('t.csv', [{ key: 'A' }, { key: 'Slow' }, ...some(3)])
    void worker.desk.queue.work()
    while (counts(worker, id).done < 7) await pause(5)
    expect(counts(worker, id)).toEqual({ ...none, done: 7, paused: 1, skipped: 1, cancelled: 1 })
    expect(await worker.desk.queue.skip(batch(id))).toEqual(once)
    expect(await worker.until(id)).toMatchObject({ status: 'finished' })
    await worker.close()
  }))

test('what is left of an interrupted batch can be left out by a visitor: it is finished as it stands', () =>
  withTempFolder(async (folder) => {
    const first = openFakeStudio(folder)
    const { id } = await under(first)
    await first.close()
    const visitor = openFakeStudio(folder)
    await visitor.desk.queue.skip(batch(id))
    expect(visitor.store.batch(id)).toMatchObject({ status: 'finished', counts: { skipped: 8 } })
    await visitor.close()
    expect(JSON.parse(readFileSync(join(folder, 'out', 'manifest.json'), 'utf8')).batch.status).toBe(
      'finished',
    )
  }))

test('a unit is held, freed and begun anew by its number', () =>
  withStudio(async (studio) => {
    const data = studio.table('t.csv', [{ key: 'Slow', hangs: true, unit: true }])
    const { batch: id } = await studio.start({ data, languages: ['en'] })
    while (studio.atOnce.now < 1) await pause(5)
    const [only] = studio.store.jobs(id, 'running', 0, 1).jobs
    const { queue, units } = studio.desk
    const number = units(only!.id).units[0]!.number
    expect(await queue.pause({ ...unit(number), now: true })).toEqual(once)
    while (studio.atOnce.now > 0) await pause(5)
    expect(units(only!.id).units[0]).toMatchObject({ status: 'paused', tries: 0 })
    expect((await queue.cancel(unit(number))).refused).toEqual([
      { target: `u${number}`, why: `A unit can't be cancelled: name its video, j${only!.id}.` },
    ])
    expect(await queue.resume(unit(number))).toEqual(once)
    while (studio.atOnce.now < 1) await pause(5)
    Object.assign(studio.rowOf(data, 0), { hangs: false })
    expect(await queue.retry(unit(number))).toEqual(once)
    expect(await studio.until(id)).toMatchObject({ status: 'finished', counts: { done: 1 } })
    expect(units(only!.id).units[0]!.attempts.map(({ end }) => end)).toEqual([
      'handed-back',
      'handed-back',
      'done',
    ])
  }))

test('what does not exist, or is over, is refused with its reason, and keeps nothing else from being done', () =>
  withStudio(async (studio) => {
    const { batch: done } = await studio.start({ data: studio.table('t.csv', [{ key: 'A' }]) })
    await studio.until(done)
    const { id } = await under(studio, [{ key: 'Slow', hangs: true }])
    const answer = await studio.desk.queue.pause({
      targets: [
        { what: 'batch', batch: 'none' },
        { what: 'batch', batch: done },
        { what: 'job', job: 99_999 },
        { what: 'unit', unit: 99_999 },
        { what: 'batch', batch: id },
      ],
      now: true,
    })
    expect(answer).toEqual({
      changed: 1,
      refused: [
        { target: 'none', why: 'There is no batch none in this studio.' },
        { target: done, why: 'It is finished.' },
        { target: 'j99999', why: 'There is no job 99999 in this studio.' },
        { target: 'u99999', why: 'There is no unit 99999 in this studio.' },
      ],
    })
    expect(studio.store.batch(id).status).toBe('paused')
  }))

test(
  'a batch of 120,000 videos is paused and left out within a second each; a thousand videos by name, too',
  () =>
    withStudio(async (studio) => {
      const { id } = await under(studio, [{ key: 'Slow', hangs: true }])
      lots(studio.store, id, 120_000)
      const took = async (work: () => Promise<unknown>) => {
        const begun = process.cpuUsage()
        await work()
        const { user, system } = process.cpuUsage(begun)
        return (user + system) / 1_000
      }
      const { queue } = studio.desk
      expect(await took(() => queue.pause({ ...batch(id), now: true }))).toBeLessThan(1_000)
      await studio.until(id)
      const { jobs } = studio.store.jobs(id, 'waiting', 0, 1_000)
      const targets = jobs.map((one): Target => ({ what: 'job', job: one.id }))
      const byName = await took(() => queue.skip({ targets }))
      expect(counts(studio, id)).toMatchObject({ skipped: 1_000 })
      const whole = await took(() => queue.skip(batch(id)))
      expect(counts(studio, id)).toMatchObject({ skipped: 120_002, waiting: 0 })
      // In milliseconds of a processor, which is what others on the machine take least from.
      expect(byName).toBeLessThan(3_000)
      expect(whole).toBeLessThan(3_000)
    }),
  60_000,
)

test('a batch of which only paused videos are left says so, with what to do, and foretells nothing', () =>
  withStudio(async (studio) => {
    const { id, jobs } = await under(studio, [{ key: 'Slow', takes: 1_000 }, ...some(3)])
    const { queue } = studio.desk
    const last = jobs.at(-1)!
    await queue.pause({ ...job(last.id), now: false })
    while (counts(studio, id).done < 7) await pause(20)
    await expect
      .poll(() => queue.show().entries[0])
      .toMatchObject({
        why: `7 of 8 videos are done. Waits for a person: the last video is paused. See \`reelmill batch jobs ${id} --status paused\`, then \`queue resume\` or \`queue skip\` them.`,
        forecast: null,
      })
    await queue.skip(job(last.id))
    expect(await studio.until(id)).toMatchObject({ status: 'finished' })
  }))
