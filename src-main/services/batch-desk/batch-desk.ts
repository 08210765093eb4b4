import { extname, join } from 'node:path'
import type { RenderRequest } from '../../../src-shared/batches/batch.ts'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import type { Timeline } from '../../../src-shared/farm/farm.ts'
import type { Priority } from '../../../src-shared/farm/priority.ts'
import type { TriedUnit } from '../../../src-shared/farm/units.ts'
import { kindOfFile } from '../../outside/files/look-at-file.ts'
import type { FarmWork, Served } from '../render-farm/needs.ts'
import { batchFailure, isDiskFull } from './failures.ts'
import { LiveBatches } from './live-batches.ts'
import type { LiveBatchNeeds } from './live-needs.ts'
import { manifestAnew, sweepLost } from './lost-batches.ts'
import type { EndLeftOver, KeptArtifacts, OpenProduction } from './needs.ts'
import { type QueueDesk, queueDesk } from './queue-desk.ts'
import { type Started, startBatch } from './start-batch.ts'
import { timelineOf, unitsOf } from './tellings.ts'

export type BatchDesk = {
  /**
   * Starts a batch and answers with its id; it is then read, checked and rendered by itself, when its turn comes. An
   * unfinished batch of the same request is gone on with instead, unless `new`: `goesOn` says so in a sentence. Rejects,
   * with nothing started, when the request can be seen to be wrong: a template, table, column, language, format, name
   * pattern or folder.
   */
  start(request: RenderRequest & { new: boolean }): Promise<Started>
  /** This studio works on a batch that goes on by itself, or was asked for. */
  workOn(batch: string): void
  /** Resolves when the batch was left, its manifest written. One that nobody works on is left alone. */
  interrupt(batch: string): Promise<void>
  queue: QueueDesk
  /** For the farm: the next job of those that are served at `atLeast` or before it. */
  next(atLeast: Priority): FarmWork | null
  /** For the farm: how a job in hand is served. */
  standingOf(batch: string, job: number): Served
  /** Ends every batch by our own fault. */
  fault(error: unknown, batch: string | null): void
  /** Whether this studio has a batch in hand; its artifacts are locked then. */
  worksOn(batch: string): boolean
  /** Writes the manifest of a batch that nobody works on anew, in a while; of one in hand it is written at its end. */
  papersOf(batch: string): void
  /** Where a finished job's file lies. */
  file(job: number): Promise<{ path: string; mime: string }>
  timeline(batch: string): Timeline
  units(job: number): { units: TriedUnit[] }
  /** Hands back what runs, and waits for all papers. */
  stop(): Promise<void>
}

type BatchDeskNeeds = Omit<LiveBatchNeeds, 'onQueue' | 'whyHeld'> & {
  openProduction: OpenProduction
  newId(): string
  artifacts: KeptArtifacts
  endLeftOver: EndLeftOver
}

/** Milliseconds from the opening of a studio until what earlier ones kept is looked through. */
const tidyAfter = 5_000
const queueTellEvery = 500
const heldLookEvery = 400
const holdSetting = 'queue.paused'

export function createBatchDesk(given: BatchDeskNeeds): BatchDesk {
  const { store, clock, log, announcer, farm } = given
  let stopping = false
  let tidied = Promise.resolve()
  let papers = Promise.resolve()
  let callOffTelling: (() => void) | null = null
  let held = { at: Number.NEGATIVE_INFINITY, why: null as string | null }

  let isPaused = store.setting(holdSetting) === true
  const hold = {
    isOn: () => isPaused,
    set(on: boolean) {
      store.setSetting(holdSetting, on)
      isPaused = on
    },
  }

  const needs = {
    ...given,
    onQueue,
    whyHeld,
    swept: sweepLost(given),
    isHeld: hold.isOn,
    onEnded: tidy,
  }
  const lives = new LiveBatches(needs)
  const queue = queueDesk({ ...needs, lives, hold, papersOf })
  // Commands that only ask something are over by then.
  const callOffTidying = clock.after(tidyAfter, tidy)

  function tidy(): void {
    tidied = tidied
      .then(() => given.artifacts.tidy())
      .catch((error: unknown) => log.fault('kept artifacts could not be looked through', error))
  }

  /** Of a batch that nobody works on any more. */
  function papersOf(id: string): void {
    papers = papers
      .then(async () => {
        await lives.get(id)?.ended
        // Taken up again meanwhile, it writes its papers itself.
        if (lives.has(id) || store.batch(id).manifest === null) return
        await manifestAnew(store, id, clock.iso())
      })
      .catch((error: unknown) => {
        // Another batch writes there: its papers are the latest ones.
        if (error instanceof StudioError && error.code === 'output.in-use')
          log.info('the folder of a batch that was left is in use: its manifest stays as it was', {
            batch: id,
          })
        else log.fault('a manifest could not be written', error, { batch: id })
      })
  }

  /** Told at most twice a second: looking it all up takes a while. */
  function onQueue(): void {
    if (stopping) return
    callOffTelling ??= clock.after(queueTellEvery, () => {
      callOffTelling = null
      announcer.tell({ event: 'queue.changed', queue: queue.show() })
    })
  }

  function whyHeld(): string | null {
    if (hold.isOn()) return 'Everything is paused.'
    const now = clock.milliseconds()
    if (now - held.at >= heldLookEvery) {
      const { holds, pace } = farm.standing()
      held = { at: now, why: holds[0]?.reason ?? (pace.pace === 'stopped' ? pace.reason : null) }
    }
    return held.why
  }

  return {
    start: (request) =>
      startBatch({ ...needs, lives, isStopping: () => stopping }, request, ({ id }) => {
        lives.change(id, { kind: 'resumed' })
        if (lives.get(id)?.resume() !== true) lives.ask(id)
      }),
    workOn: (id) => lives.ask(store.batch(id).id),
    async interrupt(id) {
      const { status } = store.batch(id)
      const live = lives.get(id)
      if (live !== undefined) return live.interrupt('person')
      lives.forget(id)
      if (status === 'waiting') lives.change(id, { kind: 'interrupted', by: 'person' })
    },
    queue,
    next: (atLeast) => lives.next(atLeast),
    standingOf: (batch, job) => lives.standingOf(batch, job),
    fault(error, id) {
      log.fault('the farm met a fault of ours', error, { batch: id })
      // Where there is no room, nothing can be written down: that passes.
      if (id === null && isDiskFull(error)) {
        farm.hold('disk', given.studioFolder, batchFailure(error).message)
        return
      }
      for (const live of lives.all()) if (id === null || live.id === id) void live.fail(error)
    },
    worksOn: (id) => lives.has(id),
    papersOf,
    async file(number) {
      const job = store.job(number)
      if (job.status !== 'done')
        throw new StudioError({
          code: 'job.not-done',
          message: `The video of job ${number} is not finished: ${job.reason}`,
          whatToDo: 'Wait until it is done.',
        })
      const path = join(store.batch(job.batchId).outputFolder, job.output.path)
      if ((await kindOfFile(path)) !== 'file')
        throw new StudioError({
          code: 'output.missing',
          message: `${path} is no longer there.`,
          whatToDo: `Retry the video (\`reelmill queue retry j${number}\`), or put the file back.`,
        })
      return { path, mime: mimes[extname(path)] ?? 'application/octet-stream' }
    },
    timeline: (batch) => timelineOf(store, batch),
    units: (job) => ({ units: unitsOf(store, job) }),
    async stop() {
      stopping = true
      callOffTidying()
      callOffTelling?.()
      await lives.stop()
      await needs.swept
      await papers
      await tidied
    },
  }
}

const mimes: Record<string, string> = {
  '.mp4': 'video/mp4',
  '.mov': 'video/quicktime',
  '.webm': 'video/webm',
  '.gif': 'image/gif',
}
