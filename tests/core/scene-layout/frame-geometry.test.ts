import { describe, expect, test } from 'vitest'
import { frameOf, rectOf } from '../../../src-main/core/scene-layout/frame-geometry.ts'
import { framesOf } from '../../../src-shared/templates/formats.ts'
import type { Anchor, Box } from '../../../src-shared/templates/measures.ts'
import fc from '../../helpers/at-random.ts'

const box = (more: Partial<Box>): Box => ({
  x: 0,
  y: 0,
  width: '100%',
  height: '100%',
  anchor: 'top-left',
  ...more,
})
const canvas = { width: 1920, height: 1080 }
const frame = (width: number, height: number, codec: 'h264' | 'gif' = 'h264') =>
  frameOf({ width, height, codec }, canvas)

describe('boxes in a frame', () => {
  test('a canvas pixel is the shorter side of the format over the shorter side of the canvas', () => {
    expect(
      [frame(1920, 1080), frame(1080, 1920), frame(1080, 1080), frame(480, 270, 'gif')].map(
        ({ unit }) => unit,
      ),
    ).toEqual([1, 1, 1, 0.25])
    expect(rectOf(box({ x: 100, y: 40, width: 200, height: 80 }), frame(480, 270, 'gif'), false)).toEqual({
      x: 25,
      y: 10,
      width: 50,
      height: 20,
    })
  })

  test.each([
    ['top-left', 20, 10],
    ['top', 460 + 20, 10],
    ['bottom-right', 920 - 20, 1040 - 10],
    ['center', 460 + 20, 520 + 10],
  ] as [Anchor, number, number][])('anchored at %s', (anchor, x, y) => {
    expect(rectOf(box({ anchor, x: 20, y: 10, width: 1000, height: 40 }), frame(1920, 1080), false)).toEqual({
      x,
      y,
      width: 1000,
      height: 40,
    })
  })

  test('in a mirrored layout left is right', () => {
    expect(rectOf(box({ x: '10%', width: '30%' }), frame(1000, 500), true)).toMatchObject({
      x: 600,
      width: 300,
    })
  })

  test('boxes that meet in the template meet in the frame, and the last one reaches its end', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 16, max: 999 }),
        fc.integer({ min: 16, max: 999 }),
        fc.integer({ min: 1, max: 99 }),
        fc.constantFrom('h264', 'gif'),
        (width, height, share, codec) => {
          const at = frame(width, height, codec as 'h264' | 'gif')
          const first = rectOf(box({ width: `${share}%`, height: `${share}%` }), at, false)
          const second = rectOf(
            box({ x: `${share}%`, y: `${share}%`, width: `${100 - share}%`, height: `${100 - share}%` }),
            at,
            false,
          )
          if (first.width > 1) expect(second.x).toBe(first.x + first.width)
          if (first.height > 1) expect(second.y).toBe(first.y + first.height)
          if (second.x < width) expect(second.x + second.width).toBe(width)
          if (second.y < height) expect(second.y + second.height).toBe(height)
          if (at.grid === 2) expect([first.x % 2, second.x % 2, second.y % 2]).toEqual([0, 0, 0])
        },
      ),
    )
  })
})

test('times become whole frames, the nearest, halves up', () => {
  const at = (seconds: number, num: number, den = 1) => framesOf(seconds, { num, den })
  expect([at(0.1, 30), at(0.5, 25), at(0.02, 25), at(0.019, 25), at(1, 30_000, 1001), at(0.35, 30)]).toEqual([
    3, 13, 1, 0, 30, 11,
  ])
})
