import { expect, test } from 'vitest'
import { createRenderFarm, type FarmWork } from '../../../src-main/services/render-farm/render-farm.ts'

/** Work that ends when the test says so. */
function held(group: string) {
  let end: () => void = () => {}
  let fail: (error: Error) => void = () => {}
  const state = { begun: false, aborted: false }
  const work: FarmWork = {
    group,
    run: (signal) =>
      new Promise((resolve, reject) => {
        state.begun = true
        end = resolve
        fail = reject
        signal.addEventListener('abort', () => {
          state.aborted = true
          resolve()
        })
      }),
  }
  return { work, state, end: () => end(), fail: (error: Error) => fail(error) }
}
function farmOf(slots: number, queue: FarmWork[]) {
  const faults: [unknown, string | null][] = []
  const farm = createRenderFarm({
    slots,
    next: () => queue.shift() ?? null,
    onFault: (error, group) => faults.push([error, group]),
  })
  return { farm, faults }
}
const settled = () => new Promise(setImmediate)

test('a slot takes the next piece of work as soon as it is free', async () => {
  const pieces = [held('a'), held('a'), held('a')]
  const { farm } = farmOf(
    2,
    pieces.map(({ work }) => work),
  )
  farm.wake()
  expect(pieces.map(({ state }) => state.begun)).toEqual([true, true, false])
  pieces[1]!.end()
  await settled()
  expect(pieces[2]!.state.begun).toBe(true)
  expect(farm.running()).toBe(2)
  await farm.end('a')
})

test('ending a batch calls off its own work and leaves the others alone', async () => {
  const [one, two, three] = [held('a'), held('b'), held('a')]
  const { farm } = farmOf(3, [one!.work, two!.work, three!.work])
  farm.wake()
  await farm.end('a')
  expect([one!.state.aborted, two!.state.aborted, three!.state.aborted]).toEqual([true, false, true])
  expect(farm.running()).toBe(1)
  await farm.end('b')
})

test('work whose outcome cannot be written is told as a fault, and the slot is free again', async () => {
  const [one, two] = [held('a'), held('a')]
  const { farm, faults } = farmOf(1, [one!.work, two!.work])
  farm.wake()
  const error = new Error('the disk is full')
  one!.fail(error)
  await settled()
  expect(faults).toEqual([[error, 'a']])
  expect(two!.state.begun).toBe(true)
  await farm.end('a')
})

test('a claim that fails is told as a fault and does not loop', () => {
  const faults: unknown[] = []
  const farm = createRenderFarm({
    slots: 4,
    next: () => {
      throw new Error('the store is gone')
    },
    onFault: (error) => faults.push(error),
  })
  farm.wake()
  expect(faults).toHaveLength(1)
})
