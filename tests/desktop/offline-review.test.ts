import { readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { unpackZip } from '../../src-main/outside/archives/unpack-zip.ts'
import type { ExportAnswer, ImportAnswer } from '../../src-shared/contract/review-packages.ts'
import type { DecisionsFile } from '../../src-shared/review/package.ts'
import { browserForTests } from '../helpers/browser.ts'
import { type OpenStudio, withOpenStudio } from '../whole-studio/open-studio.ts'
import { goodRow, heading, withSmallStudio } from '../whole-studio/small-studio.ts'
import { faultsOf } from './faults.ts'

let browser: Browser
beforeAll(async () => {
  browser = await chromium.launch(browserForTests())
})
afterAll(() => browser.close())

const hostileKey = '<img src=x onerror=window.hacked=1>'
const rightToLeft = 'مرحبا‮exe.'
const longName = 'x'.repeat(120)
const hostileWords = '</script><script>window.hacked=1</script> \u2028<!-- "'

type Review = {
  at(...parts: string[]): string
  api: OpenStudio['api']
  exported: ExportAnswer
  states(): Promise<string[]>
  bring(files: string[], how?: { dry?: boolean }): Promise<ImportAnswer>
}

/** A small batch with three videos whose rows are hostile, packed as a folder and as a ZIP. */
const withPackage = (work: (review: Review) => Promise<void>) =>
  withSmallStudio((studio) =>
    withOpenStudio(studio.at('studio'), async ({ api, render }) => {
      const rows = [hostileKey, rightToLeft, longName].map((key) => goodRow(key, { name: 'Thing' }))
      await render({
        template: studio.at('template'),
        data: studio.table('shop.csv', [heading, ...rows]),
        out: studio.at('out'),
        formats: ['wide'],
        languages: ['en'],
        quality: 'draft',
        key: 'sku',
      })
      const items = async () => (await api.ask('review.items', { of: { batch: 'last' } })).items
      const [first] = await items()
      await api.ask('review.comment', {
        job: first!.job.id,
        reviewer: 'Ada',
        from: 3,
        to: 4,
        words: hostileWords,
      })
      const exported = await api.ask('review.export', {
        id: 'folder',
        of: { batch: 'last' },
        out: studio.at('package'),
        proxy: 180,
      })
      await work({
        at: studio.at,
        api,
        exported,
        states: async () => (await items()).map(({ state }) => state),
        bring: (files, how = {}) => api.ask('review.import', { files, again: false, ...how }),
      })
    }),
  )

/** The page of a package, from the disk, with no network at all; comes back with what it asked for and complained of. */
async function opened(context: BrowserContext, folder: string) {
  await context.setOffline(true)
  const asked: string[] = []
  const complaints: string[] = []
  await context.route(/^(?!file:|blob:)/, (route) => {
    asked.push(route.request().url())
    return route.abort()
  })
  const page = await context.newPage()
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  await page.goto(pathToFileURL(join(folder, 'index.html')).href)
  return { page, asked, complaints }
}

async function saved(page: Page, path: string): Promise<DecisionsFile> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('s')])
  expect(download.suggestedFilename()).toBe('decisions-Ben-Söhne.reelmill-review.json')
  await download.saveAs(path)
  return JSON.parse(readFileSync(path, 'utf8')) as DecisionsFile
}

const within = (page: Page, text: string) =>
  expect.poll(() => page.textContent('header'), { timeout: 30_000 }).toContain(text)

test('a package is reviewed by keyboard in a browser without a network, and its decisions come back', () =>
  withPackage(async ({ at, api, exported, states, bring }) => {
    expect(exported).toMatchObject({ videos: 3, leftOut: [] })

    // The ZIP holds the same.
    await api.ask('review.export', {
      id: 'zip',
      of: { batch: 'last' },
      out: at('package.zip'),
      proxy: 180,
    })
    await unpackZip(at('package.zip'), at('unpacked'), { files: 100, bytes: 1024 ** 3 })
    expect(readdirSync(at('unpacked', 'package', 'media'))).toEqual(readdirSync(at('package', 'media')))
    const html = readFileSync(at('package', 'index.html'), 'utf8')
    expect(html).not.toContain(at('out'))
    expect(html).not.toContain(at('studio'))

    const context = await browser.newContext({ locale: 'en', reducedMotion: 'reduce', colorScheme: 'dark' })
    const { page, asked, complaints } = await opened(context, at('package'))
    try {
      await page.keyboard.type('Ben & Söhne')
      await page.keyboard.press('Enter')
      await within(page, '0 of 3 decided')
      // Somebody's texts are texts.
      expect(await page.locator('.panel').textContent()).toContain(hostileKey)
      expect(await page.locator('.panel').textContent()).toContain(hostileWords)
      expect(await page.evaluate('window.hacked')).toBeUndefined()
      expect(await page.locator('.panel img, .panel script').count()).toBe(0)

      // The small copy plays, and steps by frames.
      await expect
        .poll(() => page.evaluate('document.querySelector("video").videoWidth'), { timeout: 30_000 })
        .toBe(320)
      await page.keyboard.press('ArrowRight')
      await expect.poll(() => page.textContent('.time')).toBe('00:00:01 / 00:00:24')
      await page.keyboard.press('n')
      await expect.poll(() => page.textContent('.time')).toBe('00:00:03 / 00:00:24')
      expect(await faultsOf(page)).toEqual([])

      await page.keyboard.press('a')
      await page.keyboard.press('r')
      await page.keyboard.press('1')
      await page.keyboard.press('Enter')
      await page.keyboard.press('f')
      await within(page, '3 of 3 decided, 1 rejected')
      await page.keyboard.press('c')
      await page.keyboard.type('The price is cut off.')
      await page.getByLabel('Which part of the picture?').selectOption('Middle')
      await page.keyboard.press('Control+Enter')
      await expect.poll(() => page.textContent('.panel')).toContain('The price is cut off.')
      await page.keyboard.press('Control+z')
      await expect.poll(() => page.textContent('.panel')).not.toContain('The price is cut off.')
      await page.keyboard.press('c')
      await page.keyboard.type('The price is cut off!')
      await page.keyboard.press('Control+Enter')
      await page.keyboard.press('g')
      await expect.poll(() => page.locator('.card').count()).toBe(3)
      expect(await faultsOf(page)).toEqual([])

      const file = await saved(page, at('ben.json'))
      expect(file.decisions.map(({ kind }) => kind)).toEqual(['approved', 'rejected', 'flagged'])
      expect(file.seen).toBe(file.package.digest)

      // What was said is kept, and a saved file is gone on with.
      await page.reload()
      await within(page, '3 of 3 decided, 1 rejected')
      await page.evaluate('localStorage.clear()')
      await page.reload()
      await page.setInputFiles('input[type=file]', at('ben.json'))
      await within(page, '3 of 3 decided, 1 rejected')
      expect(asked).toEqual([])
      expect(complaints).toEqual([])
    } finally {
      await context.close()
    }

    const dry = await bring([at('ben.json')], { dry: true })
    expect(dry.counts).toMatchObject({ taken: 4, known: 0, conflicts: 0 })
    expect(await states()).toEqual(['open', 'open', 'open'])
    expect((await bring([at('ben.json')])).counts).toMatchObject({ taken: 4, conflicts: 0 })
    expect(await states()).toEqual(['approved', 'rejected', 'flagged'])
    expect((await bring([at('ben.json')])).counts).toMatchObject({ taken: 0, known: 4 })

    // Another reviewer disagrees: both are kept, and the rule decides.
    const ben = JSON.parse(readFileSync(at('ben.json'), 'utf8')) as DecisionsFile
    const write = (name: string, changes: Partial<DecisionsFile>) => {
      writeFileSync(at(name), JSON.stringify({ ...ben, ...changes }))
      return at(name)
    }
    const decisions = ben.decisions.map((one) => ({
      ...one,
      kind: 'approved' as const,
      reason: null,
      scope: null,
    }))
    const cy = await bring([write('cy.json', { reviewer: 'Cy', decisions, comments: [] })])
    expect(cy.counts).toMatchObject({ taken: 3, conflicts: 1 })
    expect(cy.entries).toMatchObject([{ conflict: 'disagree', reviewer: 'Cy' }])
    expect(await states()).toEqual(['approved', 'rejected', 'flagged'])
    const { packages } = await api.ask('review.packages', { batch: 'last' })
    expect(packages.find((one) => one.package === exported.package)).toMatchObject({
      decisions: 6,
      reviewers: ['Ben & Söhne', 'Cy'],
    })

    // What was altered is refused, with the reason.
    const [one] = ben.decisions
    truncateSync(write('large.json', {}), 40 * 1024 ** 2)
    const strange = await bring([
      write('signed.json', { package: { ...ben.package, digest: '0'.repeat(64) } }),
      write('seen.json', { seen: '0'.repeat(64) }),
      write('form.json', { decisions: [{ ...one!, kind: 'perfect' as 'approved' }] }),
      at('large.json'),
      write('file.json', {
        reviewer: 'Di',
        comments: [],
        decisions: [
          { ...one!, sha256: '0'.repeat(64) },
          { ...one!, job: 999_999 },
        ],
      }),
    ])
    expect(strange.files.map(({ refused }) => refused?.code)).toEqual([
      'decisions.foreign',
      'decisions.altered',
      'decisions.malformed',
      'decisions.too-large',
      undefined,
    ])
    expect(strange.counts).toMatchObject({ taken: 0, refused: 2 })
    expect(await states()).toEqual(['approved', 'rejected', 'flagged'])
  }))
