import { expect, test } from 'vitest'
import { standingOf, standOf } from '../../../src-main/core/review-rules/standing.ts'
import { verdicts } from '../../../src-shared/quality/inspection.ts'
import {
  type Decision,
  decisionKinds,
  foldedName,
  reviewerName,
  reviewStateOf,
} from '../../../src-shared/review/review.ts'
import fc from '../../helpers/at-random.ts'

let numbers = 0
const said = (
  reviewer: string,
  kind: Decision['kind'],
  more: Partial<Pick<Decision, 'sha256' | 'undoneAt'>> = {},
) => ({ id: ++numbers, reviewer, kind, sha256: 'this', undoneAt: null, ...more })
const stateOf = (decisions: ReturnType<typeof said>[], approvals: number, verdict: 'fail' | null = null) =>
  reviewStateOf(standOf(standingOf(decisions, 'this'), verdict), approvals)

test('a video that nobody said anything of is open, and rejected when the checks failed it', () => {
  expect(stateOf([], 1)).toBe('open')
  expect(stateOf([], 1, 'fail')).toBe('rejected')
  expect(stateOf([said('Ada', 'approved')], 1, 'fail')).toBe('approved')
})

test('two people have to approve where two are asked for, and one twice is one', () => {
  expect(stateOf([said('Ada', 'approved')], 2)).toBe('open')
  expect(stateOf([said('Ada', 'approved'), said('  ADA ', 'approved')], 2)).toBe('open')
  expect(stateOf([said('Ada', 'approved'), said('Ben', 'approved')], 2)).toBe('approved')
})

test('a person is who it is however the name is spelled: case, width, blanks', () => {
  expect(foldedName('  Ａda   Lovelace ')).toBe(foldedName('ada lovelace'))
  expect(foldedName('Ada')).not.toBe(foldedName('Äda'))
})

test('signs that nobody sees, and capitals that stand for two letters, make nobody a second person', () => {
  for (const same of ['Ada\u200b', '\ufeffAda', 'A\u00adda', '\u202eAda\u202c', 'Ada\ufe0f'])
    expect(foldedName(same), JSON.stringify(same)).toBe('ada')
  expect(foldedName('STRAUSS')).toBe(foldedName('Strauß'))
  expect(foldedName('Ada\tLovelace\n')).toBe('ada lovelace')
  expect(reviewerName.safeParse('\u200b\u2060').success).toBe(false)
  expect(stateOf([said('Ada', 'approved'), said('A\u200dda', 'approved')], 2)).toBe('open')
})

test('one rejection outweighs any approvals, and a flag wants somebody else', () => {
  expect(stateOf([said('Ada', 'approved'), said('Ben', 'rejected'), said('Cy', 'approved')], 2)).toBe(
    'rejected',
  )
  expect(stateOf([said('Ada', 'approved'), said('Ben', 'flagged')], 1)).toBe('flagged')
})

test('what counts is the last that each person said; what was undone or said of another file does not', () => {
  expect(stateOf([said('Ada', 'rejected'), said('Ada', 'approved')], 1)).toBe('approved')
  expect(stateOf([said('Ada', 'approved'), said('Ada', 'rejected', { undoneAt: 'now' })], 1)).toBe('approved')
  expect(stateOf([said('Ada', 'rejected', { sha256: 'the one before' })], 1)).toBe('open')
})

test('for anything said in any order: the last words decide, and more approvals asked for never approve more', () => {
  const decision = fc.record({
    reviewer: fc.constantFrom('Ada', 'ada ', 'Ben', 'Cy'),
    kind: fc.constantFrom(...decisionKinds),
    sha256: fc.constantFrom('this', 'other'),
    undone: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(decision, { maxLength: 12 }), fc.constantFrom(null, ...verdicts), (all, verdict) => {
      const decisions = all.map(({ undone, ...one }, place) => ({
        ...one,
        id: place + 1,
        undoneAt: undone ? 'then' : null,
      }))
      const standing = standingOf(decisions, 'this')
      const counting = decisions.filter((one) => one.sha256 === 'this' && one.undoneAt === null)
      const people = new Set(counting.map(({ reviewer }) => foldedName(reviewer)))
      expect(standing.approvals + standing.rejections + standing.flags).toBe(people.size)
      // The order in which they come in makes no difference.
      expect(standingOf([...decisions].reverse(), 'this')).toEqual(standing)
      const stand = standOf(standing, verdict)
      const [one, two] = [reviewStateOf(stand, 1), reviewStateOf(stand, 2)]
      if (two === 'approved') expect(one).toBe('approved')
      expect(one === 'rejected').toBe(standing.rejections > 0 || (people.size === 0 && verdict === 'fail'))
    }),
  )
})
