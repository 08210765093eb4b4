import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import type { WallIndex } from '../../src-shared/contract/results.ts'
import { withTempFolder } from '../helpers/temp-folder.ts'
import { askPage, ended } from './ask.ts'
import { faultsOf } from './faults.ts'
import { type OpenWindow, withWindow, writeTable, writeTemplate } from './open-window.ts'

/** A text that hardly differs from what is behind it, after a second. */
const unreadable = {
  id: 'hint',
  type: 'text',
  text: 'While stocks last',
  start: 1,
  box: { y: '82%', height: '12%' },
  look: { font: 'main', size: 16, minSize: 6, colour: '#24425e', valign: 'middle', align: 'center' },
}

/** Two products, two languages; as MP4, and as ProRes, which no browser plays. */
async function makeBatch({ page, at }: OpenWindow): Promise<string> {
  const template = writeTemplate(at('template'), {
    formats: {
      wide: { title: 'Wide', width: 320, height: 180 },
      master: { title: 'Master', width: 320, height: 180, codec: 'prores' },
    },
  })
  const written = JSON.parse(readFileSync(join(template, 'template.json'), 'utf8'))
  written.scenes[0].layers.push(unreadable)
  writeFileSync(join(template, 'template.json'), JSON.stringify(written))
  const data = await writeTable(at('data'))
  const { batch } = await askPage(page, 'batch.start', {
    template,
    data,
    map: { image: 'Picture' },
    key: 'sku',
    quality: 'draft',
    inspect: { profile: 'off' },
    out: at('videos'),
    name: '{shelf}/{key}_{language}_{format}',
  })
  expect(await ended(page, batch)).toMatchObject({ status: 'finished', counts: { done: 8 } })
  return batch
}

const tiles = (page: Page) => page.getByRole('option')
const times = (page: Page) =>
  page
    .locator('.stage video')
    .evaluateAll((players) => players.map((player) => (player as HTMLVideoElement).currentTime))

test('what a batch made is looked through by keyboard: a wall, a player that steps frames, two in step', () =>
  withTempFolder((folder) =>
    withWindow(folder, async (window) => {
      const { page, picture, at } = window
      await page.evaluate(() => {
        location.hash = '#/results'
      })
      await page.getByText('Nothing has been made yet').waitFor()
      expect(await faultsOf(page)).toEqual([])
      await picture('results-empty')

      const batch = await makeBatch(window)
      const entry = page.locator('button.chooser-entry')
      await entry.waitFor()
      // Some pictures of it are there before it is opened.
      await entry.locator('img').nth(3).waitFor()
      expect(await faultsOf(page)).toEqual([])
      await entry.click()

      await expect.poll(() => tiles(page).count()).toBe(8)
      await page.getByRole('navigation', { name: 'Groups' }).getByRole('button').nth(1).waitFor()
      const isDrawn = (image: SVGElement | HTMLElement) => (image as HTMLImageElement).naturalWidth > 0
      await expect.poll(() => page.locator('.tile img').first().evaluate(isDrawn)).toBe(true)
      expect(await faultsOf(page)).toEqual([])
      await picture('results-wall')

      const { wall } = await askPage(page, 'results.index', { batch })
      const { jobs }: WallIndex = JSON.parse(wall)
      const order = (await askPage(page, 'results.jobs', { batch, jobs })).jobs
      const places = (format: string) => order.flatMap((job, place) => (job.format === format ? [place] : []))
      const wide = places('wide')[0]!
      const master = places('master')[0]!

      await page.getByRole('listbox', { name: 'Finished videos' }).focus()
      for (let step = 0; step < wide; step += 1) await page.keyboard.press('ArrowRight')
      await page.keyboard.press('Space')
      await page.getByRole('group', { name: '1 selected' }).waitFor()
      await page.keyboard.press('Control+A')
      await page.getByRole('group', { name: '8 selected' }).waitFor()
      expect(await faultsOf(page)).toEqual([])
      await page.keyboard.press('Escape')
      await page.keyboard.press('Enter')

      const player = page.getByRole('dialog', { name: /MUG-1|LMP-8/ })
      await player.getByText('of 50').waitFor()
      await page.keyboard.press('End')
      await player.getByText('Frame 50 of 50').waitFor()
      await page.keyboard.press('ArrowLeft')
      await player.getByText('Frame 49 of 50').waitFor()
      await page.keyboard.press('Shift+ArrowLeft')
      await player.getByText('Frame 24 of 50').waitFor()
      expect((await times(page))[0]).toBeCloseTo(23.5 / 25, 3)
      await player.getByText('No sound').waitFor()
      await player.getByText('H.264').waitFor()
      await page.keyboard.press('s')
      await player.locator('.margins').waitFor()
      expect(await faultsOf(page)).toEqual([])

      // The frame that is on show, as a picture of full size.
      await window.app.evaluate(({ dialog }, path) => {
        dialog.showSaveDialog = async () => ({ canceled: false, filePath: path })
      }, at('frame.png'))
      await player.getByRole('button', { name: 'Save this frame' }).click()
      await page.getByText('The frame was saved.').waitFor()
      expect(await sharp(readFileSync(at('frame.png'))).metadata()).toMatchObject({ width: 320, height: 180 })

      await player.getByRole('button', { name: 'Compare with' }).click()
      await page.getByRole('menuitem', { name: 'de · wide' }).click()
      await expect.poll(async () => (await times(page)).length).toBe(2)
      await page.keyboard.press('Home')
      await player.getByText('Frame 1 of 50').waitFor()
      await player.locator('.player').focus()
      await page.keyboard.press('k')
      await expect.poll(async () => (await times(page))[0]).toBeGreaterThan(0.5)
      const apart = async () => {
        const [one, other] = await times(page)
        return Math.abs(one! - other!)
      }
      await expect.poll(apart).toBeLessThan(0.12)
      await page.keyboard.press('k')
      await expect.poll(apart).toBeLessThan(0.021)
      await page.keyboard.press('w')
      await player.getByRole('slider', { name: 'Where the pictures meet' }).waitFor()
      expect(await faultsOf(page)).toEqual([])
      await picture('results-compare')
      await page.keyboard.press('Escape')
      await player.waitFor({ state: 'detached' })

      // The focus is on the wall again: on to a video that this window can't play.
      for (let step = wide; step < master; step += 1) await page.keyboard.press('ArrowRight')
      for (let step = master; step < wide; step += 1) await page.keyboard.press('ArrowLeft')
      await page.keyboard.press('Enter')
      await player.getByText('A smaller copy is shown, frame for frame').waitFor({ timeout: 60_000 })
      await player.getByText('ProRes').waitFor()
      await player.getByText('of 50').waitFor()
      await page.keyboard.press('End')
      await player.getByText('Frame 50 of 50').waitFor()
      await expect.poll(async () => (await times(page))[0], { timeout: 30_000 }).toBeCloseTo(49.5 / 25, 2)
      expect(await faultsOf(page)).toEqual([])
      await picture('results-unplayable')
      await page.keyboard.press('Escape')
      await player.waitFor({ state: 'detached' })

      // One video is inspected from its page: what was found leads into the player, and is found again on the wall.
      const faded = order[wide]!
      await page.evaluate((address) => {
        location.hash = address
      }, `#/job/${batch}/${faded.id}`)
      await page.getByText('Not inspected').waitFor()
      await page.getByRole('button', { name: 'Inspect', exact: true }).click()
      await page.getByText('1 video inspected').waitFor({ timeout: 60_000 })
      await page.getByText('Contrast of text').waitFor()
      expect(await faultsOf(page)).toEqual([])
      await page.getByRole('button', { name: 'Go to 00:01:00' }).first().click()
      await player.getByText('Frame 26 of 50').waitFor()
      await player.getByRole('heading', { name: /Findings/ }).waitFor()
      await page.keyboard.press('Home')
      await player.getByText('Frame 1 of 50').waitFor()
      await page.keyboard.press('n')
      await player.getByText('Frame 26 of 50').waitFor()
      expect(await faultsOf(page)).toEqual([])
      await picture('results-findings')
      await page.keyboard.press('Escape')
      await player.waitFor({ state: 'detached' })
      await page.evaluate((address) => {
        location.hash = address
      }, `#/batch/${batch}`)
      await page
        .getByRole('region', { name: 'Inspection' })
        .getByRole('button', { name: /^Warning/ })
        .click()
      await expect.poll(() => tiles(page).count()).toBe(1)
      expect(await faultsOf(page)).toEqual([])
    }),
  ))

test('a file that is gone says so on the wall and in the player, and is made again on a word', () =>
  withTempFolder((folder) =>
    withWindow(
      folder,
      async (window) => {
        const { page, at } = window
        const batch = await makeBatch(window)
        const gone = readdirSync(at('videos'), { recursive: true, encoding: 'utf8' }).find((path) =>
          /MUG-1_en_wide\.mp4$/.test(path),
        )!
        rmSync(at('videos', gone))
        await page.evaluate((id) => {
          location.hash = `#/results/${id}`
        }, batch)
        const tile = page.getByRole('option', { name: /MUG-1 en · wide/ })
        await tile.getByText('The file is gone').waitFor()
        await tile.click()
        const player = page.getByRole('dialog', { name: /MUG-1|LMP-8/ })
        await player.getByText('is no longer there').waitFor()
        await player.getByRole('button', { name: 'Render again' }).click()
        const question = page.getByRole('dialog', { name: 'Render 1 video again?' })
        expect(await faultsOf(page)).toEqual([])
        await question.getByRole('button', { name: 'Render again' }).click()
        await page.getByText('1 video waits to be rendered again').waitFor()
        await expect
          .poll(async () => (await askPage(page, 'batch.show', { batch })).counts.done, { timeout: 60_000 })
          .toBe(8)
        await page.keyboard.press('Escape')
        await player.waitFor({ state: 'detached' })
        await tile.locator('img').waitFor({ timeout: 20_000 })

        await page.getByPlaceholder('Search key or file name').fill('nobody')
        await page.getByText('No video matches').waitFor()
        expect(await faultsOf(page)).toEqual([])
        await page.getByRole('button', { name: 'Show all' }).click()
        await expect.poll(() => tiles(page).count()).toBe(8)
      },
      { dark: true },
    ),
  ))
