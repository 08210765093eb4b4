import { expect, test } from 'vitest'
import type { Target } from '../../../src-shared/farm/targets.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'
import { countingTurns } from '../../helpers/turns.ts'
import { type FakeRow, openFakeStudio, pause, withStudio } from './fake-studio.ts'
import { lots } from './lots.ts'

const batch = (id: string): { targets: Target[] } => ({ targets: [{ what: 'batch', batch: id }] })

test('a thousand videos are left out and taken in again while others get their turn', () =>
  withStudio(async (studio) => {
    const { batch: id } = await studio.start({ data: studio.table('t.csv', [{ key: 'Slow', hangs: true }]) })
    while (studio.atOnce.now < 2) await pause(5)
    lots(studio.store, id, 2_000)
    const { queue } = studio.desk
    await queue.pause({ ...batch(id), now: true })
    await studio.until(id)
    const numbers = studio.store.jobs(id, 'waiting', 0, 1_000).jobs.map((job) => job.id)

    const { made, turns } = await countingTurns(() => queue.actOnJobs(id, numbers, { do: 'skip' }))
    expect(made).toEqual({ changed: 1_000, refused: [] })
    expect(studio.store.batch(id).counts.skipped).toBe(1_000)
    // Fifty at a time.
    expect(turns).toBeGreaterThanOrEqual(19)

    const again = await queue.actOnJobs(id, numbers.slice(0, 3), { do: 'resume' })
    expect(again).toEqual({ changed: 3, refused: [] })
    expect(studio.store.batch(id)).toMatchObject({ status: 'paused', counts: { skipped: 997 } })
  }))

test('thousands of videos that are named one by one, and moved, leave others their turn', () =>
  withStudio(async (studio) => {
    const { batch: id } = await studio.start({ data: studio.table('t.csv', [{ key: 'Slow', hangs: true }]) })
    while (studio.atOnce.now < 2) await pause(5)
    lots(studio.store, id, 2_000)
    const { queue } = studio.desk
    await queue.pause({ ...batch(id), now: true })
    await studio.until(id)
    const numbers = studio.store.jobs(id, 'waiting', 0, 2_000).jobs.map((job) => job.id)
    const targets = numbers.map((job): Target => ({ what: 'job', job }))

    let turns = 0
    let isOver = false
    const watch = () => {
      turns += 1
      if (!isOver) setImmediate(watch)
    }
    setImmediate(watch)
    expect(await queue.move({ targets, to: 'up' })).toMatchObject({ refused: [] })
    // Looked at, and moved, two hundred at a time.
    expect(turns).toBeGreaterThanOrEqual(19)
    turns = 0
    const begun = process.cpuUsage()
    expect(await queue.skip({ targets })).toEqual({ changed: 2_000, refused: [] })
    // However quick the machine is, and however much others use it: a few hundredths of a second belong to one turn.
    const { user, system } = process.cpuUsage(begun)
    const took = (user + system) / 1_000
    isOver = true
    expect(turns).toBeGreaterThanOrEqual(Math.min(2_000, took / 50) - 1)
    expect(studio.store.batch(id).counts.skipped).toBe(2_000)
  }))

test('of many videos those that can not be changed say why, and the others are changed all the same', () =>
  withStudio(async (studio) => {
    const { batch: id } = await studio.start({ data: studio.table('t.csv', [{ key: 'A' }, { key: 'B' }]) })
    await studio.until(id)
    const [first, second] = studio.store.jobs(id, undefined, 0, 10).jobs.map((job) => job.id)
    const { queue } = studio.desk
    expect(await queue.actOnJobs(id, [first!, second!], { do: 'pause' })).toEqual({
      changed: 0,
      refused: [
        { job: first, why: 'It is made already; retry it to make it once more.' },
        { job: second, why: 'It is made already; retry it to make it once more.' },
      ],
    })
    expect(await queue.actOnJobs(id, [first!], { do: 'move', to: 'top' })).toMatchObject({
      changed: 0,
      refused: [{ why: 'It is done: only videos that wait can be moved.' }],
    })
    expect(await queue.actOnJobs(id, [first!], { do: 'retry' })).toEqual({ changed: 1, refused: [] })
    expect(await studio.until(id)).toMatchObject({ status: 'finished', counts: { done: 4 } })
    await expect(queue.actOnJobs('none', [first!], { do: 'retry' })).rejects.toMatchObject({
      code: 'batch.not-found',
    })
  }))

const more = (count: number, change: Partial<FakeRow> = {}): FakeRow[] =>
  Array.from({ length: count }, (_, index) => ({ key: `K${index}`, ...change }))

test('a batch that is cancelled while very many of its videos are being retried stays cancelled', () =>
  withStudio(async (studio) => {
    const data = studio.table('t.csv', more(300, { breaks: 'It is broken.' }))
    const { batch: id } = await studio.start({ data, queue: { keepGoing: true } })
    expect(await studio.until(id)).toMatchObject({ status: 'finished', counts: { failed: 600 } })
    const retrying = studio.desk.queue.retry(batch(id))
    await studio.desk.queue.cancel(batch(id))
    const { failed } = studio.store.batch(id).counts
    expect(failed).toBeGreaterThan(0)
    await retrying
    const { status, counts } = studio.store.batch(id)
    expect(status).toBe('cancelled')
    // Nothing more of it was taken in again since.
    expect(counts.failed).toBe(failed)
    // What is shown of it is what is so.
    const told = () => studio.events.findLast((event) => event.event === 'batch.changed')
    await expect.poll(told).toMatchObject({ batch: { id, status, counts } })
  }))

test('a studio that is killed while videos are taken in again leaves none that waits in a batch that is over', () =>
  withStudio(async (studio) => {
    const rows = [{ key: 'A', breaks: 'It is broken.' }]
    const { batch: id } = await studio.start({ data: studio.table('t.csv', rows) })
    expect(await studio.until(id)).toMatchObject({ status: 'finished', counts: { failed: 2 } })
    const { store } = studio
    const { changingJobs } = store
    const seen: string[] = []
    Object.assign(store, {
      changingJobs(...asked: Parameters<typeof changingJobs>) {
        const step = changingJobs(...asked)
        return () => {
          const changed = step()
          const { status, counts } = store.batch(id)
          if (counts.waiting > 0) seen.push(status)
          return changed
        }
      },
    })
    await studio.desk.queue.retry(batch(id))
    expect(seen[0]).toBe('waiting')
    expect(await studio.until(id)).toMatchObject({ status: 'finished', counts: { failed: 2 } })
  }))

test('a batch of which not all could be left out is gone on with, and ends', () =>
  withStudio(async (studio) => {
    let letGo = () => {}
    const after = new Promise<void>((resolve) => {
      letGo = resolve
    })
    const data = studio.table('t.csv', [{ key: 'Slow', after }, ...more(299)])
    const { batch: id } = await studio.start({ data })
    await expect.poll(() => studio.atOnce.now).toBe(2)
    const { store } = studio
    const { changingJobs } = store
    Object.assign(store, {
      changingJobs(...asked: Parameters<typeof changingJobs>) {
        const step = changingJobs(...asked)
        let calls = 0
        return () => {
          calls += 1
          if (calls === 2) throw new Error('the disk is full')
          return step()
        }
      },
    })
    await expect(studio.desk.queue.skip(batch(id))).rejects.toThrow('full')
    expect(store.batch(id).counts).toMatchObject({ skipped: 500, waiting: 98, running: 2 })
    letGo()
    expect(await studio.until(id)).toMatchObject({ status: 'finished', counts: { done: 100, skipped: 500 } })
  }))

test('what a studio that was killed left of a table that it was reading is in nobody’s way', () =>
  withTempFolder(async (folder) => {
    const first = openFakeStudio(folder)
    first.stopReadingAfter = 300
    const rows = more(400)
    const { batch: id } = await first.start({ data: first.table('t.csv', rows), languages: ['en'] })
    await expect.poll(() => first.store.batch(id).counts.rows).toBe(300)
    const { droppingPrepared } = first.store
    Object.assign(first.store, {
      // It came no further than the first slice.
      droppingPrepared(batch: string) {
        const step = droppingPrepared(batch)
        let calls = 0
        return () => {
          calls += 1
          return calls === 1 ? step() : 0
        }
      },
    })
    await first.desk.queue.pause({ ...batch(id), now: false })
    await first.until(id)
    await first.close()

    const second = openFakeStudio(folder)
    try {
      second.table('t.csv', rows)
      await second.desk.queue.work()
      await second.desk.queue.resume(batch(id))
      expect(await second.until(id)).toMatchObject({ status: 'finished', counts: { rows: 400, done: 400 } })
    } finally {
      await second.close()
    }
  }))

test('two people retry a batch that failed before it had videos: it is tried again once', () =>
  withStudio(async (studio) => {
    const path = studio.table('t.csv', [{ key: 'A' }, { key: 'A' }])
    const { batch: id } = await studio.start({ data: path })
    expect(await studio.until(id)).toMatchObject({ status: 'failed' })
    studio.mend(path, [{ key: 'A' }])
    const [one, other] = await Promise.all([
      studio.desk.queue.retry(batch(id)),
      studio.desk.queue.retry(batch(id)),
    ])
    expect(one).toEqual({ changed: 1, refused: [] })
    expect(other).toMatchObject({ changed: 0, refused: [{ target: id }] })
    expect(await studio.until(id)).toMatchObject({ status: 'finished', counts: { done: 2 } })
  }))

test('a batch ends although what was read of its table can not be dropped now; it is dropped before the next reading', () =>
  withStudio(async (studio) => {
    studio.stopReadingAfter = 300
    const data = studio.table('t.csv', more(400))
    const { batch: id } = await studio.start({ data, languages: ['en'] })
    await expect.poll(() => studio.store.batch(id).counts.rows).toBe(300)
    const { droppingPrepared } = studio.store
    Object.assign(studio.store, {
      droppingPrepared: () => () => {
        throw new Error('the disk is full')
      },
    })
    await studio.desk.queue.pause({ ...batch(id), now: false })
    expect(await studio.until(id)).toMatchObject({ status: 'paused' })
    Object.assign(studio.store, { droppingPrepared })
    studio.stopReadingAfter = Number.POSITIVE_INFINITY
    await studio.desk.queue.resume(batch(id))
    expect(await studio.until(id)).toMatchObject({ status: 'finished', counts: { rows: 400, done: 400 } })
  }))

test('of many videos those that were taken in again are made although the rest could not be changed', () =>
  withStudio(async (studio) => {
    const { batch: id } = await studio.start({ data: studio.table('t.csv', more(40)) })
    expect(await studio.until(id)).toMatchObject({ status: 'finished', counts: { done: 80 } })
    const numbers = studio.store.jobs(id, undefined, 0, 1_000).jobs.map((job) => job.id)
    const { apply } = studio.store
    let calls = 0
    Object.assign(studio.store, {
      apply(...asked: Parameters<typeof apply>) {
        calls += 1
        if (calls === 2) throw new Error('the disk is full')
        return apply(...asked)
      },
    })
    await expect(studio.desk.queue.actOnJobs(id, numbers, { do: 'retry' })).rejects.toThrow('full')
    await expect.poll(() => studio.store.batch(id).counts.done).toBe(80)
    expect(await studio.until(id)).toMatchObject({ status: 'finished' })
  }))

test('failed videos that are tried again just as their batch is written up are made, and the batch ends once', () =>
  withStudio(async (studio) => {
    const row: FakeRow = { key: 'A', breaks: 'It is broken.' }
    const data = studio.table('t.csv', [row])
    const { setPapers } = studio.store
    const asked: Promise<unknown>[] = []
    Object.assign(studio.store, {
      setPapers(...given: Parameters<typeof setPapers>) {
        setPapers(...given)
        const [id] = given
        const { status, counts } = studio.store.batch(id)
        if (status !== 'running' || counts.failed === 0 || asked.length > 0) return
        delete row.breaks
        asked.push(studio.desk.queue.retry({ targets: [{ what: 'batch', batch: id }] }))
      },
    })
    const { batch } = await studio.start({ data, languages: ['en'] })
    await studio.until(batch)
    expect(await Promise.all(asked)).toMatchObject([{ changed: 1, refused: [] }])
    expect(await studio.until(batch, 'finished')).toMatchObject({
      counts: { done: 1, failed: 0, waiting: 0 },
    })
    await studio.until(batch)
  }))
