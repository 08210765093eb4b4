import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { withTempFolder } from '../helpers/temp-folder.ts'
import { askPage } from './ask.ts'
import { faultsOf } from './faults.ts'
import { withWindow, writeTemplate } from './open-window.ts'

/** Opens a template in the editor, and waits for its first picture. */
async function openEditor(page: Page, template: string): Promise<void> {
  await page.evaluate(
    (address) => {
      window.location.hash = address
    },
    `#/editor/${encodeURIComponent(template)}`,
  )
  await page.locator('.editor-still:not([data-waiting])').waitFor()
  await isExact(page)
}

const isExact = (page: Page) =>
  expect.poll(() => page.locator('.editor-drawing').innerText(), { timeout: 20_000 }).toBe('Exact')

/** The address of the picture that is shown; another picture has another one. */
const still = (page: Page) => page.locator('.editor-still:not([data-waiting])').getAttribute('src')

/** Shows the JSON, and answers what stands in it. */
async function showJson(page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'JSON' }).click()
  await page.locator('.cm-content').waitFor()
}

const saved = (page: Page) => page.getByText(/, saved$/).waitFor()

const property = (page: Page, name: string) => page.getByLabel(name, { exact: true })

async function dragBy(page: Page, from: { x: number; y: number }, dx: number, dy: number): Promise<void> {
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  for (let step = 1; step <= 6; step++)
    await page.mouse.move(from.x + (dx * step) / 6, from.y + (dy * step) / 6)
  await page.mouse.up()
}

const middle = async (page: Page, selector: string) => {
  const { x, y, width, height } = (await page.locator(selector).first().boundingBox())!
  return { x: x + width / 2, y: y + height / 2 }
}

test('a layer that is dragged stands elsewhere in the picture, and undoing all the way brings the first text back', () =>
  withTempFolder((folder) =>
    withWindow(folder, async ({ page, at, complaints }) => {
      const template = writeTemplate(at('template'))
      const first = readFileSync(join(template, 'template.json'), 'utf8')
      await openEditor(page, template)
      await page.getByRole('treeitem', { name: 'words' }).click()
      await expect.poll(() => property(page, 'Y').inputValue()).toBe('60')
      const before = await still(page)

      await dragBy(page, await middle(page, '.editor-selected'), 40, -30)
      await isExact(page)
      expect(await still(page)).not.toBe(before)
      const [x, y] = [await property(page, 'X').inputValue(), await property(page, 'Y').inputValue()]
      expect(Number(x)).toBeGreaterThan(5)
      expect(Number(y)).toBeLessThan(60)

      // The same by keys, and a change of each other kind.
      await page.locator('.editor-overlay').focus()
      await page.keyboard.press('ArrowRight')
      await expect.poll(() => property(page, 'X').inputValue()).toBe(String(Number(x) + 1))
      await property(page, 'Size').fill('30')
      await property(page, 'Size').press('Enter')
      await page.locator('.editor-layer-bar').first().focus()
      await page.keyboard.press('Shift+ArrowRight')
      await page.getByRole('treeitem', { name: 'photo' }).click()
      await page.keyboard.press('Control+d')
      await page.getByRole('treeitem', { name: 'photo-2' }).waitFor()
      await page.keyboard.press('h')
      await page.keyboard.press('Control+ArrowUp')
      await page.keyboard.press('Delete')
      await page.keyboard.press('t')
      await page.getByRole('treeitem', { name: 'text' }).waitFor()
      await saved(page)

      const undo = page.getByRole('button', { name: 'Undo', exact: true })
      for (let steps = 0; steps < 30 && (await undo.isEnabled()); steps++)
        await page.keyboard.press('Control+z')
      await expect.poll(() => undo.isDisabled()).toBe(true)
      await page.getByText('As in version 1.0.0').waitFor()
      const { source } = await askPage(page, 'editor.open', { template })
      expect(source).toBe(first)
      const redo = page.getByRole('button', { name: 'Redo', exact: true })
      for (let steps = 0; steps < 30 && (await redo.isEnabled()); steps++)
        await page.keyboard.press('Control+Shift+z')
      await page.getByRole('treeitem', { name: 'text' }).waitFor()
      expect(complaints).toEqual([])
    }),
  ))

test('JSON that is broken says where, nothing else can be changed meanwhile, and mended it shows in the picture', () =>
  withTempFolder((folder) =>
    withWindow(folder, async ({ page, at, complaints }) => {
      await openEditor(page, writeTemplate(at('template')))
      const before = await still(page)
      await page.getByRole('treeitem', { name: 'words' }).click()
      await showJson(page)
      await page.locator('.cm-content').click()
      await page.keyboard.press('Control+Home')
      await page.keyboard.type('x')
      // The list of problems says it, too.
      const unread = page.getByText('The JSON cannot be read', { exact: true })
      await unread.waitFor()
      await expect.poll(() => page.locator('.editor-tree').getAttribute('inert')).not.toBeNull()
      expect(await still(page)).toBe(before)
      await page.keyboard.press('Backspace')
      await unread.waitFor({ state: 'detached' })

      // Typed there, it is seen in the panel and in the picture.
      await page.keyboard.press('Control+f')
      await page.keyboard.type('"size":20')
      await page.keyboard.press('Enter')
      await page.keyboard.press('Escape')
      await page.keyboard.type('"size":44')
      await saved(page)
      await isExact(page)
      await page.getByRole('tab', { name: 'Properties' }).click()
      await expect.poll(() => property(page, 'Size').inputValue()).toBe('44')
      expect(await still(page)).not.toBe(before)

      // A problem leads to its place.
      await property(page, 'Smallest size').fill('90')
      await property(page, 'Smallest size').press('Enter')
      await page.getByRole('tab', { name: /Problems/ }).click()
      await page.locator('.editor-problem').first().click()
      const led = page.locator('.editor-panel .editor-property:focus-within')
      await expect.poll(() => led.innerText().catch(() => ''), { timeout: 30_000 }).toMatch(/size/i)
      await showJson(page)
      await page.locator('.cm-lint-marker').first().waitFor()
      expect(complaints).toEqual([])
    }),
  ))

test('what is changed right before the page is loaded anew or the window is closed is kept', () =>
  withTempFolder((folder) =>
    withWindow(folder, async ({ app, page, at }) => {
      await openEditor(page, writeTemplate(at('template')))
      const grow = async () => {
        for (let step = 0; step < 6; step += 1) await property(page, 'Size').press('ArrowUp')
      }
      await page.getByRole('treeitem', { name: 'words' }).click()
      await expect.poll(() => property(page, 'Size').inputValue()).toBe('20')
      await grow()
      await page.reload()
      await page.getByRole('treeitem', { name: 'words' }).click({ timeout: 30_000 })
      await expect.poll(() => property(page, 'Size').inputValue(), { timeout: 30_000 }).toBe('26')

      await grow()
      const gone = new Promise((resolve) => app.process().once('exit', resolve))
      await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.close()).catch(() => {})
      await gone
      const draft = at('studio', 'template-drafts', 'shelf-card', 'template.json')
      expect(readFileSync(draft, 'utf8')).toMatch(/"size": *32/)
    }),
  ))

test('a change for one format leaves the others alone; the draft becomes a version, and a later one can be discarded', () =>
  withTempFolder((folder) =>
    withWindow(folder, async ({ page, at }) => {
      const template = writeTemplate(at('template'))
      await openEditor(page, template)
      await page.getByRole('combobox', { name: 'Format', exact: true }).selectOption('tall')
      await page.getByRole('treeitem', { name: 'photo' }).click()
      await property(page, 'Rotation').fill('7')
      await property(page, 'Rotation').press('Enter')
      await page.getByRole('button', { name: /Rotation holds only in Tall/ }).waitFor()
      await page.getByRole('combobox', { name: 'Format', exact: true }).selectOption('wide')
      await expect.poll(() => property(page, 'Rotation').inputValue()).toBe('')
      await saved(page)

      await page.getByRole('button', { name: 'Publish…' }).click()
      await page.getByLabel('What changed').fill('Pictures lean in upright videos')
      await page.getByRole('button', { name: 'Publish', exact: true }).click()
      await page.getByText('As in version 1.1.0').waitFor()

      await page.getByRole('treeitem', { name: 'words' }).click()
      await page.keyboard.press('Delete')
      await saved(page)
      await page.getByRole('button', { name: 'Discard the draft' }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Discard the draft' }).click()
      await page.getByRole('treeitem', { name: 'words' }).waitFor()
      await page.getByText('As in version 1.1.0').waitFor()
    }),
  ))

test('the rows of an own table are stepped through, the longest text at a click, and the preview plays', () =>
  withTempFolder((folder) =>
    withWindow(folder, async ({ page, at, dialogAnswers }) => {
      const template = writeTemplate(at('template'), {
        variables: {
          name: { type: 'text', title: 'Name' },
          price: { type: 'money', title: 'Price', currency: 'EUR' },
        },
        scenes: [
          {
            id: 'card',
            duration: 1,
            layers: [{ id: 'words', type: 'text', text: '{{ name }}', look: { size: 20, minSize: 4 } }],
          },
        ],
      })
      writeFileSync(at('rows.csv'), 'Name,Price\nCup,1 €\nA reading lamp with a long arm,2 €\nMug,3 €\n')
      await openEditor(page, template)
      await page.getByRole('tab', { name: 'Data' }).click()
      await dialogAnswers(at('rows.csv'))
      await page.getByRole('button', { name: 'Table…' }).click()
      await page.getByText('rows.csv').waitFor()
      await page.locator('.editor-values').getByText('Cup').waitFor()
      await page.getByRole('button', { name: 'Longest texts' }).click()
      await page.locator('.editor-values').getByText('A reading lamp').waitFor()
      await page.getByRole('button', { name: 'Next row' }).click()
      await page.locator('.editor-values').getByText('Mug').waitFor()
      await isExact(page)
      await page.getByRole('button', { name: 'Play with sound' }).click()
      await page.locator('video.editor-film').waitFor()
      await page.locator('video.editor-film').waitFor({ state: 'detached' })
      await expect.poll(() => page.locator('.editor-frames').innerText()).toMatch(/Frame (2[0-9]) of 25/)
    }),
  ))

test('an empty template and one whose picture fails say what to do; nothing hinders a screen reader in any tab', () =>
  withTempFolder((folder) =>
    withWindow(folder, async ({ page, at, picture }) => {
      const template = writeTemplate(at('template'))
      await openEditor(page, template)
      for (const tab of ['Data', 'Files', 'JSON', 'Problems', 'Layers', 'Properties']) {
        await page.getByRole('tab', { name: tab }).click()
        expect(await faultsOf(page), tab).toEqual([])
      }
      for (const layer of ['words', 'photo']) {
        await page.getByRole('treeitem', { name: layer }).click()
        expect(await faultsOf(page), layer).toEqual([])
      }
      await page.locator('.editor-tree-template').click()
      expect(await faultsOf(page), 'template').toEqual([])
      await picture('editor-template')

      await page.getByRole('treeitem').first().click()
      await page.keyboard.press('Delete')
      await page.getByText('No scenes yet').waitFor()
      expect(await faultsOf(page), 'empty').toEqual([])
      await page.locator('.editor-empty').getByRole('button', { name: 'Add a scene' }).click()
      await page.getByRole('treeitem', { name: 'scene' }).waitFor()
      await saved(page)
      await isExact(page)

      // A picture that can't be made.
      const faulty = writeTemplate(at('faulty'), {
        name: 'faulty',
        scenes: [
          {
            id: 'card',
            duration: 1,
            layers: [{ id: 'photo', type: 'image', source: { file: 'assets/none.png' } }],
          },
        ],
      })
      await page.evaluate(
        (address) => {
          window.location.hash = address
        },
        `#/editor/${encodeURIComponent(faulty)}`,
      )
      await page.getByRole('tab', { name: /Problems/ }).click()
      await page.locator('.editor-problem').first().waitFor()
      await page.locator('.editor-over-note').waitFor()
      expect(await faultsOf(page), 'a failed picture').toEqual([])
      await picture('editor-failed')
    }),
  ))
