import type { MediaFacts } from '../plans/media.ts'
import type { Rate } from '../templates/formats.ts'

/** By frame, each figure a share, or light from 0 (black) to 1 (white) of the nominal range. */
export const pictureSeries = [
  /** Mean light, and that of the darkest and lightest hundredth. */
  'light',
  'low',
  'high',
  /** Share of pixels below 0.05 of full light. */
  'dark',
  /** Mean difference to the frame before, and that of the grid's tile that changed most; of the first frame: 0. */
  'change',
  'mostChange',
  /**
   * Share of the frame that became lighter, or darker, by a tenth of full relative luminance or more against the frame
   * before, where the darker of the two is below 0.8.
   */
  'lighter',
  'darker',
  /** Share that turned to or from saturated red. */
  'redder',
  /** Share of pixels outside of -5 to 105 % in luma, red, green or blue (EBU R 103). */
  'outOfRange',
  /** Bars: plain black lines at top, bottom, left and right up to where a picture begins, as shares of height and width. */
  'top',
  'bottom',
  'left',
  'right',
  /**
   * Of pixels that moved, the share that stand off from the lines above and below, which are alike, less the share that do so from
   * lines two apart: 0 progressive, above a tenth combed. Looked for at full height in a few places; NaN: too little moved there.
   */
  'combed',
] as const
export type PictureSeries = (typeof pictureSeries)[number]

/** Columns and rows of the grid that `tiles` has. */
export const tileGrid = 16

/** How the bytes of a small frame lie: planar 4:2:0 of `width` and `height` + `patches` x `patchLines` lines. */
export type SmallFrame = {
  width: number
  height: number
  /** Below the small picture: so many patches of the video's own pixels, each of `width` x `patchLines`. */
  patches: number
  patchLines: number
  /** Of the luma and chroma samples: red is told by it. */
  matrix: 'bt709' | 'bt601' | 'bt2020'
  /** Whether the file says its matrix. Else only luma counts as out of range: by a guessed one pure colours are so, too. */
  matrixIsSaid: boolean
}

/**
 * What was measured of a stretch of pictures: a whole video, or one segment. Every series has one entry a frame. Measured
 * on frames that were made small (`small`), so a figure speaks of areas and not of single pixels.
 * Facts are kept across batches: whoever measures in another way raises `measuringVersion` (services/quality-inspector/facts-shelf.ts).
 */
export type PictureFacts = {
  frames: number
  rate: Rate
  width: number
  height: number
  small: SmallFrame
  series: Record<PictureSeries, Float32Array>
  /** Mean light and colour of each tile of a 16 x 16 grid: y, u, v as bytes, tile by tile, frame by frame. */
  tiles: Uint8Array
  /** The first and the last frame as they were measured (see `SmallFrame`), so that neighbours can be compared across a border. */
  first: Uint8Array
  last: Uint8Array
  /** What the decoder complained of, at most 20 lines. */
  faults: string[]
}

/** What was measured of the sound. Series have an entry for each tenth of a second, unless they say otherwise. */
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
    /** dBFS of the loudest sample; -120 for silence. */
    peak: Float32Array
    /** The same of each hundredth of a second: where a sound begins. */
    envelope: Float32Array
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
  /** Pictures as packets, and the differences between their times that are not one frame, at most 100. */
  packets: number
  rate: Rate | null
  gaps: { frame: number; seconds: number }[]
  /** How many such differences there are. */
  gapCount: number
  /** Whether an MP4 or MOV can be played before it is there whole; null: another container. */
  fastStart: boolean | null
  /** When picture and sound begin and end, seconds. */
  picture: { start: number; end: number } | null
  sound: { start: number; end: number } | null
  /** Tags of the container: title, language, and so on. */
  tags: Record<string, string>
  /** Pictures (cover art) that are attached, and streams that are neither picture nor sound: data, subtitles, fonts. */
  attached: number
  /** What the reader of the file complained of, at most 20 lines. */
  faults: string[]
}

/**
 * How near stretches of a finished video are to their plan rendered without loss, second by second (the last of a stretch may be
 * shorter). Frames are those of the video; figures are means over them.
 */
export type LikenessFacts = {
  seconds: {
    from: number
    to: number
    /** Structural similarity over all planes, 1: the same. */
    ssim: number
    /** dB; 100: the same. */
    psnr: number
    /** 0 to 100; null: this build of ffmpeg has no libvmaf. */
    vmaf: number | null
  }[]
  /** Why it could not be compared whole. */
  fault: string | null
}
