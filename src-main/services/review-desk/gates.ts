import type { Gate, ReviewCounts } from '../../../src-shared/review/review.ts'
import { countsOf, gateOf, whyNotApproved } from '../../core/review-rules/gate.ts'
import type { ReviewDeskNeeds } from './needs.ts'

/** Whether batches may go out. */
export type Gates = {
  /** How many people have to approve of a batch's videos. */
  approvals(batch: string): number
  standing(batch: string): { counts: ReviewCounts; gate: Gate }
  /** Opens or shuts the gate as what was said by now decides. `rejected`: something was just rejected, which outweighs an earlier word. */
  settle(batch: string, rejected?: boolean): void
}

export function createGates({ store, queue }: Pick<ReviewDeskNeeds, 'store' | 'queue'>): Gates {
  function asked(batch: string) {
    const review = store.review.ofBatch(batch)
    const { approvals } = review
    const counts = countsOf(review.videos, review.coming, review.stands, approvals)
    const sample = store.review.latestSample(batch)
    const videos = Object.values(sample?.stands ?? {}).reduce((sum, number) => sum + number, 0)
    const { open: _open, ...stands } = sample?.stands ?? {}
    return {
      review,
      counts,
      facts: {
        approvals,
        own: review.own,
        status: review.status,
        counts,
        sample:
          sample === null ? null : { counts: countsOf(videos, 0, stands, approvals), accept: sample.accept },
      },
    }
  }

  return {
    approvals: (batch) => store.review.ofBatch(batch).approvals,
    standing(batch) {
      const { review, counts, facts } = asked(batch)
      const byWord = review.approvedAt !== null && !review.opened
      const gate = gateOf({ ...facts, approvedAt: review.approvedAt, byWord })
      return { counts, gate: { ...gate, approvedAt: review.approvedAt } }
    },
    settle(batch, rejected = false) {
      const { review, facts } = asked(batch)
      const whyNot = whyNotApproved(facts)
      if (review.approvedAt === null) {
        if (facts.approvals > 0 && whyNot === null)
          queue.setGate(batch, true, 'Approved in review: all that had to be looked at is approved.')
        return
      }
      if (rejected) queue.setGate(batch, false, 'No longer approved: a video was rejected.')
      else if (review.opened && (facts.approvals === 0 || whyNot !== null))
        queue.setGate(batch, false, 'No longer approved: its review is not done any more.')
    },
  }
}
