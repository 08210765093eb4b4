import {
  type AxisInfo,
  Blob,
  Buffer,
  Direction,
  Face,
  Feature,
  Font,
  shape,
  Variation,
  versionString,
} from 'harfbuzzjs'
import { StudioError } from '../../../src-shared/contract/errors.ts'

/** A run of text turned into glyphs, left to right as they are seen. Lengths are multiples of the size, y down. */
export type ShapedRun = {
  glyphs: number[]
  x: number[]
  y: number[]
  /** How many letter spacings stand left of each glyph. */
  gapsBefore: number[]
  advance: number
  /** Characters that a letter spacing follows. */
  gaps: number
  ink: { left: number; right: number; top: number; bottom: number } | null
}

type ShapeOptions = { rightToLeft: boolean; locale: string; spaced: boolean }

/** One font file at one weight, ready to turn text into glyphs and glyphs into outlines. */
export type Typeface = {
  /** Names the file and weight, for caches. */
  id: string
  colour: boolean
  ascent: number
  descent: number
  unitsPerEm: number
  shape(text: string, options: ShapeOptions): ShapedRun
  /** Outline as an SVG path in font units, y up; empty for spaces. */
  outline(glyph: number): string
}

export const shaper = `HarfBuzz ${versionString()}`

const buffer = new Buffer()
/** Letters that are spaced apart are not drawn as one. */
const unligated = [new Feature('liga', 0), new Feature('clig', 0)]

type LoadedFace = { face: Face; axes: Record<string, AxisInfo> }

/** Hands the bytes of a checked font file to the shaper; they are copied. */
export function loadFace(bytes: Uint8Array): LoadedFace {
  const face = new Face(new Blob(bytes))
  return { face, axes: face.getAxisInfos() }
}

/** Code points that a font file maps to glyphs, as a bit for each. */
export function readCoverage(bytes: Uint8Array): { has(codePoint: number): boolean; count: number } {
  const bits = new Uint8Array(0x110000 / 8)
  const codePoints = new Face(new Blob(bytes)).collectUnicodes()
  for (const codePoint of codePoints) bits[codePoint >> 3]! |= 1 << (codePoint & 7)
  return {
    has: (codePoint) => (bits[codePoint >> 3]! & (1 << (codePoint & 7))) !== 0,
    count: codePoints.length,
  }
}

export function makeTypeface(
  loaded: LoadedFace,
  about: { id: string; path: string; colour: boolean; weight: number },
): Typeface {
  const font = new Font(loaded.face)
  if (loaded.axes.wght !== undefined) font.setVariations([new Variation('wght', about.weight)])
  const em = loaded.face.upem
  const extents = font.hExtents()
  const inkOf = new Map<number, [number, number, number, number] | null>()

  function glyphInk(glyph: number): [number, number, number, number] | null {
    let ink = inkOf.get(glyph)
    if (ink === undefined) {
      const box = font.glyphExtents(glyph)
      ink =
        box === undefined || box.width === 0
          ? null
          : [
              box.xBearing / em,
              (box.xBearing + box.width) / em,
              -box.yBearing / em,
              -(box.yBearing + box.height) / em,
            ]
      inkOf.set(glyph, ink)
    }
    return ink
  }

  return {
    id: about.id,
    colour: about.colour,
    ascent: extents.ascender / em,
    descent: -extents.descender / em,
    unitsPerEm: em,
    shape(text, options) {
      return guarded(about.path, () => {
        const run: ShapedRun = {
          glyphs: [],
          x: [],
          y: [],
          gapsBefore: [],
          advance: 0,
          gaps: 0,
          ink: null,
        }
        buffer.reset()
        buffer.addText(text)
        buffer.guessSegmentProperties()
        buffer.setDirection(options.rightToLeft ? Direction.RTL : Direction.LTR)
        buffer.setLanguage(options.locale)
        shape(font, buffer, options.spaced ? unligated : [])
        let cluster = -1
        let wide = false
        for (const glyph of buffer.getGlyphInfosAndPositions()) {
          if (glyph.cluster !== cluster) {
            if (wide) run.gaps += 1
            cluster = glyph.cluster
            wide = false
          }
          const x = run.advance + (glyph.xOffset ?? 0) / em
          const y = -(glyph.yOffset ?? 0) / em
          run.glyphs.push(glyph.codepoint)
          run.x.push(x)
          run.y.push(y)
          run.gapsBefore.push(run.gaps)
          const ink = about.colour ? null : glyphInk(glyph.codepoint)
          if (ink !== null) run.ink = union(run.ink, x, y, ink)
          run.advance += (glyph.xAdvance ?? 0) / em
          if ((glyph.xAdvance ?? 0) !== 0) wide = true
        }
        if (wide) run.gaps += 1
        // The colour pictures' own boxes are not read; they stay within the line.
        if (about.colour && run.advance > 0) {
          run.ink = { left: 0, right: run.advance, top: -this.ascent, bottom: this.descent }
        }
        return run
      })
    },
    outline: (glyph) => guarded(about.path, () => font.glyphToPath(glyph)),
  }
}

function union(
  box: ShapedRun['ink'],
  x: number,
  y: number,
  [left, right, top, bottom]: [number, number, number, number],
): NonNullable<ShapedRun['ink']> {
  if (box === null) return { left: x + left, right: x + right, top: y + top, bottom: y + bottom }
  box.left = Math.min(box.left, x + left)
  box.right = Math.max(box.right, x + right)
  box.top = Math.min(box.top, y + top)
  box.bottom = Math.max(box.bottom, y + bottom)
  return box
}

/** The shaper is a sandboxed program: a font that breaks it ends in an exception, which gets the file's name here. */
function guarded<T>(path: string, work: () => T): T {
  try {
    return work()
  } catch (cause) {
    throw new StudioError({
      code: 'font.broken',
      message: `The font file ${path} broke while text was set in it.`,
      whatToDo: 'Replace the file by a whole one, or use a bundled family.',
      cause,
    })
  }
}
