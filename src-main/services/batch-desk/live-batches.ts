import type { Batch } from '../../../src-shared/batches/batch.ts'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import type { Priority } from '../../../src-shared/farm/priority.ts'
import type { BatchEvent } from '../../core/job-lifecycle/batch-lifecycle.ts'
import { type Contender, nextBatch, rankOf, usedOnJoining } from '../../core/slot-sharing/turns.ts'
import type { FarmWork, Served } from '../render-farm/needs.ts'
import { untilItIsOver } from './batch-hold.ts'
import { changeRecord } from './change-record.ts'
import { batchFailure, isDiskFull, loggedFacts } from './failures.ts'
import { inSlices } from './in-slices.ts'
import { LiveBatch } from './live-batch.ts'
import type { LiveBatchNeeds } from './live-needs.ts'
import { missMissing } from './lost-batches.ts'
import type { OpenProduction } from './needs.ts'
import { openAgain, type ReadyBatch } from './taking-up.ts'
import { untilItsTime } from './waiting-words.ts'

export type LiveBatchesNeeds = LiveBatchNeeds & {
  openProduction: OpenProduction
  /** Nothing of lost studios is in the way any more. */
  swept: Promise<void>
  /** A person holds everything. */
  isHeld(): boolean
  onEnded(): void
}

/** Open at a time, each with its template, fonts and table; one of a higher priority is taken up besides. */
const mostLive = 8
const lookEvery = 30_000
const inUseFor = 1_000
/** More than anybody arranges by hand. */
const mostQueued = 10_000

/**
 * The batches that this studio works on: which of those that wait are taken up, and whose turn it is. It works on those that
 * it was asked to (`add`), or on all that go on by themselves (`workOnAll`); until then it only visits.
 */
export class LiveBatches {
  readonly #needs: LiveBatchesNeeds
  readonly #lives = new Map<string, LiveBatch>()
  readonly #opening = new Map<string, Promise<void>>()
  readonly #asked = new Set<string>()
  /** Could not be taken up: not before this time of the clock. */
  readonly #blocked = new Map<string, number>()
  readonly #order = new Map<string, number>()
  #works: 'nothing' | 'asked' | 'all' = 'nothing'
  #isStopping = false
  #looking: Promise<void> | null = null
  #lookAgain = false
  #lastPreparation: Promise<unknown> = Promise.resolve()
  #callOffLook: () => void = () => {}
  #waiters: (() => void)[] = []

  constructor(needs: LiveBatchesNeeds) {
    this.#needs = needs
  }

  get(id: string): LiveBatch | undefined {
    return this.#lives.get(id)
  }

  all(): LiveBatch[] {
    return [...this.#lives.values()]
  }

  /** Whether a batch is in hand, or about to be. */
  has(id: string): boolean {
    return this.#lives.has(id) || this.#opening.has(id)
  }

  /** Whether this studio goes on with a batch of this status as soon as it can. */
  goesOnWith(batch: Batch): boolean {
    if (this.#works === 'nothing') return false
    const asked = this.#works === 'all' || this.#asked.has(batch.id)
    if (batch.status === 'waiting') return asked
    return batch.status === 'interrupted' && asked && (batch.by !== 'person' || this.#asked.has(batch.id))
  }

  get works(): boolean {
    return this.#works !== 'nothing'
  }

  /** From now on this studio works on all batches that go on by themselves. Resolves when there is none of them left. */
  async workOnAll(): Promise<void> {
    this.#works = 'all'
    this.look()
    await this.#looking
    if (this.#isIdle()) return
    await new Promise<void>((resolve) => this.#waiters.push(resolve))
  }

  /** This studio works on a batch, as soon as its turn comes. */
  ask(id: string): void {
    this.#ask(id)
    this.look()
  }

  #ask(id: string): void {
    this.#asked.add(id)
    this.#blocked.delete(id)
    if (this.#works === 'nothing') this.#works = 'asked'
  }

  /** It doesn't any more, unless it works on all. */
  forget(id: string): void {
    this.#asked.delete(id)
  }

  /** The same, if it works at all. */
  askIfWorking(id: string): void {
    this.#blocked.delete(id)
    if (this.works) this.ask(id)
  }

  /** Takes an opened batch in hand; it is prepared when it is its turn, or goes on at once. */
  begin(ready: ReadyBatch, isPrepared: boolean): void {
    const live = new LiveBatch(this.#needs, ready)
    const { id } = ready.batch
    this.#ask(id)
    this.#needs.farm.setUsed(id, usedOnJoining(this.all().map((other) => this.#needs.farm.used(other.id))))
    this.#lives.set(id, live)
    this.#needs.onQueue()
    void live.ended.then(() => {
      this.#lives.delete(id)
      // Who interrupts it by hand doesn't want it to go on by itself.
      if (this.#needs.store.batch(id).status === 'interrupted') this.#asked.delete(id)
      this.#needs.onEnded()
      this.#needs.onQueue()
      this.look()
    })
    if (isPrepared) live.begin()
    else {
      // Reading tables takes all processors: one at a time, beside rendering.
      const before = this.#lastPreparation
      this.#lastPreparation = live.prepare(before, ready.pattern, ready.folderWasEmpty)
    }
  }

  /** For the farm: the next job of those that are served at `atLeast` or before it. */
  next(atLeast: Priority): FarmWork | null {
    if (this.#isStopping || this.#needs.isHeld()) return null
    const contenders: Contender[] = []
    for (const live of this.#lives.values()) {
      if (!live.contends()) continue
      const served = live.nextServed()
      if (served === null || rankOf(served) > rankOf(atLeast)) continue
      contenders.push({
        id: live.id,
        served,
        used: this.#needs.farm.used(live.id),
        order: this.#order.get(live.id) ?? Number.MAX_SAFE_INTEGER,
      })
    }
    for (let id = nextBatch(contenders); id !== null; id = nextBatch(contenders)) {
      const work = this.#claim(this.#lives.get(id)!)
      if (work !== null) return work
      contenders.splice(
        contenders.findIndex((one) => one.id === id),
        1,
      )
    }
    return null
  }

  #claim(live: LiveBatch): FarmWork | null {
    try {
      return live.claim()
    } catch (error) {
      if (isDiskFull(error)) {
        this.#needs.farm.hold('disk', this.#needs.studioFolder, batchFailure(error).message)
        return null
      }
      void live.fail(error)
      return null
    }
  }

  /** For the farm: how a job in hand is served, as things stand. */
  standingOf(batch: string, job: number): Served {
    const order = this.#order.get(batch) ?? Number.MAX_SAFE_INTEGER
    const standing = this.#lives.get(batch)?.standingOf(job) ?? null
    return { ...(standing ?? { served: 'normal', rank: Number.MAX_SAFE_INTEGER }), order }
  }

  /** Something changed that may let a batch begin or go on. */
  look(): void {
    this.#lookAgain = true
    if (this.#looking !== null || this.#isStopping) return
    this.#looking = this.#lookAround()
      .catch((error: unknown) => {
        this.#lookAgain = false
        this.#needs.log.fault('the queue could not be looked through', error)
      })
      .finally(() => {
        this.#looking = null
        // Asked for while the last look was ending.
        if (this.#lookAgain && !this.#isStopping) return this.look()
        this.#lookLater()
        if (this.#isIdle()) for (const resolve of this.#waiters.splice(0)) resolve()
      })
  }

  #lookLater(): void {
    this.#callOffLook()
    if (!this.works || this.#isStopping) return
    const { clock } = this.#needs
    const now = clock.milliseconds()
    const waits = [...this.#blocked.values()].filter((at) => at > now).map((at) => at - now)
    for (const batch of this.#later()) waits.push(untilItsTime(batch, clock.iso()))
    this.#callOffLook = clock.after(Math.min(lookEvery, ...waits), () => this.look())
  }

  async #lookAround(): Promise<void> {
    await this.#needs.swept
    while (this.#lookAgain && !this.#isStopping) {
      this.#lookAgain = false
      const due = this.due()[0]
      if (due === undefined) continue
      this.#lookAgain = true
      await this.whileOpening(due.id, () => this.#takeUp(due))
    }
  }

  /** Nobody else opens it meanwhile. */
  async whileOpening<T>(id: string, work: () => Promise<T>): Promise<T> {
    const opening = work()
    this.#opening.set(id, opening.then(noted, noted))
    try {
      return await opening
    } finally {
      this.#opening.delete(id)
    }
  }

  /** Those that can be taken up now, in the order in which they are served. */
  due(): Batch[] {
    const queued = this.#needs.store.queued(mostQueued)
    this.#order.clear()
    for (const [place, { id }] of queued.entries()) this.#order.set(id, place)
    if (!this.works || this.#needs.isHeld()) return []
    const now = this.#needs.clock.milliseconds()
    return queued.filter(
      (batch) =>
        !this.has(batch.id) &&
        this.goesOnWith(batch) &&
        (this.#blocked.get(batch.id) ?? 0) <= now &&
        untilItsTime(batch, this.#needs.clock.iso()) === 0 &&
        this.#needs.store.waitsFor(batch.id).length === 0 &&
        this.writerInto(batch.outputFolder) === null &&
        this.hasRoomFor(batch),
    )
  }

  /** Those that will be begun when their time has come. */
  #later(): Batch[] {
    const { store, clock } = this.#needs
    const now = clock.iso()
    return store
      .queued(mostQueued)
      .filter((batch) => !this.has(batch.id) && this.goesOnWith(batch) && untilItsTime(batch, now) > 0)
  }

  /** The batch in hand that writes into a folder: two would move each other's papers away. */
  writerInto(folder: string): LiveBatch | null {
    return this.all().find((live) => live.outputFolder === folder) ?? null
  }

  /** Whether another batch can be opened beside those that are. */
  hasRoomFor({ priority }: Batch): boolean {
    const beside = this.all().filter((live) => rankOf(live.served) <= rankOf(priority))
    return beside.length < mostLive
  }

  /** Whether a batch can't begin yet, however much a person wants it to. */
  mustWait(batch: Batch): boolean {
    const { store, clock } = this.#needs
    return (
      this.#needs.isHeld() ||
      untilItsTime(batch, clock.iso()) > 0 ||
      store.waitsFor(batch.id).length > 0 ||
      !this.hasRoomFor(batch)
    )
  }

  async #takeUp(batch: Batch): Promise<void> {
    const { store, clock, log } = this.#needs
    const { id } = batch
    try {
      const later = this.#asked.has(id) || batch.status !== 'interrupted' ? null : store.laterWriter(id)
      if (later !== null) {
        this.change(id, { kind: 'paused', by: 'asks', why: outdated(later, batch.outputFolder) })
        return
      }
      await this.goOn(await openAgain(this.#needs, batch, 'as-begun'))
    } catch (error) {
      // Papers of a batch that was left are written in a moment.
      const inUse = error instanceof StudioError && error.code === 'output.in-use'
      this.#blocked.set(id, clock.milliseconds() + (inUse ? inUseFor : lookEvery))
      if (!(error instanceof StudioError)) log.fault('a batch could not be taken up', error, { batch: id })
      else
        log.info('a batch could not be taken up', {
          batch: id,
          message: error.message,
          ...loggedFacts(error),
        })
      const { message, whatToDo } = batchFailure(error)
      const why = [message, whatToDo].filter(Boolean).join(' ')
      const { status, reason } = store.batch(id)
      if ((status === 'waiting' || status === 'interrupted') && reason !== why)
        this.change(id, { kind: 'waits', for: 'remedy', why })
    }
  }

  /**
   * Goes on with a batch that was opened, or lets go of it when its turn has not come. `wanted`: a person just said so.
   */
  async goOn(ready: ReadyBatch, wanted = false): Promise<void> {
    const { store, clock } = this.#needs
    const { batch } = ready
    if (wanted) this.#ask(batch.id)
    try {
      const { prepared } = store.batchInHand(batch.id)
      // Also after an orderly end: whoever clears a folder up between two evenings wants those videos again.
      if (prepared) await missMissing(store, batch, clock.iso)
      // What was read of its table before: whoever was to drop it may have been killed.
      else await inSlices(store.droppingPrepared(batch.id))
      // A person may have said otherwise meanwhile.
      const now = store.batch(batch.id)
      if (this.#isStopping || !this.goesOnWith(now) || this.mustWait(now)) return await this.putBack(ready)
      this.change(batch.id, { kind: prepared ? 'taken-up' : 'preparing' })
      this.begin({ ...ready, batch: store.batch(batch.id) }, prepared)
    } catch (error) {
      if (!this.#lives.has(batch.id)) await this.putBack(ready)
      throw error
    }
  }

  /** Lets go of a batch that was opened in vain. */
  async putBack({ production, letGoOfFolder, request }: ReadyBatch): Promise<void> {
    letGoOfFolder()
    await production.close({ policy: untilItIsOver(request.artifacts), at: this.#needs.clock.iso() })
  }

  /** Changes the record of a batch that is not in hand, and tells of it. */
  change(id: string, event: BatchEvent): void {
    changeRecord(this.#needs, id, event)
  }

  /** Whether all that goes on by itself is done. */
  #isIdle(): boolean {
    return (
      this.#lives.size === 0 && this.#opening.size === 0 && this.due().length + this.#later().length === 0
    )
  }

  /** Hands back everything and waits for all papers. */
  async stop(): Promise<void> {
    this.#isStopping = true
    this.#callOffLook()
    await Promise.all(this.all().map((live) => live.interrupt('end-of-studio')))
    await this.#looking
    await Promise.all(this.all().map((live) => live.interrupt('end-of-studio')))
    for (const resolve of this.#waiters.splice(0)) resolve()
  }
}

const noted = () => {}

/** Whatever it goes on with would be written over what was made last. */
const outdated = (later: string, folder: string) =>
  `Batch ${later} was begun later and made videos of the same names in ${folder}.`
