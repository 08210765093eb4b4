import { describe, expect, test } from 'vitest'
import { canResume, isUnderWay, withBatch } from '../../src-renderer/view-math/batch-list.ts'
import { afterTold, holdOf, nothingKnown } from '../../src-renderer/view-math/studio-events.ts'
import { batchStatusNames } from '../../src-shared/batches/batch.ts'
import type { StudioEvent } from '../../src-shared/contract/events.ts'
import { settings as settingsOf } from '../../src-shared/settings/settings.ts'
import { batch, farm, job, queue } from './known.ts'

const settings = settingsOf.parse({})

const at = (hour: number) => `2026-11-21T${hour}:00:00.000Z`

describe('the list of batches', () => {
  test('a new batch stands before older ones, a known one stays in its place', () => {
    const list = [batch('c', { createdAt: at(13) }), batch('a', { createdAt: at(11) })]
    expect(withBatch(list, batch('b', { createdAt: at(12) })).map(({ id }) => id)).toEqual(['c', 'b', 'a'])
    expect(withBatch(list, batch('d', { createdAt: at(14) })).map(({ id }) => id)).toEqual(['d', 'c', 'a'])
    const after = withBatch(list, batch('a', { createdAt: at(11), name: 'mended' }))
    expect([after[0] === list[0], after[1]?.name]).toEqual([true, 'mended'])
  })

  test('the same batch once more changes nothing, also when it crossed a process again', () => {
    const list = [batch('a')]
    expect(withBatch(list, structuredClone(list[0]!))).toBe(list)
  })
})

describe('what is told', () => {
  const open = afterTold(nothingKnown, {
    snapshot: { batches: [batch('a')], queue, farm: farm(), settings },
  })

  test('a snapshot opens the studio, and a fault says why it can not be', () => {
    expect(open).toMatchObject({ standing: { is: 'open' } })
    const error = { code: 'store.damaged', message: 'Damaged.' }
    expect(afterTold(nothingKnown, { fault: error }).standing).toEqual({ is: 'closed', error })
  })

  test('a second snapshot keeps the batches that did not change', () => {
    const again = afterTold(open, {
      snapshot: {
        batches: [batch('b'), structuredClone(batch('a'))],
        queue,
        farm: farm(),
        settings,
      },
    })
    expect(again.batches[1]).toBe(open.batches[0])
  })

  test('progress is kept while a batch is under way and forgotten at its end', () => {
    const progress = { event: 'batch.progress', batch: 'a', share: 0.5, forecast: null, doing: 'x' } as const
    const running = afterTold(open, { events: [progress] })
    expect(running.progress.get('a')).toEqual({ share: 0.5, forecast: null, doing: 'x' })
    expect(running.batches).toBe(open.batches)
    const { status: _status, ...rest } = batch('a')
    const done = { ...rest, status: 'finished', finishedAt: at(15) } as const
    const ended = afterTold(running, {
      events: [{ event: 'batch.changed', batch: done, previous: 'running' }],
    })
    expect(ended.progress.has('a')).toBe(false)
  })

  test('how the videos of a batch stand comes with the news of them, and nothing else of it changes', () => {
    const counts = { ...batch('a').counts, done: 2 }
    const changed: StudioEvent = { event: 'jobs.changed', batch: 'a', jobs: [], previous: [] }
    const after = afterTold(open, { events: [{ ...changed, counts }] })
    expect(after.batches.find(({ id }) => id === 'a')).toEqual({ ...batch('a'), counts })
    expect(after.batches.find(({ id }) => id === 'b')).toBe(open.batches.find(({ id }) => id === 'b'))
    const inspected = { events: [{ ...changed, counts, verdicts: { pass: 1, warn: 0, fail: 1 } }] }
    expect(afterTold(after, inspected).batches.find(({ id }) => id === 'a')?.verdicts?.fail).toBe(1)
    expect(
      afterTold(afterTold(after, inspected), { events: [{ ...changed, counts }] }).batches.find(
        ({ id }) => id === 'a',
      ),
    ).not.toHaveProperty('verdicts')
    // The same once more, or of a batch that is not on show: nothing is drawn again.
    expect(afterTold(after, { events: [{ ...changed, counts }] }).batches).toBe(after.batches)
    expect(afterTold(open, { events: [changed] }).batches).toBe(open.batches)
    expect(afterTold(open, { events: [{ ...changed, batch: 'other', counts }] }).batches).toBe(open.batches)
  })

  test('the standing of queue and farm is the last that was told', () => {
    const paused = { paused: true, entries: [] }
    const busy = farm({ waitingCount: 7 })
    const view = afterTold(open, {
      events: [
        { event: 'queue.changed', queue: paused },
        { event: 'farm.changed', farm: busy },
      ],
    })
    expect([view.queue, view.farm, view.batches]).toEqual([paused, busy, open.batches])
    expect(open.queue).toBe(queue)
  })

  test('why nothing is begun is said: a hold before the pace', () => {
    const stopped = { pace: 'stopped', reason: 'On battery.', processes: 0 } as const
    const hold = { resource: 'disk', where: '/v', reason: 'The disk of /v is full.', since: at(10) } as const
    expect(holdOf(farm())).toBeNull()
    expect(holdOf(farm({ pace: stopped }))).toBe('On battery.')
    expect(holdOf(farm({ pace: stopped, holds: [hold] }))).toBe('The disk of /v is full.')
  })

  test('every status either goes on by itself, can be gone on with, or is over', () => {
    const how = Object.fromEntries(
      batchStatusNames.map((status) => [
        status,
        isUnderWay({ status }) ? 'goes on' : canResume({ status }) ? 'can go on' : 'over',
      ]),
    )
    expect(how).toEqual({
      preparing: 'goes on',
      waiting: 'goes on',
      running: 'goes on',
      paused: 'can go on',
      interrupted: 'can go on',
      cancelled: 'can go on',
      finished: 'over',
      failed: 'over',
    })
  })

  test('news of jobs leaves the view of the studio as it is', () => {
    const told = { events: [{ event: 'jobs.changed', batch: 'a', jobs: [job(1)], previous: ['waiting'] }] }
    expect(afterTold(open, told as never)).toBe(open)
  })
})
