import type { LookedLayer, LookFacts } from '../../../src-shared/quality/looks.ts'
import { createAskedThread } from '../threads/asked-thread.ts'
import type { FullFrames } from './look-closely.ts'
import type { MeasuringAnswer, MeasuringOrder } from './messages.ts'

/** Looks closely at frames and drawings, on a thread of its own that starts when it is needed. */
export type LookingRoom = {
  /** What whole frames show of layers. Rejects when a file can't be read. */
  lookClosely(
    full: FullFrames,
    layers: readonly LookedLayer[],
  ): Promise<{ facts: LookFacts; cpuMilliseconds: number | null }>
  /** How light fitted pictures are, by the paths of their PNGs: 16 x 16 cells each (0 clear, 1 lit, 2 dark). */
  lightOf(paths: readonly string[]): Promise<Uint8Array[]>
  close(): Promise<void>
}

export function openLooking(setup: { workerFile: URL; idle?: number }): LookingRoom {
  const thread = createAskedThread<MeasuringOrder, MeasuringAnswer>({
    module: setup.workerFile,
    workerData: null,
    name: 'looking thread',
    idle: setup.idle ?? 30_000,
  })
  return {
    async lookClosely(full, layers) {
      const answered = await thread.ask({ kind: 'look', full, layers })
      if (answered.kind !== 'looked') throw new Error('a thread answered something else')
      return answered
    },
    async lightOf(paths) {
      const answered = await thread.ask({ kind: 'light', paths })
      if (answered.kind !== 'light') throw new Error('a thread answered something else')
      return answered.cells
    },
    close: thread.close,
  }
}
