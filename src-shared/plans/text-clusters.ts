/** What a font has glyphs for. A `Set` of code points is one. */
export type Coverage = { has(codePoint: number): boolean }

/** What a person sees as one character; `start` counts UTF-16 units. */
export type TextCluster = { text: string; start: number; emoji: boolean }

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })
/** Without these, a code point is a cluster of its own. */
const joining =
  /[\p{M}\p{Emoji_Presentation}\p{Emoji_Modifier}\u{1100}-\u{11ff}\u{a960}-\u{a97f}\u{d7b0}-\u{d7ff}\r]|\u200d/u
const colourful = /\p{Emoji_Presentation}|\p{Extended_Pictographic}\ufe0f|[0-9#*]\ufe0f?\u20e3/u
/** Never drawn: control characters, joiners, variation selectors, bidi marks, tags, soft hyphens, all spaces. */
const undrawn = /^[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Z}]$/u

/** Splits a text into clusters, in order; joined again they are the text. */
export function textClusters(text: string): TextCluster[] {
  const clusters: TextCluster[] = []
  if (!joining.test(text)) {
    let start = 0
    for (const character of text) {
      clusters.push({ text: character, start, emoji: false })
      start += character.length
    }
    return clusters
  }
  for (const { segment, index } of graphemes.segment(text)) {
    clusters.push({ text: segment, start: index, emoji: isEmoji(segment) })
  }
  return clusters
}

/** Whether a cluster asks for a colour picture: flags, keycaps, families; not the plain signs such as © or a digit. */
export function isEmoji(cluster: string): boolean {
  return !cluster.includes('\ufe0e') && colourful.test(cluster)
}

/** Whether one font has all that is drawn of a cluster, as it is written or in a canonically equal way. */
export function covers(coverage: Coverage, cluster: string): boolean {
  if (coversAll(coverage, cluster)) return true
  if (cluster.length === 1 && cluster < '\u00c0') return false
  const composed = cluster.normalize('NFC')
  if (composed !== cluster && coversAll(coverage, composed)) return true
  const parts = cluster.normalize('NFD')
  return parts !== cluster && coversAll(coverage, parts)
}

function coversAll(coverage: Coverage, cluster: string): boolean {
  for (const character of cluster) {
    const codePoint = character.codePointAt(0)!
    if (coverage.has(codePoint) || undrawn.test(character)) continue
    // A no-break hyphen is drawn as the hyphen that the font has.
    if (codePoint === 0x2011 && (coverage.has(0x2010) || coverage.has(0x2d))) continue
    return false
  }
  return true
}
