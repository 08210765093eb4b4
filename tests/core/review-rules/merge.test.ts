import { expect, test } from 'vitest'
import { type KnownVideo, mergeComment, mergeDecision } from '../../../src-main/core/review-rules/merge.ts'
import type { SaidComment, SaidDecision } from '../../../src-shared/review/package.ts'
import type { Comment, Decision } from '../../../src-shared/review/review.ts'

const [sent, other] = ['a'.repeat(64), 'b'.repeat(64)]
const back = { package: 'p1', reviewer: 'Ben', ahead: 0 }
const video = (changes: Partial<KnownVideo> = {}): KnownVideo => ({
  sent,
  now: sent,
  decisions: [],
  comments: [],
  ...changes,
})
const said = (changes: Partial<SaidDecision> = {}): SaidDecision => ({
  job: 1,
  sha256: sent,
  kind: 'approved',
  reason: null,
  scope: null,
  words: '',
  at: '2026-11-22T10:00:00.000Z',
  milliseconds: null,
  ...changes,
})
const kept = (changes: Partial<Decision> = {}): Decision => ({
  ...said(),
  kind: 'approved',
  id: 1,
  reviewer: 'Ben',
  package: 'p1',
  undoneAt: null,
  ...changes,
})

test('a decision on a file that was sent out and still lies there is taken', () => {
  expect(mergeDecision(said(), back, video())).toMatchObject({ outcome: 'taken', conflict: null, why: null })
})

test('what was taken before is known, also when it was taken back in the studio since', () => {
  expect(mergeDecision(said(), back, video({ decisions: [kept()] })).outcome).toBe('known')
  const undone = video({ decisions: [kept({ undoneAt: '2026-11-22T11:00:00.000Z' })] })
  expect(mergeDecision(said(), back, undone)).toMatchObject({
    outcome: 'known',
    why: 'It was taken back in the studio since.',
  })
})

test('what the same person said later, wherever, is not overwritten', () => {
  const later = kept({ package: null, kind: 'rejected', reviewer: ' BEN', at: '2026-11-22T10:30:00.000Z' })
  expect(mergeDecision(said(), back, video({ decisions: [later] })).outcome).toBe('older')
  const earlier = kept({ package: null, kind: 'rejected', at: '2026-11-22T09:00:00.000Z' })
  // Nobody disagrees with what they said before.
  expect(mergeDecision(said(), back, video({ decisions: [earlier] }))).toMatchObject({
    outcome: 'taken',
    conflict: null,
  })
})

test('a clock that is ahead makes nothing later than it was, and what it said is known again', () => {
  const day = 86_400_000
  const ahead = { ...back, ahead: day }
  const inStudio = kept({ package: null, kind: 'rejected', at: '2026-11-22T10:30:00.000Z' })
  const word = said({ at: '2026-11-23T10:00:00.000Z' })
  expect(mergeDecision(word, ahead, video({ decisions: [inStudio] })).outcome).toBe('older')

  // It came back an hour ago, reckoned back; then the reviewer says otherwise, by a clock that was put right or in the studio.
  const before = kept({ at: '2026-11-22T10:00:00.000Z', saidAt: '2026-11-23T10:00:00.000Z' })
  const known = video({ decisions: [before] })
  expect(mergeDecision(word, { ...ahead, ahead: day / 2 }, known).outcome).toBe('known')
  const anew = said({ kind: 'rejected', at: '2026-11-22T10:20:00.000Z' })
  expect(mergeDecision(anew, { ...back, package: 'p2' }, known).outcome).toBe('taken')
  // Of one package all is by one clock.
  const next = said({ kind: 'rejected', at: '2026-11-23T09:00:00.000Z' })
  expect(mergeDecision(next, ahead, known).outcome).toBe('older')
  const withdrawn = said({ kind: 'withdrawn', at: '2026-11-23T11:00:00.000Z' })
  expect(mergeDecision(withdrawn, ahead, known)).toMatchObject({ outcome: 'withdrawn', withdraws: [1] })
})

test('two people who disagree are both kept, and shown', () => {
  const ada = kept({ reviewer: 'Ada', kind: 'rejected', package: null, at: '2026-11-22T12:00:00.000Z' })
  expect(mergeDecision(said(), back, video({ decisions: [ada] }))).toMatchObject({
    outcome: 'taken',
    conflict: 'disagree',
    why: 'Ben approved of it and Ada rejected it: it counts as rejected until one of them says otherwise.',
  })
  const flagged = video({ decisions: [kept({ reviewer: 'Ada', kind: 'flagged' })] })
  expect(mergeDecision(said(), back, flagged).conflict).toBeNull()
})

test('a video that became another file since keeps the decision with the file that was seen', () => {
  expect(mergeDecision(said(), back, video({ now: other }))).toMatchObject({
    outcome: 'taken',
    conflict: 'changed',
  })
  expect(mergeDecision(said(), back, video({ now: null })).conflict).toBe('changed')
})

test('a video that was not in the package, and a file that was not sent out, are refused', () => {
  expect(mergeDecision(said(), back, video({ sent: null })).outcome).toBe('refused')
  expect(mergeDecision(said({ sha256: other }), back, video()).outcome).toBe('refused')
})

test('a reviewer takes back what an earlier file said, and only that', () => {
  const decisions = [
    kept({ id: 1 }),
    kept({ id: 2, reviewer: 'Ada' }),
    kept({ id: 3, package: null }),
    kept({ id: 4, at: '2026-11-22T10:30:00.000Z' }),
  ]
  const withdrawn = said({ kind: 'withdrawn', at: '2026-11-22T10:10:00.000Z' })
  expect(mergeDecision(withdrawn, back, video({ decisions }))).toMatchObject({
    outcome: 'withdrawn',
    withdraws: [1],
  })
  expect(mergeDecision(withdrawn, back, video()).outcome).toBe('known')
})

test('a comment that comes twice is taken once', () => {
  const comment: SaidComment = {
    job: 1,
    sha256: sent,
    from: 3,
    to: 4,
    region: null,
    words: 'Cut off',
    at: '2026-11-22T10:00:00.000Z',
  }
  expect(mergeComment(comment, back, video()).outcome).toBe('taken')
  const known: Comment = { ...comment, id: 1, reviewer: 'Ben', package: 'p1', removedAt: null }
  expect(mergeComment(comment, back, video({ comments: [known] })).outcome).toBe('known')
  const elsewhere = { ...comment, from: 9, to: 10 }
  expect(mergeComment(elsewhere, back, video({ comments: [known] })).outcome).toBe('taken')
})
