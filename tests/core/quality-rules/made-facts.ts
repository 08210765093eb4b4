import { createPictureTally } from '../../../src-main/outside/measuring/picture-tally.ts'
import { smallPlanes } from '../../../src-shared/quality/compare-frames.ts'
import type { PictureFacts, SmallFrame } from '../../../src-shared/quality/facts.ts'

export const small: SmallFrame = {
  width: 64,
  height: 36,
  patches: 1,
  patchLines: 16,
  matrix: 'bt709',
  matrixIsSaid: true,
}

/** Bytes that follow from a number alone. */
export function chance(seed: number): () => number {
  let state = seed >>> 0 || 1
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 2 ** 32
  }
}

/** A frame whose luma is what `luma` says at each place, with grey or another colour. */
export function frame(luma: (x: number, y: number) => number, u = 128, v = 128): Uint8Array {
  const planes = smallPlanes(small)
  const bytes = new Uint8Array(planes.bytes)
  for (let y = 0; y < small.height + small.patches * small.patchLines; y++)
    for (let x = 0; x < small.width; x++) bytes[y * small.width + x] = luma(x, y)
  bytes.fill(u, planes.u, planes.v)
  bytes.fill(v, planes.v)
  return bytes
}

/** What is measured of such frames, at 25 a second. */
export function factsOf(frames: readonly Uint8Array[]): PictureFacts {
  const tally = createPictureTally(small, frames.length)
  for (const one of frames) tally.take(one)
  return { ...tally.end(), rate: { num: 25, den: 1 }, width: 640, height: 360, small, faults: [] }
}

/** A pattern that moves by one pixel a frame. */
export const moving = (at: number): Uint8Array =>
  frame((x, y) => 90 + 60 * Math.sin((x + at) / 3) + ((y * 3) % 40))
