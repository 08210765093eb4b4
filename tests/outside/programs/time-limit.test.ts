import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { timeLimit } from '../../../src-main/outside/programs/time-limit.ts'

afterEach(() => void vi.restoreAllMocks())

describe('a limit of time', () => {
  test('is over once', async () => {
    let over = 0
    timeLimit(20, () => over++)
    await sleep(100)
    expect(over).toBe(1)
  })

  test('begins anew with each sign of life, and can be called off', async () => {
    let over = 0
    const limit = timeLimit(500, () => over++)
    for (let sign = 0; sign < 6; sign++) {
      await sleep(100)
      limit.refresh()
    }
    expect(over).toBe(0)
    limit.clear()
    await sleep(600)
    expect(over).toBe(0)
  })

  test('does not count the night that the machine slept', async () => {
    let over = 0
    const limit = timeLimit(1_000, () => over++)
    const now = performance.now.bind(performance)
    const asleep = 8 * 3_600_000
    vi.spyOn(performance, 'now').mockImplementation(() => now() + asleep)
    await sleep(1_100)
    expect(over).toBe(0)
    await expect.poll(() => over).toBe(1)
    limit.clear()
  })
})
