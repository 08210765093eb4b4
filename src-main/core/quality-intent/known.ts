import type { MediaFacts } from '../../../src-shared/plans/media.ts'
import type { RasterPlace } from '../../../src-shared/plans/rasters.ts'
import type { PictureFacts, SoundFacts } from '../../../src-shared/quality/facts.ts'
import type { Intent, NamedScene } from '../../../src-shared/quality/intent.ts'

/** What of a source's facts is asked here. */
export type SourceFacts = {
  picture: {
    frames: number
    rate: PictureFacts['rate']
    series: Pick<PictureFacts['series'], 'change' | 'mostChange' | 'lighter' | 'darker'>
    tiles: Uint8Array
  } | null
  sound: { series: Pick<SoundFacts['series'], 'peak'> } | null
}

/** Each cell of a raster, on a grid of 16 x 16 over all of it. */
export const cell = { clear: 0, lit: 1, dark: 2 } as const
export const cells = 16

/** What has to be known besides the plan. What answers null isn't known, and taken for whatever it may be. */
export type Known = {
  /** Scenes in order, from the planner's outline. */
  names: readonly NamedScene[]
  /** Where an artifact's pixels lie. */
  place(artifact: string): RasterPlace | null
  /** How light a fitted picture is: a `cell` for each cell of the grid. */
  light(artifact: string): Uint8Array | null
  /** What a source's own pictures and sound are like, by content; measured once. */
  source(content: string): SourceFacts | null
  /** What is known of a clip or a sound, by content. */
  media(content: string): MediaFacts | null
  /** Upright size of a still picture of pixels; null for a drawing, too, which has none. */
  size(content: string): { width: number; height: number } | null
  brand: Intent['brand']
}
