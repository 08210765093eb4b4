import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { identityOf } from '../../../src-main/services/batch-desk/identity.ts'
import { renderRequest } from '../../../src-shared/batches/batch.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'
import { takeInText } from './take-in.ts'

const shop = 'sku,name,price\nA,Mug,1\nB,Lamp,call us\nA,Cup,4\n'

test('cells that a person mended are read as if the table said so', async () => {
  const { rows, problems } = await takeInText(shop, {
    corrections: { 2: { cells: { price: '19.90' } }, 3: { cells: { name: '' } } },
  })
  expect(rows.map(({ number, values }) => [number, values.price])).toEqual([
    [1, { type: 'money', amount: 1, currency: 'EUR' }],
    [2, { type: 'money', amount: 19.9, currency: 'EUR' }],
  ])
  expect(problems.map(({ rowNumber, rule }) => [rowNumber, rule])).toEqual([[3, 'required']])
})

test('a row that a person set aside says so, and its key is free for another', async () => {
  const { rows, problems } = await takeInText(shop, {
    keyColumn: 'sku',
    strict: true,
    corrections: { 1: { setAside: true }, 2: { setAside: true } },
  })
  expect(rows.map(({ key }) => key)).toEqual(['A'])
  expect(problems).toMatchObject([
    { line: 2, rule: 'row.set-aside', message: 'The row was set aside by a person.' },
    { line: 3, rule: 'row.set-aside' },
  ])
})

test('a correction of a column that is gone is told, and nothing is read with the wrong ones', async () => {
  await expect(takeInText(shop, { corrections: { 2: { cells: { cost: '1' } } } })).rejects.toMatchObject({
    code: 'corrections.column',
  })
})

test('the same corrections in another order are the same batch; other ones, or none, are not', () =>
  withTempFolder(async (folder) => {
    const data = join(folder, 'shop.csv')
    await writeFile(data, shop)
    const of = (corrections?: Record<string, { cells?: Record<string, string>; setAside?: true }>) =>
      identityOf(renderRequest.parse({ template: 't', data, out: 'videos', corrections }))
    const plain = await of()
    expect(await of({})).toBe(plain)
    const mended = await of({ 2: { cells: { price: '1', name: 'x' } } })
    expect(mended).not.toBe(plain)
    expect(await of({ 2: { cells: { name: 'x', price: '1' } } })).toBe(mended)
    expect(await of({ 2: { cells: { price: '1', name: 'x' }, setAside: true } })).not.toBe(mended)
  }))
