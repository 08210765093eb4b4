import { rmSync } from 'node:fs'
import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { withTempFolder } from '../helpers/temp-folder.ts'
import { askPage, ended } from './ask.ts'
import { faultsOf } from './faults.ts'
import { ownPicture, withWindow, writeTable, writeTemplate } from './open-window.ts'

/** Opens a tile of the wall in the player. */
async function play(page: Page, tile: RegExp) {
  await page.getByRole('option', { name: tile }).click()
  return page.getByRole('dialog')
}

test('a batch that can not be started, or that fails before it renders, says what to do', () =>
  withTempFolder((folder) =>
    withWindow(folder, async ({ page, at, dialogAnswers, picture }) => {
      const table = await writeTable(at('data'))
      await page.evaluate(() => window.location.assign('#/new-batch'))
      await dialogAnswers(table)
      await page.getByRole('button', { name: 'Choose a file' }).click()
      await dialogAnswers(writeTemplate(at('template'), { variables: ownPicture }))
      await page.getByRole('button', { name: 'Another folder' }).click()
      await page.getByRole('combobox', { name: 'Column for Photograph' }).click()
      await page.getByRole('option', { name: 'Picture' }).click()
      await page.getByText('Every variable that is needed has its column.').waitFor()
      await dialogAnswers(at('videos'))
      await page.getByRole('group', { name: 'Output folder' }).getByRole('button').click()

      const pattern = page.getByLabel('File names')
      await pattern.fill('{nonsense}')
      await page.getByRole('button', { name: 'Start rendering' }).click()
      await page.getByRole('alert').getByText('nonsense').first().waitFor()
      expect(await faultsOf(page)).toEqual([])
      await picture('not-started')

      await pattern.fill('always-the-same')
      await page.getByRole('button', { name: 'Start rendering' }).click()
      await page.getByRole('heading', { name: 'products' }).waitFor()
      await page.getByRole('alert').getByText('Two videos would be one file').waitFor()
      await page.getByText('Failed', { exact: true }).first().waitFor()
      expect(await faultsOf(page)).toEqual([])
      await picture('failed')
    }),
  ))

test('a GIF moves, of a codec that the window lacks a copy is played, and a file that is gone is said in words', () =>
  withTempFolder((folder) =>
    withWindow(folder, async ({ page, at, picture }) => {
      const template = writeTemplate(at('template'), {
        formats: {
          wide: { width: 320, height: 180 },
          loop: { width: 160, height: 90, codec: 'gif' },
          master: { width: 160, height: 90, codec: 'prores' },
        },
      })
      const { batch } = await askPage(page, 'batch.start', {
        template,
        data: await writeTable(at('data')),
        map: { image: 'Picture' },
        key: 'sku',
        rows: '1',
        languages: ['en'],
        out: at('videos'),
      })
      expect((await ended(page, batch)).counts.done).toBe(3)
      await page.evaluate((to) => window.location.assign(to), `#/results/${batch}`)

      const gif = (await play(page, /MUG-1.*en · loop/)).getByRole('img', { name: 'Video of row MUG-1' })
      await expect.poll(() => gif.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(160)
      expect(await faultsOf(page)).toEqual([])
      await page.keyboard.press('Escape')

      const master = await play(page, /MUG-1.*en · master/)
      await master.getByText('A smaller copy is shown').waitFor()
      const copy = master.locator('video')
      await expect.poll(() => copy.evaluate((video) => (video as HTMLVideoElement).videoWidth)).toBe(160)
      expect(await faultsOf(page)).toEqual([])
      await picture('copy')
      await page.keyboard.press('Escape')

      const { jobs } = await askPage(page, 'batch.jobs', { batch })
      rmSync(at('videos', jobs.find(({ format }) => format === 'wide')!.path))
      const gone = await play(page, /MUG-1.*en · wide/)
      await gone.getByText('is no longer there').waitFor()
      await gone.getByText('put the file back').waitFor()
    }),
  ))
