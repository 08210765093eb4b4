import { createHash } from 'node:crypto'
import { mkdir, rm, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  type AssetDesk,
  type AssetDeskSetup,
  createAssetDesk,
} from '../../../src-main/services/asset-desk/asset-desk.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'
import { send, toThisMachine, withShop } from '../../outside/web-assets/test-server.ts'

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
const jpeg = (text: string) => Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from(text)])
const mp3 = (rest: Buffer, tag = 200_000) =>
  Buffer.concat([
    Buffer.from([0x49, 0x44, 0x33, 4, 0, 0, tag >> 21, (tag >> 14) & 127, (tag >> 7) & 127, tag & 127]),
    Buffer.alloc(tag, 1),
    rest,
  ])

type Studio = {
  desk: AssetDesk
  folder: string
  put: (name: string, bytes: Buffer | string) => Promise<string>
}

async function withDesk(work: (studio: Studio) => Promise<void>, given: Partial<AssetDeskSetup> = {}) {
  await withTempFolder(async (temp) => {
    const folder = path.join(temp, 'studio')
    for (const name of ['data', 'template', 'root']) await mkdir(path.join(folder, name), { recursive: true })
    const desk = await createAssetDesk({
      dataFolder: path.join(folder, 'data'),
      templateFolder: path.join(folder, 'template'),
      roots: [path.join(folder, 'root')],
      fetch: false,
      cacheFolder: path.join(folder, 'cache'),
      ...given,
    })
    try {
      await work({
        desk,
        folder,
        async put(name, bytes) {
          const file = path.join(folder, name)
          await mkdir(path.dirname(file), { recursive: true })
          await writeFile(file, bytes)
          return file
        },
      })
    } finally {
      await desk.close()
    }
  })
}

const ruleOf = async (answer: ReturnType<AssetDesk['resolve']>) => {
  const found = await answer
  return 'ok' in found ? found.ok.kind : found.problem.rule
}

describe('a source becomes a file', () => {
  test('with its absolute path, the hash of its bytes and what it is', async () => {
    await withDesk(async ({ desk, put }) => {
      const file = await put('data/images/lamp.jpg', jpeg('lamp'))
      expect(await desk.resolve('images\\lamp.jpg', 'image')).toEqual({
        ok: {
          path: file,
          content: sha256(jpeg('lamp')),
          identity: expect.stringContaining(file),
          bytes: 8,
          kind: 'jpeg',
          name: '"images\\lamp.jpg"',
        },
      })
    })
  })

  test('names that a program could take for an option, a pattern or a protocol are given as absolute paths', async () => {
    await withDesk(async ({ desk, put }) => {
      for (const name of ['-x.jpg', 'file%03d.jpg', 'a|b.jpg', '@list.jpg', '~.jpg', "it's [1].jpg"]) {
        if (process.platform === 'win32' && name.includes('|')) continue
        const file = await put(`data/${name}`, jpeg(name))
        const answer = await desk.resolve(name, 'image')
        expect('ok' in answer && answer.ok.path).toBe(file)
        expect(path.isAbsolute(file)).toBe(true)
      }
    })
  })

  test('a row may use the template’s files, a template only its own', async () => {
    await withDesk(async ({ desk, put }) => {
      await put('template/fallback.jpg', jpeg('template'))
      await put('data/lamp.jpg', jpeg('data'))
      expect(await ruleOf(desk.resolve('fallback.jpg', 'image', 'row'))).toBe('jpeg')
      expect(await ruleOf(desk.resolve('fallback.jpg', 'image', 'template'))).toBe('jpeg')
      expect(await ruleOf(desk.resolve('lamp.jpg', 'image', 'template'))).toBe('asset.missing')
    })
  })

  test.runIf(process.platform !== 'win32')(
    'a link of the template into the data’s folder is refused',
    async () => {
      await withDesk(async ({ desk, put, folder }) => {
        await symlink(await put('data/lamp.jpg', jpeg('x')), path.join(folder, 'template/lamp.jpg'))
        expect(await ruleOf(desk.resolve('lamp.jpg', 'image', 'template'))).toBe('asset.outside')
      })
    },
  )

  test('data without a folder uses the roots', async () => {
    await withTempFolder(async (folder) => {
      const root = path.join(folder, 'root')
      await mkdir(root)
      await writeFile(path.join(root, 'lamp.jpg'), jpeg('x'))
      const desk = await createAssetDesk({
        dataFolder: null,
        templateFolder: root,
        roots: [root],
        fetch: false,
        cacheFolder: path.join(folder, 'cache'),
      })
      expect(await ruleOf(desk.resolve('lamp.jpg', 'image'))).toBe('jpeg')
      await desk.close()
    })
  })
})

describe('what is refused', () => {
  test('each refusal names the source and says what to do', async () => {
    await withDesk(async ({ desk, put, folder }) => {
      await put('data/Lamp.PNG', 'x')
      await put('data/empty.jpg', '')
      await put('data/page.jpg', '<!doctype html><title>Not found</title>')
      await put('private/secret.jpg', jpeg('secret'))
      const cases: [string, string][] = [
        ['lamp.png', 'asset.missing'],
        ['empty.jpg', 'asset.empty'],
        ['page.jpg', 'asset.kind'],
        ['../private/secret.jpg', 'asset.outside'],
        [path.join(folder, 'private/secret.jpg'), 'asset.outside'],
        ['file:///etc/passwd', 'asset.scheme'],
        ['https://shop.example/lamp.jpg?token=SECRET', 'asset.fetch-off'],
      ]
      for (const [source, rule] of cases) {
        const answer = await desk.resolve(source, 'image')
        if (!('problem' in answer)) throw new Error(`${source} passed`)
        expect(answer.problem.rule, source).toBe(rule)
        expect(answer.problem.message).toMatch(/\.$/)
        expect(answer.problem.whatToDo).toMatch(/[.]$/)
        expect(JSON.stringify(answer)).not.toContain('SECRET')
      }
    })
  })

  test('an address without its https:// is recognised', async () => {
    await withDesk(async ({ desk }) => {
      expect(await desk.resolve('www.shop.example/lamp.jpg', 'image')).toMatchObject({
        problem: { rule: 'asset.missing', whatToDo: expect.stringContaining('https://www.shop.example/') },
      })
    })
  })

  test('a playlist or a script in place of a video is refused, also behind a long sound tag', async () => {
    await withDesk(async ({ desk, put }) => {
      await put('data/list.mp4', '#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n')
      await put('data/script.mp4', 'ffconcat version 1.0\nfile /etc/passwd\n')
      await put('data/hidden.mp3', mp3(Buffer.from('#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n')))
      const frame = Buffer.alloc(417)
      frame.set([0xff, 0xfb, 0x90, 0])
      await put('data/song.mp3', mp3(Buffer.concat([frame, frame, frame])))
      expect(await ruleOf(desk.resolve('list.mp4', 'video'))).toBe('asset.kind')
      expect(await ruleOf(desk.resolve('script.mp4', 'video'))).toBe('asset.kind')
      expect(await ruleOf(desk.resolve('hidden.mp3', 'audio'))).toBe('asset.kind')
      expect(await ruleOf(desk.resolve('song.mp3', 'audio'))).toBe('mp3')
    })
  })

  test('a sound is no video, and a video no picture', async () => {
    await withDesk(async ({ desk, put }) => {
      await put('data/clip.mp4', Buffer.from('\0\0\0\x18ftypisom\0\0\0\0isomavc1', 'latin1'))
      expect(await ruleOf(desk.resolve('clip.mp4', 'video'))).toBe('mp4')
      expect(await ruleOf(desk.resolve('clip.mp4', 'audio'))).toBe('mp4')
      expect(await desk.resolve('clip.mp4', 'image')).toMatchObject({
        problem: {
          rule: 'asset.kind',
          message: '"clip.mp4" holds an MP4 or QuickTime video, not a picture.',
        },
      })
    })
  })
})

describe('what it costs', () => {
  test('a thousand rows with one picture cost one reading', async () => {
    await withDesk(async ({ desk, put, folder }) => {
      await put('data/lamp.jpg', jpeg('lamp'))
      const answers = await Promise.all(
        Array.from({ length: 1_000 }, () => desk.resolve('lamp.jpg', 'image')),
      )
      expect(new Set(answers).size).toBe(1)
      expect(desk.spent()).toMatchObject({ sources: 1, filesRead: 1, bytesRead: 8 })
      // The answer of a run stands, whatever happens to the file: all videos show the same picture.
      await rm(path.join(folder, 'data/lamp.jpg'))
      expect(await ruleOf(desk.resolve('lamp.jpg', 'image'))).toBe('jpeg')
    })
  })

  test('one file under several spellings and types is read once', async () => {
    await withDesk(async ({ desk, put }) => {
      const file = await put('data/loop.gif', Buffer.from('GIF89a and so on'))
      for (const source of ['loop.gif', './loop.gif', '  loop.gif', file]) {
        expect(await ruleOf(desk.resolve(source, 'image'))).toBe('gif')
        expect(await ruleOf(desk.resolve(source, 'video'))).toBe('gif')
      }
      expect(desk.spent()).toMatchObject({ sources: 8, filesRead: 1 })
    })
  })

  test('a file that came late is found when it is asked for anew', async () => {
    await withDesk(async ({ desk, put }) => {
      expect(await ruleOf(desk.resolve('late.jpg', 'image'))).toBe('asset.missing')
      await put('data/late.jpg', jpeg('late'))
      expect(await ruleOf(desk.resolve('late.jpg', 'image'))).toBe('asset.missing')
      desk.forget('late.jpg')
      expect(await ruleOf(desk.resolve('late.jpg', 'image'))).toBe('jpeg')
    })
  })

  test('two thousand files, and two thousand that are missing, are each told apart', async () => {
    await withDesk(async ({ desk, put }) => {
      for (let number = 0; number < 2_000; number += 1) await put(`data/${number}.jpg`, jpeg(`${number}`))
      const rows = Array.from({ length: 2_000 }, (_, number) => number)
      const there = await Promise.all(rows.map((number) => ruleOf(desk.resolve(`${number}.jpg`, 'image'))))
      const gone = await Promise.all(rows.map((number) => ruleOf(desk.resolve(`${number}.png`, 'image'))))
      expect(there.every((rule) => rule === 'jpeg')).toBe(true)
      expect(gone.every((rule) => rule === 'asset.missing')).toBe(true)
    })
  }, 60_000)
})

describe('files from the web', () => {
  test('are fetched once, kept over runs, and judged by what they are', async () => {
    await withShop(async ({ at, answers, asked, ca, port }) => {
      answers['/lamp.jpg'] = send(jpeg('from the shop'), { 'cache-control': 'max-age=60' })
      answers['/error.jpg'] = send('<html><title>Sorry</title></html>', { 'content-type': 'image/jpeg' })
      const given = {
        fetch: true,
        web: {
          mayConnect: (address: string) => address === '127.0.0.1',
          ports: [port],
          lookup: toThisMachine,
          ca: [ca],
        },
      }
      await withDesk(async ({ desk, folder }) => {
        const again = await createAssetDesk({
          dataFolder: null,
          templateFolder: path.join(folder, 'template'),
          roots: [],
          cacheFolder: path.join(folder, 'cache'),
          ...given,
        })
        try {
          const answer = await desk.resolve(at('/lamp.jpg?token=SECRET'), 'image')
          expect(answer).toMatchObject({
            ok: { content: sha256(jpeg('from the shop')), kind: 'jpeg', name: at('/lamp.jpg') },
          })
          await desk.resolve(at('/lamp.jpg?token=SECRET'), 'image')
          expect(await again.resolve(at('/lamp.jpg?token=SECRET'), 'image')).toEqual(answer)
          expect(asked).toHaveLength(1)
          expect(desk.spent()).toMatchObject({ fetched: 1, fromCache: 0 })
          expect(again.spent()).toMatchObject({ fetched: 0, fromCache: 1 })

          // The same file from the cache is judged as well when it is to serve for something else.
          expect(await ruleOf(again.resolve(at('/lamp.jpg?token=SECRET'), 'video'))).toBe('asset.kind')
          expect(await desk.resolve(at('/error.jpg'), 'image')).toMatchObject({
            problem: {
              rule: 'asset.kind',
              message: `${at('/error.jpg')} holds a web page (HTML), not a picture.`,
            },
            mayPass: false,
          })
        } finally {
          await again.close()
        }
      }, given)
    })
  })

  test('are not fetched from this machine unless a test says so', async () => {
    await withShop(async ({ at, asked }) => {
      await withDesk(
        async ({ desk }) => {
          expect(await ruleOf(desk.resolve(at('/lamp.jpg', '127.0.0.1'), 'image'))).toBe('asset.port')
          expect(await ruleOf(desk.resolve('https://127.0.0.1/lamp.jpg', 'image'))).toBe(
            'asset.local-address',
          )
          expect(await ruleOf(desk.resolve('https://localhost/lamp.jpg', 'image'))).toBe(
            'asset.local-address',
          )
          expect(asked).toEqual([])
        },
        { fetch: true },
      )
    })
  })
})
