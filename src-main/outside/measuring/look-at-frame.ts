import {
  black,
  createColour,
  lightSteps,
  smallPlanes,
  tileEdges,
} from '../../../src-shared/quality/compare-frames.ts'
import { type SmallFrame, tileGrid } from '../../../src-shared/quality/facts.ts'

/** What one small frame shows by itself; see `PictureFacts`. */
export type FrameLook = {
  light: number
  low: number
  high: number
  dark: number
  outOfRange: number
  top: number
  bottom: number
  left: number
  right: number
}

/** 0.05 of full light. */
const darkest = black + 0.05 * lightSteps
/** Bars after coding: black but for some steps, and even. */
const blackBar = black + 12
const evenBar = 8
/** All lines of a bar are of one black. */
const sameBar = 6
/** A picture begins behind a bar where so much of the line is no bar: else it is a dark background with something on it. */
const litShare = 0.6
/** It begins at once: a dark picture stands off from its bar by so much within two lines. */
const edgeStep = 8

/** Looks at frames of one size. `tiles` gets y, u, v of each tile at `at`. */
export function createFrameLook(
  small: SmallFrame,
): (frame: Uint8Array, tiles: Uint8Array, at: number) => FrameLook {
  const { width, height } = small
  const pixels = width * height
  const [columns, rows] = [tileEdges(width), tileEdges(height)]
  const [cw, ch] = [width / 2, height / 2]
  const planes = smallPlanes(small)
  const [chromaColumns, chromaRows] = [tileEdges(cw), tileEdges(ch)]
  const histogram = new Uint32Array(512)
  const outside = createOutside(small)
  const sums = new Uint32Array(tileGrid)

  /** Sums each tile of a plane, and writes the means of every third byte from `to` on. */
  function meansOf(
    frame: Uint8Array,
    plane: { from: number; width: number; columns: number[]; rows: number[]; otherwise: number },
    tiles: Uint8Array,
    to: number,
  ): void {
    const { from, width: across, columns: lefts, rows: tops, otherwise } = plane
    for (let tileRow = 0, tile = to; tileRow < tileGrid; tileRow++) {
      const top = tops[tileRow]!
      const bottom = tops[tileRow + 1]!
      sums.fill(0)
      for (let y = top, at = from + top * across; y < bottom; y++)
        for (let tileColumn = 0; tileColumn < tileGrid; tileColumn++) {
          let sum = 0
          for (const end = from + y * across + lefts[tileColumn + 1]!; at < end; at++) sum += frame[at]!
          sums[tileColumn]! += sum
        }
      for (let tileColumn = 0; tileColumn < tileGrid; tileColumn++, tile += 3)
        tiles[tile] = mean(
          sums[tileColumn]!,
          (bottom - top) * (lefts[tileColumn + 1]! - lefts[tileColumn]!),
          otherwise,
        )
    }
  }

  const luma = { from: 0, width, columns, rows, otherwise: black }
  const chroma = { width: cw, columns: chromaColumns, rows: chromaRows, otherwise: 128 }
  const blue = { ...chroma, from: planes.u }
  const red = { ...chroma, from: planes.v }

  return (frame, tiles, at) => {
    meansOf(frame, luma, tiles, at)
    meansOf(frame, blue, tiles, at + 1)
    meansOf(frame, red, tiles, at + 2)
    histogram.fill(0)
    // Neighbours are mostly alike: counted by turns, so that one count need not wait for the other.
    let pixel = 0
    for (const even = pixels - (pixels % 2); pixel < even; pixel += 2) {
      histogram[frame[pixel]!]!++
      histogram[256 + frame[pixel + 1]!]!++
    }
    if (pixel < pixels) histogram[frame[pixel]!]!++
    for (let sample = 0; sample < 256; sample++) histogram[sample]! += histogram[256 + sample]!
    return {
      ...ofHistogram(histogram, pixels),
      outOfRange: outside(frame),
      ...barsOf(frame, width, height),
    }
  }
}

const mean = (sum: number, of: number, otherwise: number): number =>
  of === 0 ? otherwise : Math.round(sum / of)

function ofHistogram(histogram: Uint32Array, pixels: number) {
  const hundredth = pixels / 100
  let [sum, dark, seen, low, high] = [0, 0, 0, -1, 255]
  for (let sample = 0; sample < 256; sample++) {
    const many = histogram[sample]!
    if (many === 0) continue
    sum += sample * many
    if (sample < darkest) dark += many
    seen += many
    if (low === -1 && seen > hundredth) low = sample
    // The first below which all but a hundredth lie.
    if (seen >= pixels - hundredth) {
      high = Math.min(high, sample)
    }
  }
  const light = (sample: number) => (sample - black) / lightSteps
  return {
    light: light(sum / pixels),
    low: light(low),
    high: light(high),
    dark: dark / pixels,
  }
}

/** Share of the frame outside of what EBU R 103 lets pass: -5 to 105 % in luma and in red, green and blue. */
function createOutside(small: SmallFrame): (frame: Uint8Array) => number {
  const { width, height, matrix, matrixIsSaid } = small
  const colour = createColour(matrix)
  const { u, v } = smallPlanes(small)
  const [cw, ch] = [width / 2, height / 2]
  const [least, most] = [-0.05, 1.05]
  // How far colour may stand off from grey, whatever it is, before a sample of that luma can be out of range; -1: it is by itself.
  const safe = Int16Array.from({ length: 256 }, (_, sample) => {
    const light = (sample - black) / lightSteps
    if (light < least || light > most) return -1
    return Math.floor((Math.min(light - least, most - light) * 224) / 2)
  })
  return (frame) => {
    let beyond = 0
    for (let row = 0, at = 0; row < ch; row++)
      for (let column = 0, from = row * 2 * width; column < cw; column++, at++, from += 2) {
        // Colour is that of four pixels: with the light of one of them an edge would be out of range.
        const below = from + width
        const y = (frame[from]! + frame[from + 1]! + frame[below]! + frame[below + 1]! + 2) >> 2
        if (!matrixIsSaid) {
          if (safe[y]! < 0) beyond++
          continue
        }
        const cb = frame[u + at]!
        const cr = frame[v + at]!
        const reach = safe[y]!
        if (cb - 128 <= reach && 128 - cb <= reach && cr - 128 <= reach && 128 - cr <= reach) continue
        const light = (y - black) / lightSteps
        const parts = colour(y, cb, cr)
        if (
          Math.min(light, parts[0], parts[1], parts[2]) < least - 1e-6 ||
          Math.max(light, parts[0], parts[1], parts[2]) > most + 1e-6
        )
          beyond++
      }
    return beyond / (cw * ch)
  }
}

/** Black lines at the edges up to where a picture begins. */
function barsOf(frame: Uint8Array, width: number, height: number) {
  const none = { top: 0, bottom: 0, left: 0, right: 0 }
  /** `from`: a sample of the bar's outermost line. */
  const isBlack = (first: number, step: number, many: number, from = first) => {
    const brightest = Math.min(blackBar, frame[from]! + sameBar)
    let [least, most] = [255, 0]
    for (let at = first, seen = 0; seen < many; at += step, seen++) {
      const sample = frame[at]!
      if (sample > brightest) return false
      least = Math.min(least, sample)
      most = Math.max(most, sample)
    }
    return most - least <= evenBar
  }
  let top = 0
  while (top < height && isBlack(top * width, 1, width, 0)) top++
  if (top === height) return none
  let bottom = 0
  const lowest = (height - 1) * width
  while (isBlack(lowest - bottom * width, 1, width, lowest)) bottom++
  const tall = height - top - bottom
  let left = 0
  while (left < width && isBlack(top * width + left, width, tall, top * width)) left++
  if (left === width) return none
  let right = 0
  const outermost = top * width + width - 1
  while (isBlack(outermost - right, width, tall, outermost)) right++
  const wide = width - left - right
  /** The line where the picture begins is mixed with the bar: the next one counts as well. */
  const isLit = (first: number, inwards: number, step: number, many: number) => {
    const lit = (from: number) => {
      let found = 0
      for (let at = from, seen = 0; seen < many; at += step, seen++)
        if (frame[at]! > blackBar || frame[at]! - (frame[at - 2 * inwards] ?? 255) >= edgeStep) found++
      return found / many
    }
    return Math.max(lit(first), lit(first + inwards)) >= litShare
  }
  if (tall < 2 || wide < 2) return none
  const corner = top * width + left
  const opposite = (height - 1 - bottom) * width + left
  return {
    top: top > 0 && isLit(corner, width, 1, wide) ? top / height : 0,
    bottom: bottom > 0 && isLit(opposite, -width, 1, wide) ? bottom / height : 0,
    left: left > 0 && isLit(corner, 1, width, tall) ? left / width : 0,
    right: right > 0 && isLit(corner + wide - 1, -1, width, tall) ? right / width : 0,
  }
}
