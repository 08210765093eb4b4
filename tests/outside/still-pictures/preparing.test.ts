import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { fitPicture } from '../../../src-main/outside/still-pictures/fit-picture.ts'
import type { PictureRaster } from '../../../src-shared/plans/rasters.ts'
import { blue, flat, green, near, painted, prepared, quarters, red, white } from './pictures.ts'

const brand = [0x0f, 0x3d, 0x3e, 255]

describe('colours', () => {
  test.each([
    ['as it is', {}],
    ['enlarged', { width: 333, height: 77 }],
    ['made smaller', { width: 7, height: 9 }],
    ['blurred', { blur: 5 }],
    ['blurred strongly', { blur: 150, width: 400, height: 300 }],
    ['with round corners', { radius: 20 }],
    ['turned', { rotation: 31 }],
    ['thinned', { opacity: 0.5 }],
  ] as [string, Partial<PictureRaster>][])(
    'a flat brand colour comes back exactly: %s',
    async (_how, given) => {
      const { data, at: pixel } = await prepared(await flat('#0F3D3E'), given)
      expect(
        pixel(Math.floor((given.width ?? 100) / 2), Math.floor((given.height ?? 100) / 2)).slice(0, 3),
      ).toEqual(brand.slice(0, 3))
      for (let at = 0; at < data.length; at += 4) {
        // Where next to nothing is seen, eight bits can't hold the colour.
        if (data[at + 3]! < 40) continue
        const off = Math.max(...[0, 1, 2].map((channel) => Math.abs(data[at + channel]! - brand[channel]!)))
        // The soft edge of a turned picture is rounded twice.
        const slack = data[at + 3]! < 255 && !('opacity' in given) ? 3 : 'rotation' in given ? 1 : 0
        expect(off).toBeLessThanOrEqual(slack)
      }
    },
  )

  test('a picture in Display P3 comes out in sRGB', async () => {
    const p3 = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#0F3D3E' } })
      .withIccProfile('p3')
      .png()
      .toBuffer()
    expect(near((await prepared(p3)).at(50, 50), brand, 1)).toBe(true)
    const unmarked = await sharp(p3, { ignoreIcc: true }).raw().toBuffer()
    expect([...unmarked.subarray(0, 3)]).not.toEqual(brand.slice(0, 3))
  })

  test('a CMYK picture comes out in RGB', async () => {
    const cmyk = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#e02020' } })
      .toColourspace('cmyk')
      .jpeg({ quality: 100 })
      .toBuffer()
    expect((await sharp(cmyk).metadata()).space).toBe('cmyk')
    const [r, g, b, a] = (await prepared(cmyk)).at(50, 50)
    expect(r).toBeGreaterThan(150)
    expect(Math.max(g!, b!)).toBeLessThan(90)
    expect(a).toBe(255)
  })

  test('a picture of 16 bits comes out in 8, a grey one in RGB', async () => {
    const rgb16 = new Uint16Array(4 * 4 * 3).fill(0x3e3e)
    const deepColour = await sharp(rgb16, { raw: { width: 4, height: 4, channels: 3 } })
      .toColourspace('rgb16')
      .png()
      .toBuffer()
    expect((await sharp(deepColour).metadata()).depth).toBe('ushort')
    const { png, at } = await prepared(deepColour)
    expect(await sharp(png).metadata()).toMatchObject({ depth: 'uchar', channels: 3 })
    expect(near(at(50, 50), [0x3e, 0x3e, 0x3e], 1)).toBe(true)

    const grey = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#777777' } })
      .toColourspace('b-w')
      .png()
      .toBuffer()
    const out = await prepared(grey)
    expect((await sharp(out.png).metadata()).channels).toBe(3)
    expect(out.at(1, 1)).toEqual([0x77, 0x77, 0x77, 255])
  })

  test('half see-through colours keep their hue when the picture is made smaller', async () => {
    const picture = await sharp(
      Buffer.from(
        Array.from({ length: 64 * 64 }, (_, at) =>
          at % 2 === 0 ? [200, 40, 40, 255] : [0, 255, 0, 0],
        ).flat(),
      ),
      { raw: { width: 64, height: 64, channels: 4 } },
    )
      .png()
      .toBuffer()
    // The invisible green must not tint the visible red.
    expect(near((await prepared(picture, { width: 16, height: 16 })).at(8, 8), [200, 40, 40, 128], 4)).toBe(
      true,
    )
  })

  test('the PNG says nothing of the size of its pixels that a player could stretch it by', async () => {
    const odd = await sharp({ create: { width: 60, height: 60, channels: 3, background: 'red' } })
      .withMetadata({ density: 300 })
      .jpeg()
      .toBuffer()
    // JFIF density 72 x 144 in the header: shown as square pixels by every viewer, and so here.
    odd.writeUInt16BE(72, odd.indexOf('JFIF') + 8)
    odd.writeUInt16BE(144, odd.indexOf('JFIF') + 10)
    const { png } = await prepared(odd)
    const chunk = png.indexOf('pHYs')
    if (chunk !== -1) expect(png.readUInt32BE(chunk + 4)).toBe(png.readUInt32BE(chunk + 8))
  })
})

describe('the way it lies', () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'a photo with EXIF orientation %i comes out upright',
    async (orientation) => {
      // Upright: red, green above; blue, white below. Stored so that the orientation brings it back.
      const upright = () => quarters(80, 60)
      const alsoFlopped = async (degrees: number) =>
        sharp(await upright().rotate(degrees).png().toBuffer()).flop()
      const stored = [
        upright(),
        upright().flop(),
        upright().rotate(180),
        upright().flip(),
        await alsoFlopped(90),
        upright().rotate(270),
        await alsoFlopped(270),
        upright().rotate(90),
      ]
      const turned = stored[orientation - 1]!
      const photo = await turned
        .withMetadata({ orientation })
        .jpeg({ quality: 95, chromaSubsampling: '4:4:4' })
        .toBuffer()
      const { at, place } = await prepared(photo, { width: 80, height: 60 })
      expect(place).toEqual({ left: 0, top: 0, width: 80, height: 60, opaque: true })
      expect(
        [at(10, 10), at(70, 10), at(10, 50), at(70, 50)].map((found, corner) =>
          near(found, [red, green, blue, white][corner]!, 12),
        ),
      ).toEqual([true, true, true, true])
    },
  )
})

describe('fitting', () => {
  test('cover fills the box and keeps the focus point in sight', async () => {
    const wide = await painted(400, 100, (x) => (x < 100 ? red : x < 300 ? green : blue))
      .png()
      .toBuffer()
    expect((await prepared(wide, { focus: { x: 0, y: 0.5 } })).at(50, 50)).toEqual([...red, 255])
    expect((await prepared(wide, { focus: { x: 0.5, y: 0.5 } })).at(50, 50)).toEqual([...green, 255])
    expect((await prepared(wide, { focus: { x: 1, y: 0.5 } })).at(50, 50)).toEqual([...blue, 255])
    // The focus at a quarter is brought to the middle of the box: the border between red and green.
    const middle = await prepared(wide, { focus: { x: 0.25, y: 0.5 } })
    expect([middle.at(48, 50), middle.at(51, 50)]).toEqual([
      [...red, 255],
      [...green, 255],
    ])
  })

  test('contain shows all of it, in the middle, with the margins left out', async () => {
    const tall = await quarters(50, 100).png().toBuffer()
    const { place, at } = await prepared(tall, { fit: 'contain' })
    expect(place).toEqual({ left: 25, top: 0, width: 50, height: 100, opaque: true })
    expect(at(26, 1)).toEqual([...red, 255])
    expect(at(73, 98)).toEqual([...white, 255])
  })

  test('fill stretches', async () => {
    const { place, at } = await prepared(await quarters(50, 200).png().toBuffer(), { fit: 'fill' })
    expect(place).toEqual({ left: 0, top: 0, width: 100, height: 100, opaque: true })
    expect([at(10, 10), at(90, 10), at(10, 90), at(90, 90)].map((found) => found.slice(0, 3))).toEqual([
      red,
      green,
      blue,
      white,
    ])
  })

  test('a banner in a tall box shows the part at its focus, without being blown up as a whole', async () => {
    const banner = await painted(6_000, 12, (x) => (Math.floor(x / 12) % 2 === 0 ? red : blue))
      .png()
      .toBuffer()
    const { place, at } = await prepared(banner, { width: 600, height: 1_200, focus: { x: 0.5, y: 0.5 } })
    expect(place).toMatchObject({ width: 600, height: 1_200 })
    // The middle of the banner is a border: blue left of it, red right of it, each a hundred times as large.
    expect(near(at(150, 600), blue, 30) && near(at(450, 600), red, 30)).toBe(true)
  })

  test.each(['cover', 'contain', 'fill'] as const)('%s never leaves the box, whatever the sizes', (fit) => {
    for (const [width, height] of [
      [1, 1],
      [1, 5_000],
      [5_000, 1],
      [333, 777],
      [1_920, 1_080],
      [7, 3],
    ] as const) {
      for (const box of [
        { width: 1, height: 1 },
        { width: 1_080, height: 1_920 },
        { width: 101, height: 99 },
      ]) {
        for (const focus of [
          { x: 0, y: 0 },
          { x: 1, y: 1 },
          { x: 0.3, y: 0.9 },
        ]) {
          const { scaled, crop, place } = fitPicture({ width, height }, { ...box, fit, focus })
          expect(crop.left).toBeGreaterThanOrEqual(0)
          expect(crop.left + crop.width).toBeLessThanOrEqual(scaled.width)
          expect(crop.top + crop.height).toBeLessThanOrEqual(scaled.height)
          expect(place.left).toBeGreaterThanOrEqual(0)
          expect(place.left + crop.width).toBeLessThanOrEqual(box.width)
          expect(place.top + crop.height).toBeLessThanOrEqual(box.height)
          if (fit !== 'contain') expect({ width: crop.width, height: crop.height }).toEqual(box)
        }
      }
    }
  })
})

describe('looks', () => {
  test('round corners are see-through outside, whole inside, and soft between', async () => {
    const { at, place, data } = await prepared(await flat('#0F3D3E'), { radius: 30 })
    expect(place).toEqual({ left: 0, top: 0, width: 100, height: 100, opaque: false })
    for (const [x, y] of [
      [0, 0],
      [99, 0],
      [0, 99],
      [99, 99],
    ] as const)
      expect(at(x, y)[3]).toBe(0)
    for (const [x, y] of [
      [30, 0],
      [0, 30],
      [99, 69],
      [50, 50],
      [10, 10],
    ] as const)
      expect(at(x, y)).toEqual(brand)
    const soft = new Set<number>()
    let area = 0
    for (let pixel = 3; pixel < data.length; pixel += 4) {
      area += data[pixel]! / 255
      if (data[pixel]! > 0 && data[pixel]! < 255) soft.add(data[pixel]!)
    }
    expect(soft.size).toBeGreaterThan(10)
    expect(area).toBeCloseTo(10_000 - (4 - Math.PI) * 900, -1)
  })

  test('a radius beyond half the side makes a circle', async () => {
    const { data } = await prepared(await flat('#0F3D3E'), { radius: 5_000 })
    let area = 0
    for (let pixel = 3; pixel < data.length; pixel += 4) area += data[pixel]! / 255
    expect(area).toBeCloseTo(Math.PI * 2_500, -2)
  })

  test('under contain, the corners of the picture are rounded, not those of the box', async () => {
    const { at, place } = await prepared(await flat('#0F3D3E', 100, 50), { fit: 'contain', radius: 20 })
    expect(place).toEqual({ left: 0, top: 25, width: 100, height: 50, opaque: false })
    expect(at(0, 25)[3]).toBe(0)
    expect(at(50, 25)).toEqual(brand)
  })

  test.each([
    [1, 0.9332],
    [4, 0.8697],
    [20, 0.8473],
  ])('a blur of %i is a Gaussian of that standard deviation, clean to the edges', async (sigma, share) => {
    const edge = await painted(200, 200, (x) => (x < 100 ? [0, 0, 0] : white))
      .png()
      .toBuffer()
    const { at, place } = await prepared(edge, { width: 200, height: 200, blur: sigma })
    expect(place.opaque).toBe(true)
    // The normal distribution at the pixel's middle, half a pixel past one standard deviation.
    expect(Math.abs(at(100 + sigma, 100)[0]! / 255 - share)).toBeLessThan(0.016)
    for (const y of [0, 199]) {
      expect(Math.abs(at(100 + sigma, y)[0]! - at(100 + sigma, 100)[0]!)).toBeLessThanOrEqual(1)
    }
    expect(at(0, 0)).toEqual([0, 0, 0, 255])
    expect(at(199, 199)).toEqual([255, 255, 255, 255])
  })

  test('a strong blur looks like the same blur, also where it is made smaller first', async () => {
    const edge = await painted(600, 60, (x) => (x < 300 ? [0, 0, 0] : white))
      .png()
      .toBuffer()
    const { at } = await prepared(edge, { width: 600, height: 60, blur: 100 })
    expect(Math.abs(at(400, 30)[0]! / 255 - 0.8413)).toBeLessThan(0.03)
    expect(Math.abs(at(200, 30)[0]! / 255 - 0.1587)).toBeLessThan(0.03)
  })

  test('opacity thins what is there, and leaves holes as they are', async () => {
    const logo = await sharp({ create: { width: 100, height: 100, channels: 4, background: '#00000000' } })
      .composite([{ input: await flat('#0F3D3E', 20, 30), left: 40, top: 10 }])
      .png()
      .toBuffer()
    const { place, at } = await prepared(logo, { opacity: 0.5 })
    expect(place).toEqual({ left: 40, top: 10, width: 20, height: 30, opaque: false })
    expect(at(45, 20)).toEqual([0x0f, 0x3d, 0x3e, 128])
  })

  test('a picture that nothing is seen of is one see-through pixel', async () => {
    const { place, at } = await prepared(await flat('#0F3D3E'), { opacity: 0 })
    expect(place).toMatchObject({ width: 1, height: 1, opaque: false })
    expect(at(0, 0)[3]).toBe(0)
  })

  test('an alpha channel that hides nothing is left out', async () => {
    const solid = await sharp(await flat('#0F3D3E'))
      .ensureAlpha()
      .png()
      .toBuffer()
    const { png, place } = await prepared(solid)
    expect(place.opaque).toBe(true)
    expect((await sharp(png).metadata()).channels).toBe(3)
  })
})

describe('turning', () => {
  test.each([
    [90, [blue, red, white, green]],
    [180, [white, blue, green, red]],
    [270, [green, white, red, blue]],
    [-90, [green, white, red, blue]],
    [450, [blue, red, white, green]],
    [360, [red, green, blue, white]],
  ])('by %i degrees it goes clockwise, about the middle of the box', async (rotation, corners) => {
    const { at, place } = await prepared(await quarters(60, 100).png().toBuffer(), {
      width: 60,
      height: 100,
      rotation,
    })
    const upright = rotation % 180 === 0
    expect(place).toEqual(
      upright
        ? { left: 0, top: 0, width: 60, height: 100, opaque: true }
        : { left: -20, top: 20, width: 100, height: 60, opaque: true },
    )
    const [l, t, r, b] = upright ? [5, 5, 55, 95] : [-15, 25, 75, 75]
    expect([at(l, t), at(r, t), at(l, b), at(r, b)].map((found) => found.slice(0, 3))).toEqual(corners)
  })

  test.each([
    [7, 100, 100],
    [30, 120, 50],
    [45, 81, 81],
    [77, 101, 60],
    [120, 60, 101],
    [200, 99, 40],
    [-15, 64, 63],
    [359, 200, 20],
  ])(
    'by %i degrees, %i x %i stays where it was: its middle is the middle of the box',
    async (rotation, width, height) => {
      const {
        data,
        place,
        width: w,
        height: h,
      } = await prepared(await flat('#0F3D3E'), { width, height, rotation })
      let [x, y, area] = [0, 0, 0]
      for (let row = 0; row < h; row += 1) {
        for (let column = 0; column < w; column += 1) {
          const share = data[(row * w + column) * 4 + 3]! / 255
          x += share * (place.left + column + 0.5)
          y += share * (place.top + row + 0.5)
          area += share
        }
      }
      expect(x / area).toBeCloseTo(width / 2, 1)
      expect(y / area).toBeCloseTo(height / 2, 1)
      expect(Math.abs(area / (width * height) - 1)).toBeLessThan(0.01)
    },
  )

  test('turned by 30 degrees, the right side goes down', async () => {
    const halves = await painted(100, 20, (x) => (x < 50 ? red : blue))
      .png()
      .toBuffer()
    const { at } = await prepared(halves, { width: 100, height: 20, rotation: 30 })
    expect(at(50 + 35, 10 + 20).slice(0, 3)).toEqual(blue)
    expect(at(50 - 35, 10 - 20).slice(0, 3)).toEqual(red)
    expect(at(50 + 35, 10 - 20)[3]).toBe(0)
  })

  test('a picture with margins turns about the middle of the box as well', async () => {
    const { place } = await prepared(await flat('#0F3D3E', 100, 50), {
      width: 101,
      height: 200,
      fit: 'contain',
      rotation: 90,
    })
    expect(Math.abs(place.left + place.width / 2 - 50.5)).toBeLessThanOrEqual(1)
    expect(Math.abs(place.top + place.height / 2 - 100)).toBeLessThanOrEqual(1)
  })
})
