/** Which part of a date comes first where it is written in digits. */
type DateOrder = 'dmy' | 'mdy' | 'ymd'

/** Where a decision comes from: a person's word, the evidence of the column, or the house rule when there is neither. */
type Basis = 'declared' | 'column' | 'assumed'

/** How the cells of one column are read where their writing alone could mean two things. */
export type CellLocale = {
  /** BCP 47; its region settles which dollar, krone or yen is meant, its language which month names come first. */
  tag: string
  decimal: '.' | ','
  decimalBasis: Basis
  dateOrder: DateOrder
  dateBasis: Basis
}

const known = new Map<string, CellLocale>()

/** The reading of a declared locale; en-US, told as assumed, without one. Throws RangeError when the tag is no locale. */
export function cellLocale(tag?: string): CellLocale {
  const found = known.get(tag ?? '')
  if (found) return found
  const basis: Basis = tag === undefined ? 'assumed' : 'declared'
  const name = new Intl.Locale(tag ?? 'en-US').toString()
  const locale: CellLocale = {
    tag: name,
    decimal: decimalOf(name),
    decimalBasis: basis,
    dateOrder: dateOrderOf(name),
    dateBasis: basis,
  }
  known.set(tag ?? '', locale)
  return locale
}

/** The same for a cell in plain notation, as numbers of spreadsheets, JSON and databases are written: `1.299` is one and a bit. */
export function inPlainNotation(locale: CellLocale): CellLocale {
  return { ...locale, decimal: '.', decimalBasis: 'column' }
}

/** The region that a locale names or most likely stands for: `de` -> DE. */
export function regionOf(tag: string): string | undefined {
  if (!regions.has(tag)) regions.set(tag, new Intl.Locale(tag).maximize().region)
  return regions.get(tag)
}

const regions = new Map<string, string | undefined>()

function decimalOf(tag: string): '.' | ',' {
  const parts = new Intl.NumberFormat(latinDigits(tag)).formatToParts(1.5)
  return parts.find(({ type }) => type === 'decimal')?.value === ',' ? ',' : '.'
}

function dateOrderOf(tag: string): DateOrder {
  const parts = new Intl.DateTimeFormat(latinDigits(tag), {
    calendar: 'gregory',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    timeZone: 'UTC',
  }).formatToParts(0)
  const order = parts
    .flatMap(({ type }) => ({ year: 'y', month: 'm', day: 'd' })[type as 'year'] ?? [])
    .join('')
  return order === 'mdy' || order === 'ymd' ? order : 'dmy'
}

function latinDigits(tag: string) {
  return new Intl.Locale(tag, { numberingSystem: 'latn' }).toString()
}
