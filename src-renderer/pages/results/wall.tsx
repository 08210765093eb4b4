import { type KeyboardEvent, type Ref, useCallback, useMemo, useRef } from 'react'
import { TileWall, type WallHandle } from '../../parts/tile-wall.tsx'
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
import { words } from '../../words/words.ts'
import { nameOfGroup } from './groups.tsx'
import { Tile } from './tile.tsx'

const leastTile: Record<TileSize, number> = { small: 132, medium: 196, large: 300 }

/** All videos of the index as pictures. */
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
  const counts = useMemo(() => index.groups.map(({ count }) => count), [index])
  const want = useCallback((from: number, to: number) => void wantJobs(index.jobs.slice(from, to)), [index])
  const total = index.jobs.length
  const onKey = (event: KeyboardEvent): boolean => {
    if (event.key === ' ') toggleTile(at)
    else if (event.key === 'Escape' && selected.size > 0) selectNone()
    else if (event.key.toLowerCase() === 'a' && (event.ctrlKey || event.metaKey)) selectAll()
    else return false
    return true
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

  return (
    <TileWall
      ref={ref}
      label={words.videos.label}
      groups={counts}
      withHeads={by !== 'none'}
      leastTile={leastTile[size]}
      at={at}
      isMany
      onMove={(place, extend) => goToTile(place, { extend })}
      onOpen={onOpen}
      onKey={onKey}
      onSight={want}
      onGroup={onGroup}
      head={(place) => {
        const group = index.groups[place]!
        return (
          <>
            <strong>{nameOfGroup(by, group.key)}</strong>
            <span>{words.results.size(group.count, bytes(group.bytes))}</span>
          </>
        )
      }}
      tile={(place) => {
        const id = index.jobs[place]!
        return (
          <Tile
            key={id}
            job={jobs.get(id)}
            place={place}
            total={total}
            isActive={at === place}
            isSelected={selected.has(id)}
            onOpen={openTile.current}
            onSelect={select.current}
          />
        )
      }}
    />
  )
}
