import { ActionIcon, Button, Select } from '@mantine/core'
import {
  IconArrowsMaximize,
  IconArrowsMinimize,
  IconChevronLeft,
  IconChevronRight,
  IconTable,
  IconX,
} from '@tabler/icons-react'
import { ask } from '../../bridge/bridge.ts'
import { ReadingOptions } from '../../parts/reading-options.tsx'
import { tellFault } from '../../parts/tell.tsx'
import { Told } from '../../parts/told.tsx'
import { Tool } from '../../parts/tool.tsx'
import { opened, readTableAs, type SampleTable, showRow, takeTable, useOpen } from '../../state/editor.ts'
import { nameOfPath, number } from '../../view-math/numbers.ts'
import { words } from '../../words/words.ts'
import { NumberControl } from './controls.tsx'

export async function chooseTable(): Promise<void> {
  const path = await ask('desktop.choose-table', {})
  if (path !== null) await takeTable(path)
}

export function step(by: number): void {
  const open = opened()
  if (open?.row == null) return
  const next = open.rowIndex + by
  if (next >= 0 && next < Math.max(1, open.row.rows)) showRow(next).catch(tellFault)
}

/** The variables with what the sample row gives them; the row can be stepped, and the table chosen. */
export function DataTab() {
  const variables = useOpen(({ draft }) => draft.variables)
  const row = useOpen((open) => open.row)
  const table = useOpen((open) => open.table)
  const rowIndex = useOpen((open) => open.rowIndex)
  const extreme = (which: 'longest' | 'shortest', variable?: string) =>
    showRow(which, variable).catch(tellFault)
  return (
    <div className="editor-data">
      <div className="editor-data-head">
        <div className="editor-table-name">
          <IconTable size={15} aria-hidden="true" />
          <span title={table?.path}>
            {table === null ? words.editor.data.sample : nameOfPath(table.path)}
          </span>
          {table !== null && (
            <button
              type="button"
              className="editor-icon"
              aria-label={words.editor.data.noTable}
              onClick={() => takeTable(null).catch(tellFault)}
            >
              <IconX size={13} />
            </button>
          )}
          <Button size="compact-xs" variant="default" onClick={() => chooseTable().catch(tellFault)}>
            {words.editor.data.choose}
          </Button>
        </div>
        {table !== null && <HowRead table={table} />}
        <div className="editor-stepper">
          <ActionIcon
            variant="default"
            size="sm"
            aria-label={words.editor.data.previous}
            disabled={rowIndex <= 0}
            onClick={() => step(-1)}
          >
            <IconChevronLeft size={14} />
          </ActionIcon>
          <NumberControl
            id="editor-row-number"
            label={words.editor.data.row}
            help={words.editor.data.row}
            value={rowIndex + 1}
            unit={row === null ? '' : words.editor.data.of(number(row.rows))}
            step={1}
            min={1}
            max={row?.rows ?? null}
            whole
            onChange={(value) => value !== undefined && showRow(value - 1).catch(tellFault)}
          />
          <label htmlFor="editor-row-number" className="visually-hidden">
            {words.editor.data.row}
          </label>
          <ActionIcon
            variant="default"
            size="sm"
            aria-label={words.editor.data.next}
            disabled={row === null || rowIndex + 1 >= row.rows}
            onClick={() => step(1)}
          >
            <IconChevronRight size={14} />
          </ActionIcon>
        </div>
        <div className="editor-extremes">
          <Button size="compact-xs" variant="default" onClick={() => extreme('longest')}>
            {words.editor.data.longest}
          </Button>
          <Button size="compact-xs" variant="default" onClick={() => extreme('shortest')}>
            {words.editor.data.shortest}
          </Button>
        </div>
      </div>
      {row?.fault != null && (table === null || table.missing.length === 0) && (
        <p className="editor-row-fault" role="alert">
          <Told text={row.fault} />
        </p>
      )}
      {table !== null && table.missing.length > 0 && (
        <p className="editor-row-fault" role="alert">
          {words.editor.data.missing(
            table.missing
              .map((name) => variables.find((variable) => variable.name === name)?.label ?? name)
              .join(', '),
          )}
        </p>
      )}
      {variables.length === 0 ? (
        <p className="editor-hint">{words.editor.data.noVariables}</p>
      ) : (
        <dl className="editor-values">
          {variables.map(({ name, label, type }) => (
            <div key={name}>
              <dt>
                <span title={name}>{label}</span>
                <span className="editor-value-actions">
                  {(type === 'text' || type === 'list' || type === 'number' || type === 'money') && (
                    <>
                      <Tool
                        size="sm"
                        label={words.editor.data.longestOf(label)}
                        onClick={() => extreme('longest', name)}
                      >
                        <IconArrowsMaximize size={12} />
                      </Tool>
                      <Tool
                        size="sm"
                        label={words.editor.data.shortestOf(label)}
                        onClick={() => extreme('shortest', name)}
                      >
                        <IconArrowsMinimize size={12} />
                      </Tool>
                    </>
                  )}
                </span>
              </dt>
              <dd data-empty={!row?.values[name] || undefined} dir="auto">
                {row?.values[name] || words.editor.data.empty}
              </dd>
              {table !== null && <ColumnChoice table={table} variable={name} label={label} />}
            </div>
          ))}
        </dl>
      )}
    </div>
  )
}

/** What the table was found to be, how else it may be read, and what its rows are known by. */
function HowRead({ table }: { table: SampleTable }) {
  return (
    <div className="editor-table-how">
      <span title={table.description}>{table.description}</span>
      <ReadingOptions
        small
        reading={table.reading}
        onChange={(reading) => {
          const names = Object.keys(reading) as (keyof typeof reading)[]
          const changed = names.filter((name) => reading[name] !== table.reading[name])
          const chosen = Object.fromEntries(changed.map((name) => [name, reading[name]]))
          readTableAs((now) => ({ reading: { ...now.reading, ...chosen } })).catch(tellFault)
        }}
      >
        <Select
          label={words.columns.key}
          size="xs"
          searchable
          clearable
          comboboxProps={{ withinPortal: false }}
          placeholder={words.columns.keyNumber}
          data={[...new Set<string>(table.columns)]}
          value={table.key}
          onChange={(key: string | null) => readTableAs(() => ({ key })).catch(tellFault)}
        />
      </ReadingOptions>
    </div>
  )
}

/** Which column fills a variable: found out, or chosen here. */
function ColumnChoice({ table, variable, label }: { table: SampleTable; variable: string; label: string }) {
  const found = table.mapping.find((each) => each.variable === variable)
  const isMissing = table.missing.includes(variable)
  return (
    <dd className="editor-column" data-missing={isMissing || undefined}>
      <IconTable size={12} aria-hidden="true" />
      <select
        aria-label={words.columns.choose(label)}
        value={table.map[variable] ?? found?.column ?? ''}
        onChange={(event) => {
          const column = event.currentTarget.value
          readTableAs(({ map: { [variable]: _former, ...others } }) => ({
            map: column === '' ? others : { ...others, [variable]: column },
          })).catch(tellFault)
        }}
      >
        <option value="">
          {table.map[variable] === undefined ? words.columns.notFilled : words.editor.data.findColumn}
        </option>
        {[...new Set(table.columns)].map((column) => (
          <option key={column} value={column}>
            {column}
          </option>
        ))}
      </select>
    </dd>
  )
}
