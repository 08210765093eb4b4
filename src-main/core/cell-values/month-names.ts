import { folded } from './characters.ts'

/** Languages whose months are always understood, in the order in which they win where two share a word. */
const languages =
  'en es fr de ar pt it nl ca sv da nb fi pl cs sk sl ro hu tr ru uk bg el he hi id vi th fa ar-SY ar-MA ar-DZ'.split(
    ' ',
  )

/** Abbreviations that people use beside those of Unicode's locale data. */
const further: [string, number][] = [
  ['sept', 9],
  ['mrz', 3],
  ['maerz', 3],
  ['janner', 1],
  ['jaenner', 1],
  ['feber', 2],
  ['setiembre', 9],
  ['set', 9],
]

const maps = new Map<string, Map<string, number>>()
let weekdayNames: Set<string> | undefined

/** The number of a month by its name, long or short, in the locale's language first; null when it is none. */
export function monthOf(word: string, tag: string): number | null {
  const name = bare(word)
  const found = monthsIn(tag).get(name) ?? everyMonth().get(name)
  if (found !== undefined) return found
  // Hebrew writes "in" as one with its month.
  return name.startsWith('ב') ? (everyMonth().get(name.slice(1)) ?? null) : null
}

/** Whether a word is the name of a day of the week, in any of the languages. */
export function isWeekday(word: string): boolean {
  weekdayNames ??= new Set(
    languages.flatMap((language) =>
      (['long', 'short'] as const).flatMap((weekday) =>
        Array.from({ length: 7 }, (_, day) =>
          bare(formatter(language, { weekday }).format(Date.UTC(2024, 0, 1 + day))),
        ),
      ),
    ),
  )
  return weekdayNames.has(bare(word))
}

function everyMonth() {
  const found = maps.get('')
  if (found) return found
  const all = new Map<string, number>()
  for (const language of languages) {
    for (const [name, month] of monthsIn(language)) if (!all.has(name)) all.set(name, month)
  }
  for (const [name, month] of further) if (!all.has(name)) all.set(name, month)
  maps.set('', all)
  return all
}

function monthsIn(tag: string) {
  const found = maps.get(tag)
  if (found) return found
  const months = new Map<string, number>()
  for (const style of ['long', 'short'] as const) {
    const alone = formatter(tag, { month: style })
    // Many languages inflect a month's name beside a day: "listopad", but "21 listopada".
    const dated = formatter(tag, { month: style, day: 'numeric' })
    for (let month = 1; month <= 12; month += 1) {
      const day = Date.UTC(2024, month - 1, 21)
      const inDate = dated.formatToParts(day).find(({ type }) => type === 'month')?.value ?? ''
      for (const name of [bare(alone.format(day)), bare(inDate)]) {
        if (name !== '' && !/^\d+$/.test(name) && !months.has(name)) months.set(name, month)
      }
    }
  }
  maps.set(tag, months)
  return months
}

function formatter(tag: string, fields: Intl.DateTimeFormatOptions) {
  const locale = new Intl.Locale(tag, { numberingSystem: 'latn', calendar: 'gregory' })
  return new Intl.DateTimeFormat(locale.toString(), { ...fields, timeZone: 'UTC' })
}

function bare(name: string) {
  return folded(name).replace(/\.$/, '')
}
