import { writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import type { ElectronApplication } from 'playwright'
import { describe, expect, test } from 'vitest'
import { withTempFolder } from '../helpers/temp-folder.ts'
import { askPage, askRaw, ended } from './ask.ts'
import { startProducts } from './busy-studio.ts'
import { loseTick } from './lost-ticks.ts'
import { withWindow } from './open-window.ts'

const withRefusals = (work: Parameters<typeof withWindow>[1]) =>
  withTempFolder((folder) => withWindow(folder, work))

describe('the page', () => {
  test('it has no way to Node or Electron: one global, and no script or address of others', () =>
    withRefusals(async ({ page, at }) => {
      const globals = await page.evaluate(() => ({
        node: ['require', 'process', 'module', 'Buffer', 'electron', '__dirname'].filter(
          (name) => name in globalThis,
        ),
        bridge: Object.keys((globalThis as unknown as { reelmill: object }).reelmill).sort(),
      }))
      expect(globals).toEqual({ node: [], bridge: ['ask', 'connect', 'mediaUrl', 'onWish', 'pathOf'] })

      const directives = ['connect-src', 'frame-src', 'img-src', 'script-src-attr', 'script-src-elem']
      const outcome = await page.evaluate(async (directives) => {
        const blocked: string[] = []
        addEventListener('securitypolicyviolation', (event) => blocked.push(event.effectiveDirective))
        const inline = document.createElement('script')
        inline.textContent = 'globalThis.ranInline = true'
        document.body.append(inline)
        const handler = document.createElement('img')
        handler.setAttribute('onerror', 'globalThis.ranHandler = true')
        handler.src = 'data:image/png;base64,AAAA'
        document.body.append(handler)
        // What asks this page may evaluate code until it has waited once.
        await new Promise((resolve) => setTimeout(resolve, 50))
        let evaluated = 'ran'
        try {
          new Function('globalThis.ranEval = true')()
        } catch {
          evaluated = 'refused'
        }
        const far = document.createElement('img')
        far.src = 'https://example.com/pixel.png'
        document.body.append(far)
        const fetched = await fetch('https://example.com/').then(
          () => 'answered',
          () => 'refused',
        )
        const frame = document.createElement('iframe')
        frame.src = 'https://example.com/'
        document.body.append(frame)
        // Each of them is told in its own time; that of eval may come before the last.
        for (let looks = 0; looks < 400 && !directives.every((one) => blocked.includes(one)); looks += 1)
          await new Promise((resolve) => setTimeout(resolve, 50))
        const ran = ['ranInline', 'ranHandler', 'ranEval'].filter((name) => name in globalThis)
        return { ran, evaluated, fetched, blocked: [...new Set(blocked)].sort() }
      }, directives)
      expect(outcome.ran).toEqual([])
      expect(outcome).toMatchObject({ evaluated: 'refused', fetched: 'refused' })
      expect(outcome.blocked).toEqual(expect.arrayContaining(directives))

      writeFileSync(at('note.html'), '<h1>elsewhere</h1>')
      for (const address of [pathToFileURL(at('note.html')).href, 'data:text/html,elsewhere']) {
        await page.evaluate((to) => {
          location.href = to
        }, address)
        await new Promise((resolve) => setTimeout(resolve, 200))
        expect(page.url()).toBe('reelmill://studio/index.html')
      }
      expect(await page.evaluate(() => window.open('https://example.com/') === null)).toBe(true)
      await page
        .evaluate(() => {
          location.href = 'about:blank'
        })
        .catch(() => {})
      await expect.poll(() => page.url()).toBe('reelmill://studio/index.html')
      await page.getByRole('heading', { level: 1 }).waitFor()
    }))

  test('files beside the page are not served, by whatever path they are asked for', () =>
    withRefusals(async ({ app }) => {
      const status = (address: string) =>
        app.evaluate(
          async ({ net }, to) => (await net.fetch(to).catch(() => ({ status: 0 }))).status,
          address,
        )
      expect(await status('reelmill://studio/index.html')).toBe(200)
      for (const path of [
        'studio/../preload/index.cjs',
        'studio/..%2fmain%2findex.js',
        'studio/assets/../../main/index.js',
        'studio/assets/..%5c..%5cmain%5cindex.js',
        'studio/package.json',
        'studio/assets/',
        'elsewhere/index.html',
      ])
        expect([path, await status(`reelmill://${path}`)]).toEqual([path, 404])
    }))
})

describe('questions', () => {
  test('a payload or a name that is wrong is refused with a typed error, and nothing happens', () =>
    withRefusals(async ({ page }) => {
      const codes: unknown[] = []
      for (const [name, payload] of [
        ['batch.start', { template: 'x' }],
        ['batch.list', { limit: 1e9 }],
        ['batch.show', { batch: 7 }],
        ['template.list', null],
        ['template.list', { extra: true }],
        ['desktop.reveal', { what: 'folder', path: '/etc' }],
        ['desktop.reveal', undefined],
        ['desktop.suggest-output', { data: '' }],
        ['constructor', {}],
        ['__proto__', {}],
        [null, {}],
        [{ toString: 1 }, {}],
      ]) {
        const reply = await askRaw(page, name, payload)
        codes.push(reply.ok ? ['answered', name] : reply.error.code)
      }
      expect(codes).toEqual([
        ...Array.from({ length: 8 }, () => 'request.invalid'),
        ...Array.from({ length: 4 }, () => 'command.unknown'),
      ])
      expect(await askPage(page, 'batch.list', {})).toEqual({ batches: [], next: null })
    }))

  test('a foreign page is refused, although it has the same preload', () =>
    withRefusals(async ({ app, page }) => {
      const replies = await app.evaluate(async ({ BrowserWindow, app }) => {
        const preload = `${app.getAppPath()}/out/preload/index.cjs`
        const said: unknown[] = []
        for (const address of ['data:text/html,foreign', 'reelmill://studio/index.html']) {
          const other = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } })
          await other.loadURL(address)
          said.push(
            await other.webContents.executeJavaScript(`
              new Promise((resolve) => {
                const heard = []
                reelmill.connect((told) => heard.push(told))
                reelmill.ask('template.list', {}).then((reply) =>
                  setTimeout(() => resolve({ code: reply.error?.code, heard: heard.length }), 300))
              })`),
          )
          other.destroy()
        }
        return said
      })
      // Also our own page's address gives no right, in a window that is not the studio's.
      expect(replies).toEqual([
        { code: 'sender.refused', heard: 0 },
        { code: 'sender.refused', heard: 0 },
      ])
      expect((await askRaw(page, 'template.list', {})).ok).toBe(true)
    }))
})

describe('media', () => {
  const request = (app: ElectronApplication, address: string, range?: string) =>
    app.evaluate(
      async ({ net }, [to, range]) => {
        try {
          const response = await net.fetch(to!, range === undefined ? {} : { headers: { range } })
          const body = Buffer.from(await response.arrayBuffer())
          return {
            status: response.status,
            type: response.headers.get('content-type'),
            range: response.headers.get('content-range'),
            length: body.length,
            start: body.subarray(0, 12).toString('latin1'),
          }
        } catch {
          return { status: 0, type: null, range: null, length: 0, start: '' }
        }
      },
      [address, range] as const,
    )

  test('only finished videos of the studio are served, in ranges, and no other file by any address', () =>
    withRefusals(async ({ app, page, at }) => {
      const batch = await startProducts({ page, at })
      expect((await ended(page, batch)).counts).toMatchObject({ done: 2, rejectedRows: 1 })
      const { jobs } = await askPage(page, 'batch.jobs', { batch })
      const [job] = jobs
      if (job?.status !== 'done') throw new Error('the first job is not done')
      const { bytes } = job.output
      const address = `reelmill-media://studio/job/${job.id}`

      const whole = await request(app, address)
      expect(whole).toMatchObject({ status: 200, type: 'video/mp4', length: bytes })
      expect(whole.start.slice(4, 8)).toBe('ftyp')
      expect(await request(app, address, 'bytes=4-7')).toMatchObject({
        status: 206,
        range: `bytes 4-7/${bytes}`,
        length: 4,
        start: 'ftyp',
      })
      expect(await request(app, address, `bytes=${bytes - 3}-`)).toMatchObject({ status: 206, length: 3 })
      expect(await request(app, address, 'bytes=-5')).toMatchObject({ status: 206, length: 5 })
      expect(await request(app, address, `bytes=${bytes}-`)).toMatchObject({
        status: 416,
        range: `bytes */${bytes}`,
      })

      for (const wrong of [
        'reelmill-media://studio/job/999999',
        'reelmill-media://studio/job/0',
        'reelmill-media://studio/job/-1',
        'reelmill-media://studio/job/1e0',
        `reelmill-media://studio/job/${job.id}/../../studio/reelmill.db`,
        'reelmill-media://studio/job/..%2f..%2fetc%2fpasswd',
        `reelmill-media://studio/job/${job.id}?path=/etc/passwd`,
        `reelmill-media://other/${job.id}`,
        `reelmill-media://${at('data', 'mug.png')}`,
        'reelmill-media://studio/job/',
      ]) {
        const { status, type } = await request(app, wrong)
        expect([wrong, status === 404 || status === 0, type?.startsWith('video') ?? false]).toEqual([
          wrong,
          true,
          false,
        ])
      }
    }))

  test('an answer comes although a question from outside left a tick of the app lying', () =>
    withRefusals(async ({ app }) => {
      const hasRun = await loseTick(app)
      await expect.poll(hasRun, { timeout: 30_000 }).toBe(true)
      expect(await request(app, 'reelmill://studio/index.html')).toMatchObject({ status: 200 })
    }))

  test('the file manager is shown what the studio knows, and nothing that a page names', () =>
    withRefusals(async ({ app, page, at }) => {
      await app.evaluate(({ shell }) => {
        const opened: string[] = []
        Object.assign(globalThis, { opened })
        shell.openPath = async (path) => {
          opened.push(path)
          return ''
        }
        shell.showItemInFolder = (path) => {
          opened.push(path)
        }
      })
      const batch = await startProducts({ page, at }, { rows: '1-2' })
      await ended(page, batch)
      const { jobs } = await askPage(page, 'batch.jobs', { batch })
      for (const what of ['folder', 'manifest', 'rejected'] as const)
        await askPage(page, 'desktop.reveal', { what, batch })
      await askPage(page, 'desktop.reveal', { what: 'video', job: jobs[0]!.id })
      const refused = [
        await askRaw(page, 'desktop.reveal', { what: 'folder', batch: '/etc' }),
        await askRaw(page, 'desktop.reveal', { what: 'video', job: 424242 }),
      ]
      expect(refused.map((reply) => reply.ok)).toEqual([false, false])
      expect(await app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened)).toEqual([
        at('videos'),
        at('videos', 'manifest.json'),
        at('videos', 'rejected.csv'),
        at('videos', jobs[0]!.path),
      ])
    }))
})
