import { Button, Loader, Popover, Select, TextInput } from '@mantine/core'
import { IconAdjustmentsHorizontal, IconArrowBackUp, IconTable } from '@tabler/icons-react'
import { ask } from '../../bridge/bridge.ts'
import { change, chooseTable, inspect, startOver, useNewBatch } from '../../state/new-batch.ts'
import { useTableRows } from '../../state/table-rows.ts'
import type { Draft } from '../../view-math/draft.ts'
import { nameOfPath } from '../../view-math/numbers.ts'
import { words } from '../../words/words.ts'

const encodings = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'windows-1252',
  'windows-1250',
  'windows-1251',
  'shift_jis',
  'gb18030',
]

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
        {data !== null && <ReadingOptions />}
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

function ReadingOptions() {
  const draft = useNewBatch(({ draft }) => draft)
  const { reading } = draft
  const setReading = (part: Partial<Draft['reading']>) =>
    change({ ...draft, reading: { ...reading, ...part } })
  const again = () => void inspect()
  const text = (field: 'sheet' | 'table' | 'locale', label: string, hint: string) => (
    <TextInput
      label={label}
      description={hint}
      size="xs"
      value={reading[field]}
      onChange={(event) => setReading({ [field]: event.currentTarget.value })}
      onBlur={again}
      onKeyDown={(event) => event.key === 'Enter' && again()}
    />
  )
  return (
    <Popover position="bottom-end" width={300} trapFocus shadow="md" withinPortal>
      <Popover.Target>
        <Button variant="subtle" size="xs" leftSection={<IconAdjustmentsHorizontal size={15} />}>
          {words.table.readingOptions}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={words.table.readingOptions}>
        <div className="reading-options">
          <Select
            label={words.table.encoding}
            size="xs"
            comboboxProps={{ withinPortal: false }}
            data={[{ value: '', label: words.table.encodingAuto }, ...encodings]}
            value={reading.encoding}
            allowDeselect={false}
            onChange={(encoding) => {
              setReading({ encoding: encoding ?? '' })
              again()
            }}
          />
          <Select
            label={words.table.delimiter}
            size="xs"
            comboboxProps={{ withinPortal: false }}
            data={Object.entries(words.table.delimiters).map(([value, label]) => ({ value, label }))}
            value={reading.delimiter}
            allowDeselect={false}
            onChange={(delimiter) => {
              setReading({ delimiter: delimiter ?? '' })
              again()
            }}
          />
          {text('sheet', words.table.sheet, words.table.sheetHint)}
          {text('table', words.table.table, words.table.tableHint)}
          {text('locale', words.table.locale, words.table.localeHint)}
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}
