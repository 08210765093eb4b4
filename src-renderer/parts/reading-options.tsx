import { ActionIcon, Button, Popover, Select, TextInput } from '@mantine/core'
import { IconAdjustmentsHorizontal } from '@tabler/icons-react'
import { type ReactNode, useEffect, useState } from 'react'
import type { Reading } from '../view-math/draft.ts'
import { words } from '../words/words.ts'

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

/** How a table is read, where its own evidence isn't enough. `onChange` comes when a choice is made, not with each letter. */
export function ReadingOptions({
  reading,
  onChange,
  small = false,
  children,
}: {
  reading: Reading
  onChange(reading: Reading): void
  /** As an icon alone, where there is little room. */
  small?: boolean
  /** More that can be chosen of the table. */
  children?: ReactNode
}) {
  return (
    <Popover position={small ? 'bottom-start' : 'bottom-end'} width={300} trapFocus shadow="md" withinPortal>
      <Popover.Target>
        {small ? (
          <ActionIcon
            variant="default"
            size="sm"
            aria-label={words.table.readingOptions}
            title={words.table.readingOptions}
          >
            <IconAdjustmentsHorizontal size={14} />
          </ActionIcon>
        ) : (
          <Button variant="subtle" size="xs" leftSection={<IconAdjustmentsHorizontal size={15} />}>
            {words.table.readingOptions}
          </Button>
        )}
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
            onChange={(encoding) => onChange({ ...reading, encoding: encoding ?? '' })}
          />
          <Select
            label={words.table.delimiter}
            size="xs"
            comboboxProps={{ withinPortal: false }}
            data={Object.entries(words.table.delimiters).map(([value, label]) => ({ value, label }))}
            value={reading.delimiter}
            allowDeselect={false}
            onChange={(delimiter) => onChange({ ...reading, delimiter: delimiter ?? '' })}
          />
          <Typed
            label={words.table.sheet}
            hint={words.table.sheetHint}
            value={reading.sheet}
            onChange={(sheet) => onChange({ ...reading, sheet })}
          />
          <Typed
            label={words.table.table}
            hint={words.table.tableHint}
            value={reading.table}
            onChange={(table) => onChange({ ...reading, table })}
          />
          <Typed
            label={words.table.locale}
            hint={words.table.localeHint}
            value={reading.locale}
            onChange={(locale) => onChange({ ...reading, locale })}
          />
          {children}
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}

function Typed({
  label,
  hint,
  value,
  onChange,
}: {
  label: string
  hint: string
  value: string
  onChange(value: string): void
}) {
  const [typed, setTyped] = useState(value)
  useEffect(() => setTyped(value), [value])
  const take = () => typed !== value && onChange(typed)
  return (
    <TextInput
      label={label}
      description={hint}
      size="xs"
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={take}
      onKeyDown={(event) => event.key === 'Enter' && take()}
    />
  )
}
