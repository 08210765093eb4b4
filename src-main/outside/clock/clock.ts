/** Time, as an argument: everything that waits or looks at the clock is given one of these. */
export type Clock = {
  /** Now, as ISO 8601 in UTC. */
  iso(): string
  /** Milliseconds that only go forward, from no point in particular. */
  milliseconds(): number
  /** Calls `work` once after so many milliseconds; the answer calls it off. Doesn't keep the process alive. */
  after(milliseconds: number, work: () => void): () => void
}

export const systemClock: Clock = {
  iso: () => new Date().toISOString(),
  milliseconds: () => performance.now(),
  after(milliseconds, work) {
    const timer = setTimeout(work, milliseconds)
    timer.unref()
    return () => clearTimeout(timer)
  },
}
