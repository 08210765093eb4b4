import type { UnitKind } from '../../../src-shared/farm/units.ts'
import type { Codec, Quality } from '../../../src-shared/templates/formats.ts'

/** What a unit's memory follows from. */
export type MemoryShape = {
  kind: UnitKind
  width: number
  height: number
  /** Inputs and layers. */
  pictures: number
  codec: string | null
  quality: string | null
  /** ffmpeg's name of a hardware encoder; null: the processor's. */
  hardware: string | null
}

/**
 * What was learnt, by class of units (kind, encoder, quality, size): the most that was held, as a factor of what was expected to
 * begin with, and how often it was seen. Plain data, kept per machine.
 */
export type LearntMemory = Record<string, { factor: number; seen: number }>

/** Bytes that the programs of a unit are expected to hold at most. */
export function unitMemory(shape: MemoryShape, learnt: LearntMemory): number {
  const begin = startingMemory(shape)
  const known = learnt[classOf(shape)]
  if (known === undefined) return begin
  // A few light ones don't prove that all are.
  const trust = Math.min(1, known.seen / trustedAfter)
  return Math.round(begin * Math.max(known.factor, trust * known.factor + 1 - trust) * spare)
}

/** A unit of this shape held `peakBytes` at most. Follows the heaviest at once, and forgets it over some hundred lighter ones. */
export function learnMemory(learnt: LearntMemory, shape: MemoryShape, peakBytes: number): LearntMemory {
  const name = classOf(shape)
  const known = learnt[name]
  const now = peakBytes / startingMemory(shape)
  const factor =
    known === undefined || now >= known.factor ? now : known.factor + (now - known.factor) * forgets
  return { ...learnt, [name]: { factor, seen: (known?.seen ?? 0) + 1 } }
}

const trustedAfter = 5
const spare = 1.1
const forgets = 0.01

const megabyte = 1_000_000
/** ffmpeg itself; SVT-AV1 besides, whatever the size. */
const program = 35 * megabyte
const svt = 180 * megabyte

/**
 * Bytes for each pixel of the frame, reading one clip and encoding: what ffmpeg 7.0 held at most (`time -v`), one thread each,
 * 72 frames, settings as in `ffmpeg-commands`. In MB at 720p, 1080p, 4K: x264 superfast 121, 218, 733 (ultrafast 56,
 * 86; medium 237, 468, 1,680), x265 veryfast 236, 443, VP9 185, 349, SVT-AV1 preset 9 349, 493, ProRes 85, 158; lossless x264,
 * as for GIF, 77, 129.
 */
const encoding: Record<Codec, Record<Quality, number>> = {
  h264: { draft: 25, standard: 90, high: 220 },
  hevc: { draft: 135, standard: 220, high: 250 },
  vp9: { draft: 140, standard: 165, high: 165 },
  av1: { draft: 120, standard: 150, high: 250 },
  prores: { draft: 60, standard: 60, high: 60 },
  gif: { draft: 47, standard: 47, high: 47 },
}
/** A hardware encoder keeps its frames on the card; what is composed stays here. */
const composing = 50
/** A clip made ready: the source may be larger than what comes out. */
const clip = 120
/** Each further picture, for each pixel of the frame: with 4 further ones of a quarter frame 4.2, with 19 4.4. */
const picture = 6
/** Decoding a finished file and making its frames small, for each pixel of the frame. */
const inspecting = 60
/** Sounds are read and mixed in pieces, and joining copies. */
const [sound, soundInput, joining] = [60 * megabyte, 6 * megabyte, 60 * megabyte]

function startingMemory(shape: MemoryShape): number {
  const { kind, pictures, codec } = shape
  const pixels = shape.width * shape.height
  switch (kind) {
    case 'sound':
      return sound + pictures * soundInput
    case 'output':
      return joining + (codec === 'gif' ? pixels * encoding.gif.standard : 0)
    case 'clip':
      return program + pixels * clip
    case 'inspection':
      return program + pixels * inspecting
    case 'segment': {
      const more = Math.max(0, pictures - 1) * picture
      const own = shape.hardware === null && codec === 'av1' ? svt : 0
      return Math.round(program + own + pixels * (encodingOf(shape) + more))
    }
    default:
      return kind satisfies never
  }
}

function encodingOf({ codec, quality, hardware }: MemoryShape): number {
  if (hardware !== null) return composing
  const levels = encoding[codec as Codec] ?? encoding.h264
  return levels[quality as Quality] ?? levels.standard
}

/** Sizes of one class differ by less than twice. */
function classOf({ kind, width, height, codec, quality, hardware }: MemoryShape): string {
  const size = Math.floor(Math.log2(Math.max(1, width * height)))
  return [kind, hardware ?? codec ?? '-', quality ?? '-', size].join(' ')
}
