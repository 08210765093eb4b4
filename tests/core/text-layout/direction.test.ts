import { describe, expect, it } from 'vitest'
import { directionOf } from '../../../src-main/core/text-layout/direction.ts'

describe('which way a text runs', () => {
  it.each([
    ['English in an English video', 'Hello', 'en', 'ltr', 'ltr'],
    ['Arabic in an Arabic video', 'مرحبا', 'ar', 'rtl', 'rtl'],
    ['an Arabic line that begins with a Latin brand', 'iPhone الجديد', 'ar', 'rtl', 'rtl'],
    [
      'a Latin product name in an Arabic video starts at the right, in its own order',
      'iPhone 15 (Pro)!',
      'ar',
      'ltr',
      'rtl',
    ],
    ['a telephone number in an Arabic video keeps its order', '+971 4 123 4567', 'ar', 'ltr', 'rtl'],
    ['an Arabic description in an English video', 'حقيبة جلد iPhone', 'en', 'rtl', 'rtl'],
    ['an English line with an Arabic word', 'The word سلام means peace', 'en', 'ltr', 'ltr'],
    ['figures before Arabic in an English video', '25% خصم', 'en', 'rtl', 'rtl'],
    ['a mark at the front decides', '\u200f25% off', 'en', 'rtl', 'rtl'],
    ['Hebrew, Persian and Urdu', 'שלום', 'he', 'rtl', 'rtl'],
    ['a language tag with its script', 'abc', 'az-Arab', 'ltr', 'rtl'],
    ['a tag that is none counts as left to right', 'abc', 'not a tag', 'ltr', 'ltr'],
    ['emoji have no direction', '🎉 sale', 'en', 'ltr', 'ltr'],
  ])('%s', (_, text, locale, order, start) => {
    expect(directionOf(text, locale)).toEqual({ order, start })
  })
})
