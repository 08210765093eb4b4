import type { Rate } from '../../../src-shared/templates/formats.ts'
import type { Anchor, Box, Length } from '../../../src-shared/templates/measures.ts'

/** A frame in output pixels, and how many of them one canvas pixel is. */
export type Frame = { width: number; height: number; unit: number }

/** Output pixels; whole numbers. */
export type Rect = { x: number; y: number; width: number; height: number }

export function frameOf(
  format: { width: number; height: number },
  canvas: { width: number; height: number },
): Frame {
  return {
    width: format.width,
    height: format.height,
    unit: Math.min(format.width, format.height) / Math.min(canvas.width, canvas.height),
  }
}

/** Output pixels of a length; `whole` is what a percentage is a share of. */
function pixels(length: Length, whole: number, unit: number): number {
  return typeof length === 'number' ? length * unit : (Number.parseFloat(length) / 100) * whole
}

/** How far right and down the anchor lies: 0, 0.5 or 1 of the frame and of the box. */
const anchorShares: Record<Anchor, readonly [number, number]> = {
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

/**
 * The box in whole output pixels. The corner lies on even pixels, because 4:2:0 pictures have one colour sample for
 * two by two pixels: on odd ones the colour of an overlay would stand half a sample beside its light.
 */
export function rectOf(box: Box, frame: Frame, mirrored: boolean): Rect {
  const [right, down] = anchorShares[box.anchor]
  const width = Math.max(1, Math.round(pixels(box.width, frame.width, frame.unit)))
  const height = Math.max(1, Math.round(pixels(box.height, frame.height, frame.unit)))
  const dx = pixels(box.x, frame.width, frame.unit) * (right === 1 ? -1 : 1)
  const dy = pixels(box.y, frame.height, frame.unit) * (down === 1 ? -1 : 1)
  const left = right * (frame.width - width) + dx
  const x = mirrored ? frame.width - left - width : left
  const y = down * (frame.height - height) + dy
  return { x: even(x), y: even(y), width, height }
}

function even(value: number): number {
  return 2 * Math.round(value / 2) + 0
}

/** Whole frames of a time in seconds: the nearest, halves up. */
export function framesOf(seconds: number, rate: Rate): number {
  // The small share makes up for products like 0.1 * 30 that fall a hair below the half.
  return Math.floor((seconds * rate.num) / rate.den + 0.5 + 1e-9)
}
