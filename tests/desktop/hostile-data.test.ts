import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { withTempFolder } from '../helpers/temp-folder.ts'
import { writeZip } from '../outside/archives/zips.ts'
import { askPage, askRaw, ended } from './ask.ts'
import { type OpenWindow, withWindow, writeTable, writeTemplate } from './open-window.ts'

const picture = '<img src=x onerror="globalThis.ran = 1">'
const script = '<script>globalThis.ran = 2</script>'
const link = '<a href="javascript:globalThis.ran=3">free mug</a>'

/** What of a hostile text has become more than text. */
const alive = (page: Page) =>
  page.evaluate(() => ({
    ran: (globalThis as { ran?: number }).ran ?? null,
    elements: [
      ...document.querySelectorAll(
        'img[src="x"], script:not([src]), a[href^="javascript"], [onerror], [onclick]',
      ),
    ].map(({ outerHTML }) => outerHTML),
  }))
const nothing = { ran: null, elements: [] }

const goTo = (page: Page, address: string) =>
  page.evaluate((to) => {
    location.hash = to
  }, address)

/** As the menu opens a table. */
const openTable = ({ app }: OpenWindow, path: string) =>
  app.evaluate(({ BrowserWindow }, path) => {
    BrowserWindow.getAllWindows()[0]?.webContents.send('reelmill:wishes', { wish: 'table', path })
  }, path)

test('script in a cell and HTML in a template are shown as they are written, on every page', () =>
  withTempFolder((folder) =>
    withWindow(folder, async (window) => {
      const { page, at, complaints } = window
      const template = writeTemplate(at('template'), {
        title: `Card ${script}`,
        description: link,
        variables: {
          name: { type: 'text', title: `Name ${picture}`, maxLength: 80 },
          price: { type: 'money', title: 'Price', currency: 'EUR' },
          image: { type: 'image', title: 'Picture' },
        },
      })
      const table = await writeTable(at('data'))
      writeFileSync(
        table,
        [
          `sku,Name ${picture},Price,Picture,${script}`,
          `MUG-1,"${script}","12,50 €",mug.png,4`,
          `"${picture.replaceAll('"', '""')}",Lamp,call us,lamp.png,9`,
          '',
        ]
          .join('\n')
          .replace(`Name ${picture}`, `"Name ${picture.replaceAll('"', '""')}"`),
      )
      const { name } = await askPage(page, 'template.import', { path: template })
      await openTable(window, table)
      await page.getByText(script).first().waitFor()
      expect(await alive(page)).toEqual(nothing)

      const { batch } = await askPage(page, 'batch.start', {
        template: name,
        data: table,
        map: { name: `Name ${picture}`, image: 'Picture', price: 'Price' },
        languages: ['en'],
        formats: ['wide'],
        out: at('videos'),
      })
      expect((await ended(page, batch)).counts).toMatchObject({ done: 1, rejectedRows: 1 })
      const { jobs } = await askPage(page, 'batch.jobs', { batch })
      for (const [place, shown] of [
        ['#/templates', `Card ${script}`],
        [`#/batch/${batch}`, null],
        [`#/job/${batch}/${jobs[0]!.id}`, null],
        [`#/results/${batch}`, null],
        ['#/history', null],
        [`#/editor/${name}`, null],
        ['#/home', null],
      ] as const) {
        await goTo(page, place)
        await page.getByRole('heading', { level: 1 }).first().waitFor()
        if (shown !== null) await page.getByText(shown).first().waitFor()
        await page.waitForTimeout(300)
        expect([place, await alive(page)]).toEqual([place, nothing])
      }
      expect(complaints.filter((line) => /Content Security Policy/i.test(line))).toEqual([])
    }),
  ))

test('a zip with ../ in its names is refused as a template, and writes nothing anywhere', () =>
  withTempFolder((folder) =>
    withWindow(folder, async ({ page, at }) => {
      mkdirSync(at('given'))
      const source = at('given', 'evil.zip')
      const before = (await askPage(page, 'template.list', {})).map(({ name }) => name)
      for (const climbing of [
        '../evil.txt',
        'card/../../evil.txt',
        '/evil.txt',
        '..\\evil.txt',
        'C:\\evil.txt',
      ]) {
        writeZip(source, [
          { name: 'card/template.json', bytes: '{}' },
          { name: climbing, bytes: 'evil' },
        ])
        const reply = await askRaw(page, 'template.import', { path: source })
        expect([climbing, reply.ok ? 'imported' : reply.error.code]).toEqual([climbing, 'archive.unsafe'])
      }
      expect((await askPage(page, 'template.list', {})).map(({ name }) => name)).toEqual(before)
      const written = [folder, dirname(folder), at('studio')].flatMap((place) =>
        readdirSync(place, { recursive: place === at('studio') }).filter((name) =>
          String(name).includes('evil'),
        ),
      )
      expect(written).toEqual([])
    }),
  ))

test('settings, lists and the window\u2019s place that were spoilt by hand cost nothing but themselves', () =>
  withTempFolder(async (folder) => {
    const studio = join(folder, 'studio')
    mkdirSync(join(studio, 'window'), { recursive: true })
    const write = (name: string, what: unknown) =>
      writeFileSync(join(studio, name), typeof what === 'string' ? what : JSON.stringify(what))
    write('settings.json', {
      theme: 'dark',
      language: 'tlh',
      keys: { ['__proto__']: ['x'], palette: 'mod+K', queue: [7] },
      notifications: 'yes',
      assetRoots: ['', 4, '/etc/shadow'],
      constructor: { prototype: 1 },
    })
    const table = await writeTable(join(folder, 'data'))
    const usedAt = '2026-01-01T00:00:00.000Z'
    const endless = Array.from({ length: 50_000 }, (_, index) => ({ path: `/nowhere/${index}`, usedAt }))
    write('recent.json', {
      tables: [{ path: table, usedAt }, { path: 7 }, null, ...endless],
      folders: 'none',
    })
    write('window/window.json', { x: 0.4, y: -1e300, width: 1_000.7, height: 19_999.2, maximized: 'no' })
    write('window/studio.json', '{"folder":')
    await withWindow(folder, async ({ app, page, complaints }) => {
      expect(await askPage(page, 'settings.show', {})).toEqual({
        theme: 'dark',
        language: 'system',
        keys: {},
        notifications: true,
        worksOnWhenClosed: true,
        assetRoots: [],
        reviewer: '',
        reviewers: [],
      })
      const { tables, folders } = await askPage(page, 'desktop.recent', {})
      expect([tables.map(({ path }) => path), folders]).toEqual([[table], []])
      const size = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getSize())
      expect(size![0]).toBeGreaterThanOrEqual(800)
      expect(size![1]).toBeLessThanOrEqual(5_000)
      await goTo(page, '#/settings')
      await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor()
      expect(complaints).toEqual([])
    })
  }))
