import type { Artifact, SegmentSpec, Stack } from '../../../src-shared/plans/plan.ts'
import type { Codec, Quality } from '../../../src-shared/templates/formats.ts'

/**
 * CPU-milliseconds (user and system) to encode a million pixels on one thread. Measured in November 2026 on a two-core
 * AMD EPYC under load, ffmpeg 7.0, 60 frames of 720p of a shipped template. Other machines differ as a whole; what is said
 * of a batch with and without sharing stays in proportion.
 */
const encoding: Record<Codec, Record<Quality, number>> = {
  h264: { draft: 2.7, standard: 6.3, high: 16 },
  hevc: { draft: 14.5, standard: 27.5, high: 36.5 },
  prores: { draft: 72, standard: 72, high: 72 },
  vp9: { draft: 45, standard: 50, high: 50 },
  av1: { draft: 13.5, standard: 23.5, high: 65 },
  gif: { draft: 5.5, standard: 5.5, high: 5.5 },
}
/** The finding and using of a GIF's colours, measured in the same way. */
const gifPalette = 46
/** Starting ffmpeg and an encoder, as the cuts reckon with. */
const segmentStart = 180
/** Reading a million pixels of a clip and fitting them; frames that move slowly, laid over others. */
const [reading, moving] = [5, 1.5]
/** A text or shape drawn and packed as a PNG, as measured at 1080p. */
const drawing = { start: 4, million: 40 }
// From here on estimates: small beside the encoding.
const composing = { frame: 0.7, layer: 0.5 }
const fitting = { start: 25, million: 60 }
const joining = 100
const sound = { start: 250, second: 22 }
const samplesPerSecond = 48_000
/** Looking at a finished video: programs that start, and a million pixels that are decoded and made small. */
const inspecting = { start: 350, million: 4 }

/** About how many CPU-milliseconds it takes to inspect a pixel of finished videos of so many pixels each. */
export const inspectingPixel = (pixels: number): number =>
  inspecting.million / 1e6 + inspecting.start / Math.max(1, pixels)

/** About how many CPU-seconds it takes to make an artifact once what it needs is there. */
export function cpuSeconds(spec: Artifact['spec']): number {
  return milliseconds(spec) / 1_000
}

function milliseconds(spec: Artifact['spec']): number {
  switch (spec.kind) {
    case 'text':
    case 'shape':
      return drawing.start + drawing.million * millions(spec)
    case 'picture':
      return fitting.start + fitting.million * millions(spec)
    case 'clip':
      return segmentStart + spec.frames * millions(spec) * (reading + encoding.h264.draft)
    case 'audio':
      return sound.start + (sound.second * spec.samples) / samplesPerSecond
    case 'segment':
      return segment(spec)
    case 'output':
      return joining + (spec.codec === 'gif' ? gifPalette * spec.frames * millions(spec) : 0)
    default:
      return spec satisfies never
  }
}

const millions = ({ width, height }: { width: number; height: number }): number => (width * height) / 1e6

function segment(spec: SegmentSpec): number {
  let sum =
    segmentStart + spec.frames * millions(spec) * (composing.frame + encoding[spec.codec][spec.quality])
  for (const { stack, into } of spec.parts) sum += layers(stack) + (into === null ? 0 : layers(into.stack))
  return sum
}

function layers(stack: Stack): number {
  let sum = 0
  for (const { from, to, width, height, picture } of stack.layers) {
    const each = picture.kind === 'raster' ? composing.layer : picture.kind === 'moving' ? moving : reading
    sum += ((to - from) * width * height * each) / 1e6
  }
  return sum
}
