import type { Place } from '../../src-shared/templates/box-place.ts'
import { boundsOf } from './editor-align.ts'
import { type Handle, sized, upright } from './editor-boxes.ts'
import { allEdges, type Edges, type Guide, snapped } from './editor-guides.ts'
import type { LyingLayer } from './editor-overlay.ts'

/** What the hand holds while it drags. Shift: one axis, or the same shape; Alt: about the middle; Ctrl: nothing attracts. */
export type HeldKeys = { shift: boolean; alt: boolean; free: boolean }

/** Where layers lie after the hand moved all of them by dx, dy; together they stand at the guides that are near. */
export function movedTogether(
  layers: readonly LyingLayer[],
  dx: number,
  dy: number,
  { shift, free }: HeldKeys,
  guides: readonly Guide[],
  near: number,
): { places: Place[]; guides: Guide[] } {
  const [right, down] = shift ? (Math.abs(dx) > Math.abs(dy) ? [dx, 0] : [0, dy]) : [dx, dy]
  const bounds = boundsOf(layers.map(({ place, rotation }) => upright(place, rotation)))
  const within = free ? 0 : near
  const to =
    bounds === null || within === 0
      ? { dx: 0, dy: 0, at: [] }
      : snapped({ ...bounds, x: bounds.x + right, y: bounds.y + down }, guides, allEdges, within)
  return {
    places: layers.map(({ place }) => ({
      ...place,
      x: place.x + right + to.dx,
      y: place.y + down + to.dy,
    })),
    guides: to.at,
  }
}

/** Where a layer lies after one of its handles was drawn by dx, dy. */
export function drawnByHandle(
  { place, rotation }: LyingLayer,
  handle: Handle,
  dx: number,
  dy: number,
  { shift, alt, free }: HeldKeys,
  guides: readonly Guide[],
  near: number,
): { place: Place; guides: Guide[] } {
  const how = { rotation, ratio: shift, centre: alt }
  const drawn = sized(place, handle, dx, dy, how)
  if (rotation !== 0 || shift || free || near === 0) return { place: drawn, guides: [] }
  const edges: Edges = {
    x: handle[0] === 0 ? [] : [handle[0] === 1 ? 1 : 0],
    y: handle[1] === 0 ? [] : [handle[1] === 1 ? 1 : 0],
  }
  const to = snapped(drawn, guides, edges, near)
  return { place: sized(place, handle, dx + to.dx, dy + to.dy, how), guides: to.at }
}
