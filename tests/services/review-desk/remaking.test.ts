import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { held, type Reviewed, say, shaOf, shared, stateOf, withReview } from './a-review.ts'

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
