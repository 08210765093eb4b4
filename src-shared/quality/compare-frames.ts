import { type SmallFrame, tileGrid } from './facts.ts'

/** What changed from one small frame to the next; see `PictureFacts`. */
export type FrameChange = {
  change: number
  mostChange: number
  lighter: number
  darker: number
  redder: number
  combed: number
}

/** Luma is 16 (black) to 235 (white). */
export const black = 16
export const lightSteps = 219

/** Relative luminance of a luma sample, by the sRGB curve that WCAG names for grey. */
export const luminance: Float32Array = Float32Array.from({ length: 256 }, (_, sample) => {
  const light = Math.min(1, Math.max(0, (sample - black) / lightSteps))
  return light <= 0.04045 ? light / 12.92 : ((light + 0.055) / 1.055) ** 2.4
})

/** Where lines of pixels belong to which of so many columns or rows of the grid; frames narrower than the grid leave some empty. */
export function tileEdges(pixels: number): number[] {
  return Array.from({ length: tileGrid + 1 }, (_, edge) => Math.floor((edge * pixels) / tileGrid))
}

/** Where the planes of chroma begin in a small frame, and how many bytes it has. */
export function smallPlanes({ width, height, patches, patchLines }: SmallFrame) {
  const luma = width * (height + patches * patchLines)
  return { u: luma, v: luma + luma / 4, bytes: luma + luma / 2 }
}

/** More than coding does to a still picture, in steps of luma. */
const moved = 12
/** A line that stands off from both of its neighbours by so much, which differ from each other by at most `alike`. */
const standsOff = 12
const alike = 10
const leaning = 3
/** Of a frame's patches; with fewer pixels that moved, nothing can be said of them. */
const enoughMoved = 0.004
/** No change of fewer steps of luma is a tenth of full luminance. */
const leastFlash = 12

/** Of each sample, the least lighter one that is a flash against it; 256: none is. */
const flashesFrom: Uint16Array = Uint16Array.from({ length: 256 }, (_, dark) => {
  if (luminance[dark]! >= 0.8) return 256
  let light = dark + leastFlash
  while (light < 256 && luminance[light]! - luminance[dark]! < 0.1) light++
  return Math.min(light, 256)
})

/**
 * Compares two frames of one size. Sums are of whole numbers, so the same two frames give the same figures wherever they
 * are compared.
 */
export function createComparison(small: SmallFrame): (before: Uint8Array, after: Uint8Array) => FrameChange {
  const { width, height } = small
  const [columns, rows] = [tileEdges(width), tileEdges(height)]
  const isRed = createRedness(small)
  const tiles = new Uint32Array(tileGrid)

  return (before, after) => {
    let sum = 0
    let most = 0
    let lighter = 0
    let darker = 0
    for (let tileRow = 0; tileRow < tileGrid; tileRow++) {
      const top = rows[tileRow]!
      const bottom = rows[tileRow + 1]!
      tiles.fill(0)
      for (let y = top, at = top * width; y < bottom; y++)
        for (let tileColumn = 0; tileColumn < tileGrid; tileColumn++) {
          let tile = 0
          for (const end = y * width + columns[tileColumn + 1]!; at < end; at++) {
            const step = after[at]! - before[at]!
            tile += step < 0 ? -step : step
            if (step >= leastFlash) {
              if (after[at]! >= flashesFrom[before[at]!]!) lighter++
            } else if (step <= -leastFlash && before[at]! >= flashesFrom[after[at]!]!) darker++
          }
          tiles[tileColumn]! += tile
        }
      for (let tileColumn = 0; tileColumn < tileGrid; tileColumn++) {
        const pixels = (bottom - top) * (columns[tileColumn + 1]! - columns[tileColumn]!)
        sum += tiles[tileColumn]!
        if (pixels > 0) most = Math.max(most, tiles[tileColumn]! / pixels)
      }
    }
    const pixels = width * height
    return {
      change: sum / pixels / lightSteps,
      mostChange: most / lightSteps,
      lighter: lighter / pixels,
      darker: darker / pixels,
      redder: sum === 0 && !chromaDiffers(small, before, after) ? 0 : reddening(small, isRed, before, after),
      combed: combing(small, before, after),
    }
  }
}

function chromaDiffers(small: SmallFrame, before: Uint8Array, after: Uint8Array): boolean {
  const { v } = smallPlanes(small)
  for (let at = v, end = v + (small.width * small.height) / 4; at < end; at++)
    if (before[at] !== after[at]) return true
  return false
}

type IsRed = (y: number, u: number, v: number) => number

/** Weights of red, green and blue in luma. */
export const lumaOf: Record<SmallFrame['matrix'], [number, number, number]> = {
  bt709: [0.2126, 0.7152, 0.0722],
  bt601: [0.299, 0.587, 0.114],
  bt2020: [0.2627, 0.678, 0.0593],
}

/** Red, green and blue of samples of luma and chroma, 0 to 1 where they are nominal. */
export function createColour(matrix: SmallFrame['matrix']) {
  const [r, g, b] = lumaOf[matrix]
  return (y: number, u: number, v: number): [number, number, number] => {
    const light = (y - black) / lightSteps
    const [cb, cr] = [(u - 128) / 224, (v - 128) / 224]
    const red = light + 2 * (1 - r) * cr
    const blue = light + 2 * (1 - b) * cb
    return [red, (light - r * red - b * blue) / g, blue]
  }
}

/** How saturated a red is after WCAG's definition of a red flash: (R - G - B) x 320, of those with R / (R + G + B) >= 0.8; else 0. */
export function createRedness({ matrix }: Pick<SmallFrame, 'matrix'>): IsRed {
  const colour = createColour(matrix)
  return (y, u, v) => {
    if (v < 160) return 0
    const parts = colour(y, u, v)
    const red = Math.min(1, Math.max(0, parts[0]))
    const green = Math.min(1, Math.max(0, parts[1]))
    const blue = Math.min(1, Math.max(0, parts[2]))
    const all = red + green + blue
    return all > 0 && red / all >= 0.8 ? Math.max(0, (red - green - blue) * 320) : 0
  }
}

/** Share of the frame whose redness changed by more than 20, one of the two being saturated. */
function reddening(small: SmallFrame, redness: IsRed, before: Uint8Array, after: Uint8Array): number {
  const { width, height } = small
  const [cw, ch] = [width / 2, height / 2]
  const { u, v } = smallPlanes(small)
  let turned = 0
  for (let row = 0; row < ch; row++)
    for (let column = 0; column < cw; column++) {
      const at = row * cw + column
      // Without enough of the red difference signal in either frame neither is saturated red.
      if (before[v + at]! < 160 && after[v + at]! < 160) continue
      const luma = row * 2 * width + column * 2
      if (
        before[luma] === after[luma] &&
        before[u + at] === after[u + at] &&
        before[v + at] === after[v + at]
      )
        continue
      const was = redness(before[luma]!, before[u + at]!, before[v + at]!)
      const is = redness(after[luma]!, after[u + at]!, after[v + at]!)
      if (Math.abs(was - is) > 20) turned++
    }
  return turned / (cw * ch)
}

function combing({ width, height, patches, patchLines }: SmallFrame, before: Uint8Array, after: Uint8Array) {
  let movedPixels = 0
  let combed = 0
  let rough = 0
  let looked = 0
  const base = width * height
  for (let patch = 0; patch < patches; patch++)
    for (let line = 2; line < patchLines - 2; line++) {
      const begin = base + (patch * patchLines + line) * width
      looked += width
      for (let at = begin; at < begin + width; at++) {
        const difference = after[at]! - before[at]!
        if (difference <= moved && difference >= -moved) continue
        movedPixels++
        const way = standsOut(after, at, width)
        // Lines that stood there before, in the same way, are drawn there.
        if (way !== 0 && !leans(before, at, width, way)) combed++
        // Lines two apart are of one moment: what is rough there is rough by itself.
        if (standsOut(after, at, 2 * width) !== 0) rough++
      }
    }
  if (looked === 0 || movedPixels < looked * enoughMoved) return Number.NaN
  return Math.max(0, combed - rough) / movedPixels
}

/** Whether a pixel already was lighter (1) or darker (-1) than those above and below it, if less so. */
function leans(frame: Uint8Array, at: number, stretch: number, way: number): boolean {
  const is = frame[at]!
  return (is - frame[at - stretch]!) * way > leaning && (is - frame[at + stretch]!) * way > leaning
}

/** Whether a pixel is lighter (1) or darker (-1) than those a stretch of samples before and behind it, which are alike. */
function standsOut(frame: Uint8Array, at: number, stretch: number): -1 | 0 | 1 {
  const is = frame[at]!
  const above = frame[at - stretch]!
  const below = frame[at + stretch]!
  if (above - below > alike || below - above > alike) return 0
  if (is - above > standsOff && is - below > standsOff) return 1
  return is - above < -standsOff && is - below < -standsOff ? -1 : 0
}
