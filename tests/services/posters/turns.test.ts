import { expect, test } from 'vitest'
import { latestFirst } from '../../../src-main/services/posters/turns.ts'

test('two at a time, what was asked for last comes first, and what waits behind too many is given up', async () => {
  const turns = latestFirst({ most: 2, mostWaiting: 2, gaveUp: () => new Error('given up') })
  const begun: number[] = []
  const ends: (() => void)[] = []
  const asked = [0, 1, 2, 3, 4].map((name) =>
    turns(
      () =>
        new Promise<number>((resolve) => {
          begun.push(name)
          ends.push(() => resolve(name))
        }),
    ),
  )
  expect(begun).toEqual([0, 1])
  await expect(asked[2]).rejects.toThrow('given up')
  ends[0]!()
  await expect(asked[0]).resolves.toBe(0)
  await expect.poll(() => begun).toEqual([0, 1, 4])
  ends[1]!()
  await expect.poll(() => begun).toEqual([0, 1, 4, 3])
  for (const end of ends) end()
  await expect(Promise.all([asked[1], asked[3], asked[4]])).resolves.toEqual([1, 3, 4])
})
