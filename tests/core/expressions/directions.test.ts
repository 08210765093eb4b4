import bidiFactory, { type Bidi } from 'bidi-js'
import { describe, expect, test } from 'vitest'
import { isolated, writtenRightToLeft } from '../../../src-main/core/expressions/bidi.ts'
import { compileText, usesWithStrings } from '../../../src-main/core/expressions/compile.ts'
import { names, render, scope, text } from './sample.ts'

// Its types describe an ES module, Node loads its CommonJS build: the default import is the function itself.
const bidi = (bidiFactory as unknown as () => Bidi)()

/** The text as a reader sees it, left to right, without marks. */
function seen(logical: string, direction: 'ltr' | 'rtl'): string {
  const levels = bidi.getEmbeddingLevels(logical, direction)
  const order = bidi.getReorderedIndices(logical, levels)
  const mirrored = bidi.getMirroredCharactersMap(logical, levels.levels)
  return order
    .map((index: number) => mirrored.get(index) ?? logical[index])
    .join('')
    .replace(/[\u200e\u200f\u061c\u2066-\u2069\u00a0]/g, (mark: string) => (mark === '\u00a0' ? ' ' : ''))
}

describe('values inside text of the other direction', () => {
  test('a price keeps together in an Arabic sentence', () => {
    const shown = seen(render('السعر {{ price }} فقط', 'ar'), 'rtl')
    expect(shown).toContain('US$ 1,299.50')
  })

  test('a change keeps its sign and its percent sign', () => {
    expect(seen(render('التغير {{ change | signed }} اليوم', 'ar'), 'rtl')).toContain('-2.55%')
    expect(seen(render('המחיר {{ change | signed }} היום', 'he'), 'rtl')).toContain('-2.55%')
  })

  test('a Latin name keeps its exclamation mark at its end', () => {
    const row = { name: text('Yahoo!') }
    expect(seen(render('منتج {{ name }} جديد', 'ar', row), 'rtl')).toContain('Yahoo!')
    // Without the isolate it would not: that is what it is for.
    expect(seen('منتج Yahoo! جديد', 'rtl')).not.toContain('Yahoo!')
  })

  test('a Hebrew name followed by a number keeps its place in an English sentence', () => {
    const row = { name: text('מנורה') }
    expect(seen(render('{{ name }} 24 pieces', 'en', row), 'ltr')).toBe('הרונמ 24 pieces')
  })

  test('a value alone, a Latin value in Latin text and a string get no marks', () => {
    expect(render('{{ name }}', 'ar')).toBe('Oak lamp')
    expect(render('Buy {{ name }}', 'en')).toBe('Buy Oak lamp')
    expect(render('[{{ t.plain }}]', 'ar')).toBe('[Shop now]')
  })

  test('a value that turns the direction can not turn the text around it', () => {
    const row = { name: text('evil\u202e') }
    expect(seen(render('{{ name }} costs 5', 'en', row), 'ltr')).toBe('evil costs 5')
    expect(isolated('a\u2069b', false)).toBe('\u2068ab\u2069')
    expect(isolated('\u2067אב\u2069', false)).toBe('\u2068\u2067אב\u2069\u2069')
  })

  test('the direction follows the script', () => {
    for (const locale of ['ar', 'ar-EG', 'he', 'fa', 'ur', 'ps', 'yi', 'pa-Arab'])
      expect(writtenRightToLeft(locale)).toBe(true)
    for (const locale of ['en', 'pa', 'tr', 'zh-Hant', 'az', 'not a locale'])
      expect(writtenRightToLeft(locale)).toBe(false)
  })
})

describe('what a text depends on', () => {
  test('variables, strings and the language, once each', () => {
    const { uses, words } = compileText('Buy {{ name }} {{ name | upcase }} {{ t.cta }}', names)
    expect(uses).toEqual({ variables: ['name'], strings: ['cta'], item: false, language: true })
    expect(words).toContain('Buy')
    expect(usesWithStrings(uses, scope().strings, names).variables).toEqual(['name', 'price'])
  })

  test('plain text and a plain name are the same in every language, formatted values are not', () => {
    expect(compileText('{{ name }}', names).uses.language).toBe(false)
    expect(compileText('{{ price }}', names).uses.language).toBe(true)
    expect(compileText('{{ name | upcase }}', names).uses.language).toBe(true)
  })
})
