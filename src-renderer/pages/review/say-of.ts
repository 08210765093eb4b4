import type { Job } from '../../../src-shared/batches/batch.ts'
import type { DecisionKind } from '../../../src-shared/review/review.ts'
import { tellFault } from '../../parts/tell.tsx'
import { decide } from '../../state/review-acts.ts'
import { apart } from '../../view-math/bidi.ts'
import { words } from '../../words/words.ts'
import { tellDecided } from './tell-decided.ts'

/** Decides about one video; whether that counts. A mere word is seen by what comes next, and taken back by a key. */
export async function sayOf(
  job: Job,
  kind: DecisionKind,
  how: Parameters<typeof decide>[3],
): Promise<boolean> {
  const { review } = words
  const says = review.ofRow(review.decided[kind](1), apart(job.rowKey))
  try {
    const decided = await decide([job.id], kind, says, how)
    if (decided === null) return false
    if (decided.refused.length > 0 || decided.again.videos > 0) tellDecided(decided, says)
    return decided.decisions > 0
  } catch (error) {
    tellFault(error)
    return false
  }
}
