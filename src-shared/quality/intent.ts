import type { RasterFill, RasterPlace } from '../plans/rasters.ts'
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
  /**
   * Frames that look like the one before them: nothing moves in the plan, or too little to be told from standing still, or the clip
   * that is shown stands still itself.
   */
  still: Stretch[]
  /** Plain bars at an edge are the template's or the source's. */
  bars: Stretch[]
  /** Frames at which the picture may jump: cuts between scenes, where layers come, go, begin to move or come to rest, a clip's own cuts. */
  jumps: number[]
  /** A clip flashes itself, or nobody has looked at it. */
  flashes: Stretch[]
  /** Seconds in which no sound is planned, or the source itself is silent. */
  silence: { from: number; to: number }[]
  /** LUFS and dBTP that the mix was made for; null: no sound is planned. */
  loudness: { integrated: number; truePeak: number } | null
  /** Sound that begins with its picture: seconds at which both should be there. */
  together: { at: number; layer: string }[]
  shown: ShownLayer[]
  /** What the brand kit has: colours as `#rrggbb`, families. null: there is none, or it isn't known. */
  brand: { colours: string[]; families: string[] } | null
}

/** A text, picture, clip or shape that has to be seen. */
export type ShownLayer = {
  /** `scene/layer`. */
  layer: string
  kind: 'text' | 'picture' | 'clip' | 'shape'
  isLogo: boolean
  /** When it shows, and the frames in which it stands whole and at rest, in no transition; null: never. */
  shows: Stretch
  rests: Stretch | null
  /** What it covers when it rests, cut at the frame's edges; null: nothing of it is in the frame. */
  region: Region | null
  /** What can be told by pixels; null: nothing. */
  look: CloseLook | null
  /**
   * Of texts: the colour of the letters (`#rrggbbaa`), their height in pixels, weight, families, those of them that are bundled and
   * stand in where no other has letters of the text's script, how wide their outline is (0: none), and what their lines cover.
   */
  text: {
    colour: string
    size: number
    weight: number
    families: string[]
    standIns: string[]
    outline: number
    ink: Region
  } | null
  /** Opaque colours that were chosen for it, as `#rrggbb`: letters, outlines, plates, fills. */
  colours: string[]
  /** How much its source was enlarged; 1 or less: not at all. null: it has no pixels of its own. */
  enlarged: number | null
}

/** A layer that is compared with what it was made of. */
export type CloseLook = {
  /** The artifact that is shown, and where its pixels begin: relative to `at`. */
  artifact: string
  place: RasterPlace
  /** Top left corner of the layer's box in the frame, and the box's size. */
  at: Region
  /** Of a picture that moves: its size, and what of it is seen at each of the frames below. */
  moves: { width: number; height: number } | null
  /** Frames in which it has to be seen, and what stands above it there. */
  frames: { frame: number; above: Region[]; veils: Veil[]; window: Window | null }[]
  /** Frames in which it must not be seen: before it comes, after it is gone. */
  absent: number[]
}

/** A plain area over a picture through which it is seen, or not. Turned by nothing, without round corners. */
export type Veil = { region: Region; fill: RasterFill; opacity: number }

/** The part of a picture that is seen, in its own pixels. */
export type Window = { left: number; top: number; width: number; height: number }

/**
 * Which scene and layer stands where: a plan names neither, since names must not change its hashes. `from` and `frames` count
 * the scene's transitions in.
 */
export type NamedScene = { id: string; from: number; frames: number; layers: NamedLayer[] }
/** In the order in which they are drawn. Frames count from the scene's start. */
export type NamedLayer = { id: string; start: number; end: number; isLogo: boolean }
