/** Develops linear light into a picture with a painter's hand: bloom, brush, film, grain. */
import { seeded } from '../seeded.ts'

const { exp, max, min, pow, sqrt } = Math

/** Gaussian blur of three channels by three box passes each way. */
const blurred = (src: Float32Array, width: number, height: number, radius: number) => {
  let a = src.slice()
  let b = new Float32Array(a.length)
  const pass = (n: number, lines: number, step: number, line: number) => {
    for (let l = 0; l < lines; l++)
      for (let c = 0; c < 3; c++) {
        const o = l * line + c
        let sum = 0
        const at = (i: number) => a[o + max(0, min(n - 1, i)) * step]!
        for (let i = -radius; i <= radius; i++) sum += at(i)
        for (let i = 0; i < n; i++) {
          b[o + i * step] = sum / (radius * 2 + 1)
          sum += at(i + radius + 1) - at(i - radius)
        }
      }
    ;[a, b] = [b, a]
  }
  for (let k = 0; k < 3; k++) {
    pass(width, height, 3, width * 3)
    pass(height, width, width * 3, 3)
  }
  return a
}

/** Kuwahara's filter: each point takes the mean of the calmest of its four corners, which makes strokes. */
const brushed = (src: Float32Array, width: number, height: number, r: number) => {
  const out = new Float32Array(src.length)
  const w1 = width + 1
  const sums = new Float64Array(w1 * (height + 1) * 4)
  for (let y = 0; y < height; y++) {
    const row = [0, 0, 0, 0]
    for (let x = 0; x < width; x++) {
      const i = (y * width + x) * 3
      const [cr, cg, cb] = [src[i]!, src[i + 1]!, src[i + 2]!]
      const l = 0.3 * cr + 0.59 * cg + 0.11 * cb
      const v = [cr, cg, cb, l * l]
      for (let k = 0; k < 4; k++) {
        row[k]! += v[k]!
        sums[((y + 1) * w1 + x + 1) * 4 + k] = sums[(y * w1 + x + 1) * 4 + k]! + row[k]!
      }
    }
  }
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      let calm = Number.POSITIVE_INFINITY
      const i = (y * width + x) * 3
      for (let q = 0; q < 4; q++) {
        const x0 = max(0, q % 2 ? x : x - r)
        const x1 = min(width, (q % 2 ? x + r : x) + 1)
        const y0 = max(0, q < 2 ? y - r : y)
        const y1 = min(height, (q < 2 ? y : y + r) + 1)
        const n = (x1 - x0) * (y1 - y0)
        const of = (k: number) =>
          (sums[(y1 * w1 + x1) * 4 + k]! -
            sums[(y0 * w1 + x1) * 4 + k]! -
            sums[(y1 * w1 + x0) * 4 + k]! +
            sums[(y0 * w1 + x0) * 4 + k]!) /
          n
        const [cr, cg, cb] = [of(0), of(1), of(2)]
        const l = 0.3 * cr + 0.59 * cg + 0.11 * cb
        const spread = of(3) - l * l
        if (spread < calm) {
          calm = spread
          out[i] = cr
          out[i + 1] = cg
          out[i + 2] = cb
        }
      }
    }
  return out
}

const film = (v: number) => {
  const x = max(v, 0)
  const soft = x < 0.6 ? x : 0.6 + 0.4 * (1 - exp(-(x - 0.6) / 0.4))
  return soft <= 0.0031308 ? soft * 12.92 : 1.055 * pow(soft, 1 / 2.4) - 0.055
}

/** Linear light in, sRGB bytes out. `exposure` multiplies, `brush` is the stroke's size in pixels. */
export const develop = (
  light: Float32Array,
  width: number,
  height: number,
  exposure: number,
  brush: number,
  seed: number,
): Uint8Array => {
  const bright = light.map((v) => max(v * exposure - 0.85, 0))
  const near = blurred(bright, width, height, Math.round(width / 240))
  const wide = blurred(bright, width, height, Math.round(width / 48))
  const shown = light.map((v, i) => film(v * exposure + near[i]! * 0.35 + wide[i]! * 0.6))
  const strokes = brush > 0 ? brushed(shown, width, height, brush) : shown
  const rnd = seeded(seed)
  const out = new Uint8Array(light.length)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const u = (x / width) * 2 - 1
      const v = (y / height) * 2 - 1
      const vignette = 1 - 0.13 * max(0, sqrt(u * u + v * v) - 0.6)
      const grain = (rnd() + rnd() - 1) * 0.016
      for (let c = 0; c < 3; c++) {
        const i = (y * width + x) * 3 + c
        const w = strokes[i]! * 0.78 + shown[i]! * 0.22
        // A gentle S, so that shadows and lights part.
        const s = w + 0.1 * (w - 0.5) * w * (1 - w) * 4 * 0.9
        out[i] = max(0, min(255, Math.round((s * vignette + grain) * 255)))
      }
    }
  return out
}
