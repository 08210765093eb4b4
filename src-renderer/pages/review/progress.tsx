import { Tooltip } from '@mantine/core'
import { IconCircleCheckFilled, IconLock, IconLockOpen2 } from '@tabler/icons-react'
import { type Gate, type ReviewCounts, reviewStates } from '../../../src-shared/review/review.ts'
import type { Sample } from '../../../src-shared/review/sampling.ts'
import { number } from '../../view-math/numbers.ts'
import { told, words } from '../../words/words.ts'

/** Shares of what was decided, as one bar; its words say the same. */
export function ProgressBar({ counts }: { counts: ReviewCounts }) {
  const { review } = words
  const said = reviewStates.map((state) => `${number(counts[state])} ${review.states[state]}`).join(', ')
  return (
    <Tooltip label={said} openDelay={300}>
      <span className="review-bar" role="img" aria-label={`${review.progress.label}: ${said}`}>
        {(['approved', 'rejected', 'flagged'] as const).map((state) => (
          <span key={state} data-state={state} style={{ flexGrow: counts[state] }} />
        ))}
        <span style={{ flexGrow: Math.max(counts.open, counts.videos === 0 ? 1 : 0) }} />
      </span>
    </Tooltip>
  )
}

const gateIcons = { none: IconLockOpen2, open: IconCircleCheckFilled, shut: IconLock } as const

/** Whether the batch may go out; why stands under the pointer and in its name. */
export function GateMark({ gate }: { gate: Gate }) {
  const { review } = words
  const is = gate.approvals === 0 ? 'none' : gate.open ? 'open' : 'shut'
  const Icon = gateIcons[is]
  return (
    <Tooltip label={told(gate.why)} openDelay={300} multiline maw={380}>
      <span className="gate-mark" data-gate={is}>
        <Icon size={15} aria-hidden="true" />
        {review.gate[is]}
      </span>
    </Tooltip>
  )
}

/** `17 of 80, 1 rejected; accepted with at most 5`. */
export function progressText(counts: ReviewCounts, sample: Sample | null): string {
  const { progress } = words.review
  if (sample === null) {
    const decided = counts.approved + counts.rejected
    return progress.of(decided, counts.videos, counts.rejected)
  }
  const far = progress.of(sample.approved + sample.rejected, sample.size, sample.rejected)
  if (sample.verdict !== null) return `${far} · ${progress[sample.verdict]}`
  return sample.accept === null ? far : `${far}; ${progress.accept(sample.accept)}`
}
