import { describe, expect, it } from 'vitest'
import { segmentsOf } from '../../../src-main/core/text-layout/break-opportunities.ts'

/** `_` a space that a line may end at, `|` a place without a space, `~` a place that shows a hyphen. */
function marked(text: string): string {
  return segmentsOf(text)
    .map(
      ({ text, space, hyphen }) =>
        text + (hyphen ? '~' : '') + space.replace(/ /g, '_') + (space === '' ? '|' : ''),
    )
    .join('')
    .slice(0, -1)
}

describe('where a line may end', () => {
  it.each([
    [
      'plain words break at spaces, and doubled spaces count once',
      'The quick  brown\tfox',
      'The_quick_brown_fox',
    ],
    ['a hyphen inside a long word', 'Wi-Fi-Router', 'Wi-|Fi-|Router'],
    ['no single letter is left before or after a hyphen', 'T-Shirt, e-mail, X-ray', 'T-Shirt,_e-mail,_X-ray'],
    ['a hyphen before figures keeps them', '-5 10-12 2024-11-21', '-5_10-12_2024-11-21'],
    [
      'a dash between words, not between years',
      'rock–roll hello—world 1999–2005',
      'rock–|roll_hello—|world_1999–2005',
    ],
    [
      'an address breaks after its slashes',
      'https://example.com/shop/item',
      'https://example.com/|shop/|item',
    ],
    ['French marks stay with their words', 'Bonjour ! Prix : « Oui »', 'Bonjour !_Prix :_« Oui »'],
    ['a currency stays with its figure', 'nur 12 € statt € 15 oder 50 %', 'nur_12 €_statt_€ 15_oder_50 %'],
    [
      'the groups of a figure stay together',
      'environ 1 299 000,00 € par an',
      'environ_1 299 000,00 €_par_an',
    ],
    ['a year and a number are no groups of one figure', 'since 2024 100 items', 'since_2024_100_items'],
    ['a dash between spaces begins no line', 'Rome — Paris - Oslo', 'Rome —_Paris -_Oslo'],
    ['no-break spaces hold', 'Dr.\u00a0No 5\u202fkg 7\u20071', 'Dr.\u00a0No_5\u202fkg_7\u20071'],
    ['a no-break hyphen holds', 'Jean\u2011Paul', 'Jean\u2011Paul'],
    [
      'soft hyphens and zero-width spaces are offers',
      'soft\u00adware zero\u200bwidth',
      'soft~|ware_zero|width',
    ],
    ['Arabic breaks at spaces', 'مرحبا بالعالم، خصم', 'مرحبا_بالعالم،_خصم'],
    ['Hebrew breaks at spaces', 'שלום עולם!', 'שלום_עולם!'],
    ['Hindi breaks at spaces', 'हिन्दी में स्वागत', 'हिन्दी_में_स्वागत'],
    [
      'Korean breaks at spaces, never inside a word',
      '새로운 스마트폰(신제품)을',
      '새로운_스마트폰(신제품)을',
    ],
    ['Thai breaks between the words of a dictionary', 'สวัสดีครับยินดีต้อนรับ 50%', 'สวัสดี|ครับ|ยินดี|ต้อนรับ_50%'],
    ['the Thai repetition mark begins no line', 'ค่าๆของดี', 'ค่าๆ|ของดี'],
    ['Japanese brackets and stops', '「東京」の本は、良い。', '「東京」|の|本|は、|良い。'],
    [
      'small kana and long marks begin no line',
      'キャッチ・コピーっていいね〜',
      'キャッチ・|コピーって|いい|ね〜',
    ],
    ['a figure keeps its Japanese counter', '価格は2,980円です', '価格|は|2,980円|です'],
    ['Chinese stops, brackets and prices', '手机（限时），仅￥2980元！', '手机|（限|时），|仅|￥2980元！'],
    ['a Latin name inside Japanese', '新しいiPhone 15発売', '新しい|iPhone_15発売'],
    ['emoji may part, flags stay whole', 'Sale🎉🎊 🇪🇸🇯🇵', 'Sale|🎉|🎊_🇪🇸|🇯🇵'],
    ['a family of emoji is one', '👨‍👩‍👧‍👦👍🏽', '👨‍👩‍👧‍👦|👍🏽'],
    ['a word joiner holds Chinese together', '日本\u2060語', '日本\u2060語'],
    ['an ideographic space is kept inside a line', '東京\u3000大阪', '東京\u3000大阪'],
  ])('%s', (_, text, expected) => {
    expect(marked(text)).toBe(expected)
  })

  it('nothing but what is never drawn is lost', () => {
    const text = '  A «b» c\u00add 「東京」の１２円 สวัสดีครับ e\u200bf  '
    const joined = segmentsOf(text)
      .map(({ text, space }) => text + space)
      .join('')
    expect(joined).toBe(text.trim().replace(/[\u00ad\u200b]/g, ''))
  })
})
