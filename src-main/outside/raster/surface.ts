import { StudioError } from '../../../src-shared/contract/errors.ts'
import { colourClearPixels } from '../../../src-shared/plans/clear-pixels.ts'
import type { RasterPlace } from '../../../src-shared/plans/rasters.ts'
import { type Context, skia } from './skia.ts'

/** A rectangle in pixels of the layer's box, edges included. */
export type Bounds = { left: number; top: number; right: number; bottom: number }

const maxSide = 16_384
const maxPixels = 100_000_000

/** A canvas over whole pixels of the box's plane; its context draws in the box's coordinates. */
export type Surface = { context: Context; left: number; top: number; width: number; height: number }

/** Throws `raster.too-large` when the bounds are beyond what is sensible for a frame. */
export function surfaceOver(bounds: Bounds): Surface {
  const left = Math.floor(bounds.left)
  const top = Math.floor(bounds.top)
  const width = Math.max(1, Math.ceil(bounds.right) - left)
  const height = Math.max(1, Math.ceil(bounds.bottom) - top)
  if (!(width <= maxSide && height <= maxSide && width * height <= maxPixels)) {
    throw new StudioError({
      code: 'raster.too-large',
      message: `A drawing of ${width} x ${height} pixels is more than ${maxSide} on a side or ${maxPixels / 1e6} million pixels.`,
      whatToDo: 'Make the layer, its text size, stroke or shadow smaller.',
    })
  }
  const context = skia.createCanvas(width, height).getContext('2d')
  context.translate(-left, -top)
  return { context, left, top, width, height }
}

/** The smallest bounds around the drawing of `bounds` turned about the box's centre. */
export function turned(bounds: Bounds, degrees: number, centreX: number, centreY: number): Bounds {
  if (degrees % 360 === 0) return bounds
  const { cos, sin } = direction(degrees)
  const corners = [
    [bounds.left, bounds.top],
    [bounds.right, bounds.top],
    [bounds.left, bounds.bottom],
    [bounds.right, bounds.bottom],
  ].map(([x, y]) => [
    centreX + (x! - centreX) * cos - (y! - centreY) * sin,
    centreY + (x! - centreX) * sin + (y! - centreY) * cos,
  ])
  const xs = corners.map(([x]) => x!)
  const ys = corners.map(([, y]) => y!)
  return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) }
}

/** Turns what is drawn from now on about a point, clockwise. */
export function turn(context: Context, degrees: number, centreX: number, centreY: number): void {
  if (degrees % 360 === 0) return
  const { cos, sin } = direction(degrees)
  context.transform(
    cos,
    sin,
    -sin,
    cos,
    centreX - centreX * cos + centreY * sin,
    centreY - centreX * sin - centreY * cos,
  )
}

/** Cosine and sine, exact for quarter turns so that upright edges stay sharp. */
export function direction(degrees: number): { cos: number; sin: number } {
  const turned = ((degrees % 360) + 360) % 360
  if (turned % 90 === 0) {
    return { cos: [1, 0, -1, 0][turned / 90]!, sin: [0, 1, 0, -1][turned / 90]! }
  }
  return { cos: Math.cos((turned * Math.PI) / 180), sin: Math.sin((turned * Math.PI) / 180) }
}

export function grown(bounds: Bounds, by: number): Bounds {
  return {
    left: bounds.left - by,
    top: bounds.top - by,
    right: bounds.right + by,
    bottom: bounds.bottom + by,
  }
}

export function around(a: Bounds, b: Bounds): Bounds {
  return {
    left: Math.min(a.left, b.left),
    top: Math.min(a.top, b.top),
    right: Math.max(a.right, b.right),
    bottom: Math.max(a.bottom, b.bottom),
  }
}

export type Pixels = { rgba: Uint8Array; place: RasterPlace }

/** The covered part of a surface as straight RGBA, with `opacity` applied; one clear pixel when nothing is covered. */
export function cropped(surface: Surface, opacity: number): Pixels {
  const { width, height } = surface
  const { data } = surface.context.getImageData(0, 0, width, height)
  const words = new Uint32Array(data.buffer, data.byteOffset, width * height)
  // The alpha byte is the last in memory: the highest of a little-endian word, as on every machine that Node runs on.
  const alpha = 0xff000000
  const rowIsClear = (y: number) => {
    for (let at = y * width; at < (y + 1) * width; at += 1) if ((words[at]! & alpha) !== 0) return false
    return true
  }
  let top = 0
  while (top < height && rowIsClear(top)) top += 1
  if (top === height || opacity === 0) {
    return {
      rgba: new Uint8Array(4),
      place: { left: surface.left, top: surface.top, width: 1, height: 1, opaque: false },
    }
  }
  let bottom = height
  while (rowIsClear(bottom - 1)) bottom -= 1
  let left = width
  let right = 0
  let opaque = opacity === 1
  for (let y = top; y < bottom; y += 1) {
    const row = y * width
    for (let x = 0; x < left; x += 1) if ((words[row + x]! & alpha) !== 0) left = x
    for (let x = width; x > right; x -= 1) if ((words[row + x - 1]! & alpha) !== 0) right = x
  }
  const rgba = new Uint8Array((right - left) * (bottom - top) * 4)
  for (let y = top; y < bottom; y += 1) {
    const row = data.subarray((y * width + left) * 4, (y * width + right) * 4)
    rgba.set(row, (y - top) * (right - left) * 4)
  }
  for (let at = 3; at < rgba.length; at += 4) {
    if (rgba[at] !== 255) opaque = false
    if (opacity !== 1) rgba[at] = Math.round(rgba[at]! * opacity)
  }
  if (!opaque) colourClearPixels(rgba, right - left, bottom - top)
  return {
    rgba,
    place: {
      left: surface.left + left,
      top: surface.top + top,
      width: right - left,
      height: bottom - top,
      opaque,
    },
  }
}
