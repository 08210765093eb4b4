import type { Place } from '../../src-shared/templates/box-place.ts'

/** The place between two corners, whichever they are. */
export const between = (a: { x: number; y: number }, b: { x: number; y: number }): Place => ({
  x: Math.min(a.x, b.x),
  y: Math.min(a.y, b.y),
  width: Math.abs(a.x - b.x),
  height: Math.abs(a.y - b.y),
})

/** Whether a place lies in another one. */
export const liesIn = (inner: Place, outer: Place): boolean =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height

const touch = (a: Place, b: Place): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height

/** Whether a frame that was drawn around things takes this one: it touches it, and was not drawn within it alone. */
export const takes = (drawn: Place, place: Place): boolean => touch(drawn, place) && !liesIn(drawn, place)
