/** Straight (not premultiplied) RGBA, 8 bits each, rows from the top without padding. */
export type Pixels = { data: Buffer; width: number; height: number }

/** Takes the corners off, with soft edges, and thins the whole by `opacity` (0..1). Changes the alpha in place. */
export function shapeAlpha(pixels: Pixels, radius: number, opacity: number): void {
  const { data, width, height } = pixels
  if (opacity < 1) {
    for (let at = 3; at < data.length; at += 4) data[at] = Math.round(data[at]! * opacity)
  }
  const round = Math.min(radius, width / 2, height / 2)
  const reach = Math.ceil(round)
  for (let y = 0; y < reach; y += 1) {
    for (let x = 0; x < reach; x += 1) {
      // How much of the pixel lies inside the circle, by the distance of its middle from the edge.
      const inside = round - Math.hypot(round - x - 0.5, round - y - 0.5) + 0.5
      if (inside >= 1) continue
      const share = Math.max(0, inside)
      const corners = new Set([
        y * width + x,
        y * width + (width - 1 - x),
        (height - 1 - y) * width + x,
        (height - 1 - y) * width + (width - 1 - x),
      ])
      for (const corner of corners) data[corner * 4 + 3] = Math.round(data[corner * 4 + 3]! * share)
    }
  }
}

/** The smallest rectangle that holds everything visible; one pixel when nothing is. `opaque`: nothing shines through there. */
export function visiblePart({ data, width, height }: Pixels): {
  left: number
  top: number
  width: number
  height: number
  opaque: boolean
} {
  let solid = 0
  let [left, top, right, bottom] = [width, height, -1, -1]
  for (let y = 0; y < height; y += 1) {
    const row = y * width * 4 + 3
    for (let x = 0; x < width; x += 1) {
      const alpha = data[row + x * 4]!
      if (alpha === 0) continue
      if (alpha === 255) solid += 1
      if (x < left) left = x
      if (x > right) right = x
      if (y < top) top = y
      bottom = y
    }
  }
  if (right === -1) return { left: 0, top: 0, width: 1, height: 1, opaque: false }
  const part = { width: right - left + 1, height: bottom - top + 1 }
  return { left, top, ...part, opaque: solid === part.width * part.height }
}
