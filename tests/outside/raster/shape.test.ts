import { describe, expect, it } from 'vitest'
import { drawn, rasteriser, shape } from './pixels.ts'

const red = '#ff0000ff'
const blue = '#0000ffff'

describe('shapes', () => {
  it('an opaque rectangle fills its box, in exactly its colour', async () => {
    const picture = await drawn(shape())
    expect(picture.place).toEqual({ left: 0, top: 0, width: 100, height: 60, opaque: true })
    for (const [x, y] of [
      [0, 0],
      [99, 0],
      [0, 59],
      [99, 59],
      [50, 30],
    ] as const) {
      expect(picture.at(x, y)).toEqual([0x0f, 0x3d, 0x3e, 255])
    }
  })

  it('a half-clear colour keeps its colour within one step', async () => {
    const [r, g, b, alpha] = (await drawn(shape({ fill: { kind: 'colour', colour: '#0f3d3e80' } }))).at(
      50,
      30,
    )
    expect(alpha).toBe(0x80)
    expect(Math.max(Math.abs(r! - 0x0f), Math.abs(g! - 0x3d), Math.abs(b! - 0x3e))).toBeLessThanOrEqual(1)
  })

  it('opacity thins without touching the colour', async () => {
    expect((await drawn(shape({ opacity: 0.2 }))).at(5, 5)).toEqual([0x0f, 0x3d, 0x3e, 51])
  })

  it('round corners are clear outside, and no rounder than the box allows', async () => {
    const picture = await drawn(shape({ radius: 500 }))
    expect(picture.place).toMatchObject({ width: 100, height: 60, opaque: false })
    expect(picture.at(0, 0)[3]).toBe(0)
    expect(picture.at(0, 30)[3]).toBeGreaterThan(200)
    expect(picture.at(50, 0)[3]).toBe(255)
  })

  it('an ellipse touches the middles of its sides', async () => {
    const picture = await drawn(shape({ shape: 'ellipse' }))
    expect(picture.place).toMatchObject({ left: 0, top: 0, width: 100, height: 60 })
    expect(picture.at(50, 30)[3]).toBe(255)
    expect(picture.at(10, 5)[3]).toBe(0)
  })

  it('a line runs from corner to corner; flat ones have a box of no height', async () => {
    const stroke = { colour: red, width: 4 }
    const slanted = await drawn(shape({ shape: 'line', fill: null, stroke }))
    expect(slanted.at(50, 30)).toEqual([255, 0, 0, 255])
    expect(slanted.at(90, 5)[3]).toBe(0)
    const flat = await drawn(shape({ shape: 'line', fill: null, stroke, height: 0 }))
    expect(flat.place).toEqual({ left: 0, top: -2, width: 100, height: 4, opaque: true })
  })

  it('a stroke lies half inside and half outside', async () => {
    const picture = await drawn(shape({ stroke: { colour: red, width: 10 } }))
    expect(picture.place).toMatchObject({ left: -5, top: -5, width: 110, height: 70 })
    expect(picture.at(-3, 30)).toEqual([255, 0, 0, 255])
    expect(picture.at(3, 30)).toEqual([255, 0, 0, 255])
    expect(picture.at(6, 30)).toEqual([0x0f, 0x3d, 0x3e, 255])
  })

  it('a shape without fill and stroke is one clear pixel', async () => {
    expect((await drawn(shape({ fill: null }))).place).toMatchObject({ width: 1, height: 1, opaque: false })
    expect((await drawn(shape({ opacity: 0 }))).place).toMatchObject({ width: 1, height: 1, opaque: false })
  })
})

describe('gradients', () => {
  const stops = [
    { at: 0, colour: red },
    { at: 1, colour: blue },
  ]
  const near = (pixel: number[], [r, g, b]: [number, number, number]) => {
    expect(Math.abs(pixel[0]! - r) + Math.abs(pixel[1]! - g) + Math.abs(pixel[2]! - b)).toBeLessThan(16)
  }

  it.each([
    [0, [0, 30], [99, 30]],
    [90, [50, 0], [50, 59]],
    [180, [99, 30], [0, 30]],
    [270, [50, 59], [50, 0]],
    [45, [0, 0], [99, 59]],
    [-45, [0, 59], [99, 0]],
  ] as const)('at %s degrees they run the right way and reach the edges', async (angle, from, to) => {
    const picture = await drawn(shape({ fill: { kind: 'linear', angle, stops } }))
    near(picture.at(from[0], from[1]), [255, 0, 0])
    near(picture.at(to[0], to[1]), [0, 0, 255])
    near(picture.at(50, 30), [127, 0, 127])
  })

  it('a radial one is an ellipse that ends in the corners', async () => {
    const picture = await drawn(shape({ fill: { kind: 'radial', angle: 0, stops } }))
    near(picture.at(50, 30), [255, 0, 0])
    near(picture.at(0, 0), [0, 0, 255])
    expect(picture.at(0, 30)[2]! - picture.at(50, 0)[2]!).toBeLessThan(6)
  })

  it('a stop may be clear, without its colour showing as grey', async () => {
    const fill = {
      kind: 'linear' as const,
      angle: 0,
      stops: [
        { at: 0, colour: '#ffffffff' },
        { at: 1, colour: '#ffffff00' },
      ],
    }
    const [r, g, b, alpha] = (await drawn(shape({ fill }))).at(50, 30)
    expect([r, g, b]).toEqual([255, 255, 255])
    expect(Math.abs(alpha! - 127)).toBeLessThan(4)
  })
})

describe('shadows and turning', () => {
  it('a shadow lies at its offset, and blurs out within its room', async () => {
    const sharp = await drawn(shape({ shadow: { colour: red, x: 20, y: 10, blur: 0 } }))
    expect(sharp.place).toMatchObject({ left: 0, top: 0, width: 120, height: 70 })
    expect(sharp.at(110, 65)).toEqual([255, 0, 0, 255])
    expect(sharp.at(50, 30)).toEqual([0x0f, 0x3d, 0x3e, 255])
    const soft = await drawn(shape({ shadow: { colour: red, x: 0, y: 0, blur: 20 } }))
    const edges = [
      ...Array.from({ length: soft.place.width }, (_, x) => soft.at(soft.place.left + x, soft.place.top)[3]!),
      ...Array.from(
        { length: soft.place.height },
        (_, y) => soft.at(soft.place.left, soft.place.top + y)[3]!,
      ),
    ]
    expect(Math.max(...edges)).toBeLessThan(8)
    expect(soft.place.left).toBeLessThan(-15)
  })

  it('a turned shape turns about the middle of its box, its shadow with it', async () => {
    const picture = await drawn(shape({ rotation: 90, shadow: { colour: red, x: 20, y: 0, blur: 0 } }))
    expect(picture.place).toMatchObject({ left: 20, top: -20, width: 60, height: 120 })
    expect(picture.at(50, -15)).toEqual([0x0f, 0x3d, 0x3e, 255])
    expect(picture.at(50, 95)).toEqual([255, 0, 0, 255])
    const eighth = await drawn(shape({ width: 100, height: 100, rotation: 45 }))
    expect(eighth.place.width).toBeGreaterThanOrEqual(141)
    expect(eighth.place.width).toBeLessThanOrEqual(144)
    expect(eighth.at(50, 50)).toEqual([0x0f, 0x3d, 0x3e, 255])
  })

  it('nothing clear is left around any of them', async () => {
    for (const spec of [
      shape({ shape: 'ellipse', rotation: 30, stroke: { colour: red, width: 7 } }),
      shape({ radius: 20, rotation: -10, shadow: { colour: blue, x: -9, y: 14, blur: 6 } }),
      shape({ shape: 'line', rotation: 77, fill: null, stroke: { colour: red, width: 3 } }),
    ]) {
      const { place, at } = await drawn(spec)
      const seen = (xs: number[], ys: number[]) => xs.some((x) => ys.some((y) => at(x, y)[3]! > 0))
      const columns = Array.from({ length: place.width }, (_, index) => place.left + index)
      const rows = Array.from({ length: place.height }, (_, index) => place.top + index)
      expect(seen(columns, [rows[0]!])).toBe(true)
      expect(seen(columns, [rows.at(-1)!])).toBe(true)
      expect(seen([columns[0]!], rows)).toBe(true)
      expect(seen([columns.at(-1)!], rows)).toBe(true)
    }
  })

  it('a drawing beyond all frames is refused with its size, and the next one still comes', async () => {
    const giant = rasteriser.draw(shape({ width: 40_000, height: 40_000 }))
    await expect(giant).rejects.toMatchObject({ code: 'raster.too-large' })
    await expect(giant).rejects.toThrow('40002 x 40002')
    expect((await drawn(shape())).place.width).toBe(100)
  })
})
