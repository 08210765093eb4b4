import type { Veil } from '../../../src-shared/quality/intent.ts'
import type { LayerLook, LookedLayer } from '../../../src-shared/quality/looks.ts'
import { type Drawing, type FullFrame, isIn, lumaOf } from './full-frame.ts'

type Seen = Omit<LayerLook, 'layer' | 'frame' | 'expected'>
type Shown = LookedLayer['look']['frames'][number]

/** Patches along the longer side, at most, and pixels of one at least. */
const mostPatches = 24
const leastPatch = 4
/** Samples along a side of a patch. */
const samples = 4
/** How far the mean colour of a patch may be off after coding, of 255. */
const off = 36
const fewest = 4
/** What lets less through hides what is under it. */
const leastThrough = 0.3

/** Whether a picture is seen where it was put: patch by patch, by their mean colours. */
export function lookAtPicture(frame: FullFrame, drawing: Drawing, { look }: LookedLayer, shown: Shown): Seen {
  const { at, place, moves } = look
  const { window } = shown
  // Of a picture that moves the whole box; of one that rests what was drawn.
  const area =
    moves === null
      ? { x: at.x + place.left, y: at.y + place.top, width: place.width, height: place.height }
      : at
  /** From the middle of a pixel in `area` to one of the drawing. */
  const source = (x: number, y: number): number => {
    const u = window === null ? x : window.left + (x / area.width) * window.width - place.left
    const v = window === null ? y : window.top + (y / area.height) * window.height - place.top
    const [column, row] = [Math.floor(u), Math.floor(v)]
    if (column < 0 || row < 0 || column >= drawing.width || row >= drawing.height) return -1
    return (row * drawing.width + column) * 4
  }
  const side = Math.max(leastPatch, Math.ceil(Math.max(area.width, area.height) / mostPatches))
  const meant: number[] = []
  const seen: number[] = []
  let alike = 0
  let strongest = 0
  for (let at = 3; at < drawing.rgba.length; at += 4 * 7) strongest = Math.max(strongest, drawing.rgba[at]!)
  for (let top = 0; top < area.height; top += side)
    for (let left = 0; left < area.width; left += side) {
      const patch = compare(left, top)
      if (patch === null) continue
      meant.push(patch.meant)
      seen.push(patch.seen)
      if (patch.isAlike) alike++
    }
  return {
    matched: meant.length < fewest ? null : alike / meant.length,
    alike: correlation(meant, seen),
    distinct: meant.length < fewest ? null : deviation(meant) / 255,
    contrast: null,
    colourOff: null,
  }

  function compare(left: number, top: number): { meant: number; seen: number; isAlike: boolean } | null {
    const sums = new Float64Array(6)
    let [count, tried, through] = [0, 0, 0]
    const step = side / samples
    for (let row = 0.5; row < samples; row++)
      for (let column = 0.5; column < samples; column++) {
        const [x, y] = [left + column * step, top + row * step]
        if (x >= area.width || y >= area.height) continue
        tried++
        const [fx, fy] = [Math.floor(area.x + x), Math.floor(area.y + y)]
        if (fx < 0 || fy < 0 || fx >= frame.width || fy >= frame.height || isIn(fx, fy, shown.above)) continue
        const from = source(x, y)
        if (from === -1 || drawing.rgba[from + 3]! < 0.9 * strongest) continue
        const pixel = (fy * frame.width + fx) * 3
        const alpha = drawing.rgba[from + 3]! / 255
        let clear = 1
        const veiled = [0, 0, 0]
        for (const veil of shown.veils) {
          const [red, green, blue, cover] = veilAt(veil, fx + 0.5, fy + 0.5)
          ;[red, green, blue].forEach((value, channel) => {
            veiled[channel] = veiled[channel]! * (1 - cover) + value * cover
          })
          clear *= 1 - cover
        }
        if (clear < leastThrough) continue
        for (let channel = 0; channel < 3; channel++) {
          sums[channel]! += drawing.rgba[from + channel]! * alpha * clear + veiled[channel]!
          sums[3 + channel]! += frame.rgb[pixel + channel]!
        }
        through += 255 * (1 - alpha) * clear
        count++
      }
    if (count < tried / 2 || count === 0) return null
    const [r, g, b, red, green, blue] = sums.map((sum) => sum / count)
    const open = through / count
    const fits = (one: number, other: number) => other >= one - off && other <= one + open + off
    return {
      meant: lumaOf(r!, g!, b!),
      seen: lumaOf(red!, green!, blue!),
      isAlike: fits(r!, red!) && fits(g!, green!) && fits(b!, blue!),
    }
  }
}

function deviation(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length)
}

/** -1 to 1; null where either is too even to say. */
function correlation(one: readonly number[], other: readonly number[]): number | null {
  const least = 4
  if (one.length < 2 * fewest || deviation(one) < least) return null
  if (deviation(other) < least) return 0
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const [a, b] = [mean(one), mean(other)]
  const together = one.reduce((sum, value, index) => sum + (value - a) * (other[index]! - b), 0) / one.length
  return together / (deviation(one) * deviation(other))
}

/** Colour and cover (0..1) of a veil at a point of the frame. */
function veilAt({ region, fill, opacity }: Veil, x: number, y: number): [number, number, number, number] {
  const nothing: [number, number, number, number] = [0, 0, 0, 0]
  const [dx, dy] = [x - region.x - region.width / 2, y - region.y - region.height / 2]
  if (Math.abs(dx) > region.width / 2 || Math.abs(dy) > region.height / 2) return nothing
  if (fill.kind === 'colour') return withOpacity(channelsOf(fill.colour), opacity)
  const at = fill.kind === 'linear' ? along(fill.angle) : outwards()
  const next = fill.stops.findIndex((stop) => stop.at >= at)
  const [one, other] =
    next === -1
      ? [fill.stops.at(-1)!, fill.stops.at(-1)!]
      : [fill.stops[Math.max(0, next - 1)]!, fill.stops[next]!]
  const share = other.at === one.at ? 0 : Math.max(0, (at - one.at) / (other.at - one.at))
  const [from, to] = [channelsOf(one.colour), channelsOf(other.colour)]
  return withOpacity(from.map((value, index) => value + (to[index]! - value) * share) as typeof from, opacity)

  function along(angle: number): number {
    const turn = (angle * Math.PI) / 180
    const [cos, sin] = [Math.cos(turn), Math.sin(turn)]
    const half = (Math.abs(region.width * cos) + Math.abs(region.height * sin)) / 2
    return (dx * cos + dy * sin) / (2 * half) + 0.5
  }

  function outwards(): number {
    return Math.hypot((2 * dx) / region.width, (2 * dy) / region.height) / Math.SQRT2
  }
}

const channelsOf = (colour: string): [number, number, number, number] => [
  Number.parseInt(colour.slice(1, 3), 16),
  Number.parseInt(colour.slice(3, 5), 16),
  Number.parseInt(colour.slice(5, 7), 16),
  colour.length < 9 ? 1 : Number.parseInt(colour.slice(7, 9), 16) / 255,
]

const withOpacity = (
  [red, green, blue, alpha]: [number, number, number, number],
  opacity: number,
): [number, number, number, number] => [red, green, blue, alpha * opacity]
