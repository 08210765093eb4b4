import { expect, test } from 'vitest'
import { withTempFolder } from '../helpers/temp-folder.ts'
import { askPage, ended } from './ask.ts'
import { startPilot } from './busy-studio.ts'
import { faultsOf } from './faults.ts'
import { withWindow, writeTable } from './open-window.ts'

test('the first start says what the studio does and offers two ways to begin; a table dropped there begins a batch', () =>
  withTempFolder((folder) =>
    withWindow(folder, async ({ page, at, picture }) => {
      await page.getByRole('heading', { level: 1, name: 'Turn a table into videos' }).waitFor()
      await page.getByRole('button', { name: 'Render six sample videos' }).waitFor()
      expect(await faultsOf(page)).toEqual([])
      await picture('home-first')
      const data = { items: [], files: [await writeTable(at('data'))], dragOperationsMask: 1 }
      const drop = await page.context().newCDPSession(page)
      for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
        await drop.send('Input.dispatchDragEvent', { type, x: 700, y: 300, data })
      await page.getByText('products.csv').first().waitFor()
      expect(await page.title()).toBe('New batch - Reelmill')
    }),
  ))

test('a pilot waits on Home for a word; one click renders the rest, and its pictures stand among the latest batches', () =>
  withTempFolder((folder) =>
    withWindow(folder, async (window) => {
      const { page, picture } = window
      const batch = await startPilot(window)
      const needs = page.getByRole('region', { name: /Needs you/ })
      await needs.getByText('pilot is ready').waitFor()
      expect(await faultsOf(page)).toEqual([])
      await picture('home-pilot')
      await needs.getByRole('button', { name: 'Render the rest' }).click()
      expect((await ended(page, batch)).status).toBe('finished')
      const latest = page.getByRole('region', { name: 'Latest batches' })
      const card = latest.getByRole('button', { name: /products/ })
      await card.getByText('2 of 2 videos').waitFor()
      await card.getByText('1 row set aside').waitFor()
      await card.locator('img').nth(1).waitFor({ state: 'attached' })
      await needs.waitFor({ state: 'detached' })
      await picture('home-latest')
      expect(await faultsOf(page)).toEqual([])
    }),
  ))

test('everything can be paused and gone on with from Home, and what was said can be taken back', () =>
  withTempFolder((folder) =>
    withWindow(folder, async (window) => {
      const { page } = window
      await startPilot(window)
      await page.getByText('pilot is ready').waitFor()
      await page.keyboard.press('Control+Shift+P')
      await page.getByText('Everything is paused', { exact: true }).waitFor()
      await page.getByRole('button', { name: 'Undo' }).click()
      await page.getByText('Everything is paused', { exact: true }).waitFor({ state: 'detached' })
      expect((await askPage(page, 'queue.show', {})).paused).toBe(false)
    }),
  ))

test('the palette finds a batch by its name; the page that it opens has the focus on its heading', () =>
  withTempFolder((folder) =>
    withWindow(folder, async (window) => {
      const { page } = window
      await startPilot(window)
      await page.getByText('pilot is ready').waitFor()
      await page.keyboard.press('Control+K')
      await page.getByRole('dialog', { name: 'Commands' }).waitFor()
      expect(await faultsOf(page)).toEqual([])
      await page.keyboard.type('products')
      // What stands below the name of the chosen one can be read, too.
      await page.locator('[data-selected]').getByText('Shelf card').waitFor()
      expect(await faultsOf(page)).toEqual([])
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { level: 1, name: 'products' }).waitFor()
      await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('H1')
      await page.keyboard.press('Alt+ArrowLeft')
      await page.getByRole('heading', { level: 1, name: 'Home' }).waitFor()
    }),
  ))
