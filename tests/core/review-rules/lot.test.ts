import { expect, test } from 'vitest'
import { type Looked, lotVerdict, saysOfSample } from '../../../src-main/core/review-rules/lot.ts'

/** 80 of 1,000 videos, of which 2 may be bad. */
const looked = (approved: number, rejected: number, more: Partial<Looked> = {}): Looked => ({
  lot: 1_000,
  size: 80,
  accept: 2,
  reject: 3,
  approved,
  rejected,
  ...more,
})

test.each([
  ['nobody looked yet', 0, 0, null],
  ['all but three are good, and those three could be too many', 77, 0, null],
  ['two are left, and may be bad', 78, 0, 'accepted'],
  ['one is bad, one is left', 78, 1, 'accepted'],
  ['one is bad, two are left', 77, 1, null],
  ['all were looked at, two are bad', 78, 2, 'accepted'],
  ['three are bad, and nobody looked at the others', 0, 3, 'rejected'],
  ['all were looked at, three are bad', 77, 3, 'rejected'],
] as const)('%s', (_says, approved, rejected, verdict) => {
  expect(lotVerdict(looked(approved, rejected))).toBe(verdict)
})

test('a plan that judges no lot never has a verdict', () => {
  const plain = looked(80, 0, { accept: null, reject: null })
  expect(lotVerdict(plain)).toBeNull()
  expect(saysOfSample(plain)).toBe('Looked at: 80 of 80. Rejected: 0.')
})

test('what follows from a lot that is not accepted is said: the whole batch is looked at, or mended', () => {
  expect(saysOfSample(looked(10, 3))).toBe(
    'The lot is not accepted. Looked at: 13 of 80. Rejected: 3, allowed: 2. Look at every video of the batch, have the bad ones made again, then draw a new sample.',
  )
  expect(saysOfSample(looked(70, 3, { lot: 80 }))).toContain('Every video is in the sample')
  expect(saysOfSample(looked(78, 2))).toContain('The lot is accepted.')
  expect(saysOfSample(looked(1, 1))).toContain('The lot is not decided yet.')
})
