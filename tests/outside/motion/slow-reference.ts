import type { MotionReel, ReelPicture } from '../../../src-shared/plans/motion.ts'
import type { Picture } from './reels.ts'

/*
 * What a frame of a reel should be, worked out slowly in floating point and straight from the words of the contract: a
 * picture is a function of the plane; each sample of the frame is that function's mean around one point, under a kernel.
 */

/** A colour plane of the whole picture: samples, and where in the picture the sample (0, 0) lies and how far apart they are. */
type Field = {
  at(x: number, y: number): number
  width: number
  height: number
  originX: number
  originY: number
  pitch: number
}

const clamp = (value: number, least: number, most: number) => Math.min(most, Math.max(least, value))

type Rgba = [number, number, number, number]

/** Of the whole picture, whose visible part lies at `place`: beyond that, the colours of its edge, clear. */
function pixelOf(part: Picture, picture: ReelPicture, x: number, y: number): Rgba {
  const [wholeX, wholeY] = [clamp(x, 0, picture.pictureWidth - 1), clamp(y, 0, picture.pictureHeight - 1)]
  const [partX, partY] = [wholeX - picture.place.left, wholeY - picture.place.top]
  const inside = partX >= 0 && partY >= 0 && partX < part.width && partY < part.height
  const at = (clamp(partY, 0, part.height - 1) * part.width + clamp(partX, 0, part.width - 1)) * 4
  const [red, green, blue, alpha] = part.data.subarray(at, at + 4)
  return [red!, green!, blue!, inside ? alpha! : 0]
}

const luma = ([red, green, blue]: Rgba) => 0.2126 * red + 0.7152 * green + 0.0722 * blue
const toFrame: Record<'y' | 'u' | 'v' | 'alpha', (pixel: Rgba) => number> = {
  y: (pixel) => 16 + (luma(pixel) * 219) / 255,
  u: (pixel) => 128 + (((pixel[2] - luma(pixel)) / 1.8556) * 224) / 255,
  v: (pixel) => 128 + (((pixel[0] - luma(pixel)) / 1.5748) * 224) / 255,
  alpha: (pixel) => pixel[3],
}

function fieldOf(
  part: Picture,
  picture: ReelPicture,
  channel: keyof typeof toFrame,
  isHalved: boolean,
): Field {
  const value = (x: number, y: number) => toFrame[channel](pixelOf(part, picture, x, y))
  const { pictureWidth: width, pictureHeight: height } = picture
  if (!isHalved || channel === 'y' || channel === 'alpha') {
    return { at: remembered(width, value), width, height, originX: 0.5, originY: 0.5, pitch: 1 }
  }
  const lines = (x: number, y: number) => value(2 * x - 1, y) + 2 * value(2 * x, y) + value(2 * x + 1, y)
  const halfWidth = Math.ceil(width / 2)
  return {
    at: remembered(halfWidth, (x, y) => (lines(x, 2 * y) + lines(x, 2 * y + 1)) / 8),
    width: halfWidth,
    height: Math.ceil(height / 2),
    originX: 0.5,
    originY: 1,
    pitch: 2,
  }
}

function remembered(width: number, value: (x: number, y: number) => number) {
  const known = new Map<number, number>()
  return (x: number, y: number) => {
    const found = known.get(y * width + x) ?? value(x, y)
    known.set(y * width + x, found)
    return found
  }
}

/** Catmull-Rom's kernel. */
function kernel(distance: number): number {
  const x = Math.abs(distance)
  if (x < 1) return 1.5 * x ** 3 - 2.5 * x ** 2 + 1
  return x < 2 ? -0.5 * x ** 3 + 2.5 * x ** 2 - 4 * x + 2 : 0
}

/** Samples around a place, with their weights; both counted in samples. */
function around(middle: number, reach: number): [number, number][] {
  const found: [number, number][] = []
  for (let at = Math.floor(middle - 2 * reach); at <= middle + 2 * reach; at += 1) {
    found.push([at, kernel((at - middle) / reach)])
  }
  const sum = found.reduce((total, [, weight]) => total + weight, 0)
  return found.map(([at, weight]) => [at, weight / sum])
}

function shareOf(picture: ReelPicture, frame: number): number {
  const k = picture.clock + frame - picture.from
  const x = picture.life < 2 ? clamp(k, 0, 1) : clamp(k / (picture.life - 1), 0, 1)
  return { linear: x, in: x ** 3, out: 1 - (1 - x) ** 3, 'in-out': x ** 2 * (3 - 2 * x) }[
    picture.motion.easing
  ]
}

/** The samples of one channel of a picture in one frame of the reel, as they should be; rows from the top. */
export function expected(
  part: Picture,
  reel: MotionReel,
  picture: ReelPicture,
  frame: number,
  channel: keyof typeof toFrame,
): number[][] {
  const field = fieldOf(part, picture, channel, reel.pixelFormat === 'yuv420p')
  const share = shareOf(picture, frame)
  const { from, to } = picture.motion
  const view = (axis: keyof typeof from) => from[axis] + (to[axis] - from[axis]) * share
  const seen = { width: picture.pictureWidth / view('zoom'), height: picture.pictureHeight / view('zoom') }
  const middle = (axis: 'x' | 'y') => (1 + view(axis) * (1 - 1 / view('zoom'))) / 2
  const left = picture.pictureWidth * middle('x') - seen.width / 2
  const top = picture.pictureHeight * middle('y') - seen.height / 2
  const across = seen.width / picture.width
  const down = seen.height / picture.height
  const rows: number[][] = []
  const columns = Array.from({ length: Math.ceil(picture.width / field.pitch) }, (_, x) =>
    around(
      (left + (field.originX + x * field.pitch) * across - field.originX) / field.pitch,
      Math.max(1, across),
    ),
  )
  for (let y = 0; y < picture.height / field.pitch; y += 1) {
    const atY = (top + (field.originY + y * field.pitch) * down - field.originY) / field.pitch
    const lines = around(atY, Math.max(1, down))
    rows.push(
      columns.map((column) => {
        let sum = 0
        for (const [sampleY, weightY] of lines) {
          for (const [sampleX, weightX] of column) {
            const value = field.at(clamp(sampleX, 0, field.width - 1), clamp(sampleY, 0, field.height - 1))
            sum += value * weightX * weightY
          }
        }
        return clamp(sum, 0, 255)
      }),
    )
  }
  return rows
}
