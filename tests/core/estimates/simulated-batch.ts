import {
  type Forecasting,
  goOn,
  look,
  type PastBatch,
  pause,
  settle,
  startForecast,
  tookOf,
} from '../../../src-main/core/estimates/forecast.ts'
import type { Forecast } from '../../../src-shared/farm/forecast.ts'

/** What a simulated batch is like. Times in seconds. */
export type Kind = {
  jobs: number
  processes: number
  /** Of one process, for a usual job. */
  jobSeconds: number
  /** Of the logarithm of a job's cost. */
  spread: number
  /** What the first rows cost more: each of the first `sharedOver` jobs that many usual jobs. */
  shared: number
  sharedOver: number
  /** The machine's speed wanders by about this share. */
  drift: number
  /** Somebody works at the machine for an hour, about once in so many hours. */
  editorEvery: number | null
  pauseEvery: number | null
  past: readonly PastBatch[]
}

/** What was said when so much was done, and what came: active seconds from that moment. */
export type Said = { share: number; forecast: Forecast | null; came: number; bytesCame: number }

/** A source of chance that gives the same numbers for the same seed (mulberry32). */
export function chanceOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

export function normal(chance: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance())
}

const marks = [0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9]
const workOfJob = 1e9

/** Runs a batch through to its end as a farm would, with forecasts looked at all along. */
export function simulate(
  kind: Kind,
  chance: () => number,
): { said: Said[]; took: PastBatch | null; active: number } {
  const costs = Array.from({ length: kind.jobs }, (_, job) => {
    const own = Math.exp(kind.spread * normal(chance) - kind.spread ** 2 / 2)
    return { seconds: kind.jobSeconds * (own + (job < kind.sharedOver ? kind.shared : 0)), bytes: 2e6 * own }
  })
  const whole = costs.reduce((all, { seconds }) => all + seconds, 0) / kind.processes
  const step = Math.min(20, Math.max(0.5, whole / 1_500))
  const bytesInAll = costs.reduce((all, { bytes }) => all + bytes, 0)
  const marked: { share: number; forecast: Forecast | null; active: number; bytes: number }[] = []
  let forecasting: Forecasting = startForecast({
    work: kind.jobs * workOfJob,
    jobs: kind.jobs,
    past: kind.past,
    planned: null,
    at: 0,
  })
  let [next, clock, active, wander, editorUntil, bytes] = [0, 0, 0, 0, 0, 0]
  const running: { job: number; done: number }[] = []
  for (;;) {
    while (running.length < kind.processes && next < kind.jobs) running.push({ job: next++, done: 0 })
    if (running.length === 0) break
    clock += step
    active += step
    // An Ornstein-Uhlenbeck walk that forgets in an hour.
    wander += (-wander * step) / 3_600 + kind.drift * Math.sqrt((2 * step) / 3_600) * normal(chance)
    if (kind.editorEvery !== null && clock > editorUntil && chance() < step / 3_600 / kind.editorEvery)
      editorUntil = clock + 3_600
    const slowed = clock < editorUntil ? Math.max(0.5, (kind.processes - 1) / kind.processes) : 1
    const speed = Math.exp(wander) * slowed
    for (const unit of running) unit.done += step * speed
    for (const unit of [...running])
      if (unit.done >= costs[unit.job]!.seconds) {
        running.splice(running.indexOf(unit), 1)
        bytes += costs[unit.job]!.bytes
        forecasting = settle(forecasting, {
          work: workOfJob,
          outputBytes: costs[unit.job]!.bytes,
          artifactBytes: 0,
        })
      }
    let underWay = 0
    for (const { job, done } of running) underWay += workOfJob * Math.min(1, done / costs[job]!.seconds)
    const before = forecasting.share
    const seen = look(forecasting, { work: underWay, jobs: running.length }, clock * 1_000)
    forecasting = seen.forecasting
    for (const share of marks)
      if (before < share && seen.share >= share)
        marked.push({ share, forecast: seen.forecast, active, bytes })
    if (kind.pauseEvery !== null && chance() < step / 3_600 / kind.pauseEvery) {
      forecasting = pause(forecasting, clock * 1_000)
      clock += 600 + 7_200 * chance()
      forecasting = goOn(forecasting, clock * 1_000)
    }
  }
  return {
    said: marked.map(({ share, forecast, active: then, bytes: by }) => ({
      share,
      forecast,
      came: active - then,
      bytesCame: bytesInAll - by,
    })),
    took: tookOf(forecasting),
    active,
  }
}

/** Batches as they come: small and large, even and uneven, with more or less that is shared. */
export function anyKind(chance: () => number): Kind {
  const among = <T>(...these: T[]): T => these[Math.floor(chance() * these.length)]!
  const processes = among(1, 2, 2, 4, 8)
  const jobs = Math.round(Math.exp(Math.log(20) + chance() * Math.log(100)))
  return {
    jobs,
    processes,
    jobSeconds: Math.exp(Math.log(4) + chance() * Math.log(20)),
    spread: among(0.1, 0.3, 0.5, 0.8),
    shared: among(0, 1, 2, 4),
    sharedOver: among(1, 1, 3),
    drift: among(0.02, 0.05, 0.1),
    editorEvery: among(null, null, 4, 10),
    pauseEvery: among(null, 3),
    past: [],
  }
}
