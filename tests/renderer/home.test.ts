import { expect, test } from 'vitest'
import { latestOf, needsOf, runningOf } from '../../src-renderer/view-math/home.ts'
import { titleOf } from '../../src-renderer/view-math/titles.ts'
import type { Batch, BatchStatus } from '../../src-shared/batches/batch.ts'
import type { QueueEntry } from '../../src-shared/farm/farm.ts'
import { batch, farm, queue } from './known.ts'

const now = Date.parse('2026-11-22T10:00:00.000Z')
const is = (id: string, status: BatchStatus, counts: Partial<Batch['counts']> = {}): Batch => {
  const plain = batch(id)
  return { ...plain, ...status, counts: { ...plain.counts, ...counts } }
}
const finished = { status: 'finished', reason: 'All made.', finishedAt: '2026-11-21T12:00:00.000Z' } as const
const paused = (by: 'person' | 'asks' | 'pilot') => ({ status: 'paused', reason: 'Held.', by }) as const
const entry = (of: Batch): QueueEntry => ({ batch: of, served: 'normal', forecast: null, why: 'Because.' })
const kinds = (batches: Batch[], rest: Partial<Parameters<typeof needsOf>[0]> = {}) =>
  needsOf({ batches, queue, farm: farm(), ...rest }, now).map((need) =>
    'batch' in need ? `${need.kind} ${need.batch.id}` : need.kind,
  )

test('a studio in which all goes well needs nobody', () => {
  expect(kinds([is('a', { status: 'running', reason: 'Begun.' }), is('b', finished, { done: 1 })])).toEqual(
    [],
  )
})

test('what keeps everything from going on comes first, then questions, then what failed, then what was left', () => {
  const asks = is('asks', paused('asks'))
  const batches = [
    is('left', paused('person')),
    is('failed', finished, { failed: 2 }),
    asks,
    is('pilot', paused('pilot')),
  ]
  const hold = { resource: 'disk', where: '/videos', reason: 'Full.', since: '' } as const
  expect(
    kinds(batches, { queue: { paused: true, entries: [entry(asks)] }, farm: farm({ holds: [hold] }) }),
  ).toEqual(['all-paused', 'hold', 'asks asks', 'pilot pilot', 'videos-failed failed', 'paused left'])
})

test('a finished batch that others wait for asks for approval until it has it', () => {
  const made = is('made', finished, { done: 1 })
  const next = { ...is('next', { status: 'waiting', reason: 'Waits.' }), afterApproval: ['made'] }
  const standing = { paused: false, entries: [entry(next)] }
  expect(needsOf({ batches: [next, made], queue: standing, farm: null }, now)).toEqual([
    { kind: 'approval', batch: made, waiting: [next] },
  ])
  const approved = { ...made, approvedAt: '2026-11-21T13:00:00.000Z' }
  expect(kinds([next, approved], { queue: standing })).toEqual([])
})

test('what failed a month ago is history; what was cancelled asks for nobody', () => {
  const old = is('old', { ...finished, finishedAt: '2026-10-01T12:00:00.000Z' }, { failed: 3 })
  const cancelled = is('gone', { status: 'cancelled', reason: 'No.' }, { failed: 3 })
  expect(kinds([old, cancelled])).toEqual([])
})

test('a farm that stands still is told of when something waits for it', () => {
  const stopped = farm({ pace: { pace: 'stopped', reason: 'On battery.', processes: 0 } })
  const waits = entry(is('a', { status: 'waiting', reason: 'Waits.' }))
  expect(kinds([], { farm: stopped })).toEqual([])
  expect(kinds([], { farm: stopped, queue: { paused: false, entries: [waits] } })).toEqual(['stopped'])
})

test('what works or waits is in hand; what is over stands among the latest batches', () => {
  const running = is('a', { status: 'running', reason: 'Begun.' })
  const held = is('b', paused('person'))
  expect(runningOf({ paused: false, entries: [entry(held), entry(running)] })).toEqual([entry(running)])
  const [one, other] = [is('c', finished), is('d', finished)]
  expect(latestOf([running, held, one, other], 1)).toEqual([one])
})

test('the title of the window says how far the work is, and where one is', () => {
  const running = { ...is('a', { status: 'running', reason: 'Begun.' }), name: 'Spring' }
  const progress = new Map([['a', { share: 0.424, forecast: null, doing: '' }]])
  expect(titleOf({ name: 'batch', batch: 'a' }, { batches: [running], progress })).toBe(
    '42 % · Spring - Reelmill',
  )
  expect(titleOf({ name: 'home' }, { batches: [], progress: new Map() })).toBe('Home - Reelmill')
})
