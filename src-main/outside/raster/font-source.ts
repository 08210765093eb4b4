import type { Coverage } from '../../../src-shared/plans/text-clusters.ts'

/** Glyphs of one run, left to right as they are seen. Lengths are multiples of the size, y down. */
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

export type Typeface = {
  id: string
  colour: boolean
  ascent: number
  descent: number
  unitsPerEm: number
  shape(text: string, options: { rightToLeft: boolean; locale: string; spaced: boolean }): ShapedRun
  /** SVG path in font units, y up. */
  outline(glyph: number): string
}

/** What the rasteriser needs of the fonts. */
export type FontSource = {
  shaper: string
  isColour(family: string): boolean
  coverage(family: string, weight?: number, italic?: boolean): Coverage
  typeface(family: string, weight: number, italic: boolean): Typeface
  colourFile(family: string): Buffer
}
