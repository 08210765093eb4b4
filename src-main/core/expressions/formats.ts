/** Intl's objects take long to make and little to use: each is made once. */
const most = 2_000

function remembered<T>(make: (locales: string[], options: never) => T) {
  const known = new Map<string, T>()
  return (locale: string, key: string, options: object): T => {
    const name = `${locale} ${key}`
    let found = known.get(name)
    if (found === undefined) {
      if (known.size >= most) known.clear()
      // The second locale keeps an unknown one from falling back to the machine's own.
      found = make([locale, 'en-US'], options as never)
      known.set(name, found)
    }
    return found
  }
}

/** A formatter by locale; `key` names the options, equal keys mean equal options. */
export const numberFormat = remembered((locales, options) => new Intl.NumberFormat(locales, options))
export const dateFormat = remembered((locales, options) => new Intl.DateTimeFormat(locales, options))
export const listFormat = remembered((locales, options) => new Intl.ListFormat(locales, options))
export const collator = remembered((locales, options) => new Intl.Collator(locales, options))
const segmenters = remembered((locales, options) => new Intl.Segmenter(locales, options))

export function graphemes(text: string): string[] {
  // Printable ASCII has one character a unit; the segmenter is a hundred times slower.
  if (/^[ -~]*$/.test(text)) return text.split('')
  return Array.from(
    segmenters('en', 'grapheme', { granularity: 'grapheme' }).segment(text),
    ({ segment }) => segment,
  )
}

/** The text from its start to the end of its `most`th word; null when it has no more words than that. */
export function firstWords(text: string, locale: string, most: number): string | null {
  let words = 0
  let end = 0
  for (const { segment, index, isWordLike } of segmenters(locale, 'word', { granularity: 'word' }).segment(
    text,
  )) {
    if (isWordLike !== true) continue
    words += 1
    if (words > most) return text.slice(0, end)
    end = index + segment.length
  }
  return null
}

/** A number as Intl reads it exactly: written out in decimals, so that 1.005 rounds to 1.01 and not to 1.00. */
export function exact(number: number): Intl.StringNumericLiteral {
  return String(number) as Intl.StringNumericLiteral
}

/** A hundredth of it, exactly. */
export function exactHundredth(number: number): Intl.StringNumericLiteral {
  const text = String(number)
  return (text.includes('e') ? String(number / 100) : `${text}e-2`) as Intl.StringNumericLiteral
}
