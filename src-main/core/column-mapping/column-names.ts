/** A column's name as far as it counts: no case, no accents, no spaces, underscores, hyphens or other signs. */
export function plainName(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '')
}

/** `name_es`, `Name (pt-BR)`, `name.zh-Hant` -> the name and its language tag; null for a name without one. */
export function languageColumn(column: string): { name: string; language: string } | null {
  const match = /^(.*\S?)[\s_\-.:/|([]+([a-z]{2,3}(?:[-_][a-z0-9]{2,8}){0,3})[)\]\s]*$/is.exec(column)
  if (!match || plainName(match[1]!) === '') return null
  return { name: match[1]!, language: canonical(match[2]!) ?? match[2]! }
}

/** How well a column's language serves a wanted one: 2 the same, 1 one without a region or script for the other, 0 not. */
export function serves(language: string, wanted: string): 0 | 1 | 2 {
  const own = canonical(language)
  const other = canonical(wanted)
  if (own === null || other === null) return 0
  if (own === other) return 2
  const [base] = own.split('-')
  return other.split('-')[0] === base && (own === base || other === base) ? 1 : 0
}

/** The known name that is written most alike, if any is near. */
export function nearest(name: string, known: readonly string[]): string | null {
  const wanted = plainName(name)
  let best: { name: string; distance: number } | null = null
  for (const candidate of known) {
    const distance = editDistance(wanted, plainName(candidate))
    if (distance <= Math.max(1, wanted.length / 3) && (best === null || distance < best.distance)) {
      best = { name: candidate, distance }
    }
  }
  return best?.name ?? null
}

function canonical(tag: string) {
  try {
    return Intl.getCanonicalLocales(tag.replaceAll('_', '-'))[0] ?? null
  } catch {
    return null
  }
}

function editDistance(one: string, other: string) {
  if (Math.abs(one.length - other.length) > 20) return Number.POSITIVE_INFINITY
  let row = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let at = 1; at <= one.length; at += 1) {
    const next = [at]
    for (let to = 1; to <= other.length; to += 1) {
      const change = row[to - 1]! + (one[at - 1] === other[to - 1] ? 0 : 1)
      next.push(Math.min(change, row[to]! + 1, next[to - 1]! + 1))
    }
    row = next
  }
  return row.at(-1)!
}
