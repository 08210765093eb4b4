import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import type { ElectronApplication } from 'playwright'
import { expect, test } from 'vitest'
import { withTempFolder } from '../helpers/temp-folder.ts'
import { askPage, ended } from './ask.ts'
import { startProducts } from './busy-studio.ts'
import { type OpenWindow, startAgain, withWindow, writeTable, writeTemplate } from './open-window.ts'

/** Clicks an entry of the app's menu, as `File > New batch`. */
const choose = (app: ElectronApplication, ...path: string[]) =>
  app.evaluate(({ Menu }, labels) => {
    let items = Menu.getApplicationMenu()?.items ?? []
    for (const label of labels.slice(0, -1))
      items = items.find((item) => item.label === label)?.submenu?.items ?? []
    const item = items.find((item) => item.label === labels.at(-1))
    if (item === undefined)
      throw new Error(`no entry ${labels.join(' > ')}: ${items.map(({ label }) => label)}`)
    // Not within the question: what it opens may take longer than the inspector holds on to it.
    setImmediate(() => item.click())
  }, path)

const entries = (app: ElectronApplication, menu: string) =>
  app.evaluate(
    ({ Menu }, menu) =>
      Menu.getApplicationMenu()
        ?.items.find(({ label }) => label === menu)
        ?.submenu?.items.map(({ label }) => label)
        .filter(Boolean) ?? [],
    menu,
  )

const isVisible = (app: ElectronApplication) =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible())
const close = (app: ElectronApplication) =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close()).catch(() => {})

/** A batch that takes some seconds. */
function startLongBatch({ page, at }: OpenWindow): Promise<string> {
  const template = writeTemplate(at('template'), { formats: { wide: { width: 1280, height: 720 } } })
  return startProducts({ page, at }, { template, languages: ['en', 'de'] })
}

test('the menu opens pages, tables and the list of shortcuts, in the language that was chosen', () =>
  withTempFolder((folder) =>
    withWindow(folder, async ({ app, page, at, dialogAnswers }) => {
      await choose(app, 'View', 'History')
      await expect.poll(() => page.url()).toMatch(/#\/history$/)
      await choose(app, 'File', 'New batch')
      await expect.poll(() => page.url()).toMatch(/#\/new-batch$/)
      await choose(app, 'Help', 'Keyboard shortcuts')
      await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
      await page.keyboard.press('Escape')

      await choose(app, 'View', 'Home')
      await dialogAnswers(await writeTable(at('data')))
      await choose(app, 'File', 'Open table…')
      await expect.poll(() => page.url()).toMatch(/#\/new-batch$/)
      await page.getByText('products.csv').first().waitFor()
      await expect
        .poll(() => askPage(page, 'desktop.recent', {}))
        .toMatchObject({
          tables: [{ name: 'products.csv', path: at('data', 'products.csv') }],
        })

      await askPage(page, 'settings.set', { language: 'de', theme: 'dark' })
      await expect.poll(() => entries(app, 'Datei')).toContain('Neuer Stapel')
      expect(await app.evaluate(({ nativeTheme }) => nativeTheme.themeSource)).toBe('dark')
      await choose(app, 'Datei', 'Zuletzt verwendete Tabellen', 'Diese Liste leeren')
      await expect.poll(() => askPage(page, 'desktop.recent', {})).toEqual({ tables: [], folders: [] })
    }),
  ))

test('a table that the app is started with opens as a new batch; so does one that is opened while it runs', () =>
  withTempFolder(async (folder) => {
    const table = await writeTable(`${folder}/data`)
    const second = `${folder}/data/spring.csv`
    writeFileSync(second, readFileSync(table))
    await withWindow(
      folder,
      async ({ app, page }) => {
        await expect.poll(() => page.url()).toMatch(/#\/new-batch$/)
        await page.getByText('products.csv').first().waitFor()
        await choose(app, 'View', 'Home')
        expect(await startAgain(folder, { words: ['data/spring.csv'] })).toBe(0)
        await page.getByText('spring.csv').first().waitFor()
      },
      { words: [table] },
    )
  }))

test('a window that is closed while a batch runs lets it work on, comes back, and the end of the batch is told', () =>
  withTempFolder((folder) =>
    withWindow(folder, async (window) => {
      const { app, page } = window
      await app.evaluate(({ Notification }) => {
        const told: string[] = []
        Object.assign(globalThis, { told })
        Notification.isSupported = () => true
        Notification.prototype.show = function (this: Electron.Notification) {
          told.push(this.title)
          Object.assign(globalThis, { latest: this })
        }
      })
      const batch = await startLongBatch(window)
      await expect.poll(async () => (await askPage(page, 'batch.show', { batch })).status).toBe('running')
      await close(app)
      await expect.poll(() => isVisible(app)).toBe(false)
      expect((await ended(page, batch)).status).toBe('finished')
      const told = () => app.evaluate(() => (globalThis as unknown as { told: string[] }).told)
      await expect.poll(told).toEqual(['Reelmill works on', 'products is finished'])
      await app.evaluate(() => {
        ;(globalThis as unknown as { latest: Electron.Notification }).latest.emit('click', {} as never)
      })
      await expect.poll(() => isVisible(app)).toBe(true)
      await expect.poll(() => page.url()).toContain(`#/batch/${batch}`)
    }),
  ))

test('a window that is closed while nothing runs ends the app, and the next one opens where it was', () =>
  withTempFolder(async (folder) => {
    const bounds = (app: ElectronApplication) =>
      app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds())
    await withWindow(folder, async ({ app }) => {
      await app.evaluate(({ BrowserWindow }) => {
        BrowserWindow.getAllWindows()[0]?.setBounds({ x: 40, y: 50, width: 1_040, height: 660 })
      })
      await expect.poll(() => bounds(app)).toMatchObject({ width: 1_040, height: 660 })
      const gone = new Promise((resolve) => app.process().once('exit', resolve))
      await close(app)
      expect(await gone).toBe(0)
    })
    await withWindow(folder, async ({ app }) => {
      expect(await bounds(app)).toMatchObject({ width: 1_040, height: 660 })
      expect(
        await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getMinimumSize()),
      ).toEqual([1_000, 640])
    })
  }))

test('another studio folder that is chosen is the one that the app starts with from then on', () =>
  withTempFolder(async (folder) => {
    const at = (...parts: string[]) => [folder, ...parts].join('/')
    const env = {
      REELMILL_STUDIO: null,
      XDG_CONFIG_HOME: at('config'),
      XDG_DATA_HOME: at('share'),
    }
    for (const name of ['config', 'share', 'full']) mkdirSync(at(name))
    writeFileSync(at('full', 'holiday.txt'), 'something else')
    await withWindow(
      folder,
      async ({ app, page, dialogAnswers }) => {
        expect((await askPage(page, 'desktop.about', {})).studio).toBe(at('share', 'reelmill'))
        await app.evaluate(({ app, dialog }) => {
          app.relaunch = () => {}
          dialog.showMessageBox = async () => ({ response: 1, checkboxChecked: false })
        })
        await dialogAnswers(at('full'))
        const gone = new Promise((resolve) => app.process().once('exit', resolve))
        expect(await askPage(page, 'desktop.choose-studio', {})).toBe(at('full'))
        expect(await gone).toBe(0)
      },
      { env },
    )
    await withWindow(
      folder,
      async ({ page }) => {
        expect((await askPage(page, 'desktop.about', {})).studio).toBe(at('full', 'Reelmill'))
      },
      { env },
    )
  }))
