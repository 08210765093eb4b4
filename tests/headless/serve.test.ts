import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import {
  bearerIn,
  createPasses,
  hostsOf,
  refuseStranger,
  sameText,
} from '../../src-main/headless/serve/guard.ts'
import { openWebDoor, type Served, type WebDoor } from '../../src-main/headless/serve/web-door.ts'
import { createUploads } from '../../src-main/page/uploads.ts'
import {
  addressWith,
  fragmentOf,
  protocolsWith,
  wordAmong,
  wordIn,
} from '../../src-shared/contract/browser-door.ts'
import { withTempFolder } from '../helpers/temp-folder.ts'

const own = {
  method: 'POST',
  host: '127.0.0.1:7420',
  origin: 'http://127.0.0.1:7420',
  site: 'same-origin',
  mode: 'cors',
}
const asks = (more: Record<string, string | undefined>, isVisit = false) =>
  refuseStranger({ ...own, ...more }, 7420, isVisit)?.status ?? 'heard'

describe('who may ask the door in a browser', () => {
  test.each([
    ['its own page', {}, 'heard'],
    ['its own page, called localhost', { host: 'localhost:7420', origin: 'http://localhost:7420' }, 'heard'],
    ['a program that is no browser', { site: undefined, mode: undefined }, 'heard'],
    [
      'DNS rebinding: a name of somebody else that leads here',
      { host: 'evil.example:7420', origin: 'http://evil.example:7420' },
      403,
    ],
    ['DNS rebinding with the right address in another name', { host: '127.0.0.1.evil.example:7420' }, 403],
    [
      'DNS rebinding to a name of this machine in its network',
      { host: 'workstation.local:7420', origin: 'http://workstation.local:7420' },
      403,
    ],
    ['a name with a dot at its end', { host: 'localhost.:7420', origin: 'http://localhost.:7420' }, 403],
    ['a name below localhost', { host: 'x.localhost:7420', origin: 'http://x.localhost:7420' }, 403],
    ['the machine in IPv6', { host: '[::1]:7420', origin: 'http://[::1]:7420' }, 403],
    [
      'the machine in IPv6 that holds IPv4',
      { host: '[::ffff:7f00:1]:7420', origin: 'http://[::ffff:7f00:1]:7420' },
      403,
    ],
    ['the address of every machine', { host: '0.0.0.0:7420', origin: 'http://0.0.0.0:7420' }, 403],
    ['a host with a user before it', { host: '127.0.0.1:7420@evil.example' }, 403],
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
    ['our page in another protocol', { origin: 'https://127.0.0.1:7420' }, 403],
    ['a request that hides its origin', { origin: undefined }, 403],
  ])('%s', (_who, more, answer) => {
    expect(asks(more)).toBe(answer)
  })

  test('a picture or script that another site loads from here is refused, though it says no origin', () => {
    const picture = { method: 'GET', origin: undefined, mode: 'no-cors' }
    expect(asks({ ...picture, site: 'cross-site' })).toBe(403)
    expect(asks({ ...picture, site: 'same-site' })).toBe(403)
    expect(asks({ ...picture, site: 'same-origin' })).toBe('heard')
    // Also at the page's own address.
    expect(asks({ ...picture, site: 'cross-site' }, true)).toBe(403)
  })

  test('a link anywhere may lead to the page, and to nothing but the page', () => {
    const visit = { method: 'GET', origin: undefined, site: 'cross-site', mode: 'navigate' }
    expect(asks(visit, true)).toBe('heard')
    expect(asks(visit)).toBe(403)
    expect(asks({ ...visit, method: 'POST', origin: 'https://evil.example' }, true)).toBe(403)
    expect(asks({ ...visit, host: 'evil.example' }, true)).toBe(403)
  })

  test('only this machine has names here', () => {
    expect(hostsOf(7420)).toEqual(['127.0.0.1:7420', 'localhost:7420'])
  })
})

describe('the word, and the pass for media that follows from it', () => {
  const word = 'w'.repeat(43)

  test('the word is found in an address, in what is pasted, and in nothing else', () => {
    const { hash, search, pathname } = new URL(addressWith('http://127.0.0.1:7420', word))
    expect({ search, pathname, word: wordIn(hash) }).toEqual({ search: '', pathname: '/', word })
    for (const pasted of [word, `#word=${word}`, ` http://127.0.0.1:7420/#word=${word}\n`])
      expect(fragmentOf(pasted)).toBe(`#word=${word}`)
    for (const wrong of ['', '#word=', `#word=${word}x`, 'http://127.0.0.1:7420/', `${'<'.repeat(43)}`])
      expect([wrong, wordIn(wrong), fragmentOf(wrong)]).toEqual([wrong, null, null])
    expect(wordAmong(protocolsWith(word).join(', '))).toBe(word)
    expect(wordAmong('reelmill')).toBeUndefined()
    expect(bearerIn(`Bearer ${word}`)).toBe(word)
    expect(bearerIn(`Basic ${word}`)).toBeUndefined()
  })

  test('a guess is compared as long as the right word is, whatever its length', () => {
    expect(sameText(word, word)).toBe(true)
    for (const guess of ['', 'w', `${word}w`, 'x'.repeat(43), 'w'.repeat(100_000), '\u{1F600}'.repeat(43)])
      expect([guess.length, sameText(guess, word)]).toEqual([guess.length, false])
  })

  test('a pass stays the same for hours, ends within a day, and opens nothing made by another word', () => {
    const hour = 3_600_000
    let now = 12 * hour * 1_000
    const passes = createPasses(word, () => now)
    const pass = passes.current()
    expect(pass).not.toContain(word)
    now += 11 * hour
    expect(passes.current()).toBe(pass)
    now += 12 * hour
    expect(passes.holds(pass)).toBe(true)
    expect(passes.current()).not.toBe(pass)
    now += 2 * hour
    expect(passes.holds(pass)).toBe(false)
    const [slot = '', sealed] = passes.current().split('.')
    const later = (Number.parseInt(slot, 36) + 1).toString(36)
    for (const forged of ['', word, slot, `${later}.${sealed}`, `${slot}.`, `${slot}.${'A'.repeat(43)}`])
      expect([forged, passes.holds(forged)]).toEqual([forged, false])
    expect(createPasses('x'.repeat(43), () => now).holds(passes.current())).toBe(false)
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
    word: string
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
    const word = wordIn(new URL(door.address).hash) ?? ''
    const headers = {
      authorization: `Bearer ${word}`,
      origin: `http://127.0.0.1:${door.port}`,
      'content-type': 'application/json',
    }
    await work({ door, word, headers, asked })
  } finally {
    await door.close()
  }
}

describe('the door in a browser', () => {
  test('the word stands behind the # of its address, which no browser sends; the page is had without it, and sets no cookie', () =>
    withTempFolder((folder) =>
      withDoor(folder, async ({ door, word, headers, asked }) => {
        expect(word).toMatch(/^[\w-]{43}$/)
        expect(door.address).toBe(`http://127.0.0.1:${door.port}/#word=${word}`)
        const page = await send(door.port, '/')
        expect(page.headers).toMatchObject({
          'cache-control': 'no-store',
          'x-content-type-options': 'nosniff',
          'referrer-policy': 'no-referrer',
          'cross-origin-opener-policy': 'same-origin',
        })
        expect(page.headers['set-cookie']).toBeUndefined()
        expect(page.text).not.toContain(word)
        const policy = String(page.headers['content-security-policy'])
        expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self' 'nonce-")
        expect(policy).toContain("frame-ancestors 'none'")
        expect(policy).not.toMatch(/unsafe|\*|https?:/)
        expect(page.text).toContain('<script type="module" src="/assets/browser-bridge.js">')
        const again = await send(door.port, '/')
        expect(nonceOf(page.text)).not.toBe(nonceOf(again.text))
        const body = JSON.stringify({ name: 'batch.list', payload: {} })
        const shown: Record<string, string>[] = [
          {},
          { authorization: `Bearer ${word}x` },
          { cookie: `word=${word}` },
        ]
        for (const other of shown) {
          const { authorization: _, ...without } = headers
          const refused = await send(door.port, '/ask', {
            method: 'POST',
            body,
            headers: { ...without, ...other },
          })
          expect(refused).toMatchObject({ status: 401, text: expect.stringContaining('reelmill serve') })
        }
        // A word in the address that a server sees is no word.
        expect((await send(door.port, `/ask?word=${word}`, { method: 'POST', body })).status).toBe(403)
        expect((await send(door.port, `/enter?key=${word}`)).status).toBe(404)
        expect(asked).toEqual([])
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
        expect((await post({ host: `[::1]:${door.port}` })).status).toBe(403)
        expect((await post({ 'sec-fetch-site': 'cross-site' })).status).toBe(403)
        expect((await post({ authorization: 'Bearer guess' })).status).toBe(401)
        // A form can send this type across sites without asking.
        expect((await post({ 'content-type': 'text/plain' })).text).toContain('request.invalid')
        expect(asked).toEqual([])
        expect((await post({})).status).toBe(200)
        expect(asked).toEqual(['queue.cancel'])
      }),
    ))

  test('news are told to its own page alone: no cross-site WebSocket, none by a rebound name, none without the word', () =>
    withTempFolder((folder) =>
      withDoor(folder, async ({ door, word }) => {
        const hear = (headers: Record<string, string>, protocols: string[] = protocolsWith(word)) =>
          new Promise<{ said: string[]; protocol: string }>((done) => {
            const said: string[] = []
            const socket = new WebSocket(`ws://127.0.0.1:${door.port}/events`, protocols, { headers })
            socket.on('message', (data) => {
              said.push(String(data))
              if (said.length < 2) return
              socket.close()
              done({ said, protocol: socket.protocol })
            })
            socket.on('error', ({ message }) => done({ said: [message], protocol: '' }))
          })
        const origin = `http://127.0.0.1:${door.port}`
        const { said, protocol } = await hear({ origin })
        expect(JSON.parse(said[0]!)).toEqual({ pass: expect.stringMatching(/^\w+\.[\w-]{43}$/) })
        expect(said[1]).toContain('snapshot')
        // What the door answers holds no word.
        expect(protocol).toBe('reelmill')
        const refused = async (...how: Parameters<typeof hear>) => (await hear(...how)).said.join()
        expect(await refused({ origin: 'https://evil.example' })).toContain('403')
        expect(await refused({ origin: `http://127.0.0.1:${door.port + 1}` })).toContain('403')
        expect(await refused({})).toContain('403')
        expect(await refused({ origin, host: 'evil.example' })).toContain('403')
        expect(await refused({ origin }, ['reelmill'])).toContain('401')
        expect(await refused({ origin }, protocolsWith('guess'))).toContain('401')
        expect(await refused({ origin, cookie: `reelmill-${door.port}=${word}` }, [])).toContain('401')
      }),
    ))

  test('a page too many that speaks rubbish while it is turned away does not end the studio', () =>
    withTempFolder((folder) =>
      withDoor(folder, async ({ door, word }) => {
        const headers = { origin: `http://127.0.0.1:${door.port}` }
        const connect = () =>
          new WebSocket(`ws://127.0.0.1:${door.port}/events`, protocolsWith(word), { headers })
        const open = () =>
          new Promise<WebSocket>((done) => {
            const socket = connect()
            socket.on('error', () => {})
            socket.on('open', () => {
              socket.send('x'.repeat(2_000))
              done(socket)
            })
          })
        const hearing = Array.from({ length: 32 }, () => {
          const socket = connect()
          return new Promise<WebSocket>((done) => socket.on('open', () => done(socket)))
        })
        const heard = await Promise.all(hearing)
        const surplus = await open()
        await new Promise((done) => surplus.on('close', done))
        expect((await send(door.port, '/')).status).toBe(200)
        for (const socket of heard) socket.terminate()
      }),
    ))

  test('media come in ranges by their pass, which opens nothing else; no other path leads to a file', () =>
    withTempFolder((folder) =>
      withDoor(folder, async ({ door, word, headers, asked }) => {
        const pass = createPasses(word, Date.now).current()
        const get = (path: string, headers: Record<string, string> = {}) => send(door.port, path, { headers })
        expect(await get(`/media/${pass}/job/1`, { range: 'bytes=2-4' })).toMatchObject({
          status: 206,
          text: '234',
          headers: {
            'content-range': 'bytes 2-4/10',
            'cross-origin-resource-policy': 'same-origin',
            'referrer-policy': 'no-referrer',
            'cache-control': 'no-store',
          },
        })
        expect((await get(`/media/${pass}/job/1`)).text).toBe('0123456789')
        expect((await get(`/media/${pass}/job/1`, { range: 'bytes=99-' })).status).toBe(416)
        const before = asked.length
        expect((await get(`/media/${pass}x/job/1`)).status).toBe(401)
        expect((await get(`/media/${word}/job/1`)).status).toBe(401)
        expect((await get('/media/job/1')).status).toBe(401)
        expect((await get(`/media/${pass}/job/1`, { 'sec-fetch-site': 'cross-site' })).status).toBe(403)
        expect((await get(`/media/${pass}/job/1`, { host: 'evil.example' })).status).toBe(403)
        const ask = { method: 'POST', body: '{"name":"queue.cancel","payload":{}}' }
        const withPass = { ...headers, authorization: `Bearer ${pass.replace('.', '')}` }
        expect((await send(door.port, '/ask', { ...ask, headers: withPass })).status).toBe(401)
        expect((await send(door.port, `/media/${pass}/job/1`, { ...ask, headers })).status).toBe(405)
        expect(asked.length).toBe(before)
        for (const path of [
          '/../secret.txt',
          '/assets/../../secret.txt',
          '/assets/..%2f..%2fsecret.txt',
          `/media/${pass}/../secret.txt`,
          `/media/${pass}/job/..%2f..%2fsecret.txt`,
          `/media/${pass}//etc/passwd`,
          '//evil.example/assets/browser-bridge.js',
        ]) {
          const { status, text } = await get(path)
          expect([path, text.includes('secret'), [400, 401, 404].includes(status) || text === '']).toEqual([
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
          'nul .txt',
          'COM¹.csv',
          'CONIN$',
          'a\u202evsc.exe',
          'a\u0085b',
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
