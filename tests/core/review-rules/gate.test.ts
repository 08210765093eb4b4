import { expect, test } from 'vitest'
import { countsOf, gateOf } from '../../../src-main/core/review-rules/gate.ts'
import type { ReviewCounts } from '../../../src-shared/review/review.ts'

const counts = (changes: Partial<ReviewCounts> = {}): ReviewCounts => ({
  videos: 10,
  coming: 0,
  open: 0,
  approved: 10,
  rejected: 0,
  flagged: 0,
  ...changes,
})
type Asked = Parameters<typeof gateOf>[0]
const gate = (changes: Partial<Asked> = {}) =>
  gateOf({
    approvals: 1,
    own: false,
    status: 'finished',
    counts: counts(),
    sample: null,
    approvedAt: null,
    byWord: false,
    ...changes,
  })

test('a batch may go out when nobody has to approve, and when each of its videos was approved', () => {
  expect(gate({ approvals: 0, counts: counts({ open: 10, approved: 0 }) })).toMatchObject({ open: true })
  expect(gate()).toMatchObject({ open: true, basis: 'all', why: 'Each video was approved by a person.' })
})

test('the gate says what keeps it shut', () => {
  expect(gate({ counts: counts({ open: 2, approved: 8 }) })).toMatchObject({
    open: false,
    why: 'Still to be approved: 2 videos.',
  })
  expect(gate({ approvals: 2, counts: counts({ open: 1, approved: 9 }) }).why).toBe(
    'Still to be approved, by two people each: 1 video.',
  )
  expect(gate({ counts: counts({ rejected: 1, approved: 9 }) }).why).toBe('Rejected: 1 video.')
  expect(gate({ counts: counts({ flagged: 3, approved: 7 }) }).why).toBe(
    'Flagged, for somebody else to look: 3 videos.',
  )
  expect(gate({ status: 'running' }).open).toBe(false)
  expect(gate({ counts: counts({ videos: 0, approved: 0 }) }).open).toBe(false)
})

test("a person's word opens the gate whatever is still open", () => {
  expect(gate({ counts: counts({ open: 10, approved: 0 }), approvedAt: 'then', byWord: true })).toMatchObject(
    {
      open: true,
      why: 'A person approved of the batch.',
    },
  )
})

test('a gate that review opened is no word that outlasts what is taken back', () => {
  const taken = counts({ open: 1, approved: 9 })
  expect(gate({ counts: taken, approvedAt: 'then', byWord: false }).open).toBe(false)
})

test('of a sample only its videos have to be approved, and nothing elsewhere may be rejected', () => {
  const whole = counts({ open: 7, approved: 3 })
  const sample = { counts: counts({ videos: 3, approved: 3 }), accept: null }
  expect(gate({ counts: whole, sample })).toMatchObject({ open: true, basis: 'sample' })
  expect(gate({ counts: counts({ open: 6, approved: 3, rejected: 1 }), sample }).open).toBe(false)
})

test('a lot is accepted with as many rejected in its sample as the plan allows, and not with one more', () => {
  const of = (rejected: number) =>
    gate({
      counts: counts({ videos: 100, open: 92, approved: 8 - rejected, rejected }),
      sample: { counts: counts({ videos: 8, approved: 8 - rejected, rejected }), accept: 1 },
    }).open
  expect([of(0), of(1), of(2)]).toEqual([true, true, false])
})

test('videos that nobody said anything of are open; one approval is none where two are asked for', () => {
  const kept = { 'approved-once': 2, 'approved-twice': 3, rejected: 1, flagged: 1, failing: 1 }
  expect(countsOf(20, 4, kept, 1)).toEqual({
    videos: 20,
    coming: 4,
    open: 12,
    approved: 5,
    rejected: 2,
    flagged: 1,
  })
  expect(countsOf(20, 4, kept, 2)).toMatchObject({ open: 14, approved: 3 })
})
