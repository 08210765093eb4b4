import { describe, expect, it } from 'vitest'
import { stackFor } from '../../../src-main/core/font-stacks/stack-for.ts'
import { layoutText, type TextSpec } from '../../../src-main/core/text-layout/layout-text.ts'
import { openFonts } from '../../../src-main/outside/fonts/open-fonts.ts'
import { createRasteriser } from '../../../src-main/outside/raster/create-rasteriser.ts'
import { textClusters } from '../../../src-shared/plans/text-clusters.ts'
import fc from '../../helpers/at-random.ts'

const { measurer } = createRasteriser(openFonts())
const vocabulary: Record<string, string[]> = {
  en: ['a', 'the', 'handmade', 'Wi-Fi', 'extraordinarily', '$1,299', '(new)', 'x', 'AVAVA', '🎉'],
  ar: ['مرحبا', 'على', 'iPhone', '25%', 'المنتجات', '(جديد)', 'و', '١٢٣'],
  he: ['שלום', 'עולם', 'iPhone', '15', '(חדש)'],
  hi: ['हिन्दी', 'में', 'स्वागत', 'क्षत्रिय', '₹1,299'],
  th: ['สวัสดีครับ', 'ยินดีต้อนรับสู่ร้านค้า', '50%', 'น้ำ'],
  ja: ['「東京」の', 'スマートフォン', '2,980円です。', 'iPhone', 'っ', '、'],
  ko: ['안녕하세요', '새로운', '스마트폰(신제품)', '50%'],
}
const words = fc.constantFrom(...Object.keys(vocabulary)).chain((locale) =>
  fc.record({
    locale: fc.constant(locale),
    words: fc.array(fc.constantFrom(...vocabulary[locale]!), { minLength: 1, maxLength: 14 }),
  }),
)
const specs = fc.record({
  text: words,
  width: fc.integer({ min: 60, max: 1200 }),
  height: fc.integer({ min: 30, max: 600 }),
  size: fc.integer({ min: 12, max: 90 }),
  least: fc.double({ min: 0.2, max: 1, noNaN: true }),
  maxLines: fc.integer({ min: 1, max: 6 }),
  weight: fc.constantFrom(400, 700),
  letterSpacing: fc.constantFrom(0, 0, 3, -1),
  stroke: fc.constantFrom(null, { colour: '#000000ff', width: 4 }),
  plate: fc.constantFrom(null, { colour: '#000000ff', paddingX: 12, paddingY: 6, radius: 8 }),
  align: fc.constantFrom('start', 'center', 'end') as fc.Arbitrary<'start' | 'center' | 'end'>,
})
type Case = typeof specs extends fc.Arbitrary<infer T> ? T : never

function specOf(one: Case): TextSpec {
  const { locale, words } = one.text
  return {
    text: words.join(' '),
    width: one.width,
    height: one.height,
    families: stackFor({ font: { family: 'Inter', files: [], scripts: {} }, locale }),
    locale,
    opacity: 1,
    rotation: 0,
    look: {
      weight: one.weight,
      italic: false,
      size: one.size,
      minSize: one.size * one.least,
      maxLines: one.maxLines,
      colour: '#ffffffff',
      align: one.align,
      valign: 'middle',
      lineHeight: 1.2,
      letterSpacing: one.letterSpacing,
      stroke: one.stroke,
      shadow: null,
      plate: one.plate,
    },
  }
}
const bare = (text: string) => text.replace(/\s/g, '')

describe('whatever the text and the box', () => {
  it('all of a text that fits is there, in order', () => {
    fc.assert(
      fc.property(specs, (one) => {
        const spec = specOf(one)
        const layout = layoutText(spec, measurer)
        const drawn = bare(layout.raster.lines.map(({ text }) => text).join(''))
        if (layout.fits) expect(drawn).toBe(bare(spec.text))
        else if (drawn.endsWith('…')) expect(bare(spec.text).startsWith(drawn.slice(0, -1))).toBe(true)
      }),
      { numRuns: 400 },
    )
  })

  it('no line is wider than its box unless a single character is, and lines that fit are inside it', () => {
    fc.assert(
      fc.property(specs, (one) => {
        const spec = specOf(one)
        const { raster, fits } = layoutText(spec, measurer)
        const edge = (one.stroke?.width ?? 0) + (one.plate?.paddingX ?? 0)
        for (const { text, x, width } of raster.lines) {
          if (textClusters(text.replace('…', '')).length <= 1) continue
          expect(width).toBeLessThanOrEqual(spec.width - 2 * edge + 0.01)
          expect(x).toBeGreaterThanOrEqual(edge - 0.01)
          expect(x + width).toBeLessThanOrEqual(spec.width - edge + 0.01)
        }
        if (fits) expect(raster.lines.length * 1.2 * raster.size).toBeLessThanOrEqual(spec.height + 0.01)
        if (fits) expect(raster.lines.length).toBeLessThanOrEqual(one.maxLines)
      }),
      { numRuns: 400 },
    )
  })

  it('a wider, higher box or more lines never make a text smaller', () => {
    fc.assert(
      fc.property(
        specs,
        fc.integer({ min: 0, max: 300 }),
        fc.integer({ min: 0, max: 300 }),
        (one, wider, higher) => {
          const narrow = layoutText(specOf(one), measurer)
          const wide = layoutText(
            specOf({
              ...one,
              width: one.width + wider,
              height: one.height + higher,
              maxLines: one.maxLines + 1,
            }),
            measurer,
          )
          if (narrow.fits && narrow.brokenWord === null) {
            expect(wide.fits).toBe(true)
            expect(wide.size).toBeGreaterThanOrEqual(narrow.size)
          }
        },
      ),
      { numRuns: 400 },
    )
  })

  it('the size stays between the least and the wanted one, and only what fits at neither is cut', () => {
    fc.assert(
      fc.property(specs, (one) => {
        const spec = specOf(one)
        const { size, fits, why } = layoutText(spec, measurer)
        expect(size).toBeLessThanOrEqual(spec.look.size)
        expect(size).toBeGreaterThanOrEqual(spec.look.minSize - 1e-9)
        expect(why === undefined).toBe(fits)
        if (!fits) expect(size).toBe(spec.look.minSize)
      }),
      { numRuns: 200 },
    )
  })

  it('the same text is laid out the same again', () => {
    fc.assert(
      fc.property(specs, (one) => {
        expect(layoutText(specOf(one), measurer)).toEqual(layoutText(specOf(one), measurer))
      }),
      { numRuns: 50 },
    )
  })
})

it('thousands of texts are laid out in a second', () => {
  const texts = Array.from(
    { length: 3_000 },
    (_, index) => `Handmade leather wallet no ${index % 97} for travel`,
  )
  const families = stackFor({ font: { family: 'Inter', files: [], scripts: {} }, locale: 'en' })
  const base = specOf({
    text: { locale: 'en', words: [''] },
    width: 800,
    height: 200,
    size: 64,
    least: 0.5,
    maxLines: 2,
    weight: 700,
    letterSpacing: 0,
    stroke: null,
    plate: null,
    align: 'start',
  })
  const started = performance.now()
  for (const text of texts) layoutText({ ...base, families, text }, measurer)
  expect(performance.now() - started).toBeLessThan(20_000)
})
