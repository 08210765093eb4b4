import type { ForecastErrors, PastForecast } from '../../../src-shared/farm/forecast.ts'

/** Shares of a batch's work at which what is foretold is kept, to be compared with what came. */
const keptShares: readonly number[] = [0.01, 0.05, 0.25, 0.5]

/** Which of them lie between two looks: after `before`, up to `now`. */
export function sharesPassed(before: number, now: number): number[] {
  return keptShares.filter((share) => before < share && now >= share)
}

/** How good past foretellings were; null when there are none. */
export function errorOf(past: readonly PastForecast[]): ForecastErrors | null {
  if (past.length === 0) return null
  const errors = past
    .map(({ foretold, came }) => Math.abs(foretold.likely - came) / Math.max(came, 1))
    .sort((a, b) => a - b)
  const middle = Math.floor(errors.length / 2)
  const medianError = errors.length % 2 === 1 ? errors[middle]! : (errors[middle - 1]! + errors[middle]!) / 2
  const held = past.filter(({ foretold, came }) => came >= foretold.low && came <= foretold.high)
  return { count: past.length, medianError, within: held.length / past.length }
}
