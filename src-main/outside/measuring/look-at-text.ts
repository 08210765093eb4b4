import type { LayerLook, LookedLayer } from '../../../src-shared/quality/looks.ts'
import { type Drawing, type FullFrame, isIn, lumaOf, luminanceOf, ratioOf } from './full-frame.ts'

type Seen = Omit<LayerLook, 'layer' | 'frame' | 'expected'>
type Shown = LookedLayer['look']['frames'][number]

/** How far light and colour may be off in a pixel after coding, of 255. */
const lightOff = 48
const colourOff = 56
/** A pixel of a letter has nearly its colour, and hardly lets anything through. */
const letterOff = 24
const letterAlpha = 0.8
/** What has less of it is no part of a letter, not even of its soft edge. */
const softAlpha = 0.1
/** What is around the letters: from here to there, as shares of their size; at least so many pixels. */
const around = { from: 0.03, to: 0.14, least: 2 }
const fewest = 12
/** Colour is coded at half the size: it is compared in squares of so many pixels around each of a letter. */
const square = 2
/** Of such squares, that much has to be letters on average; of very thin ones no colour can be told. */
const leastCover = 0.25

/** Whether a text is seen where it was drawn, and how well it can be read. */
export function lookAtText(frame: FullFrame, drawing: Drawing, layer: LookedLayer, shown: Shown): Seen {
  const { look, text } = layer
  const left = look.at.x + look.place.left
  const top = look.at.y + look.place.top
  const { rgba, width, height } = drawing
  let strongest = 0
  for (let at = 3; at < rgba.length; at += 4) if (rgba[at]! > strongest) strongest = rgba[at]!
  const isSolid = (x: number, y: number) =>
    x >= 0 && y >= 0 && x < width && y < height && rgba[(y * width + x) * 4 + 3]! >= 0.95 * strongest
  let [compared, alike] = [0, 0]
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * 4
      const alpha = rgba[at + 3]! / 255
      if (alpha < 0.5 * (strongest / 255) || !isFree(x + left, y + top)) continue
      compared++
      const inner = isSolid(x - 1, y) && isSolid(x + 1, y) && isSolid(x, y - 1) && isSolid(x, y + 1)
      if (fits(at, (y + top) * frame.width + x + left, alpha, inner && isSolid(x, y))) alike++
    }
  const read = text === null ? null : legibility()
  return {
    matched: compared < fewest ? null : alike / compared,
    alike: null,
    distinct: read?.distinct ?? null,
    contrast: read?.contrast ?? null,
    colourOff: read?.colourOff ?? null,
  }

  function isFree(x: number, y: number): boolean {
    return x >= 0 && y >= 0 && x < frame.width && y < frame.height && !isIn(x, y, shown.above)
  }

  /** Whatever lies behind what is not quite solid: the pixel lies between the drawing over black and over white. */
  function fits(at: number, pixel: number, alpha: number, inner: boolean): boolean {
    const { rgb } = frame
    const [red, green, blue] = [rgb[pixel * 3]!, rgb[pixel * 3 + 1]!, rgb[pixel * 3 + 2]!]
    const [r, g, b] = [rgba[at]! * alpha, rgba[at + 1]! * alpha, rgba[at + 2]! * alpha]
    const through = 255 * (1 - alpha)
    const light = lumaOf(red, green, blue)
    const least = lumaOf(r, g, b)
    if (light < least - lightOff || light > least + through + lightOff) return false
    // Colour is halved in size: only where its neighbours are solid too it is the letter's own.
    if (!inner) return true
    return (
      Math.abs(red - light - (r - least)) <= colourOff + through / 2 &&
      Math.abs(blue - light - (b - least)) <= colourOff + through / 2
    )
  }

  function legibility(): { distinct: number; contrast: number; colourOff: number | null } | null {
    const { size, colour, outline } = text!
    const own = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16)) as [
      number,
      number,
      number,
    ]
    const nearest = outline > 0 ? 1 : Math.max(around.least, Math.round(around.from * size))
    const plain = Math.max(nearest + 1, Math.round(around.to * size))
    // What has an outline is read against the outline.
    const farthest = outline > 0 ? Math.min(plain, Math.max(nearest, Math.round(outline))) : plain
    const [w, h] = [width + 2 * farthest, height + 2 * farthest]
    const far = 255
    const distance = new Uint8Array(w * h).fill(far)
    const letters: number[] = []
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) {
        const at = (y * width + x) * 4
        if (rgba[at + 3]! < softAlpha * strongest) continue
        const off = Math.max(
          Math.abs(rgba[at]! - own[0]),
          Math.abs(rgba[at + 1]! - own[1]),
          Math.abs(rgba[at + 2]! - own[2]),
        )
        if (off > letterOff) continue
        distance[(y + farthest) * w + x + farthest] = 0
        if (rgba[at + 3]! >= letterAlpha * strongest && isFree(x + left, y + top))
          letters.push((y + top) * frame.width + x + left)
      }
    if (letters.length < fewest) return null
    spread(distance, w, h)
    const ratios: number[] = []
    const seen = luminances(letters)
    // Thin letters lose some of their colour in coding; where nothing shows through it is known.
    const isWhole = strongest >= 250 && (colour.length < 9 || colour.toLowerCase().endsWith('ff'))
    const letter = isWhole ? luminanceOf(...own) : seen[Math.floor(seen.length / 2)]!
    const behind: [number, number, number] = [0, 0, 0]
    let count = 0
    for (let y = 0; y < h; y++)
      for (let x = 0; x < w; x++) {
        const away = distance[y * w + x]!
        if (away < nearest || away > farthest) continue
        // The soft edge of a letter, and what another letter leaves between, is neither.
        const [px, py] = [x - farthest, y - farthest]
        if (away <= nearest && isLetterish(px, py)) continue
        const [fx, fy] = [px + left, py + top]
        if (!isFree(fx, fy)) continue
        const pixel = (fy * frame.width + fx) * 3
        const [red, green, blue] = [frame.rgb[pixel]!, frame.rgb[pixel + 1]!, frame.rgb[pixel + 2]!]
        ratios.push(ratioOf(letter, luminanceOf(red, green, blue)))
        behind[0] += red
        behind[1] += green
        behind[2] += blue
        count++
      }
    if (ratios.length < fewest) return null
    // Numbers of a typed array are sorted many times as fast: a text may have 100,000 pixels around it.
    const rising = Float64Array.from(ratios).sort()
    let lights = 0
    for (const pixel of letters)
      lights += lumaOf(frame.rgb[pixel * 3]!, frame.rgb[pixel * 3 + 1]!, frame.rgb[pixel * 3 + 2]!)
    const [red, green, blue] = behind.map((sum) => sum / count) as typeof behind
    return {
      distinct: Math.abs(lights / letters.length - lumaOf(red, green, blue)) / 255,
      colourOff: farFromColour(letters, [red, green, blue]),
      contrast: rising[Math.floor(rising.length / 10)]!,
    }
  }

  /**
   * How far the colour of the letters is from theirs, light aside, of 255: what is seen around each of their pixels, against the
   * drawing there over the mean of what is behind it. Coding and thin strokes even out over all of them.
   */
  function farFromColour(letters: readonly number[], behind: readonly number[]): number | null {
    const step = Math.max(1, Math.floor(letters.length / 2_000))
    const off = [0, 0, 0]
    const own = [0, 0, 0]
    let [cover, many] = [0, 0]
    for (let index = 0; index < letters.length; index += step) {
      const [fx, fy] = [letters[index]! % frame.width, Math.floor(letters[index]! / frame.width)]
      for (let y = fy - square; y <= fy + square; y++)
        for (let x = fx - square; x <= fx + square; x++) {
          if (!isFree(x, y)) continue
          const [dx, dy] = [x - left, y - top]
          const isDrawn = dx >= 0 && dy >= 0 && dx < width && dy < height
          const at = isDrawn ? (dy * width + dx) * 4 : -1
          const alpha = isDrawn ? rgba[at + 3]! / 255 : 0
          const pixel = (y * frame.width + x) * 3
          for (let part = 0; part < 3; part++) {
            const drawn = isDrawn ? rgba[at + part]! * alpha : 0
            own[part]! += drawn
            off[part]! += frame.rgb[pixel + part]! - drawn - behind[part]! * (1 - alpha)
          }
          cover += alpha
          many++
        }
    }
    if (cover < leastCover * many) return null
    // Strong coding lets fine letters fade into the colour behind them: what lies on the way there is no other colour.
    const apart = withoutLight(off.map((sum) => sum / cover))
    const way = withoutLight(own.map((sum, part) => behind[part]! - sum / cover))
    const long = way.reduce((sum, part) => sum + part * part, 0)
    const along = way.reduce((sum, part, at) => sum + part * apart[at]!, 0)
    const faded = long === 0 ? 0 : Math.max(0, Math.min(1, along / long))
    return Math.hypot(...apart.map((part, at) => part - faded * way[at]!))
  }

  function isLetterish(x: number, y: number): boolean {
    return (
      x >= 0 && y >= 0 && x < width && y < height && rgba[(y * width + x) * 4 + 3]! > 0 && text!.outline === 0
    )
  }

  /** Of the letters' pixels in the frame, in rising order. */
  function luminances(pixels: readonly number[]): Float64Array {
    const step = Math.max(1, Math.floor(pixels.length / 4_000))
    const found: number[] = []
    for (let index = 0; index < pixels.length; index += step) {
      const at = pixels[index]! * 3
      found.push(luminanceOf(frame.rgb[at]!, frame.rgb[at + 1]!, frame.rgb[at + 2]!))
    }
    return Float64Array.from(found).sort()
  }
}

/** What of a colour is neither light nor dark. */
function withoutLight(colour: readonly number[]): number[] {
  const light = lumaOf(colour[0]!, colour[1]!, colour[2]!)
  return colour.map((part) => part - light)
}

/** Steps to the nearest pixel of 0, up, down or aside, in place: two passes. */
function spread(distance: Uint8Array, width: number, height: number): void {
  const least = (at: number, other: number) => {
    const next = distance[other]! + 1
    if (next < distance[at]!) distance[at] = next
  }
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = y * width + x
      if (x > 0) least(at, at - 1)
      if (y > 0) least(at, at - width)
    }
  for (let y = height - 1; y >= 0; y--)
    for (let x = width - 1; x >= 0; x--) {
      const at = y * width + x
      if (x < width - 1) least(at, at + 1)
      if (y < height - 1) least(at, at + width)
    }
}
