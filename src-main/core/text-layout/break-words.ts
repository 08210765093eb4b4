import type { FaceMeasurer, LineMeasure } from '../../../src-shared/plans/rasters.ts'
import { textClusters } from '../../../src-shared/plans/text-clusters.ts'
import type { Measured } from './break-lines.ts'

/**
 * The last resort: cuts every segment that is wider than the limit (multiples of the size) into pieces that are not,
 * between characters as a person sees them. A piece of a single character may stay too wide.
 */
export function breakWords(segments: readonly Measured[], limit: number, face: FaceMeasurer): Measured[] {
  return segments.flatMap((segment) => (segment.width <= limit ? [segment] : piecesOf(segment, limit, face)))
}

function piecesOf(segment: Measured, limit: number, face: FaceMeasurer): Measured[] {
  const clusters = textClusters(segment.text).map(({ text }) => text)
  const pieces: Measured[] = []
  let from = 0
  let usual = 16
  while (from < clusters.length) {
    let fits = from + 1
    let fails = Math.min(clusters.length, from + usual) + 1
    while (fails <= clusters.length && face.width(clusters.slice(from, fails).join('')) <= limit) {
      fits = fails
      fails = Math.min(clusters.length + 1, from + 2 * (fails - from))
    }
    while (fails - fits > 1) {
      const middle = (fits + fails) >> 1
      if (face.width(clusters.slice(from, middle).join('')) <= limit) fits = middle
      else fails = middle
    }
    const text = clusters.slice(from, fits).join('')
    const last = fits === clusters.length
    pieces.push({
      text,
      space: last ? segment.space : '',
      hyphen: last && segment.hyphen,
      width: face.width(text),
      spaceWidth: last ? segment.spaceWidth : 0,
      first: segment.first && from === 0,
    })
    usual = fits - from
    from = fits
  }
  return pieces
}

/** The line with an ellipsis at its end, and as much less of its text as that needs. */
export function cutWithEllipsis(
  line: string,
  limit: number,
  measure: (text: string) => LineMeasure,
): { text: string; measure: LineMeasure } {
  const clusters = textClusters(line).map(({ text }) => text)
  for (;;) {
    const text = `${clusters.join('').replace(/[\s.,;:·…-]+$/u, '')}…`
    const measured = measure(text)
    if (measured.width <= limit + 1e-6 || clusters.length === 0) return { text, measure: measured }
    clusters.pop()
  }
}
