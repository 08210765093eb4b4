import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { ReelPicture } from '../../../src-shared/plans/motion.ts'
import fc from '../../helpers/at-random.ts'
import {
  framesOf,
  moving,
  type Picture,
  painted,
  reelOf,
  type Samples,
  samplesOf,
  withStage,
  writePng,
} from './reels.ts'
import { expected } from './slow-reference.ts'

/** Something of everything: smooth slopes, hard edges, fine patterns and noise. */
function mixture(width: number, height: number, seed: number, clear: boolean): Picture {
  const noise = (x: number, y: number, salt: number) =>
    (Math.imul(x * 73_856_093 + y * 19_349_663 + salt * 83_492_791 + seed * 2_654_435_761, 0x9e3779b1) >>>
      24) &
    255
  return painted(width, height, (x, y) => {
    const alpha = clear ? 1 + (noise(x >> 2, y >> 2, 9) % 255) : 255
    if (x < width / 3) return [noise(x, y, 1), noise(x, y, 2), noise(x, y, 3), alpha]
    if (y < height / 3) return [(x * 255) / width, (y * 255) / height, 128, alpha]
    if (x < (2 * width) / 3) return (x >> 2) % 2 === 0 ? [255, 0, 0, alpha] : [0, 0, 255, alpha]
    return (x + y) % 2 === 0 ? [255, 255, 255, alpha] : [0, 0, 0, alpha]
  })
}

function worst(found: Samples, wanted: number[][]): number {
  let most = 0
  for (const [y, row] of wanted.entries()) {
    for (const [x, value] of row.entries()) most = Math.max(most, Math.abs(found.at(x, y) - value))
  }
  return most
}

const view = fc.record({
  zoom: fc.oneof(fc.constant(1), fc.double({ min: 1, max: 2.5, noNaN: true })),
  x: fc.double({ min: -1, max: 1, noNaN: true }),
  y: fc.double({ min: -1, max: 1, noNaN: true }),
})
const even = (min: number, max: number) => fc.integer({ min: min / 2, max: max / 2 }).map((half) => 2 * half)

const cases = fc.record({
  seed: fc.nat(1000),
  width: even(2, 54),
  height: even(2, 40),
  // Source pixels for each pixel of the frame, at zoom 1; the zoom makes it less.
  across: fc.double({ min: 0.6, max: 2.1, noNaN: true }),
  down: fc.double({ min: 0.6, max: 2.1, noNaN: true }),
  x: even(0, 8),
  y: even(0, 8),
  // How far the visible part is from the picture's sides; negative: it stands out.
  left: fc.integer({ min: -5, max: 9 }),
  top: fc.integer({ min: -5, max: 9 }),
  right: fc.integer({ min: -5, max: 9 }),
  bottom: fc.integer({ min: -5, max: 9 }),
  clear: fc.boolean(),
  pixelFormat: fc.constantFrom('yuv420p' as const, 'yuv444p' as const),
  life: fc.integer({ min: 1, max: 9 }),
  frame: fc.nat(8),
  from: view,
  to: view,
  easing: fc.constantFrom('linear' as const, 'in' as const, 'out' as const, 'in-out' as const),
})

describe('each frame is what slow arithmetic says', () => {
  test('for any size, place, view and easing, in brightness, colour and transparency', async () => {
    await withStage(async (stage, folder) => {
      let number = 0
      await fc.assert(
        fc.asyncProperty(cases, async (given) => {
          const size = {
            width: Math.max(1, Math.round(given.width * given.across)),
            height: Math.max(1, Math.round(given.height * given.down)),
          }
          const { left, top, right, bottom } = given
          const part = mixture(
            Math.max(1, size.width - left - right),
            Math.max(1, size.height - top - bottom),
            given.seed,
            given.clear,
          )
          const path = join(folder, `${number++}.png`)
          await writePng(path, part)
          const { x, y, width, height, life, from, to, easing } = given
          const picture = moving(path, size, life, {
            ...{ x, y, width, height, motion: { from, to, easing } },
            place: { left, top, width: part.width, height: part.height, opaque: !given.clear },
            alpha: given.clear ? { x, y: y + height } : null,
          })
          const reel = reelOf([picture], { pixelFormat: given.pixelFormat, width: x + width + 2 })
          const index = given.frame % life
          const frame = (await framesOf(stage, reel))[index]!
          for (const [plane, channel] of (['y', 'u', 'v'] as const).entries()) {
            const found = samplesOf(frame, reel, plane as 0 | 1 | 2, { x, y, width, height })
            expect(worst(found, expected(part, reel, picture, index, channel)), channel).toBeLessThanOrEqual(
              2,
            )
          }
          if (picture.alpha !== null) {
            const found = samplesOf(frame, reel, 0, { ...picture.alpha, width, height })
            expect(worst(found, expected(part, reel, picture, index, 'alpha')), 'alpha').toBeLessThanOrEqual(
              2,
            )
          }
        }),
        { numRuns: 120 },
      )
    })
  })

  test('a picture at its own size comes out sample for sample as it is', async () => {
    await withStage(async (stage, folder) => {
      const part = painted(50, 34, (x, y) => [(x * y) % 256, (x * y) % 256, (x * y) % 256])
      const path = join(folder, 'p.png')
      await writePng(path, part)
      const reel = reelOf([moving(path, part, 1)])
      const [frame] = await framesOf(stage, reel)
      const found = samplesOf(frame!, reel, 0)
      for (let y = 0; y < part.height; y += 1) {
        for (let x = 0; x < part.width; x += 1) {
          expect(found.at(x, y)).toBe(Math.round(16 + (((x * y) % 256) * 219) / 255))
        }
      }
    })
  })

  test('fine stripes that shrink to half come out grey instead of flickering', async () => {
    await withStage(async (stage, folder) => {
      const part = painted(160, 120, (x) => (x % 2 === 0 ? [255, 255, 255] : [0, 0, 0]))
      const path = join(folder, 'p.png')
      await writePng(path, part)
      const reel = reelOf([moving(path, part, 1, { width: 84, height: 62 })])
      const found = samplesOf((await framesOf(stage, reel))[0]!, reel, 0)
      for (let x = 4; x < 80; x += 1) expect(Math.abs(found.at(x, 30) - 125.5)).toBeLessThan(12)
    })
  })
})

describe('a slow move is smooth', () => {
  /** Where the soft edge from dark to bright stands, in pixels, as the mean of all lines across it. */
  function edgeOf(found: Samples, along: 'x' | 'y'): number {
    const [length, lines] = along === 'x' ? [found.width, found.height] : [found.height, found.width]
    let sum = 0
    for (let line = 0; line < lines; line += 1) {
      for (let at = 0; at < length; at += 1) {
        const value = along === 'x' ? found.at(at, line) : found.at(line, at)
        sum += (235 - value) / (235 - 16)
      }
    }
    return sum / lines
  }

  /** Dark on the left, bright on the right; a little slanted, so that not all lines are rounded alike. */
  const softEdge = (at: number, line: number) => {
    const share = Math.min(1, Math.max(0, (at - 80 - line / 16) / 20))
    const value = 255 * share * share * (3 - 2 * share)
    return [value, value, value]
  }

  test.each(['x', 'y'] as const)(
    'an edge that pans along %s moves by the same fraction of a pixel each frame',
    async (along) => {
      await withStage(async (stage, folder) => {
        const size = along === 'x' ? { width: 180, height: 64 } : { width: 64, height: 180 }
        const part = painted(size.width, size.height, (x, y) =>
          along === 'x' ? softEdge(x, y) : softEdge(y, x),
        )
        const path = join(folder, 'p.png')
        await writePng(path, part)
        const frames = 120
        const motion: ReelPicture['motion'] = {
          from: { zoom: 1.06, x: -1, y: -1 },
          to: { zoom: 1.06, x: 1, y: 1 },
          easing: 'linear',
        }
        const reel = reelOf([moving(path, size, frames, { motion })])
        const places = (await framesOf(stage, reel)).map((frame) => edgeOf(samplesOf(frame, reel, 0), along))
        const steps = places.slice(1).map((place, at) => place - places[at]!)
        // Of the edge's own line; the picture also moves across it, and the edge is slanted by a sixteenth.
        const even = (places.at(-1)! - places[0]!) / (frames - 1)
        const travelled = (1.06 - 1) * (along === 'x' ? size.width : size.height)
        expect(Math.abs(places.at(-1)! - places[0]!)).toBeGreaterThan(travelled * 0.9)
        expect(Math.max(...steps.map((step) => Math.abs(step - even)))).toBeLessThan(0.02)
        for (const [at, place] of places.entries()) {
          expect(Math.abs(place - places[0]! - even * at), `frame ${at}`).toBeLessThan(0.02)
        }
      })
    },
  )
})
