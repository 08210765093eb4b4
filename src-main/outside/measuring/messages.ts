import type { PictureFacts, SmallFrame, SoundFacts } from '../../../src-shared/quality/facts.ts'

/** What a thread of the measuring room is told. */
export type MeasuringOrder =
  | { kind: 'pictures'; small: SmallFrame; expected: number }
  | { kind: 'sound'; channels: number; sampleRate: number }
  | { kind: 'bytes'; bytes: Uint8Array }
  | { kind: 'end' }
  /** Nobody wants an answer any more. */
  | { kind: 'drop' }

export type PicturesMeasured = Pick<PictureFacts, 'frames' | 'series' | 'tiles' | 'first' | 'last'>
export type SoundMeasured = {
  samples: number
  series: Omit<SoundFacts['series'], 'momentary'>
}

/** `taken`: `bytes` were worked off. `cpuMilliseconds`: of the thread since it was told what to measure; null where that isn't told. */
export type MeasuringAnswer =
  | { kind: 'ready' }
  | { kind: 'taken'; frames: number }
  | { kind: 'pictures'; measured: PicturesMeasured; cpuMilliseconds: number | null }
  | { kind: 'sound'; measured: SoundMeasured; cpuMilliseconds: number | null }
