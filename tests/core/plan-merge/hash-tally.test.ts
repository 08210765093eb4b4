import { expect, test } from 'vitest'
import { createHashTally } from '../../../src-main/core/plan-merge/hash-tally.ts'
import fc from '../../helpers/at-random.ts'

test('hashes are counted like a plain list would be, however many there are and however alike', () => {
  // Few values, so that hashes come again, share a half, or fall into one place of the table.
  const half = fc.oneof(
    fc.constantFrom(0, 1, 1024, 2048, 0xffffffff),
    fc.integer({ min: 0, max: 0xffffffff }),
  )
  const meetings = fc.array(fc.tuple(half, half, fc.integer({ min: 0, max: 65_535 })), { maxLength: 3_000 })
  fc.assert(
    fc.property(meetings, (list) => {
      const tally = createHashTally()
      const plain = new Map<string, { tag: number; times: number }>()
      for (const [high, low, tag] of list) {
        const known = plain.get(`${high} ${low}`)
        expect(tally.count(high, low, tag)).toBe(known === undefined ? -1 : known.tag)
        if (known === undefined) plain.set(`${high} ${low}`, { tag, times: 1 })
        else known.times += 1
      }
      const seen: string[] = []
      tally.each((tag, times) => seen.push(`${tag} ${times}`))
      expect(seen.sort()).toEqual([...plain.values()].map(({ tag, times }) => `${tag} ${times}`).sort())
      expect(tally.size()).toBe(plain.size)
    }),
    { numRuns: 60 },
  )
})

test('a table of two hundred thousand artifacts keeps each of them', () => {
  const tally = createHashTally()
  const many = 200_000
  const met = [0, 0]
  for (let round = 0; round < 2; round += 1)
    for (let index = 0; index < many; index += 1)
      if (tally.count(Math.imul(index, 0x9e3779b1) >>> 0, index, index % 7) !== -1) met[round]! += 1
  expect(met).toEqual([0, many])
  expect(tally.size()).toBe(many)
  let twice = 0
  tally.each((_tag, times) => {
    if (times === 2) twice += 1
  })
  expect(twice).toBe(many)
})
