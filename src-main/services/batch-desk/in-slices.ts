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
