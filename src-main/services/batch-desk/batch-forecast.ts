import type { Forecast } from '../../../src-shared/farm/forecast.ts'
import type { Codec, Quality } from '../../../src-shared/templates/formats.ts'
import { bytesPerPixel } from '../../core/estimates/disk.ts'
import {
  changeWork,
  goOn,
  look,
  type PastBatch,
  pause,
  settle,
  settleUnchanged,
  startForecast,
  tookOf,
} from '../../core/estimates/forecast.ts'
import { sharesPassed } from '../../core/estimates/past.ts'

/** Jobs and their work in pixels. */
export type Amount = { work: number; jobs: number }

/** How far a batch is and what is still to come, told from what was seen. */
export type BatchForecast = {
  /** A job of this much work ended; `bytes` of its file, 0: there is none. */
  settled(work: number, bytes: { output: number; artifacts: number }): void
  /** Its file was there already. */
  unchanged(work: number): void
  /** So much of it is done by now, for somebody changed what is to be made. What was seen so far stays. */
  begin(done: Amount): void
  /** Time counts only while it runs. */
  runs(now: boolean): void
  /** `underWay`: work already done of the jobs in hand. `passed`: shares at which what is foretold is kept. */
  look(underWay: Amount): { share: number; forecast: Forecast | null; passed: number[] }
  /** What this batch took so far, as evidence for later ones. */
  took(): PastBatch | null
}

type Bytes = { outputBytes: number; artifactBytes: number }

/** Begins a forecast for a batch of which `done` was settled before. `now` is a monotonic clock. */
export function createForecast(
  all: Amount & Bytes,
  done: Amount,
  past: readonly PastBatch[],
  now: () => number,
): BatchForecast {
  let running = true
  let first = 0
  let told = 0
  /** What is left when so much is done. */
  const leftAfter = (so: Amount): Amount => {
    const work = Math.max(0, all.work - so.work)
    first = all.work > 0 ? 1 - work / all.work : 1
    told = first
    return { work, jobs: Math.max(0, all.jobs - so.jobs) }
  }
  const left = leftAfter(done)
  let state = startForecast({
    ...left,
    past,
    planned: {
      milliseconds: null,
      outputBytes: all.outputBytes * (1 - first),
      artifactBytes: all.artifactBytes * (1 - first),
    },
    at: running ? now() : null,
  })

  return {
    begin(so) {
      state = changeWork(state, leftAfter(so))
    },
    settled(work, bytes) {
      state = settle(state, { work, outputBytes: bytes.output, artifactBytes: bytes.artifacts })
    },
    unchanged(work) {
      state = settleUnchanged(state, work)
    },
    runs(isRunning) {
      if (isRunning === running) return
      running = isRunning
      state = isRunning ? goOn(state, now()) : pause(state, now())
    },
    look(underWay) {
      const seen = look(state, underWay, now())
      state = seen.forecasting
      const share = Math.max(told, first + seen.share * (1 - first))
      const passed = sharesPassed(told, share)
      told = share
      return { share, forecast: seen.forecast, passed }
    },
    took: () => tookOf(state),
  }
}

/** What a plan of so many pixels lets expect on the disk. */
export function plannedBytes(work: number, codecs: readonly Codec[], quality: Quality): Bytes {
  const perPixel = codecs.reduce((sum, codec) => sum + bytesPerPixel(codec, quality), 0)
  const bytes = codecs.length === 0 ? 0 : (work * perPixel) / codecs.length
  return { outputBytes: bytes, artifactBytes: bytes }
}

/** What a batch will write, before it begins. */
export function expectedBytes(all: Amount & Bytes, past: readonly PastBatch[]) {
  const { outputBytes, artifactBytes } = all
  // Bytes are foretold with the time alone, whatever that is.
  const planned = { milliseconds: all.work, outputBytes, artifactBytes }
  const { forecast } = look(
    startForecast({ work: all.work, jobs: all.jobs, past, planned, at: 0 }),
    { work: 0, jobs: 0 },
    0,
  )
  return forecast === null ? null : { output: forecast.outputBytes, artifacts: forecast.artifactBytes }
}
