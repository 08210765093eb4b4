import { Button, Loader } from '@mantine/core'
import { IconArrowBackUp, IconTable } from '@tabler/icons-react'
import { ask } from '../../bridge/bridge.ts'
import { ReadingOptions } from '../../parts/reading-options.tsx'
import { change, chooseTable, inspect, startOver, useNewBatch } from '../../state/new-batch.ts'
import { useTableRows } from '../../state/table-rows.ts'
import { nameOfPath } from '../../view-math/numbers.ts'
import { words } from '../../words/words.ts'

export async function pickTable(): Promise<void> {
  const path = await ask('desktop.choose-table', {}).catch(() => null)
  if (path !== null) await chooseTable(path)
}

/** Which table it is, how it is read, and the way back. */
export function TableHead() {
  const data = useNewBatch(({ draft }) => draft.data)
  const description = useTableRows(({ description }) => description)
  const columns = useTableRows(({ columns }) => columns.length)
  const opening = useTableRows(({ opening }) => opening)
  const table = useTableRows(({ table }) => table)
  const isReading = table !== null && !table.isWhole && table.fault === null
  return (
    <header className="new-batch-head">
      <h1>{words.newBatch.title}</h1>
      {data !== null && (
        <div className="table-chip" title={data}>
          <IconTable size={17} stroke={1.6} aria-hidden="true" />
          <strong>{nameOfPath(data)}</strong>
          {(opening || isReading) && <Loader size={12} aria-hidden="true" />}
          <span role="status">
            {opening
              ? words.table.reading
              : isReading
                ? words.records.reading(table.records)
                : description !== '' && `${description} · ${words.table.columns(columns)}`}
          </span>
        </div>
      )}
      <div className="new-batch-head-actions">
        {data !== null && <Reading />}
        <Button variant="default" size="xs" onClick={() => void pickTable()}>
          {data === null ? words.newBatch.chooseFile : words.newBatch.otherTable}
        </Button>
        <Button variant="subtle" size="xs" leftSection={<IconArrowBackUp size={15} />} onClick={startOver}>
          {words.newBatch.startOver}
        </Button>
      </div>
    </header>
  )
}

function Reading() {
  const draft = useNewBatch(({ draft }) => draft)
  return (
    <ReadingOptions
      reading={draft.reading}
      onChange={(reading) => {
        change({ ...draft, reading })
        void inspect()
      }}
    />
  )
}
