import { join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import type { Batch, Job, RenderRequest } from '../../../src-shared/batches/batch.ts'
import { StudioError, studioClosing, toErrorShape } from '../../../src-shared/contract/errors.ts'
import type { StudioEvent } from '../../../src-shared/contract/events.ts'
import type { BatchInspected } from '../../../src-shared/contract/quality.ts'
import type { Row } from '../../../src-shared/data/rows.ts'
import type { Inspection, Verdict } from '../../../src-shared/quality/inspection.ts'
import { riskOf } from '../../../src-shared/review/risk.ts'
import { inspectedAnew } from '../../core/job-lifecycle/job-lifecycle.ts'
import { inspectedAnew as saidOfBatch } from '../../core/job-lifecycle/outcome.ts'
import type { FinishedJob } from '../../outside/database/quality-records.ts'
import type { StudioStore } from '../../outside/database/studio-store.ts'
import { inLanes } from '../concurrency/in-lanes.ts'
import type { UnitAsk, UnitHands } from '../video-maker/needs.ts'

/** A batch whose plans can be drawn up once more. */
export type ReopenedBatch = {
  /** Of the template that it is planned by. */
  templateHash: string
  /** What its videos are held against where nobody says otherwise. */
  profile: string
  /**
   * The plan that has this hash, whichever encoder it was made for; where there is none any more, as it is drawn up today. Rejects with
   * a StudioError for what is the row's fault.
   */
  plan(video: { row: Row; language: string; format: string; planHash: string | null }): Promise<{
    hash: string
    profileHash: string
    ask: UnitAsk
    /** By what is kept of the file, which is not opened; null: it has to be looked at. */
    judgeAgain(sha256: string, signal: AbortSignal): Promise<Inspection | null>
    inspect(file: { out: string; sha256: string }, hands: UnitHands): Promise<Inspection>
  }>
  close(): Promise<void>
}

type Needs = {
  store: Pick<StudioStore, 'batch' | 'batchInHand' | 'job' | 'row'> & {
    quality: Pick<StudioStore['quality'], 'finished' | 'note' | 'sayOfBatch'>
  }
  /** Does a unit of a job in the slots of the farm. */
  unit<T>(
    ask: UnitAsk & { batch: string; job: number },
    signal: AbortSignal,
    work: (hands: UnitHands) => Promise<T>,
  ): Promise<T>
  /** Rejects with what opening a production rejects with, and with `quality.profile-missing`. */
  reopen(batch: Batch, request: RenderRequest): Promise<ReopenedBatch>
  isStillThere(path: string, known: { bytes: number; sha256: string }, signal: AbortSignal): Promise<boolean>
  tell(event: StudioEvent): void
  /** Writes a batch's manifest anew, in a while. */
  papersOf(batch: string): void
  now(): string
  /** Videos that are looked at, or wait for a slot, at a time. */
  atOnce: number
}

type Asked = {
  batch: string
  /** Left out: as the batch or its template says. */
  profile?: string | undefined
  /** Also those that were held against this very profile already. */
  again: boolean
  /** Of its finished videos these alone; left out: all. */
  jobs?: readonly number[] | undefined
  /** One in so many is compared with its plan; left out: as the batch or its template says. */
  likeness?: number | undefined
}

export type BatchInspector = {
  /**
   * Looks at the finished videos of a batch by their plans, whenever they were made, in the slots of the farm, and keeps what it sees.
   * A video that can't be planned, is gone or is another file by now costs no other one. Rejects with `batch.not-found`,
   * `quality.nothing-finished`, `template.changed`, whatever `reopen` rejects with, and with the signal's reason.
   */
  inspect(
    asked: Asked,
    how: { signal: AbortSignal; onVideos(done: number, total: number): void },
  ): Promise<BatchInspected>
  /** Stops all, and resolves when nothing of it is going on any more. */
  close(): Promise<void>
}

const pageSize = 500
const namedAtMost = 100
/** What every other video would meet as well. */
const ofRun = /^(studio|store|line|ffmpeg|disk|internal)\b|^cancelled$/

export function createBatchInspector(needs: Needs): BatchInspector {
  const { store } = needs
  const closing = new AbortController()
  const underWay = new Set<Promise<unknown>>()

  /** The finished jobs, a page at a time: a list of a million would be long in coming. */
  async function* finished(batch: string, jobs?: readonly number[]): AsyncGenerator<FinishedJob> {
    if (jobs !== undefined) {
      for (const job of jobs) {
        const [found] = store.quality.finished(batch, job - 1, 1)
        if (found?.id === job) yield found
      }
      return
    }
    for (let after = 0; ; await turn()) {
      const page = store.quality.finished(batch, after, pageSize)
      yield* page
      if (page.length < pageSize) return
      after = page.at(-1)!.id
    }
  }

  /** What was seen of a video, and whether its plan is another one by now; null: it was held against this profile already. */
  async function look(
    reopened: ReopenedBatch,
    batch: Batch,
    found: FinishedJob,
    again: boolean,
    signal: AbortSignal,
  ): Promise<{ verdict: Verdict; replanned: boolean } | null> {
    const { id: job, language, format, sha256, planHash } = found
    const row = store.row(batch.id, found.rowNumber)
    const planned = await reopened.plan({ row, language, format, planHash })
    if (!again && planned.profileHash === found.profileHash) return null
    const out = join(batch.outputFolder, found.path)
    await requireSame(out, found, signal)
    const ask = { ...planned.ask, batch: batch.id, job }
    // The same profile once more: somebody doubts what was measured.
    const isDoubted = planned.profileHash === found.profileHash
    // Not in a slot: it takes none, and how long it takes says nothing of inspecting.
    const inspection =
      (isDoubted ? null : await planned.judgeAgain(sha256, signal)) ??
      (await needs.unit(ask, signal, (hands) => planned.inspect({ out, sha256 }, hands)))
    const known = { rarity: 0, length: 0, newTemplate: false, fallback: found.note !== null }
    const weighed = { ...inspection, risk: riskOf({ ...inspection, ...known }) }
    const reason = inspectedAnew(store.job(job).reason, inspection)
    if (!store.quality.note(batch.id, job, weighed, needs.now(), reason)) throw changed(out)
    needs.tell({ event: 'jobs.changed', batch: batch.id, jobs: [store.job(job)], previous: ['done'] })
    needs.tell({ event: 'quality.changed', batch: batch.id, jobs: [job] })
    return { verdict: inspection.verdict, replanned: planned.hash !== planHash }
  }

  /** What the batch says of itself, and its papers. */
  function sayOf(id: string): void {
    const { status, reason, verdicts } = store.batch(id)
    if (status === 'finished') {
      store.quality.sayOfBatch(id, saidOfBatch(reason, verdicts))
      needs.tell({ event: 'batch.changed', batch: store.batch(id), previous: status })
    }
    needs.papersOf(id)
  }

  async function requireSame(out: string, { id, sha256 }: FinishedJob, signal: AbortSignal): Promise<void> {
    const job: Job = store.job(id)
    if (job.status !== 'done' || job.output.sha256 !== sha256) throw changed(out)
    if (!(await needs.isStillThere(out, job.output, signal))) throw gone(out)
  }

  async function inspect(
    { batch: id, profile, again, jobs, likeness }: Asked,
    { signal, onVideos }: { signal: AbortSignal; onVideos(done: number, total: number): void },
  ): Promise<BatchInspected> {
    const batch = store.batch(id)
    if (batch.counts.done === 0) throw nothingFinished()
    const { request } = store.batchInHand(id)
    const inspectBy = {
      ...request.inspect,
      ...(profile === undefined ? {} : { profile }),
      ...(likeness === undefined ? {} : { likeness: { every: likeness } }),
    }
    const reopened = await needs.reopen(batch, { ...request, data: batch.data, inspect: inspectBy })
    const came: BatchInspected = {
      batch: id,
      profile: reopened.profile,
      inspected: 0,
      known: 0,
      verdicts: { pass: 0, warn: 0, fail: 0 },
      replanned: 0,
      notInspected: 0,
      faults: [],
    }
    try {
      if (reopened.templateHash !== batch.template.hash) throw templateChanged(batch)
      let over = 0
      await inLanes(finished(id, jobs), needs.atOnce, async (video) => {
        signal.throwIfAborted()
        const { id: job, path } = video
        try {
          const seen = await look(reopened, batch, video, again, signal)
          if (seen === null) came.known += 1
          else {
            came.inspected += 1
            came.verdicts[seen.verdict] += 1
            came.replanned += seen.replanned ? 1 : 0
          }
        } catch (error) {
          signal.throwIfAborted()
          if (!(error instanceof StudioError) || ofRun.test(error.code)) throw error
          came.notInspected += 1
          if (came.faults.length < namedAtMost) came.faults.push({ job, path, error: toErrorShape(error) })
        }
        over += 1
        onVideos(over, jobs?.length ?? batch.counts.done)
      })
    } finally {
      if (came.inspected > 0) sayOf(id)
      await reopened.close()
    }
    // In the order of the table, whichever came first.
    came.faults.sort((one, other) => one.job - other.job)
    return came
  }

  return {
    inspect(asked, how) {
      const signal = AbortSignal.any([how.signal, closing.signal])
      const work = inspect(asked, { ...how, signal })
      const ended = work.catch(() => {})
      underWay.add(ended)
      void ended.then(() => underWay.delete(ended))
      return work
    },
    async close() {
      closing.abort(studioClosing())
      await Promise.all(underWay)
    },
  }
}

const nothingFinished = () =>
  new StudioError({
    code: 'quality.nothing-finished',
    message: 'The batch has no finished videos.',
    whatToDo: 'Wait until some are made.',
  })

const templateChanged = ({ id, template }: Batch) =>
  new StudioError({
    code: 'template.changed',
    message: `The template ${template.name} in ${template.folder} was changed since batch ${id} was begun.`,
    whatToDo: 'Put it back as it was, or render anew with the template as it is now.',
  })

const gone = (path: string) =>
  new StudioError({
    code: 'output.missing',
    message: `${path} is no longer there as it was made.`,
    whatToDo: 'Retry the video, or put the file back.',
  })

const changed = (path: string) =>
  new StudioError({
    code: 'output.changed',
    message: `${path} was made anew while it was looked at.`,
    whatToDo: 'Look at the batch again.',
  })
