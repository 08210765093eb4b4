import { z } from 'zod'
import type { Job } from '../batches/batch.ts'
import type { Region, Verdict } from '../quality/inspection.ts'
import { type RejectionReason, rejectionReasons } from './reasons.ts'

/** How one spelling of a name is told from another person's: case, width, blanks and signs that nobody sees make no difference. */
export const foldedName = (name: string): string =>
  name
    .replace(/[\p{Cf}\p{Cc}\p{Default_Ignorable_Code_Point}]/gu, (sign) => (/\s/u.test(sign) ? ' ' : ''))
    .normalize('NFKC')
    // Both ways: a capital may stand for several small letters, as with the German sharp s.
    .toUpperCase()
    .toLowerCase()
    .normalize('NFKC')
    .trim()
    .replace(/\s+/gu, ' ')

/** A person's name, as others read it. */
export const reviewerName = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .refine((name) => foldedName(name) !== '', { message: 'a name that can be read' })

/** Where a video stands in review. `rejected` by a person, or by the checks as long as no person said otherwise. */
export const reviewStates = ['open', 'approved', 'rejected', 'flagged'] as const
export type ReviewState = (typeof reviewStates)[number]

/** What a reviewer says of a video. `flagged`: somebody else should look. */
export const decisionKinds = ['approved', 'rejected', 'flagged'] as const
export type DecisionKind = (typeof decisionKinds)[number]

/**
 * What a rejection is about, and so what is made again: this video; all of the batch that show one segment; all of one
 * row; all of the batch's template version.
 */
export const rejectionScope = z.discriminatedUnion('what', [
  z.strictObject({ what: z.literal('video') }),
  z.strictObject({ what: z.literal('segment'), segment: z.string().regex(/^[0-9a-f]{64}$/) }),
  z.strictObject({ what: z.literal('row') }),
  z.strictObject({ what: z.literal('template') }),
])
export type RejectionScope = z.infer<typeof rejectionScope>

export { type RejectionReason, rejectionReasons }

/** Bound to the file that was seen: when the video becomes another file, it no longer counts. */
export type Decision = {
  id: number
  job: number
  sha256: string
  reviewer: string
  kind: DecisionKind
  reason: RejectionReason | null
  scope: RejectionScope | null
  /** The reviewer's sentence; empty: none. */
  words: string
  /** ISO 8601, by the studio's clock. */
  at: string
  /** By the clock of a reviewer elsewhere, where that was ahead; left out: the same. */
  saidAt?: string
  /** How long the reviewer had looked at the video, milliseconds; null: not measured. */
  milliseconds: number | null
  /** The package that it came back with; null: said in this studio. */
  package: string | null
  undoneAt: string | null
}

/** A remark at a moment or stretch of a video, and a part of its frame. */
export type Comment = {
  id: number
  job: number
  sha256: string
  reviewer: string
  from: number
  to: number
  region: Region | null
  words: string
  at: string
  package: string | null
  removedAt: string | null
}

/** A video as the review desk lists it. */
export type ReviewItem = {
  job: Job
  state: ReviewState
  verdict: Verdict | null
  findings: number
  comments: number
  approvals: number
  /** Those that count, newest first. */
  decisions: Decision[]
  /** Highest first when sorted by risk; 0..1. */
  risk: number
}

/** How many different people have to approve before a batch may go out. 0: nobody. */
export const approvalsNeeded = z.int().min(0).max(2)

/** Where one file stands, whoever has to approve: as it is stored. `failing`: by the checks, and nobody said anything yet. */
export const stands = ['open', 'failing', 'approved-once', 'approved-twice', 'rejected', 'flagged'] as const
export type Stand = (typeof stands)[number]

/** The same for a batch whose videos so many have to approve of. */
export function reviewStateOf(stand: Stand, approvals: number): ReviewState {
  switch (stand) {
    case 'failing':
      return 'rejected'
    case 'approved-twice':
      return 'approved'
    case 'approved-once':
      return approvals > 1 ? 'open' : 'approved'
    case 'open':
    case 'rejected':
    case 'flagged':
      return stand
    default:
      return stand satisfies never
  }
}

/** Videos that lie there, by where they stand. `coming`: those that are still to be made, or made again. */
export type ReviewCounts = Record<ReviewState, number> & { videos: number; coming: number }

/** Whether a batch may go out. */
export type Gate = {
  /** How many different people have to approve of each video that is looked at; 0: nobody. */
  approvals: number
  /** Said for this batch, or as the settings are. */
  own: boolean
  open: boolean
  /** Why it is open or not, in one or two sentences. */
  why: string
  /** What is looked at: every video, or those of the latest sample. */
  basis: 'all' | 'sample'
  /** When it was opened, by what was decided or by a person's word; null: it is not, or nobody has to. */
  approvedAt: string | null
}

/** A stretch of a video that may be shared, with what else shows it. Frames of the video; `to`: after the last. */
export type ReviewSegment = {
  hash: string
  from: number
  to: number
  /** Videos of the batch that show it, this one included. */
  videos: number
}
