import { SegmentedControl, Select, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconGridDots, IconLayoutGrid, IconSearch, IconSquare } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import type { Batch } from '../../../src-shared/batches/batch.ts'
import { groupings, videoOrders } from '../../../src-shared/contract/results.ts'
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
  const [text, setText] = useState(filter.text)
  const search = useDebouncedCallback((wanted: string) => filterResults({ text: wanted }), 200)
  useEffect(() => setText(filter.text), [filter.text])
  const { results } = words
  const isOneLanguage = batch.languages.length < 2
  const isOneFormat = batch.formats.length < 2
  return (
    <div className="results-tools">
      <TextInput
        id="results-search"
        size="xs"
        className="results-search"
        aria-label={results.filter}
        placeholder={results.filter}
        leftSection={<IconSearch size={14} aria-hidden="true" />}
        value={text}
        onChange={({ currentTarget }) => {
          setText(currentTarget.value)
          search(currentTarget.value)
        }}
      />
      {!isOneLanguage && (
        <Select
          size="xs"
          w={130}
          aria-label={results.language}
          placeholder={results.anyLanguage}
          clearable
          data={batch.languages}
          value={filter.language}
          onChange={(language) => filterResults({ language })}
        />
      )}
      {!isOneFormat && (
        <Select
          size="xs"
          w={130}
          aria-label={results.format}
          placeholder={results.anyFormat}
          clearable
          data={batch.formats}
          value={filter.format}
          onChange={(format) => filterResults({ format })}
        />
      )}
      <span className="results-tools-space" />
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
    </div>
  )
}
