import { expect, test } from 'vitest'
import { inLanes } from '../../../src-main/services/concurrency/in-lanes.ts'

test('things are worked on in their order, so many at a time, and all are done when it is over', async () => {
  const begun: number[] = []
  let running = 0
  let most = 0
  await inLanes([1, 2, 3, 4, 5].entries(), 2, async ([, number]) => {
    begun.push(number)
    running += 1
    most = Math.max(most, running)
    await new Promise((resolve) => setImmediate(resolve))
    running -= 1
  })
  expect([begun, most, running]).toEqual([[1, 2, 3, 4, 5], 2, 0])
})

test('after a fault no more are begun, and those that run are waited for', async () => {
  const begun: number[] = []
  const other = Promise.withResolvers<void>()
  let isOver = false
  const all = inLanes([1, 2, 3], 2, async (number) => {
    begun.push(number)
    if (number === 2) throw new RangeError('no')
    await other.promise
  })
  const ended = expect(all)
    .rejects.toThrow(RangeError)
    .then(() => {
      isOver = true
    })
  await new Promise((resolve) => setImmediate(resolve))
  expect(isOver).toBe(false)
  other.resolve()
  await ended
  expect(begun).toEqual([1, 2])
})
