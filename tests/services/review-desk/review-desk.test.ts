import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { systemClock } from '../../../src-main/outside/clock/clock.ts'
import { removeArtifacts } from '../../../src-main/services/artifact-store/artifact-folders.ts'
import { commands } from '../../../src-shared/contract/commands.ts'
import type { RejectionScope } from '../../../src-shared/review/review.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'
import { held, numbersOf, say, shaOf, shared, stateOf, withReview } from './a-review.ts'

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
