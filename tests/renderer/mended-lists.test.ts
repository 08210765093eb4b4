import { expect, test, vi } from 'vitest'

const table = { records: 3, bad: 0, setAside: 0, mended: 0, problems: [], isWhole: true, fault: null }
const opened: unknown[] = []
vi.stubGlobal('window', {
  location: { hash: '' },
  addEventListener: () => {},
  reelmill: {
    async ask(name: string, payload: { reading?: object; corrections?: object }) {
      if (name !== 'table.open') return { ok: true, answer: { total: 0, rows: [] } }
      opened.push({ reading: payload.reading, corrections: payload.corrections })
      return { ok: true, answer: { columns: ['name'], description: 'XLSX', table, tableMark: 'abc' } }
    },
  },
})
vi.stubGlobal('sessionStorage', { getItem: () => null, setItem: () => {}, removeItem: () => {} })

test('what was mended in one sheet is not laid over another one, and is there again when one comes back', async () => {
  const { change, chooseTable, reopen, useNewBatch } = await import('../../src-renderer/state/new-batch.ts')
  const draft = () => useNewBatch.getState().draft
  const look = (sheet: string) => {
    change({ ...draft(), reading: { ...draft().reading, sheet } })
    return reopen()
  }
  const corrections = { 2: { cells: { name: 'Mug' } } }
  await chooseTable('/shop/products.xlsx')
  change({ ...draft(), corrections })
  await reopen()
  expect(draft().corrections).toEqual(corrections)
  await look('Spring')
  expect(opened.at(-1)).toEqual({ reading: { sheet: 'Spring' }, corrections: undefined })
  expect(draft().corrections).toEqual({})
  await look('')
  expect(opened.at(-1)).toMatchObject({ corrections })
  await look('Spring')
  await chooseTable('/shop/products.xlsx')
  expect(draft().corrections).toEqual({})
  await chooseTable('/shop/others.xlsx')
  await look('Spring')
  await look('')
  expect(draft().corrections).toEqual({})
})
