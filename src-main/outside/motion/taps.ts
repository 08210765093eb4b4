/**
 * From which samples of a source, with which weights, each output sample is mixed: the tables that `resample.wat` reads.
 * Only sums, products and quotients, so that every machine gets the same bits.
 */

/** Output sample i of `count` has its middle at `start + i * step`, counted in source samples from the first one's middle. */
export type Axis = { start: number; step: number; count: number; length: number }

/** Samples that the line takes from a source row: from which on (it may lie before the row), and how many. */
export type Line = { first: number; lineLength: number }

const one = 16384
/** Pixels whose samples lie in one load of 16 bytes. */
const group = 4
export const block = 16
/** Samples that a group's first pixel and its last may be apart, so that both their pairs lie in one load of eight. */
const farthest = 6
/** Further samples of a source row that may be read on either side. */
export const margin = 16
const largestStep = 7 / 3
/** A step of one after its rounding. */
const almostOne = 1 + 1 / 65_536

/** Samples on which an output sample depends; even. More when the picture shrinks, so that fine lines don't flicker. */
export function tapsOf(step: number): number {
  if (!(step > 0 && step <= largestStep)) throw new RangeError(`a picture can't be drawn in steps of ${step}`)
  if (step <= almostOne) return 4
  if (step <= 1.5) return 6
  return step <= 2 ? 8 : 12
}

export const rowTableBytes = (count: number, step: number) => count * (tapsOf(step) / 2) * 12

export const columnTableBytes = (count: number, step: number) =>
  Math.ceil(count / block) * (80 + (tapsOf(step) / 2) * 64)

/** Writes the table of rows at `address`. Rows beyond the source's are its first or last again. */
export function writeRows(memory: DataWriter, address: number, axis: Axis, stride: number): void {
  const taps = tapsOf(axis.step)
  const weights = weighing(taps, axis.step)
  const { int32, int16 } = memory
  let at = address >> 2
  for (let i = 0; i < axis.count; i += 1) {
    const middle = axis.start + i * axis.step
    const first = Math.floor(middle) - taps / 2 + 1
    const found = weights(first, middle)
    for (let tap = 0; tap < taps; tap += 2) {
      int32[at] = clamp(first + tap, axis.length) * stride
      int32[at + 1] = clamp(first + tap + 1, axis.length) * stride
      int16[2 * at + 4] = found[tap]!
      int16[2 * at + 5] = found[tap + 1]!
      at += 3
    }
  }
}

/** Writes the table of columns at `address`. */
export function writeColumns(memory: DataWriter, address: number, axis: Axis): Line {
  const taps = tapsOf(axis.step)
  const weights = weighing(taps, axis.step)
  const middleOf = (i: number) => axis.start + Math.min(i, axis.count - 1) * axis.step
  const firstOf = (middle: number) => Math.floor(middle) - taps / 2 + 1
  const first = firstOf(axis.start)
  const last = firstOf(middleOf(axis.count - 1)) + taps - 1
  const { int32, int16 } = memory
  let at = address >> 2
  for (let from = 0; from < axis.count; from += block) {
    for (let part = 0; part < block / group; part += 1) {
      const base = firstOf(middleOf(from + part * group))
      int32[at + part] = 2 * (base - first)
      for (let i = 0; i < group; i += 1) {
        const middle = middleOf(from + part * group + i)
        // Only at the largest steps does the nearest sample lie too far; there are taps to spare then.
        const start = Math.min(firstOf(middle), base + farthest)
        const byte = 2 * (start - base)
        int32[at + 4 + part * 4 + i] = byte * 0x01010101 + 0x03020100
        const found = weights(start, middle)
        const slot = 2 * (at + 20 + part * 4 + i)
        for (let tap = 0; tap < taps; tap += 2) {
          int16[slot + tap * 16] = found[tap]!
          int16[slot + tap * 16 + 1] = found[tap + 1]!
        }
      }
    }
    at += 20 + (taps / 2) * 16
  }
  return { first, lineLength: Math.ceil((last - first + 1) / 32) * 32 }
}

/** The same memory as numbers of 32 and 16 bits. */
type DataWriter = { int32: Int32Array; int16: Int16Array }

/**
 * Weights of `taps` samples from `first` on for an output sample at `middle`: Catmull-Rom, drawn out by the step where
 * the picture shrinks. The answer is the same array each time.
 */
function weighing(taps: number, step: number): (first: number, middle: number) => Int16Array {
  const shares = new Float64Array(taps)
  const weights = new Int16Array(taps)
  const reach = Math.max(1, step)
  return (first, middle) => {
    let sum = 0
    for (let tap = 0; tap < taps; tap += 1) {
      const share = catmullRom(Math.abs(first + tap - middle) / reach)
      shares[tap] = share
      sum += share
    }
    const scale = one / sum
    let left = one
    let largest = 0
    for (let tap = 0; tap < taps; tap += 1) {
      const weight = Math.floor(shares[tap]! * scale + 0.5)
      weights[tap] = weight
      left -= weight
      if (weight > weights[largest]!) largest = tap
    }
    weights[largest]! += left
    return weights
  }
}

function catmullRom(distance: number): number {
  if (distance >= 2) return 0
  if (distance >= 1) return ((2.5 - 0.5 * distance) * distance - 4) * distance + 2
  return (1.5 * distance - 2.5) * distance * distance + 1
}

function clamp(index: number, length: number): number {
  return index < 0 ? 0 : index >= length ? length - 1 : index
}
