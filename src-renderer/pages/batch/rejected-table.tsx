import { Button } from '@mantine/core'
import { IconCircleCheck, IconFolderOpen } from '@tabler/icons-react'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, useState } from 'react'
import type { Batch } from '../../../src-shared/batches/batch.ts'
import { type ErrorShape, toErrorShape } from '../../../src-shared/contract/errors.ts'
import { ask } from '../../bridge/bridge.ts'
import { ErrorNote } from '../../parts/error-note.tsx'
import { Grid, GridCell, GridRow } from '../../parts/grid.tsx'
import { NothingHere } from '../../parts/nothing-here.tsx'
import { Told } from '../../parts/told.tsx'
import { loadRejected, useOpenBatch } from '../../state/open-batch.ts'
import { number } from '../../view-math/numbers.ts'
import { words } from '../../words/words.ts'

const columns = ['line', 'key', 'column', 'value', 'problem', 'remedy'] as const

/** The rows that were set aside: where, what stood there, what is wrong with it, and what to do. */
export function RejectedTable({ batch }: { batch: Batch }) {
  const { problems, next } = useOpenBatch(({ rejected }) => rejected)
  const loadError = useOpenBatch(({ rejectedError }) => rejectedError)
  const [error, setError] = useState<ErrorShape | null>(null)
  const frame = useRef<HTMLDivElement>(null)
  const virtualizer = useVirtualizer({
    count: problems.length,
    getScrollElement: () => frame.current,
    estimateSize: () => 64,
    overscan: 10,
  })
  const rows = virtualizer.getVirtualItems()
  const { rejectedRows } = batch.counts
  const isMissing = next !== null && (rows.at(-1)?.index ?? -1) >= problems.length - 30
  const wanted = isMissing && rejectedRows > 0 && !loadError ? next : null
  useEffect(() => {
    if (wanted !== null) void loadRejected()
  }, [wanted])
  const reveal = () =>
    ask('desktop.reveal', { what: 'rejected', batch: batch.id }).then(
      () => setError(null),
      (thrown: unknown) => setError(toErrorShape(thrown)),
    )
  if (rejectedRows === 0)
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
      {problems.length === 0 ? (
        <p className="list-hint list-tools">{words.rejected.loading}</p>
      ) : (
        <Grid
          label={words.rejected.label}
          className="rejected-table"
          columns={columns.map((name) => words.rejected[name])}
          rowCount={problems.length}
          frame={frame}
          height={virtualizer.getTotalSize()}
        >
          {rows.map(({ index, start }) => {
            const { line, key, column, value, rule, message, whatToDo } = problems[index]!
            return (
              <GridRow key={index} index={index} start={start} measure={virtualizer.measureElement}>
                <GridCell className="quiet">{number(line)}</GridCell>
                <GridCell>{key}</GridCell>
                <GridCell className="rejected-column">{column}</GridCell>
                <GridCell>
                  {value === null || value === '' ? (
                    <em className="quiet">{words.rejected.empty}</em>
                  ) : (
                    <code className="rejected-value" dir="auto" title={value}>
                      {value}
                    </code>
                  )}
                </GridCell>
                <GridCell>
                  <Told text={message} /> <span className="rejected-rule">{rule}</span>
                </GridCell>
                <GridCell className="rejected-remedy">
                  <Told text={whatToDo} />
                </GridCell>
              </GridRow>
            )
          })}
        </Grid>
      )}
    </div>
  )
}
