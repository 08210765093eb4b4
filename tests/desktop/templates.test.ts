import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { withTempFolder } from '../helpers/temp-folder.ts'
import { writeZip } from '../outside/archives/zips.ts'
import { askPage } from './ask.ts'
import { faultsOf } from './faults.ts'
import { type OpenWindow, withWindow, writeTemplate } from './open-window.ts'

const openGallery = async (page: Page) => {
  await page.getByRole('button', { name: 'Templates', exact: true }).first().click()
  await page.getByRole('heading', { name: 'Templates', level: 1 }).waitFor()
  await page.getByRole('article').first().waitFor()
}

/** The save dialog answers with this path. */
const savesAs = ({ app }: OpenWindow, path: string) =>
  app.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: path })
  }, path)

const details = (page: Page, title: string) => page.getByRole('button', { name: `${title}: details` })
const inMenu = async (page: Page, title: string, item: string) => {
  await page
    .getByRole('button', { name: `More about ${title}` })
    .first()
    .click()
  await page.getByRole('menuitem', { name: item }).click()
}

test('a template is imported, changed in its version, exported, deleted and brought back', () =>
  withTempFolder((folder) =>
    withWindow(folder, async (window) => {
      const { page, at, dialogAnswers } = window
      await openGallery(page)

      await dialogAnswers(writeTemplate(at('shelf-card')))
      await page.getByRole('button', { name: 'Import' }).click()
      await page.getByRole('menuitem', { name: 'From a folder…' }).click()
      await page.getByText('Imported shelf-card 1.0.0.').waitFor()
      const drawer = page.getByRole('dialog', { name: 'Shelf card' })
      await drawer.getByText('A product, its name and its price').waitFor()
      await drawer.getByText(/stands over the safe margin/).waitFor()
      expect(await faultsOf(page)).toEqual([])
      await page.keyboard.press('Escape')

      // Another one of the same name and version: what is meant is asked.
      await dialogAnswers(writeTemplate(at('again'), { title: 'Price card' }))
      await page.keyboard.press('Control+i')
      await page.getByText('There is one of that name').waitFor()
      expect(await faultsOf(page)).toEqual([])
      await page.getByRole('button', { name: /^As a new version/ }).click()
      await page.getByText('shelf-card is now in version 1.0.1.').waitFor()
      const versions = page.getByRole('dialog', { name: 'Price card' })
      await versions.getByText('Shelf card', { exact: true }).waitFor()
      expect(await faultsOf(page)).toEqual([])
      // Any two versions side by side: what changed, and both at one moment.
      await versions.getByRole('button', { name: 'Compare two versions…' }).click()
      const comparing = page.getByRole('dialog', { name: 'Compare two versions' })
      await comparing.getByRole('heading', { name: '1 change' }).waitFor()
      await comparing.getByText('Price card', { exact: true }).waitFor()
      const isDrawn = (image: SVGElement | HTMLElement) => (image as HTMLImageElement).naturalWidth > 0
      for (const version of ['1.0.0', '1.0.1'])
        await expect
          .poll(
            () => comparing.getByRole('img', { name: `Version ${version} at this moment` }).evaluate(isDrawn),
            { timeout: 60_000 },
          )
          .toBe(true)
      await comparing.getByText('1.00 / 2.0 s').waitFor()
      expect(await faultsOf(page)).toEqual([])
      await page.keyboard.press('Escape')
      await comparing.waitFor({ state: 'detached' })
      await versions.getByRole('button', { name: 'Use version 1.0.0' }).click()
      await page.getByText('shelf-card is version 1.0.0 again.').waitFor()
      expect(await askPage(page, 'template.show', { template: 'shelf-card' })).toMatchObject({
        version: '1.0.0',
        title: 'Shelf card',
      })
      await page.keyboard.press('Escape')
      await drawer.waitFor({ state: 'hidden' })

      await savesAs(window, at('out.zip'))
      await inMenu(page, 'Shelf card', 'Export…')
      await page.getByText('Exported as out.zip.').waitFor()
      expect(existsSync(at('out.zip'))).toBe(true)

      await inMenu(page, 'Shelf card', 'Delete')
      await page.getByText('No batch has used it.').waitFor()
      expect(await faultsOf(page)).toEqual([])
      await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
      await details(page, 'Shelf card').waitFor({ state: 'hidden' })
      const told = page.getByRole('alert').filter({ hasText: 'shelf-card was deleted.' })
      await told.getByRole('button', { name: 'Undo' }).click()
      await details(page, 'Shelf card').waitFor()
    }),
  ))

test('a zip that climbs out of its folder is refused in words, and a broken template is named with its fault', () =>
  withTempFolder((folder) =>
    withWindow(
      folder,
      async ({ page, at, dialogAnswers }) => {
        const zip = writeZip(at('sly.zip'), [
          { name: 'template.json', bytes: '{}' },
          { name: '../../../sly.txt', bytes: 'x' },
        ])
        await openGallery(page)
        await dialogAnswers(zip)
        await page.keyboard.press('Control+Shift+i')
        await page.getByText(/is not safe to unpack/).waitFor()
        expect(existsSync(at('sly.txt'))).toBe(false)

        await askPage(page, 'template.import', { path: writeTemplate(at('shelf-card')) })
        await details(page, 'Shelf card').waitFor()
        const { folder: own } = await askPage(page, 'template.show', { template: 'shelf-card' })
        writeFileSync(join(own, 'template.json'), '{ "name": "shelf-card"')
        await askPage(page, 'template.duplicate', { template: 'market-update' })
        await page.getByRole('heading', { name: 'Can’t be used' }).waitFor()
        await page.getByText('What is wrong with it').click()
        await page.getByText(/template\.json, line 1/).waitFor()
        expect(await faultsOf(page)).toEqual([])
      },
      { dark: true },
    ),
  ))

test('a folder that is dropped on the page is imported; by keys alone a card is found, opened and used', () =>
  withTempFolder((folder) =>
    withWindow(folder, async ({ page, at }) => {
      await openGallery(page)
      const drop = await page.context().newCDPSession(page)
      const data = { items: [], files: [writeTemplate(at('shelf-card'))], dragOperationsMask: 1 }
      for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
        await drop.send('Input.dispatchDragEvent', { type, x: 700, y: 300, data })
      await page.getByText('Imported shelf-card 1.0.0.').waitFor()
      const drawer = page.getByRole('dialog', { name: 'Shelf card' })
      await drawer.waitFor()
      await page.keyboard.press('Escape')
      await drawer.waitFor({ state: 'hidden' })

      await page.keyboard.press('/')
      await page.waitForFunction(() => document.activeElement?.matches('input[type=search]'))
      await page.keyboard.type('shelf')
      await details(page, 'Product showcase').waitFor({ state: 'hidden' })
      await details(page, 'Shelf card').focus()
      await page.keyboard.press('Enter')
      await drawer.getByRole('tab', { name: 'Versions' }).focus()
      await page.keyboard.press('Enter')
      await drawer.getByText('Imported from shelf-card.').waitFor()
      await drawer.getByRole('button', { name: 'New batch' }).focus()
      await page.keyboard.press('Enter')
      await page.waitForFunction(() => location.hash === '#/new-batch')
    }),
  ))

test('of five hundred templates only those in sight are drawn, and one of them is found at once', () =>
  withTempFolder(async (folder) => {
    const first = writeTemplate(join(folder, 'studio', 'templates', 'card-0', '1.0.0'), { name: 'card-0' })
    const text = readFileSync(join(first, 'template.json'), 'utf8')
    for (let number = 1; number < 500; number += 1) {
      const to = join(folder, 'studio', 'templates', `card-${number}`, '1.0.0')
      cpSync(first, to, { recursive: true })
      writeFileSync(
        join(to, 'template.json'),
        text.replace('"card-0"', `"card-${number}"`).replace('"Shelf card"', `"Card ${number}"`),
      )
    }
    await withWindow(folder, async ({ app, page }) => {
      await openGallery(page)
      await page.getByText('503 templates, 500 of your own').waitFor()
      expect(await page.getByRole('article').count()).toBeLessThan(40)
      await page.getByRole('searchbox').fill('card 417')
      await details(page, 'Card 417').waitFor()
      await expect.poll(() => page.getByRole('article').count()).toBe(1)

      // The second time nothing is looked into again.
      const used = () => app.evaluate(() => process.cpuUsage())
      const before = await used()
      expect(await askPage(page, 'template.list', {})).toHaveLength(503)
      const after = await used()
      expect(after.user + after.system - before.user - before.system).toBeLessThan(2_000_000)
    })
  }))
