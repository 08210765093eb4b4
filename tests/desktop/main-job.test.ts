import { beforeAll, expect, test } from 'vitest'
import { withTempFolder } from '../helpers/temp-folder.ts'
import { faultsOf } from './faults.ts'
import { build, withWindow, writeTable, writeTemplate } from './open-window.ts'

beforeAll(build)

test('a table and a template become videos in the window: chosen, rendered live, explained, played', () =>
  withTempFolder((folder) =>
    withWindow(folder, async ({ page, at, dialogAnswers, picture, complaints }) => {
      const table = await writeTable(at('data'))
      const template = writeTemplate(at('template'))

      await page.evaluate(() => window.location.assign('#/new-batch'))
      await page.getByRole('button', { name: 'Choose a file' }).waitFor()
      await page.getByRole('button', { name: 'Product catalogue' }).waitFor()
      await picture('1-empty')
      expect(await faultsOf(page)).toEqual([])

      await dialogAnswers(table)
      await page.getByRole('button', { name: 'Choose a file' }).click()
      await dialogAnswers(template)
      await page.getByRole('button', { name: 'Another folder' }).click()
      const columns = page.getByRole('table')
      await page.getByText('1 variable needs a column').waitFor()
      expect(await page.getByRole('button', { name: 'Start rendering' }).isDisabled()).toBe(true)
      await columns.getByRole('combobox', { name: 'Column for Picture' }).click()
      await page.getByRole('option', { name: 'Picture' }).click()
      await page.getByText('Every variable that is needed has its column.').waitFor()
      await columns.getByText('Stoneware mug').waitFor()
      await page.getByRole('combobox', { name: 'Row key' }).click()
      await page.getByRole('option', { name: 'sku' }).click()
      await dialogAnswers(at('videos'))
      await page.getByRole('group', { name: 'Output folder' }).getByRole('button').click()
      await page.getByText('2 rows × 2 languages × 2 formats = 8 videos').waitFor()
      await picture('2-chosen')
      expect(await faultsOf(page)).toEqual([])

      await page.getByRole('button', { name: 'Check all rows' }).click()
      await page.getByText('checked in').waitFor()
      await picture('3-checked')
      expect(await faultsOf(page)).toEqual([])

      await page.getByRole('button', { name: 'Start rendering' }).click()
      await page.getByRole('heading', { name: 'products' }).waitFor()
      const jobs = page.getByRole('grid', { name: 'Jobs of this batch' })
      await jobs.getByText('Rendering').first().waitFor()
      await expect.poll(() => jobs.getByText(/^[1-9]\d? %$/).count(), { timeout: 20_000 }).toBeGreaterThan(0)
      await picture('4-running')
      expect(await faultsOf(page)).toEqual([])

      await page.getByText('Finished', { exact: true }).waitFor({ timeout: 60_000 })
      await page.getByRole('tab', { name: 'Rejected rows 1' }).click()
      const rejected = page.getByRole('table', { name: 'Rows that were set aside' })
      const row = await rejected.getByRole('row', { name: /call us/ }).innerText()
      expect(row.split('\n').filter((part) => part.trim() !== '')).toEqual([
        '3',
        'LMP-7',
        'Price',
        'call us',
        expect.stringMatching(/not an amount.*money/),
        expect.stringContaining('Write an amount'),
      ])
      await picture('5-rejected')
      expect(await faultsOf(page)).toEqual([])

      await page.getByRole('button', { name: 'Videos 8' }).click()
      await page
        .getByRole('button', { name: /^Play LMP-8 de · tall/ })
        .last()
        .waitFor()
      const shown = page.locator('.tile video')
      await expect
        .poll(() =>
          shown.evaluateAll(
            (videos) => videos.filter((video) => (video as HTMLVideoElement).readyState < 2).length,
          ),
        )
        .toBe(0)
      await picture('6-finished')
      expect(await faultsOf(page)).toEqual([])

      await page
        .getByRole('button', { name: /^Play MUG-1 en · wide/ })
        .first()
        .click()
      const video = page.getByRole('dialog').locator('video')
      await expect.poll(() => video.evaluate((player: HTMLVideoElement) => player.videoWidth)).toBe(320)
      expect(await video.evaluate((player: HTMLVideoElement) => player.videoHeight)).toBe(180)
      await expect
        .poll(() => video.evaluate((player: HTMLVideoElement) => player.currentTime), { timeout: 10_000 })
        .toBeGreaterThan(0.2)
      await picture('7-playing')
      expect(await faultsOf(page)).toEqual([])

      await video.evaluate((player: HTMLVideoElement) => player.pause())
      const frame = async () =>
        Number(/Frame (\d+) of 50/.exec(await page.getByRole('dialog').innerText())?.[1])
      // The last frame that was played is told a moment later.
      await new Promise((resolve) => setTimeout(resolve, 300))
      const before = await frame()
      await page.getByRole('button', { name: 'One frame forward' }).click()
      await expect.poll(frame).toBe(before + 1)
      const rate = 25
      await expect
        .poll(() => video.evaluate((player: HTMLVideoElement) => player.currentTime))
        .toBeCloseTo((before + 0.5) / rate, 3)
      await page.keyboard.press('ArrowLeft')
      await expect.poll(frame).toBe(before)
      await page.keyboard.press('PageDown')
      await page.getByRole('dialog').getByText('en · tall').waitFor()
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'detached' })
      expect(complaints).toEqual([])
    }),
  ))
