import { expect, test, vi } from 'vitest'
import { emptyDraft } from '../../src-renderer/view-math/draft.ts'
import type { TableChange } from '../../src-shared/contract/tables.ts'

const table = { records: 3, bad: 0, setAside: 0, mended: 0, problems: [], isWhole: true, fault: null }
const changes: TableChange[] = []
const answers: Record<string, (payload: { change: TableChange }) => unknown> = {
  'table.open': () => ({ columns: ['name'], description: 'CSV', table }),
  'table.change': ({ change }) => {
    changes.push(change)
    if (change.what !== 'set-aside') return { changed: 1, before: {}, after: {}, table }
    const [number] = change.numbers
    return { changed: 1, before: { [number!]: null }, after: { [number!]: { setAside: true } }, table }
  },
}
vi.stubGlobal('window', {
  location: { hash: '' },
  addEventListener: () => {},
  reelmill: {
    ask: async (name: string, payload: { change: TableChange }) => {
      await new Promise((done) => setTimeout(done, 5))
      return { ok: true, answer: answers[name]?.(payload) ?? { total: 0, rows: [] } }
    },
  },
})

test('what is taken back twice at once is two changes, also when the last one is still on its way', async () => {
  const { changeTable, openTable, redoChange, undoChange, useTableRows } = await import(
    '../../src-renderer/state/table-rows.ts'
  )
  await openTable({ ...emptyDraft, data: '/shop/products.csv' }, false)
  const aside = (number: number) => changeTable({ what: 'set-aside', numbers: [number], setAside: true })
  await aside(1)
  await Promise.all([aside(2), undoChange(), undoChange()])
  expect(changes.slice(-2)).toEqual([
    { what: 'restore', corrections: { 2: null } },
    { what: 'restore', corrections: { 1: null } },
  ])
  expect(useTableRows.getState()).toMatchObject({ undo: [], redo: [{}, {}] })
  await Promise.all([redoChange(), redoChange()])
  expect(useTableRows.getState()).toMatchObject({ undo: [{}, {}], redo: [] })
})
