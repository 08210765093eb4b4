import { expect, test } from 'vitest'
import { apart, withApart } from '../../src-renderer/view-math/bidi.ts'

test('a name that runs from right to left is set apart from the sentence around it, and no other', () => {
  expect(apart('Spring catalogue')).toBe('Spring catalogue')
  expect(apart('Größe – 5 €')).toBe('Größe – 5 €')
  expect(apart('بطاقة')).toBe('\u2066بطاقة\u2069')
  expect(apart('ספר 2')).toBe('\u2066ספר 2\u2069')
})

test('signs that turn text can neither turn the rest of a sentence nor end what sets them apart', () => {
  expect(apart('\u202etxt.exe')).toBe('\u2066txt.exe\u2069')
  expect(apart('a\u2069\u202eb')).toBe('\u2066ab\u2069')
})

test('whatever the words are told of a person’s data is set apart in them', () => {
  const words = withApart({
    plain: 'Home',
    list: ['one', 'two'],
    of: (template: string, version: string, rows: number) => `${template} ${version}: ${rows}`,
    deeper: { copy: (title: string) => `${title} (copy)` },
  })
  expect(words.of('بطاقة', '1.0.0', 5)).toBe('\u2066بطاقة\u2069 1.0.0: 5')
  expect(words.deeper.copy('Shelf card')).toBe('Shelf card (copy)')
  expect([words.plain, words.list]).toEqual(['Home', ['one', 'two']])
})
