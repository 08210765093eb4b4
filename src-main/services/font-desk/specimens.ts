/** What a family's specimen shows: words as a catalogue has them, in a language of its script. */
type Specimen = { scripts: string[]; sample: string; locale: string; direction: 'ltr' | 'rtl' }

const latin: Specimen = {
  scripts: ['Latn', 'Cyrl', 'Grek'],
  sample: 'Spring catalogue: Größe 42, crème brûlée, 12.50 €',
  locale: 'en',
  direction: 'ltr',
}

/** By the family's name; families that are not named here show the same as Inter. */
export const specimens: Record<string, Specimen> = {
  Outfit: { ...latin, scripts: ['Latn'] },
  Fraunces: { ...latin, scripts: ['Latn'] },
  Cairo: {
    scripts: ['Arab', 'Latn'],
    sample: 'كتالوج الربيع، السعر ١٢٫٥٠ Reelmill',
    locale: 'ar',
    direction: 'rtl',
  },
  'Noto Sans Arabic': {
    scripts: ['Arab'],
    sample: 'كتالوج الربيع، السعر ١٢٫٥٠',
    locale: 'ar',
    direction: 'rtl',
  },
  'Noto Sans Hebrew': {
    scripts: ['Hebr'],
    sample: 'קטלוג האביב, מבצע השבוע',
    locale: 'he',
    direction: 'rtl',
  },
  'Noto Sans Devanagari': {
    scripts: ['Deva'],
    sample: 'वसंत की सूची, मूल्य १२.५०',
    locale: 'hi',
    direction: 'ltr',
  },
  'Noto Sans Thai': {
    scripts: ['Thai'],
    sample: 'แคตตาล็อกฤดูใบไม้ผลิ ราคาพิเศษ',
    locale: 'th',
    direction: 'ltr',
  },
  'Noto Sans JP': {
    scripts: ['Jpan', 'Latn'],
    sample: '春のカタログ 特別価格 1,250円',
    locale: 'ja',
    direction: 'ltr',
  },
  'Noto Sans SC': {
    scripts: ['Hans', 'Latn'],
    sample: '春季目录 特价 12.50 元',
    locale: 'zh-Hans',
    direction: 'ltr',
  },
  'Noto Sans TC': {
    scripts: ['Hant', 'Latn'],
    sample: '春季目錄 特價 12.50 元',
    locale: 'zh-Hant',
    direction: 'ltr',
  },
  'Noto Sans KR': {
    scripts: ['Kore', 'Latn'],
    sample: '봄 카탈로그 특별 가격 12,500원',
    locale: 'ko',
    direction: 'ltr',
  },
  'Noto Color Emoji': { scripts: ['Zsye'], sample: '🎬🎁🛒⭐🔥🚚', locale: 'en', direction: 'ltr' },
}

export const specimenOf = (family: string): Specimen => specimens[family] ?? latin
