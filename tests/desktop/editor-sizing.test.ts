import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { withTempFolder } from '../helpers/temp-folder.ts'
import { faultsOf } from './faults.ts'
import { withWindow, writeTemplate } from './open-window.ts'

/** Generous: a loaded machine takes its time. */
const soon = { timeout: 30_000 }

const property = (page: Page, name: string) => page.getByLabel(name, { exact: true })
const reads = (page: Page, name: string) =>
  expect.poll(() => property(page, name).inputValue().then(Number), soon)

async function drag(page: Page, from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  for (let step = 1; step <= 5; step++)
    await page.mouse.move(from.x + ((to.x - from.x) * step) / 5, from.y + ((to.y - from.y) * step) / 5)
  await page.mouse.up()
}

test('layers that are chosen together are sized by the handles around them, in their shape with Shift, and by keys', () =>
  withTempFolder((folder) =>
    withWindow(folder, async ({ page, at, complaints }) => {
      const template = writeTemplate(at('template'), {
        variables: {},
        scenes: [
          {
            id: 'card',
            duration: 4,
            layers: [
              {
                id: 'tile',
                type: 'shape',
                shape: 'rectangle',
                fill: 'paper',
                box: { x: 40, y: 30, width: 40, height: 40 },
              },
              {
                id: 'words',
                type: 'text',
                text: 'Words',
                look: { size: 20, minSize: 10, colour: 'paper' },
                box: { x: 100, y: 50, width: 60, height: 40 },
              },
            ],
          },
        ],
      })
      await page.evaluate(
        (to) => {
          window.location.hash = to
        },
        `#/editor/${encodeURIComponent(template)}`,
      )
      await page.locator('.editor-still:not([data-waiting])').waitFor(soon)
      const row = (name: string) => page.getByRole('treeitem', { name: new RegExp(`^${name}(,|$)`) })
      const both = async () => {
        await row('tile').click()
        await row('words').click({ modifiers: ['Shift'] })
        await page.locator('.editor-common').waitFor(soon)
      }
      const overlay = (await page.locator('.editor-overlay').boundingBox())!
      const onFrame = (x: number, y: number) => ({
        x: overlay.x + (x / 320) * overlay.width,
        y: overlay.y + (y / 180) * overlay.height,
      })
      const undo = page.getByRole('button', { name: 'Undo', exact: true })

      await both()
      await expect.poll(() => page.locator('.editor-common .editor-handle').count()).toBe(8)
      await expect.poll(() => page.locator('.editor-turn').count()).toBe(0)
      // The box of both goes from 40, 30 to 160, 90: half as wide again, and its drawn edge at no guide.
      await page.keyboard.down('Control')
      await drag(page, onFrame(160, 60), onFrame(220, 60))
      await page.keyboard.up('Control')
      await row('words').click()
      await reads(page, 'Width').toBe(90)
      await reads(page, 'X').toBe(130)
      await reads(page, 'Size').toBe(20)
      await undo.click()
      await expect.poll(() => undo.isDisabled()).toBe(true)

      await both()
      await page.keyboard.down('Shift')
      await page.keyboard.down('Control')
      await drag(page, onFrame(160, 90), onFrame(280, 150))
      await page.keyboard.up('Control')
      await page.keyboard.up('Shift')
      expect(await faultsOf(page)).toEqual([])
      await row('words').click()
      await reads(page, 'Width').toBe(120)
      await reads(page, 'Size').toBe(40)
      await row('tile').click()
      await reads(page, 'Height').toBe(80)
      await undo.click()
      await expect.poll(() => undo.isDisabled()).toBe(true)

      // Near the lower third, at 120, the drawn edge stands there.
      await both()
      await drag(page, onFrame(100, 90), onFrame(100, 119))
      await row('words').click()
      await reads(page, 'Height').toBe(60)
      await undo.click()

      await both()
      await page.locator('.editor-overlay').focus()
      for (let press = 0; press < 3; press++) await page.keyboard.press('Control+Shift+ArrowRight')
      await row('words').click()
      await reads(page, 'Width').toBe(75)
      await both()
      await page.locator('.editor-overlay').focus()
      await page.keyboard.press('Control+Shift+Period')
      await row('words').click()
      await reads(page, 'Height').toBe(42)
      await reads(page, 'Size').toBe(21)
      expect(complaints).toEqual([])
    }),
  ))
