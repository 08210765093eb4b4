import { createHash } from 'node:crypto'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import type { RasterPlace, ShapeRaster, TextMeasurer, TextRaster } from '../../../src-shared/plans/rasters.ts'
import { drawShape } from './draw-shape.ts'
import { drawText } from './draw-text.ts'
import type { FontSource } from './font-source.ts'
import { encodePng } from './png.ts'
import { skia, skiaVersion } from './skia.ts'
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

/** Colour families that Skia has been given, by name; it keeps them for the life of the process. */
const registered = new Map<string, string>()
let queue: Promise<unknown> = Promise.resolve()

export function createRasteriser(fonts: FontSource): Rasteriser {
  const typesetter = createTypesetter(fonts)
  const colourFonts = (family: string) => registered.get(family) ?? register(family, fonts.colourFile(family))
  const drawNow = async (spec: TextRaster | ShapeRaster) => {
    const { rgba, place } = spec.kind === 'text' ? drawText(spec, typesetter, colourFonts) : drawShape(spec)
    const png = await encodePng(rgba, place.width, place.height)
    // Skia's memory is given back only when the event loop turns.
    await new Promise((resolve) => setImmediate(resolve))
    return { png, place }
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

/** Under a name of its own, so that no font of the system can be meant by it. */
function register(family: string, bytes: Buffer): string {
  const alias = `reelmill-${createHash('sha256').update(family).digest('hex').slice(0, 16)}`
  if (skia.GlobalFonts.register(bytes, alias) === null) {
    throw new StudioError({
      code: 'font.broken',
      message: `The colour font "${family}" can not be drawn.`,
      whatToDo: 'Run npm ci in the project folder, or reinstall Reelmill.',
    })
  }
  registered.set(family, alias)
  return alias
}
