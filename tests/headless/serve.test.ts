import { existsSync, mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { join, relative } from 'node:path'
import { Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { hostsOf, refuse } from '../../src-main/headless/serve/guard.ts'
import { openWebDoor, type Served, type WebDoor } from '../../src-main/headless/serve/web-door.ts'
import { createUploads, partsOf } from '../../src-main/page/uploads.ts'
import { withTempFolder } from '../helpers/temp-folder.ts'

const token = 'the-word'
const cookie = 'other=1; reelmill-7420=the-word'
const own = {
  method: 'POST',
  host: '127.0.0.1:7420',
  origin: 'http://127.0.0.1:7420',
  cookie,
  site: 'same-origin',
}
const asks = (more: Partial<typeof own> | Record<string, string | undefined>, changes = true) =>
  refuse({ ...own, ...more }, { port: 7420, token }, changes)?.status ?? 'let in'

describe('who may ask the door in a browser', () => {
  test.each([
    ['its own page', {}, 'let in'],
    ['its own page, called localhost', { host: 'localhost:7420', origin: 'http://localhost:7420' }, 'let in'],
    ['a program that has the word but is no page', { site: undefined }, 'let in'],
    [
      'DNS rebinding: a name of somebody else that leads here',
      { host: 'evil.example:7420', origin: 'http://evil.example:7420' },
      403,
    ],
    ['DNS rebinding with the right port in another name', { host: '127.0.0.1.evil.example:7420' }, 403],
    ['another port', { host: '127.0.0.1:80' }, 403],
    ['no host at all', { host: undefined }, 403],
    [
      'a cross-site request: a form or script of another page',
      { origin: 'https://evil.example', site: 'cross-site' },
      403,
    ],
    ['a page of another port of this machine', { origin: 'http://127.0.0.1:8000', site: 'same-site' }, 403],
    ['a page in a sandboxed frame', { origin: 'null' }, 403],
    ['the other name of this machine', { origin: 'http://localhost:7420' }, 403],
    ['a request that hides its origin', { origin: undefined }, 403],
    ['a browser that was not let in', { cookie: undefined }, 401],
    ['a guessed word', { cookie: 'reelmill-7420=the-worm' }, 401],
    ['a word that is too long', { cookie: `reelmill-7420=${'the-word'.repeat(9)}` }, 401],
    ['the cookie of another port', { cookie: 'reelmill-7421=the-word' }, 401],
  ])('%s', (_who, more, answer) => {
    expect(asks(more)).toBe(answer)
  })

  test('a picture that another site shows from here is refused, though it says no origin', () => {
    expect(asks({ origin: undefined, site: 'cross-site' }, false)).toBe(403)
    expect(asks({ origin: undefined, site: 'same-site' }, false)).toBe(403)
    expect(asks({ origin: undefined, site: 'none' }, false)).toBe('let in')
  })

  test('only this machine has names here', () => {
    expect(hostsOf(7420)).toEqual(['127.0.0.1:7420', 'localhost:7420'])
  })
})

type Answer = { status: number; headers: Record<string, unknown>; text: string }

const send = (
  port: number,
  path: string,
  {
    method = 'GET',
    headers = {},
    body,
  }: { method?: string; headers?: Record<string, string>; body?: string | Buffer } = {},
) =>
  new Promise<Answer>((done, fail) => {
    const asking = httpRequest(
      { host: '127.0.0.1', port, path, method, headers, agent: false },
      (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk) => chunks.push(chunk))
        response.on('end', () =>
          done({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text: Buffer.concat(chunks).toString('utf8'),
          }),
        )
      },
    )
    asking.on('error', fail)
    asking.end(body)
  })

/** A door over a studio that answers `media.file` with the same clip. */
async function withDoor(
  folder: string,
  work: (open: {
    door: WebDoor
    cookie: string
    headers: Record<string, string>
    asked: string[]
  }) => Promise<void>,
) {
  const page = join(folder, 'page')
  mkdirSync(join(page, 'assets'), { recursive: true })
  writeFileSync(
    join(page, 'index.html'),
    '<!doctype html><html><head><meta name="style-nonce" content="{{nonce}}"></head></html>',
  )
  writeFileSync(join(page, 'assets', 'browser-bridge.js'), '')
  writeFileSync(join(folder, 'clip.mp4'), '0123456789')
  writeFileSync(join(folder, 'secret.txt'), 'secret')
  const asked: string[] = []
  const api = {
    async ask(name: string, { address }: { address?: string }) {
      asked.push(name)
      if (address !== undefined && address !== 'job/1') throw new Error('There is nothing at this address.')
      if (address !== undefined) return { path: join(folder, 'clip.mp4'), mime: 'video/mp4' }
      return { batches: [], next: null, queue: null, farm: null, settings: null }
    },
  }
  const uploads = createUploads(join(folder, 'studio'))
  const door = await openWebDoor({ port: 0, page, uploads })
  door.show({ api, listen: () => () => {}, desktop: {} } as unknown as Served)
  try {
    const entered = await send(door.port, new URL(door.address).pathname + new URL(door.address).search)
    const cookie = String(entered.headers['set-cookie']).split(';')[0]!
    const headers = {
      cookie,
      origin: `http://127.0.0.1:${door.port}`,
      'content-type': 'application/json',
    }
    await work({ door, cookie, headers, asked })
  } finally {
    await door.close()
  }
}

describe('the door in a browser', () => {
  test('it lets in whoever shows the word of its address, and moves that into a cookie that no script can read', () =>
    withTempFolder((folder) =>
      withDoor(folder, async ({ door, cookie }) => {
        const { pathname, search } = new URL(door.address)
        const entered = await send(door.port, pathname + search)
        expect(entered.headers['set-cookie']).toEqual([
          expect.stringMatching(/^reelmill-\d+=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/),
        ])
        expect((await send(door.port, '/enter?key=guess')).status).toBe(401)
        expect((await send(door.port, '/enter')).status).toBe(401)
        expect((await send(door.port, '/')).status).toBe(401)
        const page = await send(door.port, '/', { headers: { cookie } })
        expect(page.headers).toMatchObject({
          'cache-control': 'no-store',
          'x-content-type-options': 'nosniff',
        })
        const policy = String(page.headers['content-security-policy'])
        expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self' 'nonce-")
        expect(policy).not.toMatch(/unsafe|\*|https?:/)
        expect(page.text).toContain('<script type="module" src="/assets/browser-bridge.js">')
        const again = await send(door.port, '/', { headers: { cookie } })
        expect(nonceOf(page.text)).not.toBe(nonceOf(again.text))
      }),
    ))

  test('DNS rebinding, cross-site forms and scripts are refused before anything is asked', () =>
    withTempFolder((folder) =>
      withDoor(folder, async ({ door, headers, asked }) => {
        const body = JSON.stringify({ name: 'queue.cancel', payload: { targets: [{ what: 'all' }] } })
        const post = (more: Record<string, string>) =>
          send(door.port, '/ask', { method: 'POST', body, headers: { ...headers, ...more } })
        expect((await post({ host: 'evil.example' })).status).toBe(403)
        expect((await post({ origin: 'https://evil.example' })).status).toBe(403)
        expect((await post({ origin: 'http://127.0.0.1:1' })).status).toBe(403)
        expect((await post({ cookie: 'reelmill=1' })).status).toBe(401)
        // A form can send this type across sites without asking.
        expect((await post({ 'content-type': 'text/plain' })).text).toContain('request.invalid')
        expect(asked).toEqual([])
        expect((await post({})).status).toBe(200)
        expect(asked).toEqual(['queue.cancel'])
      }),
    ))

  test('news are told to its own page alone', () =>
    withTempFolder((folder) =>
      withDoor(folder, async ({ door, cookie }) => {
        const hear = (headers: Record<string, string>) =>
          new Promise<string>((done) => {
            const socket = new WebSocket(`ws://127.0.0.1:${door.port}/events`, { headers })
            socket.on('message', (data) => {
              socket.close()
              done(String(data))
            })
            socket.on('error', ({ message }) => done(message))
          })
        const origin = `http://127.0.0.1:${door.port}`
        expect(await hear({ cookie, origin })).toContain('snapshot')
        expect(await hear({ cookie, origin: 'https://evil.example' })).toContain('403')
        expect(await hear({ cookie })).toContain('403')
        expect(await hear({ origin })).toContain('401')
        expect(await hear({ cookie, origin, host: 'evil.example' })).toContain('403')
      }),
    ))

  test('a page too many that speaks rubbish while it is turned away does not end the studio', () =>
    withTempFolder((folder) =>
      withDoor(folder, async ({ door, cookie }) => {
        const headers = { cookie, origin: `http://127.0.0.1:${door.port}` }
        const open = () =>
          new Promise<WebSocket>((done) => {
            const socket = new WebSocket(`ws://127.0.0.1:${door.port}/events`, { headers })
            socket.on('error', () => {})
            socket.on('open', () => {
              socket.send('x'.repeat(2_000))
              done(socket)
            })
          })
        const hearing = Array.from({ length: 32 }, () => {
          const socket = new WebSocket(`ws://127.0.0.1:${door.port}/events`, { headers })
          return new Promise<WebSocket>((done) => socket.on('open', () => done(socket)))
        })
        const heard = await Promise.all(hearing)
        const surplus = await open()
        await new Promise((done) => surplus.on('close', done))
        expect((await send(door.port, '/', { headers: { cookie } })).status).toBe(200)
        for (const socket of heard) socket.terminate()
      }),
    ))

  test('media come in ranges; no other path leads to a file', () =>
    withTempFolder((folder) =>
      withDoor(folder, async ({ door, cookie }) => {
        const get = (path: string, more: Record<string, string> = {}) =>
          send(door.port, path, { headers: { cookie, ...more } })
        expect(await get('/media/job/1', { range: 'bytes=2-4' })).toMatchObject({
          status: 206,
          text: '234',
          headers: { 'content-range': 'bytes 2-4/10', 'cross-origin-resource-policy': 'same-origin' },
        })
        expect((await get('/media/job/1')).text).toBe('0123456789')
        expect((await get('/media/job/1', { range: 'bytes=99-' })).status).toBe(416)
        for (const path of [
          '/../secret.txt',
          '/assets/../../secret.txt',
          '/assets/..%2f..%2fsecret.txt',
          '/media/../secret.txt',
          '/media/job/..%2f..%2fsecret.txt',
          '/media//etc/passwd',
          '//evil.example/assets/browser-bridge.js',
        ]) {
          const { status, text } = await get(path)
          expect([path, text.includes('secret'), status === 404 || status === 400 || text === '']).toEqual([
            path,
            false,
            true,
          ])
        }
      }),
    ))

  test('a file that is handed over lands in the folder of uploads, under its own name, and nowhere else', () =>
    withTempFolder((folder) =>
      withDoor(folder, async ({ door, headers }) => {
        const id = 'a1b2c3d4-0000'
        const upload = async (path: string, more: Record<string, string> = {}) => {
          const query = new URLSearchParams({ id, path, ...more })
          const { text } = await send(door.port, `/upload?${query}`, {
            method: 'POST',
            headers: { ...headers, 'content-type': 'application/octet-stream' },
            body: 'sku,name\n',
          })
          return JSON.parse(text) as { ok: boolean; answer?: string; error?: { code: string } }
        }
        const to = join(folder, 'studio', 'uploads', id, 'summer', 'products.csv')
        expect(await upload('summer/products.csv')).toEqual({ ok: true, answer: to })
        expect(readFileSync(to, 'utf8')).toBe('sku,name\n')
        for (const path of [
          '../secret.txt',
          'a/../../secret.txt',
          '/etc/passwd',
          'a\\..\\b',
          'nul',
          'a:b',
          '',
          'a/',
          'x.',
        ])
          expect([path, (await upload(path)).error?.code]).toEqual([path, 'upload.name'])
        expect((await upload('a.csv', { id: '../..' })).error?.code).toBe('upload.name')
        expect(readFileSync(join(folder, 'secret.txt'), 'utf8')).toBe('secret')
      }),
    ))

  test('a port that is taken is told with what to do', () =>
    withTempFolder((folder) =>
      withDoor(folder, async ({ door }) => {
        const needs = { port: door.port, page: folder, uploads: createUploads(folder) }
        await expect(openWebDoor(needs)).rejects.toMatchObject({
          code: 'door.port',
          whatToDo: expect.stringContaining('--port'),
        })
      }),
    ))
})

const nonceOf = (html: string) => /content="([^"]+)"/.exec(html)?.[1]

describe('what a browser handed over', () => {
  test('goes after thirty days, unless a batch that is not over needs it', () =>
    withTempFolder(async (folder) => {
      const uploads = createUploads(folder)
      const take = (id: string) =>
        uploads.take({ id, path: 'a.csv', length: 2 }, Readable.from([Buffer.from('ab')]))
      const paths = await Promise.all(['old-00000', 'needed-00', 'fresh-000'].map(take))
      const long = new Date(Date.now() - 31 * 24 * 3_600_000)
      for (const id of ['old-00000', 'needed-00']) utimesSync(join(folder, 'uploads', id), long, long)
      await uploads.clearOld(Date.now(), [paths[1]!])
      expect(paths.map((path) => existsSync(path))).toEqual([false, true, true])
    }))

  test('stays for a batch that is not over also when the studio folder was named from where one stood', () =>
    withTempFolder(async (folder) => {
      const uploads = createUploads(relative(process.cwd(), folder))
      const path = await uploads.take(
        { id: 'needed-00', path: 'a.csv', length: 2 },
        Readable.from([Buffer.from('ab')]),
      )
      expect(path).toBe(join(folder, 'uploads', 'needed-00', 'a.csv'))
      const long = new Date(Date.now() - 31 * 24 * 3_600_000)
      utimesSync(join(folder, 'uploads', 'needed-00'), long, long)
      await uploads.clearOld(Date.now(), [path])
      expect(existsSync(path)).toBe(true)
    }))

  test('a file that breaks off leaves nothing under its name', () =>
    withTempFolder(async (folder) => {
      const uploads = createUploads(folder)
      const cut = uploads.take(
        { id: 'cut-00000', path: 'a.csv', length: 9 },
        Readable.from([Buffer.from('ab')]),
      )
      await expect(cut).rejects.toMatchObject({ code: 'upload.broken-off' })
      expect(existsSync(uploads.folderOf('cut-00000', 'a.csv'))).toBe(false)
    }))

  test('many at once, each of which would fit alone, do not fill the disk', () =>
    withTempFolder(async (folder) => {
      const gigabyte = 1024 ** 3
      const uploads = createUploads(folder, async () => ({ bavail: 3 * gigabyte, bsize: 1 }))
      const never = new Readable({ read() {} })
      const first = uploads.take({ id: 'first-000', path: 'a.mp4', length: 1.5 * gigabyte }, never)
      const take = () =>
        uploads.take({ id: 'other-000', path: 'b.mp4', length: gigabyte }, Readable.from([Buffer.from('ab')]))
      await expect(take()).rejects.toMatchObject({ code: 'upload.too-much' })
      never.destroy(new Error('the page was closed'))
      await expect(first).rejects.toThrow('the page was closed')
      await expect(take()).rejects.toMatchObject({ code: 'upload.broken-off' })
    }))

  test('a file that is called like the unfinished part of another one does not get into its place', () =>
    withTempFolder(async (folder) => {
      const uploads = createUploads(folder)
      const slow = new Readable({ read() {} })
      const id = 'parts-000'
      const one = uploads.take({ id, path: 'a.csv', length: 2 }, slow)
      const other = await uploads.take(
        { id, path: 'a.csv.part', length: 2 },
        Readable.from([Buffer.from('no')]),
      )
      slow.push('ab')
      slow.push(null)
      expect(readFileSync(await one, 'utf8')).toBe('ab')
      expect(readFileSync(other, 'utf8')).toBe('no')
    }))

  test('names keep their letters, of any language', () => {
    expect(partsOf('Frühling 2026/商品.csv')).toEqual(['Frühling 2026', '商品.csv'])
  })
})
