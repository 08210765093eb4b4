import type { ClipSpec, FfmpegBuild, VideoFacts } from '../../../src-shared/plans/media.ts'
import { colourKind } from './colours.ts'
import { type Fitting, fitting } from './placing.ts'
import { seekEarly, seekFrom } from './stretch.ts'

/**
 * CPU milliseconds (user and system) for a million pixels of one frame. Measured in November 2026 on one thread of a
 * two-core AMD EPYC under load, with ffmpeg 7.0 and, where it differs, 5.1: 20 to 120 frames of camera-like pictures of
 * 720p, 1080p and 4K at common bit rates (1080p H.264: 8 Mbit/s), each step's own cost, the least of two or three runs.
 * They decide which way is cheaper and nothing that is seen, so they need to be right to a third or so.
 */
const ms = {
  decode: {
    av1: 2.6,
    ffv1: 18,
    h264: 3.7,
    hevc: 5.4,
    mjpeg: 2,
    mpeg2video: 1.3,
    mpeg4: 1.2,
    prores: 6.9,
    vp9: 3.8,
  } as Record<string, number>,
  decodeOther: 5,
  /** ProRes 4444 with its alpha; the others' own alpha costs them little. */
  decodeProresAlpha: 34,
  deinterlace: 0.8,
  /** Of the larger of both sizes. */
  scale: 1.3,
  otherRange: 2.7,
  otherMatrix: 8.5,
  /** HDR and wide gamut. */
  toneMap: 15,
  /** Into 10 bit or 4:4:4. */
  convert: 1.9,
  blur: 2.2,
  rotate: 13,
  ownAlpha: 11,
  /** ffmpeg 5.1 decodes utvideo three to four times as slowly: it has no decoder of several symbols at once yet. */
  file: {
    utvideo: { encode: 4, decode: 1.2 },
    x264: { encode: 7, decode: 2.6 },
    x264Deep: { encode: 13.4, decode: 4.4 },
    ffv1: { encode: 18, decode: 18.6 },
    /** The second stream, mostly a mask that stands still. */
    alpha: { encode: 1, decode: 0.5 },
  },
}

/** Bytes of a lossless clip beyond which a smaller form is taken, and what a sample is likely to take. */
const losslessBytes = 2 ** 30
const bytesPerSample = 0.25

/**
 * How a clip lies on disk. Ut Video loses nothing and is read in a half to a quarter of the time of H.264 of this
 * quality, but is two to ten times as large: long clips are x264's. 10 bit is only known to x264 and, slowly, FFV1.
 *
 * At 1080p, ms to read, kB a frame and luma PSNR of camera pictures: Ut Video 2.4, 640, no loss; x264 ultrafast crf 8
 * 8.6, 294, 54.7 dB; crf 12 5.4, 158, 52.7 dB; MPEG-2 q 1 3.6, 95, 51.6 dB; MJPEG q 1 4.2, 139, 51.3 dB;
 * FFV1 38, 515; HuffYUV 7.3, 876; raw 0.4, 3110.
 */
export function formOf(
  spec: Pick<ClipSpec, 'composeIn' | 'width' | 'height' | 'frames'>,
  build: Pick<FfmpegBuild, 'encoders'>,
): 'utvideo' | 'x264' | 'ffv1' {
  const hasX264 = build.encoders.has('libx264')
  if (spec.composeIn === 'yuv422p10le') return hasX264 ? 'x264' : 'ffv1'
  const samples = spec.width * spec.height * (spec.composeIn === 'yuv444p' ? 3 : 1.5) * spec.frames
  return hasX264 && samples * bytesPerSample > losslessBytes ? 'x264' : 'utvideo'
}

/**
 * Whether a clip that `uses` segments show is better made into a file, which all of them read, than read by each
 * straight from its source. A segment that shows a part of the clip counts as the share that it shows. A loop of
 * several turns can only be a file, whatever this says: `readClip` tells.
 */
export function worthAFile(ask: { spec: ClipSpec; video: VideoFacts; uses: number }): boolean {
  const { spec, video, uses } = ask
  const { making, reading, decoding } = clipCosts(spec, video)
  return making + uses * decoding < uses * reading
}

/** CPU milliseconds for the whole clip: to make its file, to read it straight from its source, to read the file. */
export function clipCosts(
  spec: ClipSpec,
  video: VideoFacts,
): { making: number; reading: number; decoding: number } {
  const fit = fitting(spec, video)
  const reading = sourceFrames(spec, video) * fromSource(video) + spec.frames * filtered(spec, video, fit)
  const file = fileCosts(spec, video, megapixels(fit.kept))
  return {
    making: reading + spec.frames * file.encode,
    reading,
    decoding: spec.frames * file.decode,
  }
}

function megapixels({ width, height }: { width: number; height: number }): number {
  return (width * height) / 1e6
}

function filtered(spec: ClipSpec, video: VideoFacts, { scaled, kept }: Fitting): number {
  const isScaled = scaled.width !== video.shownWidth || scaled.height !== video.shownHeight
  const kind = colourKind(video)
  const onScaled =
    (kind === 'plain' ? 0 : ms.toneMap) +
    (kind === 'plain' && video.matrix !== 'bt709' ? ms.otherMatrix : 0) +
    (video.range === 'full' ? ms.otherRange : 0)
  const onKept =
    (spec.composeIn === 'yuv420p' ? 0 : ms.convert) +
    (spec.blur > 0 ? ms.blur : 0) +
    (spec.rotation % 360 === 0 ? 0 : ms.rotate) +
    (video.hasAlpha ? ms.ownAlpha : 0)
  return (
    (isScaled ? ms.scale * Math.max(megapixels(video), megapixels(scaled)) : 0) +
    onScaled * megapixels(scaled) +
    onKept * megapixels(kept)
  )
}

function fromSource(video: VideoFacts): number {
  const decode =
    video.codec === 'prores' && video.hasAlpha
      ? ms.decodeProresAlpha
      : (ms.decode[video.codec] ?? ms.decodeOther)
  return megapixels(video) * (decode + (video.interlaced === 'no' ? 0 : ms.deinterlace))
}

/** Frames that are decoded: those of the stretch and those before it, up to its beginning or to a key frame. */
function sourceFrames(spec: ClipSpec, video: VideoFacts): number {
  const rate = video.rate === null ? 30 : video.rate.num / video.rate.den
  const length = (spec.frames * spec.rate.den * spec.speed) / spec.rate.num
  const end = Math.min(
    spec.from + length,
    spec.to ?? Number.POSITIVE_INFINITY,
    video.duration ?? Number.POSITIVE_INFINITY,
  )
  // Behind a seek, half a group of 2 s on the average.
  const before = spec.from <= seekFrom ? spec.from : seekEarly + 1
  return rate * (Math.max(0, end - spec.from) + before)
}

/** With libx264, as nearly all builds have it. */
function fileCosts(spec: ClipSpec, video: VideoFacts, size: number): { encode: number; decode: number } {
  const hasAlpha = video.hasAlpha || spec.radius > 0 || spec.opacity < 1 || spec.rotation % 360 !== 0
  const form = formOf(spec, { encoders: new Set(['libx264']) })
  const cost = spec.composeIn === 'yuv422p10le' ? ms.file.x264Deep : ms.file[form]
  const chroma = spec.composeIn === 'yuv444p' ? 2 : 1
  const of = (kind: 'encode' | 'decode') =>
    size * (cost[kind] * chroma + (hasAlpha ? ms.file.alpha[kind] : 0))
  return { encode: of('encode'), decode: of('decode') }
}
