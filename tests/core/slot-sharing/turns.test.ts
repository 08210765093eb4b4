import { expect, test } from 'vitest'
import { type Contender, nextBatch, usedOnJoining } from '../../../src-main/core/slot-sharing/turns.ts'
import { priorities } from '../../../src-shared/farm/priority.ts'
import fc from '../../helpers/at-random.ts'

const contender = (id: string, changes: Partial<Contender> = {}): Contender => ({
  id,
  served: 'normal',
  used: 0,
  order: Number(id.replace(/\D/g, '')),
  ...changes,
})

test('nobody waits: nobody has the turn', () => {
  expect(nextBatch([])).toBeNull()
})

test('a more urgent batch has the turn, however much it has had', () => {
  const waiting = [contender('b1', { served: 'high' }), contender('b2', { served: 'urgent', used: 1e9 })]
  expect(nextBatch(waiting)).toBe('b2')
})

test('among batches of one priority the one that had least has the turn, and the earlier one among equals', () => {
  expect(nextBatch([contender('b1', { used: 20 }), contender('b2', { used: 10 })])).toBe('b2')
  expect(nextBatch([contender('b2'), contender('b1')])).toBe('b1')
})

test('the turn is always with the highest priority that is there', () => {
  const some = fc.array(
    fc.record({
      id: fc.uuid(),
      served: fc.constantFrom(...priorities),
      used: fc.nat(),
      order: fc.nat(),
    }),
    { minLength: 1 },
  )
  fc.assert(
    fc.property(some, (waiting) => {
      const next = waiting.find(({ id }) => id === nextBatch(waiting))!
      for (const other of waiting)
        expect(priorities.indexOf(next.served)).toBeLessThanOrEqual(priorities.indexOf(other.served))
    }),
  )
})

test('shares of batches of one priority come near each other, however long their jobs are', () => {
  const lengths = fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 2, maxLength: 6 })
  fc.assert(
    fc.property(lengths, (each) => {
      const batches = each.map((_, at) => contender(`b${at}`))
      for (let round = 0; round < 3_000; round += 1) {
        const next = batches.find(({ id }) => id === nextBatch(batches))!
        next.used += each[next.order]!
      }
      const used = batches.map((batch) => batch.used)
      // Nobody is further ahead than by one job.
      expect(Math.max(...used) - Math.min(...used)).toBeLessThanOrEqual(Math.max(...each))
    }),
    { numRuns: 30 },
  )
})

test('a newcomer neither takes the whole farm until it has caught up, nor waits behind the others', () => {
  const batches = [contender('b0', { used: 1e6 }), contender('b1', { used: 1e6 + 5 })]
  batches.push(contender('b2', { used: usedOnJoining(batches.map(({ used }) => used)) }))
  const turns = [0, 0, 0]
  for (let round = 0; round < 300; round += 1) {
    const next = batches.find(({ id }) => id === nextBatch(batches))!
    next.used += 10
    turns[next.order]! += 1
  }
  expect(turns.every((each) => each >= 99 && each <= 101)).toBe(true)
  expect(usedOnJoining([])).toBe(0)
})
