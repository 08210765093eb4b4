import { setImmediate as turn } from 'node:timers/promises'

/**
 * Calls a step, which says how much it did, until it did nothing; others get their turn in between. Resolves with how
 * much was done in all.
 */
export async function inSlices(step: () => number): Promise<number> {
  let all = 0
  for (let done = step(); done > 0; done = step()) {
    all += done
    await turn()
  }
  return all
}

/** Milliseconds of work after which others get their turn. */
const longest = 8

/** For many small steps, one after the other: called after each, it gives others their turn when it is time for that. */
export function breather(): () => Promise<void> | null {
  let since = performance.now()
  return () => {
    if (performance.now() - since < longest) return null
    return turn().then(() => {
      since = performance.now()
    })
  }
}
