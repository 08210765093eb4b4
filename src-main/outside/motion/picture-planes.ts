import type { RasterPlace } from '../../../src-shared/plans/rasters.ts'
import { halved } from './reel-views.ts'
import { margin } from './taps.ts'

/** Straight RGBA of 8 bits, rows without padding. */
export type Rgba = { data: Uint8Array; width: number; height: number }

/**
 * One plane as `resample.wat` reads it: bytes with 128 taken off, each row with `margin` copies of its first sample
 * before it and at least as many of its last one behind.
 */
export type Plane = { bytes: Uint8Array; width: number; height: number; stride: number }

export type PicturePlanes = { y: Plane; u: Plane; v: Plane; alpha: Plane | null }

/** BT.709 to limited range, in 65536ths. */
const luma = { red: 11966, green: 40254, blue: 4064 }
const blueness = { red: -6596, green: -22189, blue: 28785 }
const redness = { red: 28785, green: -26145, blue: -2640 }

/**
 * The planes of a whole picture, of which `part` is the visible part at `place`; the rest is clear. Clear pixels get the
 * colour of the nearest covered one, so that no edge takes on a colour that nobody sees.
 */
export function picturePlanes(
  part: Rgba,
  place: Pick<RasterPlace, 'left' | 'top'>,
  whole: { width: number; height: number },
  pixelFormat: 'yuv420p' | 'yuv444p',
  withAlpha: boolean,
): PicturePlanes {
  colourFromNearest(part)
  const columns = positions(whole.width, place.left, part.width)
  const rows = positions(whole.height, place.top, part.height)
  const { u, v } =
    pixelFormat === 'yuv420p' ? halvedChroma(part, columns, rows) : fullChroma(part, columns, rows)
  return {
    y: lumaPlane(part, columns, rows),
    u,
    v,
    alpha: withAlpha ? alphaPlane(part, place, whole) : null,
  }
}

/** For each position in the whole, the nearest one in the part. */
function positions(length: number, start: number, partLength: number): Int32Array {
  return Int32Array.from({ length }, (_, at) => Math.min(partLength - 1, Math.max(0, at - start)))
}

/** Bytes from one row of a plane to the next. */
const strideOf = (width: number) => 16 * Math.ceil((width + 2 * margin) / 16)

/** Bytes of each plane of a picture of that size, in the order y, u, v, alpha. */
export function planeSizes(
  whole: { width: number; height: number },
  pixelFormat: 'yuv420p' | 'yuv444p',
  withAlpha: boolean,
): number[] {
  const full = strideOf(whole.width) * whole.height
  const chroma = pixelFormat === 'yuv420p' ? strideOf(halved(whole.width)) * halved(whole.height) : full
  return [full, chroma, chroma, ...(withAlpha ? [full] : [])]
}

function emptyPlane(width: number, height: number): Plane {
  const stride = strideOf(width)
  return { bytes: new Uint8Array(stride * height), width, height, stride }
}

/** Repeats the row's ends on either side of it. */
function closeRow({ bytes, width, stride }: Plane, row: number): void {
  const start = row * stride
  bytes.fill(bytes[start + margin]!, start, start + margin)
  bytes.fill(bytes[start + margin + width - 1]!, start + margin + width, start + stride)
}

function lumaPlane(part: Rgba, columns: Int32Array, rows: Int32Array): Plane {
  const plane = emptyPlane(columns.length, rows.length)
  const { data } = part
  for (let row = 0; row < rows.length; row += 1) {
    const source = rows[row]! * part.width
    let at = row * plane.stride + margin
    for (let column = 0; column < columns.length; column += 1) {
      const pixel = (source + columns[column]!) * 4
      const sum = data[pixel]! * luma.red + data[pixel + 1]! * luma.green + data[pixel + 2]! * luma.blue
      plane.bytes[at++] = (((sum + 0x8000) >> 16) + 16) ^ 0x80
    }
    closeRow(plane, row)
  }
  return plane
}

function alphaPlane(
  part: Rgba,
  place: Pick<RasterPlace, 'left' | 'top'>,
  whole: { width: number; height: number },
): Plane {
  const plane = emptyPlane(whole.width, whole.height)
  plane.bytes.fill(0x80)
  for (let row = Math.max(0, place.top); row < Math.min(whole.height, place.top + part.height); row += 1) {
    const source = (row - place.top) * part.width - place.left
    const target = row * plane.stride + margin
    const end = Math.min(whole.width, place.left + part.width)
    for (let column = Math.max(0, place.left); column < end; column += 1) {
      plane.bytes[target + column] = part.data[(source + column) * 4 + 3]! ^ 0x80
    }
    closeRow(plane, row)
  }
  return plane
}

function fullChroma(part: Rgba, columns: Int32Array, rows: Int32Array): { u: Plane; v: Plane } {
  const u = emptyPlane(columns.length, rows.length)
  const v = emptyPlane(columns.length, rows.length)
  const { data } = part
  for (let row = 0; row < rows.length; row += 1) {
    const source = rows[row]! * part.width
    let at = row * u.stride + margin
    for (let column = 0; column < columns.length; column += 1) {
      const pixel = (source + columns[column]!) * 4
      const [red, green, blue] = [data[pixel]!, data[pixel + 1]!, data[pixel + 2]!]
      u.bytes[at] = (blueness.red * red + blueness.green * green + blueness.blue * blue + 0x8000) >> 16
      v.bytes[at] = (redness.red * red + redness.green * green + redness.blue * blue + 0x8000) >> 16
      at += 1
    }
    closeRow(u, row)
    closeRow(v, row)
  }
  return { u, v }
}

/** One sample for two by two pixels: between two rows, on the left column, whose neighbours count half as much. */
function halvedChroma(part: Rgba, columns: Int32Array, rows: Int32Array): { u: Plane; v: Plane } {
  const u = emptyPlane(halved(columns.length), halved(rows.length))
  const v = emptyPlane(u.width, u.height)
  const { data, width } = part
  const sums = new Uint16Array(width * 3)
  for (let row = 0; row < u.height; row += 1) {
    const upper = rows[2 * row]! * width * 4
    const lower = rows[Math.min(2 * row + 1, rows.length - 1)]! * width * 4
    for (let column = 0, at = 0; column < width; column += 1) {
      const [above, below] = [upper + column * 4, lower + column * 4]
      sums[at] = data[above]! + data[below]!
      sums[at + 1] = data[above + 1]! + data[below + 1]!
      sums[at + 2] = data[above + 2]! + data[below + 2]!
      at += 3
    }
    let at = row * u.stride + margin
    for (let column = 0; column < columns.length; column += 2) {
      const middle = columns[column]! * 3
      const left = columns[Math.max(0, column - 1)]! * 3
      const right = columns[Math.min(columns.length - 1, column + 1)]! * 3
      const red = sums[left]! + 2 * sums[middle]! + sums[right]!
      const green = sums[left + 1]! + 2 * sums[middle + 1]! + sums[right + 1]!
      const blue = sums[left + 2]! + 2 * sums[middle + 2]! + sums[right + 2]!
      // Eight pixels' worth; the sums stay below 31 bits.
      u.bytes[at] = (blueness.red * red + blueness.green * green + blueness.blue * blue + 0x40000) >> 19
      v.bytes[at] = (redness.red * red + redness.green * green + redness.blue * blue + 0x40000) >> 19
      at += 1
    }
    closeRow(u, row)
    closeRow(v, row)
  }
  return { u, v }
}

/**
 * Gives each clear pixel the colour of the nearest covered one, in place. Two sweeps hand the nearest on from neighbour
 * to neighbour.
 */
function colourFromNearest({ data, width, height }: Rgba): void {
  const nearest = new Int32Array(width * height)
  let clear = 0
  for (let at = 0; at < nearest.length; at += 1) {
    nearest[at] = data[at * 4 + 3] === 0 ? -1 : at
    clear += nearest[at]! >> 31
  }
  if (clear === 0 || -clear === nearest.length) return
  sweep(nearest, width, height, 1)
  sweep(nearest, width, height, -1)
  for (let at = 0; at < nearest.length; at += 1) {
    const from = nearest[at]!
    if (from === at) continue
    data[at * 4] = data[from * 4]!
    data[at * 4 + 1] = data[from * 4 + 1]!
    data[at * 4 + 2] = data[from * 4 + 2]!
  }
}

/** From the top left (`way` 1) or the bottom right (-1): each takes over what is nearest of what its neighbours know. */
function sweep(nearest: Int32Array, width: number, height: number, way: 1 | -1): void {
  const [firstX, firstY] = way === 1 ? [0, 0] : [width - 1, height - 1]
  for (let y = firstY; y >= 0 && y < height; y += way) {
    const hasRow = y - way >= 0 && y - way < height
    for (let x = firstX; x >= 0 && x < width; x += way) {
      const at = y * width + x
      let known = nearest[at]!
      if (known === at) continue
      const before = x - way >= 0 && x - way < width
      const behind = x + way >= 0 && x + way < width
      if (before) known = nearer(known, nearest[at - way]!, x, y, width)
      if (hasRow) {
        const above = at - way * width
        known = nearer(known, nearest[above]!, x, y, width)
        if (before) known = nearer(known, nearest[above - way]!, x, y, width)
        if (behind) known = nearer(known, nearest[above + way]!, x, y, width)
      }
      nearest[at] = known
    }
  }
}

function nearer(known: number, offered: number, x: number, y: number, width: number): number {
  if (offered === known || offered === -1) return known
  return known === -1 || apart(offered, x, y, width) < apart(known, x, y, width) ? offered : known
}

function apart(index: number, x: number, y: number, width: number): number {
  const row = (index / width) | 0
  const [across, down] = [index - row * width - x, row - y]
  return across * across + down * down
}
