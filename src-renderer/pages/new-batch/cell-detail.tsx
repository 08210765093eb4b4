import { Button, Menu } from '@mantine/core'
import { IconAlertCircle, IconAlertTriangle, IconChevronDown } from '@tabler/icons-react'
import { useState } from 'react'
import { mediaUrl } from '../../bridge/bridge.ts'
import { tellFault } from '../../parts/tell.tsx'
import { Told } from '../../parts/told.tsx'
import { useNewBatch } from '../../state/new-batch.ts'
import { beginEdit, rowAt, useTableRows } from '../../state/table-rows.ts'
import { markedRows } from '../../view-math/table-view.ts'
import { words } from '../../words/words.ts'
import { fillDown, setRowsAside, writeCell } from './change-rows.ts'

/** The cell that is meant: all that stands in it, what is wrong with it, and what can be done. */
export function CellDetail({ onReplace }: { onReplace(column: string): void }) {
  const { id, opening, active, pages, columns, total } = useTableRows()
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
  const told = [
    ...row.problems.map((problem) => ({ ...problem, isWarning: false })),
    ...row.warnings.map((warning) => ({ ...warning, isWarning: true })),
  ]
  const all = row.setAside ? [] : told
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
        {problems.map(({ column, rule, message, whatToDo, isWarning }) => (
          <p
            key={`${rule} ${column} ${message}`}
            className="cell-problem"
            data-tone={isWarning ? 'warn' : undefined}
          >
            {isWarning ? (
              <IconAlertCircle size={14} className="cell-sign" role="img" aria-label={words.check.warning} />
            ) : (
              <IconAlertTriangle size={14} className="cell-sign" role="img" aria-label={words.check.error} />
            )}
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
      {(type === 'image' || type === 'video') && cell !== null && id !== null && !opening && (
        <Picture
          key={`${id} ${row.number} ${active.column} ${cell}`}
          address={`table/${id}/${row.number}/${at + 1}`}
          label={type === 'video' ? words.records.firstFrame : words.records.picture}
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
function Picture({ address, label }: { address: string; label: string }) {
  const [isThere, setIsThere] = useState(true)
  if (!isThere) return null
  return (
    <img className="cell-picture" src={mediaUrl(address)} alt={label} onError={() => setIsThere(false)} />
  )
}
