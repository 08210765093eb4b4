import { useVirtualizer } from '@tanstack/react-virtual'
import { type DragEvent, type ReactNode, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { Batch } from '../../../src-shared/batches/batch.ts'
import type { QueueEntry } from '../../../src-shared/farm/farm.ts'
import { ask } from '../../bridge/bridge.ts'
import { attempt } from '../../parts/batch-actions.ts'
import { tell } from '../../parts/tell.tsx'
import { useFigures } from '../../state/figures.ts'
import { words } from '../../words/words.ts'
import { type EntryHands, QueueRow } from './queue-row.tsx'

/** The queue as a list that can be arranged by dragging, or by arrow keys on a row's handle. */
export function QueueList({
  head,
  entries,
  now,
  onDate,
  onWait,
}: {
  /** What stands above it and scrolls with it. */
  head: ReactNode
  entries: readonly QueueEntry[]
  now: number
  onDate(batch: Batch): void
  onWait(batch: Batch): void
}) {
  const frame = useRef<HTMLDivElement>(null)
  const list = useRef<HTMLOListElement>(null)
  const [margin, setMargin] = useState(0)
  useLayoutEffect(() => setMargin(list.current?.offsetTop ?? 0))
  const [dragged, setDragged] = useState<string | null>(null)
  const [dropAt, setDropAt] = useState<number | null>(null)
  const [focused, setFocused] = useState<string | null>(null)
  const virtualizer = useVirtualizer({
    count: entries.length,
    getScrollElement: () => frame.current,
    getItemKey: (index) => entries[index]?.batch.id ?? index,
    estimateSize: () => 112,
    scrollMargin: margin,
    overscan: 6,
  })
  const rows = virtualizer.getVirtualItems()
  const figures = useFigures(rows.flatMap(({ index }) => entries[index]?.batch.id ?? []))
  const latest = useRef(entries)
  latest.current = entries

  // After a batch was moved by keys its handle keeps the focus, wherever it stands now.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the order is what moved it
  useEffect(() => {
    if (focused === null) return
    const handle = frame.current?.querySelector<HTMLElement>(`[data-handle="${focused}"]`)
    if (handle && document.activeElement !== handle) handle.focus()
  }, [entries, focused])

  const hands = useMemo((): EntryHands => {
    /** Before the entry that stands at this place now; the length: behind all. */
    const place = async (id: string, at: number) => {
      const order = latest.current
      const from = order.findIndex(({ batch }) => batch.id === id)
      if (from === -1 || at === from || at === from + 1) return
      const { name, priority } = order[from]!.batch
      const nextOne = order[from + 1]?.batch.id ?? null
      const before = order[at]?.batch.id ?? null
      if (!(await attempt(ask('queue.place', { batch: id, before })))) return
      tell(
        words.queuePage.moved(name),
        () =>
          void attempt(
            ask('queue.place', { batch: id, before: nextOne }).then(() =>
              ask('queue.priority', { targets: [{ what: 'batch', batch: id }], priority }).then(
                () => null,
                () => null,
              ),
            ),
          ),
      )
    }
    return {
      date: onDate,
      wait: onWait,
      drag(id) {
        setDragged(id)
        if (id === null) setDropAt(null)
      },
      step(id, by) {
        const from = latest.current.findIndex(({ batch }) => batch.id === id)
        const at = by === -1 ? from - 1 : from + 2
        if (at < 0 || at > latest.current.length) return
        setFocused(id)
        void place(id, at)
      },
      place: (id, at) => void place(id, at),
      blurred: () => setFocused(null),
    }
  }, [onDate, onWait])

  const placeUnder = (event: DragEvent): number => {
    const row = (event.target as Element).closest<HTMLElement>('[data-index]')
    if (row === null) return entries.length
    const { top, height } = row.getBoundingClientRect()
    return Number(row.dataset.index) + (event.clientY > top + height / 2 ? 1 : 0)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: each row's handle does the same by keys
    <div
      className="queue-frame"
      ref={frame}
      onDragOver={(event) => {
        if (dragged === null) return
        event.preventDefault()
        setDropAt(placeUnder(event))
      }}
      onDragLeave={(event) => {
        if (event.target === event.currentTarget) setDropAt(null)
      }}
      onDrop={(event) => {
        if (dragged === null) return
        event.preventDefault()
        hands.place(dragged, placeUnder(event))
        hands.drag(null)
      }}
    >
      {head}
      <ol
        ref={list}
        className="queue-list"
        aria-label={words.queuePage.list}
        style={{ height: virtualizer.getTotalSize() }}
      >
        {rows.map(({ index, start, key }) => {
          const entry = entries[index]
          return entry === undefined ? null : (
            <QueueRow
              key={key}
              index={index}
              start={start - margin}
              measure={virtualizer.measureElement}
              entry={entry}
              figures={figures.get(entry.batch.id)}
              isDragged={dragged === entry.batch.id}
              drop={
                dropAt === index
                  ? 'before'
                  : dropAt === index + 1 && index === entries.length - 1
                    ? 'after'
                    : null
              }
              now={now}
              hands={hands}
            />
          )
        })}
      </ol>
    </div>
  )
}
