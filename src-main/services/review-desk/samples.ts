import { setImmediate as turn } from 'node:timers/promises'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import type { Drawing } from '../../../src-shared/review/draw-sample.ts'
import type { Sample, SamplePreview, SamplingPlan, Severity } from '../../../src-shared/review/sampling.ts'
import { acceptancePlanOf } from '../../core/acceptance-sampling/acceptance-plan.ts'
import { chanceOfAcceptance } from '../../core/acceptance-sampling/chance.ts'
import { type Switching, switchingAfter } from '../../core/acceptance-sampling/switching.ts'
import { whySeverity } from '../../core/acceptance-sampling/switching-words.ts'
import { lotVerdict, saysOfSample } from '../../core/review-rules/lot.ts'
import type { CountedSample, sampleQueries } from '../../outside/database/reading/sample-queries.ts'
import type { ReviewDeskNeeds } from './needs.ts'

/** What is drawn to be looked at, and what follows for the lot. Batches are named by their ids. */
export type SampleDesk = {
  preview(batch: string, plan: SamplingPlan, seed: number | undefined): Promise<SamplePreview>
  draw(batch: string, plan: SamplingPlan, seed: number | undefined): Promise<Sample>
  of(batch: string): Promise<Sample[]>
  drop(sample: number): Promise<void>
}

type Queries = typeof sampleQueries
/** What is asked of the thread that reads, by name. */
export type SampleReading = {
  ask<N extends keyof Queries>(name: N, values: Parameters<Queries[N]>[1]): Promise<ReturnType<Queries[N]>>
}

type Needs = Pick<ReviewDeskNeeds, 'store' | 'clock' | 'chance'> & {
  reading: SampleReading & { ask(name: 'batchOfSample', values: { sample: number }): Promise<string> }
  /** How many people have to approve of a batch's videos. */
  approvals(batch: string): number
  /** What the gate of a batch asks for is something else now. */
  changed(batch: string): void
}
type Acceptance = Extract<SamplingPlan, { kind: 'acceptance' }>
type Drawn = { preview: SamplePreview; jobs: Float64Array; risks: Float64Array }

/** Written in one transaction: some milliseconds. */
const atOnce = 1_000
/** Shares of bad videos for which it is said how likely the lot is accepted, times the AQL. */
const timesAql = [0.5, 1, 2, 3, 5, 10]

export function createSampleDesk({
  store,
  reading,
  clock,
  chance = Math.random,
  approvals,
  changed,
}: Needs): SampleDesk {
  async function drawn(batch: string, plan: SamplingPlan, given: number | undefined): Promise<Drawn> {
    const seed = given ?? Math.floor(chance() * 2 ** 32)
    const { videos, coming } = store.review.ofBatch(batch)
    if (videos === 0)
      throw new StudioError({
        code: 'sample.empty',
        message: 'The batch has no finished video: there is nothing to draw from.',
        whatToDo: 'Draw when some of its videos are made.',
      })
    if (plan.kind === 'acceptance') return drawnForLot(batch, plan, seed, videos, coming)
    const by = plan.kind === 'per' ? plan.by : null
    const { lot, jobs, risks } = await reading.ask('drawSample', {
      batch,
      drawing: drawingOf(plan),
      by,
      seed,
    })
    const none = { accept: null, reject: null, severity: null, acceptance: null }
    return { preview: { batch, plan, seed, lot, size: jobs.length, ...none }, jobs, risks }
  }

  async function drawnForLot(
    batch: string,
    plan: Acceptance,
    seed: number,
    videos: number,
    coming: number,
  ): Promise<Drawn> {
    if (coming > 0)
      throw new StudioError({
        code: 'sample.lot-open',
        message: `A lot has to be whole before it is judged: ${coming} of its videos are still to be made.`,
        whatToDo: 'Wait until they are made, or draw by another plan meanwhile.',
      })
    const { level, aql } = plan
    const switching = await switchingOf(batch, plan)
    const severity = plan.severity ?? severityOf(switching)
    const { letter, size, accept, reject, whole } = acceptancePlanOf(videos, level, aql, severity)
    const { lot, jobs, risks } = await reading.ask('drawSample', {
      batch,
      drawing: { how: 'random', videos: size },
      by: null,
      seed,
    })
    // Somebody may have rejected, and so queued again, one of them since they were counted.
    if (lot !== videos) return drawn(batch, plan, seed)
    const bad = (percent: number) => Math.min(lot, Math.round((lot * percent) / 100))
    return {
      preview: {
        batch,
        plan,
        seed,
        lot,
        size,
        accept,
        reject,
        severity,
        acceptance: {
          letter,
          whole,
          why:
            plan.severity === null ? whySeverity(switching) : 'A person said how severely it is inspected.',
          score: switching.score,
          lots: switching.lots,
          chances: timesAql
            .map((times) => Number((times * aql).toPrecision(3)))
            .filter((percent) => percent <= 100)
            .map((percent) => ({
              percent,
              chance: chanceOfAcceptance({ size, accept }, lot, bad(percent)),
            })),
        },
      },
      jobs,
      risks,
    }
  }

  async function switchingOf(batch: string, { level, aql, mayReduce }: Acceptance): Promise<Switching> {
    const lots = await reading.ask('lotsOfTemplate', { batch, level, aql, approvals: approvals(batch) })
    const decided = lots.flatMap((one) => {
      const verdict = lotVerdict(one)
      if (verdict === null) return []
      const open = one.size - one.approved - one.rejected
      const rejected = one.rejected + (verdict === 'accepted' ? open : 0)
      return { severity: one.severity!, accepted: verdict === 'accepted', rejected, lot: one.lot }
    })
    return switchingAfter(decided, { level, aql, mayReduce })
  }

  const asSample = (counted: CountedSample): Sample => ({
    ...counted,
    verdict: lotVerdict(counted),
    says: saysOfSample(counted),
  })

  async function known(sample: number): Promise<Sample> {
    const batch = await reading.ask('batchOfSample', { sample })
    const found = await reading.ask('sample', { sample, approvals: approvals(batch) })
    // One that is still being written is none yet.
    if (found !== null) return asSample(found)
    throw new StudioError({
      code: 'sample.not-found',
      message: `There is no sample ${sample} in this studio.`,
      whatToDo: 'Draw one of a batch.',
    })
  }

  async function removed(sample: number): Promise<void> {
    while (store.samples.empty(sample, atOnce) > 0) await turn()
    store.samples.drop(sample)
  }

  return {
    preview: async (batch, plan, seed) => (await drawn(batch, plan, seed)).preview,
    async draw(batch, plan, seed) {
      const { preview, jobs, risks } = await drawn(batch, plan, seed)
      const { acceptance: _said, batch: _batch, ...facts } = preview
      const number = store.samples.begin(batch, { ...facts, drawnAt: clock.iso() })
      let added = 0
      for (let from = 0; from < jobs.length; from += atOnce) {
        if (from > 0) await turn()
        added += store.samples.add(number, [...jobs.subarray(from, from + atOnce)])
      }
      if (added < jobs.length) {
        await removed(number)
        throw new StudioError({
          code: 'sample.changed',
          message: 'Some of the videos that were drawn are being made again by now.',
          whatToDo: 'Draw again.',
        })
      }
      store.samples.end(number)
      if (risks.length > 0) await noteRisks(batch, jobs, risks)
      changed(batch)
      return known(number)
    },
    async of(batch) {
      const found = await reading.ask('samplesOfBatch', { batch, approvals: approvals(batch) })
      return found.map(asSample)
    },
    async drop(sample) {
      const { batch, verdict } = await known(sample)
      if (verdict !== null)
        throw new StudioError({
          code: 'sample.decided',
          message:
            'Its lot was decided by this sample: how severely later lots are inspected follows from that.',
          whatToDo: 'Leave it, and draw another one: the latest is the one that counts for the batch.',
        })
      await removed(sample)
      changed(batch)
    },
  }

  /** So that whoever looks at them finds those first that deserve it most. */
  async function noteRisks(batch: string, jobs: Float64Array, risks: Float64Array): Promise<void> {
    const slice = 100
    for (let from = 0; from < jobs.length; from += slice) {
      await turn()
      const files = [...jobs.subarray(from, from + slice)].flatMap((job, place) => {
        const found = store.job(job)
        const risk = risks[from + place]!
        return found.status === 'done' ? { job, sha256: found.output.sha256, risk } : []
      })
      store.review.noteRisk(batch, files)
    }
  }
}

function drawingOf(plan: Exclude<SamplingPlan, Acceptance>): Drawing {
  switch (plan.kind) {
    case 'all':
      return { how: 'all' }
    case 'every':
      return { how: 'every', nth: plan.nth }
    case 'per':
      return { how: 'per', each: plan.each }
    case 'risk':
      return { how: 'risk', videos: plan.videos }
    default:
      return plan satisfies never
  }
}

function severityOf({ state }: Switching): Severity {
  if (state !== 'stopped') return state
  throw new StudioError({
    code: 'sample.stopped',
    message: 'Samples are stopped: five lots of this template were not accepted under tightened inspection.',
    whatToDo: 'Mend the cause, and say tightened inspection by hand; or look at all videos.',
  })
}
