/** Without anything to go by, a program may be silent for so many times the least. */
const unknown = 2
/** A long unit may be silent for so much of the time that it is expected to take. */
const share = 0.5

/**
 * Milliseconds without progress and without growth of what it writes, after which a unit counts as hung.
 * `expectedMilliseconds` is the whole time that it is expected to take; null: unknown.
 */
export function hangLimit(expectedMilliseconds: number | null, leastSeconds: number): number {
  const least = leastSeconds * 1_000
  return expectedMilliseconds === null ? least * unknown : Math.max(least, expectedMilliseconds * share)
}
