import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFailed, test } from 'vitest'
import { projectRoot } from '../helpers/project-root.ts'
import { withTempFolder } from '../helpers/temp-folder.ts'
import { askPage, ended } from './ask.ts'
import { doors, keepOpen, type OpenStudio, throughDoor } from './both-doors.ts'
import { writeTable, writeTemplate } from './open-window.ts'

const patience = { timeout: 60_000 }

/** One format, one language, and words alone: a browser hands over no pictures with a table. */
const writeCard = (folder: string, name = 'word-card') =>
  writeTemplate(folder, {
    name,
    formats: { wide: { title: 'Wide', width: 320, height: 180 } },
    languages: { en: { strings: { only: 'Only' } } },
    variables: {
      name: { type: 'text', title: 'Name', maxLength: 40 },
      price: { type: 'money', title: 'Price', currency: 'EUR' },
    },
    scenes: [
      {
        id: 'card',
        duration: 1,
        layers: [
          {
            id: 'words',
            type: 'text',
            text: '{{ name }} {{ t.only }} {{ price | money }}',
            look: { font: 'main', size: 20, minSize: 6, colour: 'paper' },
          },
        ],
      },
    ],
  })

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

async function openPlace(page: Page, place: string): Promise<void> {
  await page.evaluate((address) => {
    ;(globalThis as unknown as { location: { hash: string } }).location.hash = address
  }, `#/${place}`)
}

describe.each(doors)('in the %s, closed and opened again', (door) => {
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
        await openPlace(page, `batch/${batch}`)
        await page.getByRole('heading', { level: 1, name: 'products' }).waitFor()
        await expect
          .poll(async () => (await askPage(page, 'batch.show', { batch })).status, patience)
          .toBe('paused')
      })
      await throughDoor(door, folder, async ({ page, complaints }) => {
        const before = await askPage(page, 'batch.show', { batch })
        expect(before.status).toBe('paused')
        expect(before.counts.done).toBeGreaterThan(0)
        await openPlace(page, `batch/${batch}`)
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
})

describe.each(doors)('in the %s', (door) => {
  // One start serves all of them: a start takes as long as what is tested.
  let folder: string
  let open: Awaited<ReturnType<typeof keepOpen>>
  const begin = async () => {
    folder = mkdtempSync(join(tmpdir(), 'reelmill-journeys-'))
    open = await keepOpen(door, folder)
  }
  const end = async () => {
    await open?.close()
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  }
  beforeAll(begin)
  afterAll(end)
  beforeEach(() => {
    onTestFailed(async () => {
      await open.studio.page
        .screenshot({ path: join(projectRoot, 'test-results', 'at-the-failure.png') })
        .catch(() => {})
      // What it left would be in the way of its second try, and of the tests after it.
      await end().catch(() => {})
      await begin()
    })
  })

  test('the first start offers the sample; its videos are made, stand on the wall, and play', async () => {
    const { page, complaints } = open.studio
    await page.getByRole('heading', { level: 1, name: 'Turn a table into videos' }).waitFor()
    await page.getByRole('button', { name: 'Render six sample videos' }).click()
    await page.getByRole('heading', { level: 1, name: 'products' }).waitFor({ timeout: 60_000 })
    const { batches } = await askPage(page, 'batch.list', {})
    const { id: batch, outputFolder } = batches[0]!
    try {
      await expect
        .poll(async () => (await askPage(page, 'batch.show', { batch })).counts.done, { timeout: 240_000 })
        .toBeGreaterThan(0)
      await openPlace(page, `results/${batch}`)
      const wall = page.getByRole('listbox').first()
      await wall.getByRole('option').first().waitFor(patience)
      await wall.focus()
      await page.keyboard.press('Enter')
      const video = page.locator('video').first()
      await expect
        .poll(() => video.evaluate((player: HTMLVideoElement) => player.readyState), patience)
        .toBeGreaterThan(1)
      expect(await video.evaluate((player: HTMLVideoElement) => player.duration)).toBeGreaterThan(5)
      expect(complaints).toEqual([])
    } finally {
      // The others are made like the first one.
      await askPage(page, 'queue.cancel', { targets: [{ what: 'batch', batch }] })
      await ended(page, batch)
      rmSync(outputFolder, { recursive: true, force: true })
    }
  })

  test('an own table is chosen, its bad row mended in place, and every row becomes a video', async () => {
    const { page, at, choose, complaints } = open.studio
    const table = await writeTable(at('own'))
    const before = readFileSync(table, 'utf8')
    await openPlace(page, 'new-batch')
    await choose('file', table, page.getByRole('button', { name: 'Choose a file' }))
    const grid = page.getByRole('grid', { name: 'Records of the table' })
    await grid.waitFor()
    await choose('folder', writeCard(at('card')), page.getByRole('button', { name: 'Another folder' }))
    await page.getByText(/= 2 videos/).waitFor()
    await grid.getByRole('gridcell', { name: 'call us' }).click()
    await page.getByText('is not an amount of money').waitFor()
    await grid.press('Enter')
    await page.keyboard.press('ControlOrMeta+A')
    await page.keyboard.type('19,90')
    await page.keyboard.press('Enter')
    await page.getByText(/= 3 videos/).waitFor()
    const output = page.getByRole('group', { name: 'Output folder' }).getByRole('button')
    await choose('output', at('own-videos'), output)
    await page.getByRole('button', { name: 'Start rendering' }).click()
    await expect.poll(() => page.url(), patience).toContain('#/batch/')
    const batch = decodeURIComponent(page.url().split('#/batch/')[1]!)
    const { counts, outputFolder } = await ended(page, batch)
    expect(counts).toMatchObject({ done: 3, failed: 0, rejectedRows: 0 })
    expect(outputFolder).toBe(at('own-videos'))
    expect(readFileSync(at('own-videos', 'manifest.csv'), 'utf8')).toContain('done')
    // What was mended goes with the batch; the table stays as it was.
    expect(readFileSync(table, 'utf8')).toBe(before)
    expect(complaints).toEqual([])
  })

  test('a template is changed, its picture differs, undone it is the same again; the change is published', async () => {
    const { page, at, complaints } = open.studio
    await openPlace(page, `editor/${encodeURIComponent(writeCard(at('changed'), 'changed-card'))}`)
    const still = page.locator('.editor-still:not([data-waiting])')
    const exact = () => expect.poll(() => page.locator('.editor-drawing').innerText(), patience).toBe('Exact')
    /** The frame as it is drawn on the screen, once it is the engine's own. */
    const drawn = async (other?: string | null) => {
      if (other !== undefined) await expect.poll(() => still.getAttribute('src'), patience).not.toBe(other)
      await exact()
      const src = await still.getAttribute('src')
      return { src, pixels: (await still.screenshot({ animations: 'disabled' })).toString('base64') }
    }
    await still.waitFor(patience)
    const first = await drawn()
    await page.getByRole('treeitem', { name: 'words' }).click()
    const size = page.getByLabel('Size', { exact: true })
    await expect.poll(() => size.inputValue(), patience).toBe('20')
    const plain = await drawn()
    await size.fill('48')
    await size.press('Enter')
    const larger = await drawn(first.src)
    expect(larger.pixels).not.toBe(plain.pixels)
    await page.getByRole('button', { name: 'Undo', exact: true }).click()
    await expect.poll(() => size.inputValue(), patience).toBe('20')
    const undone = await drawn(larger.src)
    expect(undone.pixels).toBe(plain.pixels)
    await page.getByRole('button', { name: 'Redo', exact: true }).click()
    await page.getByText(/, saved$/).waitFor(patience)
    await page.getByRole('button', { name: 'Publish…' }).click()
    await page.getByLabel('What changed').fill('Larger words')
    await page.getByRole('button', { name: 'Publish', exact: true }).click()
    await page.getByText('As in version 1.1.0').waitFor(patience)
    expect(complaints).toEqual([])
  })

  test('a video that failed is made with one click, once its reason is gone', async () => {
    const { page, at } = open.studio
    writeTemplate(at('template'))
    // Its first row is made; then it pauses, and the second one loses its picture.
    const batch = await start(open.studio, 'videos', { queue: { pilot: 1 } })
    await expect
      .poll(async () => (await askPage(page, 'batch.show', { batch })).status, patience)
      .toBe('paused')
    const picture = readFileSync(at('data', 'lamp.png'))
    writeFileSync(at('data', 'lamp.png'), 'no picture any more')
    await openPlace(page, `batch/${batch}`)
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
  })

  test('a batch that is made urgent overtakes the one that was there before', async () => {
    const { page, at } = open.studio
    writeTemplate(at('template'))
    await askPage(page, 'queue.pause', { targets: [{ what: 'all' }] })
    const first = await start(open.studio, 'first', { languages: ['en', 'de'], formats: ['wide', 'tall'] })
    const second = await start(open.studio, 'second')
    await openPlace(page, 'queue')
    const row = page.getByRole('listitem').filter({ has: page.locator(`[data-handle="${second}"]`) })
    await row.getByRole('button', { name: /^More about/ }).click()
    await page.getByRole('menuitemradio', { name: 'Urgent' }).click()
    await expect
      .poll(async () => (await askPage(page, 'queue.show', {})).entries[0]?.batch.id, patience)
      .toBe(second)
    await page.getByRole('button', { name: 'Go on with everything' }).first().click()
    const [one, two] = await Promise.all([first, second].map((batch) => ended(page, batch)))
    if (one?.status !== 'finished' || two?.status !== 'finished') throw new Error('not both were finished')
    expect(Date.parse(two.finishedAt)).toBeLessThan(Date.parse(one.finishedAt))
  })
})
