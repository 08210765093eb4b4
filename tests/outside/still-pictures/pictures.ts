import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import sharp from 'sharp'
import { preparePicture } from '../../../src-main/outside/still-pictures/still-pictures.ts'
import type { PictureRaster } from '../../../src-shared/plans/rasters.ts'
import { plainly } from '../../helpers/plainly.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'

export const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** A whole raster order for a picture; only what matters to a test is given. */
export function order(bytes: Uint8Array, given: Partial<PictureRaster>): PictureRaster {
  return {
    kind: 'picture',
    content: sha256(bytes),
    width: 100,
    height: 100,
    ...plainly,
    ...given,
  }
}

/** Writes the bytes as `picture` into an empty folder and hands over the path. */
export async function withPicture<T>(
  bytes: Uint8Array | string,
  work: (file: string) => Promise<T>,
): Promise<T> {
  return withTempFolder(async (folder) => {
    const file = path.join(folder, 'picture')
    await writeFile(file, bytes)
    return work(file)
  })
}

export type Prepared = Awaited<ReturnType<typeof prepared>>

/** Prepares a picture and decodes the result: `at(x, y)` is the RGBA there, in pixels of the box; see-through outside. */
export async function prepared(bytes: Uint8Array | string, given: Partial<PictureRaster> = {}) {
  const all = typeof bytes === 'string' ? Buffer.from(bytes) : bytes
  const { png, place } = await withPicture(all, (file) => preparePicture(file, order(all, given), 'picture'))
  const { data, info } = await sharp(png).ensureAlpha().raw().toBuffer({ resolveWithObject: true })
  return {
    png,
    place,
    width: info.width,
    height: info.height,
    data,
    at(x: number, y: number): number[] {
      const [column, row] = [x - place.left, y - place.top]
      if (column < 0 || row < 0 || column >= info.width || row >= info.height) return [0, 0, 0, 0]
      const start = (row * info.width + column) * 4
      return [...data.subarray(start, start + 4)]
    },
  }
}

/** A PNG of one colour. */
export function flat(colour: string, width = 40, height = 40): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: colour } })
    .png()
    .toBuffer()
}

/** Raw RGB pixels by a rule, as a sharp pipeline. */
export function painted(width: number, height: number, rule: (x: number, y: number) => readonly number[]) {
  const data = Buffer.alloc(width * height * 3)
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) data.set(rule(x, y), (y * width + x) * 3)
  }
  return sharp(data, { raw: { width, height, channels: 3 } })
}

export const red = [255, 0, 0]
export const green = [0, 255, 0]
export const blue = [0, 0, 255]
export const white = [255, 255, 255]

/** Four quarters: red, green above; blue, white below. */
export const quarters = (width: number, height: number) =>
  painted(width, height, (x, y) =>
    y < height / 2 ? (x < width / 2 ? red : green) : x < width / 2 ? blue : white,
  )

/** Whether two colours differ by at most `by` in each channel. */
export function near(found: number[], wanted: readonly number[], by = 3): boolean {
  return wanted.every((value, channel) => Math.abs((found[channel] ?? 0) - value) <= by)
}
