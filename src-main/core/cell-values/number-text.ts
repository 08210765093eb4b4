import { simpleCharacters } from './characters.ts'

/**
 * What digits and marks say before any locale is asked. `either` is writing like `1.299`, which one half of the world
 * reads as a thousand and the other as one and a bit. `mark` is what stands before the decimals, where that shows:
 * `1,299.00` and `12.5` show a point, `1.299.000` shows that it must be a comma. `before` and `after` are what
 * stands around the number, signs taken out.
 */
export type NumberText =
  | { is: 'number'; value: number; mark: '.' | ',' | null; before: string; after: string }
  | { is: 'either'; grouped: number; decimal: number; mark: '.' | ','; before: string; after: string }
  | { is: 'none' }
  | { is: 'grouping' }
  | { is: 'too-many-digits' }

type Body =
  | { is: 'number'; digits: string; mark: '.' | ',' | null }
  | { is: 'either'; grouped: string; decimal: string; mark: '.' | ',' }
  | { is: 'grouping' }

/** Reads a number as people write it, with whatever stands around it. */
export function readNumberText(source: string): NumberText {
  const text = simpleCharacters(source)
  const exponent = /^([+-]?\d+(?:[.,]\d+)?)[eE]([+-]?\d{1,3})$/.exec(text)
  if (exponent) {
    const value = Number(`${exponent[1]!.replace(',', '.')}e${exponent[2]}`)
    const mark = exponent[1]!.includes(',') ? ',' : exponent[1]!.includes('.') ? '.' : null
    return Number.isFinite(value)
      ? { is: 'number', value, mark, before: '', after: '' }
      : { is: 'too-many-digits' }
  }
  const parts = cut(text)
  if (parts === null) return { is: 'none' }
  const body = readBody(parts.body)
  if (body.is === 'grouping') return body
  const { before, after } = parts
  const signed = (digits: string) => {
    const value = Number(digits)
    return parts.negative && value !== 0 ? -value : value
  }
  if (body.is === 'either') {
    return {
      is: 'either',
      grouped: signed(body.grouped),
      decimal: signed(body.decimal),
      mark: body.mark,
      before,
      after,
    }
  }
  const value = signed(body.digits)
  if (body.digits.length > 40 || (!body.digits.includes('.') && !Number.isSafeInteger(value))) {
    return { is: 'too-many-digits' }
  }
  return { is: 'number', value, mark: body.mark, before, after }
}

/** Parts the digits from what stands around them, and finds the sign: `-5`, `5-`, `-$5`, `$-5`, `($5)`. */
function cut(source: string) {
  let text = source
  let signs = 0
  let negative = false
  const brackets = /^([^\d()]*)\(([^()]*)\)([^\d()]*)$/.exec(text)
  if (brackets) {
    text = brackets.slice(1).join('')
    negative = true
    signs = 1
  }
  const match = /^(\D*?)([.,\u066b]?\d(?:[\d.,'\u066b\u066c ]*\d)?)(\D*)$/s.exec(text)
  if (!match) return null
  let [, before = '', body = '', after = ''] = match
  // `Rs.500`: the point ends the abbreviation.
  if (/^[.,]/.test(body) && /\p{L}$/u.test(before)) {
    before += body[0]
    body = body.slice(1)
  }
  // `12,-` `12.--` `12:-` are whole amounts; `12.` is a number that was left without decimals.
  after = after.replace(/^([.,:]-{1,2}|\.(?=$|[\s\p{L}]))/u, '')
  if (after.startsWith('-')) {
    negative = true
    signs += 1
    after = after.slice(1)
  }
  const sign = /^\s*([+-])|([+-])\s*$/.exec(before)
  if (sign) {
    negative ||= (sign[1] ?? sign[2]) === '-'
    signs += 1
    before = before.slice(0, sign.index) + before.slice(sign.index + sign[0].length)
  }
  if (signs > 1) return null
  return { before: before.trim(), body, after: after.trim(), negative }
}

function readBody(body: string): Body {
  const hard = [...new Set(body.match(/[' \u066c]/g) ?? [])]
  if (hard.length > 1) return { is: 'grouping' }
  const group = hard[0]
  if (body.includes('\u066b')) return split(body, '\u066b', group ?? soft(body), '.')
  const points = body.split('.').length - 1
  const commas = body.split(',').length - 1
  if (points > 0 && commas > 0) {
    const mark = body.lastIndexOf('.') > body.lastIndexOf(',') ? '.' : ','
    return group === undefined ? split(body, mark, mark === '.' ? ',' : '.', mark) : { is: 'grouping' }
  }
  if (points === 0 && commas === 0) return split(body, null, group, null)
  const mark = points > 0 ? '.' : ','
  if (points + commas > 1) {
    if (group !== undefined) return { is: 'grouping' }
    return split(body, null, mark, mark === '.' ? ',' : '.')
  }
  const [whole = '', fraction = ''] = body.split(mark)
  if (group !== undefined || fraction.length !== 3 || !/^[1-9]\d{0,2}$/.test(whole))
    return split(body, mark, group, mark)
  return { is: 'either', grouped: whole + fraction, decimal: `${whole}.${fraction}`, mark }
}

function soft(body: string) {
  return body.includes(',') ? ',' : body.includes('.') ? '.' : undefined
}

/** Takes a body apart at its decimal mark and checks its groups: thousands, or lakh and crore as in India. */
function split(body: string, mark: string | null, group: string | undefined, shown: '.' | ',' | null): Body {
  const at = mark === null ? -1 : body.lastIndexOf(mark)
  const whole = at === -1 ? body : body.slice(0, at)
  const fraction = at === -1 ? '' : body.slice(at + 1)
  if (!/^\d*$/.test(fraction)) return { is: 'grouping' }
  const groups = group === undefined ? [whole] : whole.split(group)
  if (groups.some((part) => !/^\d*$/.test(part))) return { is: 'grouping' }
  if (groups.length > 1) {
    const first = groups[0]!
    const last = groups.at(-1)!
    const middle = groups.slice(1, -1)
    const thousands = /^\d{1,3}$/.test(first) && [...middle, last].every((part) => part.length === 3)
    const lakhs = /^\d{1,2}$/.test(first) && middle.every((part) => part.length === 2) && last.length === 3
    if (!thousands && !lakhs) return { is: 'grouping' }
  }
  const digits = groups.join('') || '0'
  return { is: 'number', digits: fraction === '' ? digits : `${digits}.${fraction}`, mark: shown }
}
