import { createHash } from 'node:crypto'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import type { RasterPlace, ShapeRaster, TextRaster } from '../../../src-shared/plans/rasters.ts'
import { drawShape } from './draw-shape.ts'
import { drawText } from './draw-text.ts'
import type { FontSource } from './font-source.ts'
import { encodePng } from './png.ts'
import { skia } from './skia.ts'
import type { Typesetter } from './typesetter.ts'

/** Colour families that Skia has been given, by name; it keeps them for the life of the process. */
const registered = new Map<string, string>()

/** Paints a text or a shape with Skia: see `Rasteriser.draw`. One at a time. */
export async function paint(
  spec: TextRaster | ShapeRaster,
  typesetter: Typesetter,
  fonts: FontSource,
): Promise<{ png: Buffer; place: RasterPlace }> {
  const colourFonts = (family: string) => registered.get(family) ?? register(family, fonts.colourFile(family))
  const { rgba, place } = spec.kind === 'text' ? drawText(spec, typesetter, colourFonts) : drawShape(spec)
  const png = await encodePng(rgba, place.width, place.height)
  // Skia's memory is given back only when the event loop turns.
  await new Promise((resolve) => setImmediate(resolve))
  return { png, place }
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
