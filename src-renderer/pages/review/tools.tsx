import { SegmentedControl, Select, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import type { Batch } from '../../../src-shared/batches/batch.ts'
import { type CheckName, checkNames } from '../../../src-shared/quality/checks.ts'
import { verdicts } from '../../../src-shared/quality/inspection.ts'
import { type ReviewState, reviewStates } from '../../../src-shared/review/review.ts'
import { type DeskFilter, filterReview, useReview } from '../../state/review.ts'
import { shownOf } from '../../view-math/loading.ts'
import { number } from '../../view-math/numbers.ts'
import { words } from '../../words/words.ts'

const orders = ['table', 'risk', 'name'] as const

/** Which videos are on the contact sheet, and in which order. */
export function Tools({ batch }: { batch: Batch }) {
  const filter = useReview(({ filter }) => filter)
  const sample = useReview(({ sample }) => sample)
  const counts = useReview(({ status }) => shownOf(status)?.counts)
  const [text, setText] = useState(filter.text)
  const search = useDebouncedCallback((wanted: string) => filterReview({ text: wanted }), 200)
  useEffect(() => setText(filter.text), [filter.text])
  const { review, results } = words
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
      <TextInput
        id="review-search"
        size="xs"
        className="results-search"
        aria-label={review.search}
        placeholder={review.search}
        leftSection={<IconSearch size={14} aria-hidden="true" />}
        value={text}
        onChange={({ currentTarget }) => {
          setText(currentTarget.value)
          search(currentTarget.value)
        }}
      />
      <Select
        size="xs"
        w={130}
        aria-label={review.verdict}
        placeholder={review.anyVerdict}
        clearable
        data={[...verdicts, 'none' as const].map((value) => ({ value, label: review.verdicts[value] }))}
        value={filter.verdict}
        onChange={(verdict) => filterReview({ verdict: verdict as DeskFilter['verdict'] })}
      />
      <Select
        size="xs"
        w={150}
        aria-label={review.check}
        placeholder={review.anyCheck}
        clearable
        searchable
        data={checkNames.map((value) => ({ value, label: words.checkWords.names[value] }))}
        value={filter.check}
        onChange={(check) => filterReview({ check: check as CheckName | null })}
      />
      {batch.languages.length > 1 && (
        <Select
          size="xs"
          w={120}
          aria-label={results.language}
          placeholder={results.anyLanguage}
          clearable
          data={batch.languages}
          value={filter.language}
          onChange={(language) => filterReview({ language })}
        />
      )}
      {batch.formats.length > 1 && (
        <Select
          size="xs"
          w={120}
          aria-label={results.format}
          placeholder={results.anyFormat}
          clearable
          data={batch.formats}
          value={filter.format}
          onChange={(format) => filterReview({ format })}
        />
      )}
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
