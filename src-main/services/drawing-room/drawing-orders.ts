import type { RasterPlace, ShapeRaster, TextRaster } from '../../../src-shared/plans/rasters.ts'

export type Drawing = TextRaster | ShapeRaster

/** A template's own fonts, by family; absolute paths. `hashes`: SHA-256 of the files, as they were when the batch was opened. */
export type OwnFonts = readonly {
  family: string
  files: readonly string[]
  hashes: readonly string[]
}[]

/** What the thread is told once. `fontsRoot` null: the fonts lie where they are installed. */
export type DrawingSetup = { fontsRoot: string | null }
export type DrawingOrder = { spec: Drawing; fonts: OwnFonts }
/** Null: the fonts' files are others by now. */
export type DrawingAnswer = { png: Uint8Array; place: RasterPlace } | null
