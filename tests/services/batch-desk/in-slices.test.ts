import { expect, test } from 'vitest'
import { inSlices } from '../../../src-main/services/batch-desk/in-slices.ts'

test('while very many videos are changed, whoever else has something to do gets a turn after each slice', async () => {
  const order: string[] = []
  let left = 3
  const changing = inSlices(() => {
    if (left === 0) return 0
    left -= 1
    order.push('slice')
    // Something that came meanwhile: a click, an event, a video that was finished.
    setImmediate(() => order.push('other'))
    return 500
  })
  expect(await changing).toBe(1_500)
  expect(order).toEqual(['slice', 'other', 'slice', 'other', 'slice', 'other'])
})

test('what goes wrong in a slice ends the rest, and is told', async () => {
  let calls = 0
  const step = () => {
    calls += 1
    if (calls === 2) throw new Error('full')
    return 1
  }
  await expect(inSlices(step)).rejects.toThrow('full')
  expect(calls).toBe(2)
})
