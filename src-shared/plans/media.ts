import type { Rate } from '../templates/formats.ts'

/** What is known of a video or audio file before it is used; read by ffprobe, never taken from its name. */
export type MediaFacts = {
  /** Seconds of the longest stream that was found; null when the file doesn't say or says nonsense. */
  duration: number | null
  container: string
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
  /** Size as shown: turned upright, pixels made square. */
  shownWidth: number
  shownHeight: number
  pixelFormat: string
  bitDepth: number
  hasAlpha: boolean
  range: 'limited' | 'full'
  /** Of the picture; guessed by size when the file doesn't say. */
  matrix: 'bt709' | 'bt601' | 'bt2020'
  transfer: 'sdr' | 'pq' | 'hlg'
  primaries: string
  interlaced: 'no' | 'top-first' | 'bottom-first'
  /** Mean frames per second. */
  rate: Rate | null
  /** Seconds. */
  duration: number | null
}

export type AudioFacts = {
  stream: number
  codec: string
  channels: number
  sampleRate: number
  duration: number | null
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
  /** Seconds of the source. */
  from: number
  to: number | null
  speed: number
  end: 'freeze' | 'loop' | 'hide'
  width: number
  height: number
  fit: 'cover' | 'contain' | 'fill'
  focus: { x: number; y: number }
  radius: number
  blur: number
  opacity: number
  rotation: number
  /** Pixel format that the frame is composed in: `yuv420p`, `yuv444p` or `yuv422p10le`. */
  composeIn: ComposeFormat
}
export type ComposeFormat = 'yuv420p' | 'yuv444p' | 'yuv422p10le'

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
  duck: { by: number; attack: number; release: number } | null
  loudness: { integrated: number; truePeak: number }
  codec: 'aac' | 'opus' | 'pcm'
  /** Bits per second; 0 for pcm. */
  bitrate: number
}
