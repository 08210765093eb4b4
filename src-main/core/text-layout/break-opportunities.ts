/** A piece of text that a line may end after. */
export type Segment = {
  text: string
  /** What stands between it and the next one on the same line. */
  space: string
  /** Shows a hyphen when a line ends after it. */
  hyphen: boolean
}

/** Marks by which a break may be asked for or refused; none of them is drawn. */
const softHyphen = '\u00ad'
const zeroWidthSpace = '\u200b'
/** Every space that a line may break at: no-break spaces are not among them. */
const spaces = /[ \t\u1680\u2000-\u2006\u2008-\u200a\u205f\u3000]+/g

const ideograph =
  /[\u2e80-\u2fdf\u3001-\u30ff\u3105-\u312f\u3190-\u33ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60\uffe0-\uffe6\u{1b000}-\u{1b16f}\u{20000}-\u{3fffd}\p{Emoji_Presentation}]/u
/** Scripts that write words without spaces between them. */
const spaceless = /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u
const needsDictionary = new RegExp(`${ideograph.source}|${spaceless.source}`, 'u')

/** What may not begin a line: closing marks, small kana, repetition marks. */
const notAtStart =
  /^[!%),.:;?\]}\u00a2\u00b0\u00b7\u2019\u201d\u2020-\u2022\u2025-\u2027\u2030\u2032\u2033\u203a\u203c\u2047-\u2049\u2103\u00bb\u2013\u2014\u3001-\u3003\u3005\u3009\u300b\u300d\u300f\u3011\u3015\u3017\u3019\u301b\u301c\u301e\u301f\u303b\u3041\u3043\u3045\u3047\u3049\u3063\u3083\u3085\u3087\u308e\u3095\u3096\u309b-\u309e\u30a0\u30a1\u30a3\u30a5\u30a7\u30a9\u30c3\u30e3\u30e5\u30e7\u30ee\u30f5\u30f6\u30fb-\u30fe\u31f0-\u31ff\uff01\uff05\uff09\uff0c\uff0e\uff1a\uff1b\uff1f\uff3d\uff5d\uff5e\uff60\uff61\uff63-\uff65\uffe0\u0e2f\u0e46\u0e30-\u0e3a\u0e45\u0e47-\u0e4e\ufe50-\ufe58\ufe5a\ufe5c\ufe5e\p{M}\u200d]/u
/** What may not end a line: opening marks, currency signs before figures. */
const notAtEnd =
  /[([{$\u00a3\u00a5\u2018\u201c\u00ab\u2039\u3008\u300a\u300c\u300e\u3010\u3014\u3016\u3018\u301a\u301d\uff04\uff08\uff3b\uff5b\uff5f\uff62\uffe1\uffe5\ufe59\ufe5b\ufe5d#\uff03]$/u
/** Alone between spaces (as French sets them), these (and dashes) belong to the word before, to the figure before, or to what follows. */
const closing = /^[!?:;.,)\]}»›…·–—-]+$/u
const unit = /^[%‰‱°\p{Currency_Symbol}]+$/u
const opening = /^[([{«‹¿¡]+$/u
const sign = /^[#№\p{Currency_Symbol}]+$/u
const startsWithGroup = /^\d{3}(?!\d)/

const words = new Intl.Segmenter('en', { granularity: 'word' })

/**
 * Cuts one paragraph (no line breaks in it) at every place where a line may end: at spaces, after hyphens and slashes
 * inside words, at soft hyphens; in Chinese and Japanese between words, in Thai and its neighbours between the words
 * of a dictionary; Korean at spaces. Not where the rules of the scripts forbid it, nor inside "12 €" or "1 299,00".
 * Runs of plain spaces count as one; spaces at the ends are dropped.
 */
export function segmentsOf(paragraph: string): Segment[] {
  const segments: Segment[] = []
  for (const { text, space } of glued(spaced(paragraph))) {
    const parts = needsDictionary.test(text) ? byDictionary(text) : byMarks(text)
    parts.forEach((part, index) => {
      const hyphen = part.endsWith(softHyphen)
      segments.push({
        text: part.replaceAll(softHyphen, '').replaceAll(zeroWidthSpace, ''),
        space: index === parts.length - 1 ? space : '',
        hyphen,
      })
    })
  }
  const last = segments.at(-1)
  if (last !== undefined) last.space = ''
  return segments
}

type Spaced = { text: string; space: string }

function spaced(paragraph: string): Spaced[] {
  const pieces: Spaced[] = []
  let start = 0
  for (const match of paragraph.matchAll(spaces)) {
    const wide = match[0].replace(/[ \t]+/g, ' ')
    if (match.index > start) pieces.push({ text: paragraph.slice(start, match.index), space: wide })
    start = match.index + match[0].length
  }
  if (start < paragraph.length) pieces.push({ text: paragraph.slice(start), space: '' })
  return pieces
}

/** Joins what a space may not part: a lone "!" or "€" and its word, the groups of a figure. */
function glued(pieces: Spaced[]): Spaced[] {
  const joined: Spaced[] = []
  for (const piece of pieces) {
    const before = joined.at(-1)
    if (before !== undefined && belongTogether(before.text, piece.text)) {
      before.text += before.space + piece.text
      before.space = piece.space
    } else joined.push({ ...piece })
  }
  return joined
}

function belongTogether(before: string, after: string): boolean {
  return (
    closing.test(after) ||
    opening.test(before) ||
    (unit.test(after) && /\p{N}$/u.test(before)) ||
    (sign.test(before) && /^\p{N}/u.test(after)) ||
    (startsWithGroup.test(after) && /(?<!\d)\d{1,3}( \d{3})*$/.test(before))
  )
}

const markBreaks =
  /(?<=[\p{L}\p{N}]{2}[-\u2010])(?=\p{L}{2})|(?<=[\p{L}\p{N}]{2}\/)(?=[\p{L}\p{N}]{2})|(?<=[\p{L}][\u2013\u2014])(?=\p{L})|(?<=[\u00ad\u200b])/u

function byMarks(text: string): string[] {
  if (/^[\p{L}\p{N}]*[.,!?:]?$/u.test(text)) return [text]
  return text.split(markBreaks)
}

function byDictionary(text: string): string[] {
  const parts: string[] = []
  for (const { segment } of words.segment(text)) {
    for (const piece of byMarks(segment)) {
      const before = parts.at(-1)
      if (before !== undefined && !mayBreak(before, piece)) parts[parts.length - 1] = before + piece
      else parts.push(piece)
    }
  }
  return parts
}

function mayBreak(before: string, after: string): boolean {
  if (before.endsWith(softHyphen) || before.endsWith(zeroWidthSpace)) return true
  if (notAtStart.test(after) || notAtEnd.test(before)) return false
  const last = lastCharacter(before)
  const first = String.fromCodePoint(after.codePointAt(0)!)
  if (/[\d\uff10-\uff19]/.test(last) && ideograph.test(first)) return false
  if (noBreak.test(last) || noBreak.test(first)) return false
  return ideograph.test(last) || ideograph.test(first) || (spaceless.test(last) && spaceless.test(first))
}
/** No-break space, narrow and figure space, no-break hyphen, word joiner. */
const noBreak = /[\u00a0\u202f\u2007\u2011\u2060\ufeff]/

function lastCharacter(text: string): string {
  const unit = text.charCodeAt(text.length - 1)
  return unit >= 0xdc00 && unit <= 0xdfff ? text.slice(-2) : text.slice(-1)
}
