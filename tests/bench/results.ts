import type { Memory, Planning } from './further.ts'
import type { BenchTemplate } from './materials.ts'
import type { Cost } from './measure.ts'
import type { Profile } from './profile.ts'

/** One pass over a template's contenders, one after the other. */
export type Round = {
  /** A batch of `few` rows and one of `many`, each in an empty studio folder. */
  few: Cost & { rows: number; own: number | null }
  many: Cost & { rows: number; own: number | null; anHour: number | null }
  /** So many videos by one ffmpeg each. */
  expert: Cost & { videos: number }
  limit: (Cost & { videos: number }) | null
}

export type TemplateResults = {
  rounds: Round[]
  /** Reelmill's video against the expert's: SSIM of all frames' mean, and of the least like one. */
  likeness: { mean: number; least: number; frames: number } | null
}

/** How many processes the expert runs at a time, and what that gave. */
export type Trial = { atOnce: number; threads: number; videos: number } & Cost

/** All that a bench saw; what is written as results.json. Seconds, MB (a million bytes). */
export type Results = {
  /** Whether frames were small and everything was done once: figures of no worth, for trying the bench. */
  smoke: boolean
  begun: string
  seconds: number
  reelmill: { version: string; commit: string | null; changed: boolean }
  versions: { node: string; ffmpeg: string; ffmpegFrom: string; ffprobe: string | null }
  machine: { system: string; processor: string; processors: number; memoryGb: number }
  /** Mean number of processes that wanted to run in the last minute. */
  load: { before: number; after: number }
  trials: Trial[]
  best: { atOnce: number; threads: number }
  zooms: Record<'perspective' | 'zoompan', Cost>
  templates: Partial<Record<BenchTemplate, TemplateResults>>
  campaign: { videos: number; reelmill: Cost; expert: Cost & { videos: number } } | null
  start: Cost | null
  stills: { cold: Cost; warm: Cost[] } | null
  planning: Planning
  memory: Memory | null
  /** Of row-35 always; of the others when their figure was missed and there was time. */
  profiles: Partial<Record<BenchTemplate, Profile>>
  /** What could not be measured, and why. */
  missing: string[]
}
