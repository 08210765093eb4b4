import { IconAlertTriangle, IconCircleX, IconMessage, IconRefresh } from '@tabler/icons-react'
import { memo } from 'react'
import type { ReviewItem } from '../../../src-shared/review/review.ts'
import { Poster } from '../../parts/poster.tsx'
import { StateMark } from '../../parts/state-mark.tsx'
import { tileId } from '../../parts/tile-wall.tsx'
import { clock } from '../../view-math/frames.ts'
import { number } from '../../view-math/numbers.ts'
import { words } from '../../words/words.ts'

/** One video of the contact sheet. `item`: undefined until it is known. */
export const ReviewTile = memo(function ReviewTile({
  item,
  place,
  total,
  isActive,
  onOpen,
}: {
  item: ReviewItem | undefined
  place: number
  total: number
  isActive: boolean
  onOpen(place: number): void
}) {
  const { review } = words
  const job = item?.job
  const output = job?.status === 'done' ? job.output : null
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the wall has the focus and hears the keys
    // biome-ignore lint/a11y/useFocusableInteractive: likewise
    <div
      role="option"
      id={tileId(place)}
      className="tile review-tile"
      aria-selected={isActive}
      aria-posinset={place + 1}
      aria-setsize={total}
      data-active={isActive || undefined}
      data-state={item?.state}
      onClick={() => onOpen(place)}
    >
      <span className="tile-picture">
        {job !== undefined && output !== null && (
          <Poster job={job.id} version={`${output.sha256.slice(0, 8)}${job.attempts}`} />
        )}
        {job !== undefined && output === null && (
          <span className="poster-fault">
            <IconRefresh size={20} stroke={1.5} aria-hidden="true" />
            {review.coming}
          </span>
        )}
        {item !== undefined && <StateMark state={item.state} />}
        {output !== null && (
          <span className="tile-length" aria-hidden="true">
            {clock(output.duration)}
          </span>
        )}
      </span>
      <span className="tile-key">{job?.rowKey ?? '…'}</span>{' '}
      <span className="tile-facts">
        {item !== undefined && job !== undefined && (
          <>
            <span>
              {job.language} · {job.format}
            </span>{' '}
            <span className="tile-signs">
              {(item.verdict === 'fail' || item.verdict === 'warn') && (
                <span className="tile-sign" data-verdict={item.verdict}>
                  {item.verdict === 'fail' ? (
                    <IconCircleX size={13} aria-hidden="true" />
                  ) : (
                    <IconAlertTriangle size={13} aria-hidden="true" />
                  )}
                  <span className="visually-hidden">
                    {review.verdicts[item.verdict]}, {review.findings(item.findings)}
                  </span>
                  <span aria-hidden="true">{number(item.findings)}</span>
                </span>
              )}
              {item.comments > 0 && (
                <span className="tile-sign">
                  <IconMessage size={13} aria-hidden="true" />
                  <span className="visually-hidden">{review.comments(item.comments)}</span>
                  <span aria-hidden="true">{number(item.comments)}</span>
                </span>
              )}
            </span>
          </>
        )}
      </span>
    </div>
  )
})
