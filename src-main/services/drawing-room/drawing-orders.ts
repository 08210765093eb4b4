import type { ErrorShape } from '../../../src-shared/contract/errors.ts'
import type { RasterPlace, ShapeRaster, TextRaster } from '../../../src-shared/plans/rasters.ts'

export type Drawing = TextRaster | ShapeRaster

/** A template's own fonts, by family; absolute paths. */
export type OwnFonts = readonly { family: string; files: readonly string[] }[]

/** What the thread is told once. `fontsRoot` null: the fonts lie where they are installed. */
export type DrawingSetup = { fontsRoot: string | null }
export type DrawingOrder = { number: number; spec: Drawing; fonts: OwnFonts }
/** `own`: a fault of ours, with its stack. */
export type DrawingReport =
  | { number: number; png: Uint8Array; place: RasterPlace }
  | { number: number; error: ErrorShape; own: string | null }
