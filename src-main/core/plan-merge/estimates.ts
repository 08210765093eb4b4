import type { Artifact, SegmentSpec, Stack } from '../../../src-shared/plans/plan.ts'
import type { Codec, Quality } from '../../../src-shared/templates/formats.ts'

/**
 * CPU-milliseconds to encode a million pixels, one thread, measured with ffmpeg 7.0 on frames of the shipped templates
 * (1080p; a 2.9 GHz server core). Other machines differ as a whole; the shares between plans stay.
 */
const encoding: Record<Codec, Record<Quality, number>> = {
  h264: { draft: 2.2, standard: 5, high: 13 },
  hevc: { draft: 14, standard: 26, high: 60 },
  prores: { draft: 13, standard: 14, high: 15 },
  vp9: { draft: 13, standard: 30, high: 75 },
  av1: { draft: 17, standard: 30, high: 85 },
  gif: { draft: 3, standard: 3, high: 3 },
}
/** Putting a million pixels of layers over one another; and of those that move slowly, or are read from a clip. */
const composing = { frame: 1.2, layer: 0.5, moving: 2.5, clip: 4 }
/** Starting ffmpeg and an encoder. */
const segmentStart = 170
const gifPalette = 9
const joining = 100
/** A text or shape as a PNG, and a picture opened, fitted and written. */
const drawing = { start: 4, million: 40 }
const fitting = { start: 25, million: 60 }
/** A sound's second: decoding, loudness, coding, measuring. */
const sound = { start: 250, second: 22 }
const samplesPerSecond = 48_000

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
      return segmentStart + spec.frames * millions(spec) * (composing.clip + encoding.h264.draft)
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
    const each =
      picture.kind === 'raster'
        ? composing.layer
        : picture.kind === 'moving'
          ? composing.moving
          : composing.clip
    sum += ((to - from) * width * height * each) / 1e6
  }
  return sum
}
