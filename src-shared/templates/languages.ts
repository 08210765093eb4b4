import type { Language, Template } from './template.ts'

type Languages = Pick<Template, 'languages'>

/** The language without its region and variants: `es` of `es-MX`. Null when it has none. */
export function baseLanguage(language: string): string | null {
  const [base] = language.split('-')
  return base === undefined || base === language ? null : base
}

/** BCP 47 locale that numbers, money, dates and case of a language follow. */
export function localeOf(template: Languages, language: string): string {
  return languageNamed(template, language)?.locale ?? language
}

/**
 * The strings of a language. A regional language (`es-MX`) takes those that it lacks from its base (`es`); no other
 * language stands in. The answer is the same object each time for the same template.
 */
export function stringsOf(template: Languages, language: string): Readonly<Record<string, string>> {
  const own = languageNamed(template, language)?.strings ?? none
  const base = baseLanguage(language)
  const inherited = base === null ? undefined : languageNamed(template, base)?.strings
  if (inherited === undefined) return own
  let merged = known.get(own)
  if (merged === undefined || merged.inherited !== inherited) {
    merged = { inherited, strings: { ...inherited, ...own } }
    known.set(own, merged)
  }
  return merged.strings
}

type Strings = Language['strings']
const none: Strings = {}
const known = new WeakMap<Strings, { inherited: Strings; strings: Strings }>()

function languageNamed({ languages }: Languages, name: string): Language | undefined {
  return Object.hasOwn(languages, name) ? languages[name] : undefined
}

const joinedRightToLeft = new Set(['ar', 'he', 'fa', 'ur', 'yi', 'ps', 'sd', 'ug', 'dv', 'ckb', 'iw'])

/** Whether a language is written from right to left. */
export function isRightToLeft(language: string): boolean {
  const script = /-([A-Z][a-z]{3})(?:-|$)/.exec(language)?.[1]
  if (script !== undefined) return ['Arab', 'Hebr', 'Thaa', 'Syrc', 'Nkoo', 'Adlm'].includes(script)
  return joinedRightToLeft.has(language.split('-')[0] ?? '')
}
