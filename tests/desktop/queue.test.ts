import { readFileSync, writeFileSync } from 'node:fs'
import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { withTempFolder } from '../helpers/temp-folder.ts'
import { askPage, ended } from './ask.ts'
import { faultsOf } from './faults.ts'
import { type OpenWindow, withWindow, writeTable, writeTemplate } from './open-window.ts'

const goTo = (page: Page, address: string) =>
  page.evaluate((to) => {
    window.location.hash = to
  }, address)

/** A batch of so many rows in two languages and two formats, paused before it begins when `paused`. */
async function start(
  { page, at }: OpenWindow,
  rows: number,
  {
    name = 'products',
    size = 320,
    seconds = 2,
    paused = false,
    queue = {},
  }: { name?: string; size?: number; seconds?: number; paused?: boolean; queue?: { startAt?: string } } = {},
): Promise<string> {
  const folder = at(`data-${name}`)
  await writeTable(folder)
  const data = `${folder}/${name}.csv`
  const lines = Array.from(
    { length: rows },
    (_, index) => `SKU-${index + 1},Mug ${index + 1},"1,50 €",mug.png,1`,
  )
  writeFileSync(data, ['sku,Name,Price,Picture,Shelf', ...lines, ''].join('\n'))
  const template = writeTemplate(at(`template-${size}`), {
    name: `card-${size}`,
    formats: {
      wide: { width: size, height: Math.round((size * 9) / 16) },
      tall: { width: Math.round((size * 9) / 16), height: size },
    },
  })
  const file = `${template}/template.json`
  writeFileSync(file, readFileSync(file, 'utf8').replace('"duration":2', `"duration":${seconds}`))
  if (paused) await askPage(page, 'queue.pause', { targets: [{ what: 'all' }] })
  const { batch } = await askPage(page, 'batch.start', {
    template,
    data,
    key: 'sku',
    map: { image: 'Picture' },
    out: at(`videos-${name}`),
    queue,
  })
  return batch
}

const counts = async (page: Page, batch: string) => (await askPage(page, 'batch.show', { batch })).counts

test('a batch is watched at work: its jobs, the farm with pictures of its frames, and then a job with all its steps', () =>
  withTempFolder((folder) =>
    withWindow(folder, async (window) => {
      const { page, picture, complaints } = window
      // Long enough for pictures of the frames that it works on, on any machine.
      const long = await start(window, 1, { name: 'long', size: 1280, seconds: 90 })
      await goTo(page, '#/farm')
      await page.getByRole('heading', { name: 'Farm' }).waitFor()
      await page.locator('.slot').first().waitFor({ timeout: 30_000 })
      await page.locator('.slot img').first().waitFor({ timeout: 30_000 })
      await expect
        .poll(() =>
          page
            .locator('.slot img')
            .first()
            .evaluate((image: HTMLImageElement) => image.naturalWidth)
            .catch(() => 0),
        )
        .toBeGreaterThan(100)
      await picture('farm')
      expect(await faultsOf(page)).toEqual([])
      await goTo(page, `#/batch/${long}`)
      const jobs = page.getByRole('grid', { name: 'Jobs of this batch' })
      await jobs
        .getByText(/^[1-9]\d? %$/)
        .first()
        .waitFor()
      await askPage(page, 'queue.cancel', { targets: [{ what: 'batch', batch: long }] })

      const batch = await start(window, 4, { size: 640 })
      await goTo(page, `#/batch/${batch}`)
      await expect.poll(() => jobs.getByRole('row').count()).toBe(17)
      await picture('batch')
      expect(await faultsOf(page)).toEqual([])
      await ended(page, batch)
      await page.getByText('16 of 16 videos made').waitFor()

      await jobs.focus()
      await page.keyboard.press('Home')
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { name: 'SKU-1' }).waitFor()
      await page.getByRole('heading', { name: 'Steps over time' }).waitFor()
      await page.locator('.step summary').first().click()
      await page
        .getByText(/ffmpeg .*-i /)
        .first()
        .waitFor()
      await expect
        .poll(
          () =>
            page
              .locator('.job-pictures img')
              .evaluateAll(
                (all) => all.filter((image) => (image as HTMLImageElement).naturalWidth > 0).length,
              ),
          { timeout: 20_000 },
        )
        .toBe(6)
      await picture('job')
      expect(await faultsOf(page)).toEqual([])

      await page.keyboard.press('u')
      await page.getByRole('tab', { name: 'Timeline' }).click()
      await page.getByRole('img', { name: /Videos finished and failed/ }).waitFor()
      await picture('timeline')
      expect(await faultsOf(page)).toEqual([])
      expect(complaints.filter((text) => !/404/.test(text))).toEqual([])
    }),
  ))

test('jobs are found, sorted, selected and left out by keyboard alone, and taken in again', () =>
  withTempFolder((folder) =>
    withWindow(folder, async (window) => {
      const { page, picture } = window
      const batch = await start(window, 150)
      await expect.poll(async () => (await counts(page, batch)).jobs, { timeout: 30_000 }).toBe(600)
      await askPage(page, 'queue.pause', { targets: [{ what: 'batch', batch }], now: true })
      await goTo(page, `#/batch/${batch}`)
      const jobs = page.getByRole('grid', { name: 'Jobs of this batch' })
      await jobs.waitFor()

      await page.keyboard.press('/')
      await page.keyboard.type('sku-77')
      await page.getByText('4 of 600 jobs').waitFor()
      await expect.poll(() => jobs.getByRole('row').count()).toBe(5)
      await page.keyboard.press('Escape')
      await page.getByText('600 jobs', { exact: true }).waitFor()

      await jobs.getByRole('button', { name: 'Sort by Row' }).press('Enter')
      await jobs.getByRole('button', { name: 'Sort by Row' }).press('Enter')
      await jobs.getByRole('row').nth(1).getByText('SKU-99').waitFor()
      await jobs.focus()
      await page.keyboard.press('End')
      await jobs.getByText('SKU-1', { exact: true }).last().waitFor()
      await page.keyboard.press('Home')
      await page.keyboard.press('Shift+End')
      await page.getByText('600 selected').waitFor()
      await page.keyboard.press('Escape')

      await page.keyboard.press('Home')
      await page.keyboard.press('Shift+ArrowDown')
      await page.keyboard.press('Shift+ArrowDown')
      await page.getByText('3 selected').waitFor()
      await picture('selection')
      expect(await faultsOf(page)).toEqual([])
      await page.keyboard.press('x')
      await page.getByRole('dialog').getByText('Leave out 3 videos?').waitFor()
      await page.getByRole('dialog').getByRole('button', { name: 'Leave out' }).press('Enter')
      await expect.poll(async () => (await counts(page, batch)).skipped).toBe(3)
      await page.getByRole('button', { name: 'Undo' }).press('Enter')
      await expect.poll(async () => (await counts(page, batch)).skipped).toBe(0)

      await jobs.focus()
      await page.keyboard.press('Control+a')
      await page.getByText('600 selected').waitFor()
      await page.keyboard.press('p')
      await expect
        .poll(async () => (await counts(page, batch)).paused, { timeout: 20_000 })
        .toBeGreaterThan(500)
      await page.getByRole('button', { name: /^Paused/ }).press('Enter')
      await jobs.getByText('Paused').first().waitFor()
      expect(await faultsOf(page)).toEqual([])
    }),
  ))

test('a batch is made to wait for others, and no batch for itself', () =>
  withTempFolder((folder) =>
    withWindow(folder, async (window) => {
      const { page } = window
      const later = { startAt: '2099-01-01T00:00:00Z' }
      const first = await start(window, 1, { name: 'first', queue: later })
      const second = await start(window, 1, { name: 'second', queue: later })
      await goTo(page, `#/batch/${second}`)
      await page.getByRole('heading', { name: 'second' }).waitFor()
      await page.getByRole('button', { name: 'More actions' }).click()
      await page.getByRole('menuitem', { name: 'Wait for other batches…' }).click()
      const dialog = page.getByRole('dialog', { name: 'What second waits for' })
      await dialog.getByRole('combobox', { name: 'Wait for a batch' }).click()
      await page.getByRole('option', { name: /^first/ }).click()
      await dialog.getByRole('combobox', { name: 'How far first has to be' }).click()
      await page.getByRole('option', { name: 'approved of' }).click()
      expect(await faultsOf(page)).toEqual([])
      await dialog.getByRole('button', { name: 'Save' }).click()
      await page.getByRole('button', { name: 'Change…' }).waitFor()
      expect(await askPage(page, 'batch.show', { batch: second })).toMatchObject({
        after: [],
        afterApproval: [first],
      })

      await goTo(page, '#/queue')
      await page.getByRole('button', { name: 'More about first' }).click()
      await page.getByRole('menuitem', { name: 'Wait for other batches…' }).click()
      await page.getByRole('combobox', { name: 'Wait for a batch' }).click()
      const circle = page.getByRole('option', { name: 'second (waits for this one itself)' })
      await circle.waitFor()
      expect(await circle.getAttribute('data-combobox-disabled')).toBe('true')
      await page.keyboard.press('Escape')
      await page.keyboard.press('Escape')
      const told = askPage(page, 'queue.after', { batch: first, after: [second], afterApproval: [] })
      await expect(told).rejects.toThrow('would wait for itself')
    }),
  ))

test('batches are arranged by the keys of their handles, and one that is made urgent stands before all', () =>
  withTempFolder((folder) =>
    withWindow(
      folder,
      async (window) => {
        const { page, picture } = window
        await goTo(page, '#/queue')
        await page.getByText('The queue is empty').waitFor()
        await picture('queue-empty')
        expect(await faultsOf(page)).toEqual([])
        for (const name of ['first', 'second', 'third'])
          await start(window, 2, { name, paused: true }).catch(() => {})
        const list = page.getByRole('list', { name: 'Batches in the order' })
        const order = () => list.locator('.quiet-link').allInnerTexts()
        await expect.poll(order).toEqual(['first', 'second', 'third'])
        await page.getByText('Everything is paused').first().waitFor()

        await list.getByRole('button', { name: /^Move third/ }).focus()
        await page.keyboard.press('ArrowUp')
        await expect.poll(order).toEqual(['first', 'third', 'second'])
        await expect
          .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label')))
          .toMatch(/^Move third/)
        await list.getByRole('button', { name: /^Move second/ }).dragTo(list.locator('.queue-card').first(), {
          targetPosition: { x: 200, y: 6 },
        })
        await expect.poll(order).toEqual(['second', 'first', 'third'])

        await list.getByRole('button', { name: 'More about third' }).click()
        await page.getByRole('menuitemradio', { name: 'Urgent' }).click()
        await expect.poll(order).toEqual(['third', 'second', 'first'])
        await list.getByText('Urgent').waitFor()
        await picture('queue')
        expect(await faultsOf(page)).toEqual([])
        await page.getByRole('button', { name: 'Undo' }).last().click()
        await expect.poll(order).toEqual(['second', 'first', 'third'])
      },
      { dark: true, size: { width: 1280, height: 720 } },
    ),
  ))
