// biome-ignore-all lint/a11y/useSemanticElements: the rows of a <table> can't be placed freely, and only those in sight exist
// biome-ignore-all lint/a11y/useFocusableInteractive: the table holds the focus, and names its active row
// biome-ignore-all lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
import {
  type CSSProperties,
  createContext,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  type Ref,
  useContext,
} from 'react'

/** A heading: its text, and for one that can be clicked how it is sorted and what a click does. */
export type GridColumn =
  | string
  | { text: string; label: string; sorted: 'ascending' | 'descending' | 'none'; onSort(): void }

/** Of a table whose rows can be selected: it holds the focus and names the active row. */
type GridKeys = { active: string | undefined; onKeyDown(event: KeyboardEvent<HTMLDivElement>): void }

const CellRole = createContext<'cell' | 'gridcell'>('cell')

/** A table of which only the rows in sight are drawn; its heading stays in place while they scroll. */
export function Grid({
  label,
  className,
  columns,
  rowCount,
  frame,
  height,
  keys,
  children,
}: {
  label: string
  className: string
  columns: readonly GridColumn[]
  rowCount: number
  /** What scrolls. */
  frame: Ref<HTMLDivElement>
  /** Pixels of all rows together. */
  height: number
  keys?: GridKeys
  children: ReactNode
}) {
  const roles = keys
    ? {
        role: 'grid',
        'aria-label': label,
        'aria-rowcount': rowCount + 1,
        tabIndex: 0,
        'aria-multiselectable': true,
        'aria-activedescendant': keys.active,
        onKeyDown: keys.onKeyDown,
      }
    : { role: 'table', 'aria-label': label, 'aria-rowcount': rowCount + 1 }
  return (
    <div
      className={`grid-frame ${className}`}
      ref={frame}
      {...(keys ? {} : { tabIndex: 0, role: 'group', 'aria-label': label })}
    >
      <div {...roles} className="grid-table">
        <div role="rowgroup" className="grid-head">
          <div className="grid-row" role="row" aria-rowindex={1}>
            {columns.map((column) =>
              typeof column === 'string' ? (
                <span key={column} role="columnheader">
                  {column}
                </span>
              ) : (
                <span key={column.text} role="columnheader" aria-sort={column.sorted}>
                  <button
                    type="button"
                    className="grid-sort"
                    aria-label={column.label}
                    onClick={column.onSort}
                  >
                    {column.text}
                    <span className="grid-arrow" data-sorted={column.sorted} aria-hidden="true" />
                  </button>
                </span>
              ),
            )}
          </div>
        </div>
        <CellRole value={keys ? 'gridcell' : 'cell'}>
          <div role="rowgroup" className="grid-body" style={{ height }}>
            {children}
          </div>
        </CellRole>
      </div>
    </div>
  )
}

/** One row, `start` pixels below the heading; `measure` for rows that are as high as their text. */
export function GridRow({
  index,
  start,
  height,
  measure,
  id,
  selected,
  isActive,
  onClick,
  onDoubleClick,
  onContextMenu,
  children,
}: {
  index: number
  start: number
  height?: number
  measure?: Ref<HTMLDivElement>
  id?: string
  /** Of a table whose rows can be selected. */
  selected?: boolean
  isActive?: boolean
  onClick?(event: MouseEvent): void
  onDoubleClick?(event: MouseEvent): void
  onContextMenu?(event: MouseEvent): void
  children: ReactNode
}) {
  const place: CSSProperties = { transform: `translateY(${start}px)`, height }
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the table hears the keys
    <div
      className="grid-row"
      role="row"
      aria-rowindex={index + 2}
      data-index={index}
      ref={measure}
      style={place}
      id={id}
      aria-selected={selected}
      data-active={isActive || undefined}
      onClick={onClick}
      onDoubleClick={onDoubleClick}
      onContextMenu={onContextMenu}
    >
      {children}
    </div>
  )
}

export function GridCell({
  className,
  title,
  children,
}: {
  className?: string
  title?: string
  children?: ReactNode
}) {
  const role = useContext(CellRole)
  return (
    <span role={role} className={className} title={title}>
      {children}
    </span>
  )
}
