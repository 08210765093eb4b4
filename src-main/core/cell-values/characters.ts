/** Zeros of the scripts whose digits people type; each is followed by its one to nine. */
const zeros = [
  0x0660, 0x06f0, 0x07c0, 0x0966, 0x09e6, 0x0a66, 0x0ae6, 0x0b66, 0x0be6, 0x0c66, 0x0ce6, 0x0d66, 0x0e50,
  0x0ed0, 0x0f20, 0x1040, 0x17e0, 0x1810, 0xff10,
]

/**
 * Writes digits, signs, spaces and separators of all scripts as the ones of ASCII; the Arabic decimal and grouping
 * marks stay, since they can mean but one thing. Marks of writing direction go.
 */
export function simpleCharacters(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text.replaceAll('`', "'").trim()
  return text
    .replace(/[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\u200b\ufeff]/g, '')
    .replace(/\p{Nd}/gu, asciiDigit)
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/[\s\u00a0\u2000-\u200a\u202f\u205f\u3000]/g, ' ')
    .replace(/[\u2010-\u2015\u2212\ufe63\ufe58]/g, '-')
    .replace(/['’‘ʼ′´`]/g, "'")
    .replace(/[،]/g, ',')
    .replace(/￥/g, '¥')
    .replace(/[٪﹪]/g, '%')
    .trim()
}

function asciiDigit(digit: string) {
  const code = digit.codePointAt(0)!
  if (code < 0x80) return digit
  const zero = zeros.find((start) => code >= start && code <= start + 9)
  return zero === undefined ? digit : String(code - zero)
}

/** Lower case, accents dropped, one space at most: for finding words however they are typed. */
export function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replace(/\s+/g, ' ')
    .trim()
}

/** The start of a value, for use in a sentence. */
export function quoted(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  const characters = [...line]
  return `"${characters.length > 40 ? `${characters.slice(0, 39).join('')}…` : line}"`
}
