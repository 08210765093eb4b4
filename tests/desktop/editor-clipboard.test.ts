import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { withTempFolder } from '../helpers/temp-folder.ts'
import { faultsOf } from './faults.ts'
import { withWindow, writeTemplate } from './open-window.ts'

/** Generous: a loaded machine takes its time. */
const soon = { timeout: 30_000 }

const picture = (folder: string, name: string, background: string) =>
  sharp({ create: { width: 40, height: 30, channels: 3, background } })
    .png()
    .toFile(join(folder, name))

/** `scene`: one that this template alone has; what was open before goes. */
async function openEditor(page: Page, template: string, scene: string): Promise<void> {
  await page.evaluate(
    (to) => {
      window.location.hash = to
    },
    `#/editor/${encodeURIComponent(template)}`,
  )
  await page.getByRole('treeitem', { name: scene }).waitFor(soon)
  await page.locator('.editor-still:not([data-waiting])').waitFor(soon)
}

test('a layer is copied into another template with its file, variable and colours; foreign text is refused', () =>
  withTempFolder((folder) =>
    withWindow(folder, async ({ app, page, at, complaints }) => {
      const from = writeTemplate(at('from'), {
        name: 'from-here',
        variables: { price: { type: 'money', title: 'Price', currency: 'EUR' } },
        brand: { colours: { ink: '#17324d', paper: '#ffd000' }, fonts: { main: { family: 'Inter' } } },
        scenes: [
          {
            id: 'card',
            duration: 2,
            layers: [
              { id: 'sign', type: 'image', source: { file: 'sign.png' }, box: { width: '40%' } },
              {
                id: 'cost',
                type: 'text',
                text: '{{ price | money }} {{ t.only }}',
                look: { size: 20, minSize: 6, colour: 'paper' },
              },
            ],
          },
        ],
      })
      await picture(from, 'sign.png', '#d8572a')
      const to = writeTemplate(at('to'), {
        name: 'to-there',
        variables: { price: { type: 'text', title: 'Price' } },
        scenes: [{ id: 'other', duration: 2, layers: [{ id: 'cost', type: 'text', text: '{{ price }}' }] }],
      })
      await picture(to, 'sign.png', '#2f8f83')
      const row = (name: string) => page.getByRole('treeitem', { name: new RegExp(`^${name}(,|$)`) })
      const told = (text: string | RegExp) => page.getByRole('alert').filter({ hasText: text })
      const undo = page.getByRole('button', { name: 'Undo', exact: true })
      const clipboard = () => app.evaluate(({ clipboard }) => clipboard.readText())
      const draft = () =>
        JSON.parse(readFileSync(at('studio', 'template-drafts', 'to-there', 'template.json'), 'utf8'))

      await openEditor(page, from, 'card')
      await row('cost').click()
      await row('sign').click({ modifiers: ['Shift'] })
      await page.keyboard.press('Control+c')
      await told('Copied: 2 layers').waitFor(soon)
      await expect.poll(clipboard, soon).toContain('reelmillFragment')
      // In its own template it is one step, in front of what is chosen.
      await page.keyboard.press('Control+v')
      await row('cost-2').waitFor(soon)
      await row('sign-2').waitFor(soon)
      await undo.click()
      await expect.poll(() => undo.isDisabled()).toBe(true)

      await openEditor(page, to, 'other')
      await row('cost').click()
      await page.keyboard.press('Control+v')
      const question = page.getByRole('dialog', { name: 'Which look is meant?' })
      await question.getByText('paper').waitFor(soon)
      await question.getByRole('button', { name: 'As it was there' }).click()
      await row('cost-2').waitFor(soon)
      await row('sign').waitFor(soon)
      await told(/Pasted: 2 layers.*1 file/).waitFor(soon)
      await told('price is called price_2').waitFor(soon)
      expect(await faultsOf(page)).toEqual([])
      await expect.poll(() => draft().scenes[0].layers, soon).toHaveLength(3)
      expect(draft()).toMatchObject({
        variables: { price: { type: 'text' }, price_2: { type: 'money', currency: 'EUR' } },
        brand: { colours: { paper: '#fff6e5', 'paper-2': '#ffd000' } },
        scenes: [
          {
            layers: [
              { id: 'cost' },
              { id: 'sign', source: { file: 'assets/sign.png' } },
              { id: 'cost-2', text: '{{ price_2 | money }} {{ t.only }}', look: { colour: 'paper-2' } },
            ],
          },
        ],
      })
      await undo.click()
      await expect.poll(() => undo.isDisabled()).toBe(true)

      // By the menu of a row and by the palette; a whole scene.
      await row('other').hover()
      await page.getByRole('button', { name: 'More for other' }).click()
      await page.getByRole('menuitem', { name: 'Cut', exact: true }).click()
      await row('other').waitFor({ state: 'detached', ...soon })
      await page.keyboard.press('Control+k')
      await page.getByRole('textbox', { name: /search|find/i }).fill('Paste layers')
      await page.keyboard.press('Enter')
      await row('other').waitFor(soon)

      for (const text of ['<img src=x onerror=alert(1)>', '{"reelmillFragment": 1, "layers": [null]}']) {
        await app.evaluate(({ clipboard }, foreign) => clipboard.writeText(foreign), text)
        await page.locator('.editor-overlay').focus()
        await page.keyboard.press('Control+v')
        await told(text.startsWith('{') ? 'is damaged' : 'holds no layers').waitFor(soon)
      }
      expect(complaints).toEqual([])
    }),
  ))
