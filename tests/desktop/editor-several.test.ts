import { writeFileSync } from 'node:fs'
import type { Locator, Page } from 'playwright'
import { expect, test } from 'vitest'
import { withTempFolder } from '../helpers/temp-folder.ts'
import { faultsOf } from './faults.ts'
import { withWindow, writeTemplate } from './open-window.ts'

/** Generous: a loaded machine takes its time. */
const soon = { timeout: 30_000 }

const box = (id: string, x: number, y: number) => ({
  id,
  type: 'shape' as const,
  shape: 'rectangle' as const,
  fill: 'paper',
  box: { x, y, width: 40, height: 30 },
  start: 1,
  duration: 2,
})

async function openEditor(page: Page, address: string): Promise<void> {
  await page.evaluate((to) => {
    window.location.hash = to
  }, `#/editor/${address}`)
  await page.locator('.editor-still:not([data-waiting])').waitFor(soon)
}

async function drag(page: Page, from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  for (let step = 1; step <= 5; step++)
    await page.mouse.move(from.x + ((to.x - from.x) * step) / 5, from.y + ((to.y - from.y) * step) / 5)
  await page.mouse.up()
}

const middleOf = async (place: Locator) => {
  const { x, y, width, height } = (await place.boundingBox(soon))!
  return { x: x + width / 2, y: y + height / 2 }
}
const property = (page: Page, name: string) => page.getByLabel(name, { exact: true })
const reads = (page: Page, name: string) => expect.poll(() => property(page, name).inputValue(), soon)

test('layers are chosen by a frame around them, aligned, moved and turned, and each is one step back', () =>
  withTempFolder((folder) =>
    withWindow(folder, async ({ page, at, complaints }) => {
      const template = writeTemplate(at('template'), {
        variables: {},
        scenes: [
          {
            id: 'card',
            duration: 4,
            layers: [box('left', 40, 30), box('middle', 120, 50), box('right', 250, 140)],
          },
        ],
      })
      await openEditor(page, encodeURIComponent(template))
      const row = (name: string) => page.getByRole('treeitem', { name: new RegExp(`^${name}(,|$)`) })
      const frame = (await page.locator('.editor-overlay').boundingBox())!
      const onFrame = (x: number, y: number) => ({
        x: frame.x + (x / 320) * frame.width,
        y: frame.y + (y / 180) * frame.height,
      })
      const undo = page.getByRole('button', { name: 'Undo', exact: true })

      // From beside the frame, over two of the three.
      await drag(page, { x: frame.x - 8, y: frame.y + 4 }, onFrame(200, 100))
      await expect.poll(() => page.getByText('2 layers').isVisible(), soon).toBe(true)
      expect(await row('right').getAttribute('aria-selected')).toBe('false')
      await page.getByRole('button', { name: 'Align top edges' }).click()
      await reads(page, 'Y').toBe('30')
      await drag(page, onFrame(60, 45), onFrame(60, 105))
      await expect.poll(() => property(page, 'Y').inputValue().then(Number), soon).toBeGreaterThan(60)
      expect(await faultsOf(page)).toEqual([])
      await undo.click()
      await undo.click()
      await expect.poll(() => undo.isDisabled()).toBe(true)

      // In the list: from one to another with Shift, one away with Ctrl.
      await row('right').click()
      await row('left').click({ modifiers: ['Shift'] })
      await row('middle').click({ modifiers: ['ControlOrMeta'] })
      await page.locator('.editor-overlay').focus()
      await page.keyboard.press('Control+d')
      await row('left-2').waitFor(soon)
      await row('right-2').waitFor(soon)
      await page.keyboard.press('Delete')
      await row('left-2').waitFor({ state: 'detached', ...soon })
      await undo.click()
      await undo.click()
      await expect.poll(() => undo.isDisabled()).toBe(true)

      // The bars of the timeline go together, too.
      const bar = (name: string) =>
        page.locator('.editor-layer-bar').and(page.getByLabel(new RegExp(`^${name}, `)))
      await bar('left').click()
      await bar('middle').click({ modifiers: ['Shift'] })
      await bar('left').focus()
      await page.keyboard.press('Shift+ArrowRight')
      await expect.poll(() => bar('left').getAttribute('aria-label'), soon).toContain('from 1.4')
      expect(await bar('middle').getAttribute('aria-label')).toContain('from 1.4')
      expect(await bar('right').getAttribute('aria-label')).toContain('from 1.00')
      await undo.click()

      await row('middle').click()
      const handle = await middleOf(page.locator('.editor-turn'))
      const middle = onFrame(140, 65)
      const arm = middle.y - handle.y
      await page.keyboard.down('Shift')
      await drag(page, handle, { x: middle.x + arm, y: middle.y - arm * 0.9 })
      await page.keyboard.up('Shift')
      await reads(page, 'Rotation').toBe('45')
      expect(complaints).toEqual([])
    }),
  ))

test('an address leads to a layer and its property, a fault of the JSON to its line, and a table is read as it is said', () =>
  withTempFolder((folder) =>
    withWindow(folder, async ({ page, at, dialogAnswers }) => {
      const template = writeTemplate(at('template'), {
        variables: { name: { type: 'text', title: 'Name' } },
        scenes: [
          { id: 'first', duration: 1, layers: [] },
          {
            id: 'card',
            duration: 1,
            layers: [{ id: 'words', type: 'text', text: '{{ name }}', look: { size: 20, minSize: 4 } }],
          },
        ],
      })
      const place = 'scene=card&layer=words&property=look.minSize&format=tall&language=de'
      await openEditor(page, `${encodeURIComponent(template)}/${encodeURIComponent(place)}`)
      await expect
        .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-description') ?? ''), soon)
        .toMatch(/shrink/)
      await expect
        .poll(() => page.getByRole('combobox', { name: 'Format', exact: true }).inputValue())
        .toBe('tall')
      await expect
        .poll(() => page.getByRole('combobox', { name: 'Language', exact: true }).inputValue())
        .toBe('de')

      writeFileSync(at('rows.csv'), Buffer.from('Code~Bezeichnung\nA-1~B\xe4r\nA-2~Maus\n', 'latin1'))
      await page.getByRole('tab', { name: 'Data' }).click()
      await dialogAnswers(at('rows.csv'))
      await page.getByRole('button', { name: 'Table…' }).click()
      await page.getByRole('button', { name: 'How it is read' }).click()
      await page.getByRole('combobox', { name: 'Encoding' }).click()
      await page.getByRole('option', { name: 'windows-1252' }).click()
      await page.keyboard.press('Escape')
      await expect.poll(() => page.locator('.editor-table-how').innerText(), soon).toContain('windows-1252')
      expect(await faultsOf(page)).toEqual([])

      await page.getByRole('tab', { name: 'JSON' }).click()
      await page.locator('.cm-content').click()
      await page.keyboard.press('Control+Home')
      await page.keyboard.type('{"a": 1 "b": 2}')
      await page.getByRole('tab', { name: /Problems/ }).click()
      await page.getByRole('button', { name: /Line 1, column 9/ }).click()
      await expect
        .poll(
          () =>
            page
              .locator('.cm-activeLine')
              .innerText()
              .catch(() => ''),
          soon,
        )
        .toContain('"a": 1 "b"')
      await page.locator('.editor-json-state').getByText('Line 1, column 9').waitFor(soon)
    }),
  ))
