import type { ComposeFormat } from '../../../src-shared/plans/media.ts'
import type { Codec, Rate } from '../../../src-shared/templates/formats.ts'
import type { Anchor, Box, Length } from '../../../src-shared/templates/measures.ts'

/** A frame in output pixels, how many of them one canvas pixel is, and how many share one colour sample across. */
export type Frame = { width: number; height: number; unit: number; grid: 1 | 2 }

/** Output pixels; whole numbers. */
export type Rect = { x: number; y: number; width: number; height: number }

export function frameOf(
  format: { width: number; height: number; codec: Codec },
  canvas: { width: number; height: number },
): Frame {
  const { width, height, codec } = format
  return {
    width,
    height,
    unit: Math.min(width, height) / Math.min(canvas.width, canvas.height),
    grid: composeFormatOf(codec, width, height) === 'yuv444p' ? 1 : 2,
  }
}

/** Pixel format that frames are composed in, before the encoder: it follows from the codec and the size. */
export function composeFormatOf(codec: Codec, width: number, height: number): ComposeFormat {
  if (codec === 'prores') return 'yuv422p10le'
  if (codec === 'gif') return 'yuv444p'
  // H.264 and HEVC can't carry odd sizes with halved colour; VP9 and AV1 can, but ffmpeg's overlay rounds there.
  return width % 2 === 0 && height % 2 === 0 ? 'yuv420p' : 'yuv444p'
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
 * The box in whole output pixels. Where two by two pixels share one colour sample, its edges lie on even pixels: on odd
 * ones the colour of an overlay would stand half a sample beside its light. Both edges are rounded alike, so boxes that
 * meet in the template meet in the frame; what reaches the frame's end reaches it.
 */
export function rectOf(box: Box, frame: Frame, mirrored: boolean): Rect {
  const [right, down] = anchorShares[box.anchor]
  const width = pixels(box.width, frame.width, frame.unit)
  const height = pixels(box.height, frame.height, frame.unit)
  const dx = pixels(box.x, frame.width, frame.unit) * (right === 1 ? -1 : 1)
  const dy = pixels(box.y, frame.height, frame.unit) * (down === 1 ? -1 : 1)
  const left = right * (frame.width - width) + dx
  const across = edges(mirrored ? frame.width - left - width : left, width, frame.width, frame.grid)
  const along = edges(down * (frame.height - height) + dy, height, frame.height, frame.grid)
  return { x: across.start, y: along.start, width: across.length, height: along.length }
}

function edges(from: number, length: number, end: number, grid: 1 | 2): { start: number; length: number } {
  const snap = (edge: number) => (Math.abs(edge - end) < 0.5 ? end : grid * Math.round(edge / grid) + 0)
  const start = grid * Math.round(from / grid) + 0
  return { start, length: Math.max(1, snap(from + length) - start) }
}

/** Whole frames of a time in seconds: the nearest, halves up. */
export function framesOf(seconds: number, rate: Rate): number {
  // The small share makes up for products like 0.1 * 30 that fall a hair below the half.
  return Math.floor((seconds * rate.num) / rate.den + 0.5 + 1e-9)
}
