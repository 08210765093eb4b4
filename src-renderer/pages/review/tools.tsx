import { SegmentedControl, Select } from '@mantine/core'
import type { Batch } from '../../../src-shared/batches/batch.ts'
import { type ReviewState, reviewStates } from '../../../src-shared/review/review.ts'
import { SearchField } from '../../parts/search-field.tsx'
import { VideoFilters } from '../../parts/video-filters.tsx'
import { filterReview, useReview } from '../../state/review.ts'
import { shownOf } from '../../view-math/loading.ts'
import { number } from '../../view-math/numbers.ts'
import { words } from '../../words/words.ts'

const orders = ['table', 'risk', 'name'] as const

/** Which videos are on the contact sheet, and in which order. */
export function Tools({ batch }: { batch: Batch }) {
  const filter = useReview(({ filter }) => filter)
  const sample = useReview(({ sample }) => sample)
  const counts = useReview(({ status }) => shownOf(status)?.counts)
  const { review } = words
  // Of a sample nobody counted them by state.
  const amount = (state: ReviewState) =>
    counts === undefined || sample !== null ? '' : ` ${number(counts[state])}`
  return (
    <div className="results-tools">
      <SegmentedControl
        size="xs"
        aria-label={review.sheet}
        data={[
          { value: '', label: review.anyState },
          ...reviewStates.map((state) => ({
            value: state,
            label: `${review.states[state]}${amount(state)}`,
          })),
        ]}
        value={filter.state ?? ''}
        onChange={(state) => filterReview({ state: state === '' ? null : (state as ReviewState) })}
      />
      <SearchField
        id="review-search"
        className="results-search"
        label={review.search}
        text={filter.text}
        onSearch={(text) => filterReview({ text })}
      />
      <VideoFilters batch={batch} filter={filter} onFilter={filterReview} />
      <Select
        size="xs"
        w={140}
        aria-label={review.order}
        allowDeselect={false}
        data={orders.map((value) => ({ value, label: review.orders[value] }))}
        value={filter.sort}
        onChange={(sort) => sort !== null && filterReview({ sort })}
      />
    </div>
  )
}
