import type { HardwareFamily } from '../../../src-shared/farm/farm.ts'
import type { Codec, Quality, Rate } from '../../../src-shared/templates/formats.ts'
import { chooseHardware, type EncoderWish } from './hardware-choices.ts'

/** How one codec is encoded at one quality: the ffmpeg encoder and its flags. */
export type EncoderChoice = {
  encoder: string
  pixelFormat: string
  /** Flags for ffmpeg, rate control and structure, without threads and colour tags. */
  settings: string[]
  /** Container of a segment, in which timestamps are exact. */
  segmentExtension: 'mp4' | 'mov'
  /** Absent: the processor encodes. */
  hardware?: HardwareUse
}

/** What a hardware encoder needs around it. */
type HardwareUse = {
  family: HardwareFamily
  /** Of several devices the one that is opened; null: ffmpeg's choice. */
  device: string | null
  /** ffmpeg's flags ahead of its inputs. */
  open: readonly string[]
  /** The filter that brings frames to the chip, at the end of the graph; null: the encoder does it. */
  upload: string | null
}

type Levels = Record<Quality, string>
const level = (draft: string, standard: string, high: string): Levels => ({ draft, standard, high })

// Constant quality everywhere: a bulk batch has no bit budget, and rate control would carry state over a joint.
const h264 = {
  preset: level('ultrafast', 'superfast', 'medium'),
  crf: level('27', '18.5', '16'),
  bFrames: level('0', '3', '3'),
  // superfast with its one bad saving undone: it looks no frames ahead.
  more: level('', ':mbtree=1:rc-lookahead=10', ''),
}
const hevc = { preset: level('ultrafast', 'veryfast', 'medium'), crf: level('28', '21', '18') }
const vp9 = {
  deadline: level('realtime', 'good', 'good'),
  speed: level('8', '3', '2'),
  crf: level('34', '28', '22'),
}
const av1 = { preset: level('11', '9', '6'), crf: level('38', '20', '18') }
/** 1 is LT, 2 is ProRes 422, 3 is HQ. */
const prores = level('1', '2', '3')

/**
 * The choice for a codec. `available` is what the build has proved to encode; AV1 falls back from SVT-AV1 to libaom. The
 * wish for a hardware encoder, which whoever utters it has proved, is granted where it can make such a video; else the
 * processor does. Returns null when the build has no encoder for the codec.
 */
export function chooseEncoder(
  ask: {
    codec: Codec
    quality: Quality
    rate: Rate
    width: number
    height: number
    available: ReadonlySet<string>
  } & Partial<EncoderWish>,
): EncoderChoice | null {
  const { codec, quality, rate, width, height, available } = ask
  const odd = width % 2 === 1 || height % 2 === 1
  // A key frame at least every two seconds, so that players and editors can seek.
  const gop = String(Math.max(1, Math.round((2 * rate.num) / rate.den)))
  const { hardware = null, device = null } = ask
  const inHardware = chooseHardware({ wish: { hardware, device }, codec, quality, gop, width, height })
  if (inHardware !== null) return inHardware
  const pick = (choice: EncoderChoice): EncoderChoice | null =>
    available.has(choice.encoder) ? choice : null
  switch (codec) {
    case 'h264':
      return pick({
        encoder: 'libx264',
        pixelFormat: odd ? 'yuv444p' : 'yuv420p',
        settings: [
          '-preset',
          h264.preset[quality],
          '-crf',
          h264.crf[quality],
          '-profile:v',
          odd ? 'high444' : 'high',
          '-bf',
          h264.bFrames[quality],
          '-g',
          gop,
          // Closed groups: each segment decodes by itself, whatever stands beside it.
          '-x264-params',
          `open-gop=0:stitchable=1${h264.more[quality]}`,
        ],
        segmentExtension: 'mp4',
      })
    case 'hevc':
      return pick({
        encoder: 'libx265',
        pixelFormat: odd ? 'yuv444p' : 'yuv420p',
        settings: [
          '-preset',
          hevc.preset[quality],
          '-crf',
          hevc.crf[quality],
          '-g',
          gop,
          '-x265-params',
          'open-gop=0:log-level=error:info=0',
          '-tag:v',
          'hvc1',
        ],
        segmentExtension: 'mp4',
      })
    case 'prores':
      return pick({
        encoder: 'prores_ks',
        pixelFormat: 'yuv422p10le',
        settings: ['-profile:v', prores[quality], '-vendor', 'apl0'],
        segmentExtension: 'mov',
      })
    case 'vp9':
      return pick({
        encoder: 'libvpx-vp9',
        pixelFormat: 'yuv420p',
        settings: [
          '-b:v',
          '0',
          '-crf',
          vp9.crf[quality],
          '-deadline',
          vp9.deadline[quality],
          '-cpu-used',
          vp9.speed[quality],
          '-g',
          gop,
          '-lag-in-frames',
          '16',
          '-auto-alt-ref',
          '1',
        ],
        segmentExtension: 'mp4',
      })
    case 'av1': {
      // SVT-AV1 takes even sizes from 64 pixels up.
      const svt: EncoderChoice = {
        encoder: 'libsvtav1',
        pixelFormat: 'yuv420p',
        settings: ['-preset', av1.preset[quality], '-crf', av1.crf[quality], '-g', gop],
        segmentExtension: 'mp4',
      }
      const aom: EncoderChoice = {
        encoder: 'libaom-av1',
        pixelFormat: 'yuv420p',
        settings: [
          '-b:v',
          '0',
          '-crf',
          av1.crf[quality],
          '-cpu-used',
          '8',
          '-g',
          gop,
          '-lag-in-frames',
          '16',
        ],
        segmentExtension: 'mp4',
      }
      return (odd || width < 64 || height < 64 ? null : pick(svt)) ?? pick(aom)
    }
    case 'gif':
      // The picture before it becomes a GIF: nothing may be lost yet.
      return pick({
        encoder: 'libx264',
        pixelFormat: 'yuv444p',
        settings: ['-preset', 'ultrafast', '-qp', '0', '-g', gop],
        segmentExtension: 'mp4',
      })
  }
}

/**
 * Of each encoder, on every machine: several threads would write other bits. Besides, two processes of one thread make
 * about 1.4 times as much as one of two.
 */
export const encoderThreads = 1

/** Flags that keep an encoder to a number of threads. */
function threadFlags(encoder: string, threads: number): string[] {
  switch (encoder) {
    case 'libx265':
      // x265 has its own pool, which ffmpeg's -threads doesn't reach. Merged into -x265-params by `withThreads`.
      return ['-threads', String(threads)]
    case 'libsvtav1':
      return ['-svtav1-params', `lp=${threads}`]
    default:
      return ['-threads', String(threads)]
  }
}

/** A choice's settings with its thread flags worked in. */
export function settingsWithThreads(choice: EncoderChoice, threads: number): string[] {
  if (choice.encoder !== 'libx265') return [...choice.settings, ...threadFlags(choice.encoder, threads)]
  return [
    ...choice.settings.map((flag, at) =>
      choice.settings[at - 1] === '-x265-params'
        ? `${flag}:pools=${threads === 1 ? 'none' : threads}:frame-threads=${threads}`
        : flag,
    ),
    ...threadFlags(choice.encoder, threads),
  ]
}

/** Tags that say what the samples mean: BT.709, limited range. Every output carries them. */
export const colourTags = [
  '-color_range',
  'tv',
  '-colorspace',
  'bt709',
  '-color_primaries',
  'bt709',
  '-color_trc',
  'bt709',
] as const

/** Ticks a second of a segment's and an output's clock: a whole number of ticks a frame, and at least 10,000. */
export function timescaleOf(rate: Rate): number {
  return rate.num * Math.max(1, Math.ceil(10_000 / rate.num))
}
