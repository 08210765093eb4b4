import { IconMessage, IconRefresh } from '@tabler/icons-react'
import { memo } from 'react'
import type { ReviewItem } from '../../../src-shared/review/review.ts'
import { StateMark } from '../../parts/state-mark.tsx'
import { VerdictSign } from '../../parts/verdict-sign.tsx'
import { type TilePlace, VideoTile } from '../../parts/video-tile.tsx'
import { number } from '../../view-math/numbers.ts'
import { words } from '../../words/words.ts'

/** One video of the contact sheet. `item`: undefined until it is known. */
export const ReviewTile = memo(function ReviewTile({
  item,
  onOpen,
  ...tile
}: {
  item: ReviewItem | undefined
  onOpen(place: number): void
} & TilePlace) {
  const { review } = words
  return (
    <VideoTile
      {...tile}
      job={item?.job}
      isSelected={tile.isActive}
      className="review-tile"
      data-state={item?.state}
      onClick={() => onOpen(tile.place)}
      over={
        item !== undefined && (
          <>
            {item.job.status !== 'done' && (
              <span className="poster-fault">
                <IconRefresh size={20} stroke={1.5} aria-hidden="true" />
                {review.coming}
              </span>
            )}
            <StateMark state={item.state} />
          </>
        )
      }
      facts={
        item !== undefined && (
          <span className="tile-signs">
            {(item.verdict === 'fail' || item.verdict === 'warn') && (
              <VerdictSign verdict={item.verdict} findings={item.findings} />
            )}
            {item.comments > 0 && (
              <span className="tile-sign">
                <IconMessage size={13} aria-hidden="true" />
                <span className="visually-hidden">{review.comments(item.comments)}</span>
                <span aria-hidden="true">{number(item.comments)}</span>
              </span>
            )}
          </span>
        )
      }
    />
  )
})
