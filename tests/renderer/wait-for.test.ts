import { expect, test } from 'vitest'
import { afterOf, offeredTo, waitersOf, waitsOf } from '../../src-renderer/view-math/wait-for.ts'
import type { Batch } from '../../src-shared/batches/batch.ts'

const batch = (id: string, some: Partial<Batch> = {}): Batch =>
  ({ id, name: id, status: 'waiting', after: [], afterApproval: [], approvedAt: null, ...some }) as Batch

const a = batch('a')
const b = batch('b', { after: ['a'] })
const c = batch('c', { afterApproval: ['b'] })

test('what would make a circle is shown as such: those that wait for the batch, directly or by way of others', () => {
  expect([...waitersOf('a', [a, b, c])]).toEqual(['b', 'c'])
  const offered = offeredTo('a', [a, b, c, batch('d')], [])
  expect(offered.map(({ batch: { id }, circle }) => [id, circle])).toEqual([
    ['b', true],
    ['c', true],
    ['d', false],
  ])
  expect(offeredTo('c', [a, b, c], []).every(({ circle }) => !circle)).toBe(true)
})

test('a finished batch is offered as long as nobody has approved of it; a new batch waits for any', () => {
  const done = batch('done', { status: 'finished' } as Partial<Batch>)
  const approved = batch('ok', { status: 'finished', approvedAt: '2026-11-22T00:00:00Z' } as Partial<Batch>)
  const failed = batch('failed', { status: 'failed' } as Partial<Batch>)
  const offered = offeredTo(null, [a, b], [b, done, approved, failed])
  expect(offered.map((one) => one.batch.id)).toEqual(['a', 'b', 'done'])
})

test('what a batch waits for comes back from the list as it was', () => {
  const both = batch('x', { after: ['a'], afterApproval: ['b'] })
  expect(waitsOf(both)).toEqual([
    { batch: 'a', approval: false },
    { batch: 'b', approval: true },
  ])
  expect(afterOf(waitsOf(both))).toEqual({ after: ['a'], afterApproval: ['b'] })
})
