import type { RasterPlace, ShapeRaster, TextMeasurer, TextRaster } from '../../../src-shared/plans/rasters.ts'
import type { FontSource } from './font-source.ts'
import { skiaVersion } from './skia-version.ts'
import { createTypesetter } from './typesetter.ts'

export type Rasteriser = {
  /** What decides the pixels besides the drawing's data and its fonts: part of its hash. */
  mark: string
  /** Measures with the shaper that also draws: what is measured is what is seen. */
  measurer: TextMeasurer
  /**
   * Draws a text or a shape as a PNG cropped to what it covers (at least one clear pixel), and says where its top left
   * corner lies relative to the box's. One drawing at a time: more calls wait. Rejects with `raster.too-large`,
   * `font.unknown` or `font.broken`.
   */
  draw(spec: TextRaster | ShapeRaster): Promise<{ png: Buffer; place: RasterPlace }>
}

/** Goes up when the same data are to give other pixels. */
const drawingVersion = 1

let queue: Promise<unknown> = Promise.resolve()

export function createRasteriser(fonts: FontSource): Rasteriser {
  const typesetter = createTypesetter(fonts)
  const drawNow = async (spec: TextRaster | ShapeRaster) => {
    const { paint } = await import('./paint.ts')
    return paint(spec, typesetter, fonts)
  }
  return {
    mark: `${fonts.shaper}, ${skiaVersion}, drawing ${drawingVersion}`,
    measurer: typesetter.measurer,
    draw(spec) {
      const drawing = queue.then(() => drawNow(spec))
      queue = drawing.catch(() => {})
      return drawing
    },
  }
}
