import type { ComposeFormat } from '../../../src-shared/plans/media.ts'
import { placeOfBox, unitOf } from '../../../src-shared/templates/box-place.ts'
import type { Codec } from '../../../src-shared/templates/formats.ts'
import type { Box } from '../../../src-shared/templates/measures.ts'

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
    unit: unitOf(format, canvas),
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

/**
 * The box in whole output pixels. Where two by two pixels share one colour sample, its edges lie on even pixels: on odd
 * ones the colour of an overlay would stand half a sample beside its light. Both edges are rounded alike, so boxes that
 * meet in the template meet in the frame; what reaches the frame's end reaches it.
 */
export function rectOf(box: Box, frame: Frame, mirrored: boolean): Rect {
  const place = placeOfBox(box, frame, mirrored)
  const across = edges(place.x, place.width, frame.width, frame.grid)
  const along = edges(place.y, place.height, frame.height, frame.grid)
  return { x: across.start, y: along.start, width: across.length, height: along.length }
}

function edges(from: number, length: number, end: number, grid: 1 | 2): { start: number; length: number } {
  const snap = (edge: number) => (Math.abs(edge - end) < 0.5 ? end : grid * Math.round(edge / grid) + 0)
  const start = grid * Math.round(from / grid) + 0
  return { start, length: Math.max(1, snap(from + length) - start) }
}
