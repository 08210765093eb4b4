import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { withTempFolder } from '../helpers/temp-folder.ts'
import { askPage, ended } from './ask.ts'
import { faultsOf } from './faults.ts'
import { type OpenWindow, withWindow, writeTable, writeTemplate } from './open-window.ts'

/** Two products, two languages, two formats: eight videos. */
async function makeBatch({ page, at }: OpenWindow): Promise<string> {
  const { batch } = await askPage(page, 'batch.start', {
    template: writeTemplate(at('template')),
    data: await writeTable(at('data')),
    map: { image: 'Picture' },
    key: 'sku',
    quality: 'draft',
    out: at('videos'),
  })
  expect(await ended(page, batch)).toMatchObject({ status: 'finished', counts: { done: 8 } })
  return batch
}

const sheet = (page: Page) => page.getByRole('listbox', { name: 'Videos to review' })
const counts = async (page: Page, batch: string) => (await askPage(page, 'review.status', { batch })).counts

test('a batch is reviewed by keyboard alone: approved, flagged, rejected with a reason, remarked on, and taken back', () =>
  withTempFolder((folder) =>
    withWindow(folder, async (window) => {
      const { page, picture } = window
      await page.keyboard.press('Control+6')
      await page.getByText('Nothing has been made yet').waitFor()
      expect(await faultsOf(page)).toEqual([])

      const batch = await makeBatch(window)
      const entry = page.locator('button.chooser-entry')
      await entry.getByText('Nobody has to approve').waitFor()
      expect(await faultsOf(page)).toEqual([])
      await picture('review-choose')
      await entry.focus()
      await page.keyboard.press('Enter')

      // The contact sheet: the first verdict asks who it is of.
      await expect.poll(() => page.getByRole('option').count()).toBe(8)
      await page.getByText('8 open').waitFor()
      await sheet(page).focus()
      await page.keyboard.press('a')
      const who = page.getByRole('dialog', { name: 'Who reviews?' })
      await who.getByRole('textbox', { name: 'Name' }).waitFor()
      expect(await faultsOf(page)).toEqual([])
      await page.keyboard.type('Ada')
      await page.keyboard.press('Enter')
      await expect.poll(() => counts(page, batch)).toMatchObject({ approved: 1, open: 7 })
      await page.getByText('1 of 8, 0 rejected').waitFor()
      // On to the next one by itself.
      await sheet(page).focus()
      await page.keyboard.press('f')
      await expect.poll(() => counts(page, batch)).toMatchObject({ approved: 1, flagged: 1, open: 6 })
      await page.keyboard.press('Control+z')
      await expect.poll(() => counts(page, batch)).toMatchObject({ approved: 1, flagged: 0, open: 7 })
      await page.keyboard.press('Control+z')
      await expect.poll(() => counts(page, batch)).toMatchObject({ approved: 0, open: 8 })
      expect(await faultsOf(page)).toEqual([])
      await picture('review-sheet')

      // A sample, by the standard.
      await page.keyboard.press('d')
      const sampling = page.getByRole('dialog', { name: 'Draw a sample' })
      await sampling.getByText(/of 8 videos/).waitFor()
      expect(await faultsOf(page)).toEqual([])
      await picture('review-sampling')
      await sampling.getByRole('button', { name: 'Draw', exact: true }).focus()
      await page.keyboard.press('Enter')
      await sampling.waitFor({ state: 'detached' })
      const [sample] = (await askPage(page, 'review.samples', { batch })).samples
      await page
        .getByText(`0 of ${sample!.size}, 0 rejected; accepted with at most ${sample!.accept}`)
        .waitFor()
      await expect.poll(() => page.getByRole('option').count()).toBe(sample!.size)
      await page.getByRole('combobox', { name: 'Look at' }).focus()
      await page.keyboard.press('Enter')
      await page.keyboard.press('Home')
      await page.getByRole('option', { name: 'All videos' }).click()
      await expect.poll(() => page.getByRole('option').count()).toBe(8)

      // One video.
      await sheet(page).focus()
      await page.keyboard.press('Home')
      await page.keyboard.press('Enter')
      await page.getByText(/Frame \d+ of 50/).waitFor()
      await page.keyboard.press('End')
      await page.getByText('Frame 50 of 50').waitFor()
      await page.keyboard.press('ArrowLeft')
      await page.getByText('Frame 49 of 50').waitFor()
      expect(await faultsOf(page)).toEqual([])

      // A remark at a frame, about a part of it, placed and sized by keys.
      await page.keyboard.press('c')
      const words = page.getByRole('textbox', { name: 'Comment at 00:01:23' })
      await words.waitFor()
      await page.keyboard.type('The price is cut off')
      await page.getByRole('button', { name: 'Mark a part of the picture' }).focus()
      await page.keyboard.press('Enter')
      const mark = page.getByRole('button', { name: 'Marked part' })
      await mark.waitFor()
      await expect.poll(() => mark.evaluate((it) => it === document.activeElement)).toBe(true)
      await page.keyboard.press('ArrowUp')
      await page.keyboard.press('Shift+ArrowRight')
      expect(await faultsOf(page)).toEqual([])
      await picture('review-comment')
      await page.keyboard.press('Enter')
      await page.keyboard.press('Enter')
      const remark = page.getByRole('listitem').filter({ hasText: 'The price is cut off' })
      await remark.waitFor()
      const { items } = await askPage(page, 'review.items', { of: { batch } })
      const remarked = items.find(({ comments }) => comments === 1)!.job.id
      const kept = async () =>
        (await askPage(page, 'review.item', { job: remarked })).allComments.filter(
          (one) => one.removedAt === null,
        )
      const [comment] = await kept()
      expect(comment).toMatchObject({ from: 48, to: 49, reviewer: 'Ada', words: 'The price is cut off' })
      expect(comment?.region?.width).toBeGreaterThan(comment!.region!.x * 0.9)
      await page.keyboard.press('Home')
      await page.getByText('Frame 1 of 50').waitFor()
      await page.keyboard.press('n')
      await page.getByText('Frame 49 of 50').waitFor()
      await page.keyboard.press('Control+z')
      await remark.waitFor({ state: 'detached' })
      expect(await kept()).toEqual([])

      // Rejected, with a reason by its number; what it touches is said before.
      await page.keyboard.press('r')
      const rejecting = page.getByRole('dialog', { name: 'Reject' })
      await rejecting.getByText(/1 video; /).waitFor()
      await page.keyboard.press('2')
      await expect.poll(() => rejecting.getByRole('radio', { name: 'Picture' }).isChecked()).toBe(true)
      await page.keyboard.press('z')
      await rejecting.getByText(/4 videos; /).waitFor()
      await page.keyboard.press('v')
      await rejecting.getByText(/1 video; /).waitFor()
      expect(await faultsOf(page)).toEqual([])
      await picture('review-reject')
      await page.keyboard.press('Enter')
      await rejecting.waitFor({ state: 'detached' })
      await page.getByText(/1 video and \d+ segments? (is|are) made again/).waitFor()
      // Made again, it is open again: what was said was about another file, or is repeated for the same bytes.
      await expect.poll(async () => (await ended(page, batch)).status, { timeout: 60_000 }).toBe('finished')
      const all = await askPage(page, 'review.statistics', { batch })
      expect(all.reasons.find(({ reason }) => reason === 'picture')?.decisions).toBe(1)

      // The next one, and back to the sheet.
      await page.keyboard.press('a')
      await expect.poll(() => counts(page, batch)).toMatchObject({ approved: 1 })
      await page.keyboard.press('Escape')
      await sheet(page).waitFor()

      // The rest of the page at once, after a question.
      await page.keyboard.press('Shift+A')
      const question = page.getByRole('dialog', { name: /^Approve \d videos\?$/ })
      await question.waitFor()
      await page.keyboard.press('Tab')
      await page.keyboard.press('Enter')
      await expect.poll(async () => (await counts(page, batch)).open, { timeout: 30_000 }).toBe(0)
      await picture('review-decided')
      await page.getByRole('tab', { name: 'Figures' }).focus()
      await page.keyboard.press('Enter')
      await page.getByText('Decisions', { exact: true }).first().waitFor()
      await page.locator('.figure-card canvas').first().waitFor()
      expect(await faultsOf(page)).toEqual([])
      await picture('review-figures')
      expect(window.complaints).toEqual([])
    }),
  ))
