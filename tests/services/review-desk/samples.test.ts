import { expect, test } from 'vitest'
import { standingOf } from '../../../src-main/core/review-rules/standing.ts'
import type { ReadingThread } from '../../../src-main/outside/database/reading-thread.ts'
import type { StudioStore } from '../../../src-main/outside/database/studio-store.ts'
import { createSampleDesk, type SampleDesk } from '../../../src-main/services/review-desk/samples.ts'
import type { DecisionKind } from '../../../src-shared/review/review.ts'
import { type Sample, type SamplingPlan, samplingPlan } from '../../../src-shared/review/sampling.ts'
import {
  addBatch,
  at,
  claim,
  job,
  made,
  make,
  passed,
  run,
  settle,
  withReading,
} from '../../outside/database/stores.ts'

/** `drawn`: videos of a sample, in order. */
type Room = {
  store: StudioStore
  reading: ReadingThread
  desk: SampleDesk
  changed: string[]
  drawn(sample: Sample): Promise<number[]>
}

const withSamples = (work: (room: Room) => Promise<void>) =>
  withReading(async (reading, store) => {
    const changed: string[] = []
    const desk = createSampleDesk({
      store,
      reading,
      clock: { iso: () => at } as Parameters<typeof createSampleDesk>[0]['clock'],
      chance: () => 0.25,
      approvals: () => 1,
      changed: (batch) => void changed.push(batch),
    })
    const drawn = async ({ id: sample, batch }: Sample) => {
      const sort = { by: 'table' as const, descending: false }
      const page = { offset: 0, limit: 1_000, order: null }
      const wanted = { batch, sample, filter: {}, sort, approvals: 1, ...page }
      return (await reading.ask('review.numbers', wanted)).numbers
    }
    await work({ store, reading, desk, changed, drawn })
  })

type Row = { colour?: string; text?: string }
/** A finished batch of rows in two languages; answers the numbers of its videos. */
function finished(store: StudioStore, id: string, rows: Row[], made = rows.length * 2): number[] {
  addBatch(store, id)
  store.addRows(id, {
    passed: rows.map(({ colour, text = 'Mug' }, index) => {
      const number = index + 1
      const one = passed(number, [job(number, 'en'), job(number, 'es')])
      const values = {
        name: { type: 'text' as const, text },
        ...(colour === undefined ? {} : { colour: { type: 'one-of' as const, choice: colour } }),
      }
      return { ...one, row: { ...one.row, values } }
    }),
    rejected: [],
  })
  run(store, id)
  return Array.from({ length: made }, () => {
    const { job: taken } = claim(store, id)!
    make(store, taken)
    return taken.id
  })
}
const rows = (many: number, row: Row = {}): Row[] => Array.from({ length: many }, () => row)
const plan = (given: object): SamplingPlan => samplingPlan.parse(given)
const acceptance = (more: object = {}) => plan({ kind: 'acceptance', aql: 6.5, ...more })

function say(store: StudioStore, batch: string, jobs: number[], kind: DecisionKind): number[] {
  const decisions = jobs.map((number) => {
    const found = store.job(number)
    if (found.status !== 'done') throw new Error(`job ${number} has no file`)
    const { sha256 } = found.output
    const none = { reason: null, scope: null, words: '', milliseconds: null, package: null }
    return { job: number, sha256, reviewer: 'Ada', kind, at, ...none }
  })
  return store.review.decide(batch, decisions, standingOf)
}
test('a sample is what its preview said, is kept, and becomes what the gate asks for', () =>
  withSamples(async ({ store, desk, changed, drawn }) => {
    finished(store, 'b1', rows(50))
    const foreseen = await desk.preview('b1', acceptance(), 7)
    expect(foreseen).toMatchObject({
      lot: 100,
      size: 20,
      accept: 3,
      reject: 4,
      severity: 'normal',
      seed: 7,
      acceptance: { letter: 'F', whole: false, why: 'Normal inspection: it is the first lot.', lots: 0 },
    })
    expect(await desk.of('b1')).toEqual([])
    const sample = await desk.draw('b1', acceptance(), 7)
    expect(sample).toMatchObject({
      batch: 'b1',
      size: 20,
      approved: 0,
      rejected: 0,
      verdict: null,
      drawnAt: at,
    })
    expect(await drawn(sample)).toHaveLength(20)
    expect(await desk.of('b1')).toEqual([sample])
    expect(changed).toEqual(['b1'])
  }))

test('the same seed draws the same videos; without one it is drawn by chance, and kept', () =>
  withSamples(async ({ store, desk, drawn }) => {
    finished(store, 'b1', rows(50))
    const one = await desk.draw('b1', acceptance(), 11)
    const again = await desk.draw('b1', acceptance(), 11)
    expect(await drawn(again)).toEqual(await drawn(one))
    expect((await desk.draw('b1', acceptance(), undefined)).seed).toBe(2 ** 30)
  }))

test('the lot is accepted or not as soon as it is certain, and open again when that is taken back', () =>
  withSamples(async ({ store, desk, drawn }) => {
    finished(store, 'b1', rows(50))
    const jobs = await drawn(await desk.draw('b1', acceptance(), 1))
    const verdict = async () => (await desk.of('b1'))[0]!.verdict
    say(store, 'b1', jobs.slice(0, 16), 'approved')
    expect(await verdict()).toBeNull()
    const [last = 0] = say(store, 'b1', jobs.slice(16, 17), 'approved')
    expect(await verdict()).toBe('accepted')
    store.review.undo(last, at, standingOf)
    expect(await verdict()).toBeNull()
    say(store, 'b1', jobs.slice(16, 20), 'rejected')
    const [sample] = await desk.of('b1')
    expect(sample).toMatchObject({ verdict: 'rejected', approved: 16, rejected: 4 })
    expect(sample!.says).toContain('Look at every video of the batch')
  }))

test('what is made again after it was rejected leaves the verdict on its lot as it was', () =>
  withSamples(async ({ store, desk, drawn }) => {
    finished(store, 'b1', rows(5))
    const jobs = await drawn(await desk.draw('b1', acceptance({ aql: 4 }), 1))
    expect(jobs).toHaveLength(3)
    const makeAgain = (one: number) => {
      settle(store, store.job(one), { kind: 'retried' })
      const { job: taken } = claim(store, 'b1')!
      const output = { ...made(taken), sha256: `another file of ${one}` }
      settle(store, taken, { kind: 'made', output, hash: 'plan', note: null })
    }
    say(store, 'b1', jobs.slice(0, 1), 'rejected')
    for (const one of jobs.slice(0, 2)) makeAgain(one)
    say(store, 'b1', jobs.slice(0, 2), 'approved')
    const [sample] = await desk.of('b1')
    expect(sample, 'who was never judged counts as it is now').toMatchObject({ approved: 1, rejected: 1 })
    expect(sample!.verdict).toBe('rejected')
  }))

test('after two of five lots that were not accepted, the next one is inspected more severely', () =>
  withSamples(async ({ store, desk, drawn }) => {
    const lot = async (id: string, kind: DecisionKind) => {
      finished(store, id, rows(50))
      const sample = await desk.draw(id, acceptance(), 1)
      say(store, id, await drawn(sample), kind)
      return sample.severity
    }
    expect(await lot('b1', 'rejected')).toBe('normal')
    // Handed in again after it was mended: that is no lot of its own.
    expect((await desk.draw('b1', acceptance(), 2)).severity).toBe('normal')
    expect(await lot('b2', 'approved')).toBe('normal')
    expect(await lot('b3', 'rejected')).toBe('normal')
    finished(store, 'b4', rows(50))
    const next = await desk.preview('b4', acceptance(), 1)
    expect(next).toMatchObject({ severity: 'tightened', size: 20, accept: 2, acceptance: { lots: 3 } })
    expect(next.acceptance!.why).toContain('too many of the lots before were not accepted')
    const others = await desk.preview('b4', acceptance({ aql: 4 }), 1)
    expect(others.severity, 'another quality limit has lots of its own').toBe('normal')
    const byHand = await desk.preview('b4', acceptance({ severity: 'reduced' }), 1)
    expect(byHand).toMatchObject({ severity: 'reduced', size: 8 })
  }))

test('after five lots that tightened inspection did not accept, no sample is drawn until a person says so', () =>
  withSamples(async ({ store, desk, drawn }) => {
    for (const id of ['b1', 'b2', 'b3', 'b4', 'b5', 'b6', 'b7']) {
      finished(store, id, rows(3))
      say(store, id, await drawn(await desk.draw(id, acceptance(), 1)), 'rejected')
    }
    finished(store, 'b8', rows(3))
    await expect(desk.preview('b8', acceptance(), 1)).rejects.toMatchObject({ code: 'sample.stopped' })
    expect(await desk.preview('b8', acceptance({ severity: 'tightened' }), 1)).toMatchObject({
      severity: 'tightened',
    })
  }))

test('a lot that is not whole yet is not judged, and an empty one not drawn from', () =>
  withSamples(async ({ store, desk }) => {
    finished(store, 'b1', rows(5), 4)
    await expect(desk.draw('b1', acceptance(), 1)).rejects.toMatchObject({
      code: 'sample.lot-open',
      message: 'A lot has to be whole before it is judged: 6 of its videos are still to be made.',
    })
    expect(await desk.draw('b1', plan({ kind: 'every', nth: 2 }), 1)).toMatchObject({ lot: 4, size: 2 })
    finished(store, 'b2', rows(5), 0)
    await expect(desk.draw('b2', plan({ kind: 'all' }), 1)).rejects.toMatchObject({ code: 'sample.empty' })
  }))

test('so many of each language, folder or value are drawn; a variable that is none is named', () =>
  withSamples(async ({ store, desk, drawn }) => {
    finished(store, 'b1', [...rows(9, { colour: 'red' }), { colour: 'blue' }])
    const languages = await desk.draw('b1', plan({ kind: 'per', by: 'language', each: 3 }), 1)
    const found = (await drawn(languages)).map((one) => store.job(one).language)
    expect(found.sort()).toEqual(['en', 'en', 'en', 'es', 'es', 'es'])
    const colours = await desk.draw('b1', plan({ kind: 'per', by: { variable: 'colour' }, each: 3 }), 1)
    expect(colours.size, 'three that are red, and both that are blue').toBe(5)
    expect((await desk.draw('b1', plan({ kind: 'per', by: 'folder', each: 4 }), 1)).size).toBe(4)
    await expect(
      desk.preview('b1', plan({ kind: 'per', by: { variable: 'size' }, each: 1 }), 1),
    ).rejects.toMatchObject({ code: 'sample.no-variable' })
    await expect(
      desk.preview('b1', plan({ kind: 'per', by: { variable: '"]; drop' }, each: 1 }), 1),
    ).rejects.toMatchObject({ code: 'sample.no-variable' })
  }))

test('risk first: rare values, long texts, and what the checks failed', () =>
  withSamples(async ({ store, reading, desk, drawn }) => {
    const table = [
      ...rows(20, { colour: 'red' }),
      { colour: 'gold' },
      { colour: 'red', text: 'Mug '.repeat(60) },
    ]
    const jobs = finished(store, 'b1', table)
    const failed = jobs[5]!
    const file = store.job(failed)
    if (file.status !== 'done') throw new Error('it is made')
    const seen = { verdict: 'fail', findings: 1, checks: [], risk: 0.9 } as const
    store.review.noteInspection('b1', { job: failed, sha256: file.output.sha256 }, seen)
    const found = await drawn(await desk.draw('b1', plan({ kind: 'risk', videos: 3 }), 1))
    expect(found).toContain(failed)
    expect(found.map((one) => store.job(one).rowKey)).toEqual(expect.arrayContaining(['K21', 'K22']))
    // They are found first by whoever looks at the whole batch.
    const sort = { by: 'risk' as const, descending: false }
    const page = { offset: 0, limit: 3, order: null }
    const wanted = { batch: 'b1', sample: null, filter: {}, sort, approvals: 1, ...page }
    const first = (await reading.ask('review.numbers', wanted)).numbers
    expect(first.toSorted((a, b) => a - b)).toEqual(found)
  }))

test('a lot that was accepted before all of its sample was looked at earns nothing by what nobody saw', () =>
  withSamples(async ({ store, desk, drawn }) => {
    finished(store, 'b1', rows(50))
    finished(store, 'b2', rows(50))
    const jobs = await drawn(await desk.draw('b1', acceptance(), 1))
    const score = async () => (await desk.preview('b2', acceptance(), 1)).acceptance!.score
    say(store, 'b1', jobs.slice(0, 17), 'approved')
    expect((await desk.of('b1'))[0]!.verdict).toBe('accepted')
    expect(await score()).toBe(0)
    say(store, 'b1', jobs.slice(17), 'approved')
    expect(await score()).toBe(3)
  }))

test('a sample of which a video is made again while it is drawn is none', () =>
  withReading(async (reading, store) => {
    const [first = 0] = finished(store, 'b1', rows(3))
    const ask = (async (name: 'drawSample', values: never) => {
      const drawn = await reading.ask(name, values)
      if (name === 'drawSample') settle(store, store.job(first), { kind: 'retried' })
      return drawn
    }) as typeof reading.ask
    const desk = createSampleDesk({
      ...{ store, reading: { ask }, approvals: () => 1, changed: () => {} },
      clock: { iso: () => at } as Parameters<typeof createSampleDesk>[0]['clock'],
    })
    await expect(desk.draw('b1', plan({ kind: 'all' }), 1)).rejects.toMatchObject({ code: 'sample.changed' })
    expect(await desk.of('b1')).toEqual([])
  }))

test('a sample is taken back as long as it decided nothing', () =>
  withSamples(async ({ store, desk, drawn }) => {
    finished(store, 'b1', rows(3))
    const { id } = await desk.draw('b1', acceptance(), 1)
    await desk.drop(id)
    expect(await desk.of('b1')).toEqual([])
    await expect(desk.drop(id)).rejects.toMatchObject({ code: 'sample.not-found' })
    const second = await desk.draw('b1', acceptance(), 1)
    say(store, 'b1', await drawn(second), 'approved')
    await expect(desk.drop(second.id)).rejects.toMatchObject({ code: 'sample.decided' })
  }))

test('a sample that was not written to its end was never drawn', () =>
  withSamples(async ({ store, desk }) => {
    const [first = 0] = finished(store, 'b1', rows(3))
    const facts = { lot: 6, size: 2, accept: null, reject: null, severity: null }
    const begun = store.samples.begin('b1', { plan: plan({ kind: 'all' }), seed: 1, drawnAt: at, ...facts })
    store.samples.add(begun, [first])
    expect(await desk.of('b1')).toEqual([])
    expect(store.review.latestSample('b1')).toBeNull()
    await desk.draw('b1', plan({ kind: 'all' }), 1)
    expect(await desk.of('b1')).toHaveLength(1)
  }))
