import { Skeleton } from '@mantine/core'
import { useElementSize, useMergedRef } from '@mantine/hooks'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { TemplateEntry } from '../../../src-shared/contract/templates.ts'
import { cardsIn } from '../../view-math/gallery.ts'
import { words } from '../../words/words.ts'
import { TemplateCard } from './template-card.tsx'

const gap = 20
const least = 272
/** Pixels of what stands under the picture. */
const below = 118

/** Cards in as many columns as there is room for; only those near what is in sight exist. */
export function CardGrid({
  templates,
  frame,
}: {
  templates: readonly TemplateEntry[]
  frame: RefObject<HTMLDivElement | null>
}) {
  const list = useRef<HTMLUListElement>(null)
  const { ref, width } = useElementSize<HTMLUListElement>()
  const measured = useMergedRef(list, ref)
  const [top, setTop] = useState(0)
  const cards = cardsIn(width, { least, gap, below })
  const rows = useVirtualizer({
    count: width === 0 ? 0 : Math.ceil(templates.length / cards.columns),
    getScrollElement: () => frame.current,
    estimateSize: () => cards.height + gap,
    scrollMargin: top,
    overscan: 2,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows are measured by the width alone
  useEffect(() => rows.measure(), [cards.height])
  useLayoutEffect(() => {
    if (list.current !== null && frame.current !== null)
      setTop(
        list.current.getBoundingClientRect().top -
          frame.current.getBoundingClientRect().top +
          frame.current.scrollTop,
      )
  }, [frame])
  return (
    <ul
      className="gallery"
      ref={measured}
      aria-label={words.gallery.label}
      style={{ height: Math.max(0, rows.getTotalSize() - gap) }}
    >
      {rows.getVirtualItems().flatMap((row) =>
        templates
          .slice(row.index * cards.columns, (row.index + 1) * cards.columns)
          .map((template, column) => (
            <li
              key={template.name}
              className="gallery-place"
              aria-setsize={templates.length}
              aria-posinset={row.index * cards.columns + column + 1}
              style={{
                width: cards.width,
                height: cards.height,
                transform: `translate(${column * (cards.width + gap)}px, ${row.start - top}px)`,
              }}
            >
              <TemplateCard template={template} />
            </li>
          )),
      )}
    </ul>
  )
}

/** Stands where cards will be. */
export function GhostCards() {
  return (
    <div className="gallery-ghosts" aria-hidden="true">
      {Array.from({ length: 6 }, (_none, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they are all alike
        <Skeleton key={index} height={270} radius="lg" />
      ))}
    </div>
  )
}
