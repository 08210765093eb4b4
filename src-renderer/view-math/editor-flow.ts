/** What stands below each frame and between them, in pixels. */
type FlowRoom = { gap: number; foot: number }

/**
 * The largest size at which frames of these shapes (width / height) all fit into a place, in rows that wrap. Frames of
 * one shape cover the same area as those of another, so that none looks more important. Answers pixels for each.
 */
export function flowed(
  shapes: readonly number[],
  width: number,
  height: number,
  { gap, foot }: FlowRoom,
): { width: number; height: number }[] {
  const sizes = (area: number) =>
    shapes.map((shape) => ({ width: Math.sqrt(area * shape), height: Math.sqrt(area / shape) }))
  const fits = (area: number): boolean => {
    let [x, y, row] = [0, 0, 0]
    for (const size of sizes(area)) {
      if (size.width > width) return false
      if (x > 0 && x + size.width > width) {
        y += row + gap
        x = 0
        row = 0
      }
      x += size.width + gap
      row = Math.max(row, size.height + foot)
    }
    return y + row <= height
  }
  let low = 400
  let high = Math.max(low, width * height)
  for (let step = 0; step < 40; step++) {
    const middle = (low + high) / 2
    if (fits(middle)) low = middle
    else high = middle
  }
  return sizes(low).map((size) => ({ width: Math.floor(size.width), height: Math.floor(size.height) }))
}
