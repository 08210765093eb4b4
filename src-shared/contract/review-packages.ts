import { z } from 'zod'
import type { DecisionKind } from '../review/review.ts'
import type { ErrorShape } from './errors.ts'
import { reviewed, type Touched } from './review.ts'

const path = z.string().min(1).max(4_096)
/** Chosen by the asker, to recognise `review.packing` and to stop it. */
const id = z.string().regex(/^[\w-]{1,64}$/)

export const reviewPackageCommands = {
  /**
   * Writes a package for a reviewer elsewhere: a folder, or with a path that ends in `.zip` an archive. `proxy`: pixels of
   * the shorter side of the small copies. `name`: whom it is for.
   */
  'review.export': z.strictObject({
    id,
    of: reviewed,
    out: path,
    proxy: z.int().min(180).max(1080).default(540),
    name: z.string().trim().min(1).max(100).nullable().default(null),
    /** Replaces an archive of that name; a folder that stands there never. */
    overwrite: z.boolean().default(false),
  }),
  'review.stop-export': z.strictObject({ id }),
  /** Brings decisions of reviewers elsewhere together with those of the studio. `dry`: only says what would come of it. */
  'review.import': z.strictObject({
    files: z.array(path).min(1).max(50),
    dry: z.boolean().default(false),
    /** What was rejected is made again, where nobody else approved of the same file. */
    again: z.boolean().default(true),
  }),
  /** Packages that went out, newest first. */
  'review.packages': z.strictObject({ batch: z.string().min(1).max(100) }),
} as const

export type ExportAnswer = {
  package: string
  path: string
  videos: number
  /** Of the folder or archive. */
  bytes: number
  /** Videos whose copy couldn't be made, and why. */
  leftOut: { job: number; video: string; why: string }[]
}

/**
 * `taken`: it is the studio's from now on. `known`: it had been taken before. `older`: the same person said something newer.
 * `withdrawn`: the reviewer took back an earlier word. `refused`: it is not about what was sent out.
 */
export const mergeOutcomes = ['taken', 'known', 'older', 'withdrawn', 'refused'] as const
export type MergeOutcome = (typeof mergeOutcomes)[number]

/** `disagree`: somebody else says the opposite of the same file. `changed`: the video became another file since. */
export type MergeConflict = 'disagree' | 'changed'

export type MergeEntry = {
  /** Place in `files`. */
  file: number
  job: number
  /** Its name; null: the studio has no such video. */
  video: string | null
  reviewer: string
  said: DecisionKind | 'withdrawn' | 'comment'
  outcome: MergeOutcome
  conflict: MergeConflict | null
  /** null: nothing is to be said of it. */
  why: string | null
}

export type ImportAnswer = {
  dry: boolean
  files: {
    path: string
    reviewer: string | null
    package: string | null
    batch: string | null
    /** Why nothing of it was taken; null: it was looked at, see `counts`. */
    refused: ErrorShape | null
    counts: Record<MergeOutcome, number> & { conflicts: number }
  }[]
  /** Those that something is to be said of, conflicts first; at most 1,000. */
  entries: MergeEntry[]
  /** Of all files together. */
  counts: Record<MergeOutcome, number> & { conflicts: number }
  /** What is made again; of a dry one always nothing. */
  again: Touched & { jobs: number[] }
}

export type PackageEntry = {
  package: string
  /** Whom it was made for. */
  reviewer: string | null
  madeAt: string
  videos: number
  /** What came back with it, and by whom. */
  decisions: number
  reviewers: string[]
}

export type ReviewPackageAnswers = {
  'review.export': ExportAnswer
  'review.stop-export': null
  'review.import': ImportAnswer
  'review.packages': { packages: PackageEntry[] }
}

/** Of a package that is being made: videos that are ready, of all; `waits`: why none is begun now, in a sentence. */
export type PackingEvent = {
  event: 'review.packing'
  id: string
  done: number
  of: number
  waits: string | null
}
