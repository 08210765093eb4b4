/** Failures that take an encoder out of use, when they come within the stretch below. */
const mostFailures = 2
const minute = 60_000
const failureStretch = 10 * minute
const firstOut = 5 * minute
const longestOut = 120 * minute

/**
 * Whether an encoder is in use. Closed: it is. Open (`out`): it isn't, until its time has come. Then it is tried: what
 * comes of that closes it, or opens it for twice as long. Times are milliseconds of a clock that isn't set.
 */
export type Breaker = {
  failures: readonly number[]
  out: { until: number; reason: string } | null
  /** How often it was opened without working well for long in between. */
  opened: number
  closedAt: number
}

export const closedBreaker: Breaker = {
  failures: [],
  out: null,
  opened: 0,
  closedAt: Number.NEGATIVE_INFINITY,
}

/** After a failure of the encoder's own. `reason` is a sentence. */
export function failed(breaker: Breaker, reason: string, now: number): Breaker {
  if (breaker.out !== null) return breaker
  const failures = [...breaker.failures.filter((at) => now - at < failureStretch), now]
  return failures.length < mostFailures ? { ...breaker, failures } : open(breaker, reason, now)
}

/** After a trial of an open one that failed, too. */
export function open(breaker: Breaker, reason: string, now: number): Breaker {
  const opened = breaker.out === null && now - breaker.closedAt >= longestOut ? 0 : breaker.opened
  const until = now + Math.min(firstOut * 2 ** opened, longestOut)
  return { failures: [], out: { until, reason }, opened: opened + 1, closedAt: breaker.closedAt }
}

/** After a trial of an open one that went well. */
export function close(breaker: Breaker, now: number): Breaker {
  return { ...breaker, failures: [], out: null, closedAt: now }
}

/** Whether an open one is to be tried. */
export function isDue({ out }: Breaker, now: number): boolean {
  return out !== null && now >= out.until
}
