import { readFileSync, writeFileSync } from 'node:fs'
import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { withTempFolder } from '../helpers/temp-folder.ts'
import { askPage, ended } from './ask.ts'
import { faultsOf } from './faults.ts'
import { type OpenWindow, withWindow, writeTable, writeTemplate } from './open-window.ts'

const openPage = (page: Page) => page.evaluate(() => window.location.assign('#/new-batch'))

async function choose({ page, dialogAnswers }: OpenWindow, table: string, template: string) {
  await openPage(page)
  await dialogAnswers(table)
  await page.getByRole('button', { name: 'Choose a file' }).click()
  await page.getByRole('grid', { name: 'Records of the table' }).waitFor()
  await dialogAnswers(template)
  await page.getByRole('button', { name: 'Another folder' }).click()
}

/** A template whose picture has the column that the table has. */
const template = (folder: string) =>
  writeTemplate(folder, {
    variables: {
      name: { type: 'text', title: 'Name', maxLength: 40 },
      price: { type: 'money', title: 'Price', currency: 'EUR' },
      image: { type: 'image', title: 'Picture', columns: ['Picture'] },
    },
  })

test('own rows are mended in place by keyboard, set aside, taken back, and rendered as they were mended', () =>
  withTempFolder((folder) =>
    withWindow(folder, async (window) => {
      const { page, at, picture, dialogAnswers, complaints } = window
      const table = await writeTable(at('data'))
      const before = readFileSync(table, 'utf8')
      await choose(window, table, template(at('template')))
      const grid = page.getByRole('grid', { name: 'Records of the table' })
      await page.getByText('2 rows × 2 languages × 2 formats = 8 videos').waitFor()
      await page.getByText('With problems 1').click()
      const bad = grid.getByRole('gridcell', { name: 'call us' })
      await bad.click()
      await page.getByText('is not an amount of money').waitFor()
      await picture('new-batch-bad-cell')
      expect(await faultsOf(page)).toEqual([])

      // Enter writes, Escape leaves it, another text that is wrong is told at once.
      await grid.press('Enter')
      await page.keyboard.type(' please')
      await page.keyboard.press('Escape')
      await grid.press('Enter')
      await page.keyboard.press('ControlOrMeta+A')
      await page.keyboard.type('soon')
      await page.keyboard.press('Enter')
      await page.getByText('"soon" is not an amount of money').waitFor()
      await grid.press('Enter')
      await page.keyboard.press('ControlOrMeta+A')
      await page.keyboard.type('19,90')
      await page.keyboard.press('Enter')
      await page.getByText('3 rows × 2 languages × 2 formats = 12 videos').waitFor()
      await page.getByText('Mended 1').waitFor()
      await page.keyboard.press('ControlOrMeta+Z')
      await page.getByText('2 rows × 2 languages').waitFor()
      await page.keyboard.press('ControlOrMeta+Shift+Z')
      await page.getByText('3 rows × 2 languages').waitFor()

      await page.getByText('All 3').click()
      await grid.getByRole('gridcell', { name: 'Reading lamp' }).click()
      await grid.press(' ')
      await page.getByText('Set aside 1').waitFor()
      await grid.press(' ')
      await page.getByText('Set aside 0').waitFor()
      await grid.press(' ')
      await page.getByText('Set aside 1').waitFor()
      await picture('new-batch-mended')
      expect(await faultsOf(page)).toEqual([])

      await dialogAnswers(at('videos'))
      await page.getByRole('group', { name: 'Output folder' }).getByRole('button').click()
      await page.getByTitle(at('videos'), { exact: true }).waitFor()
      // The draft outlives a reload of the page right after a change, with all that was mended.
      await page.reload()
      await page.getByText('2 rows × 2 languages × 2 formats = 8 videos').waitFor()
      await page.getByText('Mended 1').waitFor()
      await page.getByRole('button', { name: 'Start rendering' }).click()
      await expect.poll(() => page.url(), { timeout: 30_000 }).toContain('#/batch/')
      const { batches } = await askPage(page, 'batch.list', {})
      const batch = await ended(page, batches[0]!.id)
      expect(batch.counts).toMatchObject({ done: 8, failed: 0, rejectedRows: 1 })
      const { problems } = await askPage(page, 'batch.rejected', { batch: batch.id })
      expect(problems).toMatchObject([{ rule: 'row.set-aside', line: 4 }])
      expect(readFileSync(at('videos', 'rejected.csv'), 'utf8')).toContain('set aside by a person')
      expect(readFileSync(table, 'utf8')).toBe(before)
      expect(complaints).toEqual([])
    }),
  ))

test('the check leads to the row, names that collide are told while they are typed, the estimate has ranges', () =>
  withTempFolder((folder) =>
    withWindow(folder, async (window) => {
      const { page, at, picture } = window
      const table = await writeTable(at('data'))
      // Whether it is a picture, only who looks into the file can tell.
      writeFileSync(at('data', 'lamp.png'), 'no picture')
      await choose(window, table, template(at('template')))
      await page.getByText('= 8 videos').waitFor()
      await page.getByText('_en_wide.mp4').first().waitFor()
      const pattern = page.getByLabel('File names')
      await pattern.fill('{key}_{format}')
      await page.getByRole('alert').getByText('_wide.mp4').waitFor()
      expect(await faultsOf(page)).toEqual([])
      await pattern.fill('{key}_{language}_{format}')
      await page.getByText('No two alike in the first 2 rows.').waitFor()

      await page.getByRole('button', { name: 'Check all rows' }).click()
      await page.getByText('checked in').waitFor()
      const matrix = page.getByRole('table', { name: 'Videos by language and format' })
      await expect.poll(() => matrix.getByRole('row').count()).toBe(3)
      await picture('new-batch-checked')
      expect(await faultsOf(page)).toEqual([])
      await page.getByRole('button', { name: /Line 3/ }).click()
      await page.getByText('Price, row 2').waitFor()
      await page.locator('[role="gridcell"][aria-selected="true"]').getByText('call us').waitFor()

      // What the check saw in the files is marked in the table, too, and can be filtered for.
      await page.getByText('With problems 2').click()
      await page.getByRole('combobox', { name: 'Kind of problem' }).click()
      await page.getByRole('option', { name: /lamp\.png/ }).click()
      const broken = page.getByRole('gridcell', { name: 'lamp.png' })
      await expect.poll(() => broken.count(), { timeout: 30_000 }).toBe(1)
      expect(await broken.getAttribute('aria-invalid')).toBe('true')
      await broken.click()
      await page.locator('.cell-problem').getByText('holds plain text, not a picture').waitFor()
      expect(await faultsOf(page)).toEqual([])

      await page.getByRole('button', { name: 'Estimate' }).click()
      await page.getByText('most likely').waitFor({ timeout: 30_000 })
      await page.getByText('no batch of this kind was rendered here yet').waitFor()
      await picture('new-batch-estimated')
      expect(await faultsOf(page)).toEqual([])
    }),
  ))

test('a batch for later waits in the queue and says until when', () =>
  withTempFolder((folder) =>
    withWindow(folder, async (window) => {
      const { page, at, dialogAnswers } = window
      await choose(window, await writeTable(at('data')), template(at('template')))
      await page.getByText('= 8 videos').waitFor()
      await dialogAnswers(at('videos'))
      await page.getByRole('group', { name: 'Output folder' }).getByRole('button').click()
      await page.getByText('At a time').click()
      await expect.poll(() => page.getByRole('button', { name: 'Start later' }).isDisabled()).toBe(true)
      await page.getByLabel('Begins at', { exact: true }).fill('31/01/2099, 22:00')
      expect(await faultsOf(page)).toEqual([])
      await page.getByRole('button', { name: 'Start later' }).click()
      await expect.poll(() => page.url(), { timeout: 30_000 }).toContain('#/batch/')
      const { batches } = await askPage(page, 'batch.list', {})
      expect(batches[0]).toMatchObject({ status: 'waiting', reason: 'Waits until 2099-01-31 22:00.' })
    }),
  ))

test('50,000 rows of 200 columns scroll, are searched and filtered, and nobody waits', () =>
  withTempFolder((folder) =>
    withWindow(folder, async (window) => {
      const { page, at, dialogAnswers, picture } = window
      await writeTable(at('data'))
      const names = Array.from({ length: 197 }, (_, column) => `extra ${column}`)
      const filler = ',x'.repeat(197)
      const lines = Array.from(
        { length: 50_000 },
        (_, row) => `Mug ${row},${row % 1_000 === 7 ? 'n/a' : '5.00'},mug.png${filler}`,
      )
      const path = at('data', 'wide.csv')
      writeFileSync(path, [`Name,Price,Picture,${names.join(',')}`, ...lines].join('\n'))
      await openPage(page)
      await dialogAnswers(path)
      await page.getByRole('button', { name: 'Choose a file' }).click()
      const grid = page.getByRole('grid', { name: 'Records of the table' })
      await grid.getByText('Mug 3', { exact: true }).waitFor()
      await page.getByText('All 50,000').waitFor({ timeout: 60_000 })
      await grid.click({ position: { x: 300, y: 60 } })
      await grid.press('ControlOrMeta+End')
      await grid.getByText('Mug 49999', { exact: true }).waitFor()
      await grid.press('End')
      await grid.getByText('extra 196', { exact: true }).waitFor()
      expect(await grid.getByRole('gridcell').count()).toBeLessThan(800)
      const search = page.getByRole('textbox', { name: 'Search in the rows' })
      await search.fill('mug 40404')
      await grid.getByText('40,405', { exact: true }).waitFor()
      await expect.poll(() => grid.getByRole('row').count()).toBe(2)
      await search.fill('nothing like this')
      await page.getByText('Nothing that was searched for').waitFor()
      await search.fill('')
      await dialogAnswers(template(at('template')))
      await page.getByRole('button', { name: 'Another folder' }).click()
      await page.getByText('With problems 50').click({ timeout: 60_000 })
      await page.getByText('Set all 50 aside').click()
      await page.getByText('50 rows set aside.').waitFor()
      await page.getByRole('button', { name: 'Undo' }).last().click()
      await page.getByText('Set aside 0').waitFor()
      await picture('new-batch-wide')
      expect(await faultsOf(page)).toEqual([])
    }),
  ))

test('a broken table says what is wrong and what to do, and another one can be taken', () =>
  withTempFolder((folder) =>
    withWindow(folder, async (window) => {
      const { page, at, dialogAnswers, picture } = window
      const broken = await writeTable(at('data'))
      writeFileSync(broken, Buffer.from([0x50, 0x4b, 0x03, 0x04, 1, 2, 3, 4, 5, 6, 7, 8, 0, 0, 0, 0]))
      await openPage(page)
      await dialogAnswers(broken)
      await page.getByRole('button', { name: 'Choose a file' }).click()
      await page.getByText('The table could not be opened').waitFor()
      await picture('new-batch-broken')
      expect(await faultsOf(page)).toEqual([])
      await dialogAnswers(await writeTable(at('data')))
      await page.getByRole('button', { name: 'Another table' }).click()
      await page.getByRole('grid').getByText('Stoneware mug').waitFor()
    }),
  ))
