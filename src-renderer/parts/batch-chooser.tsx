import { Loader, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconMovie, IconSearch } from '@tabler/icons-react'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { Batch } from '../../src-shared/batches/batch.ts'
import type { PastBatch } from '../../src-shared/contract/insight.ts'
import { usePastBatches } from '../state/past-batches.ts'
import { apart } from '../view-math/bidi.ts'
import { bytes, dayAndTime } from '../view-math/numbers.ts'
import { words } from '../words/words.ts'
import { ErrorNote } from './error-note.tsx'
import { BeginBatch, NothingHere } from './nothing-here.tsx'
import { PageHead } from './page-head.tsx'
import { PictureStrip } from './picture-strip.tsx'

const rowHeight = 92

/** Every batch that made something, latest first, each with a strip of its pictures. */
export function BatchChooser({
  title,
  line,
  aside,
  onChoose,
}: {
  title: string
  line: string
  /** What else is said of a batch. */
  aside?: (batch: Batch) => ReactNode
  onChoose(batch: string): void
}) {
  const [text, setText] = useState('')
  const [searched] = useDebouncedValue(text.trim(), 200)
  const { found, error, want, again } = usePastBatches({
    withVideos: true,
    ...(searched === '' ? {} : { text: searched }),
  })
  const frame = useRef<HTMLElement>(null)
  const virtualizer = useVirtualizer({
    count: found?.total ?? 0,
    getScrollElement: () => frame.current,
    estimateSize: () => rowHeight,
    overscan: 4,
  })
  const rows = virtualizer.getVirtualItems()
  const [first, last] = [rows[0]?.index ?? 0, rows.at(-1)?.index ?? 0]
  useEffect(() => want(first, last), [want, first, last])
  const { results } = words
  return (
    <div className="results-page">
      <div className="results-head">
        <PageHead title={title} line={line}>
          <TextInput
            id="results-search"
            w={260}
            size="sm"
            aria-label={results.search}
            placeholder={results.search}
            leftSection={<IconSearch size={15} aria-hidden="true" />}
            value={text}
            onChange={({ currentTarget }) => setText(currentTarget.value)}
          />
        </PageHead>
        {error !== null && <ErrorNote error={error} onTryAgain={again} />}
      </div>
      {found === null ? (
        error === null && <Loader className="results-loader" size="sm" aria-label={words.loading} />
      ) : found.total === 0 ? (
        <NothingHere
          icon={<IconMovie size={40} stroke={1.2} aria-hidden="true" />}
          title={searched === '' ? results.noBatch : results.noBatchMatch}
          action={searched === '' && <BeginBatch />}
        >
          {searched === '' && results.noBatchText}
        </NothingHere>
      ) : (
        <section className="chooser" ref={frame} aria-label={title}>
          <ul style={{ height: virtualizer.getTotalSize() }}>
            {rows.map(({ index, start }) => (
              <li key={index} style={{ transform: `translateY(${start}px)`, height: rowHeight }}>
                <Entry past={found.at.get(index)} aside={aside} onChoose={onChoose} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}

function Entry({
  past,
  aside,
  onChoose,
}: {
  past: PastBatch | undefined
  aside: ((batch: Batch) => ReactNode) | undefined
  onChoose(batch: string): void
}) {
  if (past === undefined) return <span className="chooser-entry" aria-hidden="true" />
  const { batch } = past
  const { done } = batch.counts
  return (
    <button type="button" className="chooser-entry" onClick={() => onChoose(batch.id)}>
      <span className="chooser-text">
        <strong>{batch.name}</strong>
        <span>
          {apart(batch.template.title)} · {dayAndTime(batch.createdAt, new Date())}
        </span>
        <span>
          {past.bytes > 0 ? words.results.size(done, bytes(past.bytes)) : words.results.videos(done)}
          {' · '}
          {batch.languages.join(', ')}
        </span>
      </span>
      {aside?.(batch)}
      <PictureStrip batch={batch.id} done={done} />
    </button>
  )
}
