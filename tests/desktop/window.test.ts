import { mkdirSync, writeFileSync } from 'node:fs'
import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { connectLine } from '../../src-main/line/connect-line.ts'
import { withTempFolder } from '../helpers/temp-folder.ts'
import { askPage, askRaw, ended } from './ask.ts'
import { startProducts } from './busy-studio.ts'
import { faultsOf } from './faults.ts'
import {
  type OpenWindow,
  ownPicture,
  startAgain,
  withWindow,
  writeTable,
  writeTemplate,
} from './open-window.ts'

/** A batch that takes a while: three products in all formats and languages, at a size that is some work. */
async function startLongBatch({ page, at }: OpenWindow): Promise<string> {
  const template = writeTemplate(at('template'), {
    formats: { wide: { width: 1280, height: 720 }, tall: { width: 720, height: 1280 } },
  })
  // Whoever else uses the machine meanwhile.
  await askPage(page, 'farm.set', { mode: 'full-speed' })
  return startProducts({ page, at }, { template, languages: ['en', 'de'], formats: ['wide', 'tall'] })
}

/** The window takes up by itself what an earlier one handed back. */
async function goesOn({ page }: OpenWindow): Promise<void> {
  const { batches } = await askPage(page, 'batch.list', {})
  const end = await ended(page, batches[0]!.id)
  expect(end).toMatchObject({ status: 'finished', counts: { done: 8, failed: 0 } })
  const { changes } = await askPage(page, 'batch.timeline', { batch: end.id })
  expect(changes.map(({ status }) => status)).toContain('interrupted')
  const reasons = changes.map(({ reason }) => reason).join('\n')
  expect(reasons).not.toContain('without closing')
}

const openBatch = (page: Page) => page.getByRole('button', { name: /^products \d+ %/ }).click()

test('a table and a template folder that are dropped on the window are taken', () =>
  withTempFolder((folder) =>
    withWindow(folder, async ({ page, at, picture }) => {
      const table = await writeTable(at('data'))
      const template = writeTemplate(at('template'), { variables: ownPicture })
      const drop = await page.context().newCDPSession(page)
      for (const [index, path] of [table, template].entries()) {
        const data = { items: [], files: [path], dragOperationsMask: 1 }
        for (const type of ['dragEnter', 'dragOver'] as const)
          await drop.send('Input.dispatchDragEvent', { type, x: 700, y: 300, data })
        if (index === 0) {
          await page.getByText('Let go to use it').waitFor()
          await picture('dropping')
        }
        await drop.send('Input.dispatchDragEvent', { type: 'drop', x: 700, y: 300, data })
        await page.getByText(index === 0 ? 'products.csv' : 'Own folder').waitFor()
      }
      await page.getByText('1 variable needs a column').waitFor()
      await page.getByText('5 columns').waitFor()
    }),
  ))

test('closing while a batch runs asks, where it is not to work on by itself; staying keeps it running, going hands the work back within three seconds', () =>
  withTempFolder(async (folder) => {
    await withWindow(folder, async (window) => {
      const { app, page } = window
      await askPage(page, 'settings.set', { worksOnWhenClosed: false })
      const batch = await startLongBatch(window)
      await expect.poll(async () => (await askPage(page, 'batch.show', { batch })).status).toBe('running')
      const answer = (response: number) =>
        app.evaluate(({ dialog }, response) => {
          Object.assign(globalThis, { asked: 0 })
          dialog.showMessageBox = async () => {
            ;(globalThis as unknown as { asked: number }).asked += 1
            return { response, checkboxChecked: false }
          }
        }, response)
      const close = () =>
        app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close()).catch(() => {})

      await answer(0)
      await close()
      await expect.poll(() => app.evaluate(() => (globalThis as unknown as { asked: number }).asked)).toBe(1)
      expect(['preparing', 'running']).toContain((await askPage(page, 'batch.show', { batch })).status)

      await answer(1)
      const gone = new Promise((resolve) => app.process().once('exit', resolve))
      const begun = performance.now()
      await close()
      await gone
      expect(performance.now() - begun).toBeLessThan(4_000)
    })
    await withWindow(folder, goesOn)
  }))

test('when the system ends the app, it does not ask: what is in hand is handed back', () =>
  withTempFolder(async (folder) => {
    await withWindow(folder, async (window) => {
      await startLongBatch(window)
      const child = window.app.process()
      const gone = new Promise((resolve) => child.once('exit', (code, signal) => resolve([code, signal])))
      child.kill('SIGTERM')
      expect(await gone).toEqual([0, null])
    })
    await withWindow(folder, goesOn)
  }))

test('a batch is interrupted in the window, after one question', () =>
  withTempFolder((folder) =>
    withWindow(folder, async (window) => {
      const { page, picture } = window
      const batch = await startLongBatch(window)
      await openBatch(page)
      await page.getByRole('button', { name: 'More actions' }).click()
      await page.getByRole('menuitem', { name: 'Interrupt' }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByText('Finished videos and finished parts').waitFor()
      expect(await faultsOf(page)).toEqual([])
      await picture('interrupting')
      await dialog.getByRole('button', { name: 'Interrupt' }).click()
      expect((await ended(page, batch)).status).toBe('interrupted')
      await page.getByText('Interrupted', { exact: true }).first().waitFor()
      expect(await faultsOf(page)).toEqual([])
      await picture('interrupted')
      await page.getByRole('button', { name: 'Go on' }).click()
      await page.getByText('8 of 8 videos made').waitFor({ timeout: 60_000 })
      expect((await askPage(page, 'batch.show', { batch })).status).toBe('finished')
    }),
  ))

test('a terminal reaches the studio of the window: what is paused there stands in the window, with its reason', () =>
  withTempFolder((folder) =>
    withWindow(folder, async (window) => {
      const { page, picture } = window
      const batch = await startLongBatch(window)
      await openBatch(page)
      const line = (await connectLine(window.at('studio')))!
      expect(line.host).toMatchObject({ door: 'window', works: true })
      const targets = [{ what: 'batch' as const, batch }]
      expect(await line.api.ask('queue.pause', { targets, now: true })).toMatchObject({ changed: 1 })
      await page.getByText('Paused', { exact: true }).first().waitFor()
      expect(await faultsOf(page)).toEqual([])
      await picture('paused')
      await page.getByRole('button', { name: 'Go on' }).click()
      await page.getByText('8 of 8 videos made').waitFor({ timeout: 60_000 })
      line.close()
    }),
  ))

test('a page that is loaded again in the middle of a batch stands where the batch is, and goes on', () =>
  withTempFolder((folder) =>
    withWindow(folder, async (window) => {
      const { page } = window
      await startLongBatch(window)
      await page.getByRole('button', { name: /^products \d+ %/ }).waitFor()
      await page.reload()
      await openBatch(page)
      const jobs = page.getByRole('grid', { name: 'Jobs of this batch' })
      await expect.poll(() => jobs.getByRole('row').count()).toBe(9)
      await page.getByText('8 of 8 videos made').waitFor({ timeout: 60_000 })
      await page.getByRole('button', { name: 'Videos 8' }).waitFor()
    }),
  ))

test('a table of many rows is checked on threads of its own, and one check can be stopped', () =>
  withTempFolder((folder) =>
    withWindow(folder, async ({ page, at }) => {
      const data = await writeTable(at('data'))
      const rows = Array.from({ length: 1_200 }, (_, index) => `N-${index},Mug ${index},"1,50 €",mug.png,1`)
      writeFileSync(data, ['sku,Name,Price,Picture,Shelf', ...rows, 'X,,,,', ''].join('\n'))
      const request = { template: writeTemplate(at('template')), data, map: { image: 'Picture' } }
      const report = await askPage(page, 'check.run', { id: 'many', request })
      expect(report).toMatchObject({ rows: 1_201, rejectedRows: 1, videos: 4_800 })

      const stopped = askRaw(page, 'check.run', { id: 'stopped', request })
      await askPage(page, 'check.stop', { id: 'stopped' })
      expect(await stopped).toMatchObject({ ok: false, error: { code: 'check.stopped' } })
    }),
  ))

test('a second start brings the first window to the front and ends', () =>
  withTempFolder((folder) =>
    withWindow(folder, async ({ app }) => {
      await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide())
      expect(await startAgain(folder)).toBe(0)
      await expect
        .poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible()))
        .toBe(true)
      expect(app.windows()).toHaveLength(1)
    }),
  ))

test('a studio that can not be opened says why and what to do', () =>
  withTempFolder((folder) => {
    mkdirSync(`${folder}/studio`)
    writeFileSync(
      `${folder}/studio/studio.sqlite`,
      'this is no database, and it is long enough to be looked at'.repeat(20),
    )
    return withWindow(folder, async ({ page, picture }) => {
      await page.getByRole('heading', { name: 'The studio could not be opened' }).waitFor()
      await page.getByRole('button', { name: 'Try again' }).waitFor()
      await picture('no-studio')
      expect(await faultsOf(page)).toEqual([])
    })
  }))

test('in the dark it reads as well as in the light', () =>
  withTempFolder((folder) =>
    withWindow(
      folder,
      async (window) => {
        const { page, picture } = window
        expect(await faultsOf(page)).toEqual([])
        await picture('dark-empty')
        await page.evaluate(() => globalThis.location.assign('#/new-batch'))
        await page.getByRole('button', { name: 'Product catalogue' }).click()
        await page.getByText('= 500 videos').waitFor()
        expect(await faultsOf(page)).toEqual([])
        await picture('dark-chosen')
        await startLongBatch(window)
        await openBatch(page)
        await page
          .getByText(/^[1-9]\d? %$/)
          .first()
          .waitFor()
        expect(await faultsOf(page)).toEqual([])
        await picture('dark-running')
      },
      { dark: true, size: { width: 1280, height: 720 } },
    ),
  ))
