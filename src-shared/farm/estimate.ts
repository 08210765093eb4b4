import type { ArtifactKind, Tally } from '../plans/batch-plan.ts'
import type { Range } from './forecast.ts'

/** What a request would come to, nothing of it being there already. */
export type BatchEstimate = {
  rows: number
  rejectedRows: number
  videos: number
  /** Of time at full speed. */
  seconds: Range
  /** Finished files, and artifacts beside them. */
  outputBytes: Range
  artifactBytes: Range
  /** Of the output folder's disk; `reserve` of it is kept back. Null: it doesn't answer. */
  disk: { free: number; reserve: number } | null
  /** `past`: from what `batches` earlier ones took on this machine; `plan`: from the plan and usual figures alone. */
  from: 'plan' | 'past'
  batches: number
  /** Programs at a time, that it reckons with. */
  processes: number
  /** Estimated: with everything made for each video apart, and with sharing. */
  cpuSeconds: { whole: number; shared: number }
  /** By which profile finished videos are inspected, and the seconds of a slot that this takes; null: nobody looks. */
  inspection: { profile: string; seconds: number } | null
  /** Frames of all videos, and those that are encoded. */
  frames: { all: number; distinct: number }
  artifacts: Record<ArtifactKind, Tally>
}
