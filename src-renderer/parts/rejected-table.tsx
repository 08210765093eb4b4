import { Button } from '@mantine/core'
import { IconCircleCheck, IconFolderOpen } from '@tabler/icons-react'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, useState } from 'react'
import type { Batch } from '../../src-shared/batches/batch.ts'
import { type ErrorShape, toErrorShape } from '../../src-shared/contract/errors.ts'
import type { RowProblem } from '../../src-shared/data/rows.ts'
import { ask } from '../bridge/bridge.ts'
import { loadRejected, useOpenBatch } from '../state/open-batch.ts'
import { words } from '../words/words.ts'
import { ErrorNote } from './error-note.tsx'
import { NothingHere } from './nothing-here.tsx'

/** The rows that were set aside: where, what stood there, what is wrong with it, and what to do. */
export function RejectedTable({ batch }: { batch: Batch }) {
  const { problems, next } = useOpenBatch(({ rejected }) => rejected)
  const loadError = useOpenBatch(({ errors }) => errors.rejected)
  const [error, setError] = useState<ErrorShape | null>(null)
  const frame = useRef<HTMLDivElement>(null)
  const virtualizer = useVirtualizer({
    count: problems.length,
    getScrollElement: () => frame.current,
    estimateSize: () => 64,
    overscan: 10,
  })
  const rows = virtualizer.getVirtualItems()
  const wantsMore =
    batch.counts.rejectedRows > 0 &&
    next !== null &&
    (rows.at(-1)?.index ?? -1) >= problems.length - 30 &&
    !loadError
  // biome-ignore lint/correctness/useExhaustiveDependencies: after each page it is asked anew
  useEffect(() => {
    if (wantsMore) void loadRejected()
  }, [wantsMore, problems])
  const reveal = () =>
    ask('desktop.reveal', { what: 'rejected', batch: batch.id }).then(
      () => setError(null),
      (thrown: unknown) => setError(toErrorShape(thrown)),
    )
  if (batch.counts.rejectedRows === 0)
    return (
      <NothingHere
        icon={<IconCircleCheck size={40} stroke={1.2} aria-hidden="true" />}
        title={batch.status === 'preparing' ? words.rejected.preparing : words.rejected.none}
      >
        {batch.status !== 'preparing' && words.rejected.noneText}
      </NothingHere>
    )
  const shown = loadError ?? error
  return (
    <div className="list-page">
      <div className="list-tools">
        <span className="list-hint">{batch.rejected !== null && words.rejected.explain}</span>
        {batch.rejected !== null && (
          <Button
            variant="default"
            size="xs"
            leftSection={<IconFolderOpen size={15} />}
            onClick={() => void reveal()}
          >
            {words.rejected.file}
          </Button>
        )}
      </div>
      {shown && <ErrorNote error={shown} {...(loadError ? { onTryAgain: () => void loadRejected() } : {})} />}
      {/* biome-ignore lint/a11y/useSemanticElements: a table's rows can't be placed freely */}
      <div className="rejected-table" role="table" aria-label={words.rejected.label}>
        {/* biome-ignore lint/a11y/useSemanticElements: as above */}
        <div className="rejected-row job-header" role="row">
          {(['line', 'key', 'column', 'value', 'problem', 'remedy'] as const).map((column) => (
            // biome-ignore lint/a11y/useSemanticElements: as above
            // biome-ignore lint/a11y/useFocusableInteractive: it does nothing
            <span key={column} role="columnheader">
              {words.rejected[column]}
            </span>
          ))}
        </div>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
        <div className="job-rows" role="rowgroup" ref={frame} tabIndex={0} aria-label={words.rejected.label}>
          <div className="job-space" role="presentation" style={{ height: virtualizer.getTotalSize() }}>
            {rows.map(({ index, start }) => (
              <div
                key={index}
                role="presentation"
                ref={virtualizer.measureElement}
                data-index={index}
                className="rejected-place"
                style={{ transform: `translateY(${start}px)` }}
              >
                <Line problem={problems[index]!} />
              </div>
            ))}
          </div>
          {problems.length === 0 && <p className="list-hint">{words.rejected.loading}</p>}
        </div>
      </div>
    </div>
  )
}

function Line({ problem }: { problem: RowProblem }) {
  const { line, key, column, value, rule, message, whatToDo } = problem
  const cells = [
    { name: 'line', text: line.toLocaleString('en') },
    { name: 'key', text: key ?? '' },
    { name: 'column', text: column ?? '' },
  ]
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table's rows can't be placed freely
    // biome-ignore lint/a11y/useFocusableInteractive: it does nothing
    <div className="rejected-row" role="row">
      {cells.map(({ name, text }) => (
        // biome-ignore lint/a11y/useSemanticElements: as above
        <span key={name} role="cell" className={`rejected-${name}`}>
          {text}
        </span>
      ))}
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      <span role="cell">
        {value === null || value === '' ? (
          <em className="rejected-empty">{words.rejected.empty}</em>
        ) : (
          <code className="rejected-value">{value}</code>
        )}
      </span>
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      <span role="cell">
        {message} <span className="rejected-rule">{rule}</span>
      </span>
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      <span role="cell" className="rejected-remedy">
        {whatToDo}
      </span>
    </div>
  )
}
