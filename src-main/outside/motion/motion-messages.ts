import type { ErrorShape } from '../../../src-shared/contract/errors.ts'
import type { MotionReel } from '../../../src-shared/plans/motion.ts'

/** To a thread that makes frames. */
export type MotionOrder =
  | { kind: 'play'; id: number; reel: MotionReel }
  /** The frame in the slot was taken; the slot is free. */
  | { kind: 'taken'; id: number; slot: number }
  /** Nobody wants the rest, and nobody reads what was made. */
  | { kind: 'stop'; id: number }

/** From it. The frame's bytes are shared, not copied. Frames come in their order. */
export type MotionReport =
  | { kind: 'frame'; id: number; slot: number; frame: Uint8Array }
  | { kind: 'failed'; id: number; error: ErrorShape }
