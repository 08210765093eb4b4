import { describe, expect, it } from 'vitest'
import { layoutText, type TextSpec } from '../../../src-main/core/text-layout/layout-text.ts'
import { evenMeasurer } from './even-measurer.ts'

const look: TextSpec['look'] = {
  weight: 400,
  italic: false,
  size: 20,
  minSize: 20,
  maxLines: 10,
  colour: '#ffffffff',
  align: 'start',
  valign: 'top',
  lineHeight: 1,
  letterSpacing: 0,
  stroke: null,
  shadow: null,
  plate: null,
}

/** Twenty characters of size 20 to a line of 200 px. */
function laid(text: string, changes: Partial<TextSpec['look']> = {}, place: Partial<TextSpec> = {}) {
  return layoutText(
    {
      text,
      width: 200,
      height: 200,
      families: ['Typewriter'],
      locale: 'en',
      opacity: 1,
      rotation: 0,
      ...place,
      look: { ...look, ...changes },
    },
    evenMeasurer,
  )
}
const linesOf = (layout: ReturnType<typeof laid>) => layout.raster.lines.map(({ text }) => text)

describe('wrapping', () => {
  it('fills each line as far as the words go', () => {
    expect(linesOf(laid('one two three four five six seven'))).toEqual([
      'one two three four',
      'five six seven',
    ])
  })

  it('keeps hard line breaks and empty lines, whatever system wrote them', () => {
    expect(linesOf(laid('one\r\ntwo\n\nthree\u2028four\rfive'))).toEqual([
      'one',
      'two',
      '',
      'three',
      'four',
      'five',
    ])
  })

  it('moves a word down rather than leave a short one alone', () => {
    expect(linesOf(laid('Lovely handmade soft bag'))).toEqual(['Lovely handmade', 'soft bag'])
  })

  it('leaves a long last word alone, and one whose line above would get too short', () => {
    expect(linesOf(laid('Lovely handmade and collectables'))).toEqual(['Lovely handmade and', 'collectables'])
    expect(linesOf(laid('A handmadewonderful bag'))).toEqual(['A handmadewonderful', 'bag'])
  })

  it('leaves no lone syllable of Japanese, and breaks no word for a lone one', () => {
    expect(linesOf(laid('新しい本をあなたにお届けします。', {}, { width: 130 }))).toEqual([
      '新しい本をあなたにお届け',
      'します。',
    ])
    expect(linesOf(laid('A well-established hat', {}, { width: 190 }))).toEqual(['A well-established', 'hat'])
  })

  it('a soft hyphen shows only where a line ends at it', () => {
    expect(linesOf(laid('in\u00adcredible'))).toEqual(['incredible'])
    expect(linesOf(laid('one two three four ex\u00adtraordinary'))).toEqual([
      'one two three four',
      'extraordinary',
    ])
    expect(linesOf(laid('one two three ex\u00adtraordinarily'))).toEqual([
      'one two three ex-',
      'traordinarily',
    ])
  })

  it('control characters are not drawn', () => {
    expect(linesOf(laid('a\u0000b\u0007c\ufff9d'))).toEqual(['abcd'])
  })

  it('a word that no line can hold is broken between characters, and named', () => {
    const layout = laid('Donaudampfschifffahrtsgesellschaft')
    expect(linesOf(layout)).toEqual(['Donaudampfschifffahr', 'tsgesellschaft'])
    expect(layout.fits).toBe(true)
    expect(layout.brokenWord).toBe('Donaudampfschifffahrtsgesellschaft')
    expect(laid('no such word here').brokenWord).toBeNull()
  })

  it('an isolate that goes over two lines is opened again on the second', () => {
    const [first, second] = linesOf(laid('مرحبا \u2066one two three four\u2069 five', {}, { locale: 'ar' }))
    expect(first).toContain('\u2066')
    expect(second!.startsWith('\u2066')).toBe(true)
    expect(second).toContain('\u2069')
  })

  it('an empty text has no lines and fits', () => {
    expect(laid(' \n ')).toMatchObject({ fits: true, lines: 0, inkWidth: 0, inkHeight: 0 })
  })
})

describe('shrinking', () => {
  it('keeps the full size when the text fits', () => {
    expect(laid('short', { minSize: 5 }).size).toBe(20)
  })

  it('takes the largest size at which the lines are few enough', () => {
    const layout = laid('one two three four five six', { minSize: 5, maxLines: 1 })
    expect(linesOf(layout)).toEqual(['one two three four five six'])
    expect(layout).toMatchObject({ fits: true, size: 14.5 })
  })

  it('takes the largest size at which the lines are not too high', () => {
    expect(laid('one two three four five six seven', { minSize: 5 }, { height: 30 })).toMatchObject({
      fits: true,
      size: 15,
      lines: 2,
    })
  })

  it('prefers a smaller size to a broken word', () => {
    const layout = laid('Donaudampfschifffahrt', { minSize: 5 })
    expect(layout).toMatchObject({ size: 19, lines: 1, brokenWord: null })
  })

  it('reaches exactly the least size, also when the steps miss it', () => {
    const layout = laid('one two three four five six', { size: 33.3, minSize: 14.77, maxLines: 1 })
    expect(layout).toMatchObject({ fits: true, size: 14.77 })
  })

  it('letter spacing shrinks along', () => {
    const layout = laid('one two three four', { size: 20, minSize: 10, maxLines: 1, letterSpacing: 4 })
    expect(layout.raster.letterSpacing / layout.size).toBeCloseTo(0.2, 3)
    expect(layout.fits).toBe(true)
  })

  it('the space after the last letter takes no room', () => {
    expect(laid('abcde', { letterSpacing: 10 }, { width: 90 })).toMatchObject({ fits: true, size: 20 })
    expect(laid('abcde', { letterSpacing: 10 }, { width: 89 }).brokenWord).toBe('abcde')
  })
})

describe('what does not fit', () => {
  it('is cut with an ellipsis and says how many lines it needs', () => {
    const layout = laid('one two three four five six seven eight nine ten eleven', { maxLines: 2 })
    expect(linesOf(layout)).toEqual(['one two three four', 'five six seven eigh…'])
    expect(layout.fits).toBe(false)
    expect(layout.why).toBe('needs 3 lines at its size of 20 px; 2 are allowed')
  })

  it('says how high it is when the box is too low', () => {
    const layout = laid('one two three four five six', { minSize: 16 }, { height: 20 })
    expect(layout).toMatchObject({ fits: false, size: 16, lines: 1 })
    expect(layout.why).toBe('is 32 px high at its least size of 16 px (2 lines); its box has room for 20 px')
  })

  it('is drawn even in a box without room', () => {
    const layout = laid('Hello', {}, { width: 4, height: 300 })
    expect(linesOf(layout)).toEqual(['H', 'e', 'l', 'l', 'o'])
    expect(layout.why).toBe('has a character wider than the 4 px of its box at its size of 20 px')
    expect(laid('Hello', {}, { width: 0, height: 0 }).fits).toBe(false)
  })

  it('the ellipsis takes the place of stops and spaces', () => {
    expect(linesOf(laid('one two. three four five', { maxLines: 1 }, { width: 85 }))).toEqual(['one two…'])
  })
})

describe('placing', () => {
  const x = (align: TextSpec['look']['align'], locale = 'en', text = 'abcd') =>
    laid(text, { align }, { locale }).raster.lines[0]!.x

  it('start and end follow the direction, left and right do not', () => {
    expect([x('start'), x('end'), x('left'), x('right'), x('center')]).toEqual([0, 160, 0, 160, 80])
    expect([x('start', 'ar', 'سلام'), x('end', 'ar', 'سلام')]).toEqual([160, 0])
    expect([x('left', 'ar', 'سلام'), x('right', 'ar', 'سلام'), x('center', 'ar', 'سلام')]).toEqual([
      0, 160, 80,
    ])
  })

  it('top, middle and bottom; baselines a line height apart, on whole pixels', () => {
    const baselines = (valign: 'top' | 'middle' | 'bottom') =>
      laid('a\nb', { valign, lineHeight: 1.5 }).raster.lines.map(({ baseline }) => baseline)
    expect(baselines('top')).toEqual([21, 51])
    expect(baselines('middle')).toEqual([91, 121])
    expect(baselines('bottom')).toEqual([161, 191])
  })

  it('the plate hugs the widest line and its padding counts in the fitting', () => {
    const plate = { colour: '#000000ff', paddingX: 10, paddingY: 5, radius: 4 }
    const layout = laid('one two three four five', { plate, align: 'center', valign: 'middle' })
    expect(linesOf(layout)).toEqual(['one two three', 'four five'])
    expect(layout.raster.plate).toMatchObject({ x: 25, y: 75, width: 150, height: 50, radius: 4 })
    expect(layout).toMatchObject({ inkLeft: 25, inkTop: 75, inkWidth: 150, inkHeight: 50 })
    expect(laid('one two three four', { plate, maxLines: 1, minSize: 5 }).size).toBe(20)
    expect(laid('one two three fours', { plate, maxLines: 1, minSize: 5 }).size).toBe(18.5)
  })

  it('the stroke counts on both sides', () => {
    const stroke = { colour: '#000000ff', width: 10 }
    const layout = laid('one two three four', { stroke, maxLines: 1, minSize: 5 })
    expect(layout.size).toBe(20)
    expect(layout.raster.lines[0]!.x).toBe(10)
    expect(layout).toMatchObject({ inkLeft: 0, inkWidth: 200 })
    expect(laid('one two three fours', { stroke, maxLines: 1, minSize: 5 }).size).toBeLessThan(20)
  })
})
