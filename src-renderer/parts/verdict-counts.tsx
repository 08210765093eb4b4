import type { Batch } from '../../src-shared/batches/batch.ts'
import { type Verdict, verdicts } from '../../src-shared/quality/inspection.ts'
import { showResults } from '../state/results.ts'
import { number } from '../view-math/numbers.ts'
import { words } from '../words/words.ts'
import { VerdictSign } from './verdict-sign.tsx'

/** How many of a batch's videos passed the checks and how many did not; each leads to them. */
export function VerdictCounts({ batch, which = verdicts }: { batch: Batch; which?: readonly Verdict[] }) {
  const counts = batch.verdicts
  if (counts === undefined) return null
  return which
    .filter((verdict) => counts[verdict] > 0)
    .map((verdict) => (
      <button
        key={verdict}
        type="button"
        className="line-button verdict-count"
        onClick={() => showResults(batch.id, { verdict })}
      >
        <VerdictSign verdict={verdict} isLong /> {number(counts[verdict])}
        <span className="visually-hidden">, {words.quality.showVideos}</span>
      </button>
    ))
}
