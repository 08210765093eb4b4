import type { ClipSpec } from '../../../src-shared/plans/media.ts'
import type { PlacedMove, View } from '../../../src-shared/plans/plan.ts'
import type { PictureRaster, RasterSpec, ShapeRaster } from '../../../src-shared/plans/rasters.ts'

/**
 * What a thing follows from: 0 the template alone, 1 the language too, 2 the row. Time is cut where the highest
 * level on the screen changes, because that is where the work of several videos can be the same.
 */
export type Level = 0 | 1 | 2

/** A layer of one row, language and format, ready to be drawn. Frames count from the scene's start. */
export type LiveLayer = {
  id: string
  level: Level
  start: number
  end: number
  x: number
  y: number
  width: number
  height: number
  enter: PlacedMove | null
  exit: PlacedMove | null
  picture:
    | { kind: 'raster'; spec: RasterSpec }
    | { kind: 'clip'; spec: ClipSpec }
    | {
        kind: 'moving'
        spec: PictureRaster
        motion: { from: View; to: View; easing: PlacedMove['easing'] }
        mask: ShapeRaster | null
        rotation: number
      }
}

export type LiveScene = {
  id: string
  frames: number
  /** `#rrggbb`. */
  background: string
  backgroundLevel: Level
  layers: LiveLayer[]
  /** Into this scene; ignored in the first. */
  transition: {
    type: 'fade' | 'slide' | 'wipe' | 'zoom'
    frames: number
    side: PlacedMove['side']
    easing: PlacedMove['easing']
  } | null
}
