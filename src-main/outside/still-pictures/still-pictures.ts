import sharp, { type Sharp } from 'sharp'
import { colourClearPixels } from '../../../src-shared/plans/clear-pixels.ts'
import type { PictureRaster, RasterPlace } from '../../../src-shared/plans/rasters.ts'
import { drawSvg } from './draw-svg.ts'
import { type Fitted, fitPicture, sourcePart } from './fit-picture.ts'
import { type OpenPicture, openPicture } from './open-picture.ts'
import { decodingFault, PictureFault } from './picture-fault.ts'
import { type Pixels, shapeAlpha, visiblePart } from './pixels.ts'
import { turnPixels } from './turn-pixels.ts'

/** What is known of a picture from its header. Width and height are upright; a drawing's are those it says itself. */
type PictureFacts = {
  width: number
  height: number
  hasAlpha: boolean
  format: OpenPicture['format']
  /** Frames of an animation, pages of a TIFF; the first one is shown. */
  pages: number
  /** Sentences about what may look otherwise than its maker saw it. */
  warnings: string[]
}

/**
 * Looks at a picture without decoding it: its size, and whether the file is whole as far as that shows without decoding.
 * `name` is how messages call it (default: its path). Rejects as `preparePicture` does.
 */
export async function inspectPicture(path: string, name = path): Promise<PictureFacts> {
  const { width, height, hasAlpha, format, pages, warnings } = await openPicture(path, name)
  return { width: whole(width), height: whole(height), hasAlpha, format, pages, warnings }
}

const whole = (length: number) => Math.max(1, Math.round(length))

/** Most pixels of a box. */
const largestBox = 100_000_000

/**
 * Makes a picture ready for its place in a frame: upright, sRGB, 8 bits, fitted into the box, blurred, rounded, thinned,
 * turned, and cut to what is visible. The PNG has RGB when `place.opaque`, else RGBA (straight). `name` is how messages
 * call the picture (default: its path).
 *
 * Throws a `StudioError` whose message names the file and the fault: `picture.cut-short`, `picture.broken`,
 * `picture.kind`, `picture.too-large`, `picture.too-slow`, `picture.size`, `picture.external`, `picture.unreadable`,
 * `picture.changed` (the bytes are not those of `spec.content`).
 */
export async function preparePicture(
  path: string,
  spec: PictureRaster,
  name = path,
): Promise<{ png: Buffer; place: RasterPlace }> {
  const box = { width: whole(spec.width), height: whole(spec.height) }
  if (box.width * box.height > largestBox) {
    throw new PictureFault(
      'picture.too-large',
      `${name} is to be shown at ${box.width} x ${box.height} pixels, more than the ${largestBox / 1e6} million that a picture may have.`,
      'Make the layer smaller, or zoom less.',
    )
  }
  const picture = await openPicture(path, name, spec.content)
  try {
    return await prepare(picture, { ...spec, ...box })
  } catch (error) {
    throw decodingFault(error, name)
  }
}

async function prepare(
  picture: OpenPicture,
  spec: PictureRaster,
): Promise<{ png: Buffer; place: RasterPlace }> {
  const fitted = fitPicture(picture, spec)
  const degrees = ((spec.rotation % 360) + 360) % 360
  const scaled = await scale(picture, fitted)
  if (spec.blur <= strongBlur) blur(scaled, spec.blur)

  const plain = !picture.hasAlpha && spec.radius === 0 && spec.opacity >= 1 && degrees === 0
  if (plain && spec.blur <= strongBlur) {
    const png = await encode(scaled.removeAlpha())
    return {
      png,
      place: { ...fitted.place, width: fitted.crop.width, height: fitted.crop.height, opaque: true },
    }
  }

  let pixels = await rgba(scaled)
  if (spec.blur > strongBlur) pixels = await blurStrongly(pixels, spec.blur)
  shapeAlpha(pixels, spec.radius, Math.max(0, spec.opacity))
  let place = fitted.place
  if (degrees !== 0) ({ pixels, place } = await turnPixels(pixels, place, spec, degrees))

  const { opaque, ...part } = visiblePart(pixels)
  if (!opaque) colourClearPixels(pixels.data, pixels.width, pixels.height)
  const cut = fromPixels(pixels).extract(part)
  return {
    png: await encode(opaque ? cut.removeAlpha() : cut),
    place: {
      left: place.left + part.left,
      top: place.top + part.top,
      width: part.width,
      height: part.height,
      opaque,
    },
  }
}

/** Standard deviation in pixels up to which the whole picture is blurred; above, libvips takes a hundred times as long. */
const strongBlur = 64

function blur(pipeline: Sharp, sigma: number): void {
  if (sigma <= 0) return
  // Whole-number masks are ten times as fast; for weak blurs they are too coarse.
  pipeline.blur({
    sigma: Math.max(0.3, sigma),
    minAmplitude: 0.01,
    precision: sigma < 2 ? 'float' : 'integer',
  })
}

/** Made small, blurred and enlarged again: of a strong blur nobody can tell. */
async function blurStrongly(pixels: Pixels, sigma: number): Promise<Pixels> {
  const times = Math.ceil((2 * sigma) / strongBlur)
  const less = (length: number) => Math.max(1, Math.round(length / times))
  const small = await rgba(
    fromPixels(pixels).resize(less(pixels.width), less(pixels.height), { fit: 'fill' }),
  )
  const blurred = fromPixels(small)
  blur(blurred, sigma / times)
  return rgba(fromPixels(await rgba(blurred)).resize(pixels.width, pixels.height, { fit: 'fill' }))
}

/** Decodes, scales and crops. Of a picture whose shape is far from its box's, only the part that is shown is scaled. */
async function scale(picture: OpenPicture, fitted: Fitted): Promise<Sharp> {
  const area = fitted.scaled.width * fitted.scaled.height
  if (picture.drawing !== null) {
    if (Math.max(fitted.scaled.width, fitted.scaled.height) > 32_767 || area > largestBox)
      throw tooFar(picture)
    return fromPixels(await drawSvg(picture.drawing(fitted.scaled), fitted, picture.name))
  }
  if (area > 6 * fitted.crop.width * fitted.crop.height + 1_000_000) {
    if (picture.turned && !picture.wholeFits) throw tooFar(picture)
    const { part, scaled, crop } = sourcePart(picture, fitted)
    return resize(picture.decode().extract(part), scaled).extract(crop)
  }
  const scaled = resize(picture.decode(), fitted.scaled)
  // Asked to turn and crop at once, sharp turns the whole picture first: 900 MB for a photo of 280 million pixels.
  return (picture.turned ? fromPixels(await rgba(scaled)) : scaled).extract(fitted.crop)
}

function resize(pipeline: Sharp, { width, height }: { width: number; height: number }): Sharp {
  // JPEG's own shrinking leaves a factor of two to the better filter.
  return pipeline.resize({ width, height, fit: 'fill', kernel: 'lanczos3', fastShrinkOnLoad: false })
}

async function rgba(pipeline: Sharp): Promise<Pixels> {
  const { data, info } = await pipeline
    .toColourspace('srgb')
    .ensureAlpha()
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true })
  return { data, width: info.width, height: info.height }
}

function fromPixels({ data, width, height }: Pixels): Sharp {
  return sharp(data, { raw: { width, height, channels: 4 }, limitInputPixels: false })
}

/** Level 1 without filters: 45 ms for a photo of 1080p, where the usual level takes 200 ms to save half of the disk. */
function encode(pipeline: Sharp): Promise<Buffer> {
  return pipeline
    .toColourspace('srgb')
    .png({ compressionLevel: 1, adaptiveFiltering: false, palette: false })
    .toBuffer()
}

function tooFar({ name, width, height }: OpenPicture): PictureFault {
  return new PictureFault(
    'picture.too-large',
    `${name} (${width} x ${height}) is so long and narrow that filling its box with it takes too much memory.`,
    'Crop the picture to about the shape of the box, or let the layer contain it instead of covering.',
  )
}
