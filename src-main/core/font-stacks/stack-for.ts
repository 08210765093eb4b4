import type { BrandFont } from '../../../src-shared/templates/template.ts'

const cjkFamilies = {
  japanese: ['Noto Sans JP', 'Noto Sans SC', 'Noto Sans TC', 'Noto Sans KR'],
  simplified: ['Noto Sans SC', 'Noto Sans TC', 'Noto Sans JP', 'Noto Sans KR'],
  traditional: ['Noto Sans TC', 'Noto Sans SC', 'Noto Sans JP', 'Noto Sans KR'],
  korean: ['Noto Sans KR', 'Noto Sans JP', 'Noto Sans SC', 'Noto Sans TC'],
} as const
type CjkForm = keyof typeof cjkFamilies

/** The families that are bundled to complete any other, by ISO 15924 script; `Zsye` is emoji. */
const bundledByScript = {
  Latn: 'Noto Sans',
  Arab: 'Noto Sans Arabic',
  Hebr: 'Noto Sans Hebrew',
  Deva: 'Noto Sans Devanagari',
  Thai: 'Noto Sans Thai',
  Zsye: 'Noto Color Emoji',
} as const

const known = new Map<string, readonly string[]>()

/**
 * The families that a text is drawn with, in order of preference: the brand's, those that it names for other scripts
 * (the locale's own script first), then the bundled ones. Chinese, Japanese and Korean share characters that look
 * different: the locale decides (`zh-TW` traditional, `ja` Japanese, ...), for other locales the text does: kana mean
 * Japanese, Hangul Korean, Bopomofo traditional Chinese, else simplified.
 */
export function stackFor(wanted: { font: BrandFont; locale: string; text?: string }): readonly string[] {
  const form = cjkFormOf(wanted.locale) ?? cjkFormOfText(wanted.text ?? '')
  const script = scriptOf(wanted.locale)
  const key = JSON.stringify([wanted.font.family, wanted.font.scripts, form, script])
  let stack = known.get(key)
  if (stack === undefined) {
    stack = buildStack(wanted.font, form, script)
    if (known.size > 1_000) known.clear()
    known.set(key, stack)
  }
  return stack
}

function buildStack(font: BrandFont, form: CjkForm, script: string): readonly string[] {
  const named = Object.entries(font.scripts)
  const own = named.filter(([name]) => name === script)
  const others = named.filter(([name]) => name !== script)
  const { Zsye: emoji, ...text } = bundledByScript
  return [
    ...new Set([
      font.family,
      ...own.map(([, family]) => family),
      ...others.map(([, family]) => family),
      ...Object.values(text),
      ...cjkFamilies[form],
      emoji,
    ]),
  ]
}

const scripts = new Map<string, string>()

/** ISO 15924 script that a locale is written in: `Jpan` for ja, `Arab` for ar, `Cyrl` for sr. */
export function scriptOf(locale: string): string {
  let script = scripts.get(locale)
  if (script === undefined) {
    try {
      script = new Intl.Locale(locale).maximize().script ?? 'Latn'
    } catch {
      script = 'Latn'
    }
    if (scripts.size > 1_000) scripts.clear()
    scripts.set(locale, script)
  }
  return script
}

function cjkFormOf(locale: string): CjkForm | null {
  switch (scriptOf(locale)) {
    case 'Jpan':
    case 'Hira':
    case 'Kana':
      return 'japanese'
    case 'Kore':
    case 'Hang':
      return 'korean'
    case 'Hant':
    case 'Bopo':
      return 'traditional'
    case 'Hans':
    case 'Hani':
      return 'simplified'
    default:
      return null
  }
}

function cjkFormOfText(text: string): CjkForm {
  if (!/[\u1100-\uffdc]/.test(text)) return 'simplified'
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) return 'japanese'
  if (/\p{Script=Hangul}/u.test(text)) return 'korean'
  if (/\p{Script=Bopomofo}/u.test(text)) return 'traditional'
  return 'simplified'
}
