import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { withTempFolder } from '../helpers/temp-folder.ts'
import { askPage, ended } from './ask.ts'
import { faultsOf } from './faults.ts'
import { type OpenWindow, withWindow, writeTable, writeTemplate } from './open-window.ts'

/** Two videos made, one row set aside; named by its table. */
async function makeBatch({ page, at }: OpenWindow, out: string): Promise<string> {
  const { batch } = await askPage(page, 'batch.start', {
    template: writeTemplate(at('template'), { formats: { wide: { width: 160, height: 90 } } }),
    data: await writeTable(at('data')),
    map: { image: 'Picture' },
    key: 'sku',
    quality: 'draft',
    languages: ['en'],
    out: at(out),
  })
  expect(await ended(page, batch)).toMatchObject({ status: 'finished', counts: { done: 2, rejectedRows: 1 } })
  return batch
}

test('every batch is found again, with what it did, as pictures that are tables, and as a file for a spreadsheet', () =>
  withTempFolder((folder) =>
    withWindow(folder, async (window) => {
      const { page, at, app, picture, complaints } = window
      await page.evaluate(() => {
        location.hash = '#/history'
      })
      await page.getByText('No batch yet').waitFor()
      expect(await faultsOf(page)).toEqual([])
      await picture('history-empty')

      const first = await makeBatch(window, 'videos')
      await makeBatch(window, '=videos')
      const table = page.getByRole('table', { name: 'Batches' })
      await expect.poll(() => table.getByRole('button', { name: 'products' }).count()).toBe(2)
      expect(await faultsOf(page)).toEqual([])
      await picture('history-list')

      await page.getByPlaceholder('Search name').fill('no such batch')
      await page.getByText('No batch matches').waitFor()
      await page.getByRole('button', { name: 'Show all' }).click()
      await page.getByPlaceholder('Search name').fill(first)
      await page.getByText('1 batch', { exact: true }).waitFor()
      await page.getByPlaceholder('Search name').fill('')
      await page.getByText('2 batches', { exact: true }).waitFor()

      await app.evaluate(({ dialog }, path) => {
        dialog.showSaveDialog = async () => ({ canceled: false, filePath: path })
      }, at('history.csv'))
      await page.getByRole('button', { name: 'Save as CSV' }).click()
      await page.getByText('2 rows were saved').waitFor()
      const [heads, ...rows] = readFileSync(at('history.csv'), 'utf8').trim().split('\r\n')
      expect(heads).toContain('Batch,Template,Status')
      expect(rows).toHaveLength(2)
      expect(rows[1]).toContain(`${first},products,`)

      await page.getByText('Over time', { exact: true }).click()
      const made = page.getByRole('region', { name: 'Videos made' })
      await made.locator('canvas').waitFor()
      // Those of the second batch were made again: they lie in another folder.
      await made.getByText('4 made, 0 failed').waitFor()
      expect(await faultsOf(page)).toEqual([])
      await picture('history-over-time')
      await made.getByRole('button', { name: /Show as a table/ }).click()
      await made.locator('tbody tr').last().getByText('4', { exact: true }).waitFor()
      expect(await made.locator('canvas').count()).toBe(0)
      expect(await faultsOf(page)).toEqual([])

      await page.getByText('Batches', { exact: true }).click()
      await table.getByRole('button', { name: 'products' }).last().focus()
      await page.keyboard.press('Enter')
      await page.getByText('Why rows were set aside').waitFor()
      await page.locator('.figure-card canvas').first().waitFor()
      expect(await faultsOf(page)).toEqual([])
      await picture('history-batch')
      await page.getByRole('button', { name: 'All batches' }).click()
      await table.waitFor()
      expect(complaints).toEqual([])
    }),
  ))
