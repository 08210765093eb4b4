import { expect, test } from 'vitest'
import { parseRate, rate } from '../../../src-shared/templates/formats.ts'

test.each([
  [30, 30, 1],
  [29.97, 30000, 1001],
  [23.976, 24000, 1001],
  [59.94, 60000, 1001],
  [12.5, 25, 2],
  ['30000/1001', 30000, 1001],
  ['50/2', 25, 1],
])('%s is exactly %i/%i frames a second', (given, num, den) => {
  expect(parseRate(given)).toEqual({ num, den })
})

test.each([0, -5, 0.5, 241, 29.12345, '30/0', '0/1', '99999/1', 'thirty'])('%s is no rate', (given) => {
  expect(rate.safeParse(given).success).toBe(false)
})
