import { type Ref, useCallback, useMemo } from 'react'
import type { ReviewItem } from '../../../src-shared/review/review.ts'
import { TileWall, type WallHandle } from '../../parts/tile-wall.tsx'
import { goToItem, useReview, wantItems } from '../../state/review.ts'
import { pagesOf } from '../../view-math/review.ts'
import { words } from '../../words/words.ts'
import { ReviewTile } from './review-tile.tsx'

export const pageSize = 20

/** The page of the contact sheet that a place is on. */
export function pageOf(jobs: readonly number[], place: number): readonly number[] {
  const first = Math.floor(place / pageSize) * pageSize
  return jobs.slice(first, first + pageSize)
}

/** Those of some videos that nobody decided on. */
export const openOf = (jobs: readonly number[], items: ReadonlyMap<number, ReviewItem>): number[] =>
  jobs.filter((job) => items.get(job)?.state === 'open' && items.get(job)?.job.status === 'done')

/** All videos as pictures, twenty to a page. */
export function Sheet({
  jobs,
  onOpen,
  ref,
}: {
  jobs: readonly number[]
  onOpen(): void
  ref: Ref<WallHandle>
}) {
  const items = useReview(({ items }) => items)
  const at = useReview(({ at }) => at)
  const pages = useMemo(() => pagesOf(jobs.length, pageSize), [jobs])
  const open = useCallback(
    (place: number) => {
      goToItem(place)
      onOpen()
    },
    [onOpen],
  )
  const { review } = words
  return (
    <div className="results-body">
      <TileWall
        ref={ref}
        label={review.sheet}
        groups={pages}
        withHeads
        leastTile={186}
        at={at}
        onMove={goToItem}
        onOpen={open}
        onSight={wantItems}
        head={(page) => {
          const of = pageOf(jobs, page * pageSize)
          const isKnown = of.every((job) => items.has(job))
          const left = openOf(of, items).length
          return (
            <>
              <strong>{review.page(page + 1, pages.length)}</strong>
              <span>{isKnown ? review.pageOpen(left) : review.pageUnknown}</span>
            </>
          )
        }}
        tile={(place) => {
          const job = jobs[place]!
          return (
            <ReviewTile
              key={job}
              item={items.get(job)}
              place={place}
              total={jobs.length}
              isActive={at === place}
              onOpen={open}
            />
          )
        }}
      />
    </div>
  )
}
