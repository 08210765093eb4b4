/** A number as people of any language type it: `1.5`, `1,5`, `-3`. Null: it is none. */
export function readNumber(text: string): number | null {
  const plain = text.trim().replace(',', '.').replace('−', '-')
  if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(plain)) return null
  const value = Number(plain)
  return Number.isFinite(value) ? value : null
}

/** A number and a step together, without the dust of binary fractions, and within its limits. */
export function stepped(from: number, by: number, min: number | null, max: number | null): number {
  const digits = Math.max(digitsOf(from), digitsOf(by))
  const sum = Number((from + by).toFixed(digits))
  const clamped = Math.min(max ?? Number.POSITIVE_INFINITY, Math.max(min ?? Number.NEGATIVE_INFINITY, sum))
  return clamped === 0 ? 0 : clamped
}

const digitsOf = (value: number) => Math.min(6, /\.(\d+)/.exec(String(value))?.[1]?.length ?? 0)

/** How far an arrow key goes for a property of this unit. */
export function stepOf(unit: string, whole: boolean): number {
  if (whole) return 1
  switch (unit) {
    case 'share':
      return 0.05
    case 's':
    case '×':
      return 0.1
    case '%':
      return 0.5
    default:
      return 1
  }
}
