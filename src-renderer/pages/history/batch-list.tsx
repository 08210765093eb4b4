// biome-ignore-all lint/a11y/useSemanticElements: the rows of a <table> can't be placed freely, and only those in sight exist
// biome-ignore-all lint/a11y/useFocusableInteractive: a row does nothing by itself; the button in it can be focused
import { ActionIcon, Button, Loader, Tooltip } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconFileSpreadsheet, IconHistory } from '@tabler/icons-react'
import { useVirtualizer } from '@tanstack/react-virtual'
import { memo, useEffect, useMemo, useRef, useState } from 'react'
import { batchStatusNames } from '../../../src-shared/batches/batch.ts'
import type { HistoryOrder, PastBatch } from '../../../src-shared/contract/insight.ts'
import { ask } from '../../bridge/bridge.ts'
import { BatchBadge } from '../../parts/batch-status.tsx'
import { ErrorNote } from '../../parts/error-note.tsx'
import { exportTable } from '../../parts/export-table.ts'
import { invalid, MomentField } from '../../parts/moment-field.tsx'
import { BeginBatch, NothingHere } from '../../parts/nothing-here.tsx'
import { OneOf } from '../../parts/one-of.tsx'
import { SearchField } from '../../parts/search-field.tsx'
import { sortHistory, useHistory, viewHistory } from '../../state/history.ts'
import { type PastBatchesFilter, usePastBatches } from '../../state/past-batches.ts'
import { go } from '../../state/places.ts'
import { beginningOf } from '../../view-math/insight.ts'
import { bytes, dayAndTime, duration, number, percent } from '../../view-math/numbers.ts'
import { words } from '../../words/words.ts'
import { TemplateSelect } from './template-select.tsx'

const rowHeight = 48

/** Columns in their order; those with an order can be sorted by. */
const columns = [
  ['name', 'name'],
  ['status', null],
  ['created', 'created'],
  ['made', 'made'],
  ['failed', 'failed'],
  ['unchanged', null],
  ['worked', 'worked'],
  ['rate', 'rate'],
  ['bytes', 'bytes'],
] as const satisfies [string, HistoryOrder | null][]

function useFilter(): PastBatchesFilter {
  const { text, status, template, from, to, order, descending } = useHistory()
  const searched = text.trim()
  return {
    ...(searched === '' ? {} : { text: searched }),
    ...(status === null ? {} : { status: [status] }),
    ...(template === null ? {} : { template }),
    ...(from === '' ? {} : { from: beginningOf(from) }),
    ...(to === '' ? {} : { before: beginningOf(to, 1) }),
    order,
    descending,
  }
}

/** Every batch ever. */
export function BatchList() {
  const filter = useFilter()
  const { found, error, want, again } = usePastBatches(filter)
  const { order, descending } = useHistory()
  const isFiltered = Object.keys(filter).length > 2
  const frame = useRef<HTMLDivElement>(null)
  const virtualizer = useVirtualizer({
    count: found?.total ?? 0,
    getScrollElement: () => frame.current,
    estimateSize: () => rowHeight,
    overscan: 8,
  })
  const rows = virtualizer.getVirtualItems()
  const [first, last] = [rows[0]?.index ?? 0, rows.at(-1)?.index ?? 0]
  useEffect(() => want(first, last), [want, first, last])
  const { history } = words
  return (
    <>
      <Filters total={found?.total ?? null} filter={filter} />
      {error !== null && (
        <div className="history-fault">
          <ErrorNote error={error} onTryAgain={again} />
        </div>
      )}
      {found === null ? (
        error === null && <Loader className="history-loader" size="sm" aria-label={words.loading} />
      ) : found.total === 0 ? (
        <NothingHere
          icon={<IconHistory size={40} stroke={1.2} aria-hidden="true" />}
          title={isFiltered ? history.noMatch : history.none}
          action={!isFiltered && <BeginBatch />}
        >
          {isFiltered ? (
            <Button
              size="xs"
              variant="default"
              onClick={() => viewHistory({ text: '', status: null, template: null, from: '', to: '' })}
            >
              {history.showAll}
            </Button>
          ) : (
            history.noneText
          )}
        </NothingHere>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
        <div className="history-frame" ref={frame} tabIndex={0} role="group" aria-label={history.label}>
          <div role="table" aria-label={history.label} aria-rowcount={found.total + 1}>
            <div role="rowgroup" className="grid-head history-heads">
              <div className="history-row" role="row" aria-rowindex={1}>
                {columns.map(([name, by]) => (
                  <span
                    key={name}
                    role="columnheader"
                    className={`history-${name}`}
                    aria-sort={by !== order ? undefined : descending ? 'descending' : 'ascending'}
                  >
                    {by === null ? (
                      history.columns[name]
                    ) : (
                      <button type="button" onClick={() => sortHistory(by)}>
                        {history.columns[name]}
                        {by === order &&
                          (descending ? (
                            <IconArrowDown size={13} aria-hidden="true" />
                          ) : (
                            <IconArrowUp size={13} aria-hidden="true" />
                          ))}
                      </button>
                    )}
                  </span>
                ))}
              </div>
            </div>
            <div role="rowgroup" className="history-rows" style={{ height: virtualizer.getTotalSize() }}>
              {rows.map(({ index, start }) => (
                <Row key={index} index={index} start={start} past={found.at.get(index)} />
              ))}
            </div>
          </div>
        </div>
      )}
    </>
  )
}

const Row = memo(function Row({
  index,
  start,
  past,
}: {
  index: number
  start: number
  past: PastBatch | undefined
}) {
  const place = { transform: `translateY(${start}px)`, height: rowHeight }
  if (past === undefined)
    return <div className="history-row" role="row" aria-rowindex={index + 2} aria-busy style={place} />
  const { batch, workedSeconds } = past
  const { done, unchanged, failed, rejectedRows, jobs } = batch.counts
  const made = done - unchanged
  const { history } = words
  return (
    <div className="history-row" role="row" aria-rowindex={index + 2} style={place}>
      <span role="cell" className="history-name">
        <button type="button" onClick={() => go({ name: 'history', batch: batch.id })}>
          {batch.name}
        </button>
        <span className="quiet">{batch.template.title}</span>
      </span>
      <span role="cell" className="history-status">
        <BatchBadge batch={batch} />
      </span>
      <span role="cell" className="history-created quiet">
        {dayAndTime(batch.createdAt, new Date())}
      </span>
      <span role="cell" className="history-made">
        {number(done)}
        {done < jobs && <span className="quiet"> / {number(jobs)}</span>}
      </span>
      <span role="cell" className="history-failed">
        {failed > 0 ? <span data-tone="bad">{number(failed)}</span> : <span className="quiet">0</span>}
        {rejectedRows > 0 && (
          <span className="history-rejected" title={history.columns.rejected}>
            {number(rejectedRows)} {words.batch.rejected}
          </span>
        )}
      </span>
      <span role="cell" className="history-unchanged quiet">
        {done === 0 ? '–' : history.share(number(percent(unchanged / done)))}
      </span>
      <span role="cell" className="history-worked quiet">
        {workedSeconds === 0 ? '–' : duration(workedSeconds)}
      </span>
      <span role="cell" className="history-rate">
        {workedSeconds < 1 || made === 0 ? '–' : number((made / workedSeconds) * 3_600)}
      </span>
      <span role="cell" className="history-bytes quiet">
        {past.bytes === 0 ? '–' : bytes(past.bytes)}
      </span>
    </div>
  )
})

function Filters({ total, filter }: { total: number | null; filter: PastBatchesFilter }) {
  const view = useHistory()
  const { history } = words
  const [isExporting, setExporting] = useState(false)
  const statuses = useMemo(
    () => batchStatusNames.map((value) => ({ value, label: words.batchStatus[value] })),
    [],
  )
  const save = async () => {
    setExporting(true)
    await exportTable(history.title, exportColumns(), () => allRows(filter))
    setExporting(false)
  }
  return (
    <div className="history-tools">
      <SearchField
        id="history-search"
        className="history-search"
        label={history.search}
        text={view.text}
        onSearch={(text) => viewHistory({ text })}
      />
      <OneOf
        label={history.status}
        any={history.anyStatus}
        width={124}
        all={statuses}
        chosen={view.status}
        onChoose={(status) => viewHistory({ status })}
      />
      <TemplateSelect value={view.template} onChange={(template) => viewHistory({ template })} />
      {(['from', 'to'] as const).map((end) => (
        <MomentField
          key={end}
          kind="day"
          className="history-day"
          label={history[end]}
          value={view[end]}
          onChange={(day) => viewHistory({ [end]: day === invalid ? '' : day })}
        />
      ))}
      <span className="history-tools-space" />
      <span className="quiet" role="status">
        {total === null ? '' : history.found(total)}
      </span>
      <Tooltip label={history.export} openDelay={500} withinPortal={false}>
        <ActionIcon
          size={30}
          variant="default"
          aria-label={history.export}
          disabled={total === null || total === 0}
          loading={isExporting}
          onClick={() => void save()}
        >
          <IconFileSpreadsheet size={16} />
        </ActionIcon>
      </Tooltip>
    </div>
  )
}

const exportColumns = (): string[] => {
  const { columns, units } = words.history
  return [
    columns.id,
    columns.name,
    columns.template,
    columns.status,
    columns.created,
    columns.total,
    columns.made,
    columns.unchanged,
    columns.failed,
    columns.rejected,
    `${columns.worked} (${units.seconds})`,
    `${columns.bytes} (${units.bytes})`,
    `${columns.cpu} (${units.seconds})`,
    columns.data,
    columns.out,
  ]
}

async function allRows(filter: PastBatchesFilter): Promise<(string | number | null)[][]> {
  const rows: (string | number | null)[][] = []
  for (;;) {
    const { batches, total } = await ask('history.batches', { ...filter, offset: rows.length, limit: 500 })
    for (const { batch, workedSeconds, bytes: size, cpuSeconds } of batches) {
      const { jobs, done, unchanged, failed, rejectedRows } = batch.counts
      rows.push([
        batch.id,
        batch.name,
        `${batch.template.name} ${batch.template.version}`,
        batch.status,
        batch.createdAt,
        jobs,
        done,
        unchanged,
        failed,
        rejectedRows,
        Math.round(workedSeconds),
        size,
        Math.round(cpuSeconds),
        batch.data.slice(-2_000),
        batch.outputFolder.slice(-2_000),
      ])
    }
    if (batches.length === 0 || rows.length >= total) return rows
  }
}
