import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { bundledFamilies, bundledPath } from '../../../src-main/outside/fonts/bundled-fonts.ts'
import { openFonts } from '../../../src-main/outside/fonts/open-fonts.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'

const root = dirname(dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/inter/package.json')))
const outfit = join(root, 'outfit/700Bold/Outfit_700Bold.ttf')
const outfitRegular = join(root, 'outfit/400Regular/Outfit_400Regular.ttf')
const fonts = openFonts()
const nearest = (family: string, weight: number, italic = false) => fonts.typeface(family, weight, italic).id

describe('the bundled fonts', () => {
  it('are all there', () => {
    const missing = bundledFamilies.flatMap((bundled) =>
      bundled.weights.flatMap((weight) =>
        (bundled.italics ? [false, true] : [false])
          .map((italic) => join(root, bundledPath(bundled, weight, italic)))
          .filter((path) => !existsSync(path)),
      ),
    )
    expect(missing).toEqual([])
  })

  it('every weight of a family has the same characters, so that a bold text misses none', () => {
    for (const { family, weights, italics } of bundledFamilies.filter(
      ({ folder }) => !/-(jp|sc|tc|kr|emoji)$/.test(folder),
    )) {
      const regular = fonts.coverage(family)
      for (const weight of weights) {
        for (const italic of italics ? [false, true] : [false]) {
          const coverage = fonts.coverage(family, weight, italic)
          for (const character of 'Aéßñłş€“”–…İğ0123456789') {
            const codePoint = character.codePointAt(0)!
            expect(coverage.has(codePoint), `${family} ${weight} ${character}`).toBe(regular.has(codePoint))
          }
        }
      }
    }
  })

  it.each([
    ['Inter', 'Aéłжλ', 'אب中'],
    ['Cairo', 'Aéبپ١', 'жא中'],
    ['Noto Sans Hebrew', 'א₪', 'ب中'],
    ['Noto Sans Devanagari', 'हक्', 'א中'],
    ['Noto Sans Thai', 'กำ฿', 'א中'],
    ['Noto Sans JP', '東かナ円', 'א한'],
    ['Noto Sans SC', '东，骨', 'א한'],
    ['Noto Sans TC', '東，ㄅ', 'א한'],
    ['Noto Sans KR', '한국어', 'אक'],
    ['Noto Color Emoji', '😀❤', 'Aא'],
  ])('%s has %s and not %s', (family, has, lacks) => {
    const coverage = fonts.coverage(family)
    for (const character of has) expect(coverage.has(character.codePointAt(0)!), character).toBe(true)
    for (const character of lacks) expect(coverage.has(character.codePointAt(0)!), character).toBe(false)
    expect(coverage.has(0x10ffff)).toBe(false)
  })

  it('the nearest weight is chosen as CSS chooses it', () => {
    expect(nearest('Inter', 640)).toBe(nearest('Inter', 700))
    expect(nearest('Inter', 380)).toBe(nearest('Inter', 300))
    expect(nearest('Cairo', 100)).toBe(nearest('Cairo', 200))
    expect(nearest('Inter', 450)).toBe(nearest('Inter', 500))
    expect(nearest('Noto Color Emoji', 900)).toBe(nearest('Noto Color Emoji', 400))
  })

  it('italics come from italic files; families without them stay upright', () => {
    expect(nearest('Inter', 400, true)).not.toBe(nearest('Inter', 400))
    expect(nearest('Outfit', 400, true)).toBe(nearest('Outfit', 400))
  })

  it('the hash is that of the file that is used', () => {
    const expected = createHash('sha256').update(readFileSync(outfit)).digest('hex')
    expect(fonts.fontFileHash('Outfit', 700, false)).toBe(expected)
    expect(fonts.fontFileHash('Outfit', 690, true)).toBe(expected)
    expect(fonts.fontFileHash('Outfit', 400, false)).not.toBe(expected)
  })

  it('opening reads nothing', () => {
    const unread = openFonts({ root: '/nowhere' })
    expect(unread.families()).toEqual(fonts.families())
    expect(unread.styles('Noto Sans SC')).toEqual(fonts.styles('Noto Sans SC'))
  })

  it('an unknown family is an error that names the known ones', () => {
    expect(() => fonts.coverage('Helvetica')).toThrow(/"Helvetica" is neither bundled/)
    expect(fonts.has('Helvetica')).toBe(false)
  })

  it('a folder without the fonts is an error that names the file', () => {
    expect(() => openFonts({ root: '/nowhere' }).coverage('Inter')).toThrow(
      /\/nowhere.inter.400Regular.Inter_400Regular\.ttf is not there/,
    )
  })
})

describe("a template's own fonts", () => {
  it('come before bundled ones of the same name, only in this catalogue', () => {
    const own = fonts.withFiles([{ family: 'Inter', files: [outfitRegular, outfit] }])
    expect(own.fontFileHash('Inter', 700, false)).toBe(fonts.fontFileHash('Outfit', 700, false))
    expect(own.styles('Inter').map(({ weight }) => weight)).toEqual([400, 700])
    expect(fonts.fontFileHash('Inter', 700, false)).not.toBe(fonts.fontFileHash('Outfit', 700, false))
    expect(own.has('Cairo')).toBe(true)
  })

  it('shape and draw like bundled ones', () => {
    const own = fonts.withFiles([{ family: 'Brand', files: [outfit] }])
    const options = { rightToLeft: false, locale: 'en', spaced: false }
    expect(own.typeface('Brand', 700, false).shape('Hello', options)).toEqual(
      fonts.typeface('Outfit', 700, false).shape('Hello', options),
    )
  })

  it('a variable font serves every weight between its ends', () =>
    withTempFolder((folder) => {
      const path = join(folder, 'variable.ttf')
      writeFileSync(path, withWeightAxis(readFileSync(outfitRegular)))
      const own = fonts.withFiles([{ family: 'Brand', files: [path] }])
      expect(own.styles('Brand')).toEqual([{ weight: 200, maxWeight: 800, italic: false }])
      expect(own.typeface('Brand', 650, false).id).toMatch(/:650$/)
      expect(own.typeface('Brand', 950, false).id).toMatch(/:800$/)
    }))

  const whole = readFileSync(outfit)
  const cut = (length: number) => whole.subarray(0, length)
  it.each([
    ['a web font', Buffer.concat([Buffer.from('wOF2'), whole.subarray(4)]), 'is a web font'],
    ['a collection', Buffer.concat([Buffer.from('ttcf'), whole.subarray(4)]), 'is a collection'],
    ['a picture', Buffer.from('\x89PNG\r\n\x1a\n and more of it'), 'is not a font file'],
    ['an empty file', Buffer.alloc(0), 'is not a font file'],
    ['a file cut off in its list', cut(40), 'its list of tables is not whole'],
    ['a file cut off in the middle', cut(20_000), 'ends outside the file'],
    ['a font without characters', replaceTag(whole, 'cmap', 'xxxx'), 'it has no table "cmap"'],
    ['a font without outlines', replaceTag(whole, 'glyf', 'xxxx'), 'has no outlines'],
    ['a font whose map is noise', noise(whole, 'cmap'), 'has no characters'],
    ['a font without an em square', noise(whole, 'head'), 'its em square has no size'],
  ])('%s is refused, naming the file', (_, bytes, why) =>
    withTempFolder((folder) => {
      const path = join(folder, 'hostile.ttf')
      writeFileSync(path, bytes)
      const open = () => fonts.withFiles([{ family: 'Hostile', files: [path] }])
      expect(open).toThrow(expect.objectContaining({ code: 'font.broken' }))
      expect(open).toThrow(path)
      expect(open).toThrow(why)
    }),
  )

  it('a missing file and a folder are refused, naming the file', () =>
    withTempFolder((folder) => {
      for (const path of [join(folder, 'none.ttf'), folder]) {
        const open = () => fonts.withFiles([{ family: 'Gone', files: [path] }])
        expect(open).toThrow(expect.objectContaining({ code: 'font.missing' }))
        expect(open).toThrow(path)
      }
    }))
})

type Place = { at: number; offset: number; length: number }

function tableOf(bytes: Buffer, tag: string): Place {
  for (let index = 0; index < bytes.readUInt16BE(4); index += 1) {
    const at = 12 + index * 16
    if (bytes.toString('latin1', at, at + 4) === tag) {
      return { at, offset: bytes.readUInt32BE(at + 8), length: bytes.readUInt32BE(at + 12) }
    }
  }
  throw new Error(`no table ${tag}`)
}

function replaceTag(bytes: Buffer, tag: string, by: string): Buffer {
  const copy = Buffer.from(bytes)
  copy.write(by, tableOf(copy, tag).at, 'latin1')
  return copy
}

function noise(bytes: Buffer, tag: string): Buffer {
  const copy = Buffer.from(bytes)
  const { offset, length } = tableOf(copy, tag)
  copy.fill(0xff, offset, offset + length)
  return copy
}

/** The font with an axis of weights from 200 to 800, in the place of a table that is not needed. */
function withWeightAxis(bytes: Buffer): Buffer {
  const fvar = Buffer.alloc(36)
  fvar.writeUInt16BE(1, 0)
  fvar.writeUInt16BE(16, 4)
  fvar.writeUInt16BE(2, 6)
  fvar.writeUInt16BE(1, 8)
  fvar.writeUInt16BE(20, 10)
  fvar.writeUInt16BE(8, 14)
  fvar.write('wght', 16, 'latin1')
  for (const [index, weight] of [200, 400, 800].entries())
    fvar.writeUInt32BE(weight * 0x10000, 20 + index * 4)
  const copy = replaceTag(bytes, 'gasp', 'fvar')
  const { at } = tableOf(copy, 'fvar')
  copy.writeUInt32BE(copy.length, at + 8)
  copy.writeUInt32BE(fvar.length, at + 12)
  return Buffer.concat([copy, fvar])
}
