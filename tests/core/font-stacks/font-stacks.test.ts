import { describe, expect, it } from 'vitest'
import { missingGlyphs } from '../../../src-main/core/font-stacks/missing-glyphs.ts'
import { scriptOf, stackFor } from '../../../src-main/core/font-stacks/stack-for.ts'
import { isEmoji, textClusters } from '../../../src-shared/plans/text-clusters.ts'

const font = { family: 'Outfit', files: [], scripts: {} }

describe('the families of a text', () => {
  it('are the brand family, then the ones that the brand names for scripts, then the bundled ones, emoji last', () => {
    const stack = stackFor({
      font: { ...font, scripts: { Hebr: 'Brand Hebrew', Arab: 'Cairo' } },
      locale: 'ar-EG',
    })
    expect(stack.slice(0, 4)).toEqual(['Outfit', 'Cairo', 'Brand Hebrew', 'Noto Sans'])
    expect(stack.at(-1)).toBe('Noto Color Emoji')
    expect(stack).toContain('Noto Sans Arabic')
  })

  it('a family stands there once, at its first place', () => {
    const stack = stackFor({ font: { ...font, family: 'Noto Sans' }, locale: 'en' })
    expect(stack.filter((family) => family === 'Noto Sans')).toHaveLength(1)
    expect(stack[0]).toBe('Noto Sans')
  })

  it.each([
    ['ja', '漢字', 'Noto Sans JP'],
    ['ja-JP', '漢字', 'Noto Sans JP'],
    ['zh', '漢字', 'Noto Sans SC'],
    ['zh-CN', 'かな', 'Noto Sans SC'],
    ['zh-Hans', '漢字', 'Noto Sans SC'],
    ['zh-Hant', '漢字', 'Noto Sans TC'],
    ['zh-TW', '漢字', 'Noto Sans TC'],
    ['zh-HK', '漢字', 'Noto Sans TC'],
    ['yue', '漢字', 'Noto Sans TC'],
    ['ko', '漢字', 'Noto Sans KR'],
    ['en', '漢字', 'Noto Sans SC'],
    ['en', '漢字とかな', 'Noto Sans JP'],
    ['de', '한국어', 'Noto Sans KR'],
    ['fr', 'ㄅㄆㄇ', 'Noto Sans TC'],
  ])('the characters of %s, in %s, come from %s', (locale, text, family) => {
    const stack = stackFor({ font, locale, text })
    expect(stack.find((name) => /^Noto Sans (JP|SC|TC|KR)$/.test(name))).toBe(family)
    expect(stack.filter((name) => /^Noto Sans (JP|SC|TC|KR)$/.test(name))).toHaveLength(4)
  })

  it('a locale knows its script, and nonsense counts as Latin', () => {
    expect(['ar', 'sr', 'sr-Latn', 'hi', 'en'].map(scriptOf)).toEqual([
      'Arab',
      'Cyrl',
      'Latn',
      'Deva',
      'Latn',
    ])
    expect(scriptOf('!!')).toBe('Latn')
  })
})

describe('missing characters', () => {
  const has: Record<string, Set<number>> = {
    Text: new Set([...'abcdefé e1©-'].map((character) => character.codePointAt(0)!)),
    Marks: new Set([...'xyz\u0302\u0301'].map((character) => character.codePointAt(0)!)),
    Emoji: new Set([0x1f600, 0x1f468, 0x1f469, 0x1f44d, 0x1f3fd, 0x31, 0x20e3, 0x1f1ea, 0x1f1f8]),
  }
  const missing = (text: string) => missingGlyphs(text, ['Text', 'Marks', 'Emoji'], (family) => has[family]!)

  it.each([
    ['a text that is all there', 'abc é', []],
    ['each character once, in order', 'qaqßq', ['q', 'ß']],
    [
      'what is never drawn',
      'a\u200b\u200d\u200e\u2066b\u2069\u00ad\ufe0f\n\t\u0007\u2060c\u{e0067}\u3000\u202f',
      [],
    ],
    ['a letter written as letter and mark is found as one', 'e\u0301', []],
    ['a mark that no family has together with its letter', 'x\u0302 a\u0302', ['a\u0302']],
    ['a whole emoji family', '👨‍👩‍👨 👍🏽 1️⃣ 🇪🇸', []],
    ['an unknown picture is one character', '👨‍🚀', ['👨‍🚀']],
    ['a no-break hyphen is drawn as a hyphen', 'a\u2011b', []],
  ])('%s', (_, text, expected) => {
    expect(missing(text)).toEqual(expected)
  })

  it('without any family all is missing', () => {
    expect(missingGlyphs('ab', [], () => has.Text!)).toEqual(['a', 'b'])
  })
})

describe('emoji and plain signs', () => {
  it.each(['😀', '👨‍👩‍👧‍👦', '🇪🇸', '1️⃣', '#️⃣', '❤️', '©️', '👍🏽', '☝🏽', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '🏳️‍🌈', '⌚'])(
    '%s is a picture',
    (cluster) => {
      expect(isEmoji(cluster)).toBe(true)
      expect(textClusters(`a${cluster}b`).map(({ text }) => text)).toEqual(['a', cluster, 'b'])
    },
  )

  it.each(['©', '™', '®', '1', '#', '❤', '☎', '→', '😀\ufe0e', '⌚\ufe0e', 'é', '中'])(
    '%s is text',
    (cluster) => {
      expect(isEmoji(cluster)).toBe(false)
    },
  )
})
