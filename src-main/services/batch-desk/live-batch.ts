import type { BatchStatus, Interrupter } from '../../../src-shared/batches/batch.ts'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import type { Forecast } from '../../../src-shared/farm/forecast.ts'
import type { Priority } from '../../../src-shared/farm/priority.ts'
import { type BatchEvent, changeBatch } from '../../core/job-lifecycle/batch-lifecycle.ts'
import { changeJob, type JobEvent } from '../../core/job-lifecycle/job-lifecycle.ts'
import type { NamePattern } from '../../core/output-names/name-pattern.ts'
import { isMachineFault } from '../../core/retry-policy/blame.ts'
import { longestBackOff } from '../../core/retry-policy/retry-policy.ts'
import type { JobInHand } from '../../outside/database/job-records.ts'
import type { FarmWork } from '../render-farm/needs.ts'
import { type BatchHold, holdBatch } from './batch-hold.ts'
import { BatchWatch } from './batch-watch.ts'
import { whyNoRoom } from './disk-room.ts'
import { batchFailure, isDiskFull, loggedFacts } from './failures.ts'
import { signOf } from './folder-hold.ts'
import { type GivenJob, GivenJobs } from './given-jobs.ts'
import { inSlices } from './in-slices.ts'
import { afterFault } from './job-faults.ts'
import { type JobMaking, makeJob } from './job-making.ts'
import { removeLeftovers } from './leftovers.ts'
import type { LiveBatchNeeds, OpenedBatch } from './live-needs.ts'
import { prepareBatch } from './prepare-batch.ts'

/**
 * A batch in the hands of this studio. Its modes:
 *
 * - `preparing`: rows are read, checked and written. Left to `rendering` when all are in, or to `ending`.
 * - `rendering`: the farm takes its jobs through `claim`. Left to `ending` when nothing is left, by a fault, or on
 *   request; to `pausing` by a pause that lets finish what runs.
 * - `pausing`: nothing is claimed. Left to `rendering` when it is resumed, to `ending` when nothing runs any more.
 * - `ending`: running jobs have come back; papers are written, then the last status (that of a pause or a cancellation
 *   was written before). `ended` resolves when it is over. Left to `rendering` only by jobs that came back meanwhile.
 */
export class LiveBatch {
  readonly id: string
  readonly ended: Promise<void>
  #mode: 'preparing' | 'rendering' | 'pausing' | 'ending' = 'preparing'
  readonly #needs: LiveBatchNeeds
  readonly #opened: OpenedBatch
  readonly #hold: BatchHold
  readonly #making: JobMaking
  readonly #watch: BatchWatch
  readonly #preparing = new AbortController()
  readonly #jobs = new GivenJobs()
  #prepared: Promise<void> = Promise.resolve()
  /** Nothing can be claimed before; milliseconds of the clock. */
  #idleUntil = 0
  #stopWaiting = noted
  /** Its next job has no priority of its own: those that have a higher one were given out. */
  #nextIsCommon = false
  /** Jobs that something is still to come of. */
  #left = 0
  /** A fault of ours happened to it. */
  #keepsAll = false
  /** What its status becomes when its papers are written. */
  #last: BatchEvent | null = null
  /** Somebody interrupted it while it was ending anyway. */
  #interruptedBy: Interrupter | null = null
  #sayEnded = noted

  constructor(needs: LiveBatchNeeds, opened: OpenedBatch) {
    const { batch, request, production } = opened
    this.id = batch.id
    this.#needs = needs
    this.#opened = opened
    this.#hold = holdBatch(needs, opened)
    this.#making = { ...needs, batch, request, production, sign: signOf(batch.outputFolder) }
    const underWay = () => this.#jobs.underWay()
    this.#watch = new BatchWatch(needs, opened, { underWay, pause: (event) => this.pause(event) })
    this.ended = new Promise((resolve) => {
      this.#sayEnded = resolve
    })
  }

  get mode() {
    return this.#mode
  }

  /** Its last status is decided and about to be written. */
  get isEnding(): boolean {
    return this.#mode === 'ending' && this.#last !== null
  }

  get outputFolder(): string {
    return this.#opened.batch.outputFolder
  }

  /** The priority that it is served at, its deadline considered. */
  get served(): Priority {
    return this.#watch.served
  }

  /** The same for its next job; null: none can be given out now. */
  nextServed(): Priority | null {
    if (this.#nextIsCommon) return this.served
    const { store, clock } = this.#needs
    const next = store.nextPriority(this.id)
    // Only a job of its own priority comes at another one than its batch's.
    if (next !== null) return next === this.#watch.own ? this.served : next
    const now = Date.parse(clock.iso())
    const due = store.nextDue(this.id)
    if (due !== null && (Date.parse(due) <= now || Date.parse(due) > now + longestBackOff)) return this.served
    this.#waitForWork(due)
    return null
  }

  /** How a job in hand is served. */
  standingOf(job: number): { served: Priority; rank: number } | null {
    const given = this.#jobs.get(job)
    return given === undefined ? null : { served: given.own ?? this.served, rank: given.rank }
  }

  get forecast(): Forecast | null {
    return this.#watch.forecast
  }

  /**
   * Reads and checks the table when it is its turn, then hands the batch to the farm. Never rejects: what goes wrong
   * becomes its status.
   */
  async prepare(before: Promise<unknown>, pattern: NamePattern, folderWasEmpty: boolean): Promise<void> {
    const preparing = before.then(() => {
      if (!this.#preparing.signal.aborted) return this.#prepare(pattern, folderWasEmpty)
    })
    this.#prepared = preparing.then(noted, noted)
    try {
      await preparing
      // Whoever called it off ends it.
      if (this.#preparing.signal.aborted) return
      const { store } = this.#needs
      await this.#hold.whenThereIsRoom(() => this.#hold.change({ kind: 'prepared' }))
      if (this.#opened.request.queue.pilot !== null)
        store.beginPilot(this.id, this.#opened.request.queue.pilot)
      const noRoom = await whyNoRoom(this.#needs, this.#opened)
      if (this.#preparing.signal.aborted) return
      if (noRoom === null) return this.begin()
      this.#mode = 'rendering'
      this.pause({ kind: 'paused', by: 'asks', why: noRoom })
    } catch (error) {
      if (!this.#preparing.signal.aborted) await this.fail(error)
    }
  }

  async #prepare(pattern: NamePattern, folderWasEmpty: boolean): Promise<void> {
    const { announcer } = this.#needs
    const { batch, request, production } = this.#opened
    const { rejectedRows } = await prepareBatch({
      batch,
      request,
      production,
      pattern,
      store: this.#needs.store,
      folderWasEmpty,
      signal: this.#preparing.signal,
      whenThereIsRoom: (work) => this.#hold.whenThereIsRoom(work),
      onRows: (rows) =>
        announcer.tell({
          event: 'batch.progress',
          batch: this.id,
          share: 0,
          forecast: null,
          doing: `Reading and checking the table: row ${rows.toLocaleString('en')}`,
        }),
    })
    if (rejectedRows > 0) await this.#hold.papers.rejected()
  }

  /** Hands a batch that runs to the farm. */
  begin(): void {
    this.#mode = 'rendering'
    this.#watch.begin()
    this.refresh()
  }

  /** Whether it may have a job to give out. */
  contends(): boolean {
    return this.#mode === 'rendering' && this.#needs.clock.milliseconds() >= this.#idleUntil
  }

  /** The next job as work for the farm; null when there is none to give out now. */
  claim(): FarmWork | null {
    if (!this.contends()) return null
    const { store, clock, announcer } = this.#needs
    const now = clock.iso()
    const farthest = new Date(Date.parse(now) + longestBackOff).toISOString()
    const inHand = store.claimNext(this.id, now, (job) => changeJob(job, { kind: 'claimed' }), farthest)
    if (inHand === null) {
      this.#waitForWork(store.nextDue(this.id))
      return null
    }
    const { job } = inHand
    this.#nextIsCommon = job.priority === null
    const run = this.#jobs.give(
      inHand,
      (given, signal) => this.#make(inHand, given, signal),
      () => this.#afterJob(),
    )
    announcer.tell({ event: 'jobs.changed', batch: this.id, jobs: [job], previous: ['waiting'] })
    return { group: this.id, job: job.id, run }
  }

  /** Somebody wants another try: a file that was missing or replaced is taken as it is now, as if the batch were taken up anew. */
  lookAnew(): void {
    this.#opened.production.lookAnew()
  }

  /** Jobs were changed by others: looks anew what is to be done. */
  refresh(): void {
    if (this.#mode !== 'rendering' && this.#mode !== 'pausing') return
    this.#mayHaveMore()
    this.#stopWaiting()
    this.#watch.refresh()
    this.#countLeft()
    this.#afterJob()
    if (this.#mode === 'rendering') this.#needs.farm.wake()
  }

  #mayHaveMore(): void {
    this.#idleUntil = 0
    this.#nextIsCommon = false
  }

  /** Its record says otherwise by now: the try under way is handed back, and what comes of it is not written. */
  async callOff(job: number): Promise<void> {
    const given = this.#jobs.get(job)
    if (given === undefined) return
    given.calledOff = true
    await this.#needs.farm.endJob(job)
  }

  /** Nothing more is begun; `now`: what runs is handed back, too. */
  pause(event: Extract<BatchEvent, { kind: 'paused' }>): void {
    if (this.#mode === 'ending') return
    this.#hold.change(event)
    const now = event.by === 'person' && event.now
    if (this.#mode === 'preparing' || now) {
      void this.#leave()
      return
    }
    this.#mode = 'pausing'
    this.#watch.pause()
    this.#afterJob()
  }

  /** True when it goes on at once; else it was left already, and has to be taken up anew. */
  resume(): boolean {
    if (this.#mode !== 'pausing') return false
    this.#hold.change({ kind: 'taken-up' })
    this.begin()
    return true
  }

  /** Ends it for good on request, what runs is handed back. */
  cancel(): void {
    if (this.#mode === 'ending') return
    this.#hold.change({ kind: 'cancelled' })
    void this.#leave()
  }

  /** Hands back what runs; what is finished is kept. Resolves when its papers are written. */
  async interrupt(by: Interrupter): Promise<void> {
    this.#interruptedBy = by
    if (this.#mode === 'pausing') void this.#leave()
    else if (this.#mode !== 'ending') void this.#leave({ kind: 'interrupted', by })
    this.#hold.hurry()
    await this.ended
  }

  /** Ends the batch for a fault of the request, the machine or ourselves. */
  async fail(error: unknown): Promise<void> {
    if (this.#mode === 'ending') return
    if (!(error instanceof StudioError) || isMachineFault(error.code))
      this.#needs.log.fault('a batch ended by a fault', error, { batch: this.id, ...loggedFacts(error) })
    await this.#leave({ kind: 'failed', error: batchFailure(error) })
  }

  /** Calls off what is being done and waits until it has come back; then papers, the last status, and the end. */
  async #leave(last: BatchEvent | null = null): Promise<void> {
    const wasPreparing = this.#mode === 'preparing'
    this.#mode = 'ending'
    this.#last = last
    this.#preparing.abort()
    await this.#prepared
    if (wasPreparing && last?.kind !== 'failed') await this.#dropPrepared()
    await this.#needs.farm.end(this.id)
    await this.#end(last)
  }

  async #dropPrepared(): Promise<void> {
    try {
      await inSlices(this.#needs.store.droppingPrepared(this.id))
    } catch (error) {
      // What stays goes before its table is read once more.
      this.#needs.log.fault('what was read of a table could not be dropped', error, { batch: this.id })
    }
  }

  async #make(inHand: JobInHand, given: GivenJob, signal: AbortSignal): Promise<void> {
    const { announcer, store } = this.#needs
    const job = inHand.job.id
    const report = (share: number, doing: string) => {
      if (given.calledOff) return
      given.share = share
      announcer.tell({ event: 'job.progress', batch: this.id, progress: [{ job, share, doing }] })
    }
    let event: JobEvent
    let stops = false
    let reopens = false
    try {
      signal.throwIfAborted()
      event = await makeJob(this.#making, inHand, signal, report)
    } catch (error) {
      if (given.calledOff) return
      if (signal.aborted) event = { kind: 'handed-back', reason: `Handed back: ${this.#whyCalledOff()}.` }
      else ({ event, stops, reopens } = await afterFault(this.#needs, this.#opened, inHand, error))
      if (stops) this.#keepsAll = true
    }
    if (given.calledOff) return
    const at = this.#needs.clock.iso()
    const change = changeJob(inHand.job, event)
    await this.#hold.whenThereIsRoom(() => store.apply(this.id, { jobs: [change], batch: null, at }))
    announcer.tell({
      event: 'jobs.changed',
      batch: this.id,
      jobs: [store.job(job)],
      previous: [inHand.job.status],
    })
    if (change.inspection !== undefined)
      announcer.tell({ event: 'quality.changed', batch: this.id, jobs: [job] })
    this.#jobs.settled(job)
    if (change.to.status === 'waiting') this.#mayHaveMore()
    else this.#left -= 1
    this.#watch.settled(inHand, event)
    if (stops && event.kind === 'failed' && this.#mode === 'rendering')
      this.pause({ kind: 'paused', by: 'asks', why: event.error.message })
    if (reopens && this.#mode === 'rendering') {
      this.#hold.change({ kind: 'waits', for: 'remedy', why: whyReopened })
      void this.#leave()
    }
  }

  #whyCalledOff(): string {
    const { status } = this.#needs.store.batch(this.id)
    if (status === 'paused' || status === 'cancelled') return `the batch was ${status}`
    return this.#mode === 'rendering' ? 'everything was paused' : 'the batch was interrupted'
  }

  /** What follows when a job has come back, or the records have changed. */
  #afterJob(): void {
    if (this.#mode !== 'rendering' && this.#mode !== 'pausing') return
    if (this.#left <= 0 && this.#countLeft() === 0) {
      this.#mode = 'ending'
      void this.#end({ kind: 'drained', at: this.#needs.clock.iso() })
    } else if (this.#mode === 'rendering') this.#judge()
    else if (this.#jobs.count === 0) {
      this.#mode = 'ending'
      void this.#end(null)
    }
  }

  #judge(): void {
    try {
      this.#watch.judge()
    } catch (error) {
      // Judged again with the next video.
      if (!isDiskFull(error)) throw error
    }
  }

  #countLeft(): number {
    const { waiting, running, paused } = this.#needs.store.batch(this.id).counts
    this.#left = waiting + running + paused
    return this.#left
  }

  /** Until a job's time to be tried again comes, or somebody changes something. */
  #waitForWork(due: string | null): void {
    const { clock, farm } = this.#needs
    this.#stopWaiting()
    this.#idleUntil = Number.POSITIVE_INFINITY
    if (due === null) return
    const wait = Math.max(50, Date.parse(due) - Date.parse(clock.iso()))
    this.#stopWaiting = clock.after(wait, () => {
      this.#mayHaveMore()
      farm.wake()
    })
  }

  /** Some of it waits again, just as it was to be finished. */
  async #goOnAgain(): Promise<void> {
    const { status } = this.#needs.store.batch(this.id)
    if (status !== 'running') return this.#leave()
    if (this.#interruptedBy !== null) return this.#leave({ kind: 'interrupted', by: this.#interruptedBy })
    this.begin()
  }

  /** Writes the papers, then the last status if it is yet to be written, and lets go of everything. Never rejects. */
  async #end(wanted: BatchEvent | null): Promise<void> {
    let last = wanted
    this.#last = last
    this.#stopWaiting()
    this.#watch.end()
    await this.#jobs.over()
    const { log, store, announcer } = this.#needs
    let to: Pick<BatchStatus, 'status' | 'reason'> | null = null
    try {
      const before = store.batch(this.id)
      to = last === null ? before : changeBatch(before.status, before.counts, last, before.verdicts).to
      // While a disk was read-only or away, nothing could be removed.
      const { folders } = this.#jobs
      if (folders.size > 0) await removeLeftovers(before.outputFolder, folders)
      const written = await this.#hold.writePapers(last, to)
      // The studio ends before its output folder is back: the next one writes what is missing.
      if (!written && last?.kind === 'drained' && before.status === 'running')
        last = { kind: 'interrupted', by: 'end-of-studio' }
      // Somebody wants another try at some of it.
      if (last?.kind === 'drained' && this.#countLeft() > 0) return await this.#goOnAgain()
      this.#opened.letGoOfFolder()
      const end = last
      if (end !== null) await this.#hold.whenThereIsRoom(() => this.#hold.change(end))
      // Its status was told before; where its papers lie was not.
      else this.#hold.tell()
      if (last?.kind === 'drained') this.#watch.finished()
    } catch (error) {
      this.#opened.letGoOfFolder()
      log.fault('a batch could not be ended', error, { batch: this.id })
      this.#hold.endInFault(error, last)
    }
    await this.#hold.closeProduction(to?.status ?? 'failed', this.#keepsAll)
    announcer.flush()
    this.#sayEnded()
  }
}

const noted = () => {}

const whyReopened = 'Another ffmpeg stands where the batch began with one: it is opened anew.'
