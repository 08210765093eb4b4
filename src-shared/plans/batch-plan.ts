import type { RowProblem } from '../data/rows.ts'
import type { Cut, Follows } from './plan.ts'

/** What is made for a batch, by kind. */
export const artifactKinds = ['raster', 'clip', 'sound', 'segment', 'output'] as const
export type ArtifactKind = (typeof artifactKinds)[number]

/** `uses`: what the videos ask for, one by one. `distinct`: what is made. `most`: videos that one of them serves at most. */
export type Tally = { uses: number; distinct: number; most: number }

/** Segments that stand at the same place of a format's videos, for the same reason. */
export type SegmentColumn = Tally & {
  format: string
  label: string
  /** First frame in the video, and how many. */
  from: number
  frames: number
  follows: Follows
  because: Cut['because']
}

/** Rasters, clips or sounds of one layer, over all formats. */
export type ArtifactGroup = Tally & {
  kind: 'raster' | 'clip' | 'sound'
  label: string
  /** `source`: a clip that segments read straight from its file, so nothing is made of it. */
  form: 'file' | 'source'
  /** Distinct segments that show them. */
  shownBy: number
}

/** A format's share of the batch. Seconds are of video. */
export type FormatPlan = {
  id: string
  width: number
  height: number
  /** Frames per second. */
  rate: number
  videos: number
  seconds: number
  /** Of distinct segments: what is encoded. One that two formats share counts for the first. */
  encodedSeconds: number
  columns: SegmentColumn[]
  /** What further columns have together, where a template makes too many of them; null when there are none. */
  others: Tally | null
}

/** How many artifacts of each kind serve from `least` to `most` videos (null: without end). */
export type Serving = { least: number; most: number | null; artifacts: Record<ArtifactKind, number> }

/** The plans of all videos of a request, merged: what has the same hash is one artifact. */
export type MergedPlans = {
  videos: number
  artifacts: Record<ArtifactKind, Tally>
  /** Seconds of video, and CPU-seconds as estimated, with everything made for each video apart and with sharing. */
  seconds: { whole: number; encoded: number }
  cpu: { whole: number; shared: number }
  formats: FormatPlan[]
  groups: ArtifactGroup[]
  serving: Serving[]
}

export type BatchPlan = MergedPlans & {
  template: string
  languages: string[]
  rows: number
  rejectedRows: number
  /** The first hundred; the count is whole. */
  problems: RowProblem[]
  problemCount: number
  /** By which profile the finished videos are inspected, and the seconds of a slot that this takes; null: nobody looks. */
  inspection: { profile: string; seconds: number } | null
  /** Path of the drawing that was asked for. */
  graph: string | null
  /** How long planning took, in seconds. */
  took: number
}

/** Why a segment begins where it does. */
export const becauseWords: Record<Cut['because'], string> = {
  start: 'the video begins',
  scene: 'a scene or transition begins, and cutting there is cheaper',
  follows: 'from here on the picture follows from something else',
  length: 'no segment is longer than a minute',
  whole: 'rendered in one piece, as asked for',
}

/** What a thing follows from besides the template, by its sum. */
export const followsWords: Record<Follows, string> = {
  0: 'template',
  1: 'language',
  2: 'row',
  3: 'row and language',
}

export const kindWords: Record<ArtifactKind, { one: string; many: string }> = {
  raster: { one: 'raster', many: 'rasters' },
  clip: { one: 'clip', many: 'clips' },
  sound: { one: 'sound', many: 'sounds' },
  segment: { one: 'segment', many: 'segments' },
  output: { one: 'output', many: 'outputs' },
}

/** Videos that one artifact serves on average. */
export function servesOnAverage({ uses, distinct }: Pick<Tally, 'uses' | 'distinct'>): number {
  return distinct === 0 ? 0 : uses / distinct
}

/** Why a file is made of a clip, or not: a sentence without its full stop. */
export function whyClipFile({ form, shownBy, distinct }: ArtifactGroup): string {
  if (form === 'source') return 'no file: reading it straight from its source is cheaper than making one'
  return shownBy > distinct
    ? `made once for all ${shownBy.toLocaleString('en')} segments that show ${distinct === 1 ? 'it' : 'them'}`
    : 'made once: in a larger batch several segments show it, or its source cannot be read in one go'
}

/** Pixels of all videos of some formats. */
export const pixelsOf = (
  formats: readonly Pick<FormatPlan, 'seconds' | 'rate' | 'width' | 'height'>[],
): number =>
  formats.reduce((sum, { seconds, rate, width, height }) => sum + seconds * rate * width * height, 0)
