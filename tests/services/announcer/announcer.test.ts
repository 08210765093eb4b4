import { expect, test } from 'vitest'
import type { Clock } from '../../../src-main/outside/clock/clock.ts'
import { createAnnouncer } from '../../../src-main/services/announcer/announcer.ts'
import type { Batch, BatchCounts, Job } from '../../../src-shared/batches/batch.ts'
import type { StudioEvent } from '../../../src-shared/contract/events.ts'

/** Time that goes on when it is told to, and does what is due on the way. */
function handClock() {
  let now = 1_000
  const due = new Set<{ at: number; work: () => void }>()
  const clock: Clock = {
    iso: () => '',
    milliseconds: () => now,
    after(milliseconds, work) {
      const one = { at: now + milliseconds, work }
      due.add(one)
      return () => due.delete(one)
    },
  }
  return {
    clock,
    now: () => now,
    waiting: () => due.size,
    wait(milliseconds: number) {
      const end = now + milliseconds
      for (;;) {
        const [next] = [...due].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)
        if (next === undefined) break
        due.delete(next)
        now = Math.max(now, next.at)
        next.work()
      }
      now = end
    },
  }
}

const job = (id: number, status: string) => ({ id, status, batchId: 'b' }) as Job
const changed = (one: Job, previous: Job['status']): StudioEvent => ({
  event: 'jobs.changed',
  batch: 'b',
  jobs: [one],
  previous: [previous],
})
const progress = (id: number, share: number): StudioEvent => ({
  event: 'job.progress',
  batch: 'b',
  progress: [{ job: id, share, doing: 'x' }],
})
const batchChanged = (status: string): StudioEvent => ({
  event: 'batch.changed',
  batch: { id: 'b', status } as Batch,
  previous: 'running',
})
const queue = (paused: boolean): StudioEvent => ({ event: 'queue.changed', queue: { paused, entries: [] } })

function listening() {
  const hand = handClock()
  const faults: unknown[] = []
  const announcer = createAnnouncer(hand.clock, (error) => faults.push(error))
  const groups: { at: number; events: StudioEvent[] }[] = []
  const end = announcer.listen((events) => groups.push({ at: hand.now(), events }))
  return { ...hand, announcer, groups, heard: () => groups.flatMap(({ events }) => events), faults, end }
}

test('the first news of a quiet time comes at once, with all that happened in the same moment', () => {
  const { announcer, groups, wait, waiting, now } = listening()
  const before = now()
  for (let id = 0; id < 1_000; id += 1) announcer.tell(changed(job(id, 'running'), 'waiting'))
  expect(groups).toEqual([])
  wait(1)
  expect(groups).toMatchObject([{ at: before, events: [{ event: 'jobs.changed', jobs: { length: 1_000 } }] }])
  wait(1_000)
  expect([groups.length, waiting()]).toEqual([1, 0])
})

test('however much happens, a listener is called at most ten times a second, and nothing stays untold', () => {
  const { announcer, groups, wait, waiting } = listening()
  for (let step = 0; step < 2_000; step += 1) {
    announcer.tell(changed(job(step, 'done'), 'running'))
    if (step % 7 === 0) announcer.tell(batchChanged('running'))
    announcer.tell(queue(step % 2 === 0))
    announcer.tell({ event: 'check.progress', id: 'c', rows: step, videos: step, doing: '' })
    wait(1)
  }
  expect(groups.length).toBeLessThanOrEqual(21)
  for (const [index, { at }] of groups.entries())
    if (index > 0) expect(at - groups[index - 1]!.at).toBeGreaterThanOrEqual(100)
  wait(1_000)
  const told = groups.flatMap(({ events }) =>
    events.flatMap((event) => (event.event === 'jobs.changed' ? event.jobs.map(({ id }) => id) : [])),
  )
  expect(told).toEqual(Array.from({ length: 2_000 }, (_, id) => id))
  expect(waiting()).toBe(0)
})

test('how the videos of a batch stand is looked up once for each group that tells of them, not for each', () => {
  const hand = handClock()
  let asked = 0
  const announcer = createAnnouncer(
    hand.clock,
    () => {},
    (batch) => {
      asked += 1
      if (batch !== 'b') throw new Error('which is that?')
      return { counts: { done: asked } as BatchCounts, verdicts: { pass: asked, warn: 0, fail: 0 } }
    },
  )
  const heard: StudioEvent[] = []
  announcer.listen((events) => heard.push(...events))
  for (let id = 0; id < 300; id += 1) announcer.tell(changed(job(id, 'done'), 'running'))
  hand.wait(100)
  announcer.tell(changed(job(7, 'waiting'), 'done'))
  announcer.tell(progress(8, 0.5))
  hand.wait(100)
  expect(asked).toBe(2)
  expect(heard).toMatchObject([
    { event: 'jobs.changed', jobs: { length: 300 }, counts: { done: 1 }, verdicts: { pass: 1 } },
    { event: 'jobs.changed', jobs: { length: 1 }, counts: { done: 2 }, verdicts: { pass: 2 } },
    { event: 'job.progress' },
  ])
  // Where they can't be looked up, the news come without them.
  announcer.tell({ ...changed(job(9, 'done'), 'running'), batch: 'c' } as StudioEvent)
  hand.wait(100)
  expect(heard.at(-1)).not.toHaveProperty('counts')
})

test('a job that changed twice is told once: where it was, and where it is now', () => {
  const { announcer, heard, wait } = listening()
  announcer.tell(changed(job(1, 'running'), 'waiting'))
  announcer.tell(progress(1, 0.5))
  announcer.tell(changed(job(1, 'done'), 'running'))
  wait(100)
  expect(heard()).toEqual([
    { event: 'jobs.changed', batch: 'b', jobs: [job(1, 'done')], previous: ['waiting'] },
  ])
})

test('of progress only the latest is told', () => {
  const { announcer, heard, wait } = listening()
  announcer.tell(progress(1, 0.1))
  announcer.tell(progress(1, 0.9))
  const checking = { event: 'check.progress', id: 'mine', rows: 1, videos: 1, doing: '' } as const
  announcer.tell(checking)
  announcer.tell({ ...checking, rows: 2 })
  wait(100)
  expect(heard()).toEqual([progress(1, 0.9), { ...checking, rows: 2 }])
})

test('videos that were looked at in one moment are told together', () => {
  const { announcer, heard, wait } = listening()
  for (const id of [3, 4, 3]) announcer.tell({ event: 'quality.changed', batch: 'b', jobs: [id] })
  announcer.tell({ event: 'quality.changed', batch: 'c', jobs: [9] })
  wait(200)
  expect(heard()).toEqual([
    { event: 'quality.changed', batch: 'b', jobs: [3, 4] },
    { event: 'quality.changed', batch: 'c', jobs: [9] },
  ])
})

test('changes of a batch keep their place: what came before is told before, what came after is told after', () => {
  const { announcer, groups, heard, wait } = listening()
  announcer.tell(changed(job(1, 'done'), 'running'))
  announcer.tell(batchChanged('paused'))
  announcer.tell(batchChanged('running'))
  announcer.tell(changed(job(1, 'waiting'), 'done'))
  wait(100)
  expect(groups).toHaveLength(1)
  expect(heard()).toEqual([
    changed(job(1, 'done'), 'running'),
    batchChanged('paused'),
    batchChanged('running'),
    changed(job(1, 'waiting'), 'done'),
  ])
})

test("the queue's and the farm's standing come at most twice a second, the newest, and the last one always", () => {
  const { announcer, groups, wait } = listening()
  for (let step = 0; step < 200; step += 1) {
    announcer.tell({ event: 'queue.changed', queue: { paused: step === 199, entries: [] } })
    wait(10)
  }
  wait(1_000)
  expect(groups.length).toBeLessThanOrEqual(6)
  for (const [index, { at }] of groups.entries())
    if (index > 0) expect(at - groups[index - 1]!.at).toBeGreaterThanOrEqual(500)
  expect(groups.at(-1)!.events).toEqual([queue(true)])
})

test('at the end everything that was gathered is told', () => {
  const { announcer, heard, wait } = listening()
  announcer.tell(queue(false))
  wait(1)
  announcer.tell(queue(true))
  announcer.tell(batchChanged('interrupted'))
  announcer.flush()
  expect(heard()).toEqual([queue(false), batchChanged('interrupted'), queue(true)])
})

test('what a listener tells while it hears comes with the next group', () => {
  const { announcer, groups, wait } = listening()
  let once = true
  announcer.listen(() => {
    if (once) announcer.tell(batchChanged('finished'))
    once = false
  })
  announcer.tell(batchChanged('running'))
  wait(1)
  expect(groups).toHaveLength(1)
  wait(100)
  expect(groups[1]?.events).toEqual([batchChanged('finished')])
})

test('a listener that throws is reported, and the others still hear; one that left hears nothing', () => {
  const { announcer, heard, faults, end } = listening()
  announcer.listen(() => {
    throw new Error('bad listener')
  })
  announcer.tell(batchChanged('running'))
  announcer.flush()
  expect([heard().length, faults.length]).toEqual([1, 1])
  end()
  announcer.tell(batchChanged('running'))
  announcer.flush()
  expect(heard()).toHaveLength(1)
})
