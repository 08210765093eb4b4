import { describe, expect, test } from 'vitest'
import {
  boxAt,
  changedParts,
  handles,
  holdsPoint,
  inOtherUnit,
  sized,
  turned,
  upright,
} from '../../src-renderer/view-math/editor-boxes.ts'
import { flowed } from '../../src-renderer/view-math/editor-flow.ts'
import { allEdges, guidesOf, snapped } from '../../src-renderer/view-math/editor-guides.ts'
import { between, takes } from '../../src-renderer/view-math/editor-marquee.ts'
import { nextStep, turnedBy } from '../../src-renderer/view-math/editor-turning.ts'
import { type Place, placeOfBox } from '../../src-shared/templates/box-place.ts'
import { anchor, type Box } from '../../src-shared/templates/measures.ts'
import fc from '../helpers/at-random.ts'

const frames = fc.constantFrom(
  { width: 1920, height: 1080, unit: 1 },
  { width: 1080, height: 1920, unit: 1 },
  { width: 480, height: 600, unit: 480 / 1080 },
  { width: 3840, height: 2160, unit: 2 },
)
const length = fc.oneof(
  fc.integer({ min: -500, max: 2_000 }),
  fc.integer({ min: -5_000, max: 15_000 }).map((hundredths) => `${hundredths / 100}%`),
)
const positive = fc.oneof(
  fc.integer({ min: 10, max: 2_000 }),
  fc.integer({ min: 100, max: 15_000 }).map((hundredths) => `${hundredths / 100}%`),
)
const box: fc.Arbitrary<Box> = fc.record({
  x: length,
  y: length,
  width: positive,
  height: positive,
  anchor: fc.constantFrom(...anchor.options),
})
const place: fc.Arbitrary<Place> = fc.record({
  x: fc.integer({ min: -200, max: 1_500 }),
  y: fc.integer({ min: -200, max: 1_500 }),
  width: fc.integer({ min: 2, max: 900 }),
  height: fc.integer({ min: 2, max: 900 }),
})
const close = (a: number, b: number, by = 1e-6) => expect(Math.abs(a - b)).toBeLessThanOrEqual(by)

describe('boxes', () => {
  test('a box that is put where it stands is written as it was, from any anchor, mirrored or not', () => {
    fc.assert(
      fc.property(box, frames, fc.boolean(), (box, frame, mirrored) => {
        const again = boxAt(placeOfBox(box, frame, mirrored), box, frame, mirrored)
        expect(changedParts(box, again)).toEqual({})
      }),
    )
  })

  test('a box that was moved stands where the hand let go, within what its unit can say', () => {
    fc.assert(
      fc.property(
        box,
        frames,
        fc.boolean(),
        fc.integer({ min: -300, max: 300 }),
        (box, frame, mirrored, by) => {
          const from = placeOfBox(box, frame, mirrored)
          const moved = placeOfBox(boxAt({ ...from, x: from.x + by }, box, frame, mirrored), frame, mirrored)
          close(moved.x, from.x + by, Math.max(1, frame.unit))
          close(moved.y, from.y, 0.5)
          close(moved.width, from.width, 0.5)
        },
      ),
    )
  })

  test('a length keeps its unit, and says about the same in the other one', () => {
    fc.assert(
      fc.property(length, frames, (length, frame) => {
        const other = inOtherUnit(length, frame.width, frame.unit)
        expect(typeof other).not.toBe(typeof length)
        const back = inOtherUnit(other, frame.width, frame.unit)
        const number = (value: string | number) => Number.parseFloat(String(value))
        close(number(back), number(length), typeof length === 'number' ? 1 : 0.3)
      }),
    )
    expect(inOtherUnit('50%', 1920, 1)).toBe(960)
    expect(inOtherUnit(96, 1920, 1)).toBe('5%')
  })

  test('sizing keeps the opposite corner where it is, however the box is turned', () => {
    const corner = (
      { x, y, width, height }: Place,
      [across, along]: readonly [number, number],
      rotation: number,
    ) => {
      const arm = turned((across * width) / 2, (along * height) / 2, rotation)
      return { x: x + width / 2 + arm.x, y: y + height / 2 + arm.y }
    }
    const delta = fc.integer({ min: -400, max: 400 })
    fc.assert(
      fc.property(
        place,
        fc.constantFrom(...handles),
        delta,
        delta,
        fc.integer({ min: -180, max: 180 }),
        fc.boolean(),
        (place, handle, dx, dy, rotation, ratio) => {
          const after = sized(place, handle, dx, dy, { rotation, ratio })
          const opposite = [-handle[0], -handle[1]] as const
          const [was, is] = [corner(place, opposite, rotation), corner(after, opposite, rotation)]
          close(was.x, is.x, 1e-6)
          close(was.y, is.y, 1e-6)
          expect(after.width).toBeGreaterThanOrEqual(1)
          expect(after.height).toBeGreaterThanOrEqual(1)
        },
      ),
    )
  })

  test('with Shift a corner keeps the shape, with Alt the middle', () => {
    const wide = { x: 0, y: 0, width: 200, height: 100 }
    expect(sized(wide, [1, 1], 100, 0, { ratio: true })).toEqual({ x: 0, y: 0, width: 300, height: 150 })
    expect(sized(wide, [1, 0], 10, 0, { centre: true })).toEqual({ x: -10, y: 0, width: 220, height: 100 })
  })

  test('a turned box is taken hold of where it is seen', () => {
    const bar = { x: 0, y: 45, width: 100, height: 10 }
    expect(holdsPoint(bar, 90, 50, 5)).toBe(true)
    expect(holdsPoint(bar, 90, 5, 50)).toBe(false)
    const stands = upright(bar, 90)
    close(stands.width, 10)
    close(stands.height, 100)
  })
})

describe('guides', () => {
  const guides = guidesOf({ width: 1920, height: 1080 }, [0.1], [{ x: 300, y: 300, width: 100, height: 100 }])

  test('a box near the middle stands in the middle', () => {
    const { dx, dy, at } = snapped({ x: 863, y: 489, width: 200, height: 100 }, guides, allEdges, 6)
    expect([dx, dy]).toEqual([-3, 1])
    expect(at.map(({ of }) => of)).toEqual(['centre', 'centre'])
  })

  test('nothing attracts from afar, and what attracts never shifts further than its reach', () => {
    fc.assert(
      fc.property(place, fc.integer({ min: 0, max: 12 }), (place, reach) => {
        const { dx, dy, at } = snapped(place, guides, allEdges, reach)
        expect(Math.abs(dx)).toBeLessThanOrEqual(reach)
        expect(Math.abs(dy)).toBeLessThanOrEqual(reach)
        for (const guide of at) {
          const [from, size] = guide.axis === 'x' ? [place.x + dx, place.width] : [place.y + dy, place.height]
          expect(
            Math.min(...[0, 0.5, 1].map((edge) => Math.abs(from + edge * size - guide.at))),
          ).toBeLessThan(0.02)
        }
      }),
    )
  })

  test('a drawn edge looks for a guide, the edge that stays does not', () => {
    const place = { x: 302, y: 700, width: 500, height: 80 }
    expect(snapped(place, guides, { x: [1], y: [] }, 6).dx).toBe(0)
    expect(snapped(place, guides, { x: [0], y: [] }, 6).dx).toBe(-2)
  })
})

test('all formats side by side fit into the place that there is, and are as large as they can be', () => {
  const shapes = [16 / 9, 9 / 16, 1, 4 / 5]
  fc.assert(
    fc.property(
      fc.integer({ min: 300, max: 2_500 }),
      fc.integer({ min: 250, max: 1_400 }),
      (width, height) => {
        const sizes = flowed(shapes, width, height, { gap: 20, foot: 40 })
        for (const [index, size] of sizes.entries()) {
          expect(size.width).toBeLessThanOrEqual(width)
          expect(size.height).toBeLessThanOrEqual(height)
          close(size.width / size.height, shapes[index]!, 0.2)
        }
      },
    ),
  )
})

describe('turning', () => {
  const centre = { x: 100, y: 100 }
  const right = { x: 200, y: 100 }

  test('a layer follows the hand around its middle, and stands upright when it nearly does', () => {
    expect(turnedBy(0, centre, right, { x: 100, y: 200 })).toBe(90)
    expect(turnedBy(0, centre, right, { x: 200, y: 140 })).toBe(22)
    expect(turnedBy(0, centre, right, { x: 200, y: 104 })).toBe(0)
    expect(turnedBy(0, centre, right, { x: 200, y: 104 }, { free: true })).toBe(2.3)
    expect(turnedBy(170, centre, right, { x: 200, y: 140 })).toBe(-168)
  })

  test('with Shift it stands at multiples of 15 degrees, whatever it began with', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -360, max: 360 }),
        fc.integer({ min: -300, max: 300 }),
        fc.integer({ min: -300, max: 300 }),
        (rotation, x, y) => {
          const turned = turnedBy(rotation, centre, right, { x, y }, { stepped: true })
          expect(Math.abs(turned % 15)).toBe(0)
          expect(turned).toBeGreaterThan(-180)
          expect(turned).toBeLessThanOrEqual(180)
        },
      ),
    )
    expect(nextStep(0, 1)).toBe(15)
    expect(nextStep(20, -1)).toBe(15)
    expect(nextStep(-180, -1)).toBe(165)
  })
})

describe('a frame that is drawn around layers', () => {
  const layer = { x: 100, y: 100, width: 200, height: 100 }

  test('takes what it touches, but not what it was drawn in', () => {
    expect(takes(between({ x: 90, y: 90 }, { x: 110, y: 110 }), layer)).toBe(true)
    expect(takes(between({ x: 400, y: 400 }, { x: 0, y: 0 }), layer)).toBe(true)
    expect(takes(between({ x: 120, y: 120 }, { x: 160, y: 160 }), layer)).toBe(false)
    expect(takes(between({ x: 0, y: 0 }, { x: 90, y: 300 }), layer)).toBe(false)
  })
})
