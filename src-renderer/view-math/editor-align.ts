import type { Place } from '../../src-shared/templates/box-place.ts'

export const alignments = ['left', 'centre', 'right', 'top', 'middle', 'bottom'] as const
export type Alignment = (typeof alignments)[number]

export type Shift = { dx: number; dy: number }

/** The smallest upright place around all of them. Null: there are none. */
export function boundsOf(places: readonly Place[]): Place | null {
  if (places.length === 0) return null
  const x = Math.min(...places.map((place) => place.x))
  const y = Math.min(...places.map((place) => place.y))
  return {
    x,
    y,
    width: Math.max(...places.map((place) => place.x + place.width)) - x,
    height: Math.max(...places.map((place) => place.y + place.height)) - y,
  }
}

/** How far each place has to go to stand at an edge or the middle of another one. */
export function aligned(places: readonly Place[], to: Place, how: Alignment): Shift[] {
  return places.map(({ x, y, width, height }) => {
    switch (how) {
      case 'left':
        return { dx: to.x - x, dy: 0 }
      case 'centre':
        return { dx: to.x + to.width / 2 - (x + width / 2), dy: 0 }
      case 'right':
        return { dx: to.x + to.width - (x + width), dy: 0 }
      case 'top':
        return { dx: 0, dy: to.y - y }
      case 'middle':
        return { dx: 0, dy: to.y + to.height / 2 - (y + height / 2) }
      case 'bottom':
        return { dx: 0, dy: to.y + to.height - (y + height) }
      default:
        return how satisfies never
    }
  })
}

/**
 * How far each place has to go so that the room between neighbours is the same everywhere; the first and the last stay.
 * Where they have more than their room, they overlap by the same.
 */
export function distributed(places: readonly Place[], axis: 'x' | 'y'): Shift[] {
  const length = axis === 'x' ? 'width' : 'height'
  const order = places
    .map((place, index) => ({ place, index }))
    .sort((a, b) => a.place[axis] + a.place[length] / 2 - (b.place[axis] + b.place[length] / 2))
  const [first, last] = [order[0], order.at(-1)]
  const shifts: Shift[] = places.map(() => ({ dx: 0, dy: 0 }))
  if (first === undefined || last === undefined || order.length < 3) return shifts
  const whole = last.place[axis] + last.place[length] - first.place[axis]
  const filled = order.reduce((sum, { place }) => sum + place[length], 0)
  const gap = (whole - filled) / (order.length - 1)
  let at = first.place[axis]
  for (const { place, index } of order) {
    const by = at - place[axis]
    // The last one would only move by what was rounded.
    if (index !== last.index) shifts[index] = axis === 'x' ? { dx: by, dy: 0 } : { dx: 0, dy: by }
    at += place[length] + gap
  }
  return shifts
}
