import type { Batch } from '../../src-shared/batches/batch.ts'
import { type CheckName, checkNames } from '../../src-shared/quality/checks.ts'
import { type InspectedAs, inspectedAs } from '../../src-shared/quality/inspection.ts'
import { words } from '../words/words.ts'
import { OneOf } from './one-of.tsx'

type Filter = {
  /** By the checks, and a check that found something. */
  verdict: InspectedAs | null
  check: CheckName | null
  language: string | null
  format: string | null
}

const named = (names: readonly string[]) => names.map((name) => ({ value: name, label: name }))

/** Which of a batch's videos are shown. */
export function VideoFilters({
  batch,
  filter,
  onFilter,
}: {
  batch: Batch
  filter: Filter
  onFilter(change: Partial<Filter>): void
}) {
  const { results, review } = words
  const isInspected = batch.verdicts !== undefined || filter.verdict !== null || filter.check !== null
  return (
    <>
      {isInspected && (
        <>
          <OneOf
            label={review.verdict}
            any={review.anyVerdict}
            all={inspectedAs.map((value) => ({ value, label: review.verdicts[value] }))}
            chosen={filter.verdict}
            onChoose={(verdict) => onFilter({ verdict })}
          />
          <OneOf
            label={review.check}
            any={review.anyCheck}
            width={150}
            searchable
            all={checkNames.map((value) => ({ value, label: words.checkWords.names[value] }))}
            chosen={filter.check}
            onChoose={(check) => onFilter({ check })}
          />
        </>
      )}
      <OneOf
        label={results.language}
        any={results.anyLanguage}
        all={named(batch.languages)}
        chosen={filter.language}
        onChoose={(language) => onFilter({ language })}
      />
      <OneOf
        label={results.format}
        any={results.anyFormat}
        all={named(batch.formats)}
        chosen={filter.format}
        onChoose={(format) => onFilter({ format })}
      />
    </>
  )
}
