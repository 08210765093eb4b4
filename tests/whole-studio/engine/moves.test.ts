import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import type { LiveLayer, LiveScene } from '../../../src-main/core/render-plan/live-scene.ts'
import { decodeRgb, drawn, openEngine, pictureOf, pixel, planOf, scene, shape } from '../../helpers/engine.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'

const never = { signal: new AbortController().signal }
const [width, height] = [320, 180]
const green = '#0f3d3eff'
const coral = '#ff6b4aff'

/** How much of a pixel is coral instead of green, 0 to 1. */
const coralShare = ([red]: [number, number, number]) => (red - 15) / (255 - 15)

async function frames(
  folder: string,
  scenes: LiveScene[],
  prepare?: (pictures: Map<string, string>) => void,
): Promise<Buffer[]> {
  const engine = await openEngine(folder)
  prepare?.(engine.pictures)
  const out = join(folder, 'a.mp4')
  await engine.maker.make(planOf(engine, scenes, { width, height, quality: 'high' }), out, never)
  return decodeRgb(engine, out, width, height)
}

const field = (more: Partial<LiveLayer>) => drawn(shape(coral, 80, 60), 5, 35, { x: 120, y: 60, ...more })
/** The first coral pixel of a row, or -1. */
const leftEdge = (frame: Buffer, y: number) =>
  Array.from({ length: width }, (_, x) => x).findIndex((x) => coralShare(pixel(frame, width, x, y)) > 0.5)
const coralPixels = (frame: Buffer, y: number) =>
  Array.from({ length: width }, (_, x) => coralShare(pixel(frame, width, x, y))).filter(
    (share) => share > 0.5,
  ).length

describe('layers come and go', () => {
  test('a layer shows from its first frame to its last, and in no other', () =>
    withTempFolder(async (folder) => {
      const all = await frames(folder, [scene(green, 40, [field({})])])
      expect(all.map((frame) => coralShare(pixel(frame, width, 160, 90)) > 0.5)).toEqual(
        all.map((_, index) => index >= 5 && index < 35),
      )
    }))

  test('a fade is halfway in the middle of its time, at both ends', () =>
    withTempFolder(async (folder) => {
      const fade = { effect: 'fade', frames: 10, side: 'left', easing: 'linear' } as const
      const all = await frames(folder, [scene(green, 40, [field({ enter: fade, exit: fade })])])
      const share = (frame: number) => coralShare(pixel(all[frame]!, width, 160, 90))
      for (const [frame, meant] of [
        [5, 0],
        [10, 0.5],
        [13, 0.8],
        [15, 1],
        [25, 1],
        [30, 0.5],
        [33, 0.2],
      ] as const) {
        expect(Math.abs(share(frame) - meant), `frame ${frame}: ${share(frame)}`).toBeLessThan(0.04)
      }
    }))

  test('a slide starts beyond the edge and follows its easing to its place', () =>
    withTempFolder(async (folder) => {
      const all = await frames(folder, [
        scene(green, 40, [
          field({
            enter: { effect: 'slide', frames: 10, side: 'left', easing: 'linear' },
            exit: { effect: 'slide', frames: 10, side: 'right', easing: 'in' },
          }),
        ]),
      ])
      // From -80 to 120 in ten even steps, then off to 320 by the cube of the time.
      for (const [frame, x] of [
        [10, 20],
        [13, 80],
        [15, 120],
        [24, 120],
        [30, 120 + 200 * 0.125],
        [33, 120 + 200 * 0.512],
      ] as const) {
        expect(
          Math.abs(leftEdge(all[frame]!, 90) - x),
          `frame ${frame}: ${leftEdge(all[frame]!, 90)}, meant ${x}`,
        ).toBeLessThanOrEqual(2)
      }
      expect(leftEdge(all[5]!, 90)).toBe(-1)
    }))

  test('a zoom grows about the middle of the box', () =>
    withTempFolder(async (folder) => {
      const all = await frames(folder, [
        scene(green, 40, [field({ enter: { effect: 'zoom', frames: 10, side: 'left', easing: 'linear' } })]),
      ])
      for (const frame of [12, 15]) {
        const size = 80 * (0.7 + 0.03 * Math.min(10, frame - 5))
        expect(Math.abs(coralPixels(all[frame]!, 90) - size)).toBeLessThanOrEqual(2)
        expect(Math.abs(leftEdge(all[frame]!, 90) - (160 - size / 2))).toBeLessThanOrEqual(2)
      }
    }))

  test('a drawing that stands at an odd pixel has its colour to the very edge', () =>
    withTempFolder(async (folder) => {
      // The stroke stands out by a pixel and a half on each side: the drawing starts at an odd place.
      const all = await frames(folder, [
        scene('#ffffffff', 10, [
          drawn(shape('#2b2d8cff', 81, 61, { stroke: { colour: '#2b2d8cff', width: 2 } }), 0, 10, {
            x: 100,
            y: 60,
          }),
        ]),
      ])
      const row = Array.from({ length: 90 }, (_, at) => pixel(all[5]!, width, 96 + at, 90))
      const inside = row.slice(5, 84)
      for (const [red, , blue] of inside) {
        expect(Math.abs(red - 43)).toBeLessThanOrEqual(8)
        expect(Math.abs(blue - 140)).toBeLessThanOrEqual(8)
      }
    }))
})

describe('edges', () => {
  test('a saturated field on white keeps its colour up to its soft edges', () =>
    withTempFolder(async (folder) => {
      const all = await frames(folder, [
        scene('#ffffffff', 10, [
          drawn({ ...shape('#2b2d8cff', 101, 101), shape: 'ellipse' }, 0, 10, { x: 100, y: 40 }),
        ]),
      ])
      // Along the edge, light and colour go together: blue against red follows the share that is covered.
      for (let x = 100; x < 202; x += 1) {
        for (let y = 40; y < 142; y += 1) {
          const [red, green, blue] = pixel(all[5]!, width, x, y)
          const covered = (255 - green) / (255 - 45)
          expect(Math.abs((blue - red) / (140 - 43) - covered), `(${x}, ${y})`).toBeLessThan(0.42)
        }
      }
    }))
})

describe('transitions', () => {
  const over = (type: 'fade' | 'slide' | 'wipe' | 'zoom', side: 'left' | 'right' | 'top' | 'bottom') => [
    scene(green, 20, []),
    scene(coral, 30, [], { transition: { type, frames: 9, side, easing: 'linear' } }),
  ]
  test.each([
    ['slide', 'right', 280, 40],
    ['slide', 'left', 40, 280],
    ['wipe', 'right', 280, 40],
    ['wipe', 'left', 40, 280],
  ] as const)(
    'a %s from the %s is halfway in its middle frame, the new scene on that side',
    (type, side, fresh, old) =>
      withTempFolder(async (folder) => {
        const all = await frames(folder, over(type, side))
        expect(all).toHaveLength(41)
        const middle = all[11 + 4]!
        expect(coralShare(pixel(middle, width, fresh, 90))).toBeGreaterThan(0.95)
        expect(coralShare(pixel(middle, width, old, 90))).toBeLessThan(0.05)
        expect(Math.abs(coralPixels(middle, 90) - 160)).toBeLessThanOrEqual(3)
        expect(coralPixels(all[10]!, 90)).toBe(0)
        expect(coralPixels(all[20]!, 90)).toBe(320)
      }),
  )
  test('under a zoom the leaving scene comes nearer about its middle', () =>
    withTempFolder(async (folder) => {
      const square = drawn(shape(coral, 40, 40), 0, 20, { x: 140, y: 70 })
      const all = await frames(folder, [
        scene(green, 20, [square]),
        scene(green, 30, [], { transition: { type: 'zoom', frames: 9, side: 'left', easing: 'linear' } }),
      ])
      for (const frame of [11, 14, 16]) {
        const columns = Array.from({ length: width }, (_, x) => coralShare(pixel(all[frame]!, width, x, 90)))
        const weight = columns.reduce((sum, share) => sum + share, 0)
        const middle = columns.reduce((sum, share, x) => sum + share * (x + 0.5), 0) / weight
        expect(Math.abs(middle - 160), `frame ${frame}: ${middle}`).toBeLessThan(1.5)
      }
    }))
  test.each(['fade', 'zoom'] as const)('a %s is half of each scene in its middle frame', (type) =>
    withTempFolder(async (folder) => {
      const all = await frames(folder, over(type, 'left'))
      expect(Math.abs(coralShare(pixel(all[15]!, width, 160, 90)) - 0.5)).toBeLessThan(0.04)
    }),
  )
})

describe('a still that moves', () => {
  test('pushes in evenly about its middle, on fractions of a pixel', () =>
    withTempFolder(async (folder) => {
      // A coral bar from 40 % to 60 % of the width: under zoom z it is 0.2 z of the frame wide.
      const bar = await sharp({ create: { width, height, channels: 3, background: '#0f3d3e' } })
        .composite([
          { input: { create: { width: 64, height, channels: 3, background: '#ff6b4a' } }, left: 128, top: 0 },
        ])
        .png()
        .toBuffer()
      const content = createHash('sha256').update(bar).digest('hex')
      writeFileSync(join(folder, 'bar.png'), bar)
      const spec = pictureOf(content, { width, height })
      const still = { x: 0, y: 0 }
      const moving: LiveLayer = {
        ...drawn(shape(green, width, height), 0, 41),
        picture: {
          kind: 'moving',
          spec,
          motion: { from: { zoom: 1, ...still }, to: { zoom: 1.5, ...still }, easing: 'linear' },
          mask: null,
          rotation: 0,
        },
      }
      const all = await frames(folder, [scene(green, 41, [moving])], (pictures) =>
        pictures.set(content, join(folder, 'bar.png')),
      )
      // The sum of shares along a row is the bar's width, fractions included.
      const seen = (frame: Buffer) =>
        Array.from({ length: width }, (_, x) => coralShare(pixel(frame, width, x, 90))).reduce(
          (sum, share) => sum + share,
          0,
        )
      for (const frame of [0, 10, 20, 30, 40]) {
        expect(
          Math.abs(seen(all[frame]!) - 64 * (1 + (0.5 * frame) / 40)),
          `frame ${frame}: ${seen(all[frame]!)}`,
        ).toBeLessThan(1.5)
      }
      const steps = all.slice(1).map((frame, index) => seen(frame) - seen(all[index]!))
      expect(Math.max(...steps) - Math.min(...steps)).toBeLessThan(1)
    }))
})
