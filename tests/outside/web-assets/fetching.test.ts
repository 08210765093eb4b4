import { createHash } from 'node:crypto'
import { readdir, readFile, utimes, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { anything, send, withShop } from './test-server.ts'

const picture = Buffer.alloc(300_000, 'a picture of a lamp ')
const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

describe('fetching a file', () => {
  test('it arrives whole, under the hash of its bytes', async () => {
    await withShop(async ({ web, at, answers }) => {
      answers['/lamp.jpg'] = send(picture)
      const fetched = await web().fetch(at('/lamp.jpg'), anything)
      if (!('ok' in fetched)) throw new Error(fetched.problem.message)
      expect(fetched.ok).toMatchObject({ content: hashOf(picture), bytes: picture.length, from: 'network' })
      expect(await readFile(fetched.ok.path)).toEqual(picture)
    })
  })

  test('twenty rows that ask for one address at once cost one request', async () => {
    await withShop(async ({ web, at, answers, asked }) => {
      answers['/lamp.jpg'] = send(picture)
      const shop = web()
      const all = await Promise.all(Array.from({ length: 20 }, () => shop.fetch(at('/lamp.jpg'), anything)))
      expect(all.every((one) => 'ok' in one)).toBe(true)
      expect(asked).toHaveLength(1)
    })
  })

  test('at most six at once, three of one host', async () => {
    await withShop(async ({ web, at, answers }) => {
      const running: Record<string, number> = {}
      const most: Record<string, number> = {}
      const count = (key: string, by: number) => {
        running[key] = (running[key] ?? 0) + by
        most[key] = Math.max(most[key] ?? 0, running[key])
      }
      for (let number = 0; number < 12; number += 1) {
        answers[`/${number}`] = (request, response) => {
          const host = request.headers.host!.split(':')[0]!
          for (const key of [host, 'all']) count(key, 1)
          setTimeout(() => {
            for (const key of [host, 'all']) count(key, -1)
            response.end(`file ${number}`)
          }, 30)
        }
      }
      const shop = web()
      const hosts = ['shop.example', 'cdn.example', 'localhost']
      const numbers = Array.from({ length: 12 }, (_, number) => number)
      const all = await Promise.all(
        hosts.flatMap((host) => numbers.map((number) => shop.fetch(at(`/${number}`, host), anything))),
      )
      expect(all.filter((one) => 'ok' in one)).toHaveLength(36)
      expect(most).toEqual({ all: 6, 'shop.example': 3, 'cdn.example': 3, localhost: 3 })
    })
  })

  test('it follows redirections, and remembers the file under the first address', async () => {
    await withShop(async ({ web, at, answers, asked }) => {
      answers['/old'] = (_request, response) => response.writeHead(301, { location: '/newer' }).end()
      answers['/newer'] = (_request, response) =>
        response.writeHead(307, { location: at('/new.jpg', 'cdn.example') }).end()
      answers['/new.jpg'] = send(picture, { 'cache-control': 'max-age=600' })
      const shop = web()
      expect(await shop.fetch(at('/old'), anything)).toHaveProperty('ok')
      expect(await shop.fetch(at('/old'), anything)).toMatchObject({ ok: { from: 'cache' } })
      expect(asked).toEqual(['GET /old', 'GET /newer', 'GET /new.jpg'])
    })
  })

  test('a circle of redirections ends after five', async () => {
    await withShop(async ({ web, at, answers, asked }) => {
      answers['/round'] = (_request, response) => response.writeHead(302, { location: '/round' }).end()
      expect(await web().fetch(at('/round'), anything)).toMatchObject({ problem: { rule: 'asset.redirect' } })
      expect(asked).toHaveLength(6)
    })
  })
})

describe('limits', () => {
  test('a file that announces too much is refused before it comes', async () => {
    await withShop(async ({ web, at, answers, folder }) => {
      answers['/big'] = send(picture, { 'content-length': String(picture.length) })
      const fetched = await web({ maxBytes: 200_000 }).fetch(at('/big'), anything)
      expect(fetched).toMatchObject({ problem: { rule: 'asset.too-large', mayPass: false } })
      expect('problem' in fetched && fetched.problem.message).toContain('larger than 0.2 MB (0.3 MB)')
      expect(await left(folder)).toEqual([])
    })
  })

  test('a file that announces nothing is cut off at the limit, and leaves nothing behind', async () => {
    await withShop(async ({ web, at, answers, folder }) => {
      let sent = 0
      answers['/endless'] = (_request, response) => {
        const more = () => {
          while (!response.destroyed && response.write(Buffer.alloc(20_000))) sent += 20_000
        }
        response.on('drain', more)
        more()
      }
      const fetched = await web({ maxBytes: 500_000 }).fetch(at('/endless'), anything)
      expect(fetched).toMatchObject({ problem: { rule: 'asset.too-large' } })
      expect(sent).toBeLessThan(20_000_000)
      expect(await left(folder)).toEqual([])
    })
  })

  test('a server that never answers, or stops in the middle, is given up', async () => {
    await withShop(async ({ web, at, answers, folder }) => {
      answers['/silent'] = () => undefined
      answers['/stops'] = (_request, response) => {
        response.writeHead(200, { 'content-length': '1000' }).write('the beginning, and then nothing')
      }
      const shop = web({ idleTimeout: 150, retries: 0 })
      expect(await shop.fetch(at('/silent'), anything)).toMatchObject({
        problem: {
          rule: 'asset.fetch',
          mayPass: true,
          message: expect.stringContaining('did not answer in time'),
        },
      })
      expect(await shop.fetch(at('/stops'), anything)).toMatchObject({
        problem: { message: expect.stringContaining('stopped sending') },
      })
      expect(await left(folder)).toEqual([])
    })
  })

  test('a server that sends a byte now and then is given up at the limit for the whole', async () => {
    await withShop(async ({ web, at, answers }) => {
      answers['/drip'] = (_request, response) => {
        const timer = setInterval(() => response.write('.'), 20)
        response.on('close', () => clearInterval(timer))
      }
      const begun = performance.now()
      const fetched = await web({ wholeTimeout: 400 }).fetch(at('/drip'), anything)
      expect(fetched).toMatchObject({
        problem: { message: expect.stringContaining('longer than the time limit') },
      })
      expect(performance.now() - begun).toBeLessThan(3_000)
    })
  })

  test('a page that is served as a picture is refused after its first bytes, and not kept', async () => {
    await withShop(async ({ web, at, answers, folder }) => {
      answers['/lamp.jpg'] = send(`<html>${' '.repeat(300_000)}`, { 'content-type': 'image/jpeg' })
      let seen = 0
      const fetched = await web().fetch(at('/lamp.jpg'), {
        reason: 'image',
        headBytes: 100,
        look(head) {
          seen = head.length
          return { rule: 'asset.kind', message: 'It is a page.', whatToDo: 'Give a picture.' }
        },
      })
      expect(fetched).toEqual({
        problem: {
          rule: 'asset.kind',
          message: 'It is a page.',
          whatToDo: 'Give a picture.',
          mayPass: false,
        },
      })
      expect(seen).toBe(100)
      expect(await left(folder)).toEqual([])
    })
  })

  test('an empty file is refused', async () => {
    await withShop(async ({ web, at, answers }) => {
      answers['/empty'] = send('')
      expect(await web().fetch(at('/empty'), anything)).toMatchObject({ problem: { rule: 'asset.empty' } })
    })
  })
})

describe('trying again', () => {
  test('a fault that may pass is tried again, three times at most', async () => {
    await withShop(async ({ web, at, answers, asked }) => {
      let tries = 0
      answers['/shaky'] = (_request, response) => {
        tries += 1
        if (tries < 4) response.writeHead(503).end()
        else response.end('here it is')
      }
      expect(await web().fetch(at('/shaky'), anything)).toHaveProperty('ok')
      expect(asked).toHaveLength(4)
      answers['/down'] = (_request, response) => response.writeHead(500).end()
      expect(await web().fetch(at('/down'), anything)).toMatchObject({
        problem: { rule: 'asset.fetch', mayPass: true },
      })
      expect(asked).toHaveLength(8)
    })
  })

  test('a file that is not there, or not for everybody, is asked for once', async () => {
    await withShop(async ({ web, at, answers, asked }) => {
      answers['/private'] = (_request, response) => response.writeHead(403).end()
      expect(await web().fetch(at('/nowhere'), anything)).toMatchObject({
        problem: { rule: 'asset.missing', mayPass: false },
      })
      expect(await web().fetch(at('/private'), anything)).toMatchObject({
        problem: { rule: 'asset.forbidden' },
      })
      expect(asked).toHaveLength(2)
    })
  })

  test('a connection that is cut in the middle leaves no half file and is tried again', async () => {
    await withShop(async ({ web, at, answers, asked, folder }) => {
      let tries = 0
      answers['/cut'] = (_request, response) => {
        tries += 1
        if (tries > 1) {
          response.end(picture)
          return
        }
        response.writeHead(200, { 'content-length': String(picture.length) })
        response.write(picture.subarray(0, 100_000), () => response.destroy())
      }
      expect(await web().fetch(at('/cut'), anything)).toMatchObject({ ok: { content: hashOf(picture) } })
      expect(asked).toHaveLength(2)
      expect((await left(folder)).filter((name) => name.endsWith('.part'))).toEqual([])
    })
  })

  test('the pauses grow, and a server may ask for a longer one', async () => {
    await withShop(async ({ web, at, answers }) => {
      const times: number[] = []
      answers['/busy'] = (_request, response) => {
        times.push(performance.now())
        response.writeHead(429, times.length === 1 ? { 'retry-after': '1' } : {}).end()
      }
      const asked: number[] = []
      await web({
        backOff(retry) {
          asked.push(retry)
          return 20 * retry
        },
      }).fetch(at('/busy'), anything)
      expect(asked).toEqual([1, 2, 3])
      expect(times[1]! - times[0]!).toBeGreaterThan(950)
      expect(times[2]! - times[1]!).toBeLessThan(900)
    })
  })

  test('a host that does not answer is not asked again for each of a thousand rows', async () => {
    await withShop(async ({ web, at, port }) => {
      let lookups = 0
      const shop = web({
        retries: 0,
        ports: [port, 443],
        lookup(host, _options, callback) {
          lookups += 1
          callback(Object.assign(new Error(`getaddrinfo ENOTFOUND ${host}`), { code: 'ENOTFOUND' }), [])
        },
      })
      for (let row = 0; row < 30; row += 1) {
        const fetched = await shop.fetch(`https://away.example/${row}.jpg`, anything)
        expect(fetched).toMatchObject({ problem: { rule: 'asset.fetch', mayPass: true } })
      }
      expect(lookups).toBe(2)
      expect(at('/')).toContain('shop.example')
    })
  })
})

describe('the cache', () => {
  test('a fresh file is used without asking, also by the next run', async () => {
    await withShop(async ({ web, at, answers, asked }) => {
      answers['/lamp.jpg'] = send(picture, { 'cache-control': 'public, max-age=600' })
      expect(await web().fetch(at('/lamp.jpg'), anything)).toMatchObject({ ok: { from: 'network' } })
      expect(await web().fetch(at('/lamp.jpg'), anything)).toMatchObject({
        ok: { from: 'cache', content: hashOf(picture) },
      })
      expect(asked).toHaveLength(1)
    })
  })

  test('a file that may be stale is asked about by its mark or its time, and not sent again when it is the same', async () => {
    await withShop(async ({ web, at, answers }) => {
      const questions: unknown[] = []
      answers['/marked'] = (request, response) => {
        questions.push(request.headers['if-none-match'])
        if (request.headers['if-none-match'] === '"v1"') response.writeHead(304).end()
        else response.writeHead(200, { etag: '"v1"' }).end(picture)
      }
      answers['/dated'] = (request, response) => {
        const date = 'Wed, 18 Nov 2026 09:00:00 GMT'
        questions.push(request.headers['if-modified-since'])
        if (request.headers['if-modified-since'] === date) response.writeHead(304).end()
        else response.writeHead(200, { 'last-modified': date }).end(picture)
      }
      for (const name of ['/marked', '/dated']) {
        await web().fetch(at(name), anything)
        expect(await web().fetch(at(name), anything)).toMatchObject({
          ok: { from: 'cache', content: hashOf(picture) },
        })
      }
      expect(questions).toEqual([undefined, '"v1"', undefined, 'Wed, 18 Nov 2026 09:00:00 GMT'])
    })
  })

  test('a file that changed is fetched anew', async () => {
    await withShop(async ({ web, at, answers }) => {
      let version = 1
      answers['/lamp.jpg'] = (_request, response) =>
        response.writeHead(200, { etag: `"${version}"` }).end(`lamp ${version}`)
      await web().fetch(at('/lamp.jpg'), anything)
      version = 2
      expect(await web().fetch(at('/lamp.jpg'), anything)).toMatchObject({
        ok: { from: 'network', content: hashOf(Buffer.from('lamp 2')) },
      })
    })
  })

  test('a file that was damaged on the disk is fetched anew', async () => {
    await withShop(async ({ web, at, answers, asked }) => {
      answers['/lamp.jpg'] = send(picture, { 'cache-control': 'max-age=600' })
      const first = await web().fetch(at('/lamp.jpg'), anything)
      if (!('ok' in first)) throw new Error(first.problem.message)
      await writeFile(first.ok.path, Buffer.alloc(picture.length, 'x'))
      expect(await web().fetch(at('/lamp.jpg'), anything)).toMatchObject({
        ok: { from: 'network', content: hashOf(picture) },
      })
      expect(asked).toHaveLength(2)
    })
  })

  test('nothing of an address beyond its host and path is stored or said, since it may be a secret', async () => {
    await withShop(async ({ web, at, answers, folder }) => {
      answers['/lamp.jpg'] = send(picture, { 'cache-control': 'max-age=600' })
      answers['/moved'] = (_request, response) =>
        response.writeHead(302, { location: `${at('/gone.jpg')}?token=SECRET` }).end()
      const shop = web()
      expect(await shop.fetch(at('/lamp.jpg?token=SECRET#SECRET'), anything)).toHaveProperty('ok')
      const stored = await Promise.all(
        (await left(folder)).map(async (name) => name + (await readFile(path.join(folder, name), 'latin1'))),
      )
      expect(stored.join('\n')).not.toContain('SECRET')
      for (const address of [
        at('/gone.jpg?token=SECRET'),
        at('/moved?token=SECRET'),
        'https://user:SECRET@shop.example/a',
        'https://shop.example:99/a?SECRET',
      ]) {
        expect(JSON.stringify(await shop.fetch(address, anything))).not.toContain('SECRET')
      }
    })
  })

  test('what nobody used for long is dropped, and what a killed process left', async () => {
    await withShop(async ({ web, at, answers, folder }) => {
      answers['/old.jpg'] = send('old', { 'cache-control': 'max-age=600' })
      answers['/new.jpg'] = send('new', { 'cache-control': 'max-age=600' })
      const shop = web({ keepDays: 10 })
      const old = await shop.fetch(at('/old.jpg'), anything)
      await shop.fetch(at('/new.jpg'), anything)
      if (!('ok' in old)) throw new Error(old.problem.message)
      const longAgo = new Date(Date.now() - 11 * 86_400_000)
      await utimes(old.ok.path, longAgo, longAgo)
      await writeFile(path.join(folder, 'files', '1-2-3.part'), 'half')
      await utimes(path.join(folder, 'files', '1-2-3.part'), longAgo, longAgo)
      expect(await shop.tidy()).toMatchObject({ removed: 2 })
      const names = await left(folder)
      expect(names).toContain(path.join('files', hashOf(Buffer.from('new'))))
      expect(names).not.toContain(path.join('files', hashOf(Buffer.from('old'))))
      expect(await shop.fetch(at('/old.jpg'), anything)).toMatchObject({ ok: { from: 'network' } })
    })
  })
})

async function left(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true })
  return names
    .filter((name) => name.isFile())
    .map((name) => path.relative(folder, path.join(name.parentPath, name.name)))
}
