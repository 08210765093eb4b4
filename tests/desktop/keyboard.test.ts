import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { withTempFolder } from '../helpers/temp-folder.ts'
import { ended } from './ask.ts'
import { makeMixedBatch } from './busy-studio.ts'
import { withWindow, writeTable } from './open-window.ts'

/** What has the focus: its role or tag, its name, and whether it lies in the page or the navigation. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const at = document.activeElement
    if (at === null || at === document.body) return 'nothing'
    const name = at.getAttribute('aria-label') ?? at.textContent?.trim() ?? ''
    const room = at.closest('#page') ? 'page' : at.closest('nav') ? 'navigation' : 'window'
    return `${room} ${at.tagName.toLowerCase()} ${name.replace(/\s+/g, ' ').slice(0, 60)}`
  })

/** Presses Tab until what has the focus is called so. */
async function tabTo(page: Page, name: RegExp, most = 80): Promise<void> {
  const way: string[] = []
  for (let step = 0; step < most; step += 1) {
    await page.keyboard.press('Tab')
    const at = await focused(page)
    if (name.test(at)) return
    way.push(at)
  }
  throw new Error(`Tab does not reach ${name}; it went through\n${way.join('\n')}`)
}

test('the sample is begun, paused and gone on with by keys alone', () =>
  withTempFolder((folder) =>
    withWindow(folder, async ({ page }) => {
      await page.getByRole('heading', { level: 1, name: 'Turn a table into videos' }).waitFor()
      await tabTo(page, /Render six sample videos/)
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { level: 1, name: 'products' }).waitFor({ timeout: 30_000 })
      await page.keyboard.press('Control+1')
      await page.getByRole('heading', { level: 1, name: 'Home' }).waitFor()
      await page.keyboard.press('Control+Shift+P')
      await page.getByText('Everything is paused', { exact: true }).waitFor()
      await tabTo(page, /page button Go on/)
      await page.keyboard.press('Enter')
      await page.getByText('Everything is paused', { exact: true }).waitFor({ state: 'detached' })
      await page.keyboard.press('Control+K')
      await page.getByRole('dialog', { name: 'Commands' }).waitFor()
      await page.keyboard.type('products')
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { level: 1, name: 'products' }).waitFor()
    }),
  ))

test('a failed video is retried by keys alone, once its picture is back', () =>
  withTempFolder((folder) =>
    withWindow(folder, async (window) => {
      const { page, at } = window
      const { batch } = await makeMixedBatch(window)
      await writeTable(at('data'))
      await page.getByText('1 video failed').waitFor()
      await tabTo(page, /page button Retry/)
      await page.keyboard.press('Enter')
      await expect
        .poll(async () => (await ended(page, batch)).counts, { timeout: 60_000 })
        .toMatchObject({ done: 2, failed: 0 })
    }),
  ))

const pages = ['home', 'new-batch', 'queue', 'farm', 'results', 'history', 'templates', 'settings']

test('on every page, Tab goes through all there is and comes out again', () =>
  withTempFolder((folder) =>
    withWindow(folder, async (open) => {
      const { page } = open
      const { batch } = await makeMixedBatch(open)
      for (const address of [...pages, `batch/${batch}`, `results/${batch}`]) {
        await page.evaluate((address) => {
          window.location.hash = `#/${address}`
        }, address)
        await page.locator('#page h1').first().waitFor()
        await page.waitForTimeout(200)
        await page.locator('.navigation-entry[aria-current]').focus()
        const controls = page.locator('#page').locator('button, a[href], input, select, [tabindex="0"]')
        if ((await controls.count()) > 0) await tabTo(page, /^page /)
        await tabTo(page, /^(navigation|window) /, 150)
      }
    }),
  ))

test('the skip link leads past the navigation', () =>
  withTempFolder((folder) =>
    withWindow(folder, async ({ page }) => {
      await tabTo(page, /Skip to the page/)
      await page.keyboard.press('Enter')
      await page.keyboard.press('Tab')
      expect(await focused(page)).toMatch(/^page /)
    }),
  ))
