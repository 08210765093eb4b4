import type { ClipSpec } from '../../../src-shared/plans/media.ts'
import type { Follows, PlacedMove, View } from '../../../src-shared/plans/plan.ts'
import type { PictureRaster, RasterSpec, ShapeRaster } from '../../../src-shared/plans/rasters.ts'

/** A layer of one row, language and format, ready to be drawn. Frames count from the scene's start. */
export type LiveLayer = {
  id: string
  follows: Follows
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
  backgroundFollows: Follows
  layers: LiveLayer[]
  /** Into this scene; ignored in the first. */
  transition: {
    type: 'fade' | 'slide' | 'wipe' | 'zoom'
    frames: number
    side: PlacedMove['side']
    easing: PlacedMove['easing']
  } | null
}
