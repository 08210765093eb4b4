import type { BatchStatus } from '../../../src-shared/batches/batch.ts'
import { type Gate, type ReviewCounts, reviewStateOf, type Stand } from '../../../src-shared/review/review.ts'

/** Videos by where they stand; left out: none. */
export type Stands = Partial<Record<Stand, number>>

/** What of the videos that lie there stands where. `open`: those that nobody said anything of are the rest of `videos`. */
export function countsOf(
  videos: number,
  coming: number,
  kept: Omit<Stands, 'open'>,
  approvals: number,
): ReviewCounts {
  const counts: ReviewCounts = { videos, coming, open: 0, approved: 0, rejected: 0, flagged: 0 }
  let said = 0
  for (const [stand, number] of Object.entries(kept) as [Stand, number][]) {
    counts[reviewStateOf(stand, approvals)] += number
    said += number
  }
  counts.open += videos - said
  return counts
}

type GateAsked = {
  /** How many people have to approve. */
  approvals: number
  own: boolean
  status: BatchStatus['status']
  /** Of the whole batch. */
  counts: ReviewCounts
  /** The latest sample, where one was drawn: of its videos; `accept`: with so many rejected the lot is accepted. */
  sample: { counts: ReviewCounts; accept: number | null } | null
  /** When somebody gave a word, or review opened it; null: neither. */
  approvedAt: string | null
  /** That was a person's word. */
  byWord: boolean
}

/**
 * Whether a batch may go out. With nobody to approve it may. Else a person's word opens it; or each video that is looked at
 * (all, or the latest sample) was approved by as many as it takes, and none of the whole batch is rejected or flagged. A lot
 * of acceptance sampling is accepted with as many rejected in the sample as its plan allows.
 */
export function gateOf(asked: GateAsked): Omit<Gate, 'approvedAt'> {
  const { approvals, own, sample } = asked
  const basis = sample === null ? 'all' : 'sample'
  const why = whyShut(asked)
  return { approvals, own, open: why === null, why: why ?? whyOpen(asked), basis }
}

/** What review itself says, without anybody's word; null: it opens the gate. */
export function whyNotApproved(asked: Omit<GateAsked, 'approvedAt' | 'byWord'>): string | null {
  const { approvals, status, counts, sample } = asked
  if (approvals === 0) return null
  if (status !== 'finished') return `The batch is ${status}: its videos are not all made.`
  const looked = sample?.counts ?? counts
  if (looked.videos === 0) return 'There is no video to approve of.'
  const allowed = sample?.accept ?? 0
  const rejectedElsewhere = counts.rejected - (sample === null ? 0 : Math.min(allowed, looked.rejected))
  if (rejectedElsewhere > 0) return `Rejected: ${videos(counts.rejected)}.`
  if (counts.flagged > 0) return `Flagged, for somebody else to look: ${videos(counts.flagged)}.`
  if (looked.open > 0) {
    const left = videos(looked.open)
    if (sample !== null)
      return approvals > 1
        ? `Still to be approved in the sample, by two people each: ${left}.`
        : `Still to be approved in the sample: ${left}.`
    return approvals > 1
      ? `Still to be approved, by two people each: ${left}.`
      : `Still to be approved: ${left}.`
  }
  return null
}

function whyShut(asked: GateAsked): string | null {
  if (asked.approvals === 0 || (asked.byWord && asked.approvedAt !== null)) return null
  return whyNotApproved(asked)
}

function whyOpen({ approvals, approvedAt, byWord, sample }: GateAsked): string {
  if (byWord && approvedAt !== null) return 'A person approved of the batch.'
  if (approvals === 0) return 'Nobody has to approve.'
  if (sample !== null) return 'What had to be looked at of the sample is approved.'
  return approvals > 1 ? 'Each video was approved by two people.' : 'Each video was approved by a person.'
}

const videos = (number: number) => `${number.toLocaleString('en')} video${number === 1 ? '' : 's'}`
