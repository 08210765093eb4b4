const rightToLeftScripts = new Set(['Arab', 'Hebr', 'Thaa', 'Syrc', 'Nkoo', 'Adlm', 'Rohg', 'Mand', 'Samr'])
const directions = new Map<string, boolean>()

/** Whether a locale is written from right to left; by its script. */
export function writtenRightToLeft(locale: string): boolean {
  let known = directions.get(locale)
  if (known === undefined) {
    try {
      known = rightToLeftScripts.has(new Intl.Locale(locale).maximize().script ?? '')
    } catch {
      known = false
    }
    if (directions.size > 500) directions.clear()
    directions.set(locale, known)
  }
  return known
}

const firstStrongIsolate = '\u2068'
const popIsolate = '\u2069'
/** Hebrew, Arabic and the like, their marks, and every control that changes direction. */
const turns =
  /[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u
const onlyRightToLeft = /^[\s\u0590-\u065f\u066e-\u06ef\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]*$/u
const controls = /[\u202a-\u202e\u2066-\u2069]/gu
const opening = /[\u202a\u202b\u202d\u202e\u2066-\u2068]/u

/**
 * A value that stands inside other text, kept together: without the isolate "129 US$" or "Lamp (large)" would fall
 * apart between words of the other direction, and the value could turn the text around it.
 */
export function isolated(text: string, rightToLeft: boolean): string {
  const differs = rightToLeft ? !onlyRightToLeft.test(text) : turns.test(text)
  return differs ? firstStrongIsolate + balanced(text) + popIsolate : text
}

/** Without its direction controls when they don't come in pairs: they would reach beyond the value. */
function balanced(text: string): string {
  const found = text.match(controls)
  if (found === null) return text
  let open = 0
  for (const control of found) {
    open += opening.test(control) ? 1 : -1
    if (open < 0) break
  }
  return open === 0 ? text : text.replace(controls, '')
}
