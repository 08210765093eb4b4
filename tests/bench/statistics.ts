/** A figure that was seen several times. */
export type Spread = { times: number; least: number; median: number; most: number }

/** How far figures lie apart; null when none was seen. */
export function spreadOf(values: readonly number[]): Spread | null {
  if (values.length === 0) return null
  const sorted = [...values].sort((a, b) => a - b)
  return { times: sorted.length, least: sorted[0]!, median: medianOf(sorted), most: sorted.at(-1)! }
}

function medianOf(sorted: readonly number[]): number {
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** The slope of the straight line that fits best, in y per x; null when all x are the same. */
export function slopeOf(points: readonly { x: number; y: number }[]): number | null {
  const meanX = points.reduce((sum, { x }) => sum + x, 0) / points.length
  const meanY = points.reduce((sum, { y }) => sum + y, 0) / points.length
  let [across, along] = [0, 0]
  for (const { x, y } of points) {
    across += (x - meanX) * (y - meanY)
    along += (x - meanX) ** 2
  }
  return along > 0 ? across / along : null
}

/**
 * Videos an hour from the moments at which they were done (seconds, rising), both slots being busy between the
 * `after`th and the last; null when fewer than two lie there.
 */
export function videosAnHour(done: readonly number[], after: number): number | null {
  const counted = done.slice(Math.max(0, after - 1))
  const seconds = (counted.at(-1) ?? 0) - (counted[0] ?? 0)
  return counted.length < 2 || seconds <= 0 ? null : ((counted.length - 1) * 3600) / seconds
}
