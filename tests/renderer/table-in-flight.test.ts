import { expect, test, vi } from 'vitest'
import type { TableChange } from '../../src-shared/contract/tables.ts'
import { stubWindow } from './editor-window.ts'

const table = { records: 3, bad: 0, setAside: 0, mended: 0, problems: [], isWhole: true, fault: null }
const told = { columns: ['name'], description: 'CSV', table, tableMark: 'abc' }
type Asked = { name: string; payload: Record<string, unknown>; answer(value: unknown): void; fail(): void }
const asked: Asked[] = []
stubWindow((name, payload) => {
  if (!['table.open', 'table.change', 'batch.start'].includes(name))
    return Promise.resolve({ ok: true, answer: { total: 0, rows: [] } })
  return new Promise((done) => {
    const error = { code: 'table.unreadable', message: 'It is gone.', whatToDo: '' }
    asked.push({
      name,
      payload,
      answer: (answer) => done({ ok: true, answer }),
      fail: () => done({ ok: false, error }),
    })
  })
})
vi.stubGlobal('sessionStorage', { getItem: () => null, setItem: () => {}, removeItem: () => {} })
const calls = (name: string) => asked.filter((each) => each.name === name)
const call = async (name: string, number: number) => {
  await expect.poll(() => calls(name).length).toBe(number)
  return calls(name).at(-1)!
}
const mug = { before: { 2: null }, after: { 2: { cells: { name: 'Mug' } } }, changed: 1, table }
const writeMug: TableChange = { what: 'cells', cells: [{ number: 2, column: 'name', text: 'Mug' }] }

test('a cell that is being written when the table is read anew is kept, before its answer and after it', async () => {
  const { chooseTable, reopen, useNewBatch } = await import('../../src-renderer/state/new-batch.ts')
  const { changeTable } = await import('../../src-renderer/state/table-rows.ts')
  void chooseTable('/shop/products.csv')
  ;(await call('table.open', 1)).answer(told)
  await expect.poll(() => useNewBatch.getState().draft.tableMark).toBe('abc')

  const written = changeTable(writeMug)
  const read = reopen()
  const change = await call('table.change', 1)
  expect(calls('table.open')).toHaveLength(1)
  change.answer(mug)
  expect(await written).toBe(1)
  const again = await call('table.open', 2)
  expect(again.payload.corrections).toEqual(mug.after)

  // What is written while it is being read waits for it, and goes to the new table.
  const later = changeTable(writeMug)
  again.answer(told)
  await read
  const second = await call('table.change', 2)
  expect(second.payload.id).toBe(again.payload.id)
  second.answer(mug)
  expect(await later).toBe(1)
})

test('a cell that can not be kept, for the table could not be read anew, is told and not lost in silence', async () => {
  const { reopen } = await import('../../src-renderer/state/new-batch.ts')
  const { changeTable } = await import('../../src-renderer/state/table-rows.ts')
  const read = reopen()
  const written = expect(changeTable(writeMug)).rejects.toMatchObject({ code: 'table.not-open' })
  ;(await call('table.open', 3)).fail()
  await read
  await written
})

test('a batch that is started while a cell is being written is made with it', async () => {
  const { change, startBatch, useNewBatch } = await import('../../src-renderer/state/new-batch.ts')
  const { changeTable, openTable } = await import('../../src-renderer/state/table-rows.ts')
  const template = {
    name: 'card',
    version: '1.0.0',
    title: 'Card',
    description: '',
    folder: '/t',
    variables: [],
    inspects: null,
    loudness: null,
  }
  change({
    ...useNewBatch.getState().draft,
    template: { ...template, formats: [], languages: [] },
    languages: ['en'],
    formats: ['wide'],
    out: '/videos',
    corrections: {},
  })
  const read = openTable(useNewBatch.getState().draft, true)
  ;(await call('table.open', 4)).answer(told)
  await read
  const written = changeTable(writeMug)
  const started = startBatch()
  ;(await call('table.change', 3)).answer(mug)
  await written
  const start = await call('batch.start', 1)
  expect(start.payload.corrections).toEqual(mug.after)
  start.answer({ batch: 'b1' })
  expect(await started).toBe('b1')
})
