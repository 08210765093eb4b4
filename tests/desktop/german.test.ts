import { writeFileSync } from 'node:fs'
import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { withTempFolder } from '../helpers/temp-folder.ts'
import { askPage } from './ask.ts'
import { makeMixedBatch } from './busy-studio.ts'
import { withWindow } from './open-window.ts'

const patience = { timeout: 30_000 }

async function open(page: Page, address: string, text: RegExp) {
  await page.evaluate((to) => globalThis.location.assign(to), address)
  await expect.poll(() => page.locator('main').innerText(), patience).toMatch(text)
  // What is not known in German is marked.
  expect(await page.locator('main [lang="en"]').allInnerTexts()).toEqual([])
}

test('a window in German tells the reasons, errors and remedies of real batches in German', () =>
  withTempFolder((folder) =>
    withWindow(folder, async (window) => {
      const { page, at, dialogAnswers, picture } = window
      await askPage(page, 'settings.set', { language: 'de' })
      await page.getByRole('button', { name: 'Warteschlange' }).first().waitFor(patience)

      writeFileSync(at('broken.csv'), '%PDF-1.7 this is no table')
      await page.evaluate(() => globalThis.location.assign('#/new-batch'))
      await dialogAnswers(at('broken.csv'))
      await page.getByRole('button', { name: 'Datei wählen' }).click()
      const alert = page.getByRole('alert')
      await alert.getByText(/enthält .*PDF|ist .*PDF/).waitFor(patience)
      await alert.getByText('Die Daten als CSV oder XLSX besorgen').waitFor(patience)
      expect(await page.locator('main [lang="en"]').allInnerTexts()).toEqual([])
      await picture('german-table')

      const { batch, failed } = await makeMixedBatch(window)
      await open(page, `#/batch/${batch}`, /1 von 2 Videos gemacht, 1 gescheitert; 1 Zeile aussortiert\./)
      await page.getByRole('tab', { name: 'Zeitverlauf' }).click()
      await page.getByText('Der Pilot mit 1 Zeile ist fertig').first().waitFor(patience)
      expect(await page.locator('main [lang="en"]').allInnerTexts()).toEqual([])
      await picture('german-timeline')
      await page.getByRole('tab', { name: 'Aussortierte Zeilen' }).click()
      await page
        .getByRole('table')
        .getByText(/eintragen|schreiben|ausfüllen/)
        .first()
        .waitFor(patience)
      expect(await page.locator('main [lang="en"]').allInnerTexts()).toEqual([])
      await picture('german-rejected')

      await open(page, `#/job/${batch}/${failed}`, /lamp\.png/)
      await picture('german-job')
    }),
  ))
