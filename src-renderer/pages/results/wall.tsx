import { useElementSize } from '@mantine/hooks'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type Ref, useEffect, useImperativeHandle, useMemo, useRef } from 'react'
import {
  goToTile,
  type ResultsIndex,
  selectAll,
  selectNone,
  type TileSize,
  toggleTile,
  useResults,
  wantJobs,
} from '../../state/results.ts'
import { bytes } from '../../view-math/numbers.ts'
import { layOut, placeBeside, wallOf } from '../../view-math/wall.ts'
import { words } from '../../words/words.ts'
import { nameOfGroup } from './groups.tsx'
import { Tile, tileId } from './tile.tsx'

const leastTile: Record<TileSize, number> = { small: 132, medium: 196, large: 300 }
const gap = 14
const captionHeight = 46
const headHeight = 40

export type WallHandle = { showGroup(group: number): void; focus(): void }

/** All videos of the index as pictures; only the rows in sight are drawn. */
export function Wall({
  index,
  onOpen,
  onGroup,
  ref,
}: {
  index: ResultsIndex
  onOpen(place: number): void
  /** Told which group is at the top. */
  onGroup(group: number): void
  ref: Ref<WallHandle>
}) {
  const by = useResults(({ filter }) => filter.by)
  const size = useResults(({ tiles }) => tiles)
  const jobs = useResults(({ jobs }) => jobs)
  const selected = useResults(({ selected }) => selected)
  const at = useResults(({ at }) => at)
  const frame = useRef<HTMLDivElement>(null)
  const { ref: measured, width } = useElementSize()
  const { columns, tile } = wallOf(width, leastTile[size], gap)
  const layout = useMemo(
    () =>
      layOut(
        index.groups.map(({ count }) => count),
        columns,
        by !== 'none',
      ),
    [index, columns, by],
  )
  const rowHeight = Math.round((tile * 3) / 4) + captionHeight + gap
  const virtualizer = useVirtualizer({
    count: width === 0 ? 0 : layout.rowCount,
    getScrollElement: () => frame.current,
    estimateSize: (row) => (layout.rowAt(row).is === 'head' ? headHeight : rowHeight),
    overscan: 2,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: the rows are measured again when they change
  useEffect(() => virtualizer.measure(), [rowHeight, layout, virtualizer])
  const rows = virtualizer.getVirtualItems()

  const inSight = rows.flatMap(({ index: row }) => {
    const found = layout.rowAt(row)
    return found.is === 'head' ? [] : index.jobs.slice(found.from, found.to)
  })
  const missing = inSight.filter((id) => !jobs.has(id)).join()
  // biome-ignore lint/correctness/useExhaustiveDependencies: with a new index, what was not there may be there
  useEffect(() => {
    if (missing !== '') void wantJobs(missing.split(',').map(Number))
  }, [missing, index])

  const top = rows.find(({ end }) => end > (virtualizer.scrollOffset ?? 0))
  const topRow = top === undefined ? null : layout.rowAt(top.index)
  const topGroup = topRow === null ? 0 : topRow.is === 'head' ? topRow.group : layout.groupOf(topRow.from)
  useEffect(() => onGroup(topGroup), [onGroup, topGroup])

  useImperativeHandle(ref, () => ({
    showGroup: (group) => virtualizer.scrollToIndex(layout.rowOfGroup(group), { align: 'start' }),
    focus: () => frame.current?.focus(),
  }))

  const move = (place: number, extend: boolean) => {
    goToTile(place, { extend })
    virtualizer.scrollToIndex(layout.rowOf(place), { align: 'auto' })
  }
  const total = index.jobs.length
  const onKeys = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor((frame.current?.clientHeight ?? 0) / rowHeight)) * columns
    const way = ways[event.key]
    if (way !== undefined) move(placeBeside(layout, at, way, total), event.shiftKey)
    else if (event.key === 'Home') move(0, event.shiftKey)
    else if (event.key === 'End') move(total - 1, event.shiftKey)
    else if (event.key === 'PageDown') move(Math.min(total - 1, at + page), event.shiftKey)
    else if (event.key === 'PageUp') move(Math.max(0, at - page), event.shiftKey)
    else if (event.key === 'Enter') onOpen(at)
    else if (event.key === ' ') toggleTile(at)
    else if (event.key === 'Escape' && selected.size > 0) selectNone()
    else if (event.key.toLowerCase() === 'a' && (event.ctrlKey || event.metaKey)) selectAll()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const select = useRef((place: number, how: 'toggle' | 'extend') => {
    if (how === 'toggle') toggleTile(place)
    else goToTile(place, { extend: true })
  })
  const open = useRef((place: number) => onOpen(place))
  open.current = (place) => {
    goToTile(place)
    onOpen(place)
  }
  const openTile = useRef((place: number) => open.current(place))
  const isDrawn = inSight.includes(index.jobs[at] ?? -1)

  return (
    <div className="wall-frame" ref={frame} tabIndex={-1}>
      <div
        ref={measured}
        role="listbox"
        tabIndex={0}
        aria-label={words.videos.label}
        aria-multiselectable
        aria-activedescendant={isDrawn ? tileId(at) : undefined}
        className="wall-space"
        style={{ height: virtualizer.getTotalSize() }}
        onKeyDown={onKeys}
      >
        {rows.map(({ index: row, start }) => {
          const found = layout.rowAt(row)
          const place = { transform: `translateY(${start}px)` }
          if (found.is === 'head') {
            const group = index.groups[found.group]!
            return (
              <div key={`head ${group.key}`} className="wall-head" role="presentation" style={place}>
                <strong>{nameOfGroup(by, group.key)}</strong>
                <span>{words.results.size(group.count, bytes(group.bytes))}</span>
              </div>
            )
          }
          return (
            <div
              key={found.from}
              role="presentation"
              className="wall-row"
              style={{ ...place, gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}
            >
              {index.jobs.slice(found.from, found.to).map((id, column) => (
                <Tile
                  key={id}
                  job={jobs.get(id)}
                  place={found.from + column}
                  total={total}
                  isActive={at === found.from + column}
                  isSelected={selected.has(id)}
                  onOpen={openTile.current}
                  onSelect={select.current}
                />
              ))}
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
