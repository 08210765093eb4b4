// biome-ignore-all lint/a11y/useSemanticElements: the cells of a <table> can't be placed freely, and only those in sight exist
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and says which cell is meant
import { IconAlertCircle, IconAlertTriangle, IconMinus, IconPencil } from '@tabler/icons-react'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, memo, useEffect, useMemo, useRef } from 'react'
import type { TableRow } from '../../../src-shared/contract/tables.ts'
import { tellFault } from '../../parts/tell.tsx'
import { useNewBatch } from '../../state/new-batch.ts'
import { activate, beginEdit, edit, loadRows, rowAt, useTableRows } from '../../state/table-rows.ts'
import { shownOf } from '../../view-math/loading.ts'
import { number } from '../../view-math/numbers.ts'
import {
  type ActiveCell,
  columnOrder,
  columnWidth,
  markedRows,
  movedBy,
  problemsIn,
} from '../../view-math/table-view.ts'
import { told, words } from '../../words/words.ts'
import { setRowsAside, writeCell } from './change-rows.ts'
import { NoRows } from './records-tab.tsx'

const rowHeight = 32
const headHeight = 34
const numberWidth = 84

const cellId = (index: number, column: number) => `record-${index}-${column}`

/** The records as a grid: only the cells in sight are drawn, in both directions. */
export function RecordGrid() {
  const { columns, view, total, pages, active, editing } = useTableRows()
  const inspection = useNewBatch(({ inspection }) => inspection)
  const key = useNewBatch(({ draft }) => draft.key)
  const frame = useRef<HTMLDivElement>(null)
  const mapping = shownOf(inspection)?.mapping
  const shown = useMemo(() => columnOrder(columns, mapping ?? [], key), [columns, mapping, key])
  const names = useMemo(() => shown.map(({ name }) => name), [shown])
  const places = useMemo(() => new Map(columns.map((name, at) => [name, at])), [columns])
  const first = pages.get(0)
  const widths = useMemo(
    () =>
      shown.map(({ name }) => {
        const at = places.get(name) ?? 0
        return columnWidth(
          name,
          (first ?? []).slice(0, 40).map(({ cells }) => cells[at] ?? null),
        )
      }),
    [shown, places, first],
  )
  const rows = useVirtualizer({
    count: total ?? 0,
    getScrollElement: () => frame.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    scrollPaddingStart: headHeight,
  })
  const cols = useVirtualizer({
    horizontal: true,
    count: shown.length,
    getScrollElement: () => frame.current,
    estimateSize: (index) => widths[index] ?? 120,
    overscan: 2,
    scrollPaddingStart: numberWidth,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: the widths are what was measured
  useEffect(() => cols.measure(), [widths])
  const inSight = rows.getVirtualItems()
  const from = inSight[0]?.index ?? 0
  const to = inSight.at(-1)?.index ?? 0
  // Pages change when some have to be asked for anew.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    void loadRows(from, to)
  }, [from, to, pages, view, total])
  const activeColumn = active === null ? -1 : names.indexOf(active.column)
  // biome-ignore lint/correctness/useExhaustiveDependencies: scrolls when another cell is meant, and not when it is drawn anew
  useEffect(() => {
    if (active === null) return
    rows.scrollToIndex(active.to)
    if (activeColumn >= 0) cols.scrollToIndex(activeColumn)
  }, [active?.to, activeColumn])

  if (total === 0) return <NoRows view={view} />
  const width = numberWidth + cols.getTotalSize()
  const inSightCols = cols.getVirtualItems()
  const isActiveInSight =
    active !== null &&
    inSight.some(({ index }) => index === active.index) &&
    inSightCols.some(({ index }) => index === activeColumn)

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>): void {
    if (editing !== null || total === null || total === 0) return
    const { key, shiftKey: shift, ctrlKey, metaKey, altKey } = event
    const ctrl = ctrlKey || metaKey
    const now: ActiveCell = active ?? { index: 0, column: names[0] ?? '', to: 0 }
    const page = Math.max(1, Math.floor((frame.current?.clientHeight ?? 0) / rowHeight) - 2)
    const moved = altKey
      ? null
      : active === null
        ? now
        : movedBy(key, now, names, total, { page, shift, ctrl })
    if (moved !== null && movesOn.has(key)) {
      event.preventDefault()
      activate(moved)
      return
    }
    if (active === null || ctrl || altKey) return
    if (key === 'Enter' || key === 'F2') {
      event.preventDefault()
      void beginEdit().catch(tellFault)
    } else if (key === 'Delete' || key === 'Backspace') {
      event.preventDefault()
      void writeCell(active, '').catch(tellFault)
    } else if (key === ' ') {
      event.preventDefault()
      void setRowsAside(active).catch(tellFault)
    } else if (key === 'Escape') activate(null)
    else if (key.length === 1) {
      event.preventDefault()
      void beginEdit(key).catch(tellFault)
    }
  }

  return (
    <div
      className="records-frame"
      ref={frame}
      role="grid"
      tabIndex={0}
      aria-label={words.records.label}
      aria-rowcount={(total ?? 0) + 1}
      aria-colcount={shown.length + 1}
      aria-activedescendant={isActiveInSight ? cellId(active.index, activeColumn) : undefined}
      aria-multiselectable="true"
      onKeyDown={onKeyDown}
    >
      <div role="rowgroup" className="records-head" style={{ width }}>
        <div role="row" aria-rowindex={1} className="records-row">
          <span role="columnheader" className="records-number" aria-colindex={1}>
            {words.records.row}
          </span>
          {inSightCols.map(({ index, start, size }) => {
            const column = shown[index]!
            return (
              <span
                key={column.name}
                role="columnheader"
                aria-colindex={index + 2}
                className="records-cell"
                data-used={column.used || undefined}
                title={column.name}
                dir="auto"
                style={{ left: numberWidth + start, width: size }}
              >
                {column.name}
              </span>
            )
          })}
        </div>
      </div>
      <div role="rowgroup" className="records-body" style={{ height: rows.getTotalSize(), width }}>
        {inSight.map(({ index, start }) => (
          <Row
            key={index}
            index={index}
            start={start}
            row={rowAt(pages, index)}
            active={
              active !== null && index >= markedRows(active).first && index <= markedRows(active).last
                ? active
                : null
            }
            editing={active?.index === index ? editing : null}
            names={names}
            places={places}
            columns={inSightCols}
          />
        ))}
      </div>
    </div>
  )
}

const movesOn = new Set([
  'ArrowDown',
  'ArrowUp',
  'ArrowLeft',
  'ArrowRight',
  'PageDown',
  'PageUp',
  'Home',
  'End',
])

type RowProps = {
  index: number
  start: number
  row: TableRow | null
  /** When the row is marked. */
  active: ActiveCell | null
  editing: string | null
  names: readonly string[]
  places: ReadonlyMap<string, number>
  columns: readonly { index: number; start: number; size: number }[]
}

const Row = memo(function Row(props: RowProps) {
  const { index, start, row, active, editing, names, places, columns } = props
  const bad = row !== null && !row.setAside && row.problems.length > 0
  const warned = row !== null && !row.setAside && row.warnings.length > 0
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={active !== null}
      className="records-row"
      data-marked={active !== null || undefined}
      data-aside={row?.setAside || undefined}
      style={{ transform: `translateY(${start}px)` }}
    >
      <span
        role="rowheader"
        aria-colindex={1}
        className="records-number"
        data-tone={row?.setAside ? 'quiet' : bad ? 'bad' : warned ? 'warn' : undefined}
        onClick={(event) => point(event.shiftKey, index, names[0] ?? '')}
        onKeyDown={undefined}
      >
        {row !== null && <StatusSign row={row} bad={bad} warned={warned} />}
        {row === null ? '' : number(row.number)}
      </span>
      {columns.map(({ index: at, start: left, size }) => {
        const name = names[at]!
        const cell = row?.cells[places.get(name) ?? -1] ?? null
        const problems = row === null || row.setAside ? [] : problemsIn(row, name, 'problems')
        const warnings =
          row === null || row.setAside || problems.length > 0 ? [] : problemsIn(row, name, 'warnings')
        const marks = [...problems, ...warnings]
        const isActive = active !== null && active.index === index && active.column === name
        return (
          <span
            key={name}
            id={cellId(index, at)}
            role="gridcell"
            aria-colindex={at + 2}
            aria-selected={isActive}
            aria-invalid={problems.length > 0 || undefined}
            className="records-cell"
            data-active={isActive || undefined}
            data-bad={problems.length > 0 || undefined}
            data-warned={warnings.length > 0 || undefined}
            data-mended={row?.mended.includes(name) || undefined}
            title={marks[0] && told(marks[0].message)}
            dir="auto"
            style={{ left: numberWidth + left, width: size }}
            onMouseDown={(event) => event.shiftKey && event.preventDefault()}
            onClick={(event) => point(event.shiftKey, index, name)}
            onKeyDown={undefined}
            onDoubleClick={() => void beginEdit().catch(tellFault)}
          >
            {isActive && editing !== null && row !== null ? (
              <CellEditor text={editing} active={active} names={names} row={row} />
            ) : row === null ? (
              <span className="records-waiting" />
            ) : (
              inOneLine(cell)
            )}
          </span>
        )
      })}
    </div>
  )
})

/** Of a text with line breaks its row has room for the first line alone: the others follow behind a sign. */
const inOneLine = (cell: string | null) => cell?.replace(/\r\n|[\n\r\u2028\u2029]/g, ' ↵ ')

function point(shift: boolean, index: number, column: string): void {
  const { active } = useTableRows.getState()
  activate(shift && active !== null ? { ...active, to: index } : { index, column, to: index })
}

function StatusSign({ row, bad, warned }: { row: TableRow; bad: boolean; warned: boolean }) {
  const { setAside, bad: badWord, warned: warnedWord, mended } = words.records.status
  if (row.setAside) return <IconMinus size={14} aria-label={setAside} role="img" />
  if (bad) return <IconAlertTriangle size={14} aria-label={badWord} role="img" />
  if (warned) return <IconAlertCircle size={14} aria-label={warnedWord} role="img" />
  return row.mended.length > 0 ? <IconPencil size={14} aria-label={mended} role="img" /> : null
}

/** Writes a cell: Enter goes one down, Tab one to the side, Escape leaves it as it was. */
function CellEditor({
  text,
  active,
  names,
  row,
}: {
  text: string
  active: ActiveCell
  names: readonly string[]
  row: TableRow
}) {
  const field = useRef<HTMLInputElement>(null)
  const isOver = useRef(false)
  useEffect(() => {
    field.current?.focus()
  }, [])
  const finish = (move: 'down' | 'side' | 'back' | null, write: boolean) => {
    if (isOver.current) return
    isOver.current = true
    const grid = field.current?.closest<HTMLElement>('[role="grid"]')
    edit(null)
    if (write) void writeCell(active, text).catch(tellFault)
    const at = names.indexOf(active.column)
    const { total } = useTableRows.getState()
    if (move === 'down') {
      const index = Math.min((total ?? 1) - 1, active.index + 1)
      activate({ ...active, index, to: index })
    }
    const beside = move === 'side' ? names[at + 1] : move === 'back' ? names[at - 1] : undefined
    if (beside !== undefined) activate({ index: active.index, column: beside, to: active.index })
    if (move !== null) grid?.focus({ preventScroll: true })
  }
  return (
    <input
      ref={field}
      className="records-editor"
      aria-label={words.records.editing(active.column, row.number)}
      dir="auto"
      value={text}
      onChange={(event) => edit(event.currentTarget.value)}
      onBlur={() => finish(null, true)}
      onKeyDown={(event) => {
        event.stopPropagation()
        if (event.key === 'Enter') finish('down', true)
        else if (event.key === 'Tab') {
          event.preventDefault()
          finish(event.shiftKey ? 'back' : 'side', true)
        } else if (event.key === 'Escape') {
          finish(null, false)
          field.current?.closest<HTMLElement>('[role="grid"]')?.focus({ preventScroll: true })
        }
      }}
    />
  )
}
