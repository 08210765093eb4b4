import type { Rate } from '../templates/formats.ts'

/** What is known of a video or audio file before it is used; read by ffprobe, never taken from its name. */
export type MediaFacts = {
  /**
   * Seconds from the file's zero (the first moment of its earliest stream) to the end of its longest stream; null
   * when it can't be told. As far as the packets reach, whatever the header says.
   */
  duration: number | null
  container: string
  /** The file ends before its header says so: how long it should have been, in seconds. */
  cutShort: { promised: number } | null
  video: VideoFacts | null
  audio: AudioFacts | null
}

export type VideoFacts = {
  /** Index among all streams. */
  stream: number
  codec: string
  /** Coded size. */
  width: number
  height: number
  /** Shape of a pixel: shown width is width x num / den. */
  pixelAspect: { num: number; den: number }
  /** Degrees clockwise that a player turns the picture by: 0, 90, 180, 270. */
  rotation: number
  /** A player mirrors the picture left to right, before it turns it. */
  mirrored: boolean
  /** Size as shown: turned upright, pixels made square. */
  shownWidth: number
  shownHeight: number
  pixelFormat: string
  bitDepth: number
  hasAlpha: boolean
  range: 'limited' | 'full'
  /** Of the picture; guessed by size when the file doesn't say. */
  matrix: 'bt709' | 'bt601' | 'bt2020' | 'rgb'
  transfer: 'sdr' | 'pq' | 'hlg'
  /** ffmpeg's name, `unknown` when the file doesn't say. */
  primaries: string
  interlaced: 'no' | 'top-first' | 'bottom-first'
  /** Mean frames per second. */
  rate: Rate | null
  /** When the first frame shows, in seconds from the file's zero. */
  start: number
  /** When the last frame ends, in seconds from the file's zero. */
  duration: number | null
}

export type AudioFacts = {
  stream: number
  codec: string
  channels: number
  sampleRate: number
  /** When the first sample sounds, in seconds from the file's zero. */
  start: number
  /** When the last sample ends, in seconds from the file's zero. */
  duration: number | null
}

/**
 * Containers that are read, by ffmpeg's names. All of them hold their media themselves: playlists, concat scripts and
 * image sequences would let a hostile file name others.
 */
export const readableContainers = [
  ...[
    'mov',
    'mp4',
    'm4a',
    '3gp',
    '3g2',
    'mj2',
    'matroska',
    'webm',
    'avi',
    'asf',
    'flv',
    'mxf',
    'nut',
    'gif',
    'apng',
  ],
  ...[
    'mpegts',
    'mpeg',
    'mpegvideo',
    'm4v',
    'h264',
    'hevc',
    'av1',
    'obu',
    'ivf',
    'dv',
    'ogg',
    'wav',
    'w64',
    'aiff',
  ],
  ...[
    'caf',
    'flac',
    'mp3',
    'aac',
    'ac3',
    'eac3',
    'amr',
    'au',
    'wv',
    'ape',
    'tta',
    'mpc',
    'mpc8',
    'oma',
    'dts',
  ],
] as const

/** Flags before the `-i` of a file that somebody else made: nothing but this file is opened. */
export const safeInput: readonly string[] = [
  '-protocol_whitelist',
  'file,pipe',
  '-format_whitelist',
  readableContainers.join(','),
]

/** What an ffmpeg build brings, by ffmpeg's own names. Encoders are those that were seen to encode. */
export type FfmpegBuild = {
  encoders: ReadonlySet<string>
  decoders: ReadonlySet<string>
  filters: ReadonlySet<string>
}

/**
 * A stretch of a clip made ready for a place in a frame: constant rate, exactly `frames` frames, upright, square
 * pixels, progressive, BT.709 limited range, fitted into its box. Everything that decides its pixels.
 */
export type ClipSpec = {
  kind: 'clip'
  /** SHA-256 of the source file's bytes, lower-case hex. */
  content: string
  rate: Rate
  frames: number
  /** Seconds of the source, from its zero. */
  from: number
  to: number | null
  speed: number
  end: 'freeze' | 'loop' | 'hide'
  /** The box, in output pixels. */
  width: number
  height: number
  fit: 'cover' | 'contain' | 'fill'
  /** Under `cover` this point of the picture comes as near to the box's middle as the picture's edges allow. */
  focus: { x: number; y: number }
  /** Of the corners of what is seen: of the box, or under `contain` of the picture. */
  radius: number
  /** Standard deviation. */
  blur: number
  opacity: number
  /** Degrees clockwise about the box's middle. */
  rotation: number
  /** Pixel format that the frame is composed in: `yuv420p`, `yuv444p` or `yuv422p10le`. */
  composeIn: ComposeFormat
}
export type ComposeFormat = 'yuv420p' | 'yuv444p' | 'yuv422p10le'

/** A pixel format with transparency, for each that frames are composed in. */
export const withAlpha: Record<ComposeFormat, string> = {
  yuv420p: 'yuva420p',
  yuv444p: 'yuva444p',
  yuv422p10le: 'yuva422p10le',
}

/** Where a clip's picture lies: its top left corner relative to the box's, and its size. The coded picture may be wider. */
export type ClipPlace = { left: number; top: number; width: number; height: number }

/** A clip that was made, as it lies on disk. */
export type ClipFile = {
  path: string
  frames: number
  /** Transparency lies in a second video stream, as its luma. */
  hasAlpha: boolean
  place: ClipPlace
  coded: { width: number; height: number }
}

/** A clip that a segment reads straight from its source, without a file in between. */
export type ClipSource = {
  /** The input's flags, up to its `-i` and path. */
  input: string[]
  /** Frame of the clip with which the stream begins (default: its first). */
  first?: number
  frames: number
  hasAlpha: boolean
  place: ClipPlace
  coded: { width: number; height: number }
  /**
   * Filters from the input of this number to one stream, `label`, of exactly `frames` frames on a clock of one tick a
   * frame, in the format that `clipPicture` gives. Labels in between begin with `prefix`.
   */
  filters(input: number, prefix: string, label: string): string
}

/**
 * Filters that turn a clip's file into one stream of pictures of the size of its place, in `composeIn` or, when it has
 * transparency, its sister with alpha. `input` is the input's number in the command; the chain ends in `label`, like
 * `[c0]`. Both streams lie on the same clock, so `-ss` before the `-i` moves them alike.
 */
export function clipPicture(
  clip: Pick<ClipFile, 'hasAlpha' | 'place' | 'coded'>,
  input: number,
  composeIn: ComposeFormat,
  label: string,
): string {
  const { place, coded } = clip
  const whole = place.width === coded.width && place.height === coded.height
  // A coded picture has even sides; an odd box shows one column or row less.
  const cut = whole ? '' : `,crop=${place.width}:${place.height}:0:0:exact=1`
  if (!clip.hasAlpha) return `[${input}:v:0]format=${composeIn}${cut}${label}`
  // alphamerge knows 8 bits only, and a grey alpha would be squeezed into limited range on its way to it.
  const merge = `mergeplanes=map1p=1:map2p=2:map3s=1:format=${withAlpha[composeIn]}`
  return `[${input}:v:0][${input}:v:1]${merge}${cut}${label}`
}

/** One voice in a mix. Times are seconds of the finished video. */
export type MixInput = {
  role: 'music' | 'voice' | 'clip'
  content: string
  /** Where in the video it starts, and how long it may last. */
  at: number
  duration: number
  /** Where in the source it starts. */
  from: number
  /** End of the used stretch of the source (null: its end). */
  to: number | null
  speed: number
  loop: boolean
  /** Decibels. */
  gain: number
  fadeIn: number
  fadeOut: number
}

/** The whole sound of one video: everything that decides its samples. */
export type AudioSpec = {
  kind: 'audio'
  /** Exact length, in samples at 48 kHz stereo. */
  samples: number
  inputs: MixInput[]
  /** How far music and clips step back under a voice, in decibels; attack and release in seconds. */
  duck: { by: number; attack: number; release: number } | null
  /** LUFS and dBTP. */
  loudness: { integrated: number; truePeak: number }
  codec: 'aac' | 'opus' | 'pcm'
  /** Bits per second; 0 for pcm. */
  bitrate: number
}
