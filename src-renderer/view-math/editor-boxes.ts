import { anchorShares, type Place, type PlainFrame } from '../../src-shared/templates/box-place.ts'
import type { Box, Length } from '../../src-shared/templates/measures.ts'

/** The eight places by which a box is sized: -1, 0 or 1 of its width and height, from its centre. */
export type Handle = readonly [-1 | 0 | 1, -1 | 0 | 1]
export const handles: readonly Handle[] = [
  [-1, -1],
  [0, -1],
  [1, -1],
  [1, 0],
  [1, 1],
  [0, 1],
  [-1, 1],
  [-1, 0],
]

/** A direction as it looks once the box is turned. `degrees` clockwise. */
export function turned(x: number, y: number, degrees: number): { x: number; y: number } {
  const angle = (degrees * Math.PI) / 180
  return { x: x * Math.cos(angle) - y * Math.sin(angle), y: x * Math.sin(angle) + y * Math.cos(angle) }
}

/** What a box's sides may not fall below, in output pixels. */
const least = 1

/**
 * The place after one of its handles was drawn by dx, dy output pixels of the frame; what lies opposite stays where it
 * is, also when the box is turned. `ratio`: it keeps its shape. `centre`: it grows to both sides.
 */
export function sized(
  place: Place,
  [across, along]: Handle,
  dx: number,
  dy: number,
  how: { rotation?: number; ratio?: boolean; centre?: boolean } = {},
): Place {
  const rotation = how.rotation ?? 0
  const drawn = turned(dx, dy, -rotation)
  const sides = how.centre ? 2 : 1
  let width = Math.max(least, place.width + across * drawn.x * sides)
  let height = Math.max(least, place.height + along * drawn.y * sides)
  if (how.ratio && place.width > 0 && place.height > 0) {
    const byWidth = width / place.width
    const byHeight = height / place.height
    // On a corner the hand decides by the larger change.
    const share =
      across === 0
        ? byHeight
        : along === 0 || Math.abs(byWidth - 1) > Math.abs(byHeight - 1)
          ? byWidth
          : byHeight
    width = Math.max(least, place.width * share)
    height = Math.max(least, place.height * share)
  }
  const centre = { x: place.x + place.width / 2, y: place.y + place.height / 2 }
  const shift = how.centre
    ? { x: 0, y: 0 }
    : turned((across * (width - place.width)) / 2, (along * (height - place.height)) / 2, rotation)
  return { x: centre.x + shift.x - width / 2, y: centre.y + shift.y - height / 2, width, height }
}

/** The box that stands at a place, in the units and from the anchor that it has; what did not change is kept as written. */
export function boxAt(place: Place, old: Box, frame: PlainFrame, mirrored: boolean): Box {
  const [right, down] = anchorShares[old.anchor]
  const left = mirrored ? frame.width - place.x - place.width : place.x
  const dx = (left - right * (frame.width - place.width)) * (right === 1 ? -1 : 1)
  const dy = (place.y - down * (frame.height - place.height)) * (down === 1 ? -1 : 1)
  return {
    x: lengthOf(dx, old.x, frame.width, frame.unit),
    y: lengthOf(dy, old.y, frame.height, frame.unit),
    width: lengthOf(place.width, old.width, frame.width, frame.unit),
    height: lengthOf(place.height, old.height, frame.height, frame.unit),
    anchor: old.anchor,
  }
}

/** Output pixels as a length of the unit that `like` has: hundredths of a percent, or canvas pixels, whole where that is exact enough. */
export function lengthOf(pixels: number, like: Length, whole: number, unit: number): Length {
  if (typeof like === 'string') {
    const share = Math.round((pixels / whole) * 10_000) / 100
    return `${share === 0 ? 0 : share}%`
  }
  const exact = pixels / unit
  const rounded = unit <= 1.01 ? Math.round(exact) : Math.round(exact * 10) / 10
  return rounded === 0 ? 0 : rounded
}

/** A length said in the other unit: canvas pixels as percent, percent as canvas pixels. */
export function inOtherUnit(length: Length, whole: number, unit: number): Length {
  const pixels = typeof length === 'number' ? length * unit : (Number.parseFloat(length) / 100) * whole
  return lengthOf(pixels, typeof length === 'number' ? '0%' : 0, whole, unit)
}

/** The parts of a box that differ. */
export function changedParts(before: Box, after: Box): Partial<Box> {
  return Object.fromEntries(
    (['x', 'y', 'width', 'height'] as const).flatMap((part) =>
      before[part] === after[part] ? [] : [[part, after[part]]],
    ),
  )
}

/** Whether a point lies in the place, turned as it is. */
export function holdsPoint(place: Place, rotation: number, x: number, y: number): boolean {
  const centre = { x: place.x + place.width / 2, y: place.y + place.height / 2 }
  const local = turned(x - centre.x, y - centre.y, -rotation)
  return Math.abs(local.x) <= place.width / 2 && Math.abs(local.y) <= place.height / 2
}

/** The smallest upright place around a turned one: what guides go by. */
export function upright(place: Place, rotation: number): Place {
  if (rotation % 180 === 0) return place
  const angle = (rotation * Math.PI) / 180
  const width = Math.abs(place.width * Math.cos(angle)) + Math.abs(place.height * Math.sin(angle))
  const height = Math.abs(place.width * Math.sin(angle)) + Math.abs(place.height * Math.cos(angle))
  return {
    x: place.x + (place.width - width) / 2,
    y: place.y + (place.height - height) / 2,
    width,
    height,
  }
}
