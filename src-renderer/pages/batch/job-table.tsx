import { Menu, Portal } from '@mantine/core'
import { IconMovie, IconSearchOff } from '@tabler/icons-react'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import type { Batch } from '../../../src-shared/batches/batch.ts'
import { ErrorNote } from '../../parts/error-note.tsx'
import { Grid, GridCell, type GridColumn, GridRow } from '../../parts/grid.tsx'
import { NothingHere } from '../../parts/nothing-here.tsx'
import {
  clearFilter,
  keepScrolled,
  moveTo,
  selectAll,
  selectNone,
  selectRow,
  showPages,
  sortJobs,
  tryAgain,
  useJobTable,
} from '../../state/job-table.ts'
import { useOpenBatch } from '../../state/open-batch.ts'
import { go } from '../../state/places.ts'
import { isFiltered, type JobView, jobAt, nextSort, pagesOf } from '../../view-math/job-view.ts'
import { isSelected, rowAfterKey } from '../../view-math/selection.ts'
import { words } from '../../words/words.ts'
import { JobMenuItems, useJobActions } from './job-actions.tsx'
import { JobFilters } from './job-filters.tsx'
import { JobRow, type RowHands, rowHeight, rowId } from './job-row.tsx'
import { SelectionBar } from './selection-bar.tsx'

const sortable = ['key', 'language', 'format', 'status', null, 'attempts', 'duration', 'bytes'] as const

function columnsOf(view: JobView): GridColumn[] {
  const { sort } = view
  return [
    words.jobs.selected,
    ...sortable.map((by): GridColumn => {
      if (by === null) return words.jobs.reason
      const text = words.jobs[by]
      const sorted = sort.by !== by ? 'none' : sort.descending ? 'descending' : 'ascending'
      return { text, label: words.jobs.sortBy(text), sorted, onSort: () => sortJobs(nextSort(sort, by)) }
    }),
    words.jobs.open,
  ]
}

/** Every job, live: any place of 120,000 at once, filtered, sorted, selected, acted on. Only the rows in sight are drawn. */
export function JobTable({ batch }: { batch: Batch }) {
  const view = useJobTable(({ view }) => view)
  const selection = useJobTable(({ selection }) => selection)
  const error = useJobTable(({ error }) => error)
  const progress = useOpenBatch(({ progress }) => progress)
  const frame = useRef<HTMLDivElement>(null)
  const [menuAt, setMenuAt] = useState<{ x: number; y: number } | null>(null)
  useJobActions(batch)
  const total = view.total ?? 0
  const virtualizer = useVirtualizer({
    count: total,
    getScrollElement: () => frame.current,
    estimateSize: () => rowHeight,
    // The heading stands before the rows.
    scrollPaddingStart: 36,
    initialOffset: () => useJobTable.getState().scrolled,
    onChange: ({ scrollOffset }) => keepScrolled(scrollOffset ?? 0),
    overscan: 8,
  })
  const rows = virtualizer.getVirtualItems()
  const first = rows[0]?.index ?? 0
  const last = rows.at(-1)?.index ?? 0
  const wanted = pagesOf(first, last, Math.max(1, total)).join(' ')
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new order has none of its pages yet
  useEffect(() => {
    // Who drags the bar through 120,000 rows wants the place where it stops.
    const later = setTimeout(() => showPages(wanted.split(' ').map(Number)), view.order === null ? 0 : 40)
    return () => clearTimeout(later)
  }, [wanted, view.batch, view.order, view.filter, view.sort])

  const lastClick = useRef(-1)
  const hands = useMemo((): RowHands => {
    const open = (row: number) => {
      const job = jobAt(useJobTable.getState().view, row)
      if (job !== undefined) go({ name: 'job', batch: job.batchId, job: job.id })
    }
    return {
      click(row, event) {
        const onBox = (event.target as Element).closest('.job-check') !== null
        lastClick.current = row
        if (event.shiftKey) selectRow(row, 'stretch')
        else selectRow(row, event.ctrlKey || event.metaKey || onBox ? 'toggle' : 'one')
      },
      open,
      menu(row, event) {
        event.preventDefault()
        const { view, selection } = useJobTable.getState()
        const job = jobAt(view, row)
        if (job !== undefined && !isSelected(selection, job.id)) selectRow(row, 'one')
        setMenuAt({ x: event.clientX, y: event.clientY })
      },
    }
  }, [])

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if ((event.target as Element).closest('button') !== null) return
    const { active } = selection
    const inSight = Math.max(1, Math.floor((frame.current?.clientHeight ?? 400) / rowHeight) - 2)
    const row = rowAfterKey(event.key, active, total, inSight)
    const mod = event.ctrlKey || event.metaKey
    if (row !== null && total > 0) {
      if (event.shiftKey) {
        if (selection.anchor === -1 && active >= 0) selectRow(active, 'one')
        selectRow(row, 'stretch')
      } else if (mod) moveTo(row)
      else selectRow(row, 'one')
      virtualizer.scrollToIndex(row, { align: 'auto' })
    } else if (event.key === ' ' && active >= 0) selectRow(active, 'toggle')
    else if (event.key === 'Enter' && active >= 0) hands.open(active)
    else if (mod && event.key.toLowerCase() === 'a') selectAll()
    else if (event.key === 'Escape') selectNone()
    else if ((event.key === 'ContextMenu' || (event.shiftKey && event.key === 'F10')) && active >= 0) {
      const place = document.getElementById(rowId(active))?.getBoundingClientRect()
      if (place) setMenuAt({ x: place.left + 60, y: place.bottom })
    } else return
    event.preventDefault()
    event.stopPropagation()
  }

  const isEmpty = view.total === 0
  return (
    <div className="list-page">
      <JobFilters batch={batch} view={view} />
      <SelectionBar batch={batch} />
      {error && <ErrorNote error={error} onTryAgain={tryAgain} />}
      {isEmpty ? (
        isFiltered(view.filter) ? (
          <NothingHere
            icon={<IconSearchOff size={40} stroke={1.2} aria-hidden="true" />}
            title={words.jobs.noneOf}
          >
            {words.jobs.noneOfText}{' '}
            <button type="button" className="text-button" onClick={clearFilter}>
              {words.jobs.clearFilter}
            </button>
          </NothingHere>
        ) : (
          <NothingHere icon={<IconMovie size={40} stroke={1.2} aria-hidden="true" />} title={words.jobs.none}>
            {batch.status === 'preparing' ? words.jobs.preparing : words.jobs.noneText}
          </NothingHere>
        )
      ) : (
        <Grid
          label={words.jobs.label}
          className="job-table"
          columns={columnsOf(view)}
          rowCount={total}
          frame={frame}
          height={virtualizer.getTotalSize()}
          keys={{
            active:
              selection.active >= first && selection.active <= last ? rowId(selection.active) : undefined,
            onKeyDown,
          }}
        >
          {rows.map(({ index, start }) => {
            const job = jobAt(view, index)
            return job === undefined ? (
              <GridRow
                key={`place ${index}`}
                index={index}
                start={start}
                height={rowHeight}
                id={rowId(index)}
                isActive={index === selection.active}
              >
                <GridCell />
                <GridCell className="quiet">{words.jobs.loading}</GridCell>
              </GridRow>
            ) : (
              <JobRow
                key={job.id}
                index={index}
                start={start}
                job={job}
                batch={batch.status}
                progress={progress.get(job.id)}
                selected={isSelected(selection, job.id)}
                isActive={index === selection.active}
                hands={hands}
              />
            )
          })}
        </Grid>
      )}
      {menuAt !== null && (
        <Menu opened onClose={() => setMenuAt(null)} position="bottom-start" offset={2} shadow="md">
          <Portal>
            <Menu.Target>
              <div className="menu-place" style={{ left: menuAt.x, top: menuAt.y }} />
            </Menu.Target>
          </Portal>
          <Menu.Dropdown>
            <JobMenuItems batch={batch} />
          </Menu.Dropdown>
        </Menu>
      )}
    </div>
  )
}
