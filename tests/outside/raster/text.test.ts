import { describe, expect, it } from 'vitest'
import { createTypesetter } from '../../../src-main/outside/raster/typesetter.ts'
import type { TextRaster } from '../../../src-shared/plans/rasters.ts'
import { textClusters } from '../../../src-shared/plans/text-clusters.ts'
import { drawn, fonts, laidOut, rasteriser, samples } from './pixels.ts'

const typesetter = createTypesetter(fonts)
const faceOf = (raster: TextRaster) => ({ ...raster, tracking: raster.letterSpacing / raster.size })
const runsOf = (raster: TextRaster) =>
  raster.lines.flatMap(({ text }) => typesetter.set(text, raster.direction, faceOf(raster)))
const isColoured = ([red, green, blue, alpha]: number[]) =>
  alpha === 255 && Math.max(red!, green!, blue!) - Math.min(red!, green!, blue!) > 40

async function hasColour(raster: TextRaster): Promise<boolean> {
  const picture = await drawn(raster)
  for (let y = 0; y < picture.place.height; y += 1) {
    for (let x = 0; x < picture.place.width; x += 1) {
      if (isColoured(picture.at(x + picture.place.left, y + picture.place.top))) return true
    }
  }
  return false
}

describe.each(samples)('%s', (_, locale, text) => {
  it('has a glyph for every character, at every weight', () => {
    for (const weight of [400, 700]) {
      const { raster } = laidOut(text, { locale, look: { weight } })
      for (const run of runsOf(raster)) expect(run.run.glyphs, run.text).not.toContain(0)
    }
  })

  it('no character looks like the box of a missing one', async () => {
    const boxes = new Set<string>()
    const { raster } = laidOut(text, { locale })
    for (const family of raster.families.filter((name) => !fonts.isColour(name))) {
      const box = laidOut('\u{10fffd}', { locale, family }).raster
      boxes.add((await drawn({ ...box, families: [family] })).png.toString('base64'))
    }
    expect(boxes.size).toBeGreaterThan(0)
    const characters = new Set(textClusters(text.replace(/\s/g, '')).map((cluster) => cluster.text))
    for (const character of characters) {
      const picture = await drawn(laidOut(character, { locale }).raster)
      expect(boxes.has(picture.png.toString('base64')), character).toBe(false)
      expect(
        picture.alphas.some((alpha) => alpha > 0),
        `${character} is drawn at all`,
      ).toBe(true)
    }
  })

  it('covers what was measured, to the pixel', async () => {
    const layout = laidOut(text, {
      locale,
      look: { letterSpacing: 3, stroke: { colour: '#ff0000ff', width: 2 } },
    })
    const { place } = await drawn(layout.raster)
    const slack = layout.raster.families.includes('Noto Color Emoji') ? 12 : 1.01
    expect(Math.abs(place.left - layout.inkLeft)).toBeLessThan(slack)
    expect(Math.abs(place.top - layout.inkTop)).toBeLessThan(slack)
    expect(Math.abs(place.left + place.width - layout.inkLeft - layout.inkWidth)).toBeLessThan(slack)
    expect(Math.abs(place.top + place.height - layout.inkTop - layout.inkHeight)).toBeLessThan(slack)
  })

  it('looks the same whether all families are offered or only those that it uses', () => {
    const { raster } = laidOut(text, { locale })
    const all = laidOut(text, { locale }).raster
    const face = faceOf(raster)
    const stack = ['Inter', ...new Set([...raster.families, ...fonts.families()])]
    const order = [...raster.families, ...stack.filter((family) => !raster.families.includes(family))]
    for (const line of all.lines) {
      const used = typesetter.set(line.text, raster.direction, face)
      const offered = typesetter.set(line.text, raster.direction, { ...face, families: order })
      expect(used.map(({ typeface, x, run }) => [typeface.id, x, run])).toEqual(
        offered.map(({ typeface, x, run }) => [typeface.id, x, run]),
      )
    }
  })
})

describe('the order of mixed scripts', () => {
  const orderOf = (text: string, locale: string) =>
    runsOf(laidOut(text, { locale, width: 2000 }).raster)
      .map((run) => run.text)
      .filter((part) => part.trim() !== '')

  it('a Latin name and a figure stand in their own order inside an Arabic line', () => {
    expect(orderOf('خصم على iPhone 15 اليوم', 'ar')).toEqual(['اليوم', 'iPhone', '15', 'على', 'خصم'])
  })

  it('an Arabic line may begin with a Latin name', () => {
    expect(orderOf('Reelmill يصنع الفيديو', 'ar')).toEqual(['الفيديو', 'يصنع', 'Reelmill'])
  })

  it('brackets turn with the direction', () => {
    const { raster } = laidOut('(אב)', { locale: 'he' })
    const plain = laidOut('(ab)', { locale: 'en' }).raster
    const first = (one: TextRaster) => runsOf(one)[0]!
    expect(first(raster).run.glyphs[0]).toBe(first(plain).run.glyphs[0])
  })

  it('letters of Arabic join, whichever way they are measured', () => {
    const face = rasteriser.measurer.face({
      families: ['Noto Sans Arabic'],
      weight: 400,
      italic: false,
      locale: 'ar',
      tracking: 0,
    })
    const apart = [...'مرحبا'].reduce((width, letter) => width + face.width(letter), 0)
    expect(face.width('مرحبا')).toBeLessThan(apart * 0.9)
    expect(face.width('مرحبا')).toBeCloseTo(face.line('مرحبا', 'rtl').width, 6)
  })
})

describe('families', () => {
  const familiesOf = (text: string, locale = 'en', family = 'Inter') =>
    laidOut(text, { locale, family }).raster.families

  it('only those that a text uses are named, so that nothing else changes its hash', () => {
    expect(familiesOf('Hello 123')).toEqual(['Inter'])
    expect(familiesOf('مرحبا iPhone', 'ar', 'Outfit')).toEqual(['Outfit', 'Noto Sans Arabic'])
    expect(familiesOf('東京', 'ja')).toEqual(['Noto Sans JP'])
    expect(familiesOf('東京', 'zh-TW')).toEqual(['Noto Sans TC'])
  })

  it('a word with a letter that the brand font lacks comes whole from one family', () => {
    expect(familiesOf('Καλημέρα', 'el', 'Outfit')).toEqual(['Noto Sans'])
    const runs = runsOf(laidOut('aλa b', { family: 'Outfit' }).raster)
    expect(runs.map(({ text, family }) => [text, family])).toEqual([
      ['aλa', 'Noto Sans'],
      [' ', 'Outfit'],
      ['b', 'Outfit'],
    ])
  })

  it('flags, keycaps and families of emoji are colour pictures', async () => {
    for (const text of ['😀', '🇪🇸', '1️⃣', '#️⃣', '👍🏽', '❤️', '🏳️‍🌈', '🏴󠁧󠁢󠁥󠁮󠁧󠁿']) {
      const { raster } = laidOut(text)
      expect(raster.families, text).toEqual(['Noto Color Emoji'])
      expect(await hasColour(raster), text).toBe(true)
    }
    expect(familiesOf('©️')).toEqual(['Noto Color Emoji'])
    expect(runsOf(laidOut('👨‍👩‍👧‍👦').raster)[0]!.run.glyphs).toHaveLength(1)
    expect(runsOf(laidOut('🇪🇸').raster)[0]!.run.glyphs).toHaveLength(1)
  })

  it('plain signs and figures are letters in the colour of the text', async () => {
    for (const text of ['©', '™', '®', '1', '#', '☎', '❤', '❤\ufe0e']) {
      const { raster } = laidOut(text)
      expect(raster.families, text).not.toContain('Noto Color Emoji')
      expect(await hasColour(raster), text).toBe(false)
    }
  })
})

describe('the look of letters', () => {
  it('an opaque colour comes back as exactly that', async () => {
    const picture = await drawn(
      laidOut('\u2588', { family: 'Noto Sans JP', look: { colour: '#0f3d3eff' } }).raster,
    )
    const { left, top, width, height } = picture.place
    expect(picture.at(left + (width >> 1), top + (height >> 1))).toEqual([0x0f, 0x3d, 0x3e, 255])
  })

  it('letter spacing moves letters apart, but not those that join', () => {
    const width = (text: string, letterSpacing: number, locale = 'en') =>
      laidOut(text, { locale, look: { letterSpacing } }).raster.lines[0]!.width
    expect(width('abcd', 10) - width('abcd', 0)).toBeCloseTo(30, 2)
    expect(width('مرحبا', 10, 'ar')).toBe(width('مرحبا', 0, 'ar'))
    expect(width('हिन्दी', 10, 'hi')).toBe(width('हिन्दी', 0, 'hi'))
  })

  it('letters that are spaced apart are not drawn as one', () => {
    const glyphs = (letterSpacing: number) =>
      runsOf(laidOut('ffi', { family: 'Noto Sans', look: { letterSpacing } }).raster)[0]!.run.glyphs.length
    expect(glyphs(5)).toBe(3)
  })

  it('the stroke is seen outside the letters, the letters keep their colour', async () => {
    const plain = await drawn(laidOut('I', { look: { size: 200, minSize: 200 } }).raster)
    const stroke = { colour: '#ff0000ff', width: 6 }
    const raster = laidOut('I', { look: { size: 200, minSize: 200, stroke } }).raster
    const stroked = await drawn({
      ...raster,
      lines: laidOut('I', { look: { size: 200, minSize: 200 } }).raster.lines,
    })
    const middle = plain.place.top + (plain.place.height >> 1)
    expect(stroked.place.left).toBe(plain.place.left - 6)
    expect(stroked.at(plain.place.left - 3, middle)).toEqual([255, 0, 0, 255])
    expect(stroked.at(plain.place.left + (plain.place.width >> 1), middle)).toEqual([255, 255, 255, 255])
  })

  it('a see-through letter does not show the stroke beneath it', async () => {
    const look = { size: 200, minSize: 200, colour: '#00ff0080', stroke: { colour: '#ff0000ff', width: 6 } }
    const picture = await drawn(laidOut('I', { look }).raster)
    const { left, top, width, height } = picture.place
    const [red, green, , alpha] = picture.at(left + (width >> 1), top + (height >> 1))
    expect([red, green, alpha]).toEqual([0, 255, 128])
  })

  it('the shadow lies at its offset and under the letters', async () => {
    const look = { size: 200, minSize: 200, shadow: { colour: '#0000ffff', x: 40, y: 30, blur: 0 } }
    const plain = await drawn(laidOut('I', { look: { ...look, shadow: null } }).raster)
    const picture = await drawn(laidOut('I', { look }).raster)
    const x = plain.place.left + (plain.place.width >> 1)
    const y = plain.place.top + (plain.place.height >> 1)
    expect(picture.at(x, y)).toEqual([255, 255, 255, 255])
    expect(picture.at(x + 40, y + 30)).toEqual([0, 0, 255, 255])
    expect(picture.place).toMatchObject({ left: plain.place.left, top: plain.place.top })
    expect(picture.place.width).toBe(plain.place.width + 40)
  })

  it('the plate is drawn behind, with its corners round', async () => {
    const plate = { colour: '#102030ff', paddingX: 20, paddingY: 10, radius: 16 }
    const { raster } = laidOut('Plate', { look: { plate } })
    const picture = await drawn(raster)
    const { x, y, width, height } = raster.plate!
    expect(picture.place).toMatchObject({ left: x, top: y, width, height })
    expect(picture.at(x, y)[3]).toBe(0)
    expect(picture.at(x + 8, y + (height >> 1))).toEqual([0x10, 0x20, 0x30, 255])
  })

  it('opacity thins everything alike', async () => {
    const plate = { colour: '#102030ff', paddingX: 20, paddingY: 10, radius: 0 }
    const picture = await drawn(laidOut('\u2588', { opacity: 0.4, look: { plate } }).raster)
    expect(new Set(picture.alphas)).toEqual(new Set([102]))
  })

  it('a quarter turn about the middle of the box is the same picture, turned', async () => {
    const square = { width: 400, height: 400, look: { align: 'center', valign: 'middle' } } as const
    const upright = await drawn(laidOut('Turn', square).raster)
    const turned = await drawn(laidOut('Turn', { ...square, rotation: 90 }).raster)
    expect(turned.place).toMatchObject({ width: upright.place.height, height: upright.place.width })
    expect(turned.place.left).toBe(400 - upright.place.top - upright.place.height)
    expect(turned.place.top).toBe(upright.place.left)
    const sum = (alphas: number[]) => alphas.reduce((total, alpha) => total + alpha, 0)
    expect(sum(turned.alphas) / sum(upright.alphas)).toBeCloseTo(1, 2)
  })

  it('a text of nothing to see is one clear pixel', async () => {
    for (const text of ['', ' ', '\u200b']) {
      const picture = await drawn(laidOut(text).raster)
      expect(picture.place).toMatchObject({ width: 1, height: 1, opaque: false })
      expect(picture.alphas).toEqual([0])
    }
  })

  it('the weight and the slant are seen', async () => {
    const inkOf = async (look: object) =>
      (await drawn(laidOut('Weight', { look }).raster)).alphas.reduce((total, alpha) => total + alpha, 0)
    expect(await inkOf({ weight: 900 })).toBeGreaterThan(1.5 * (await inkOf({ weight: 300 })))
    const upright = await rasteriser.draw(laidOut('Slant').raster)
    const italic = await rasteriser.draw(laidOut('Slant', { look: { italic: true } }).raster)
    expect(italic.png.equals(upright.png)).toBe(false)
  })
})
