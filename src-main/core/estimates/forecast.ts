import type { Forecast, Range } from '../../../src-shared/farm/forecast.ts'
import { type Belief, beliefOf, mixed, rangeOf, steady, usualPerJob } from './beliefs.ts'
import { addTo, emptySeries, type Marginal, marginal, type Series } from './series.ts'

/** What a batch took, of each unit of its work. Kept of finished batches, as evidence for later ones. */
export type PastBatch = {
  /** Of active time: pauses and holds don't count. */
  millisecondsPerWork: number
  outputBytesPerWork: number
  artifactBytesPerWork: number
}

/** State of a forecast: plain data, never changed in place, kept by the caller. */
export type Forecasting = {
  /** Work and jobs in all. */
  work: number
  jobs: number
  /** Of the jobs that ended. */
  settled: { work: number; jobs: number }
  priors: { milliseconds: Prior; outputBytes: Prior; artifactBytes: Prior }
  /** Work over active milliseconds; bytes over work. */
  speed: Series
  outputs: Series
  artifacts: Series
  /** The last look: its time (null while time doesn't count) and the work done by then. */
  looked: { at: number | null; work: number }
  active: number
  /** Most jobs in hand while others waited. */
  abreast: number
  share: number
  /** Its pace was told before what is to be made was changed. */
  isPaced: boolean
  /** What was said last, so that the next word doesn't jump. */
  said: { active: number; secondsLeft: Range } | null
}

type Prior = (Belief & { from: 'plan' | 'past' }) | null

/** A gap between two looks that is longer than this was the machine's sleep: it doesn't count. */
const longestGap = 30_000
/** Before that, and before a hundredth is done, a batch tells nothing of itself. */
const leastEvidence = { milliseconds: 3_000, share: 0.01 }
/** Of the work of making a file, that of finding it unchanged. */
const unchangedShare = 0.02
/** What the machine's own ways and the table's order add: of the logarithm. */
const drift = { time: 0.05, bytes: 0.03 }
/** How far off a plan without experience may be, and earlier batches: of the logarithm. */
const planVariance = 0.8 ** 2
const pastVariance = 0.25 ** 2

/**
 * Begins to foretell a batch of so many jobs and so much work, counted in anything that grows with the time that a job
 * takes (pixels). `past` is what earlier batches of this machine took, those of the same template if there are any.
 * `planned` is what the plan alone lets expect of all the work; null: nothing. Times are milliseconds of one monotonic
 * clock; `at` null: time doesn't count yet. Without anything to go by, no time is foretold, and bytes are told as 0.
 */
export function startForecast(begin: {
  work: number
  jobs: number
  past: readonly PastBatch[]
  planned: { milliseconds: number | null; outputBytes: number | null; artifactBytes: number | null } | null
  at: number | null
}): Forecasting {
  const { work, jobs, past, planned, at } = begin
  const prior = (kind: keyof PastBatch, plan: number | null | undefined): Prior => {
    const seen = beliefOf(
      past.map((batch) => batch[kind]),
      pastVariance,
    )
    if (seen !== null) return { ...seen, from: 'past' }
    if (plan === null || plan === undefined || plan <= 0 || work <= 0) return null
    return { log: Math.log(plan / work), variance: planVariance, below: 0, perJob: usualPerJob, from: 'plan' }
  }
  return {
    work,
    jobs,
    settled: { work: 0, jobs: 0 },
    priors: {
      milliseconds: prior('millisecondsPerWork', planned?.milliseconds),
      outputBytes: prior('outputBytesPerWork', planned?.outputBytes),
      artifactBytes: prior('artifactBytesPerWork', planned?.artifactBytes),
    },
    speed: emptySeries(500),
    outputs: emptySeries(0),
    artifacts: emptySeries(0),
    looked: { at, work: 0 },
    active: 0,
    abreast: 1,
    share: 0,
    isPaced: false,
    said: null,
  }
}

/** What is still to be made has changed; what was seen so far of time and bytes goes on to count. */
export function changeWork(before: Forecasting, left: { work: number; jobs: number }): Forecasting {
  const underWay = Math.max(0, before.looked.work - before.settled.work)
  return {
    ...before,
    ...left,
    settled: { work: 0, jobs: 0 },
    looked: { at: before.looked.at, work: Math.min(left.work, underWay) },
    share: 0,
    isPaced: seenSpeed(before) !== null,
    said: null,
  }
}

/** A job of this much work ended, well or not; `bytes` were written for it. */
export function settle(
  forecasting: Forecasting,
  job: { work: number; outputBytes: number; artifactBytes: number },
): Forecasting {
  const { settled, outputs, artifacts } = forecasting
  return {
    ...forecasting,
    settled: { work: settled.work + job.work, jobs: settled.jobs + 1 },
    outputs: addTo(outputs, job.work, job.outputBytes),
    artifacts: addTo(artifacts, job.work, job.artifactBytes),
  }
}

/** A job's file was there already. Such files must not make the rest look quickly done: their work leaves the total. */
export function settleUnchanged(forecasting: Forecasting, work: number): Forecasting {
  const { settled } = forecasting
  const little = work * unchangedShare
  return {
    ...forecasting,
    work: forecasting.work - work + little,
    jobs: forecasting.jobs - 1,
    settled: { ...settled, work: settled.work + little },
  }
}

/** From now on time doesn't count: paused, held, or others are served. */
export function pause(forecasting: Forecasting, at: number): Forecasting {
  const passed = pass(forecasting, forecasting.looked.work, at)
  return { ...passed, looked: { ...passed.looked, at: null } }
}

/** Time counts again. */
export function goOn(forecasting: Forecasting, at: number): Forecasting {
  return forecasting.looked.at === null
    ? { ...forecasting, looked: { ...forecasting.looked, at } }
    : forecasting
}

/**
 * Takes a look at `at`; wanted at least every 30 s while time counts. `underWay` is the work already done of the jobs in
 * hand, and their number. `share` is 0..1 and never goes back; `forecast` is null while there is nothing to go by.
 */
export function look(
  before: Forecasting,
  underWay: { work: number; jobs: number },
  at: number,
): { forecasting: Forecasting; share: number; forecast: Forecast | null } {
  const done = Math.min(before.work, before.settled.work + underWay.work)
  const passed = pass(before, done, at)
  const share = Math.max(passed.share, passed.work <= 0 ? 1 : done / passed.work)
  const waiting = passed.jobs - passed.settled.jobs - underWay.jobs
  const abreast = waiting > 0 ? Math.max(passed.abreast, underWay.jobs) : passed.abreast
  const forecasting = { ...passed, share, abreast }
  const told = foretell(forecasting, passed.work - done)
  if (told === null) return { forecasting, share, forecast: null }
  const { active } = forecasting
  const said = { active, secondsLeft: steady(forecasting.said, told.secondsLeft, active) }
  return {
    forecasting: { ...forecasting, said },
    share,
    forecast: { ...told, secondsLeft: said.secondsLeft },
  }
}

/** What this batch took; null before enough of it was seen. */
export function tookOf(forecasting: Forecasting): PastBatch | null {
  const { work } = forecasting.settled
  const speed = seenSpeed(forecasting)
  const bytes = (series: Series) => marginal(series)?.ratio ?? 0
  if (speed === null || work <= 0) return null
  return {
    millisecondsPerWork: 1 / speed.ratio,
    outputBytesPerWork: bytes(forecasting.outputs),
    artifactBytesPerWork: bytes(forecasting.artifacts),
  }
}

/** Time passes up to `at`, with so much work done by then. */
function pass(forecasting: Forecasting, work: number, at: number): Forecasting {
  const { looked } = forecasting
  if (looked.at === null) return { ...forecasting, looked: { at: null, work: looked.work } }
  const milliseconds = Math.max(0, at - looked.at)
  if (milliseconds > longestGap) return { ...forecasting, looked: { at, work } }
  return {
    ...forecasting,
    active: forecasting.active + milliseconds,
    speed: addTo(forecasting.speed, milliseconds, work - looked.work),
    looked: { at, work },
  }
}

function seenSpeed({ speed, active, share, isPaced }: Forecasting): Marginal | null {
  const isEnough = active >= leastEvidence.milliseconds && share >= leastEvidence.share
  return isPaced || isEnough ? marginal(speed) : null
}

function foretell(forecasting: Forecasting, left: number): Forecast | null {
  if (left <= 0) return { secondsLeft: none, outputBytes: none, artifactBytes: none, from: 'seen' }
  const { priors, outputs, artifacts } = forecasting
  const usualJob = forecasting.work / Math.max(1, forecasting.jobs)
  const speed = seenSpeed(forecasting)
  const seen =
    speed === null ? null : beliefFrom(-Math.log(speed.ratio), speed.variance, speed.value / usualJob, true)
  const cost = mixed(priors.milliseconds, seen)
  if (cost === null) return null
  const bySeen =
    priors.milliseconds === null || (seen !== null && seen.variance < priors.milliseconds.variance)
  return {
    secondsLeft: timeLeft(cost, left, left / usualJob, forecasting.abreast),
    outputBytes: bytesLeft(forecasting, outputs, priors.outputBytes, false),
    artifactBytes: bytesLeft(forecasting, artifacts, priors.artifactBytes, true),
    from: bySeen ? 'seen' : priors.milliseconds!.from,
  }
}

/** Seconds, of a cost in milliseconds. */
function timeLeft(cost: Belief, work: number, jobs: number, abreast: number): Range {
  const time = rangeOf(cost, work, jobs, drift.time)
  // While the last ones run, nothing follows them: their slots empty one by one.
  const interval = time.likely / Math.max(jobs, 1)
  const tail = (interval * abreast * (abreast - 1)) / (2 * (abreast + 1))
  return {
    low: (time.low + tail * 0.3) / 1_000,
    likely: (time.likely + tail) / 1_000,
    high: (time.high + tail * 1.6 + interval * 0.5) / 1_000,
  }
}

function bytesLeft(forecasting: Forecasting, series: Series, prior: Prior, shared: boolean): Range {
  const { settled, abreast } = forecasting
  const usualJob = forecasting.work / Math.max(1, forecasting.jobs)
  const written = marginal(series)
  const jobs = written === null ? 0 : written.size / usualJob
  // The first to end are the small ones: they speak for the others only when many more have ended than run.
  const count = (jobs * jobs) / (jobs + abreast)
  const seen = written === null ? null : beliefFrom(Math.log(written.ratio), written.variance, count, shared)
  const belief = mixed(prior, seen)
  if (belief === null) return none
  const work = Math.max(0, forecasting.work - settled.work)
  return rangeOf(belief, work, work / usualJob, drift.bytes)
}

const none: Range = { low: 0, likely: 0, high: 0 }

/** A few jobs weigh as much as this many, in what is thought of how much jobs differ. */
const doubt = 6
/** How far the first jobs of a batch are trusted to speak for the rest; found by simulated batches. */
const opening = { lean: 0.3, below: 1.5 }

/**
 * What was seen over so many jobs. `shared`: what is shared is made first, so that after few jobs the rest is more likely
 * to be cheaper than dearer.
 */
function beliefFrom(log: number, variance: number | null, jobs: number, shared: boolean): Belief {
  const count = Math.max(jobs, 0.25)
  const perJob =
    variance === null ? usualPerJob : (variance * count * count + usualPerJob * doubt) / (count + doubt)
  const first = shared ? Math.log(1 + 1 / count) : 0
  return {
    log: log - first * opening.lean,
    variance: Math.max(perJob / count, variance ?? 0),
    below: first * opening.below,
    perJob,
  }
}
