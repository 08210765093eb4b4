import { expect, test, vi } from 'vitest'
import { emptyDraft } from '../../src-renderer/view-math/draft.ts'
import type { TableChange } from '../../src-shared/contract/tables.ts'

const table = { records: 3, bad: 0, setAside: 0, mended: 0, problems: [], isWhole: true, fault: null }
type Payload = { change: TableChange; offset: number; limit: number }
const changes: TableChange[] = []
const answers: Record<string, (payload: Payload) => unknown> = {
  'table.rows': ({ offset, limit }) => ({
    total: 25_000,
    rows: Array.from({ length: limit }, (_, at) => ({ number: offset + at + 1, cells: [] })),
  }),
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
    ask: async (name: string, payload: Payload) => {
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

test('all rows that are marked are set aside as one step, also those that were never in sight', async () => {
  const { openTable, setAsideRows, useTableRows } = await import('../../src-renderer/state/table-rows.ts')
  await openTable({ ...emptyDraft, data: '/shop/many.csv' }, false)
  changes.length = 0
  await setAsideRows(2, 12_344, true)
  const numbers = changes.flatMap((change) => (change.what === 'set-aside' ? change.numbers : []))
  expect([numbers.length, numbers[0], numbers.at(-1)]).toEqual([12_343, 3, 12_345])
  expect(changes).toHaveLength(2)
  expect(useTableRows.getState().undo).toHaveLength(1)
})
