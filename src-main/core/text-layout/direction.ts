const rightToLeftLetter =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Samaritan}\p{Script=Mandaic}\p{Script=Adlam}\p{Script=Hanifi_Rohingya}]/u
const strong = /\p{L}|[\u200e\u200f\u061c]/u
const rightToLeftScripts = new Set(['Arab', 'Hebr', 'Syrc', 'Thaa', 'Nkoo', 'Samr', 'Mand', 'Adlm', 'Rohg'])

export type Direction = 'ltr' | 'rtl'

const ofLocales = new Map<string, Direction>()

/** The direction of the script that a locale is written in. */
function directionOfLocale(locale: string): Direction {
  let direction = ofLocales.get(locale)
  if (direction === undefined) {
    try {
      direction = rightToLeftScripts.has(new Intl.Locale(locale).maximize().script ?? '') ? 'rtl' : 'ltr'
    } catch {
      direction = 'ltr'
    }
    if (ofLocales.size > 1_000) ofLocales.clear()
    ofLocales.set(locale, direction)
  }
  return direction
}

/**
 * `order` is the direction that mixed scripts are put in order by, `start` the side that lines start at. In a
 * right-to-left language a text with any right-to-left letter runs right to left, even when a Latin brand name comes
 * first; one without (a product's name, a telephone number) keeps its order but still starts at the right. In a
 * left-to-right language the first letter decides both.
 */
export function directionOf(text: string, locale: string): { order: Direction; start: Direction } {
  const language = directionOfLocale(locale)
  if (!/[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff\ud802-\ud83b]/.test(text)) {
    return { order: 'ltr', start: language }
  }
  const hasRightToLeft = rightToLeftLetter.test(text) || text.includes('\u200f')
  if (language === 'rtl') return { order: hasRightToLeft ? 'rtl' : 'ltr', start: 'rtl' }
  const first = strong.exec(text)?.[0]
  const order =
    first !== undefined && (rightToLeftLetter.test(first) || first === '\u200f' || first === '\u061c')
  return order ? { order: 'rtl', start: 'rtl' } : { order: 'ltr', start: 'ltr' }
}
