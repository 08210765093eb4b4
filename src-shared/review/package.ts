import type { QualityFinding, Region, Verdict } from '../quality/inspection.ts'
import type { Comment, DecisionKind, RejectionReason, RejectionScope, ReviewSegment } from './review.ts'
import type { SamplingPlan } from './sampling.ts'

/*
 * What goes out in a review package, and what comes back. Without schemas, so that the package's page, which carries no
 * library, can be made of it; `decisions-file.ts` says what is accepted.
 */

export const packageFormat = 'reelmill-review-package'
export const decisionsFormat = 'reelmill-review'
export const packageVersion = 1

/** More videos than a person looks at, and a page can hold. */
export const mostPacked = 5_000
/** Of what comes back. */
export const mostSaid = 20_000
export const longestWords = 4_000
export const mostFileBytes = 32 * 1024 ** 2

/** By it the studio knows its own package again: the digest is SHA-256 of the contents as they are written in the page. */
export type PackageSeal = {
  id: string
  batch: string
  /** ISO 8601. */
  madeAt: string
  digest: string
  /** HMAC-SHA256 of all above, with a key that never leaves the studio. */
  signature: string
}

/** A sentence of the studio in the languages of the page. */
export type PackedWords = { en: string; de: string }

/** A file of the package: its path from the page, and its SHA-256. */
export type PackedFile = { path: string; sha256: string }

export type PackedFinding = Pick<QualityFinding, 'check' | 'severity' | 'from' | 'to' | 'region'> & {
  message: PackedWords
}

export type PackedComment = Pick<Comment, 'reviewer' | 'from' | 'to' | 'region' | 'words' | 'at'>

export type PackedItem = {
  job: number
  /** Of the video that was made, which the small copy shows. */
  sha256: string
  /** The video's name, from the batch's output folder. */
  name: string
  row: string
  language: string
  format: string
  width: number
  height: number
  frames: number
  /** Seconds. */
  duration: number
  verdict: Verdict | null
  findings: PackedFinding[]
  comments: PackedComment[]
  segments: ReviewSegment[]
  video: PackedFile
  poster: PackedFile
  /** `framesOfStrip` frames side by side, evenly spread. */
  strip: PackedFile
}

export const framesOfStrip = 8

export type PackageContents = {
  format: typeof packageFormat
  version: typeof packageVersion
  id: string
  batch: string
  name: string
  template: { name: string; title: string; version: string }
  /** What the videos are of their batch; null: all that lay there. */
  sample: {
    plan: SamplingPlan
    seed: number
    lot: number
    accept: number | null
    reject: number | null
  } | null
  /** Whom it was made for. */
  reviewer: string | null
  madeAt: string
  /** Scopes of a rejection count these: videos of the batch, and of each row. */
  videos: number
  items: PackedItem[]
}

/** `withdrawn`: takes back what the same reviewer said in an earlier file of this package. */
export const saidKinds = ['approved', 'rejected', 'flagged', 'withdrawn'] as const

export type SaidDecision = {
  job: number
  sha256: string
  kind: DecisionKind | 'withdrawn'
  reason: RejectionReason | null
  scope: RejectionScope | null
  words: string
  at: string
  milliseconds: number | null
}

export type SaidComment = {
  job: number
  sha256: string
  from: number
  to: number
  region: Region | null
  words: string
  at: string
}

/** What a reviewer sends back: of each video the latest word. */
export type DecisionsFile = {
  format: typeof decisionsFormat
  version: typeof packageVersion
  package: PackageSeal
  /** SHA-256 of the contents that the page showed; null: the browser couldn't tell. */
  seen: string | null
  reviewer: string
  savedAt: string
  decisions: SaidDecision[]
  comments: SaidComment[]
}
