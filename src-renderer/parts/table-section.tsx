import { Button, Collapse, Select, Skeleton, TextInput } from '@mantine/core'
import { IconAdjustmentsHorizontal, IconTableFilled } from '@tabler/icons-react'
import { useState } from 'react'
import { change, inspect, useNewBatch } from '../state/new-batch.ts'
import type { Draft } from '../view-math/draft.ts'
import { shownOf } from '../view-math/loading.ts'
import { nameOfPath } from '../view-math/numbers.ts'
import { words } from '../words/words.ts'
import { ErrorNote } from './error-note.tsx'
import { Section } from './section.tsx'
import { pickTable } from './welcome.tsx'

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

export function TableSection() {
  const data = useNewBatch(({ draft }) => draft.data)
  const hasTemplate = useNewBatch(({ draft }) => draft.template !== null)
  const inspection = useNewBatch(({ inspection }) => inspection)
  const [isOpen, setOpen] = useState(false)
  const found = shownOf(inspection)
  return (
    <Section
      title={words.table.title}
      aside={
        data !== null && (
          <Button
            variant="subtle"
            size="xs"
            aria-expanded={isOpen}
            leftSection={<IconAdjustmentsHorizontal size={15} />}
            onClick={() => setOpen(!isOpen)}
          >
            {words.table.readingOptions}
          </Button>
        )
      }
    >
      <div className="chosen">
        <IconTableFilled size={20} aria-hidden="true" className="chosen-icon" />
        <div className="chosen-text">
          <strong>{data === null ? words.newBatch.drop : nameOfPath(data)}</strong>
          {data === null ? (
            <span>{words.newBatch.dropText}</span>
          ) : found !== null ? (
            <span>
              {found.description} · {words.table.columns(found.columns.length)}
            </span>
          ) : inspection.is === 'asked' ? (
            <Skeleton height={12} width={220} my={4} />
          ) : (
            <span>{hasTemplate ? data : words.table.needsTemplate}</span>
          )}
        </div>
        <Button variant="default" size="xs" onClick={() => void pickTable()}>
          {data === null ? words.newBatch.chooseFile : words.newBatch.change}
        </Button>
      </div>
      <Collapse expanded={isOpen && data !== null}>
        <ReadingOptions />
      </Collapse>
      {inspection.is === 'failed' && <ErrorNote error={inspection.error} />}
    </Section>
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
    />
  )
  return (
    <div className="reading-options">
      <Select
        label={words.table.encoding}
        size="xs"
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
  )
}
