import { readFileSync, writeFileSync } from 'node:fs'
import type { Page } from 'playwright'
import { describe, expect, test } from 'vitest'
import { withTempFolder } from '../helpers/temp-folder.ts'
import { askPage, ended } from './ask.ts'
import { doors, type OpenStudio, throughDoor } from './both-doors.ts'
import { writeTable, writeTemplate } from './open-window.ts'

const patience = { timeout: 60_000 }

/** Starts a batch of the two good rows of a table, in one language and format. */
async function start({ page, at }: OpenStudio, out: string, more: Record<string, unknown> = {}) {
  const { batch } = await askPage(page, 'batch.start', {
    template: at('template'),
    data: await writeTable(at('data')),
    map: { image: 'Picture' },
    key: 'sku',
    languages: ['en'],
    formats: ['wide'],
    out: at(out),
    ...more,
  })
  return batch
}

async function open(page: Page, place: string): Promise<void> {
  await page.evaluate((address) => {
    ;(globalThis as unknown as { location: { hash: string } }).location.hash = address
  }, `#/${place}`)
}

describe.each(doors)('in the %s', (door) => {
  test('a batch that is paused, and whose studio ends, goes on where it was when it is told to', () =>
    withTempFolder(async (folder) => {
      let batch = ''
      await throughDoor(door, folder, async (studio) => {
        const { page, at } = studio
        writeTemplate(at('template'))
        batch = await start(studio, 'videos', {
          languages: ['en', 'de'],
          formats: ['wide', 'tall'],
          queue: { pilot: 1 },
        })
        await open(page, `batch/${batch}`)
        await page.getByRole('heading', { level: 1, name: 'products' }).waitFor()
        await expect
          .poll(async () => (await askPage(page, 'batch.show', { batch })).status, patience)
          .toBe('paused')
      })
      await throughDoor(door, folder, async ({ page, complaints }) => {
        const before = await askPage(page, 'batch.show', { batch })
        expect(before.status).toBe('paused')
        expect(before.counts.done).toBeGreaterThan(0)
        await open(page, `batch/${batch}`)
        await page
          .getByRole('button', { name: /^(Go on|Render the rest)$/ })
          .first()
          .click()
        const after = await ended(page, batch)
        expect(after).toMatchObject({ status: 'finished', counts: { done: 8, failed: 0 } })
        await page.getByText('Finished', { exact: true }).first().waitFor()
        expect(complaints).toEqual([])
      })
    }))

  test('a video that failed is made with one click, once its reason is gone', () =>
    withTempFolder((folder) =>
      throughDoor(door, folder, async (studio) => {
        const { page, at } = studio
        writeTemplate(at('template'))
        // Its first row is made; then it pauses, and the second one loses its picture.
        const batch = await start(studio, 'videos', { queue: { pilot: 1 } })
        await expect
          .poll(async () => (await askPage(page, 'batch.show', { batch })).status, patience)
          .toBe('paused')
        const picture = readFileSync(at('data', 'lamp.png'))
        writeFileSync(at('data', 'lamp.png'), 'no picture any more')
        await open(page, `batch/${batch}`)
        await page
          .getByRole('button', { name: /^(Go on|Render the rest)$/ })
          .first()
          .click()
        await expect
          .poll(async () => (await askPage(page, 'batch.show', { batch })).counts, patience)
          .toMatchObject({ done: 1, failed: 1 })

        writeFileSync(at('data', 'lamp.png'), picture)
        await page.getByRole('button', { name: 'Retry 1 failed' }).click()
        await expect
          .poll(async () => (await askPage(page, 'batch.show', { batch })).counts.done, patience)
          .toBe(2)
        await page.getByText('Finished', { exact: true }).first().waitFor()
      }),
    ))

  test('a batch that is made urgent overtakes the one that was there before', () =>
    withTempFolder((folder) =>
      throughDoor(door, folder, async (studio) => {
        const { page, at } = studio
        writeTemplate(at('template'))
        await askPage(page, 'queue.pause', { targets: [{ what: 'all' }] })
        const first = await start(studio, 'first', { languages: ['en', 'de'], formats: ['wide', 'tall'] })
        const second = await start(studio, 'second')
        await open(page, 'queue')
        const row = page.getByRole('listitem').filter({ has: page.locator(`[data-handle="${second}"]`) })
        await row.getByRole('button', { name: /^More about/ }).click()
        await page.getByRole('menuitemradio', { name: 'Urgent' }).click()
        await expect
          .poll(async () => (await askPage(page, 'queue.show', {})).entries[0]?.batch.id, patience)
          .toBe(second)
        await page.getByRole('button', { name: 'Go on with everything' }).first().click()
        const [one, two] = await Promise.all([first, second].map((batch) => ended(page, batch)))
        if (one?.status !== 'finished' || two?.status !== 'finished')
          throw new Error('not both were finished')
        expect(Date.parse(two.finishedAt)).toBeLessThan(Date.parse(one.finishedAt))
      }),
    ))
})
