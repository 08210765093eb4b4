/** In pixels of the desktop. */
export type Rectangle = { x: number; y: number; width: number; height: number }

/** Of a window's top there must be so much to take hold of. */
const grip = { width: 120, height: 30 }

/** The rectangle, made to fit one of the screens' areas; null when none of them holds a part of it to be taken hold of. */
export function fitting(wanted: Rectangle, areas: readonly Rectangle[]): Rectangle | null {
  for (const area of areas) {
    const width = Math.min(wanted.width, area.width)
    const height = Math.min(wanted.height, area.height)
    const shownWidth = Math.min(wanted.x + width, area.x + area.width) - Math.max(wanted.x, area.x)
    const isTopThere = wanted.y >= area.y - 1 && wanted.y + grip.height <= area.y + area.height
    if (shownWidth >= grip.width && isTopThere) return { x: wanted.x, y: wanted.y, width, height }
  }
  return null
}
