import type { Place } from '../../src-shared/templates/box-place.ts'
import { boundsOf } from './editor-align.ts'
import { type Handle, sized, upright } from './editor-boxes.ts'
import { allEdges, type Edges, type Guide, snapped } from './editor-guides.ts'
import type { LyingLayer } from './editor-overlay.ts'

/** What the hand holds while it drags. Shift: one axis, or the same shape; Alt: about the middle; Ctrl: nothing attracts. */
type HeldKeys = { shift: boolean; alt: boolean; free: boolean }

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
  const bounds = commonBox(layers)
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
  if (rotation !== 0 || free || near === 0) return { place: drawn, guides: [] }
  const edges: Edges = {
    x: handle[0] === 0 ? [] : [handle[0] === 1 ? 1 : 0],
    y: handle[1] === 0 ? [] : [handle[1] === 1 ? 1 : 0],
  }
  const to = snapped(drawn, guides, edges, near)
  if (!shift) return { place: sized(place, handle, dx + to.dx, dy + to.dy, how), guides: to.at }
  const axis = nearerAxis(to)
  if (axis === null || place.width === 0 || place.height === 0) return { place: drawn, guides: [] }
  // One edge stands at its guide, and the other one follows, so that the shape stays.
  const sides = alt ? 2 : 1
  const side = axis === 'x' ? 'width' : 'height'
  const by = axis === 'x' ? handle[0] * to.dx : handle[1] * to.dy
  const share = (drawn[side] + by * sides) / place[side]
  const grown = (along: number, length: number) => (along * (share - 1) * length) / sides
  return {
    place: sized(place, handle, grown(handle[0], place.width), grown(handle[1], place.height), how),
    guides: to.at.filter((guide) => guide.axis === axis),
  }
}

/** Of two axes that could stand at a guide, the one that is nearer to it. */
function nearerAxis({ dx, dy, at }: { dx: number; dy: number; at: readonly Guide[] }): 'x' | 'y' | null {
  const [x, y] = (['x', 'y'] as const).map((axis) => at.some((guide) => guide.axis === axis))
  if (x && y) return Math.abs(dx) <= Math.abs(dy) ? 'x' : 'y'
  return x ? 'x' : y ? 'y' : null
}

/** The box that several layers have in common; null: there are none. */
export const commonBox = (layers: readonly LyingLayer[]): Place | null =>
  boundsOf(layers.map(({ place, rotation }) => upright(place, rotation)))

/** Whether layers can only grow in their own shape: one that stands aslant would have to be sheared. */
const keepShape = (layers: readonly LyingLayer[]) => layers.some(({ rotation }) => rotation % 90 !== 0)

/** Where a layer comes to lie, and by how much its letters grow with it. */
export type SizedLayer = { layer: LyingLayer; place: Place; letters: number }

/**
 * Where layers lie after their common box was drawn by one of its handles. In its own shape (Shift) all that they are made of
 * grows with them, letters too; else only the boxes do, and texts are set anew in theirs.
 */
export function drawnTogether(
  layers: readonly LyingLayer[],
  handle: Handle,
  dx: number,
  dy: number,
  keys: HeldKeys,
  guides: readonly Guide[],
  near: number,
): { layers: SizedLayer[]; guides: Guide[] } {
  const box = commonBox(layers)
  const [first] = layers
  if (box === null || first === undefined) return { layers: [], guides: [] }
  const shift = keys.shift || keepShape(layers)
  const whole = { ...first, place: box, rotation: 0 }
  const drawn = drawnByHandle(whole, handle, dx, dy, { ...keys, shift }, guides, near)
  return { layers: carriedAlong(layers, box, drawn.place, shift), guides: drawn.guides }
}

/** Layers made larger or smaller in their shape, about the middle of what they take up. */
export function scaledTogether(layers: readonly LyingLayer[], share: number): SizedLayer[] {
  const box = commonBox(layers)
  if (box === null) return []
  const [width, height] = [box.width * share, box.height * share]
  const to = { x: box.x + (box.width - width) / 2, y: box.y + (box.height - height) / 2, width, height }
  return carriedAlong(layers, box, to, true)
}

function carriedAlong(layers: readonly LyingLayer[], from: Place, to: Place, inShape: boolean): SizedLayer[] {
  const across = from.width === 0 ? 1 : to.width / from.width
  const down = from.height === 0 ? 1 : to.height / from.height
  const share = from.width === 0 ? down : across
  return layers.map((layer) => {
    const { place, rotation } = layer
    const isUpended = rotation % 180 !== 0 && rotation % 90 === 0
    const [byWidth, byHeight] = inShape ? [share, share] : isUpended ? [down, across] : [across, down]
    const width = scaled(place.width, byWidth)
    const height = scaled(place.height, byHeight)
    const middle = {
      x: to.x + (place.x + place.width / 2 - from.x) * across,
      y: to.y + (place.y + place.height / 2 - from.y) * down,
    }
    return {
      layer,
      place: { x: middle.x - width / 2, y: middle.y - height / 2, width, height },
      letters: inShape ? share : 1,
    }
  })
}

/** No side is drawn away to nothing; a line that is level or upright has none. */
const scaled = (length: number, share: number) => (length === 0 ? 0 : Math.max(1, length * share))
