// biome-ignore-all lint/a11y/useSemanticElements: the rows of a <table> can't be placed freely, and only those in sight exist
// biome-ignore-all lint/a11y/useFocusableInteractive: a row does nothing by itself; buttons in it can be focused
// biome-ignore-all lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
import type { CSSProperties, ReactNode, Ref } from 'react'

/** A table of which only the rows in sight are drawn; its heading stays in place while they scroll. */
export function Grid({
  label,
  className,
  columns,
  rowCount,
  frame,
  height,
  children,
}: {
  label: string
  className: string
  columns: readonly string[]
  rowCount: number
  /** What scrolls. */
  frame: Ref<HTMLDivElement>
  /** Pixels of all rows together. */
  height: number
  children: ReactNode
}) {
  return (
    <div className={`grid-frame ${className}`} ref={frame} tabIndex={0} role="group" aria-label={label}>
      <div role="table" aria-label={label} aria-rowcount={rowCount + 1}>
        <div role="rowgroup" className="grid-head">
          <div className="grid-row" role="row" aria-rowindex={1}>
            {columns.map((column) => (
              <span key={column} role="columnheader">
                {column}
              </span>
            ))}
          </div>
        </div>
        <div role="rowgroup" className="grid-body" style={{ height }}>
          {children}
        </div>
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
  children,
}: {
  index: number
  start: number
  height?: number
  measure?: Ref<HTMLDivElement>
  children: ReactNode
}) {
  const place: CSSProperties = { transform: `translateY(${start}px)`, height }
  return (
    <div
      className="grid-row"
      role="row"
      aria-rowindex={index + 2}
      data-index={index}
      ref={measure}
      style={place}
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
  children: ReactNode
}) {
  return (
    <span role="cell" className={className} title={title}>
      {children}
    </span>
  )
}
