import { changeTable, rowAt, setAsideRows, useTableRows } from '../../state/table-rows.ts'
import { type ActiveCell, markedRows } from '../../view-math/table-view.ts'
import { words } from '../../words/words.ts'
import { tellChanged } from './records-tab.tsx'

const numberAt = (index: number): number | null => rowAt(useTableRows.getState().pages, index)?.number ?? null

/** Writes a cell as a person wrote it; null: as the file has it. */
export async function writeCell({ index, column }: ActiveCell, text: string | null): Promise<void> {
  const number = numberAt(index)
  if (number !== null) await changeTable({ what: 'cells', cells: [{ number, column, text }] })
}

/** Sets the marked rows aside, or takes them back when the first of them is set aside. */
export async function setRowsAside(active: ActiveCell): Promise<void> {
  const { first, last } = markedRows(active)
  const setAside = rowAt(useTableRows.getState().pages, active.index)?.setAside !== true
  const changed = await setAsideRows(first, last, setAside)
  if (last > first)
    tellChanged(changed, setAside ? words.records.asideDone(changed) : words.records.backDone(changed))
}

/** Writes what stands in the first marked row into those below: the marked ones, or all of the view. */
export async function fillDown(active: ActiveCell, count: number): Promise<void> {
  const { first } = markedRows(active)
  const number = numberAt(first)
  const { view } = useTableRows.getState()
  if (number === null || count < 1) return
  const changed = await changeTable({ what: 'fill-down', view, number, column: active.column, count })
  tellChanged(changed, words.records.changed(changed))
}
