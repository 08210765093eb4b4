/** Colours in plans are `#rrggbbaa`, resolved; lengths are output pixels; angles degrees clockwise. */

/** Everything that decides the pixels of a drawn text. */
export type TextRaster = {
  kind: 'text'
  /** Size of the layer's box; the drawing may stand out of it (stroke, shadow, plate, rotation). */
  width: number
  height: number
  /** Families in order of preference; each glyph is taken from the first that has it. */
  families: string[]
  weight: number
  italic: boolean
  size: number
  letterSpacing: number
  /** BCP 47, for the forms of shared characters. */
  locale: string
  colour: string
  /** `x` is the left end of the line, `baseline` from the box's top. */
  lines: { text: string; x: number; baseline: number; width: number }[]
  direction: 'ltr' | 'rtl'
  stroke: { colour: string; width: number } | null
  shadow: { colour: string; x: number; y: number; blur: number } | null
  plate: { colour: string; x: number; y: number; width: number; height: number; radius: number } | null
  opacity: number
  rotation: number
}

export type RasterFill =
  | { kind: 'colour'; colour: string }
  | { kind: 'linear' | 'radial'; angle: number; stops: { at: number; colour: string }[] }

export type ShapeRaster = {
  kind: 'shape'
  shape: 'rectangle' | 'ellipse' | 'line'
  width: number
  height: number
  fill: RasterFill | null
  radius: number
  stroke: { colour: string; width: number } | null
  shadow: { colour: string; x: number; y: number; blur: number } | null
  opacity: number
  rotation: number
}

/** A still picture, fitted into a box, upright and in sRGB. */
export type PictureRaster = {
  kind: 'picture'
  /** SHA-256 of the file's bytes, lower-case hex: two paths with the same bytes are the same picture. */
  content: string
  width: number
  height: number
  fit: 'cover' | 'contain' | 'fill'
  focus: { x: number; y: number }
  radius: number
  blur: number
  opacity: number
  rotation: number
}

export type RasterSpec = TextRaster | ShapeRaster | PictureRaster

/** Where a finished raster lies: the cropped PNG's top left corner relative to the box's, and its size. */
export type RasterPlace = { left: number; top: number; width: number; height: number; opaque: boolean }
