import { expect, test } from 'vitest'
import {
  createBatchInspector,
  type ReopenedBatch,
} from '../../../src-main/services/quality-inspector/batch-inspector.ts'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import type { StudioEvent } from '../../../src-shared/contract/events.ts'
import { type Inspection, type QualityFinding, verdictOf } from '../../../src-shared/quality/inspection.ts'
import { claim, made, runningBatch, settle, withStore } from '../../outside/database/stores.ts'

const finding = (severity: QualityFinding['severity']): QualityFinding => ({
  check: 'picture.black',
  severity,
  from: 0,
  to: 5,
  figure: null,
  threshold: null,
  unit: null,
  message: 'The picture is black.',
  whatToDo: 'Look at it.',
  region: null,
  layer: null,
  segment: null,
})

type Seen = Record<number, QualityFinding['severity'] | StudioError>

/** A batch of finished videos, of each of which something is seen: by the number of its row, from 1 on. */
async function withBatch(
  videos: number,
  seen: Seen,
  work: (given: {
    inspector: ReturnType<typeof createBatchInspector>
    store: Parameters<Parameters<typeof withStore>[0]>[0]
    looked: number[]
    told: StudioEvent[]
    papers: string[]
    how: { signal: AbortSignal; onVideos(done: number, total: number): void }
    reopened: { closed: number; asked: unknown[] }
    gone: Set<string>
    /** Called as each video is looked at. */
    during: { each(row: number): void }
  }) => Promise<void>,
): Promise<void> {
  await withStore(async (store) => {
    runningBatch(store, 'b1', videos)
    for (let left = videos; left > 0; left -= 1) {
      const { job } = claim(store, 'b1')!
      const output = { ...made(job), sha256: `sha of ${job.id}` }
      settle(store, job, { kind: 'made', output, hash: 'as-planned', note: null })
    }
    const looked: number[] = []
    const told: StudioEvent[] = []
    const papers: string[] = []
    const gone = new Set<string>()
    const during = { each: (_row: number) => {} }
    const reopened = { closed: 0, asked: [] as unknown[] }
    const production: ReopenedBatch = {
      templateHash: 'h',
      profile: 'web',
      async plan({ row }) {
        const fault = seen[row.number]
        if (fault instanceof StudioError) throw fault
        const inspection = (sha256: string): Inspection => {
          const findings = fault === undefined ? [] : [finding(fault)]
          const profile = { name: 'web', hash: 'by-web' }
          return {
            ...{ verdict: verdictOf(findings), findings, profile, sha256 },
            ...{ planned: true, cpuMilliseconds: 1 },
          }
        }
        return {
          hash: row.number === 2 ? 'otherwise' : 'as-planned',
          profileHash: 'by-web',
          ask: {} as never,
          judgeAgain: async (sha256) => (looked.includes(row.number) ? inspection(sha256) : null),
          async inspect({ sha256 }) {
            looked.push(row.number)
            during.each(row.number)
            return inspection(sha256)
          },
        }
      },
      async close() {
        reopened.closed += 1
      },
    }
    const inspector = createBatchInspector({
      store,
      unit: async (_ask, signal, work) => {
        signal.throwIfAborted()
        return work({ threads: 1, signal, run: async () => ({}) as never, onShare() {} })
      },
      async reopen(_batch, request) {
        reopened.asked.push(request.inspect)
        return production
      },
      isStillThere: async (path) => ![...gone].some((name) => path.endsWith(name)),
      tell: (event) => void told.push(event),
      papersOf: (batch) => void papers.push(batch),
      now: () => '2026-11-22T10:00:00.000Z',
      atOnce: 1,
    })
    const how = { signal: new AbortController().signal, onVideos() {} }
    await work({ inspector, store, looked, told, papers, how, reopened, gone, during })
  })
}

const refused = (code: string) => new StudioError({ code, message: 'No.', whatToDo: 'Mend it.' })

test('the videos of a finished batch are looked at, and what is seen takes the place of what was seen before', () =>
  withBatch(3, { 1: 'error', 2: 'warning' }, async ({ inspector, store, told, papers, how, reopened }) => {
    const came = await inspector.inspect({ batch: 'b1', again: false }, how)
    expect(came).toEqual({
      ...{ batch: 'b1', profile: 'web', inspected: 3, known: 0, replanned: 1, notInspected: 0, faults: [] },
      verdicts: { pass: 1, warn: 1, fail: 1 },
    })
    expect(store.batch('b1').verdicts).toEqual({ pass: 1, warn: 1, fail: 1 })
    const [first] = store.jobs('b1', 'done', 0, 10).jobs
    expect(first!.reason).toContain('Its inspection (web) failed it: 1 error.')
    expect(store.review.ofBatch('b1').stands.failing).toBe(1)
    expect(told.filter(({ event }) => event === 'quality.changed')).toHaveLength(3)
    expect([papers, reopened.closed]).toEqual([['b1'], 1])
  }))

test('what was held against the very profile is not looked at again, unless it is to be', () =>
  withBatch(2, { 1: 'error' }, async ({ inspector, looked, how, store }) => {
    await inspector.inspect({ batch: 'b1', again: false }, how)
    expect(await inspector.inspect({ batch: 'b1', again: false }, how)).toMatchObject({
      inspected: 0,
      known: 2,
    })
    expect(looked).toEqual([1, 2])
    expect(await inspector.inspect({ batch: 'b1', again: true }, how)).toMatchObject({
      inspected: 2,
      known: 0,
    })
    // Also where what was measured is kept.
    expect(looked).toEqual([1, 2, 1, 2])
    // The sentence is said once, however often it was looked at.
    const { reason } = store.jobs('b1', 'done', 0, 1).jobs[0]!
    expect(reason.match(/Its inspection/g)).toHaveLength(1)
  }))

test('a video that can’t be planned, or is not there as it was made, costs no other one', () =>
  withBatch(4, { 1: refused('asset.missing') }, async ({ inspector, store, gone, how }) => {
    const { jobs } = store.jobs('b1', 'done', 0, 10)
    gone.add(jobs[2]!.path)
    const came = await inspector.inspect({ batch: 'b1', again: false }, how)
    expect(came).toMatchObject({ inspected: 2, notInspected: 2 })
    expect(came.faults.map(({ job, error }) => [job, error.code])).toEqual([
      [jobs[0]!.id, 'asset.missing'],
      [jobs[2]!.id, 'output.missing'],
    ])
    expect(store.batch('b1').verdicts).toEqual({ pass: 2, warn: 0, fail: 0 })
  }))

test('of videos that are named those that are finished are looked at, and no others in their place', () =>
  withBatch(3, {}, async ({ inspector, store, looked, how }) => {
    const [first, second] = store.jobs('b1', 'done', 0, 3).jobs
    settle(store, first!, { kind: 'retried' })
    const jobs = [first!.id, second!.id]
    expect(await inspector.inspect({ batch: 'b1', again: true, jobs }, how)).toMatchObject({ inspected: 1 })
    expect(looked).toEqual([2])
  }))

test('a video that is made anew while it is looked at gets no verdict of its former file', () =>
  withBatch(2, { 1: 'error' }, async ({ inspector, store, during, how }) => {
    during.each = (row) => {
      const [first] = store.jobs('b1', 'done', 0, 1).jobs
      if (row === 1) settle(store, first!, { kind: 'retried' })
    }
    const came = await inspector.inspect({ batch: 'b1', again: false }, how)
    expect(came).toMatchObject({ inspected: 1, faults: [{ error: { code: 'output.changed' } }] })
    expect(came.verdicts).toEqual({ pass: 1, warn: 0, fail: 0 })
    expect(store.batch('b1').verdicts).toEqual({ pass: 1, warn: 0, fail: 0 })
  }))

test('what every other video would meet as well ends it at once, and what was seen until then is kept', () =>
  withBatch(
    3,
    { 2: refused('ffmpeg.missing') },
    async ({ inspector, looked, store, how, reopened, papers }) => {
      await expect(inspector.inspect({ batch: 'b1', again: false }, how)).rejects.toMatchObject({
        code: 'ffmpeg.missing',
      })
      expect([looked, reopened.closed, papers]).toEqual([[1], 1, ['b1']])
      expect(store.batch('b1').verdicts).toEqual({ pass: 1, warn: 0, fail: 0 })
    },
  ))

test('it can be stopped between two videos, and by the end of the studio, which waits for it', () =>
  withBatch(3, {}, async ({ inspector, looked, during, reopened, store, how }) => {
    const stop = new AbortController()
    during.each = () => stop.abort(new Error('enough'))
    await expect(
      inspector.inspect({ batch: 'b1', again: false }, { ...how, signal: stop.signal }),
    ).rejects.toThrow('enough')
    expect(looked).toEqual([1])
    expect(store.batch('b1').verdicts).toEqual({ pass: 1, warn: 0, fail: 0 })
    let closing: Promise<void> | null = null
    during.each = () => {
      closing = inspector.close()
    }
    await expect(inspector.inspect({ batch: 'b1', again: false }, how)).rejects.toMatchObject({
      code: 'studio.closing',
    })
    await closing
    expect(reopened.closed).toBe(2)
  }))

test('another profile, and how many are compared with their plan, are asked for in the place of the batch’s own', () =>
  withBatch(1, {}, async ({ inspector, how, reopened }) => {
    await inspector.inspect({ batch: 'b1', again: false }, how)
    await inspector.inspect({ batch: 'b1', again: false, profile: 'email', likeness: 5 }, how)
    expect(reopened.asked).toEqual([{}, { profile: 'email', likeness: { every: 5 } }])
  }))

test('a batch without finished videos, and one whose template is another one by now, are refused', () =>
  withStore(async (store) => {
    runningBatch(store, 'b1', 2)
    const inspector = createBatchInspector({
      store,
      reopen: async () => ({ templateHash: 'another', profile: 'web', close: async () => {} }) as never,
      unit: () => Promise.reject(new Error('nothing is looked at')),
      isStillThere: async () => true,
      tell() {},
      papersOf() {},
      now: () => '',
      atOnce: 1,
    })
    const how = { signal: new AbortController().signal, onVideos() {} }
    const ask = () => inspector.inspect({ batch: 'b1', again: false }, how)
    await expect(ask()).rejects.toMatchObject({ code: 'quality.nothing-finished' })
    const { job } = claim(store, 'b1')!
    settle(store, job, { kind: 'made', output: made(job), hash: 'p', note: null })
    await expect(ask()).rejects.toMatchObject({ code: 'template.changed' })
  }))
