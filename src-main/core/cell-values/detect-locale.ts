import type { Variable } from '../../../src-shared/data/variables.ts'
import { type CellLocale, cellLocale } from './cell-locale.ts'
import { readDateText } from './date-text.ts'
import { readNumberText } from './number-text.ts'

/** How the cells of a column are to be read, and what speaks for it. */
type LocaleDetection = {
  locale: CellLocale
  /** `none`: nothing in the column depends on a locale. `conflict`: the column's own cells speak for both ways. */
  sure: 'declared' | 'certain' | 'assumed' | 'conflict' | 'none'
  /** Cells that can only be read in one way, by way; and cells that can be read in two. */
  evidence: { point: number; comma: number; dayFirst: number; monthFirst: number; unclear: number }
}

/**
 * Looks through a column's cells for those that can be read in one way only. A declared locale always decides the
 * unclear ones; without one, evidence that speaks for one way alone does; else they are read as in en-US and every
 * reading carries a note. Lists are looked at item by item.
 */
export function detectLocale(
  cells: Iterable<string | null>,
  variable: Variable,
  declared?: string,
): LocaleDetection {
  const base = cellLocale(declared)
  const evidence = { point: 0, comma: 0, dayFirst: 0, monthFirst: 0, unclear: 0 }
  const type = variable.type === 'list' ? variable.items : variable.type
  const dates = type === 'date'
  if (!dates && type !== 'number' && type !== 'money' && type !== 'percent')
    return { locale: base, sure: 'none', evidence }
  for (const cell of cells) {
    if (cell === null) continue
    for (const text of variable.type === 'list' ? cell.split(variable.separator) : [cell]) {
      if (dates) weighDate(text, base.tag, evidence)
      else weighNumber(text, evidence)
    }
  }
  const one = dates ? evidence.dayFirst : evidence.comma
  const other = dates ? evidence.monthFirst : evidence.point
  if (declared !== undefined)
    return { locale: base, sure: evidence.unclear + one + other === 0 ? 'none' : 'declared', evidence }
  if (one > 0 && other > 0)
    return { locale: base, sure: evidence.unclear === 0 ? 'certain' : 'conflict', evidence }
  if (one + other > 0) {
    const locale: CellLocale = dates
      ? { ...base, dateOrder: one > 0 ? 'dmy' : 'mdy', dateBasis: 'column' }
      : { ...base, decimal: one > 0 ? ',' : '.', decimalBasis: 'column' }
    return { locale, sure: 'certain', evidence }
  }
  return { locale: base, sure: evidence.unclear > 0 ? 'assumed' : 'none', evidence }
}

function weighDate(text: string, tag: string, evidence: LocaleDetection['evidence']) {
  const found = readDateText(text, tag)
  if (found.is === 'either') evidence.unclear += 1
  else if (found.is === 'day' && found.shows === 'dmy') evidence.dayFirst += 1
  else if (found.is === 'day' && found.shows === 'mdy') evidence.monthFirst += 1
}

function weighNumber(text: string, evidence: LocaleDetection['evidence']) {
  const found = readNumberText(text)
  if (found.is === 'either') evidence.unclear += 1
  else if (found.is === 'number' && found.mark === ',') evidence.comma += 1
  else if (found.is === 'number' && found.mark === '.') evidence.point += 1
}
