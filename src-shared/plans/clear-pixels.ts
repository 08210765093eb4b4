/**
 * Gives clear pixels the colour of the covered ones beside them, in place. A frame has one colour sample for several
 * pixels: where a clear black pixel shares one with a covered red one, the red would lose half its colour, and saturated
 * letters would have grey edges. `rgba` is straight, 8 bits each, without padding between rows.
 */
export function colourClearPixels(rgba: Uint8Array, width: number, height: number): void {
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = (y * width + x) * 4
      if (rgba[at + 3] !== 0) continue
      let [red, green, blue, count] = [0, 0, 0, 0]
      for (let ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny += 1) {
        for (let nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx += 1) {
          const near = (ny * width + nx) * 4
          if (rgba[near + 3] === 0) continue
          red += rgba[near]!
          green += rgba[near + 1]!
          blue += rgba[near + 2]!
          count += 1
        }
      }
      if (count === 0) continue
      rgba[at] = Math.round(red / count)
      rgba[at + 1] = Math.round(green / count)
      rgba[at + 2] = Math.round(blue / count)
    }
  }
}
