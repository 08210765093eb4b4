import { isDeviceName } from '../../../src-shared/data/file-names.ts'

/** Bytes of UTF-8 that one part of a path may have: file systems allow 255, a temporary suffix needs some of them. */
export const longestPart = 200

/**
 * A text as one part of a path (the name of a folder, or of a file without its extension) that Linux, macOS and
 * Windows all take as it is. Characters that some system forbids become a hyphen; what can't be seen and could
 * deceive (controls, marks that turn the direction of writing, lone surrogates) is dropped. Comes back empty when
 * nothing is left.
 */
export function safePart(text: string): string {
  const visible = text
    .toWellFormed()
    .normalize('NFC')
    // Line breaks and tabs separate words; all other controls, bidi marks and zero-width marks go. The two joiners
    // (200C, 200D) stay: Persian and emoji need them.
    .replace(/\s+/gu, ' ')
    .replace(
      /[\p{Cc}\u061c\u200b\u200e\u200f\u202a-\u202e\u2028\u2029\u2060-\u206f\ufeff\ufff9-\ufffd]/gu,
      '',
    )
    .replace(/[<>:"/\\|?*]+/g, '-')
  // Windows drops dots and spaces at the end without a word; a dot at the start hides a file elsewhere.
  const trimmed = visible.trim().replace(/[. ]+$/u, '')
  const shown = trimmed.startsWith('.') ? `_${trimmed.replace(/^\.+/, '')}` : trimmed
  const stem = shown.split('.')[0]!.trimEnd()
  return isDeviceName(stem) ? `${stem}_${shown.slice(stem.length)}` : shown
}

/**
 * The part cut to `bytes` of UTF-8 at a whole character. What is cut is replaced by a mark made of the whole text, so
 * that two long names that differ only at their end stay two.
 */
export function fitPart(part: string, bytes: number = longestPart): string {
  if (utf8Length(part) <= bytes) return part
  const mark = `~${fingerprint(part)}`
  let kept = ''
  let length = mark.length
  for (const { segment } of new Intl.Segmenter('und', { granularity: 'grapheme' }).segment(part)) {
    length += utf8Length(segment)
    if (length > bytes) break
    kept += segment
  }
  return kept.replace(/[. ]+$/u, '') + mark
}

export function utf8Length(text: string): number {
  let bytes = 0
  for (const character of text) {
    const code = character.codePointAt(0)!
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
  }
  return bytes
}

/** FNV-1a over UTF-16, two lanes: ten hex digits. To tell names apart, not to keep secrets. */
function fingerprint(text: string): string {
  let low = 0x811c9dc5
  let high = 0x01000193
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    low = Math.imul(low ^ unit, 0x01000193)
    high = Math.imul(high ^ (unit + at), 0x85ebca6b)
  }
  return (low >>> 0).toString(16).padStart(8, '0') + ((high >>> 0) & 0xff).toString(16).padStart(2, '0')
}
