import type { MediaFacts } from '../plans/media.ts'
import type { Rate } from '../templates/formats.ts'

/**
 * What was measured of a stretch of pictures: a whole video, or one segment. Light is 0 (black) to 1 (white) of the
 * nominal range. Every series has one entry a frame. Measured on frames that were made small (`small`), so a figure speaks of areas and not of single pixels.
 */
export type PictureFacts = {
  frames: number
  rate: Rate
  width: number
  height: number
  small: { width: number; height: number }
  series: {
    /** Mean light, and that of the darkest and lightest hundredth. */
    light: Float32Array
    low: Float32Array
    high: Float32Array
    /** Share of pixels below 0.05 of full light. */
    dark: Float32Array
    /** Mean difference to the frame before, and that of the 16 x 16 grid's tile that changed most; of the first frame: 0. */
    change: Float32Array
    mostChange: Float32Array
    /** Share of the frame that became lighter, or darker, by a tenth of full light or more, against the frame before. */
    lighter: Float32Array
    darker: Float32Array
    /** Share that turned to or from saturated red. */
    redder: Float32Array
    /** Share of pixels outside the nominal range. */
    outOfRange: Float32Array
    /** Bars: plain lines at top, bottom, left and right, as shares of height and width. */
    top: Float32Array
    bottom: Float32Array
    left: Float32Array
    right: Float32Array
    /** How much neighbouring lines differ beyond what lines two apart do: 0 progressive, near 1 combed. NaN: not looked at. */
    combed: Float32Array
  }
  /** Mean light and colour of each tile of a 16 x 16 grid: y, u, v as bytes, tile by tile, frame by frame. */
  tiles: Uint8Array
  /** The first and the last frame as they were measured (planar 4:2:0), so that neighbours can be compared across a border. */
  first: Uint8Array
  last: Uint8Array
  /** What the decoder complained of, at most 20 lines. */
  faults: string[]
}

/** What was measured of the sound. Series have an entry for each tenth of a second. */
export type SoundFacts = {
  channels: number
  sampleRate: number
  /** Seconds. */
  duration: number
  /** LUFS, LU, dBTP; null where there is too little sound to say. */
  integrated: number | null
  range: number | null
  truePeak: number | null
  series: {
    /** LUFS over the last 0.4 s. */
    momentary: Float32Array
    /** dBFS of the loudest sample. */
    peak: Float32Array
    /** Correlation of left and right, -1 to 1; NaN for mono and silence. */
    correlation: Float32Array
    /** The longest run of samples at full scale. */
    clipped: Uint16Array
  }
  faults: string[]
}

/** What the container says, and what its packets show. */
export type FileFacts = {
  bytes: number
  media: MediaFacts
  /** ffmpeg's names; null: none. */
  codecProfile: string | null
  colour: { matrix: string | null; primaries: string | null; transfer: string | null; range: string | null }
  /** Of all streams, bits per second. */
  bitRate: number | null
  /** Frames as packets, and the differences between their times that are not one frame, at most 100. */
  packets: number
  rate: Rate | null
  gaps: { frame: number; seconds: number }[]
  /** Whether an MP4 or MOV can be played before it is there whole; null: another container. */
  fastStart: boolean | null
  /** When picture and sound begin and end, seconds. */
  picture: { start: number; end: number } | null
  sound: { start: number; end: number } | null
  /** Tags of the container: title, language, and so on. */
  tags: Record<string, string>
  attached: number
}
