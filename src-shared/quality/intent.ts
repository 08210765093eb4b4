import type { Rate } from '../templates/formats.ts'
import type { Region } from './inspection.ts'

/** Frames of the video: the first, and the one after the last. */
export type Stretch = { from: number; to: number }

/**
 * What was meant for one video, taken from its plan, its rasters and its sources: a finding inside of what was meant is
 * none, and what was meant has to be there.
 */
export type Intent = {
  frames: number
  rate: Rate
  width: number
  height: number
  /** The picture may be black: a dark background, a fade, a night scene in the source. */
  black: Stretch[]
  /** Nothing moves in the plan, or the clip that is shown stands still itself. */
  still: Stretch[]
  /** Plain bars at an edge are the template's or the source's. */
  bars: Stretch[]
  /** The picture jumps, or flashes, because it was meant to: cuts between scenes, a clip that flashes itself. */
  jumps: number[]
  flashes: Stretch[]
  /** Seconds in which no sound is planned, or the source itself is silent. */
  silence: { from: number; to: number }[]
  /** LUFS and dBTP that the mix was made for; null: no sound is planned. */
  loudness: { integrated: number; truePeak: number } | null
  /** Sound that begins with its picture: seconds at which both should be there. */
  together: { at: number; layer: string }[]
  shown: ShownLayer[]
}

/** A text, picture, clip or shape that has to be seen. */
export type ShownLayer = {
  /** `scene/layer`. */
  layer: string
  kind: 'text' | 'picture' | 'clip' | 'shape'
  isLogo: boolean
  /** When it shows, and the frames in which it stands whole and at rest (empty: never). */
  shows: Stretch
  rests: Stretch | null
  /** What it covers when it rests, cut at the frame's edges; null: nothing of it is in the frame. */
  region: Region | null
  /** A frame at which it is looked at closely, and where the pixels lie that must be seen then; null: it can't be told by pixels. */
  look: {
    frame: number
    /** The artifact whose opaque pixels are on top there, its place in the frame, and what stands above it. */
    artifact: string
    place: Region
    above: Region[]
  } | null
  /** Of texts: the colour of the letters (`#rrggbbaa`), their height in pixels, bold or not, families, colours besides. */
  text: { colour: string; size: number; weight: number; families: string[]; colours: string[] } | null
  /** How much its source was enlarged; 1 or less: not at all. null: it has no pixels of its own. */
  enlarged: number | null
}
