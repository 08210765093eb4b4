import type { Codec, Quality, Rate } from '../templates/formats.ts'
import type { AudioSpec, ClipSpec, ComposeFormat } from './media.ts'
import type { RasterSpec } from './rasters.ts'

/**
 * The plan of one video: what has to be made, from what, in an order in which everything needed comes first. Pure
 * data. Two artifacts with the same hash are the same file, whichever row, language or format asks for them.
 */
export type VideoPlan = {
  rowKey: string
  language: string
  format: string
  width: number
  height: number
  rate: Rate
  frames: number
  codec: Codec
  quality: Quality
  artifacts: Artifact[]
  /** Hash of the last artifact: the finished file. */
  output: string
  /** Why time was cut as it was: a cut for each segment, in order. */
  cuts: Cut[]
}

/**
 * What a thing follows from besides the template, as a sum: 1 for the language, 2 for the row. Whatever follows from
 * nothing is the same in every video of a format.
 */
export type Follows = 0 | 1 | 2 | 3

/** One segment's stretch of the video and why it is one. Frames count from the video's start. */
export type Cut = {
  segment: string
  from: number
  frames: number
  follows: Follows
  /** Why it begins here and not elsewhere. */
  because: 'start' | 'scene' | 'follows' | 'length' | 'whole'
}

export type Artifact = {
  /** SHA-256, lower-case hex, of everything that can change the file's bits. */
  hash: string
  /** For people: `scene intro, frames 0-89`. */
  label: string
  spec: RasterSpec | ClipSpec | AudioSpec | SegmentSpec | OutputSpec
  /** Hashes of the artifacts that it is made of. */
  needs: string[]
}

/** How a layer comes or goes, in frames of its own clock. */
export type PlacedMove = {
  effect: 'fade' | 'slide' | 'zoom'
  frames: number
  side: 'left' | 'right' | 'top' | 'bottom'
  easing: 'linear' | 'in' | 'out' | 'in-out'
}

export type View = { zoom: number; x: number; y: number }

/** One layer as it stands in one segment. */
export type PlacedLayer = {
  /** First frame of the segment in which it shows, and the one after its last. */
  from: number
  to: number
  /** Frame of the layer's own clock at the segment's frame 0 (negative: it comes later). */
  clock: number
  /** How long it lives, in frames. */
  frames: number
  /** Its box's top left corner in the frame, output pixels, and the box's size. */
  x: number
  y: number
  width: number
  height: number
  enter: PlacedMove | null
  exit: PlacedMove | null
  picture:
    | { kind: 'raster'; artifact: string }
    | { kind: 'clip'; artifact: string }
    /** A clip that only this segment shows: read straight from its source, without a file in between. */
    | { kind: 'source'; spec: ClipSpec }
    /** A still that moves slowly: prepared larger than its box, cut out frame by frame. `mask` rounds its corners and thins it. */
    | {
        kind: 'moving'
        artifact: string
        pictureWidth: number
        pictureHeight: number
        motion: { from: View; to: View; easing: 'linear' | 'in' | 'out' | 'in-out' }
        mask: string | null
        rotation: number
      }
}

/** Layers over a plain background, lowest first. */
export type Stack = { background: string; layers: PlacedLayer[] }

/** A stretch of one scene, or of one scene passing into the next. Frames of its layers count from the part's start. */
export type SegmentPart = {
  frames: number
  stack: Stack
  /**
   * The scene that comes over `stack`: frame f of the part is share (done + f + 1) / (of + 1) of the way. `of` are the
   * frames of the whole transition, `done` those before this part.
   */
  into: {
    stack: Stack
    type: 'fade' | 'slide' | 'wipe' | 'zoom'
    side: 'left' | 'right' | 'top' | 'bottom'
    easing: 'linear' | 'in' | 'out' | 'in-out'
    done: number
    of: number
  } | null
}

/** A stretch of video that is encoded in one go: the unit of sharing. Its parts follow one another without a gap. */
export type SegmentSpec = {
  kind: 'segment'
  width: number
  height: number
  rate: Rate
  /** Of all parts. */
  frames: number
  composeIn: ComposeFormat
  codec: Codec
  quality: Quality
  parts: SegmentPart[]
  /** What makes the bits besides the picture: encoder settings, ffmpeg build, planner version. */
  made: EncoderMark
}

export type EncoderMark = {
  ffmpeg: string
  planner: number
  encoder: string
  settings: string[]
  /** The hardware encoder's, where it was chosen among several. */
  device?: string
}

/** The finished file: segments joined by stream copy (or, for GIF, turned into it), with the sound. */
export type OutputSpec = {
  kind: 'output'
  codec: Codec
  width: number
  height: number
  rate: Rate
  frames: number
  /** Hashes in order, with the frames of each. */
  segments: { artifact: string; frames: number }[]
  audio: string | null
  made: EncoderMark
}
