import { Button, Menu } from '@mantine/core'
import { IconAlertTriangle, IconChevronDown } from '@tabler/icons-react'
import { useState } from 'react'
import { mediaUrl } from '../../bridge/bridge.ts'
import { tellFault } from '../../parts/tell.tsx'
import { Told } from '../../parts/told.tsx'
import { useNewBatch } from '../../state/new-batch.ts'
import { beginEdit, rowAt, useTableRows } from '../../state/table-rows.ts'
import { markedRows, problemsOf } from '../../view-math/table-view.ts'
import { words } from '../../words/words.ts'
import { fillDown, setRowsAside, writeCell } from './change-rows.ts'

/** The cell that is meant: all that stands in it, what is wrong with it, and what can be done. */
export function CellDetail({ onReplace }: { onReplace(column: string): void }) {
  const { id, active, pages, columns, total } = useTableRows()
  const checked = useNewBatch(({ checked }) => checked)
  const template = useNewBatch(({ draft }) => draft.template)
  const inspection = useNewBatch(({ inspection }) => inspection)
  const row = active === null ? null : rowAt(pages, active.index)
  if (active === null || row === null)
    return (
      <section className="cell-detail" aria-label={words.records.more}>
        <p className="cell-hint">{words.records.mark}</p>
        <p className="cell-hint">{words.records.fileStays}</p>
      </section>
    )
  const { first, last } = markedRows(active)
  const marked = last - first + 1
  const at = columns.indexOf(active.column)
  const cell = row.cells[at] ?? null
  const all = row.setAside ? [] : problemsOf(row, checked)
  const own = all.filter(({ column }) => column === active.column || column === null)
  const problems = own.length > 0 ? own : all
  const variable =
    inspection.is === 'there'
      ? inspection.value.mapping.find(({ column }) => column === active.column)
      : undefined
  const type = template?.variables.find(({ name }) => name === variable?.variable)?.type
  const settle = (work: Promise<unknown>) => void work.catch(tellFault)
  return (
    <section className="cell-detail" aria-label={words.records.more}>
      <div className="cell-said">
        <p className="cell-name">
          <strong>{words.records.cellLabel(active.column, row.number)}</strong>
          {marked > 1 && <span>{words.records.marked(marked)}</span>}
          {row.setAside && <span className="tag">{words.records.status.setAside}</span>}
          {row.mended.includes(active.column) && <span className="tag">{words.records.status.mended}</span>}
        </p>
        {row.raw !== null ? (
          <p className="cell-value">
            {words.records.raw} <code>{row.raw}</code>
          </p>
        ) : (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
          <p className="cell-value" dir="auto" tabIndex={0} aria-label={active.column} role="note">
            {cell === null ? <em>{words.records.empty}</em> : cell}
            {row.cut.includes(active.column) && '…'}
          </p>
        )}
        {problems.map(({ column, rule, message, whatToDo }) => (
          <p key={`${rule} ${column}`} className="cell-problem">
            <IconAlertTriangle size={14} className="cell-sign" aria-hidden="true" />
            <span>
              {column !== null && column !== active.column && `${column}: `}
              <Told text={message} />{' '}
              <strong>
                <Told text={whatToDo} />
              </strong>
            </span>
          </p>
        ))}
      </div>
      {type === 'image' && cell !== null && id !== null && (
        <Picture
          key={`${row.number} ${active.column} ${cell}`}
          address={`table/${id}/${row.number}/${at + 1}`}
        />
      )}
      <div className="cell-actions">
        <Button size="xs" variant="default" onClick={() => settle(beginEdit())}>
          {words.records.edit}
        </Button>
        <Button size="xs" variant="default" onClick={() => settle(setRowsAside(active))}>
          {row.setAside
            ? marked > 1
              ? words.records.takeBackRows(marked)
              : words.records.takeBack
            : marked > 1
              ? words.records.setAsideRows(marked)
              : words.records.setAside}
        </Button>
        <Menu position="top-end" withinPortal>
          <Menu.Target>
            <Button size="xs" variant="default" px={7} aria-label={words.records.more}>
              <IconChevronDown size={15} />
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item
              disabled={!row.mended.includes(active.column)}
              onClick={() => settle(writeCell(active, null))}
            >
              {words.records.asRead}
            </Menu.Item>
            <Menu.Item disabled={marked < 2} onClick={() => settle(fillDown(active, marked - 1))}>
              {marked < 2 ? words.records.fillDown : words.records.fillMarked(marked - 1)}
            </Menu.Item>
            <Menu.Item
              disabled={total === null || first + 1 >= total}
              onClick={() => settle(fillDown(active, 10_000_000))}
            >
              {words.records.fillAll}
            </Menu.Item>
            <Menu.Item onClick={() => onReplace(active.column)}>{words.records.replace}</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </div>
    </section>
  )
}

/** A small picture of the file that a cell names; nothing where there is none. */
function Picture({ address }: { address: string }) {
  const [isThere, setIsThere] = useState(true)
  if (!isThere) return null
  return (
    <img
      className="cell-picture"
      src={mediaUrl(address)}
      alt={words.records.picture}
      onError={() => setIsThere(false)}
    />
  )
}
