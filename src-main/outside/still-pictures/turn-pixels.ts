import sharp, { type Sharp } from 'sharp'
import type { Corner, Size } from './fit-picture.ts'
import type { Pixels } from './pixels.ts'

/**
 * Turns pixels that lie at `place` of a box clockwise about the middle of the box. Gives the turned pixels (with see-through
 * corners and soft edges) and where they lie then, in whole pixels of the box. Quarter turns move pixels only.
 */
export async function turnPixels(
  pixels: Pixels,
  place: Corner,
  box: Size,
  degrees: number,
): Promise<{ pixels: Pixels; place: Corner }> {
  const middle = { x: box.width / 2 - place.left, y: box.height / 2 - place.top }
  if (degrees % 90 === 0) {
    const turned = await finish(start(pixels).rotate(degrees))
    // Seen from the box's middle, the old top left corner (or another one) becomes the new one.
    const { x, y } = middle
    const [left, top] = {
      0: [x, y],
      90: [pixels.height - y, x],
      180: [pixels.width - x, pixels.height - y],
      270: [y, pixels.width - x],
    }[degrees] as [number, number]
    return {
      pixels: turned,
      place: { left: Math.round(box.width / 2 - left), top: Math.round(box.height / 2 - top) },
    }
  }
  const angle = (degrees * Math.PI) / 180
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  // A see-through rim, so that the picture's own edge is softened by the turning and not cut by its frame.
  const rim = 3
  const [width, height] = [pixels.width + 2 * rim, pixels.height + 2 * rim]
  const corners = [
    [0, 0],
    [width, 0],
    [0, height],
    [width, height],
  ] as const
  // libvips puts its frame at the rounded least corner, and counts from the middles of pixels.
  const frameLeft = Math.round(Math.min(...corners.map(([x, y]) => cos * x - sin * y)))
  const frameTop = Math.round(Math.min(...corners.map(([x, y]) => sin * x + cos * y)))
  const x = middle.x + rim - 0.5
  const y = middle.y + rim - 0.5
  const middleOut = { x: cos * x - sin * y - frameLeft, y: sin * x + cos * y - frameTop }
  // The box's middle stays where it is; the part of the way that is no whole pixel is left to the turning itself.
  const left = box.width / 2 - 0.5 - middleOut.x
  const top = box.height / 2 - 0.5 - middleOut.y
  const see = { r: 0, g: 0, b: 0, alpha: 0 }
  const rimmed = await finish(
    start(pixels).extend({ top: rim, bottom: rim, left: rim, right: rim, background: see }),
  )
  const turned = await finish(
    start(rimmed).affine(
      [
        [cos, -sin],
        [sin, cos],
      ],
      {
        background: see,
        interpolator: sharp.interpolators.bicubic,
        odx: left - Math.round(left),
        ody: top - Math.round(top),
      },
    ),
  )
  return { pixels: turned, place: { left: Math.round(left), top: Math.round(top) } }
}

function start({ data, width, height }: Pixels) {
  return sharp(data, { raw: { width, height, channels: 4 }, limitInputPixels: false })
}

async function finish(pipeline: Sharp): Promise<Pixels> {
  const { data, info } = await pipeline.raw().toBuffer({ resolveWithObject: true })
  return { data, width: info.width, height: info.height }
}
