import { limits, looksGrouped, plainDecimal } from './table.ts'

/** A JSON object as one record: nested objects become columns with dots (`address.city`), lists stay JSON text. */
export type FlatRecord = { cells: Map<string, string | null>; plainNumbers: string[] }

const deepest = 8

/** Parses one JSON text; long numbers keep all their digits. Throws SyntaxError. */
export function parseJson(text: string): unknown {
  return /\d{16}/.test(text) ? JSON.parse(text, keepDigits) : JSON.parse(text)
}

/** Lays an object's members out as cells. Throws RangeError when it nests too deep or has too many members. */
export function flatten(object: object): FlatRecord {
  const flat: FlatRecord = { cells: new Map(), plainNumbers: [] }
  add(flat, '', object, 1)
  return flat
}

export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function add(flat: FlatRecord, prefix: string, object: object, depth: number) {
  if (depth > deepest) throw new RangeError(`its objects are nested more than ${deepest} deep`)
  for (const [name, value] of Object.entries(object)) {
    const column = prefix + name
    if (isObject(value)) add(flat, `${column}.`, value, depth + 1)
    else {
      if (typeof value === 'number' && looksGrouped(plainDecimal(value))) flat.plainNumbers.push(column)
      flat.cells.set(column, cellOf(value))
      if (flat.cells.size > limits.columns) throw new RangeError(`it has more than ${limits.columns} members`)
    }
  }
}

function cellOf(value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null
  if (typeof value === 'string') return value
  if (typeof value === 'number') return plainDecimal(value)
  if (typeof value === 'boolean') return String(value)
  return JSON.stringify(value)
}

/** An article number like 12345678901234567890 must not come back rounded: its digits are kept as text. */
function keepDigits(_key: string, value: unknown, context?: { source?: string }) {
  if (typeof value !== 'number' || Number.isSafeInteger(value)) return value
  return context?.source !== undefined && /^-?\d+$/.test(context.source) ? context.source : value
}
