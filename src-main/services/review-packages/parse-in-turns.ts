import { setImmediate as turn } from 'node:timers/promises'

/** Milliseconds of work after which others have their turn. */
const sliceTime = 10
/** Characters between two looks at the clock. */
const step = 16 * 1024
/** Of one entry, and of all besides the lists. Longer ones would hold up whoever else works here, and no review has them. */
const longest = 128 * 1024

const [quote, backslash, comma, brace, bracket, endOfBrace, endOfBracket] = [...'"\\,{[}]'].map((sign) =>
  sign.charCodeAt(0),
)

/**
 * What `JSON.parse` makes of an object of which single fields are long lists, entry by entry, so that others have their turn meanwhile.
 * Rejects with a SyntaxError for what is no JSON, and for an entry or a rest that is too long.
 */
export async function parseInTurns(text: string, fields: readonly string[]): Promise<unknown> {
  const lists = new Map<string, unknown[]>()
  /** All besides the entries. */
  let rest = ''
  let copied = 0
  /** Where the field that is read began, and the entry. */
  let field = 0
  let entry = 0
  let list: unknown[] | null = null
  let depth = 0
  let isText = false
  let begun = performance.now()
  let lookAt = step

  const parse = (piece: string): unknown => {
    if (piece.length > longest) throw new SyntaxError()
    return JSON.parse(piece)
  }
  function open(at: number): void {
    const name =
      depth === 2 ? /^\s*"([^"\\]*)"\s*:\s*$/.exec(text.slice(field, at).slice(-200))?.[1] : undefined
    if (name === undefined || !fields.includes(name)) return
    list = []
    lists.set(name, list)
    rest += text.slice(copied, at + 1)
    entry = at + 1
  }
  function endEntry(at: number, isLast: boolean): void {
    const piece = text.slice(entry, at)
    if (!isLast || list!.length > 0 || piece.trim() !== '') list!.push(parse(piece))
    entry = at + 1
  }

  for (let at = 0; at < text.length; at++) {
    if (at >= lookAt) {
      lookAt = at + step
      if (performance.now() - begun > sliceTime) {
        await turn()
        begun = performance.now()
      }
    }
    const sign = text.charCodeAt(at)
    if (isText) {
      if (sign === backslash) at++
      else if (sign === quote) isText = false
    } else if (sign === quote) isText = true
    else if (sign === brace || sign === bracket) {
      depth++
      if (depth === 1) field = at + 1
      if (sign === bracket) open(at)
    } else if (sign === endOfBrace || sign === endOfBracket) {
      depth--
      if (depth === 1 && list !== null) {
        endEntry(at, true)
        list = null
        copied = at
      }
    } else if (sign === comma) {
      if (depth === 1) field = at + 1
      if (depth === 2 && list !== null) endEntry(at, false)
    }
  }
  const whole = parse(rest + text.slice(copied))
  return Object.assign(Object(whole), Object.fromEntries(lists))
}
