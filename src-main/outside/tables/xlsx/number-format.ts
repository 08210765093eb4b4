import { plainDecimal } from '../table.ts'

/** How a number of a sheet is meant, taken from its cell's format. */
export type NumberFormat =
  | { as: 'number'; symbol: string | null; decimals: number; digits: number }
  | { as: 'percent' }
  | { as: 'date' | 'date-time' | 'time' | 'duration' }

/** Formats that a workbook needn't spell out, by number (ECMA-376, 18.8.30). */
const builtIn: Record<number, string> = {
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  9: '0%',
  10: '0.00%',
  14: 'yyyy-mm-dd',
  15: 'd-mmm-yy',
  16: 'd-mmm',
  17: 'mmm-yy',
  18: 'h:mm AM/PM',
  19: 'h:mm:ss AM/PM',
  20: 'h:mm',
  21: 'h:mm:ss',
  22: 'yyyy-mm-dd h:mm',
  45: 'mm:ss',
  46: '[h]:mm:ss',
  47: 'mm:ss',
}
// East Asian dates and times.
for (const id of [27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58]) builtIn[id] = 'yyyy-mm-dd'
for (const id of [32, 33, 34, 35, 55, 56]) builtIn[id] = 'h:mm:ss'

/** Reads a format code, or the number of a built-in one. */
export function readNumberFormat(id: number, code: string | undefined): NumberFormat {
  const source = code ?? builtIn[id] ?? 'General'
  // Only the first section, for positive numbers, says what is meant.
  const section = firstSection(source)
  if (/\[(h+|m+|s+)\]/i.test(section)) return { as: 'duration' }
  const symbol = currencySymbol(section)
  const bare = section.replace(/"[^"]*"|\\.|[_*].|\[[^\]]*\]/g, '')
  const dated = /[yd]/i.test(bare)
  const timed = /[hs]/i.test(bare)
  if (!/general/i.test(bare)) {
    if (dated) return { as: timed ? 'date-time' : 'date' }
    if (timed) return { as: 'time' }
    // Months alone, as in "mmm"; with hours or seconds m is minutes.
    if (/m/i.test(bare)) return { as: 'date' }
  }
  if (bare.includes('%')) return { as: 'percent' }
  const [whole = '', fraction = ''] = bare.split('.')
  return {
    as: 'number',
    symbol,
    decimals: /^0*/.exec(fraction)![0].length,
    // 00000 is how post codes keep their zeros.
    digits: /^0+$/.test(whole) && !bare.includes('.') ? whole.length : 1,
  }
}

/**
 * The text of a number cell: a plain decimal with a point, `12.5%`, `€ 12.50`, `2026-11-21`, `2026-11-21T10:30:00`,
 * `10:30:00`. Never with grouping, whatever the format shows.
 */
export function numberText(value: number, format: NumberFormat, from1904: boolean): string {
  switch (format.as) {
    case 'date':
      return serialDay(value, from1904)
    case 'date-time': {
      const seconds = Math.round(value * 86_400)
      const day = Math.floor(seconds / 86_400)
      // Many sheets show a time with every date; midnight says that there is none.
      if (seconds === day * 86_400) return serialDay(day, from1904)
      return `${serialDay(day, from1904)}T${clock(seconds - day * 86_400)}`
    }
    case 'time':
      return clock(Math.round((value - Math.floor(value)) * 86_400) % 86_400)
    case 'duration':
      return value < 0 ? `-${clock(-value * 86_400)}` : clock(value * 86_400)
    case 'percent':
      return `${plainDecimal(value * 100)}%`
    case 'number': {
      const text = padded(plainDecimal(value), format.decimals, format.digits)
      return format.symbol === null ? text : `${format.symbol} ${text}`
    }
    default:
      throw format satisfies never
  }
}

function firstSection(code: string) {
  let quoted = false
  for (let index = 0; index < code.length; index += 1) {
    if (code[index] === '"') quoted = !quoted
    else if (code[index] === '\\') index += 1
    else if (code[index] === ';' && !quoted) return code.slice(0, index)
  }
  return code
}

/** `[$€-407] #,##0.00`, `"€" #,##0`, `$#,##0` -> the sign of money, as it stands. */
function currencySymbol(section: string): string | null {
  const bracketed = /\[\$([^\]-]+)(-[^\]]*)?\]/.exec(section)
  if (bracketed) return bracketed[1]!.trim() || null
  const bare = section.replace(/\[[^\]]*\]/g, '')
  const sign = /\p{Sc}/u.exec(bare)
  if (sign) return sign[0]
  return /"\s*(kr\.?|CHF|Fr\.?|zł|Kč|Ft|lei|[A-Z]{3})\s*"/.exec(bare)?.[1] ?? null
}

function padded(plain: string, decimals: number, digits: number) {
  const [whole = '', fraction = ''] = plain.split('.')
  const sign = whole.startsWith('-') ? '-' : ''
  const front = whole.slice(sign.length).padStart(fraction === '' ? digits : 1, '0')
  const back = fraction.padEnd(decimals, '0')
  return sign + front + (back === '' ? '' : `.${back}`)
}

function serialDay(value: number, from1904: boolean) {
  let day = Math.floor(value)
  if (!from1904) {
    // Excel counts a 29 February 1900 that never was: days before it are one off.
    if (day === 60) return '1900-02-29'
    if (day < 60) day += 1
  }
  const date = new Date(
    Date.UTC(from1904 ? 1904 : 1899, from1904 ? 0 : 11, from1904 ? 1 : 30) + day * 86_400_000,
  )
  return Number.isNaN(date.getTime()) ? plainDecimal(value) : date.toISOString().slice(0, 10)
}

function clock(seconds: number) {
  const whole = Math.round(seconds)
  const two = (part: number) => String(part).padStart(2, '0')
  return `${two(Math.floor(whole / 3600))}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`
}
