import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { type Browser, chromium, type Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { browserForTests } from '../helpers/browser.ts'
import { atFullSpeed } from '../helpers/full-speed.ts'
import { knownFfmpeg } from '../helpers/known-ffmpeg.ts'
import { projectRoot } from '../helpers/project-root.ts'
import { withTempFolder } from '../helpers/temp-folder.ts'
import { askPage, askRaw, ended } from './ask.ts'
import { faultsOf } from './faults.ts'
import { writeTable, writeTemplate } from './open-window.ts'

let browser: Browser
beforeAll(async () => {
  browser = await chromium.launch(browserForTests())
})
afterAll(() => browser.close())

type Serving = { address: string; port: number; child: ChildProcess }

/** A port that nobody uses: the usual one is taken by other tests that run beside these. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** Starts `reelmill serve` and waits for its address. */
async function startServing(folder: string, port: number): Promise<Serving> {
  atFullSpeed(join(folder, 'studio'))
  knownFfmpeg(join(folder, 'studio'))
  const words = ['serve', '--json', '--studio', join(folder, 'studio'), '--port', String(port)]
  const child = spawn(
    process.execPath,
    [join(projectRoot, 'src-main', 'headless', 'reelmill.mjs'), ...words],
    { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] },
  )
  for await (const line of createInterface(child.stdout!)) {
    const said = JSON.parse(line) as { event: string; address: string; port: number }
    if (said.event === 'serving') return { ...said, child }
  }
  throw new Error('serve ended before it served')
}

async function endServing({ child }: Serving): Promise<number | null> {
  if (child.exitCode !== null) return child.exitCode
  const gone = once(child, 'exit')
  child.kill('SIGINT')
  const [status] = await gone
  return status as number | null
}

async function withServed(
  folder: string,
  work: (served: {
    serving: Serving
    page: Page
    at(...parts: string[]): string
    complaints: string[]
  }) => Promise<void>,
) {
  const serving = await startServing(folder, await freePort())
  const context = await browser.newContext({ reducedMotion: 'reduce' })
  const complaints: string[] = []
  try {
    const page = await context.newPage()
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
    })
    await page.goto(serving.address)
    await page.getByRole('navigation', { name: 'Studio' }).waitFor()
    await work({ serving, page, complaints, at: (...parts) => join(folder, ...parts) })
  } finally {
    await context.close()
    await endServing(serving)
  }
}

test('in a browser a table that is chosen there is uploaded, rendered, and its video played; Ctrl+C ends it', () =>
  withTempFolder((folder) =>
    withServed(folder, async ({ serving, page, at, complaints }) => {
      await theWordIsKeptOut(page, serving)
      const table = await writeTable(at('data'))

      // The page asks for a dialog; the browser opens its own.
      const chooser = page.waitForEvent('filechooser')
      const choosing = askPage(page, 'desktop.choose-table', {})
      await (await chooser).setFiles(table)
      const path = await choosing
      expect(path).toMatch(new RegExp(`^${at('studio', 'uploads')}/[a-z0-9-]+/products\\.csv$`))
      const folders = page.waitForEvent('filechooser')
      const taking = askPage(page, 'desktop.choose-template', {})
      await (await folders).setFiles(writeTemplate(at('shelf')))
      const uploaded = await taking
      expect(uploaded).toMatch(new RegExp(`^${at('studio', 'uploads')}/[a-z0-9-]+/shelf$`))
      expect((await askPage(page, 'template.show', { template: uploaded! })).title).toBe('Shelf card')

      const out = await askPage(page, 'desktop.suggest-output', { data: path! })
      expect(out).toMatch(/Reelmill.products( \d+)?$/)
      const typing = askPage(page, 'desktop.choose-output', { near: out })
      const field = page.getByRole('dialog').getByRole('textbox')
      await field.fill(at('videos'))
      expect(await faultsOf(page)).toEqual([])
      await field.press('Enter')
      expect(await typing).toBe(at('videos'))

      // Where a file would be replaced, a browser asks once, as the window's dialog does.
      const saving = askPage(page, 'desktop.choose-save', { suggested: 'frame.png' })
      const saved = page.getByRole('dialog').getByRole('textbox')
      await saved.fill(table)
      await saved.press('Enter')
      await page.getByRole('dialog').getByText('There is a file of this name already.').waitFor()
      expect(await faultsOf(page)).toEqual([])
      await saved.fill(at('frame.png'))
      await page.getByRole('button', { name: 'Use it' }).click()
      expect(await saving).toBe(at('frame.png'))

      const { batch } = await askPage(page, 'batch.start', {
        template: uploaded!,
        data: path!,
        map: { image: 'Picture' },
        roots: [at('data')],
        languages: ['en'],
        formats: ['wide'],
        out: at('videos'),
      })
      expect((await ended(page, batch)).counts).toMatchObject({ done: 2, rejectedRows: 1 })
      const { jobs } = await askPage(page, 'batch.jobs', { batch })
      const job = jobs.find(({ status }) => status === 'done')!
      const seconds = await page.evaluate(async (job) => {
        const video = document.createElement('video')
        const { reelmill } = globalThis as unknown as { reelmill: { mediaUrl(address: string): string } }
        video.src = reelmill.mediaUrl(`job/${job}`)
        await new Promise((done, fail) => {
          video.onloadeddata = done
          video.onerror = () => fail(video.error)
        })
        return video.duration
      }, job.id)
      expect(seconds).toBeCloseTo(2, 1)
      expect(await askRaw(page, 'desktop.reveal', { what: 'folder', batch })).toMatchObject({
        ok: false,
        error: { code: 'door.browser', message: expect.stringContaining(at('videos')) },
      })
      expect(complaints).toEqual([])
      expect(await endServing(serving)).toBe(0)
    }),
  ))

/** What the page would give a player of a video. */
const mediaUrlOf = (page: Page): Promise<string> =>
  page.evaluate(() =>
    (globalThis as unknown as { reelmill: { mediaUrl(address: string): string } }).reelmill.mediaUrl('job/1'),
  )

/** Attacks: a cookie that goes to other ports, a word in the history, in `Referer`, in what others store. */
async function theWordIsKeptOut(page: Page, { address }: Serving): Promise<void> {
  const word = new URL(address).hash.slice('#word='.length)
  expect(word).toMatch(/^[\w-]{43}$/)
  const seen = await page.evaluate(() => ({
    cookie: document.cookie,
    address: location.href,
    referrer: document.referrer,
    stored: JSON.stringify(localStorage),
    history: history.length,
    loaded: performance.getEntriesByType('resource').map(({ name }) => name),
  }))
  expect(await page.context().cookies()).toEqual([])
  expect(seen.cookie).toBe('')
  expect(JSON.stringify(seen)).not.toContain(word)
  expect(seen.loaded.length).toBeGreaterThan(0)
  // Going back leads out of the studio, not to the address with the word.
  expect(seen.history).toBeLessThanOrEqual(2)
  // The tab is still let in when it is loaded again, also by the address without the word.
  await page.reload()
  await page.getByRole('navigation', { name: 'Studio' }).waitFor()
  expect(page.url()).not.toContain('word')
}

test('a draft that is changed right before the tab is loaded anew is kept, however large it is', () =>
  withTempFolder((folder) =>
    withServed(folder, async ({ page, at }) => {
      // More than a browser sends on behalf of a page that is gone.
      const template = writeTemplate(at('shelf'), { description: 'A card. '.repeat(10_000) })
      await page.evaluate(
        (address) => {
          window.location.hash = address
        },
        `#/editor/${encodeURIComponent(template)}`,
      )
      const size = page.getByLabel('Size', { exact: true })
      const words = page.getByRole('treeitem', { name: 'words' })
      await words.click({ timeout: 30_000 })
      await expect.poll(() => size.inputValue()).toBe('20')
      for (let step = 0; step < 6; step += 1) await size.press('ArrowUp')
      await page.reload()
      await words.click({ timeout: 30_000 })
      await expect.poll(() => size.inputValue(), { timeout: 30_000 }).toBe('26')
      // Once it is told, nothing of it stays in the browser.
      const kept = () => page.evaluate(() => JSON.stringify(localStorage))
      await expect.poll(kept, { timeout: 30_000 }).toBe('{}')
      await page.reload()
      await words.click({ timeout: 30_000 })
      await expect.poll(() => size.inputValue(), { timeout: 30_000 }).toBe('26')
    }),
  ))

test('a page whose studio is gone says so, and takes a new one only by its new address', () =>
  withTempFolder((folder) =>
    withServed(folder, async ({ serving, page }) => {
      await endServing(serving)
      await page.getByText('The connection to the studio was lost').waitFor()
      const next = await startServing(folder, serving.port)
      try {
        await page.getByText('The studio was started anew').first().waitFor({ timeout: 30_000 })
        await page.reload()
        await page.getByRole('heading', { level: 1, name: 'This address is of an earlier start' }).waitFor()
        // The new address differs in what stands behind # alone: browsers do not load the page again for that.
        await page.goto(next.address)
        await page.getByRole('navigation', { name: 'Studio' }).waitFor()
        expect((await askPage(page, 'batch.list', {})).batches).toEqual([])
        expect(page.url()).not.toContain('word')

        // A new tab knows nothing of it, and says where the address is to be found.
        const tab = await page.context().newPage()
        await tab.goto(new URL('/#/queue', next.address).href)
        await tab.getByRole('heading', { level: 1, name: 'This tab is not let in yet' }).waitFor()
        expect(await askRaw(tab, 'batch.list', {})).toMatchObject({
          ok: false,
          error: { code: 'door.no-word', whatToDo: expect.stringContaining('terminal') },
        })
        expect(await faultsOf(tab)).toEqual([])
        const field = tab.getByRole('textbox', { name: 'Address of the studio' })
        await field.fill('http://127.0.0.1:7420/')
        await field.press('Enter')
        await tab.getByText('That is not the whole address').waitFor()
        await field.fill(`  ${next.address} `)
        await field.press('Enter')
        await tab.getByRole('navigation', { name: 'Studio' }).waitFor()
        expect(tab.url()).not.toContain('word')
      } finally {
        await endServing(next)
      }
    }),
  ))

test('pages of other sites in the same browser reach nothing: no question, no news, no picture, no frame', () =>
  withTempFolder((folder) =>
    withServed(folder, async ({ serving, page }) => {
      // Another port of this machine is another origin, but the same site: a cookie would go along.
      const sent: string[] = []
      const evil = createServer((request, response) => {
        sent.push(JSON.stringify([request.url, request.rawHeaders]))
        response.setHeader('content-type', 'text/html')
        response.end('<!doctype html><title>evil</title>')
      }).listen(0, '127.0.0.1')
      await once(evil, 'listening')
      try {
        const tab = await page.context().newPage()
        const word = new URL(serving.address).hash.slice('#word='.length)
        const pass = /media\/([^/]+)\//.exec(await mediaUrlOf(page))?.[1] ?? ''
        expect(pass).not.toBe('')
        // Visited by a link from here, a local server hears of no word: in no cookie, no Referer, no address.
        const elsewhere = `http://127.0.0.1:${(evil.address() as AddressInfo).port}/`
        const visitor = await page.context().newPage()
        await visitor.goto(serving.address)
        await visitor.getByRole('navigation', { name: 'Studio' }).waitFor()
        await visitor.evaluate((to) => {
          location.href = to
        }, elsewhere)
        await visitor.waitForURL(elsewhere)
        await visitor.close()
        await tab.goto(elsewhere)
        expect(sent.length).toBeGreaterThan(0)
        expect(sent.filter((each) => each.includes(word) || each.includes(pass))).toEqual([])
        expect(sent.filter((each) => /cookie/i.test(each) || each.includes(`:${serving.port}`))).toEqual([])
        const seen = await tab.evaluate(
          async ([own, word, pass]) => {
            const withWord = await fetch(`${own}/ask`, {
              method: 'POST',
              body: '{"name":"batch.list","payload":{}}',
              headers: { 'content-type': 'application/json', authorization: `Bearer ${word}` },
            }).then(
              () => 'answered',
              () => 'refused',
            )
            const heardWithWord = await new Promise((done) => {
              const socket = new WebSocket(`${own!.replace('http', 'ws')}/events`, [
                'reelmill',
                `reelmill.word.${word}`,
              ])
              socket.onmessage = () => done('heard')
              socket.onerror = () => done('refused')
            })
            const framed = await fetch(`${own}/media/${pass}/job/1`, { mode: 'no-cors' }).then(
              ({ type }) => type,
              () => 'refused',
            )
            const body = JSON.stringify({ name: 'settings.set', payload: { theme: 'dark' } })
            const ask = (how: RequestInit) =>
              fetch(`${own}/ask`, { method: 'POST', body, credentials: 'include', ...how }).then(
                ({ status, type }) => `${type} ${status}`,
                () => 'refused',
              )
            const plain = await ask({ mode: 'no-cors' })
            const json = await ask({ headers: { 'content-type': 'application/json' } })
            const read = await fetch(own!, { credentials: 'include' }).then(
              () => 'read',
              () => 'refused',
            )
            const heard = await new Promise((done) => {
              const socket = new WebSocket(`${own!.replace('http', 'ws')}/events`)
              socket.onmessage = () => done('heard')
              socket.onerror = () => done('refused')
            })
            const picture = await new Promise((done) => {
              const image = document.createElement('img')
              image.onload = () => done('shown')
              image.onerror = () => done('refused')
              image.src = `${own}/assets/browser-bridge.js`
              document.body.append(image)
            })
            const script = await new Promise((done) => {
              const element = document.createElement('script')
              element.type = 'module'
              element.onload = () => done('ran')
              element.onerror = () => done('refused')
              element.src = `${own}/assets/browser-bridge.js`
              document.body.append(element)
            })
            const form = document.createElement('form')
            form.method = 'post'
            form.action = `${own}/ask`
            form.enctype = 'text/plain'
            form.target = 'sink'
            const field = document.createElement('input')
            field.name = body
            form.append(field)
            const frame = document.createElement('iframe')
            frame.name = 'sink'
            document.body.append(frame, form)
            form.submit()
            await new Promise((done) => setTimeout(done, 300))
            return { plain, json, read, heard, picture, script, withWord, heardWithWord, framed }
          },
          [`http://127.0.0.1:${serving.port}`, word, pass],
        )
        // What a page may not read is answered opaquely; what matters is that nothing happened.
        expect(seen).toEqual({
          plain: expect.stringMatching(/^(opaque 0|refused)$/),
          json: 'refused',
          read: 'refused',
          heard: 'refused',
          picture: 'refused',
          script: 'refused',
          // Not even with a word that leaked.
          withWord: 'refused',
          heardWithWord: 'refused',
          framed: 'refused',
        })
        expect((await askPage(page, 'settings.show', {})).theme).toBe('system')

        // DNS rebinding: a name of somebody else that leads to this machine.
        const rebound = await chromium.launch({
          ...browserForTests(),
          args: [
            ...browserForTests().args,
            '--host-resolver-rules=MAP evil.example 127.0.0.1',
            '--no-proxy-server',
          ],
        })
        try {
          const stranger = await rebound.newPage()
          const { hash } = new URL(serving.address)
          const answer = await stranger.goto(`http://evil.example:${serving.port}/${hash}`)
          expect(answer?.status()).toBe(403)
          expect(await stranger.context().cookies()).toEqual([])
        } finally {
          await rebound.close()
        }
      } finally {
        evil.close()
      }
    }),
  ))
