import { join } from 'node:path'
import { expect, test } from 'vitest'
import { systemClock } from '../../../src-main/outside/clock/clock.ts'
import type { RenderRequestSource } from '../../../src-shared/batches/batch.ts'
import type { Target } from '../../../src-shared/farm/targets.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'
import { type FakeRow, type FakeStudio, openFakeStudio, pause, withStudio } from './fake-studio.ts'

const some = (count: number, more: Partial<FakeRow> = {}): FakeRow[] =>
  Array.from({ length: count }, (_, index) => ({ key: `K${index}`, ...more }))
const of = (id: string): { targets: Target[] } => ({ targets: [{ what: 'batch', batch: id }] })
const coded = (code: string) => expect.objectContaining({ code, whatToDo: expect.any(String) })

/** Starts a batch with a table and an output folder of its own. */
async function start(
  studio: FakeStudio,
  name: string,
  rows: FakeRow[],
  queue: RenderRequestSource['queue'] = {},
): Promise<string> {
  const data = studio.table(`${name}.csv`, rows)
  const out = join(studio.folder, name)
  return (await studio.start({ data, out, queue, languages: ['en'], name: `${name}-{key}` })).batch
}
/** Batches by their first letter, in the order in which their videos were begun. */
const order = (studio: FakeStudio) => studio.made.map((path) => path.split('/').at(-1)![0]).join('')

test('an urgent batch gets the next slot, and what runs is not wasted', () =>
  withStudio(
    async (studio) => {
      const { promise: isRead, resolve: goOn } = Promise.withResolvers<void>()
      const rows = some(30).map((row, index) => (index < 4 ? row : { ...row, after: isRead }))
      const long = await start(studio, 'long', rows)
      while (studio.made.length < 4) await pause(2)
      const before = studio.made.length
      const urgent = await start(studio, 'urgent', some(5), { priority: 'urgent' })
      await studio.until(urgent, 'running')
      goOn()
      await studio.until(urgent)
      const sinceThen = order(studio).slice(before)
      // Besides its own only those that were begun before it was read.
      expect(sinceThen.slice(0, sinceThen.lastIndexOf('u')).replaceAll('u', '').length).toBeLessThan(4)
      await studio.until(long)
      expect(order(studio).slice(before)).toMatch(/^l*(ul*){5}l{20,}$/)
      expect(studio.store.batch(long).counts).toMatchObject({ done: 30 })
      const { jobs } = studio.store.jobs(long, undefined, 0, 100)
      expect(jobs.every(({ attempts }) => attempts === 1)).toBe(true)
    },
    { slots: 1 },
  ))

test('batches of one priority take turns; lower ones wait until there is nothing else to do', () => {
  // Turns are shared by the time that each had: here ten milliseconds a video, however busy the machine is.
  let videos: readonly string[] = []
  const clock = { ...systemClock, milliseconds: () => videos.length * 10 }
  return withStudio(
    async (studio) => {
      videos = studio.made
      // The only slot is taken until all of them have been read.
      const { promise: areRead, resolve: goOn } = Promise.withResolvers<void>()
      const before = await start(studio, 'x', some(1, { unit: true, after: areRead }), { priority: 'urgent' })
      while (studio.atOnce.now < 1) await pause(2)
      const low = await start(studio, 'low', some(6, { takes: 10, unit: true }), { priority: 'low' })
      const first = await start(studio, 'a', some(12, { takes: 10, unit: true }))
      const second = await start(studio, 'b', some(12, { takes: 10, unit: true }))
      for (const id of [low, first, second]) await studio.until(id, 'running')
      goOn()
      await studio.until(before)
      for (const id of [low, first, second]) await studio.until(id)
      const made = order(studio).slice(1)
      // What could be begun before the others had been read.
      const late = made.lastIndexOf('l', made.search(/[ab]/))
      expect(late).toBeLessThan(4)
      expect(made.slice(-3)).toBe('lll')
      const half = made.replaceAll('l', '').slice(0, 12)
      expect(half.split('a').length - 1).toBeGreaterThanOrEqual(4)
      expect(half.split('b').length - 1).toBeGreaterThanOrEqual(3)
    },
    { slots: 2, clock },
  )
})

test('priority and order are changed while batches run, and hold after a restart', () =>
  withTempFolder(async (folder) => {
    const studio = openFakeStudio(folder)
    await studio.desk.queue.pause({ targets: [{ what: 'all' }], now: false })
    const ids = []
    for (const name of ['a', 'b', 'c']) ids.push(await start(studio, name, some(2)))
    const [a, b, c] = ids as [string, string, string]
    const queued = () => studio.desk.queue.show().entries.map(({ batch }) => batch.id)
    expect(queued()).toEqual([a, b, c])
    await studio.desk.queue.move({ ...of(c), to: 'top' })
    expect(queued()).toEqual([c, a, b])
    expect(await studio.desk.queue.priority({ ...of(b), priority: 'urgent' })).toEqual({
      changed: 1,
      refused: [],
    })
    expect(queued()).toEqual([b, c, a])
    expect((await studio.desk.queue.priority({ ...of(b), priority: 'urgent' })).refused).toEqual([
      { target: b, why: 'Its priority is urgent already.' },
    ])
    await studio.close()

    const again = openFakeStudio(folder)
    for (const name of ['a', 'b', 'c']) again.table(`${name}.csv`, some(2))
    expect(again.desk.queue.show().entries.map(({ batch }) => batch.id)).toEqual([b, c, a])
    await again.desk.queue.resume({ targets: [{ what: 'all' }] })
    await again.desk.queue.work()
    expect(order(again)).toMatch(/^b/)
    await again.close()
  }))

test('a video that is moved to the top, or is urgent by itself, is made before the others', () =>
  withStudio(
    async (studio) => {
      const { promise: isMoved, resolve: goOn } = Promise.withResolvers<void>()
      const id = await start(studio, 'a', some(10, { after: isMoved }))
      await studio.until(id, 'running')
      const { jobs } = studio.store.jobs(id, undefined, 0, 100)
      const { queue } = studio.desk
      await queue.move({ targets: [{ what: 'job', job: jobs[9]!.id }], to: 'top' })
      await queue.priority({ targets: [{ what: 'job', job: jobs[7]!.id }], priority: 'urgent' })
      goOn()
      await studio.until(id)
      const made = studio.made.map((path) => /-(\w+)\./.exec(path)![1])
      expect(made.indexOf('K7')).toBeLessThan(3)
      expect(made.indexOf('K9')).toBeLessThan(4)
    },
    { slots: 1 },
  ))

test('a batch that waits for another is read and made when that one is finished', () =>
  withStudio(async (studio) => {
    const held = Promise.withResolvers<void>()
    const first = await start(studio, 'first', [{ key: 'Slow', after: held.promise }])
    const second = await start(studio, 'second', some(2), { after: [first] })
    expect(studio.store.batch(second)).toMatchObject({
      status: 'waiting',
      reason: `Waits until ${first} is finished.`,
      after: [first],
      counts: { rows: 0 },
    })
    expect(studio.desk.queue.show().entries.find(({ batch }) => batch.id === second)!.why).toBe(
      `Waits for batch ${first} (first) to be finished.`,
    )
    held.resolve()
    expect(await studio.until(second)).toMatchObject({ status: 'finished', counts: { done: 2 } })
    expect(order(studio)).toBe('fss')
  }))

test('a batch that waits for approval begins when a person approves', () =>
  withStudio(async (studio) => {
    const first = await start(studio, 'first', some(1))
    const second = await start(studio, 'second', some(1), { afterApproval: [first] })
    expect(() => studio.desk.queue.approve({ batch: second })).toThrow(coded('queue.not-finished'))
    await studio.until(first)
    await pause(30)
    expect(studio.store.batch(second).status).toBe('waiting')
    expect(studio.desk.queue.show().entries[0]!.why).toContain(`queue approve ${first}`)
    studio.desk.queue.approve({ batch: first })
    expect(studio.store.batch(first).approvedAt).not.toBeNull()
    expect(await studio.until(second)).toMatchObject({ status: 'finished' })
  }))

test('when the batch that is waited for fails or is cancelled, waiting goes on and says so; it can be told not to wait', () =>
  withStudio(async (studio) => {
    const first = await start(studio, 'first', [{ key: 'Slow', hangs: true }])
    const second = await start(studio, 'second', some(1), { after: [first] })
    await studio.desk.queue.cancel(of(first))
    await studio.until(first)
    await expect
      .poll(() => studio.desk.queue.show().entries)
      .toMatchObject([
        {
          batch: { id: second, status: 'waiting' },
          why: expect.stringContaining('which was cancelled: resume it'),
        },
      ])
    studio.desk.queue.after({ batch: second, after: [], afterApproval: [] })
    expect(await studio.until(second)).toMatchObject({ status: 'finished', after: [] })
  }))

test('batches that would wait for each other are refused, and so is one that has begun', () =>
  withStudio(async (studio) => {
    const first = await start(studio, 'first', [{ key: 'Slow', hangs: true }])
    await studio.until(first, 'running')
    const second = await start(studio, 'second', some(1), { after: [first] })
    const third = await start(studio, 'third', some(1), { after: [second] })
    const { queue } = studio.desk
    expect(() => queue.after({ batch: second, after: [third], afterApproval: [] })).toThrow(
      coded('queue.circle'),
    )
    expect(() => queue.after({ batch: second, after: [second], afterApproval: [] })).toThrow(
      coded('queue.circle'),
    )
    expect(() => queue.after({ batch: first, after: [third], afterApproval: [] })).toThrow(
      coded('queue.begun'),
    )
    expect(() => queue.after({ batch: 'none', after: [], afterApproval: [] })).toThrow(
      coded('batch.not-found'),
    )
    expect(studio.store.batch(second).after).toEqual([first])
    await expect(start(studio, 'fourth', some(1), { after: ['none'] })).rejects.toEqual(
      coded('batch.not-found'),
    )
  }))

test('a pilot of some rows stops for a look, with a forecast; then the rest is made', () =>
  withStudio(async (studio) => {
    const data = studio.table('t.csv', some(10, { takes: 10 }))
    const { batch } = await studio.start({ data, queue: { pilot: 3 } })
    const look = await studio.until(batch)
    expect(look).toMatchObject({ status: 'paused', by: 'pilot', counts: { done: 6, waiting: 14 } })
    expect(look.reason).toContain('its pilot of 3 rows is done')
    expect(await studio.start({ data, queue: { pilot: 3 } })).toMatchObject({ batch })
    expect(await studio.until(batch)).toMatchObject({ status: 'finished', counts: { done: 20 } })
  }))

test('what a batch took before a pause is known when it goes on, before the next video is made', () =>
  withStudio(
    async (studio) => {
      // Seen for more than three seconds it is evidence.
      const rows = some(10).map((row, index) => ({
        ...row,
        ...(index < 3 ? { takes: 1_200 } : { hangs: true }),
      }))
      const data = studio.table('t.csv', rows)
      const { batch } = await studio.start({ data, queue: { pilot: 3 } })
      expect(await studio.until(batch)).toMatchObject({ status: 'paused', by: 'pilot' })
      studio.events.length = 0
      await studio.start({ data, queue: { pilot: 3 } })
      const told = () =>
        studio.events.find((event) => event.event === 'batch.progress' && event.forecast !== null)
      await expect.poll(told, { timeout: 30_000 }).toMatchObject({ batch, forecast: { from: 'past' } })
      await studio.desk.queue.cancel(of(batch))
      await studio.until(batch)
    },
    { slots: 2 },
  ))

test('a pilot of more rows than there are does not stop', () =>
  withStudio(async (studio) => {
    const { batch } = await studio.start({ data: studio.table('t.csv', some(3)), queue: { pilot: 50 } })
    expect(await studio.until(batch)).toMatchObject({ status: 'finished', counts: { done: 6 } })
  }))

test('a deadline that would be missed raises a batch, never to urgent', () =>
  withStudio(
    async (studio) => {
      const id = await start(studio, 'late', some(40, { takes: 100 }), {
        priority: 'low',
        deadline: new Date(Date.now() + 1_000).toISOString(),
      })
      const entry = () => studio.desk.queue.show().entries.find(({ batch }) => batch.id === id)
      await studio.until(id, 'running')
      while (entry()?.served === 'low') await pause(50)
      expect(entry()).toMatchObject({ served: 'normal', batch: { priority: 'low' } })
      studio.desk.queue.deadline({ batch: id, deadline: null })
      expect(entry()).toMatchObject({ served: 'low', batch: { deadline: null } })
      await studio.desk.queue.cancel(of(id))
      expect(() => studio.desk.queue.deadline({ batch: id, deadline: null })).toThrow(coded('queue.over'))
    },
    { slots: 1 },
  ))

test('only some batches are open at a time; an urgent one is taken up all the same', () =>
  withStudio(async (studio) => {
    const ids = []
    for (let each = 0; each < 10; each += 1)
      ids.push(await start(studio, `b${each}`, [{ key: 'Slow', hangs: true }]))
    for (const id of ids.slice(0, 8)) await studio.until(id, 'running')
    expect(ids.slice(8).map((id) => studio.store.batch(id).status)).toEqual(['waiting', 'waiting'])
    expect(studio.desk.queue.show().entries[9]!.why).toContain('as many batches are worked on as can be')
    const urgent = await start(studio, 'u', some(1), { priority: 'urgent' })
    expect(await studio.until(urgent)).toMatchObject({ status: 'finished' })
    await studio.desk.queue.cancel(of(ids[0]!))
    await studio.until(ids[8]!, 'running')
    await studio.desk.queue.cancel({ targets: [{ what: 'all' }] })
    for (const id of ids) expect(await studio.until(id)).toMatchObject({ status: 'cancelled' })
  }))

test('the timeline tells how a batch went, and what was foretold of it is kept with what came', () =>
  withStudio(async (studio) => {
    const rows = some(60, { takes: 100 })
    const data = studio.table('t.csv', [...rows, { key: 'B', breaks: 'Broken.' }])
    const { batch } = await studio.start({ data })
    await studio.until(batch)
    const { changes, stretches, forecasts } = studio.desk.timeline(batch)
    expect(changes.map(({ status }) => status)).toEqual(['preparing', 'running', 'finished'])
    expect(stretches.reduce((sum, { done }) => sum + done, 0)).toBe(120)
    expect(stretches.reduce((sum, { failed }) => sum + failed, 0)).toBe(2)
    expect(forecasts.map(({ doneShare }) => doneShare)).toContain(0.5)
    for (const { foretold, came } of forecasts) {
      expect(foretold.low).toBeLessThanOrEqual(foretold.high)
      expect(came).toBeGreaterThan(0)
    }
    expect(studio.store.pastForecasts(10)).toHaveLength(forecasts.length)

    // The next one of the same template knows from the beginning.
    studio.events.length = 0
    const again = await studio.start({
      data: studio.table('u.csv', some(20, { takes: 300 })),
      new: true,
      out: join(studio.folder, 'u'),
    })
    await studio.until(again.batch, 'running')
    const told = () =>
      studio.events.find((event) => event.event === 'batch.progress' && event.forecast !== null)
    while (told() === undefined) await pause(20)
    expect(told()).toMatchObject({ forecast: { from: 'past' } })
  }))

test('the queue is told when it changes, at most twice a second', () =>
  withStudio(async (studio) => {
    const begun = performance.now()
    for (let each = 0; each < 5; each += 1) await start(studio, `b${each}`, [{ key: 'Slow', hangs: true }])
    await pause(1_200)
    const told = studio.events.filter((event) => event.event === 'queue.changed')
    expect(told.length).toBeLessThanOrEqual(Math.ceil((performance.now() - begun) / 500) + 1)
    expect(told.at(-1)!.queue.entries).toHaveLength(5)
  }))

test('a batch that is interrupted while it waits for another begins only when a person says so', () =>
  withStudio(async (studio) => {
    const held = Promise.withResolvers<void>()
    const first = await start(studio, 'first', [{ key: 'Slow', after: held.promise }])
    const second = await start(studio, 'second', some(1), { after: [first] })
    await studio.desk.interrupt(second)
    held.resolve()
    await studio.until(first)
    await pause(30)
    expect(studio.store.batch(second)).toMatchObject({ status: 'interrupted', by: 'person' })
    await studio.desk.queue.resume(of(second))
    expect(await studio.until(second)).toMatchObject({ status: 'finished' })
  }))
