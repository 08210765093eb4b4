import type { Anchor, Box, Length } from './measures.ts'

/** A frame in output pixels, and how many of them one canvas pixel is. */
export type PlainFrame = { width: number; height: number; unit: number }

/** Output pixels; not rounded. */
export type Place = { x: number; y: number; width: number; height: number }

/** How many output pixels one canvas pixel is in a format. */
export function unitOf(
  format: { width: number; height: number },
  canvas: { width: number; height: number },
): number {
  return Math.min(format.width, format.height) / Math.min(canvas.width, canvas.height)
}

/** Output pixels of a length; `whole` is what a percentage is a share of. */
function pixelsOf(length: Length, whole: number, unit: number): number {
  return typeof length === 'number' ? length * unit : (Number.parseFloat(length) / 100) * whole
}

/** How far right and down the anchor lies: 0, 0.5 or 1 of the frame and of the box. */
export const anchorShares: Record<Anchor, readonly [number, number]> = {
  'top-left': [0, 0],
  top: [0.5, 0],
  'top-right': [1, 0],
  left: [0, 0.5],
  center: [0.5, 0.5],
  right: [1, 0.5],
  'bottom-left': [0, 1],
  bottom: [0.5, 1],
  'bottom-right': [1, 1],
}

/** Where a box stands in the frame, before anything is rounded. Mirrored: left and right have changed places. */
export function placeOfBox(box: Box, frame: PlainFrame, mirrored: boolean): Place {
  const [right, down] = anchorShares[box.anchor]
  const width = pixelsOf(box.width, frame.width, frame.unit)
  const height = pixelsOf(box.height, frame.height, frame.unit)
  const dx = pixelsOf(box.x, frame.width, frame.unit) * (right === 1 ? -1 : 1)
  const dy = pixelsOf(box.y, frame.height, frame.unit) * (down === 1 ? -1 : 1)
  const left = right * (frame.width - width) + dx
  return {
    x: mirrored ? frame.width - left - width : left,
    y: down * (frame.height - height) + dy,
    width,
    height,
  }
}
