import { useElementSize } from '@mantine/hooks'
import { useVirtualizer } from '@tanstack/react-virtual'
import {
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  useCallback,
  useEffect,
  useImperativeHandle,
  useMemo,
  useRef,
} from 'react'
import { layOut, placeBeside, wallOf } from '../view-math/wall.ts'

const gap = 14
const captionHeight = 46
const headHeight = 40

export const tileId = (place: number) => `tile-${place}`

export type WallHandle = { showGroup(group: number): void; showPlace(place: number): void; focus(): void }

/**
 * Tiles by the thousand, in groups: only the rows in sight are drawn. One list box, whose focus stays on it; `at` is the tile that the
 * keyboard is at.
 */
export function TileWall({
  label,
  groups,
  withHeads,
  leastTile,
  at,
  isMany = false,
  onMove,
  onOpen,
  onKey,
  onSight,
  onGroup,
  head,
  tile,
  ref,
}: {
  label: string
  /** How many tiles each group has. */
  groups: readonly number[]
  withHeads: boolean
  /** Pixels: no tile is narrower. */
  leastTile: number
  at: number
  /** Several may be selected. */
  isMany?: boolean
  onMove(place: number, extend: boolean): void
  onOpen(place: number): void
  /** Other keys; whether this one did something. */
  onKey?(event: KeyboardEvent): boolean
  /** Told which stretch is drawn. */
  onSight(from: number, to: number): void
  /** Told which group is at the top. */
  onGroup?(group: number): void
  head(group: number): ReactNode
  tile(place: number): ReactNode
  ref: Ref<WallHandle>
}) {
  const frame = useRef<HTMLDivElement>(null)
  const { ref: measured, width } = useElementSize()
  const { columns, tile: tileWidth } = wallOf(width, leastTile, gap)
  const layout = useMemo(() => layOut(groups, columns, withHeads), [groups, columns, withHeads])
  const total = useMemo(() => groups.reduce((sum, count) => sum + count, 0), [groups])
  const rowHeight = Math.round((tileWidth * 3) / 4) + captionHeight + gap
  // biome-ignore lint/correctness/useExhaustiveDependencies: another function has all rows measured anew, once
  const rowKey = useCallback((row: number) => row, [rowHeight, layout])
  const virtualizer = useVirtualizer({
    count: width === 0 ? 0 : layout.rowCount,
    getScrollElement: () => frame.current,
    estimateSize: (row) => (layout.isHead(row) ? headHeight : rowHeight),
    getItemKey: rowKey,
    overscan: 2,
  })
  const rows = virtualizer.getVirtualItems()
  const drawn = rows.flatMap(({ index }) => {
    const found = layout.rowAt(index)
    return found.is === 'head' ? [] : [found]
  })
  const from = drawn[0]?.from ?? 0
  const to = drawn.at(-1)?.to ?? 0
  // biome-ignore lint/correctness/useExhaustiveDependencies: with other groups, other tiles are in sight
  useEffect(() => onSight(from, to), [onSight, from, to, groups])

  const top = rows.find(({ end }) => end > (virtualizer.scrollOffset ?? 0))
  const topRow = top === undefined ? null : layout.rowAt(top.index)
  const topGroup = topRow === null ? 0 : topRow.is === 'head' ? topRow.group : layout.groupOf(topRow.from)
  useEffect(() => onGroup?.(topGroup), [onGroup, topGroup])

  const show = (place: number) => virtualizer.scrollToIndex(layout.rowOf(place), { align: 'auto' })
  useImperativeHandle(ref, () => ({
    showGroup: (group) => virtualizer.scrollToIndex(layout.rowOfGroup(group), { align: 'start' }),
    showPlace: show,
    focus: () => frame.current?.querySelector<HTMLElement>('[role=listbox]')?.focus(),
  }))

  const onKeys = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor((frame.current?.clientHeight ?? 0) / rowHeight)) * columns
    const move = (place: number) => {
      onMove(place, event.shiftKey)
      show(place)
    }
    const way = ways[event.key]
    if (way !== undefined) move(placeBeside(layout, at, way, total))
    else if (event.key === 'Home') move(0)
    else if (event.key === 'End') move(total - 1)
    else if (event.key === 'PageDown') move(Math.min(total - 1, at + page))
    else if (event.key === 'PageUp') move(Math.max(0, at - page))
    else if (event.key === 'Enter') onOpen(at)
    else if (onKey?.(event) !== true) return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <div className="wall-frame" ref={frame} tabIndex={-1}>
      <div
        ref={measured}
        role="listbox"
        tabIndex={0}
        aria-label={label}
        aria-multiselectable={isMany || undefined}
        aria-activedescendant={at >= from && at < to ? tileId(at) : undefined}
        className="wall-space"
        style={{ height: virtualizer.getTotalSize() }}
        onKeyDown={onKeys}
      >
        {rows.map(({ index: row, start }) => {
          const found = layout.rowAt(row)
          const place = { transform: `translateY(${start}px)` }
          if (found.is === 'head')
            return (
              <div key={`head ${found.group}`} className="wall-head" role="presentation" style={place}>
                {head(found.group)}
              </div>
            )
          return (
            <div
              key={found.from}
              role="presentation"
              className="wall-row"
              style={{ ...place, gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}
            >
              {Array.from({ length: found.to - found.from }, (_, column) => tile(found.from + column))}
            </div>
          )
        })}
      </div>
    </div>
  )
}

const ways: Record<string, 'left' | 'right' | 'up' | 'down'> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
}
