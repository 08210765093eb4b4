import type { Place } from '../../src-shared/templates/box-place.ts'

/** A line that boxes stand at, in output pixels: `axis` x is upright. */
export type Guide = { axis: 'x' | 'y'; at: number; of: 'frame' | 'centre' | 'third' | 'margin' | 'layer' }

/** Which parts of a place look for a guide: when a box is moved all of them, when it is sized the drawn edges. */
export type Edges = { x: readonly (0 | 0.5 | 1)[]; y: readonly (0 | 0.5 | 1)[] }
export const allEdges: Edges = { x: [0, 0.5, 1], y: [0, 0.5, 1] }

/** Guides of a frame: its edges and middle, its thirds, the margins (shares of each side), and the other layers. */
export function guidesOf(
  frame: { width: number; height: number },
  margins: readonly number[],
  others: readonly Place[],
): Guide[] {
  const along = (axis: 'x' | 'y', whole: number): Guide[] => [
    { axis, at: 0, of: 'frame' },
    { axis, at: whole, of: 'frame' },
    { axis, at: whole / 2, of: 'centre' },
    { axis, at: whole / 3, of: 'third' },
    { axis, at: (whole * 2) / 3, of: 'third' },
    ...margins.flatMap((share): Guide[] => [
      { axis, at: whole * share, of: 'margin' },
      { axis, at: whole * (1 - share), of: 'margin' },
    ]),
  ]
  const layers = others.flatMap(({ x, y, width, height }): Guide[] => [
    { axis: 'x', at: x, of: 'layer' },
    { axis: 'x', at: x + width / 2, of: 'layer' },
    { axis: 'x', at: x + width, of: 'layer' },
    { axis: 'y', at: y, of: 'layer' },
    { axis: 'y', at: y + height / 2, of: 'layer' },
    { axis: 'y', at: y + height, of: 'layer' },
  ])
  return [...along('x', frame.width), ...along('y', frame.height), ...layers]
}

/** How far a place has to be shifted to stand at the nearest guides within reach, and which these are. */
export function snapped(
  place: Place,
  guides: readonly Guide[],
  edges: Edges,
  reach: number,
): { dx: number; dy: number; at: Guide[] } {
  const x = nearest(place.x, place.width, edges.x, guides, 'x', reach)
  const y = nearest(place.y, place.height, edges.y, guides, 'y', reach)
  return { dx: x.shift, dy: y.shift, at: [...x.at, ...y.at] }
}

function nearest(
  from: number,
  length: number,
  edges: readonly number[],
  guides: readonly Guide[],
  axis: 'x' | 'y',
  reach: number,
): { shift: number; at: Guide[] } {
  let shift: number | null = null
  for (const guide of guides)
    if (guide.axis === axis)
      for (const edge of edges) {
        const distance = guide.at - (from + edge * length)
        if (Math.abs(distance) <= reach && (shift === null || Math.abs(distance) < Math.abs(shift)))
          shift = distance
      }
  if (shift === null) return { shift: 0, at: [] }
  const moved = from + shift
  const at = guides.filter(
    (guide) =>
      guide.axis === axis && edges.some((edge) => Math.abs(guide.at - (moved + edge * length)) < 0.01),
  )
  // One line a place, however many things stand there.
  return { shift, at: at.filter((guide, index) => at.findIndex((other) => other.at === guide.at) === index) }
}
