import { setImmediate as turn } from 'node:timers/promises'

/** Milliseconds of work after which others have their turn. */
const sliceTime = 10

/** Works slices off, and lets whatever else this process does go on between them. Rejects with the signal's reason. */
export async function inTurns<Answer>(
  slices: Generator<undefined, Answer>,
  signal: AbortSignal,
): Promise<Answer> {
  for (let begun = performance.now(); ; ) {
    const slice = slices.next()
    if (slice.done === true) return slice.value
    if (performance.now() - begun < sliceTime) continue
    await turn()
    signal.throwIfAborted()
    begun = performance.now()
  }
}
