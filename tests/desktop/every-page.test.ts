import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { withTempFolder } from '../helpers/temp-folder.ts'
import { makeMixedBatch } from './busy-studio.ts'
import { faultsOf } from './faults.ts'
import { withWindow } from './open-window.ts'

const everywhere = [
  'home',
  'new-batch',
  'queue',
  'farm',
  'results',
  'review',
  'history',
  'templates',
  'settings',
]

/** Opens each address and looks through it in the light and in the dark. */
async function lookThrough(
  page: Page,
  addresses: string[],
  picture: (name: string) => Promise<void>,
  name: string,
): Promise<void> {
  const faults: Record<string, string[]> = {}
  for (const address of addresses) {
    await page.evaluate((address) => {
      window.location.hash = `#/${address}`
    }, address)
    await page.locator('#page h1').first().waitFor()
    await page.locator('.page-opening').waitFor({ state: 'detached' })
    // What is still asked for may draw over what is looked at.
    await page.waitForTimeout(250)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      const found = await faultsOf(page)
      if (found.length > 0) faults[`${address}, ${colorScheme}`] = found
      await picture(`${name}-${address.split('/')[0]}-${colorScheme}`)
    }
    expect(await page.locator('#page h1').count(), `${address} has one heading of the first rank`).toBe(1)
  }
  expect(faults).toEqual({})
}

test('every page of a studio in which nothing was made yet can be read and reached by everybody', () =>
  withTempFolder((folder) =>
    withWindow(
      folder,
      async ({ page, picture, complaints }) => {
        await lookThrough(page, everywhere, picture, 'empty')
        expect(complaints).toEqual([])
      },
      { size: { width: 1280, height: 720 } },
    ),
  ))

test('the same of a studio with videos that are done and others that failed', () =>
  withTempFolder((folder) =>
    withWindow(
      folder,
      async (window) => {
        const { batch, done, failed } = await makeMixedBatch(window)
        const addresses = [
          ...everywhere.filter((name) => name !== 'settings'),
          `batch/${batch}`,
          `job/${batch}/${done}`,
          `job/${batch}/${failed}`,
          `results/${batch}`,
          `review/${batch}`,
          `review/${batch}/${done}`,
          'editor/product-showcase',
        ]
        await lookThrough(window.page, addresses, window.picture, 'full')
      },
      { size: { width: 1280, height: 720 } },
    ),
  ))

test('a page that can not be drawn says so, and takes no other page with it', () =>
  withTempFolder((folder) =>
    withWindow(folder, async ({ page }) => {
      await page.evaluate(() => {
        window.location.hash = '#/batch/20260101-0000-none'
      })
      await page.getByRole('alert').first().waitFor()
      expect(await faultsOf(page)).toEqual([])
      await page.keyboard.press('Control+1')
      await page.getByRole('heading', { level: 1, name: 'Turn a table into videos' }).waitFor()
    }),
  ))
