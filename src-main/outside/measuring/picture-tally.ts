import {
  createComparison,
  type FrameChange,
  smallPlanes,
} from '../../../src-shared/quality/compare-frames.ts'
import { pictureSeries, type SmallFrame, tileGrid } from '../../../src-shared/quality/facts.ts'
import { createFrameLook, type FrameLook } from './look-at-frame.ts'
import type { PicturesMeasured } from './messages.ts'
import { pour } from './pour.ts'

const tileBytes = tileGrid * tileGrid * 3
const unchanged: FrameChange = {
  change: 0,
  mostChange: 0,
  lighter: 0,
  darker: 0,
  redder: 0,
  combed: Number.NaN,
}

export type PictureTally = {
  /** Takes bytes as they come; they are not kept. */
  take(bytes: Uint8Array): void
  frames(): number
  end(): PicturesMeasured
}

/** Turns raw small frames into series. `expected`: frames, for how much memory is taken at first. */
export function createPictureTally(small: SmallFrame, expected: number): PictureTally {
  const { bytes: size } = smallPlanes(small)
  const look = createFrameLook(small)
  const compare = createComparison(small)
  let room = Math.max(16, Math.min(expected, 1_000_000))
  const series = Object.fromEntries(pictureSeries.map((name) => [name, new Float32Array(room)])) as Record<
    (typeof pictureSeries)[number],
    Float32Array
  >
  let tiles = new Uint8Array(room * tileBytes)
  let frames = 0
  let first = new Uint8Array(0)
  let before = new Uint8Array(size)
  let frame = new Uint8Array(size)
  let filled = 0
  let seen: FrameLook & FrameChange

  function grow(): void {
    room = Math.ceil(room * 1.5)
    for (const name of pictureSeries) {
      const larger = new Float32Array(room)
      larger.set(series[name])
      series[name] = larger
    }
    const larger = new Uint8Array(room * tileBytes)
    larger.set(tiles)
    tiles = larger
  }

  function note(): void {
    if (frames === room) grow()
    // A picture that stands still is byte for byte the one before.
    if (frames > 0 && Buffer.compare(before, frame) === 0) {
      tiles.copyWithin(frames * tileBytes, (frames - 1) * tileBytes, frames * tileBytes)
      seen = { ...seen, ...unchanged }
    } else
      seen = {
        ...look(frame, tiles, frames * tileBytes),
        ...(frames === 0 ? unchanged : compare(before, frame)),
      }
    for (const name of pictureSeries) series[name][frames] = seen[name]
    if (frames === 0) first = frame.slice()
    frames++
    ;[before, frame] = [frame, before]
  }

  return {
    take(bytes) {
      for (let at = 0; at < bytes.length; ) {
        const many = pour(bytes, at, frame, filled)
        filled += many
        at += many
        if (filled < size) continue
        note()
        filled = 0
      }
    },
    frames: () => frames,
    end() {
      for (const name of pictureSeries) series[name] = series[name].slice(0, frames)
      return {
        frames,
        series,
        tiles: tiles.slice(0, frames * tileBytes),
        first,
        last: frames === 0 ? new Uint8Array(0) : before.slice(),
      }
    },
  }
}

export type PartsTally = Pick<PictureTally, 'take' | 'frames'> & { end(): PicturesMeasured[] }

/** One tally after the other: each part is measured as if it were a file of its own. The last one takes whatever comes. */
export function createPartsTally(small: SmallFrame, lengths: readonly number[]): PartsTally {
  const { bytes: size } = smallPlanes(small)
  const measured: PicturesMeasured[] = []
  let before = 0
  let tally = createPictureTally(small, lengths[0] ?? 0)
  let left = (lengths[0] ?? 0) * size

  function next(): void {
    measured.push(tally.end())
    before += tally.frames()
    const length = lengths[measured.length]!
    tally = createPictureTally(small, length)
    left = length * size
  }

  return {
    take(bytes) {
      let rest = bytes
      while (measured.length < lengths.length - 1 && rest.length >= left) {
        tally.take(rest.subarray(0, left))
        rest = rest.subarray(left)
        next()
      }
      tally.take(rest)
      left -= rest.length
    },
    frames: () => before + tally.frames(),
    end() {
      while (measured.length < lengths.length - 1) next()
      return [...measured, tally.end()]
    },
  }
}
