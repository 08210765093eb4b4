import { expect, test } from 'vitest'
import { cohensKappa, fleissKappa } from '../../../src-main/core/review-rules/agreement.ts'
import { type SaidOfFile, statisticsOf } from '../../../src-main/core/review-rules/statistics.ts'
import { type DecisionKind, decisionKinds } from '../../../src-shared/review/review.ts'
import { riskOf } from '../../../src-shared/review/risk.ts'
import fc from '../../helpers/at-random.ts'

const times = <T>(many: number, one: T): T[] => Array.from({ length: many }, () => one)
const pair = (first: DecisionKind, second: DecisionKind) => [first, second] as const

test("Cohen's kappa of the example of every textbook: 20 both yes, 15 both no, 5 and 10 apart, is 0.4", () => {
  const pairs = [
    ...times(20, pair('approved', 'approved')),
    ...times(5, pair('approved', 'rejected')),
    ...times(10, pair('rejected', 'approved')),
    ...times(15, pair('rejected', 'rejected')),
  ]
  expect(cohensKappa(pairs)).toBeCloseTo(0.4, 10)
})

test('where there is nothing to compare, or always one answer, there is no kappa', () => {
  expect(cohensKappa([])).toBeNull()
  expect(cohensKappa(times(5, pair('approved', 'approved')))).toBeNull()
  expect(fleissKappa([new Map([['ada', 'approved' as const]])])).toBeNull()
})

const opinions = (...kinds: DecisionKind[]) => new Map(kinds.map((kind, place) => [`p${place}`, kind]))

test("Fleiss' kappa, reckoned by hand: three people, four videos", () => {
  // Agreement of the videos: 1, 1/3, 1, 1/3; mean 2/3. Approved 7 of 12, rejected 5 of 12: by chance 74/144.
  const files = [
    opinions('approved', 'approved', 'approved'),
    opinions('approved', 'approved', 'rejected'),
    opinions('rejected', 'rejected', 'rejected'),
    opinions('approved', 'approved', 'rejected'),
  ]
  const byChance = (7 / 12) ** 2 + (5 / 12) ** 2
  expect(fleissKappa(files)).toBeCloseTo((2 / 3 - byChance) / (1 - byChance), 10)
})

test('people who always agree have a kappa of 1, and none is ever above it', () => {
  const kind = fc.constantFrom(...decisionKinds)
  fc.assert(
    fc.property(fc.array(fc.tuple(kind, kind), { minLength: 1, maxLength: 40 }), (pairs) => {
      for (const kappa of [cohensKappa(pairs), fleissKappa(pairs.map((both) => opinions(...both)))]) {
        if (kappa === null) continue
        expect(kappa).toBeLessThanOrEqual(1 + 1e-9)
        expect(Math.abs(kappa - 1) < 1e-9).toBe(pairs.every(([one, other]) => one === other))
      }
    }),
  )
})

const said = (
  job: number,
  person: string,
  kind: DecisionKind,
  more: Partial<SaidOfFile> = {},
): SaidOfFile => ({
  job,
  sha256: `file ${job}`,
  reviewer: person,
  person,
  kind,
  reason: null,
  milliseconds: null,
  verdict: null,
  checks: [],
  ...more,
})

test('statistics tell the time per video, reasons, and what people saw and checks did not', () => {
  const found = statisticsOf([
    said(1, 'Ada', 'approved', { milliseconds: 2_000, verdict: 'pass' }),
    said(1, 'Ben', 'rejected', { milliseconds: 4_000, verdict: 'pass', reason: 'text' }),
    said(2, 'Ada', 'rejected', {
      milliseconds: 9_000,
      verdict: 'fail',
      reason: 'picture',
      checks: ['picture.black'],
    }),
    said(2, 'Ben', 'rejected', { verdict: 'fail', reason: 'text', checks: ['picture.black'] }),
    said(3, 'Ada', 'approved', { verdict: 'fail', checks: ['picture.frozen'] }),
    said(4, 'Ada', 'rejected', { reason: 'brand' }),
  ])
  expect(found).toMatchObject({
    decisions: 6,
    videos: 4,
    medianSeconds: 4,
    meanSeconds: 5,
    reasons: [
      { reason: 'text', decisions: 2 },
      { reason: 'picture', decisions: 1 },
      { reason: 'brand', decisions: 1 },
    ],
    found: { byBoth: 1, missed: 1, unchecked: 1, overruled: 1 },
    missedReasons: [{ reason: 'text', videos: 1 }],
    overruledChecks: [{ check: 'picture.frozen', videos: 1 }],
  })
  expect(found.agreement).toMatchObject({
    videos: 2,
    pairs: [{ first: 'Ada', second: 'Ben', videos: 2, agreed: 1 }],
  })
  expect(found.reviewers.map(({ reviewer, decisions, rejected }) => [reviewer, decisions, rejected])).toEqual(
    [
      ['Ada', 4, 2],
      ['Ben', 2, 2],
    ],
  )
})

test('of who said two things of one file the last counts for agreement', () => {
  const found = statisticsOf([
    said(1, 'Ada', 'rejected'),
    said(1, 'Ada', 'approved'),
    said(1, 'Ben', 'approved'),
  ])
  expect(found.agreement.pairs[0]).toMatchObject({ videos: 1, agreed: 1 })
})

test('every sign raises the risk, none makes it more than certain, and a failed check outweighs what is only rare', () => {
  const nothing = {
    verdict: null,
    findings: [],
    rarity: 0,
    length: 0,
    newTemplate: false,
    fallback: false,
  }
  expect(riskOf(nothing)).toBe(0)
  const share = fc.double({ min: 0, max: 1, noNaN: true })
  fc.assert(
    fc.property(share, share, fc.boolean(), fc.boolean(), (rarity, length, newTemplate, fallback) => {
      const plain = riskOf({ ...nothing, rarity, length, newTemplate, fallback })
      const failed = riskOf({
        verdict: 'fail',
        findings: [{ severity: 'error' }],
        rarity,
        length,
        newTemplate,
        fallback,
      })
      expect(plain).toBeGreaterThanOrEqual(0)
      expect(failed).toBeLessThanOrEqual(1)
      expect(failed).toBeGreaterThan(plain)
      expect(riskOf({ ...nothing, verdict: 'fail', findings: [{ severity: 'error' }] })).toBeGreaterThan(
        plain,
      )
    }),
  )
})
