import type { PictureFacts, SmallFrame, SoundFacts } from '../../../src-shared/quality/facts.ts'
import type { LookedLayer, LookFacts } from '../../../src-shared/quality/looks.ts'
import type { FullFrames } from './look-closely.ts'

/** What a thread of the measuring room is told. */
export type MeasuringOrder =
  /** `lengths`: frames of each part; the last one gets whatever comes. */
  | { kind: 'pictures'; small: SmallFrame; lengths: readonly number[] }
  | { kind: 'sound'; channels: number; sampleRate: number }
  /** In memory that both sides see; it is free again when the answer is there. */
  | { kind: 'bytes'; bytes: Uint8Array }
  | { kind: 'end' }
  /** Nobody wants an answer any more. */
  | { kind: 'drop' }
  /** Whole frames are compared with what layers were made of. */
  | { kind: 'look'; full: FullFrames; layers: readonly LookedLayer[] }
  /** How light fitted pictures are, by the paths of their PNGs. */
  | { kind: 'light'; paths: readonly string[] }

export type PicturesMeasured = Pick<PictureFacts, 'frames' | 'series' | 'tiles' | 'first' | 'last'>
export type SoundMeasured = {
  samples: number
  /** Samples, of all channels, that are no numbers. */
  strange: number
  series: Omit<SoundFacts['series'], 'momentary'>
}

/** `taken`: `bytes` were worked off. `cpuMilliseconds`: of the thread since it was told what to measure; null where that isn't told. */
export type MeasuringAnswer =
  | { kind: 'ready' }
  | { kind: 'taken'; frames: number }
  | { kind: 'pictures'; measured: PicturesMeasured[]; cpuMilliseconds: number | null }
  | { kind: 'sound'; measured: SoundMeasured; cpuMilliseconds: number | null }
  | { kind: 'looked'; facts: LookFacts; cpuMilliseconds: number | null }
  | { kind: 'light'; cells: Uint8Array[] }
