import { SegmentedControl, Select } from '@mantine/core'
import { IconGridDots, IconLayoutGrid, IconSquare } from '@tabler/icons-react'
import type { Batch } from '../../../src-shared/batches/batch.ts'
import { groupings, videoOrders } from '../../../src-shared/contract/results.ts'
import { SearchField } from '../../parts/search-field.tsx'
import { VideoFilters } from '../../parts/video-filters.tsx'
import { filterResults, showTiles, type TileSize, useResults } from '../../state/results.ts'
import { words } from '../../words/words.ts'

const sizes = [
  ['small', IconGridDots],
  ['medium', IconLayoutGrid],
  ['large', IconSquare],
] as const satisfies [TileSize, unknown][]

/** What is on the wall, and how it is laid. */
export function Tools({ batch }: { batch: Batch }) {
  const filter = useResults(({ filter }) => filter)
  const tiles = useResults(({ tiles }) => tiles)
  const { results } = words
  return (
    <div className="results-tools">
      <SearchField
        id="results-search"
        className="results-search"
        label={results.filter}
        text={filter.text}
        onSearch={(text) => filterResults({ text })}
      />
      <VideoFilters batch={batch} filter={filter} onFilter={filterResults} />
      <span className="results-tools-end">
        <Select
          size="xs"
          w={140}
          aria-label={results.by}
          allowDeselect={false}
          data={groupings.map((value) => ({ value, label: results.groupings[value] }))}
          value={filter.by}
          onChange={(by) => by !== null && filterResults({ by })}
        />
        <Select
          size="xs"
          w={150}
          aria-label={results.order}
          allowDeselect={false}
          data={videoOrders.map((value) => ({ value, label: results.orders[value] }))}
          value={filter.order}
          onChange={(order) => order !== null && filterResults({ order })}
        />
        <SegmentedControl
          size="xs"
          aria-label={results.tiles}
          data={sizes.map(([value, Icon]) => ({
            value,
            label: (
              <>
                <Icon size={15} stroke={1.6} aria-hidden="true" />
                <span className="visually-hidden">{results.tileSizes[value]}</span>
              </>
            ),
          }))}
          value={tiles}
          onChange={(size) => showTiles(size as TileSize)}
        />
      </span>
    </div>
  )
}
