/** Colours in plans are `#rrggbbaa`, resolved; lengths are output pixels; angles degrees clockwise. */

/** Everything that decides the pixels of a drawn text, once the font files are known. */
export type TextRaster = {
  kind: 'text'
  /** Size of the layer's box; the drawing may stand out of it (stroke, shadow, plate, rotation). */
  width: number
  height: number
  /**
   * Families in order of preference, only those that the text uses. Each character is taken from the first that has
   * it, a word whole from the first that has all its letters, emoji from a colour font.
   */
  families: string[]
  weight: number
  italic: boolean
  size: number
  /** Pixels after each character but a line's last; scripts whose letters join take none. */
  letterSpacing: number
  /** BCP 47, for the forms of shared characters. */
  locale: string
  colour: string
  /** `x` is the left end of the line, `baseline` from the box's top, `width` the advance from first to last character. */
  lines: { text: string; x: number; baseline: number; width: number }[]
  /** Of the paragraph, for the order of mixed scripts; the places of the lines don't depend on it. */
  direction: 'ltr' | 'rtl'
  /** `width` is what is seen outside the letters. */
  stroke: { colour: string; width: number } | null
  /** Of letters and stroke, not of the plate. `blur` is twice the standard deviation. Turns with the layer. */
  shadow: { colour: string; x: number; y: number; blur: number } | null
  plate: { colour: string; x: number; y: number; width: number; height: number; radius: number } | null
  opacity: number
  rotation: number
}

/** The typeface of a text without its size: what its widths depend on. */
export type TextFace = {
  families: readonly string[]
  weight: number
  italic: boolean
  locale: string
  /** Letter spacing as a multiple of the size. */
  tracking: number
}

/** Of one line, as multiples of the size; x from the line's left end, y down from the baseline. */
export type LineMeasure = {
  /** Advance from first to last character. */
  width: number
  /** What the ink covers; an empty line has zeros. */
  left: number
  right: number
  top: number
  bottom: number
  /** The families that its characters come from, in order of preference. */
  families: string[]
}

export type FaceMeasurer = {
  /** Of the first family, as multiples of the size; both positive. */
  ascent: number
  descent: number
  /** Advance of a word or a space, with the letter spacing after its last character: words can be added up. */
  width(word: string): number
  line(text: string, direction: 'ltr' | 'rtl'): LineMeasure
}

/** Measures text exactly as it will be drawn. */
export type TextMeasurer = { face(face: TextFace): FaceMeasurer }

/** A linear gradient reaches the box's corners whatever its angle; a radial one is an ellipse through them. */
export type RasterFill =
  | { kind: 'colour'; colour: string }
  | { kind: 'linear' | 'radial'; angle: number; stops: { at: number; colour: string }[] }

export type ShapeRaster = {
  kind: 'shape'
  /** Lines run from the box's top left to its bottom right corner. */
  shape: 'rectangle' | 'ellipse' | 'line'
  width: number
  height: number
  fill: RasterFill | null
  radius: number
  /** Half inside and half outside the shape's edge. */
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
