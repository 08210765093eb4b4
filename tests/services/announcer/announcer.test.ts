import { expect, test } from 'vitest'
import type { Clock } from '../../../src-main/outside/clock/clock.ts'
import { createAnnouncer } from '../../../src-main/services/announcer/announcer.ts'
import type { Batch, Job } from '../../../src-shared/batches/batch.ts'
import type { StudioEvent } from '../../../src-shared/contract/events.ts'

function handClock() {
  let due: (() => void) | null = null
  const clock: Clock = {
    iso: () => '',
    milliseconds: () => 0,
    after: (_milliseconds, work) => {
      due = work
      return () => {
        due = null
      }
    },
  }
  return { clock, tick: () => due?.(), waiting: () => due !== null }
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

function listening() {
  const hand = handClock()
  const faults: unknown[] = []
  const announcer = createAnnouncer(hand.clock, (error) => faults.push(error))
  const heard: StudioEvent[] = []
  const end = announcer.listen((event) => heard.push(event))
  return { ...hand, announcer, heard, faults, end }
}

test('a thousand changes within a tenth of a second are told as one group', () => {
  const { announcer, heard, tick, waiting } = listening()
  for (let id = 0; id < 1_000; id += 1) announcer.tell(changed(job(id, 'running'), 'waiting'))
  expect(heard).toEqual([])
  tick()
  expect(heard).toMatchObject([{ event: 'jobs.changed', jobs: { length: 1_000 } }])
  expect(waiting()).toBe(false)
})

test('a job that changed twice is told once: where it was, and where it is now', () => {
  const { announcer, heard, tick } = listening()
  announcer.tell(changed(job(1, 'running'), 'waiting'))
  announcer.tell(progress(1, 0.5))
  announcer.tell(changed(job(1, 'done'), 'running'))
  tick()
  expect(heard).toEqual([
    { event: 'jobs.changed', batch: 'b', jobs: [job(1, 'done')], previous: ['waiting'] },
  ])
})

test('of the progress of a job only the latest is told', () => {
  const { announcer, heard, tick } = listening()
  announcer.tell(progress(1, 0.1))
  announcer.tell(progress(1, 0.9))
  tick()
  expect(heard).toEqual([progress(1, 0.9)])
})

test('a change of the batch is told at once, after everything that came before it', () => {
  const { announcer, heard } = listening()
  announcer.tell(changed(job(1, 'done'), 'running'))
  announcer.tell({ event: 'batch.changed', batch: { id: 'b' } as Batch, previous: 'running' })
  expect(heard.map(({ event }) => event)).toEqual(['jobs.changed', 'batch.changed'])
})

test('a listener that throws is reported, and the others still hear; one that left hears nothing', () => {
  const { announcer, heard, faults, end } = listening()
  announcer.listen(() => {
    throw new Error('bad listener')
  })
  announcer.tell({ event: 'batch.changed', batch: { id: 'b' } as Batch, previous: null })
  expect(heard).toHaveLength(1)
  expect(faults).toHaveLength(1)
  end()
  announcer.tell({ event: 'batch.changed', batch: { id: 'b' } as Batch, previous: null })
  expect(heard).toHaveLength(1)
})
