import type { Range } from '../../../src-shared/farm/forecast.ts'

/**
 * What is held of what one unit of work takes: its logarithm, as a normal distribution. `below` is what makes less likelier
 * than more: a deviation besides, on that side alone. `perJob` is the variance of one job among others.
 */
export type Belief = { log: number; variance: number; below: number; perJob: number }

/** Jobs differ by so much among themselves, as long as nothing shows how much. */
export const usualPerJob = 0.7 ** 2

/** Eight of ten lie within so many standard deviations. */
const tenth = 1.2816

/** What several earlier numbers let expect of the next one, which differs from them by `own` at least; null without any. */
export function beliefOf(past: readonly number[], own: number): Belief | null {
  const logs = past.filter((number) => number > 0).map(Math.log)
  if (logs.length === 0) return null
  const log = logs.reduce((a, b) => a + b, 0) / logs.length
  const between = logs.length < 2 ? own * 4 : logs.reduce((a, b) => a + (b - log) ** 2, 0) / (logs.length - 1)
  return { log, variance: Math.max(own, between) * (1 + 1 / logs.length), below: 0, perJob: usualPerJob }
}

/** Both together, the surer one weighing more. */
export function mixed(a: Belief | null, b: Belief | null): Belief | null {
  if (a === null || b === null) return a ?? b
  const weight = b.variance / (a.variance + b.variance)
  return {
    log: a.log * weight + b.log * (1 - weight),
    variance: (a.variance * b.variance) / (a.variance + b.variance),
    below: a.below * weight + b.below * (1 - weight),
    perJob: a.perJob * weight + b.perJob * (1 - weight),
  }
}

/** What `amount` of it will come to, over so many jobs; `drift` is what the machine's own ways add. */
export function rangeOf(belief: Belief, amount: number, jobs: number, drift: number): Range {
  const likely = amount * Math.exp(belief.log)
  const variance = belief.variance + belief.perJob / Math.max(jobs, 0.5) + drift ** 2
  return {
    low: likely * Math.exp(-tenth * Math.sqrt(variance + belief.below ** 2)),
    likely,
    high: likely * Math.exp(tenth * Math.sqrt(variance)),
  }
}

/** Seconds after which half of a new estimate is taken over, about. */
const settleIn = 5

/** A new estimate moves what was said by a share that grows with the time since; in between it counts down. */
export function steady(
  said: { active: number; secondsLeft: Range } | null,
  seen: Range,
  active: number,
): Range {
  if (said === null || seen.high === 0) return seen
  const passed = (active - said.active) / 1_000
  const weight = 1 - Math.exp(-passed / settleIn)
  const towards = (before: number, now: number) => {
    const countedDown = Math.max(0, before - passed)
    return countedDown + (now - countedDown) * weight
  }
  return {
    low: towards(said.secondsLeft.low, seen.low),
    likely: towards(said.secondsLeft.likely, seen.likely),
    high: towards(said.secondsLeft.high, seen.high),
  }
}
