import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef } from 'react'
import type { Grouping, VideoGroup } from '../../../src-shared/contract/results.ts'
import { number } from '../../view-math/numbers.ts'
import { words } from '../../words/words.ts'

const height = 30

/** What a group is called; videos that lie in no folder of their own lie in the output folder. */
export function nameOfGroup(by: Grouping, key: string): string {
  return by === 'folder' && key === '' ? words.results.topFolder : key
}

/** The groups of a wall, to jump to; there may be one for each of 40,000 rows. */
export function Groups({
  by,
  groups,
  open,
  onOpen,
}: {
  by: Grouping
  groups: readonly VideoGroup[]
  /** The one at the top of the wall. */
  open: number
  onOpen(group: number): void
}) {
  const frame = useRef<HTMLElement>(null)
  const virtualizer = useVirtualizer({
    count: groups.length,
    getScrollElement: () => frame.current,
    estimateSize: () => height,
    overscan: 6,
  })
  return (
    <nav className="wall-groups" ref={frame} aria-label={words.results.groups}>
      <div className="wall-groups-space" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const { key, count } = groups[index]!
          return (
            <button
              key={key}
              type="button"
              className="line-button wall-group"
              style={{ transform: `translateY(${start}px)`, height }}
              aria-current={open === index ? 'true' : undefined}
              title={nameOfGroup(by, key)}
              onClick={() => onOpen(index)}
            >
              <span>{nameOfGroup(by, key)}</span>
              <span className="quiet">{number(count)}</span>
            </button>
          )
        })}
      </div>
    </nav>
  )
}
