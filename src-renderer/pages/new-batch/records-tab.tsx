import { Button, CloseButton, Loader, SegmentedControl, Select, TextInput } from '@mantine/core'
import { IconArrowBackUp, IconArrowForwardUp, IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { ErrorNote } from '../../parts/error-note.tsx'
import { NothingHere } from '../../parts/nothing-here.tsx'
import { tell, tellFault } from '../../parts/tell.tsx'
import { Tool } from '../../parts/tool.tsx'
import { forgetMended, reopen, useNewBatch } from '../../state/new-batch.ts'
import {
  changeTable,
  look,
  redoChange,
  typeSearch,
  undoChange,
  useTableRows,
} from '../../state/table-rows.ts'
import { number } from '../../view-math/numbers.ts'
import type { ShownView } from '../../view-math/table-view.ts'
import { words } from '../../words/words.ts'
import { CellDetail } from './cell-detail.tsx'
import { DropCard } from './drop-card.tsx'
import { RecordGrid } from './record-grid.tsx'
import { ReplaceDialog } from './replace-dialog.tsx'

/** The table's records: looked at, searched, mended or set aside. */
export function RecordsTab() {
  const data = useNewBatch(({ draft }) => draft.data)
  const { id, opening, error, table, columns } = useTableRows()
  const [replaceIn, setReplaceIn] = useState<string | null>(null)
  if (data === null)
    return (
      <div className="records-empty">
        <DropCard />
      </div>
    )
  if (id === null && error !== null)
    return (
      <div className="records-empty">
        <ErrorNote error={error} title={words.table.failed} onTryAgain={() => void reopen()} />
        {error.code.startsWith('corrections.') && (
          <Button mt="sm" size="xs" variant="default" onClick={() => void forgetMended()}>
            {words.table.forgetMended}
          </Button>
        )}
      </div>
    )
  if (table === null || columns.length === 0)
    return (
      <div className="records-empty">
        <Loader size="sm" aria-hidden="true" />
        <p role="status">{opening ? words.table.reading : words.loading}</p>
      </div>
    )
  return (
    <div className="records">
      <Tools onReplace={setReplaceIn} />
      {table.fault !== null && (
        <ErrorNote
          error={table.fault}
          title={words.records.stopped(table.records)}
          onTryAgain={() => void reopen()}
        />
      )}
      <RecordGrid />
      <CellDetail onReplace={setReplaceIn} />
      <ReplaceDialog column={replaceIn} onClose={() => setReplaceIn(null)} />
    </div>
  )
}

/** Which rows are on show, and what can be done with all of them. */
function Tools({ onReplace }: { onReplace(column: string): void }) {
  const { table, view, typed, undo, redo, busy, active, total } = useTableRows()
  if (table === null) return null
  const counts = {
    all: table.records,
    problems: table.bad,
    ...(table.warned > 0 || view.show === 'warnings' ? { warnings: table.warned } : {}),
    'set-aside': table.setAside,
    mended: table.mended,
  }
  const listed = view.show === 'warnings' ? table.warnings : table.problems
  const kinds = listed.map(({ rule, column, count, message }) => ({
    value: JSON.stringify([rule, column]),
    label: words.records.kindOf(column, rule === 'key.repeated' ? rule : message, count),
  }))
  return (
    <>
      <div className="records-tools">
        <SegmentedControl
          size="xs"
          aria-label={words.records.filter}
          value={view.show}
          data={Object.entries(counts).map(([value, amount]) => ({
            value,
            label: `${words.records.show[value as ShownView['show']]} ${number(amount)}`,
          }))}
          onChange={(show) => look({ show: show as ShownView['show'], problem: null })}
        />
        <TextInput
          size="xs"
          className="records-search"
          aria-label={words.records.search}
          placeholder={words.records.search}
          leftSection={<IconSearch size={14} aria-hidden="true" />}
          rightSection={
            typed !== '' && (
              <CloseButton size="xs" aria-label={words.clearSearch} onClick={() => typeSearch('')} />
            )
          }
          value={typed}
          onChange={(event) => typeSearch(event.currentTarget.value)}
        />
        <div className="records-actions">
          <Button
            size="compact-xs"
            variant="subtle"
            disabled={active === null}
            onClick={() => active !== null && onReplace(active.column)}
          >
            {words.records.replace}
          </Button>
          <Tool
            label={words.records.undo}
            size="sm"
            disabled={undo.length === 0 || busy}
            onClick={() => void undoChange().catch(tellFault)}
          >
            <IconArrowBackUp size={16} />
          </Tool>
          <Tool
            label={words.records.redo}
            size="sm"
            disabled={redo.length === 0 || busy}
            onClick={() => void redoChange().catch(tellFault)}
          >
            <IconArrowForwardUp size={16} />
          </Tool>
        </div>
      </div>
      {view.show !== 'all' && (
        <div className="records-more-tools">
          {(view.show === 'problems' || view.show === 'warnings') && kinds.length > 1 && (
            <Select
              size="xs"
              className="records-kind"
              aria-label={words.records.kind}
              placeholder={words.records.kinds}
              clearable
              data={kinds}
              value={view.problem === null ? null : JSON.stringify([view.problem.rule, view.problem.column])}
              onChange={(chosen: string | null) => {
                if (chosen === null) return look({ problem: null })
                const [rule, column] = JSON.parse(chosen) as [string, string | null]
                look({ problem: { rule, column } })
              }}
            />
          )}
          {total !== null && total > 0 && <AllShown rows={total} view={view} />}
        </div>
      )}
    </>
  )
}

function AllShown({ rows, view }: { rows: number; view: ShownView }) {
  const setAside = view.show !== 'set-aside'
  return (
    <Button
      size="compact-xs"
      variant="subtle"
      onClick={() => void setAllAside(view, setAside).catch(tellFault)}
    >
      {setAside ? words.records.setAsideAll(rows) : words.records.takeBackAll(rows)}
    </Button>
  )
}

async function setAllAside(view: ShownView, setAside: boolean): Promise<void> {
  const changed = await changeTable({ what: 'set-aside-all', view, setAside })
  tellChanged(changed, setAside ? words.records.asideDone(changed) : words.records.backDone(changed))
}

/** Says what was done, with the way back. */
export function tellChanged(changed: number, message: string): void {
  if (changed === 0) tell(words.records.unchanged)
  else tell(message, () => void undoChange().catch(tellFault))
}

export function NoRows({ view }: { view: ShownView }) {
  return (
    <NothingHere title={words.records.none}>
      {words.records.noneOf[view.search === '' ? view.show : 'all']}
    </NothingHere>
  )
}
