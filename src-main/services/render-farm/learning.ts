import { z } from 'zod'
import { type LearntMemory, learnMemory, type MemoryShape, unitMemory } from '../../core/estimates/memory.ts'
import type { UnitAsk } from '../video-maker/needs.ts'

/** What was learnt on a machine of units like those: plain data. */
type Learnt = { memory: LearntMemory; time: Record<string, { millisecondsPerPixel: number }> }

const kept = z.object({
  memory: z.record(z.string(), z.object({ factor: z.number().positive(), seen: z.int().positive() })),
  time: z.record(z.string(), z.object({ millisecondsPerPixel: z.number().positive() })),
})

/** A newer time counts for so much. */
const weight = 0.3

type Asked = Pick<UnitAsk, 'kind' | 'shape' | 'hardware' | 'work'>

/** What units are expected to take, from their shape and from what was seen of others. */
export type Learning = {
  bytesOf(ask: Asked): number
  /** null: nothing like it was seen, or its work is unknown. */
  millisecondsOf(ask: Asked): number | null
  saw(ask: Asked, seen: { milliseconds: number; peakBytes: number | null }): void
  /** To be kept; null: nothing is new since the last time. */
  news(): Learnt | null
}

/** Under which name what was learnt of units on a machine is kept. */
export const unitsLearntOn = (machine: string) => `units on ${machine}`

/** `before` is what `news` said in an earlier life, or anything else: what can't be read is begun anew. */
export function createLearning(before: unknown): Learning {
  const read = kept.safeParse(before)
  const learnt: Learnt = read.success ? read.data : { memory: {}, time: {} }
  let isNew = false

  return {
    bytesOf: (ask) => unitMemory(memoryShape(ask), learnt.memory),
    millisecondsOf(ask) {
      const known = learnt.time[timeClass(ask)]
      return known === undefined || ask.work <= 0 ? null : known.millisecondsPerPixel * ask.work
    },
    saw(ask, { milliseconds, peakBytes }) {
      if (peakBytes !== null && peakBytes > 0) {
        learnt.memory = learnMemory(learnt.memory, memoryShape(ask), peakBytes)
        isNew = true
      }
      if (ask.work <= 0 || milliseconds <= 0) return
      const name = timeClass(ask)
      const now = milliseconds / ask.work
      const known = learnt.time[name]?.millisecondsPerPixel
      learnt.time[name] = { millisecondsPerPixel: known === undefined ? now : known + (now - known) * weight }
      isNew = true
    },
    news() {
      if (!isNew) return null
      isNew = false
      return learnt
    },
  }
}

const memoryShape = ({ kind, shape, hardware }: Asked): MemoryShape => ({ kind, ...shape, hardware })

const timeClass = ({ kind, shape, hardware }: Asked): string =>
  [kind, hardware ?? shape.codec ?? 'none', shape.quality ?? 'none'].join(' ')
