import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { systemClock } from '../../../src-main/outside/clock/clock.ts'
import { createReadingThread } from '../../../src-main/outside/database/reading-thread.ts'
import { removeArtifacts } from '../../../src-main/services/artifact-store/artifact-folders.ts'
import type { ReviewDeskNeeds } from '../../../src-main/services/review-desk/needs.ts'
import { createReviewDesk, type ReviewDesk } from '../../../src-main/services/review-desk/review-desk.ts'
import { type CommandPayload, commands } from '../../../src-shared/contract/commands.ts'
import type { RejectionScope } from '../../../src-shared/review/review.ts'
import { projectRoot } from '../../helpers/project-root.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'
import { type FakeRow, type FakeStudio, withStudio } from '../batch-desk/fake-studio.ts'

type Reviewed = {
  studio: FakeStudio
  desk: ReviewDesk
  /** Another desk of the same studio. */
  deskWith(more: Partial<ReviewDeskNeeds>): ReviewDesk
  id: string
  jobs: number[]
}

/** A finished batch in two languages, and its review desk. */
const withReview = (rows: FakeRow[], work: (reviewed: Reviewed) => Promise<void>) =>
  withStudio(async (studio, folder) => {
    const studioFolder = join(folder, 'studio')
    const reading = createReadingThread({
      path: join(studioFolder, 'studio.sqlite'),
      statements: join(projectRoot, 'src-main/outside/database/statements'),
    })
    const needs: ReviewDeskNeeds = {
      store: studio.store,
      reading,
      clock: systemClock,
      log: studio.log,
      announcer: studio.announcer,
      queue: studio.desk.queue,
      papersOf: studio.desk.papersOf,
      removeArtifacts: (hashes) => removeArtifacts(studioFolder, hashes),
    }
    const desks: ReviewDesk[] = []
    const deskWith = (more: Partial<ReviewDeskNeeds>) => {
      const opened = createReviewDesk({ ...needs, ...more })
      desks.push(opened)
      return opened
    }
    const desk = deskWith({})
    try {
      const { batch: id } = await studio.start({ data: studio.table('t.csv', rows) })
      await studio.until(id, 'finished')
      await studio.until(id)
      await work({ studio, desk, deskWith, id, jobs: numbersOf(studio, id) })
    } finally {
      for (const each of desks) each.close()
      await studio.desk.stop()
      await reading.close()
    }
  })

const numbersOf = ({ store }: FakeStudio, id: string) =>
  store.jobs(id, undefined, 0, 1_000).jobs.map((job) => job.id)
const say = (
  desk: ReviewDesk,
  jobs: number[],
  kind: 'approved' | 'rejected' | 'flagged',
  more: Partial<CommandPayload<'review.decide'>> = {},
) => desk.decide(commands['review.decide'].parse({ jobs, kind, reviewer: 'Ada', ...more }))
const shared: FakeRow[] = [
  { key: 'A', shows: ['intro'] },
  { key: 'B', shows: ['intro'] },
  { key: 'C', shows: ['other'] },
]
/** Nothing is begun until the answer is called. */
async function held({ desk }: FakeStudio): Promise<() => Promise<unknown>> {
  const targets = [{ what: 'all' as const }]
  await desk.queue.pause({ targets, now: false })
  return () => desk.queue.resume({ targets })
}
const shaOf = ({ store }: FakeStudio, number: number) => {
  const job = store.job(number)
  if (job.status !== 'done') throw new Error(`job ${number} has no file`)
  return job.output.sha256
}
const stateOf = async (desk: ReviewDesk, job: number) => (await desk.item(job)).state

/** Carries out what is left, until nothing is under way. */
async function goesOn({ studio, desk, id }: Reviewed): Promise<string[]> {
  studio.made.length = 0
  await desk.goOn(new AbortController().signal)
  await studio.until(id)
  return studio.made
}
const killed = () => Promise.reject(new Error('killed'))

test('a rejection that was written down when a kill came is carried out by the next start, once', () =>
  withReview(shared, async (reviewed) => {
    const { studio, deskWith, id, jobs } = reviewed
    const [first = 0] = jobs
    expect(await goesOn(reviewed)).toEqual([])
    const former = shaOf(studio, first)
    await expect(
      say(deskWith({ removeArtifacts: killed }), [first], 'rejected', { scope: { what: 'row' } }),
    ).rejects.toThrow('killed')
    expect(studio.store.job(first).status).toBe('done')
    expect(studio.store.review.toCarryOut()).toMatchObject([
      { job: first, batch: id, scope: { what: 'row' } },
    ])
    expect(await goesOn(reviewed)).toHaveLength(2)
    expect(shaOf(studio, first)).toBe(former)
    expect(studio.store.review.toCarryOut()).toEqual([])
    expect(await goesOn(reviewed)).toEqual([])
  }))

test('what a rejection queued before the kill, and what was made since, is not made a second time', () =>
  withReview(shared, async (reviewed) => {
    const { studio, deskWith, id, jobs } = reviewed
    const { queue } = studio.desk
    const cut = deskWith({
      queue: {
        ...queue,
        async actOnJobs(batch, numbers, act) {
          await queue.actOnJobs(batch, numbers.slice(0, 1), act)
          return await killed()
        },
      },
    })
    await expect(say(cut, jobs.slice(0, 1), 'rejected', { scope: { what: 'template' } })).rejects.toThrow(
      'killed',
    )
    await studio.until(id)
    const left = await goesOn(reviewed)
    expect(left).toHaveLength(jobs.length - 1)
    expect(studio.store.review.toCarryOut()).toEqual([])
  }))

test('a rejection that asked for nothing anew, or was taken back, is not carried out', () =>
  withReview(shared, async (reviewed) => {
    const { studio, desk, deskWith, jobs } = reviewed
    const [first = 0, second = 0] = jobs
    await say(desk, [first], 'rejected', { again: false })
    await expect(say(deskWith({ removeArtifacts: killed }), [second], 'rejected')).rejects.toThrow('killed')
    const { decision } = studio.store.review.toCarryOut()[0]!
    await desk.undo([decision])
    expect(await goesOn(reviewed)).toEqual([])
  }))

test('a rejection makes again what its scope touches: the video, its row, all that show the segment, all', () =>
  withReview(shared, async ({ studio, desk, id, jobs }) => {
    const [first = 0] = jobs
    const intro = (await desk.item(first)).segments[0]!.hash
    expect((await desk.item(first)).segments.map(({ videos }) => videos)).toEqual([4, 1])
    const reject = async (scope: RejectionScope) => {
      studio.made.length = 0
      expect(await desk.scope({ jobs: [first], scope })).toEqual(
        await say(desk, [first], 'rejected', { scope }).then(({ again: { videos, segments } }) => ({
          videos,
          segments,
        })),
      )
      await expect.poll(() => studio.store.batch(id).counts.done, { timeout: 30_000 }).toBe(6)
      await studio.until(id, 'finished')
      await studio.until(id)
      return studio.made.map((path) => path.split('/').at(-1)).sort()
    }
    expect(await reject({ what: 'video' })).toEqual(['A_en.mp4'])
    expect(await reject({ what: 'row' })).toEqual(['A_en.mp4', 'A_es.mp4'])
    expect(await reject({ what: 'segment', segment: intro })).toEqual([
      'A_en.mp4',
      'A_es.mp4',
      'B_en.mp4',
      'B_es.mp4',
    ])
    expect(await reject({ what: 'template' })).toHaveLength(6)
  }))

test('a rejection that is only to be told makes nothing again', () =>
  withReview([{ key: 'A' }], async ({ studio, desk, id, jobs }) => {
    const answer = await say(desk, [jobs[0]!], 'rejected', { again: false, reason: 'text', words: 'A typo.' })
    expect(answer.again).toEqual({ videos: 0, segments: 0, jobs: [] })
    expect(studio.store.batch(id).counts.done).toBe(2)
    expect((await desk.item(jobs[0]!)).decisions).toMatchObject([{ reason: 'text', words: 'A typo.' }])
  }))

test('what was queued again is taken back with its rejection, and the batch is finished as it was', () =>
  withReview(shared, async ({ studio, desk, id, jobs }) => {
    const goOn = await held(studio)
    const before = studio.store.job(jobs[0]!)
    const { decisions } = await say(desk, [jobs[0]!], 'rejected', { scope: { what: 'row' } })
    expect(studio.store.batch(id)).toMatchObject({ status: 'waiting', counts: { waiting: 2, done: 4 } })
    expect(await stateOf(desk, jobs[0]!)).toBe('rejected')
    expect(await desk.undo(decisions)).toEqual({ undone: 1, kept: 2, goesOn: 0 })
    expect(studio.store.batch(id)).toMatchObject({ status: 'finished', counts: { waiting: 0, done: 6 } })
    expect(studio.store.job(jobs[0]!)).toMatchObject({
      status: 'done',
      output: (before as { output?: object }).output,
    })
    expect(await stateOf(desk, jobs[0]!)).toBe('open')
    studio.made.length = 0
    await goOn()
    await studio.until(id, 'finished')
    expect(studio.made).toEqual([])
    expect(await desk.undo(decisions)).toEqual({ undone: 0, kept: 0, goesOn: 0 })
  }))

test('a video that has begun, or whose file is gone, is made again although its rejection is taken back', () =>
  withReview([{ key: 'A' }], async ({ studio, desk, id, jobs }) => {
    const goOn = await held(studio)
    const { decisions } = await say(desk, [jobs[0]!], 'rejected')
    writeFileSync(join(studio.folder, 'out', studio.store.job(jobs[0]!).path), 'cut')
    expect(await desk.undo(decisions)).toEqual({ undone: 1, kept: 0, goesOn: 1 })
    expect(studio.store.batch(id).counts).toMatchObject({ waiting: 1, done: 1 })
    await goOn()
    expect(await studio.until(id, 'finished')).toMatchObject({ counts: { done: 2 } })
  }))

test('what another rejection wants as well is made although one of the two is taken back', () =>
  withReview([{ key: 'A' }], async ({ studio, desk, id, jobs: [first = 0, second = 0] }) => {
    const goOn = await held(studio)
    const { decisions } = await say(desk, [first], 'rejected')
    await say(desk, [second], 'rejected', { reviewer: 'Ben', scope: { what: 'row' } })
    expect(await desk.undo(decisions)).toEqual({ undone: 1, kept: 0, goesOn: 1 })
    expect(studio.store.batch(id).counts).toMatchObject({ waiting: 2, done: 0 })
    await goOn()
    await studio.until(id, 'finished')
  }))

test('a video whose new try was begun and handed back is made again although its rejection is taken back', () =>
  withReview([{ key: 'A' }], async ({ studio, desk, id, jobs: [first = 0] }) => {
    const told = studio.rowOf(join(studio.folder, 't.csv'), 0)
    told.hangs = true
    const { decisions } = await say(desk, [first], 'rejected')
    await expect.poll(() => studio.store.job(first).status, { timeout: 30_000 }).toBe('running')
    const targets = [{ what: 'all' as const }]
    await studio.desk.queue.pause({ targets, now: true })
    await expect.poll(() => studio.store.job(first).status, { timeout: 30_000 }).toBe('waiting')
    expect(await desk.undo(decisions)).toEqual({ undone: 1, kept: 0, goesOn: 1 })
    told.hangs = false
    await studio.desk.queue.resume({ targets })
    await studio.until(id, 'finished')
  }))

test('a video that begins in the moment in which its rejection is taken back goes on, and is counted so', () =>
  withReview([{ key: 'A' }], async ({ studio, deskWith, jobs: [first = 0] }) => {
    const goOn = await held(studio)
    const desk = deskWith({ queue: { ...studio.desk.queue, keepJobs: () => 0 } })
    const { decisions } = await say(desk, [first], 'rejected')
    expect(await desk.undo(decisions)).toEqual({ undone: 1, kept: 0, goesOn: 1 })
    await goOn()
  }))

test('of two videos that were rejected at once each takes back what it queued itself', () =>
  withReview(shared, async ({ studio, desk, id, jobs }) => {
    const goOn = await held(studio)
    const [a = 0, , b = 0, other = 0] = jobs
    const { decisions } = await say(desk, [a, b], 'rejected', { scope: { what: 'row' } })
    expect(studio.store.batch(id).counts).toMatchObject({ waiting: 4, done: 2 })
    expect(await desk.undo([decisions[1]!])).toEqual({ undone: 1, kept: 2, goesOn: 0 })
    expect([b, other].map((job) => studio.store.job(job).status)).toEqual(['done', 'done'])
    expect(studio.store.job(a).status).toBe('waiting')
    await goOn()
    await studio.until(id, 'finished')
  }))

test('a video under way that may have taken what was rejected begins anew; one of another row goes on', () =>
  withReview(shared, async ({ studio, desk, deskWith, id, jobs }) => {
    const [first = 0, , under = 0] = jobs
    const told = studio.rowOf(join(studio.folder, 't.csv'), 1)
    const { hash: segment } = (await desk.item(first)).segments[0]!
    const { actOnJobs } = studio.desk.queue
    const begun: number[][] = []
    const noting = deskWith({
      queue: {
        ...studio.desk.queue,
        actOnJobs: (batch, numbers, action) => {
          begun.push([...numbers])
          return actOnJobs(batch, numbers, action)
        },
      },
    })
    told.hangs = true
    await actOnJobs(id, [under], { do: 'retry' })
    await expect.poll(() => studio.store.job(under).status, { timeout: 30_000 }).toBe('running')
    await say(noting, [first], 'rejected', { scope: { what: 'row' } })
    expect(begun.flat()).not.toContain(under)
    await expect.poll(() => studio.store.job(first).status, { timeout: 30_000 }).toBe('done')
    begun.length = 0
    await say(noting, [first], 'rejected', { scope: { what: 'segment', segment } })
    expect(begun.flat()).toContain(under)
    told.hangs = false
    await actOnJobs(id, [under], { do: 'retry' })
    await studio.until(id, 'finished')
  }))

test('what came back from elsewhere has made again what it rejects, and nothing that it approves', () =>
  withReview([{ key: 'A' }], async ({ studio, desk, id, jobs: [first = 0, second = 0] }) => {
    const goOn = await held(studio)
    const said = { reviewer: 'Ada', reason: null, scope: null, words: '', milliseconds: null, package: null }
    const at = systemClock.iso()
    const of = (job: number) => ({ ...said, job, sha256: shaOf(studio, job), at, again: true })
    expect(await desk.take(id, [{ ...of(first), kind: 'approved' }])).toMatchObject({ videos: 0 })
    expect(studio.store.review.toCarryOut()).toEqual([])
    expect(await desk.take(id, [{ ...of(second), kind: 'rejected' }])).toMatchObject({ jobs: [second] })
    await goOn()
    await studio.until(id, 'finished')
  }))

test('a scope is told of videos of one batch', () =>
  withReview([{ key: 'A' }], async ({ studio, desk, jobs: [first = 0] }) => {
    const { batch } = await studio.start({
      data: studio.table('later.csv', [{ key: 'Z' }]),
      out: join(studio.folder, 'later'),
    })
    await studio.until(batch, 'finished')
    const [other = 0] = numbersOf(studio, batch)
    await expect(desk.scope({ jobs: [first, other], scope: { what: 'row' } })).rejects.toMatchObject({
      code: 'review.several-batches',
    })
  }))

test('a studio that is closed right after a word on a video writes it into the manifest all the same', () =>
  withReview([{ key: 'A' }], async ({ deskWith, id, jobs: [first = 0] }) => {
    const written: string[] = []
    const desk = deskWith({ papersOf: (batch) => void written.push(batch) })
    await say(desk, [first], 'approved')
    desk.close()
    expect(written).toEqual([id])
  }))

test('statistics of some days count the last of them, too', () =>
  withReview([{ key: 'A' }], async ({ desk, deskWith, jobs: [first = 0] }) => {
    const clock = { ...systemClock, iso: () => '2026-03-09T21:30:00.000Z' }
    await say(deskWith({ clock }), [first], 'approved')
    const decisions = async (from: string, to: string) => (await desk.statistics({ from, to })).decisions
    expect(await decisions('2026-03-08', '2026-03-09')).toBe(1)
    expect(await decisions('2026-03-09', '2026-03-09')).toBe(1)
    expect(await decisions('2026-03-08', '2026-03-08')).toBe(0)
    expect(await decisions('2026-03-10', '2026-03-11')).toBe(0)
  }))

test('what is said is about the file that was seen: of another one, or none, it is refused', () =>
  withReview([{ key: 'A' }], async ({ studio, desk, jobs }) => {
    const goOn = await held(studio)
    const [first = 0, second = 0] = jobs
    const other = await say(desk, [first], 'approved', { seen: ['f'.repeat(64)] })
    expect(other).toMatchObject({
      decisions: [],
      refused: [{ job: first, why: expect.stringContaining('another file') }],
    })
    // Of a page of videos, too: one of them was made again while somebody looked.
    const lie = jobs.map((job) => shaOf(studio, job))
    expect(await say(desk, jobs, 'flagged', { seen: lie.with(1, 'f'.repeat(64)) })).toMatchObject({
      decisions: [expect.any(Number)],
      refused: [{ job: second, why: expect.stringContaining('another file') }],
    })
    expect(() =>
      commands['review.decide'].parse({ jobs, kind: 'flagged', reviewer: 'Ada', seen: [] }),
    ).toThrow()
    await say(desk, [first], 'rejected')
    const answer = await say(desk, [first, second], 'approved')
    expect(answer.decisions).toHaveLength(1)
    expect(answer.refused).toMatchObject([{ job: first }])
    await goOn()
  }))

test('a video that became another file is open again; the same file is still rejected', () =>
  withReview([{ key: 'A' }, { key: 'B' }], async ({ studio, desk, id, jobs }) => {
    const [a = 0, , b = 0] = jobs
    const data = join(studio.folder, 't.csv')
    studio.mend(data, [{ key: 'A', text: 'mended' }, { key: 'B' }])
    await say(desk, [a, b], 'rejected')
    await expect.poll(() => studio.store.batch(id).counts.done, { timeout: 30_000 }).toBe(4)
    await studio.until(id, 'finished')
    expect(await stateOf(desk, a)).toBe('open')
    expect(await stateOf(desk, b)).toBe('rejected')
  }))

test('the gate opens when all videos are approved by as many as it takes, and shuts with a rejection', () =>
  withReview([{ key: 'A' }], async ({ studio, desk, id, jobs }) => {
    expect((await desk.status(id)).gate).toMatchObject({ approvals: 0, open: true, own: false })
    expect(desk.standardApprovals(1)).toEqual({ approvals: 1 })
    expect((await desk.status(id)).gate).toMatchObject({
      approvals: 1,
      open: false,
      why: 'Still to be approved: 2 videos.',
    })
    await say(desk, jobs, 'approved')
    expect(studio.store.batch(id).approvedAt).not.toBeNull()
    expect((await desk.status(id)).gate).toMatchObject({ open: true })
    expect(desk.setApprovals(id, 2)).toMatchObject({ approvals: 2, own: true, open: false, approvedAt: null })
    expect(studio.store.batch(id).approvedAt).toBeNull()
    await say(desk, jobs, 'approved', { reviewer: 'ADA ' })
    expect((await desk.status(id)).gate.open).toBe(false)
    await say(desk, jobs, 'approved', { reviewer: 'Ben' })
    expect((await desk.status(id)).gate.open).toBe(true)
    await say(desk, [jobs[0]!], 'rejected', { reviewer: 'Ben', again: false })
    expect((await desk.status(id)).gate).toMatchObject({ open: false, why: 'Rejected: 1 video.' })
    expect(studio.store.batch(id).approvedAt).toBeNull()
    expect((await desk.status(id)).counts).toMatchObject({ videos: 2, approved: 1, rejected: 1, open: 0 })
    expect((await desk.status(id)).reviewers).toMatchObject([{ decisions: 4 }, { decisions: 3 }])
  }))

test("a person's word opens the gate, and a later rejection outweighs it", () =>
  withReview([{ key: 'A' }], async ({ studio, desk, id, jobs }) => {
    desk.setApprovals(id, 1)
    studio.desk.queue.approve({ batch: id })
    expect((await desk.status(id)).gate).toMatchObject({ open: true, why: 'A person approved of the batch.' })
    await say(desk, [jobs[0]!], 'approved')
    expect((await desk.status(id)).gate.open).toBe(true)
    await say(desk, [jobs[1]!], 'rejected', { again: false })
    expect((await desk.status(id)).gate.open).toBe(false)
  }))

test('a batch that waits for approval begins when review opens the gate of the other one', () =>
  withReview([{ key: 'A' }], async ({ studio, desk, id, jobs }) => {
    desk.setApprovals(id, 1)
    const { batch: later } = await studio.start({
      data: studio.table('later.csv', [{ key: 'Z' }]),
      out: join(studio.folder, 'later'),
      queue: { afterApproval: [id] },
    })
    expect(studio.store.waitsFor(later)).toMatchObject([{ batch: id }])
    await say(desk, jobs, 'approved')
    expect(studio.store.waitsFor(later)).toEqual([])
    expect(await studio.until(later, 'finished')).toMatchObject({ counts: { done: 2 } })
  }))

test('the manifest says of each file how it stands, and nothing where nobody reviews', () =>
  withReview([{ key: 'A' }], async ({ studio, desk, jobs }) => {
    const reviews = () => studio.manifest().files.map(({ review }: { review: string | null }) => review)
    expect(reviews()).toEqual([null, null])
    await say(desk, [jobs[1]!], 'flagged')
    await expect.poll(reviews, { timeout: 30_000 }).toEqual(['open', 'flagged'])
  }))

test('artifacts that were rejected go from the folders of all batches, and no other file does', () =>
  withTempFolder(async (folder) => {
    const [wanted, other] = ['a'.repeat(64), `aa${'b'.repeat(62)}`]
    const files = [`${wanted}.mkv`, `${other}.mkv`, `${wanted}.1234.attempt.mkv`]
    const places = ['20261121-1415-k3f9', '20261122-0000-abcd', 'holiday'].map((batch) =>
      join(folder, 'artifacts', batch, 'aa'),
    )
    for (const place of places) {
      mkdirSync(place, { recursive: true })
      for (const file of files) writeFileSync(join(place, file), 'x')
    }
    expect(await removeArtifacts(folder, Buffer.from(wanted, 'hex'))).toBe(2)
    expect(places.map((place) => readdirSync(place).sort())).toEqual([
      [files[2], files[1]].sort(),
      [files[2], files[1]].sort(),
      [...files].sort(),
    ])
  }))
