import { join, sep } from 'node:path'
import type { ArtifactPolicy } from '../../../src-shared/batches/artifact-policy.ts'
import type { Batch, RenderRequest } from '../../../src-shared/batches/batch.ts'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import type { RowProblem } from '../../../src-shared/data/rows.ts'
import { type BatchEvent, changeBatch, type Interrupter } from '../../core/job-lifecycle/batch-lifecycle.ts'
import { isMachineFault, isRenderingFault } from '../../core/job-lifecycle/blame.ts'
import { changeJob, type JobEvent } from '../../core/job-lifecycle/job-lifecycle.ts'
import type { NamePattern } from '../../core/output-names/name-pattern.ts'
import { look, type Progress, settle, startProgress } from '../../core/progress/batch-progress.ts'
import type { Clock } from '../../outside/clock/clock.ts'
import type { EarlierOutput, JobInHand } from '../../outside/database/job-records.ts'
import type { StudioStore } from '../../outside/database/studio-store.ts'
import type { Log } from '../../outside/log/log.ts'
import type { Announcer } from '../announcer/announcer.ts'
import type { FarmWork, RenderFarm } from '../render-farm/render-farm.ts'
import { keepEarlierPapers } from './earlier-papers.ts'
import { batchFailure, failedRows, isDiskFull, jobFailure, loggedFacts } from './failures.ts'
import type { Production } from './needs.ts'
import { paperNames, writeManifest } from './papers.ts'
import { prepareBatch } from './prepare-batch.ts'
import { isStillThere } from './unchanged-file.ts'

export type LiveBatchNeeds = {
  store: StudioStore
  clock: Clock
  log: Log
  announcer: Announcer
  farm: RenderFarm
}

const lookEvery = 250
const triedAtFirst = 5

/**
 * A batch in the hands of this studio. Its modes, in order:
 *
 * - `preparing`: rows are read, checked and written. Left when all are in (to `rendering`), by a fault, or by
 *   `interrupt`.
 * - `rendering`: the farm takes its jobs through `claim`. Left when no job is waiting or running, by a fault of ours,
 *   or by `interrupt`.
 * - `ending`: nothing is claimed any more; running jobs have come back; the papers are written, then the status. From
 *   here nothing turns it aside. `ended` resolves when it is over.
 */
export class LiveBatch {
  readonly id: string
  readonly ended: Promise<void>
  #mode: 'preparing' | 'rendering' | 'ending' = 'preparing'
  readonly #needs: LiveBatchNeeds
  readonly #batch: Batch
  readonly #request: RenderRequest
  readonly #production: Production
  readonly #letGoOfFolder: () => void
  readonly #controller = new AbortController()
  readonly #underWay = new Map<number, { share: number; work: number }>()
  #prepared: Promise<void> = Promise.resolve()
  #table: string
  #progress: Progress = startProgress(0, 0)
  #jobsLeft = 0
  /** Rows of the videos that failed before any other was made; null once it is known that some can be. */
  #firstFailures: number[] | null = []
  #productionClosed = false
  #sayEnded: () => void = () => {}
  #stopLooking: () => void = () => {}

  /** `letGoOfFolder` gives the output folder free for other batches. */
  constructor(
    needs: LiveBatchNeeds,
    batch: Batch,
    request: RenderRequest,
    production: Production,
    letGoOfFolder: () => void,
  ) {
    this.id = batch.id
    this.#needs = needs
    this.#batch = batch
    this.#request = request
    this.#production = production
    this.#letGoOfFolder = letGoOfFolder
    this.#table = batch.data
    this.ended = new Promise((resolve) => {
      this.#sayEnded = resolve
    })
  }

  /** Prepares the batch and hands it to the farm. Never rejects: what goes wrong becomes the batch's status. */
  async run(pattern: NamePattern, folderWasEmpty: boolean): Promise<void> {
    const { store, clock, farm } = this.#needs
    try {
      const preparing = this.#prepare(pattern, folderWasEmpty)
      this.#prepared = preparing.then(noted, noted)
      const { work } = await preparing
      // An interruption ends the batch itself.
      if (this.#controller.signal.aborted) return
      const { counts } = store.batch(this.id)
      this.#change({ kind: 'prepared' })
      this.#jobsLeft = counts.jobs
      this.#progress = startProgress(work, clock.milliseconds())
      this.#mode = 'rendering'
      if (this.#jobsLeft === 0) return await this.#end({ kind: 'drained', at: clock.iso() })
      this.#look()
      farm.wake()
    } catch (error) {
      if (!this.#controller.signal.aborted) await this.fail(error)
    }
  }

  async #prepare(pattern: NamePattern, folderWasEmpty: boolean): Promise<{ work: number }> {
    const { store, announcer } = this.#needs
    const { work, rejectedRows } = await prepareBatch({
      batch: this.#batch,
      request: this.#request,
      production: this.#production,
      pattern,
      store,
      folderWasEmpty,
      signal: this.#controller.signal,
      onRows: (rows) =>
        announcer.tell({
          event: 'batch.progress',
          batch: this.id,
          share: 0,
          secondsLeft: null,
          doing: `Reading and checking the table: row ${rows.toLocaleString('en')}`,
        }),
    })
    if (rejectedRows > 0) await this.#writeRejected()
    return { work }
  }

  /** The next job as work for the farm; null when there is none to give out now. */
  claim(): FarmWork | null {
    if (this.#mode !== 'rendering') return null
    const { store, clock, announcer } = this.#needs
    const inHand = store.claimNext(this.id, clock.iso(), (job) => changeJob(job, { kind: 'claimed' }))
    if (inHand === null) return null
    this.#underWay.set(inHand.job.id, { share: 0, work: inHand.work })
    announcer.tell({ event: 'jobs.changed', batch: this.id, jobs: [inHand.job], previous: ['waiting'] })
    return { group: this.id, run: (signal) => this.#make(inHand, signal) }
  }

  /** Ends the batch on request, or because its machine can't go on: running jobs go back to waiting, what is finished is kept. */
  async interrupt(by: Interrupter, why?: string): Promise<void> {
    if (this.#mode !== 'ending') {
      this.#mode = 'ending'
      await this.#stopWork()
      // What was made on the way gives its room back, so that the papers can be written.
      if (by === 'disk-full') await this.#closeProduction('drop')
      await this.#end({ kind: 'interrupted', by, ...(why === undefined ? {} : { why }) })
    }
    await this.ended
  }

  /** Ends the batch for a fault of the request, the machine or ourselves. */
  async fail(error: unknown): Promise<void> {
    if (this.#mode === 'ending') return
    this.#mode = 'ending'
    if (!(error instanceof StudioError) || isMachineFault(error.code))
      this.#needs.log.fault('a batch ended by a fault', error, { batch: this.id, ...loggedFacts(error) })
    await this.#stopWork()
    await this.#end({ kind: 'failed', error: batchFailure(error) })
  }

  /** Calls off what is being done, and waits until all of it has come back. */
  async #stopWork(): Promise<void> {
    this.#controller.abort()
    await this.#prepared
    await this.#needs.farm.end(this.id)
  }

  async #make(inHand: JobInHand, signal: AbortSignal): Promise<void> {
    const { store, announcer } = this.#needs
    const { job } = inHand
    const report = (share: number, doing: string) => {
      const entry = this.#underWay.get(job.id)
      if (entry === undefined) return
      entry.share = share
      announcer.tell({ event: 'job.progress', batch: this.id, progress: [{ job: job.id, share, doing }] })
    }
    let event: JobEvent
    try {
      const { note } = inHand
      const { language, format, path } = job
      const row = store.row(this.id, inHand.rowNumber)
      const { hash, make } = await this.#production.plan({ row, language, format })
      const out = inside(this.#batch.outputFolder, path)
      const earlier = this.#request.afresh ? null : await this.#leftUnchanged(out, { path, hash }, signal)
      if (earlier !== null)
        event = { kind: 'unchanged', output: earlier.output, hash, since: earlier.madeBy, note }
      else {
        const made = await make(out, { signal, onProgress: report })
        event = { kind: 'made', output: { path, ...made }, hash, note }
      }
    } catch (error) {
      event = this.#afterFault(job.id, error, signal)
    }
    this.#settle(inHand, event)
  }

  /** The file that an earlier batch made from the same plan, when it still lies there as it was left; else null. */
  async #leftUnchanged(
    out: string,
    planned: { path: string; hash: string },
    signal: AbortSignal,
  ): Promise<EarlierOutput | null> {
    const { outputFolder } = this.#batch
    const earlier = this.#needs.store.earlierOutput(this.id, { outputFolder, ...planned })
    return earlier !== null && (await isStillThere(out, earlier.output, signal)) ? earlier : null
  }

  /** What a fault makes of a job. A full disk is nobody's fault: the job goes back, and the batch stops. */
  #afterFault(job: number, error: unknown, signal: AbortSignal): JobEvent {
    const { log } = this.#needs
    const facts = { batch: this.id, job, ...loggedFacts(error) }
    if (isDiskFull(error)) {
      log.fault('a video could not be written: the disk is full', error, facts)
      void this.interrupt('disk-full')
      return { kind: 'handed-back', reason: 'Handed back: the disk is full.' }
    }
    if (signal.aborted) return { kind: 'handed-back', reason: 'Handed back: the batch was interrupted.' }
    if (error instanceof StudioError) log.fault('a video failed', error, facts)
    else log.fault('a video failed by a fault of ours', error, facts)
    return { kind: 'failed', error: jobFailure(error) }
  }

  /** When all of the first videos fail by no fault of their rows, 10,000 more need not be tried. */
  #judgeBeginning(row: number, event: JobEvent): void {
    // A file that was there already says nothing about what can be made.
    if (this.#firstFailures === null || event.kind === 'handed-back' || event.kind === 'unchanged') return
    if (event.kind !== 'failed' || !isRenderingFault(event.error.code)) {
      this.#firstFailures = null
      return
    }
    this.#firstFailures.push(row)
    // One row can be the cause in all its languages and formats.
    if (this.#firstFailures.length < triedAtFirst || new Set(this.#firstFailures).size < 2) return
    void this.interrupt('failing-ffmpeg', event.error.message)
  }

  #settle({ job, work, rowNumber }: JobInHand, event: JobEvent): void {
    const { store, clock, announcer } = this.#needs
    this.#underWay.delete(job.id)
    store.apply(this.id, { jobs: [changeJob(job, event)], batch: null, at: clock.iso() })
    announcer.tell({
      event: 'jobs.changed',
      batch: this.id,
      jobs: [store.job(job.id)],
      previous: [job.status],
    })
    if (event.kind === 'handed-back') return
    this.#progress =
      event.kind === 'unchanged' ? settleUnchanged(this.#progress, work) : settle(this.#progress, work)
    this.#jobsLeft -= 1
    this.#tellProgress()
    if (this.#jobsLeft > 0) this.#judgeBeginning(rowNumber, event)
    if (this.#jobsLeft === 0 && this.#mode === 'rendering') {
      this.#mode = 'ending'
      void this.#end({ kind: 'drained', at: clock.iso() })
    }
  }

  /** Writes the papers, then the last status, and lets go of everything. Never rejects. */
  async #end(event: BatchEvent): Promise<void> {
    this.#mode = 'ending'
    this.#stopLooking()
    const { log, announcer } = this.#needs
    try {
      await this.#writePapers(event)
        .catch((error: unknown) => {
          if (event.kind !== 'interrupted' || !isDiskFull(error)) throw error
          // The sentence about the full disk says it all; the next start finds what was finished in the store.
          log.fault('the disk is full: the manifest was not written', error, { batch: this.id })
        })
        .finally(this.#letGoOfFolder)
      this.#change(event)
    } catch (error) {
      log.fault('a batch could not be ended', error, { batch: this.id })
      const { message, ...shape } = batchFailure(error)
      const failed = {
        ...shape,
        message: `What is finished is kept, but the batch could not be closed: ${message}`,
      }
      try {
        this.#change({ kind: 'failed', error: failed })
      } catch (again) {
        // The store itself is at fault (a full disk, say). The next start finds the batch and interrupts it; whoever
        // waits for its end now has to hear of it all the same.
        log.fault('the end of a batch could not be written', again, { batch: this.id })
        const status = { status: 'failed', reason: failed.message, error: failed } as const
        announcer.tell({ event: 'batch.changed', batch: { ...this.#batch, ...status }, previous: 'running' })
      }
    }
    await this.#closeProduction(this.#request.artifacts)
    announcer.flush()
    this.#sayEnded()
  }

  async #closeProduction(policy: ArtifactPolicy): Promise<void> {
    if (this.#productionClosed) return
    this.#productionClosed = true
    await this.#production
      .close({ policy, at: this.#needs.clock.iso() })
      .catch((error: unknown) =>
        this.#needs.log.fault('artifacts were left behind', error, { batch: this.id }),
      )
  }

  async #writePapers(event: BatchEvent): Promise<void> {
    // A batch that failed before it rendered leaves the output folder as it was; strict ones say what to mend.
    if (event.kind === 'failed' && event.error.code !== 'data.strict' && event.error.code !== 'internal')
      return
    const { store, clock } = this.#needs
    const batch = store.batch(this.id)
    const { counts } = batch
    const failed = counts.failed > 0 ? failedRows(store, this.id) : new Map<number, RowProblem[]>()
    if (failed.size > 0 || (counts.rejectedRows > 0 && batch.rejected === null))
      await this.#writeRejected(failed)
    else this.#noteMoved(await keepEarlierPapers(store, batch.outputFolder, this.id))
    const { to } = changeBatch(batch.status, counts, event)
    const { manifest } = await writeManifest(store, batch, { ...to, at: clock.iso() })
    store.setPapers(this.id, { manifest, rejected: store.batch(this.id).rejected })
  }

  async #writeRejected(failed: ReadonlyMap<number, RowProblem[]> = new Map()): Promise<void> {
    const { store, log } = this.#needs
    const { outputFolder, manifest } = this.#batch
    this.#noteMoved(await keepEarlierPapers(store, outputFolder, this.id))
    const path = join(outputFolder, paperNames.rejected)
    const written = await this.#production.writeRejected(path, this.#table, (rowNumber) => {
      const problems = store.rejectedRow(this.id, rowNumber)
      return problems.length > 0 ? problems : (failed.get(rowNumber) ?? null)
    })
    if (written) store.setPapers(this.id, { manifest, rejected: path })
    else
      log.info('the table changed while its batch ran: its rejected rows were not written', {
        batch: this.id,
        path,
      })
  }

  #noteMoved(moved: ReadonlyMap<string, string>): void {
    this.#table = moved.get(this.#table) ?? this.#table
  }

  #change(event: BatchEvent): void {
    const { store, announcer, clock } = this.#needs
    const before = store.batch(this.id)
    store.apply(this.id, {
      jobs: [],
      batch: changeBatch(before.status, before.counts, event),
      at: clock.iso(),
    })
    announcer.tell({ event: 'batch.changed', batch: store.batch(this.id), previous: before.status })
  }

  /** Looks at how far the batch is, four times a second, until it ends. */
  #look(): void {
    if (this.#mode !== 'rendering') return
    this.#tellProgress()
    this.#stopLooking = this.#needs.clock.after(lookEvery, () => this.#look())
  }

  #tellProgress(): void {
    const { clock, announcer } = this.#needs
    let underWay = 0
    for (const { share, work } of this.#underWay.values()) underWay += share * work
    const { progress, share, secondsLeft } = look(this.#progress, underWay, clock.milliseconds())
    this.#progress = progress
    announcer.tell({
      event: 'batch.progress',
      batch: this.id,
      share,
      secondsLeft,
      doing: `Rendering: ${this.#jobsLeft.toLocaleString('en')} left`,
    })
  }
}

const noted = () => {}

/** Of the work of making a file, that of finding it unchanged. */
const unchangedShare = 0.02

/** Files that were there already must not make the rest look quickly done: their work leaves the total. */
function settleUnchanged(progress: Progress, work: number): Progress {
  const little = work * unchangedShare
  return settle({ ...progress, total: progress.total - work + little }, little)
}

/** The path of an output. Names were made safe; this only makes sure of it once more before something is written. */
function inside(folder: string, path: string): string {
  const whole = join(folder, path)
  if (!whole.startsWith(folder.endsWith(sep) ? folder : folder + sep))
    throw new Error(`${path} would leave the output folder`)
  return whole
}
