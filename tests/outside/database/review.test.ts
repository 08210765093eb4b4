import { expect, test } from 'vitest'
import { changeJob } from '../../../src-main/core/job-lifecycle/job-lifecycle.ts'
import { standingOf } from '../../../src-main/core/review-rules/standing.ts'
import type { NewDecision } from '../../../src-main/outside/database/review-records.ts'
import type { StudioStore } from '../../../src-main/outside/database/studio-store.ts'
import type { DecisionKind } from '../../../src-shared/review/review.ts'
import { at, claim, made, make, runningBatch, settle, withReading, withStore } from './stores.ts'

/** A batch of so many finished videos; answers their numbers. */
function finished(store: StudioStore, id: string, videos: number): number[] {
  runningBatch(store, id, videos)
  return Array.from({ length: videos }, () => {
    const { job } = claim(store, id)!
    make(store, job)
    return job.id
  })
}
const shaOf = (store: StudioStore, job: number) => {
  const found = store.job(job)
  if (found.status !== 'done') throw new Error(`job ${job} has no file`)
  return found.output.sha256
}
function say(
  store: StudioStore,
  job: number,
  reviewer: string,
  kind: DecisionKind,
  more: Partial<NewDecision> = {},
): number {
  const decision: NewDecision = {
    job,
    sha256: shaOf(store, job),
    reviewer,
    kind,
    reason: null,
    scope: null,
    words: '',
    at,
    milliseconds: null,
    package: null,
    ...more,
  }
  return store.review.decide(store.job(job).batchId, [decision], standingOf)[0]!
}
const none = { failing: 0, 'approved-once': 0, 'approved-twice': 0, rejected: 0, flagged: 0 }

test('a batch knows how many of its videos stand where, whatever is said and taken back', () =>
  withStore((store) => {
    const [one = 0, two = 0, three = 0] = finished(store, 'b1', 4)
    const stands = () => store.review.ofBatch('b1').stands
    expect(stands()).toEqual(none)
    say(store, one, 'Ada', 'approved')
    say(store, two, 'Ada', 'rejected', { reason: 'text', scope: { what: 'video' } })
    const flagged = say(store, three, 'Ada', 'flagged')
    expect(stands()).toEqual({ ...none, 'approved-once': 1, rejected: 1, flagged: 1 })
    say(store, one, 'Ben', 'approved')
    store.review.undo(flagged, at, standingOf)
    expect(stands()).toEqual({ ...none, 'approved-twice': 1, rejected: 1 })
    expect(store.review.undo(flagged, at, standingOf)).toBe(false)
    store.review.noteInspection(
      'b1',
      { job: three, sha256: shaOf(store, three) },
      { verdict: 'fail', findings: 2, checks: ['picture.black'], risk: 0.9 },
    )
    expect(stands()).toEqual({ ...none, 'approved-twice': 1, rejected: 1, failing: 1 })
    say(store, three, 'Ada', 'approved')
    expect(stands()).toEqual({ ...none, 'approved-twice': 1, rejected: 1, 'approved-once': 1 })
  }))

test('a video that became another file is open again, and as it was when the former file comes back', () =>
  withStore((store) => {
    const [one = 0] = finished(store, 'b1', 1)
    say(store, one, 'Ada', 'approved')
    const stands = () => store.review.ofBatch('b1').stands
    const makeAgain = (sha256: string) => {
      settle(store, store.job(one), { kind: 'retried' })
      expect(stands()).toEqual(none)
      const { job } = claim(store)!
      settle(store, job, { kind: 'made', output: { ...made(job), sha256 }, hash: 'plan', note: null })
    }
    const former = shaOf(store, one)
    makeAgain('another file')
    expect(stands()).toEqual(none)
    expect(store.review.standsOf([one]).size).toBe(0)
    makeAgain(former)
    expect(stands()).toEqual({ ...none, 'approved-once': 1 })
    expect(store.review.standsOf([one]).get(one)).toBe('approved-once')
  }))

test('a video that waits to be made again gets its file back as it was, and counts as no new work', () =>
  withStore((store) => {
    const [one = 0, two = 0] = finished(store, 'b1', 2)
    const before = store.job(one)
    const decision = say(store, one, 'Ada', 'rejected', { scope: { what: 'row' } })
    store.review.addRemakes([
      { decision, job: one },
      { decision, job: two },
    ])
    for (const job of [one, two]) settle(store, store.job(job), { kind: 'retried' })
    claim(store)
    const remakes = store.review.remakes(decision, 0, 10)
    expect(remakes.map(({ job, begun, wanted }) => [job, begun, wanted])).toEqual([
      [one, true, false],
      [two, false, false],
    ])
    const seen = store.batchInHand('b1').seen
    const { former } = remakes[1]!
    store.apply('b1', {
      jobs: [
        changeJob(
          { ...store.job(two), status: 'waiting' },
          { kind: 'kept', output: former.output, hash: former.plan, since: former.since },
        ),
      ],
      batch: null,
      at,
    })
    expect(store.job(two)).toMatchObject({ status: 'done', output: made(store.job(two)) })
    expect(store.batchInHand('b1').seen).toEqual(seen)
    expect(store.batch('b1').counts).toMatchObject({ done: 1, running: 1, waiting: 0 })
    expect(before.status).toBe('done')
  }))

test('what two rejections want again stays wanted when one of them is taken back', () =>
  withStore((store) => {
    const [one = 0] = finished(store, 'b1', 1)
    const [first, second] = ['Ada', 'Ben'].map((who) =>
      say(store, one, who, 'rejected', { scope: { what: 'video' } }),
    ) as [number, number]
    store.review.addRemakes([{ decision: first, job: one }])
    settle(store, store.job(one), { kind: 'retried' })
    store.review.addRemakes([{ decision: second, job: one }])
    store.review.undo(first, at, standingOf)
    expect(store.review.remakes(first, 0, 10)).toMatchObject([{ job: one, begun: false, wanted: true }])
    store.review.undo(second, at, standingOf)
    expect(store.review.remakes(second, 0, 10)).toMatchObject([
      { job: one, wanted: false, former: { output: { bytes: 10 }, plan: expect.any(String) } },
    ])
  }))

test('a file that somebody rejected is not taken over by a later batch', () =>
  withStore((store) => {
    const [one = 0] = finished(store, 'b1', 1)
    runningBatch(store, 'b2', 1)
    const { path } = store.job(one)
    const asked = { outputFolder: '/out', path, hash: `plan of ${path}` }
    expect(store.earlierOutput('b2', asked)).toMatchObject({ madeBy: 'b1' })
    const rejected = say(store, one, 'Ada', 'rejected', { scope: { what: 'video' } })
    expect(store.earlierOutput('b2', asked)).toBeNull()
    store.review.undo(rejected, at, standingOf)
    expect(store.earlierOutput('b2', asked)).toMatchObject({ madeBy: 'b1' })
  }))

test('comments are counted, changed, removed and brought back', () =>
  withReading(async (reading, store) => {
    const [one = 0] = finished(store, 'b1', 1)
    const counted = async () => (await reading.ask('review.items', asked)).items[0]!.comments
    const comment = store.review.addComment('b1', {
      job: one,
      sha256: shaOf(store, one),
      reviewer: 'Ada',
      from: 3,
      to: 9,
      region: { x: 1, y: 2, width: 3, height: 4 },
      words: "'); DROP TABLE comments; --",
      at,
      package: null,
    })
    expect(comment).toMatchObject({
      from: 3,
      to: 9,
      region: { x: 1, y: 2, width: 3, height: 4 },
      removedAt: null,
    })
    expect(store.review.changeComment(comment.id, 'Too dark.').words).toBe('Too dark.')
    expect(await counted()).toBe(1)
    // By two people at once: it is one comment less.
    for (const _ of [1, 2]) expect(store.review.removeComment(comment.id, at).removedAt).toBe(at)
    expect(await counted()).toBe(0)
    expect(store.review.removeComment(comment.id, null)).toMatchObject({
      removedAt: null,
      words: 'Too dark.',
    })
    expect(await counted()).toBe(1)
    expect(() => store.review.comment(99)).toThrow(expect.objectContaining({ code: 'comment.not-found' }))
    expect(() => store.review.decision(99)).toThrow(expect.objectContaining({ code: 'decision.not-found' }))
  }))

const asked = {
  batch: 'b1',
  sample: null,
  filter: {},
  sort: { by: 'table', descending: false },
  approvals: 1,
  offset: 0,
  limit: 100,
  order: null,
} as const

test('the list finds videos by state, verdict, check, reviewer and text, and sorts by risk', () =>
  withReading(async (reading, store) => {
    const [one = 0, two = 0, three = 0, four = 0] = finished(store, 'b1', 4)
    say(store, one, 'Ada', 'approved')
    say(store, two, 'Ben', 'rejected', { scope: { what: 'video' } })
    for (const [job, verdict, risk] of [
      [three, 'fail', 0.9],
      [four, 'warn', 0.4],
    ] as const)
      store.review.noteInspection(
        'b1',
        { job, sha256: shaOf(store, job) },
        { verdict, findings: 1, checks: ['picture.black'], risk },
      )
    const numbers = async (more: object) =>
      (await reading.ask('review.numbers', { ...asked, ...more })).numbers
    expect(await numbers({})).toEqual([one, two, three, four])
    expect(await numbers({ filter: { state: ['approved'] } })).toEqual([one])
    expect(await numbers({ filter: { state: ['rejected'] } })).toEqual([two, three])
    expect(await numbers({ filter: { state: ['open'] } })).toEqual([four])
    expect(await numbers({ filter: { state: ['open'] }, approvals: 2 })).toEqual([one, four])
    expect(await numbers({ filter: { verdict: ['none'] } })).toEqual([one, two])
    expect(await numbers({ filter: { check: ['picture.black', 'sound.silent'] } })).toEqual([three, four])
    expect(await numbers({ filter: { reviewer: [' ADA'] } })).toEqual([one])
    expect(await numbers({ filter: { text: 'k3' } })).toEqual([three])
    expect(await numbers({ filter: { text: '%' } })).toEqual([])
    expect(await numbers({ sort: { by: 'risk', descending: false } })).toEqual([three, four, one, two])
    expect(await numbers({ sort: { by: 'name', descending: true } })).toEqual([four, three, two, one])
    const { items } = await reading.ask('review.items', asked)
    expect(items.map(({ state, approvals, findings }) => [state, approvals, findings])).toEqual([
      ['approved', 1, 0],
      ['rejected', 0, 0],
      ['rejected', 0, 1],
      ['open', 0, 1],
    ])
    expect(items[1]!.decisions).toMatchObject([
      { reviewer: 'Ben', kind: 'rejected', scope: { what: 'video' } },
    ])
  }))

test('a page keeps its order while videos are decided on, until it is asked for anew', () =>
  withReading(async (reading, store) => {
    const jobs = finished(store, 'b1', 3)
    const open = { ...asked, filter: { state: ['open' as const] } }
    const first = await reading.ask('review.items', open)
    say(store, jobs[0]!, 'Ada', 'approved')
    const again = await reading.ask('review.items', { ...open, order: first.order })
    expect(again.items.map(({ job, state }) => [job.id, state])).toEqual([
      [jobs[0], 'approved'],
      [jobs[1], 'open'],
      [jobs[2], 'open'],
    ])
    expect((await reading.ask('review.items', open)).total).toBe(2)
  }))
