import type { Segment } from './break-opportunities.ts'

/** A segment and what it takes of a line, in multiples of the size. */
export type Measured = Segment & {
  width: number
  spaceWidth: number
  /** Begins a paragraph: a line break stands before it. */
  first: boolean
}

/** Segments `from` up to, without, `to`. */
export type Line = { from: number; to: number; width: number }

const tolerance = 1e-6

/**
 * Fills lines up to `limit` (multiples of the size), each as full as it can be. Null when more than `most` lines are
 * needed. A segment wider than the limit gets a line of its own.
 */
export function fillLines(
  segments: readonly Measured[],
  limit: number,
  most: number,
  hyphenWidth: number,
): Line[] | null {
  const lines: Line[] = []
  let index = 0
  while (index < segments.length) {
    if (lines.length === most) return null
    const from = index
    let width = segments[from]!.width
    let to = from + 1
    let ended = to
    let endedWidth = width
    // A line that would end in a soft hyphen needs room for it: the last end that had it counts.
    while (to < segments.length && !segments[to]!.first) {
      width += segments[to - 1]!.spaceWidth + segments[to]!.width
      const extra = segments[to]!.hyphen ? hyphenWidth : 0
      if (width > limit + tolerance) break
      to += 1
      if (width + extra <= limit + tolerance || to === segments.length || segments[to]!.first) {
        ended = to
        endedWidth = width
      }
    }
    lines.push({ from, to: ended, width: endedWidth })
    index = ended
  }
  return lines
}

/** The widest segment: below this, words have to be broken. */
export function widest(segments: readonly Measured[]): number {
  return segments.reduce((most, { width }) => Math.max(most, width), 0)
}

/**
 * Moves a word down where a paragraph's last line would hold a short one alone and the line before it can spare one:
 * it keeps two words, or is the first of two lines that then are of much the same width.
 */
export function withoutLoneWords(segments: readonly Measured[], lines: Line[], limit: number): Line[] {
  const better = [...lines]
  for (let index = 1; index < better.length; index += 1) {
    const last = better[index]!
    const before = better[index - 1]!
    const endsParagraph = last.to === segments.length || segments[last.to]!.first
    const alone = last.to - last.from === 1 && last.width < 0.6 * before.width
    const left = before.to - before.from - 1
    if (!endsParagraph || !alone || left < 1 || segments[last.from]!.first) continue
    const moved = segments[before.to - 1]!
    const previous = segments[before.to - 2]!
    // A word is not broken for this; in a script without spaces only very few characters must not stand alone.
    const inWord = previous.space === ''
    if (inWord && (previous.hyphen || [...segments[last.from]!.text].length > 3)) continue
    const width = moved.width + moved.spaceWidth + last.width
    const rest = before.width - moved.width - previous.spaceWidth
    const keepsEnough =
      left > 1 ? rest >= 0.4 * before.width : segments[before.from]!.first && rest >= 0.7 * width
    if (width <= limit && keepsEnough) {
      better[index - 1] = { from: before.from, to: before.to - 1, width: rest }
      better[index] = { from: before.to - 1, to: last.to, width }
    }
  }
  return better
}
