import type { UnitKind } from '../../../src-shared/farm/units.ts'
import type { Codec, Quality } from '../../../src-shared/templates/formats.ts'

/** What a unit's memory follows from. */
export type MemoryShape = {
  kind: UnitKind
  width: number
  height: number
  /** Inputs and layers. */
  pictures: number
  codec: Codec | string | null
  quality: Quality | string | null
  /** ffmpeg's name of a hardware encoder; null: the processor's. */
  hardware: string | null
}

/** What was learnt of one class of units: plain data, kept per machine. */
export type LearntMemory = Record<string, { factor: number; seen: number }>

const megabyte = 1_000_000

/** Bytes that the programs of a unit are expected to hold at most. */
export function unitMemory(shape: MemoryShape, learnt: LearntMemory): number {
  const base = startingMemory(shape)
  const known = learnt[classOf(shape)]
  if (known === undefined) return base
  const trust = Math.min(1, known.seen / 5)
  return Math.round(base * Math.max(known.factor, known.factor * trust + (1 - trust)) * 1.1)
}

/** A unit of this shape held so much at most. */
export function learnMemory(learnt: LearntMemory, shape: MemoryShape, peakBytes: number): LearntMemory {
  const name = classOf(shape)
  const factor = peakBytes / startingMemory(shape)
  const known = learnt[name]
  if (known === undefined) return { ...learnt, [name]: { factor, seen: 1 } }
  const next = factor >= known.factor ? factor : known.factor + (factor - known.factor) * 0.02
  return { ...learnt, [name]: { factor: next, seen: known.seen + 1 } }
}

function startingMemory(shape: MemoryShape): number {
  const pixels = shape.width * shape.height
  return Math.round(40 * megabyte + pixels * (30 + 8 * shape.pictures))
}

function classOf({ kind, width, height, codec, quality, hardware }: MemoryShape): string {
  const size = Math.round(Math.log2(Math.max(1, width * height)))
  return [kind, hardware ?? codec ?? 'none', quality ?? 'none', `2^${size}`].join(' ')
}
