import { z } from 'zod'
import { type CheckName, checkNames } from '../quality/checks.ts'
import { inspectedAs, type QualityFinding } from '../quality/inspection.ts'
import {
  approvalsNeeded,
  type Comment,
  type Decision,
  decisionKinds,
  type Gate,
  type ReviewCounts,
  type ReviewItem,
  type ReviewSegment,
  rejectionReasons,
  rejectionScope,
  reviewerName,
  reviewStates,
} from '../review/review.ts'
import type { Sample } from '../review/sampling.ts'

const id = z.string().min(1).max(100)
const job = z.int().positive()
const numbers = z.array(z.int().positive()).min(1).max(1_000)
const some = z.array(z.string().max(100)).min(1).max(500)
const words = z.string().trim().max(4_000)

/** Whose videos: all of a batch (its id, or `last`), or those of a sample. */
export const reviewed = z.union([
  z.strictObject({ batch: id }),
  z.strictObject({ sample: z.int().positive() }),
])
export type Reviewed = z.infer<typeof reviewed>

/** Which videos; what is not named is not asked after. Videos that lie there, unless an earlier page of the same order had them. */
const reviewFilter = z.strictObject({
  state: z.array(z.enum(reviewStates)).min(1).optional(),
  /** Of the checks. */
  verdict: z.array(z.enum(inspectedAs)).min(1).optional(),
  /** With a finding of one of these. */
  check: z.array(z.enum(checkNames)).min(1).optional(),
  language: some.optional(),
  format: some.optional(),
  /** Decided on by one of these. */
  reviewer: some.optional(),
  /** Somewhere in the row's key or the file's name; case doesn't matter. */
  text: z.string().max(200).optional(),
})
export type ReviewFilter = z.infer<typeof reviewFilter>

/** `table`: as they stand in the batch's table. `risk`: those first that deserve a look most. */
const reviewOrders = ['table', 'risk', 'name'] as const
const reviewSort = z.strictObject({
  by: z.enum(reviewOrders).default('table'),
  descending: z.boolean().default(false),
})
export type ReviewSort = z.infer<typeof reviewSort>

const viewed = { of: reviewed, filter: reviewFilter.prefault({}), sort: reviewSort.prefault({}) }

const region = z.strictObject({
  x: z.int().nonnegative().max(100_000),
  y: z.int().nonnegative().max(100_000),
  width: z.int().positive().max(100_000),
  height: z.int().positive().max(100_000),
})
const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const frame = z.int().nonnegative().max(100_000_000)

/** Days, the last one included, in UTC. */
const day = z.iso.date()

export const reviewCommands = {
  /** A page of videos. The answer's `order` is what the next page is asked with, as with `batch.jobs`. */
  'review.items': z.strictObject({
    ...viewed,
    offset: z.int().min(0).default(0),
    limit: z.int().min(1).max(500).default(100),
    order: z.int().optional(),
  }),
  /** Numbers of the jobs of a stretch of an order. */
  'review.numbers': z.strictObject({
    ...viewed,
    offset: z.int().min(0).default(0),
    limit: z.int().min(1).max(200_000).default(200_000),
    order: z.int().optional(),
  }),
  /** One video, with all that is known of it. */
  'review.item': z.strictObject({ job }),
  /**
   * Says the same of one or many videos that lie there. A rejection's scope is taken from each; all that it touches is queued
   * again unless `again` is false.
   */
  'review.decide': z
    .strictObject({
      jobs: numbers,
      kind: z.enum(decisionKinds),
      reviewer: reviewerName,
      reason: z.enum(rejectionReasons).nullable().default(null),
      words: words.default(''),
      /** Of a rejection; null: the video. */
      scope: rejectionScope.nullable().default(null),
      again: z.boolean().default(true),
      /** How long it was looked at. */
      milliseconds: z.int().nonnegative().max(86_400_000).nullable().default(null),
      /** SHA-256 of the files that were seen, in the order of `jobs`; one that is another by now is refused. null: whichever lies there. */
      seen: z.array(sha256.nullable()).max(1_000).nullable().default(null),
    })
    .refine(({ jobs, seen }) => seen === null || seen.length === jobs.length, {
      message: 'one for each of the jobs',
      path: ['seen'],
    })
    .refine(({ kind, reason, scope }) => kind === 'rejected' || (reason === null && scope === null), {
      message: 'a reason and a scope go with a rejection',
      path: ['reason'],
    }),
  /** Takes decisions back, and what they queued again as far as it has not begun. */
  'review.undo': z.strictObject({ decisions: numbers }),
  /** `to`: the frame after the last one. */
  'review.comment': z
    .strictObject({
      job,
      reviewer: reviewerName,
      from: frame,
      to: frame,
      region: region.nullable().default(null),
      words: words.min(1),
      /** Of the file that was seen; refused when it is another one by now. null: whichever lies there. */
      seen: sha256.nullable().default(null),
    })
    .refine(({ from, to }) => from < to, { message: 'ends before it begins', path: ['to'] }),
  'review.change-comment': z.strictObject({ comment: z.int().positive(), words: words.min(1) }),
  /** `removed` false brings it back. */
  'review.remove-comment': z.strictObject({
    comment: z.int().positive(),
    removed: z.boolean().default(true),
  }),
  /** How far the review of a batch is. */
  'review.status': z.strictObject({ batch: id }),
  /** How many people have to approve of a batch's videos; null: as all batches that say nothing themselves. */
  'review.gate': z.strictObject({ batch: id, approvals: approvalsNeeded.nullable() }),
  /** The same for those batches; without a number it only tells. */
  'review.default-gate': z.strictObject({ approvals: approvalsNeeded.optional() }),
  /** Over one batch, or over all decisions of a range of days. */
  'review.statistics': z
    .union([z.strictObject({ batch: id }), z.strictObject({ from: day, to: day })])
    .refine((asked) => 'batch' in asked || asked.from <= asked.to, {
      message: 'begins after its end',
      path: ['from'],
    }),
  /** What a rejection with this scope would touch, before it is said. */
  'review.scope': z.strictObject({ jobs: numbers, scope: rejectionScope }),
} as const

/** What a rejection makes anew: `videos` are joined, `segments` are rendered, all other artifacts are taken from what lies there. */
export type Touched = { videos: number; segments: number }

export type DecideAnswer = {
  /** In the order of `jobs`, without those that were refused. */
  decisions: number[]
  refused: { job: number; why: string }[]
  /** Jobs that were queued again, at most 1,000 of them. */
  again: Touched & { jobs: number[] }
}

export type UndoAnswer = {
  undone: number
  /** Jobs that are as they were before. */
  kept: number
  /** Jobs that had begun and are made again all the same. */
  goesOn: number
}

export type ReviewDetail = ReviewItem & {
  segments: ReviewSegment[]
  allDecisions: Decision[]
  allComments: Comment[]
  allFindings: QualityFinding[]
  /** Of the profile that its verdict is by; null: nobody looked. */
  profile: string | null
  /** Jobs of the same row, for comparing: other languages and formats. */
  siblings: { job: number; language: string; format: string }[]
}

export type ReviewStatus = {
  batch: string
  counts: ReviewCounts
  gate: Gate
  /** Newest first. */
  samples: Sample[]
  reviewers: { reviewer: string; decisions: number }[]
}

export type ReviewStatistics = {
  decisions: number
  videos: number
  reviewers: {
    reviewer: string
    decisions: number
    rejected: number
    /** Of those that were measured; null: none was. */
    medianSeconds: number | null
    meanSeconds: number | null
  }[]
  medianSeconds: number | null
  meanSeconds: number | null
  reasons: { reason: (typeof rejectionReasons)[number]; decisions: number }[]
  /**
   * How far reviewers agree on the same files beyond chance, 1: always. Cohen's kappa for each two, over the videos that both saw;
   * Fleiss' over all, of those that at least two saw. null: there is nothing to compare, or all always said one thing.
   */
  agreement: {
    videos: number
    fleiss: number | null
    pairs: { first: string; second: string; videos: number; agreed: number; kappa: number | null }[]
  }
  /** Files that people rejected, by the worst that the checks said; `missed` are those that passed. */
  found: { byBoth: number; missed: number; unchecked: number; overruled: number }
  /** What people saw and checks did not, most frequent first. */
  missedReasons: { reason: (typeof rejectionReasons)[number]; videos: number }[]
  /** Checks that failed videos which people approved, most frequent first. */
  overruledChecks: { check: CheckName; videos: number }[]
}

export type ReviewAnswers = {
  'review.items': { items: ReviewItem[]; total: number; order: number }
  'review.numbers': { numbers: number[]; order: number }
  'review.item': ReviewDetail
  'review.decide': DecideAnswer
  'review.undo': UndoAnswer
  'review.comment': Comment
  'review.change-comment': Comment
  'review.remove-comment': Comment
  'review.status': ReviewStatus
  'review.gate': Gate
  'review.default-gate': { approvals: number }
  'review.statistics': ReviewStatistics
  'review.scope': Touched
}

/** Decisions or comments of these videos changed, or whether the batch may go out; at most 1,000 of them are named. */
export type ReviewEvent = {
  event: 'review.changed'
  batch: string
  jobs: number[]
  counts: ReviewCounts
  gate: Gate
}
