import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { deflateSync } from 'node:zlib'
import sharp, { type Sharp } from 'sharp'
import { describe, expect, test } from 'vitest'
import { inspectPicture, preparePicture } from '../../../src-main/outside/still-pictures/still-pictures.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'
import { flat, near, order, painted, prepared, quarters, red, sha256, withPicture } from './pictures.ts'

const photo = () => painted(320, 240, (x, y) => [(x * 7 + y) % 256, (x + y * 3) % 256, (x * y) % 256])
const kinds: Record<string, (picture: Sharp) => Promise<Buffer>> = {
  jpeg: (picture) => picture.jpeg().toBuffer(),
  'jpeg, progressive': (picture) => picture.jpeg({ progressive: true }).toBuffer(),
  png: (picture) => picture.png().toBuffer(),
  'png, interlaced': (picture) => picture.png({ progressive: true }).toBuffer(),
  webp: (picture) => picture.webp().toBuffer(),
  avif: (picture) => picture.avif({ effort: 0 }).toBuffer(),
  gif: (picture) => picture.gif().toBuffer(),
  tiff: (picture) => picture.tiff({ compression: 'lzw' }).toBuffer(),
}

describe('every kind of picture', () => {
  test.each(Object.keys(kinds))('%s is looked at and prepared', async (kind) => {
    const bytes = await kinds[kind]!(quarters(320, 240))
    const facts = await withPicture(bytes, (file) => inspectPicture(file))
    expect(facts).toMatchObject({
      width: 320,
      height: 240,
      hasAlpha: expect.any(Boolean),
      format: kind.split(',')[0],
      pages: 1,
    })
    const { at, place } = await prepared(bytes, { width: 320, height: 240 })
    expect(place).toEqual({ left: 0, top: 0, width: 320, height: 240, opaque: true })
    expect(near(at(40, 40), red, 12)).toBe(true)
  })

  test('a photo on its side is said to be as wide as it is upright', async () => {
    const bytes = await quarters(80, 60).withMetadata({ orientation: 6 }).jpeg().toBuffer()
    expect(await withPicture(bytes, (file) => inspectPicture(file))).toMatchObject({ width: 60, height: 80 })
  })

  test('of an animation the first picture is shown', async () => {
    const frames = [await flat('#ff0000'), await flat('#0000ff'), await flat('#00ff00')]
    for (const make of [(all: Sharp) => all.webp({ lossless: true }), (all: Sharp) => all.gif()]) {
      const bytes = await make(sharp(frames, { join: { animated: true } })).toBuffer()
      expect(await withPicture(bytes, (file) => inspectPicture(file))).toMatchObject({
        width: 40,
        height: 40,
        pages: 3,
      })
      expect((await prepared(bytes)).at(50, 50)).toEqual([...red, 255])
    }
  })

  test('the name of a file says nothing: a PNG called .jpg is a PNG', async () => {
    await withTempFolder(async (folder) => {
      const file = path.join(folder, 'lamp.jpg')
      await writeFile(file, await flat('#ff0000'))
      expect(await inspectPicture(file)).toMatchObject({ format: 'png' })
    })
  })

  test('a picture that was changed after it was checked is refused', async () => {
    const bytes = await flat('#ff0000')
    await withPicture(bytes, async (file) => {
      await expect(
        preparePicture(file, { ...order(bytes, {}), content: sha256(Buffer.from('other')) }),
      ).rejects.toMatchObject({
        code: 'picture.changed',
      })
    })
  })
})

describe('broken pictures', () => {
  test.each(
    Object.keys(kinds).flatMap((kind) => [0.1, 0.5, 0.9, 0.999].map((share) => [kind, share] as const)),
  )(
    '%s cut at %d of its length fails with a sentence, and does not come out half grey',
    async (kind, share) => {
      const whole = await kinds[kind]!(photo())
      const bytes = whole.subarray(0, Math.floor(whole.length * share))
      const failed = await prepared(bytes, { width: 300, height: 200 }).then(
        () => null,
        (error: { code: string; message: string; whatToDo: string }) => error,
      )
      expect(failed?.code).toMatch(/^picture\.(cut-short|broken|kind)$/)
      expect(failed?.message).toMatch(/^picture (is|can't) .+\.$/)
      expect(failed?.whatToDo).toMatch(/^[A-Z].+\.$/)
    },
  )

  test.each(['jpeg', 'jpeg, progressive', 'png', 'png, interlaced', 'webp'])(
    '%s that is cut short is found without decoding it',
    async (kind) => {
      const whole = await kinds[kind]!(photo().withMetadata())
      for (const share of [0.5, 0.99]) {
        const bytes = whole.subarray(0, Math.floor(whole.length * share))
        await expect(withPicture(bytes, (file) => inspectPicture(file, 'lamp.jpg'))).rejects.toMatchObject({
          code: 'picture.cut-short',
          message: expect.stringContaining('lamp.jpg is cut short'),
        })
      }
      await expect(withPicture(whole, (file) => inspectPicture(file))).resolves.toMatchObject({ width: 320 })
    },
  )

  test('rubbish behind the end of a photo, as some cameras write it, does no harm', async () => {
    const bytes = Buffer.concat([await kinds.jpeg!(photo()), Buffer.alloc(5_000, 'maker note')])
    expect((await prepared(bytes)).place.opaque).toBe(true)
  })

  test('a broken colour profile does no harm', async () => {
    const png = await flat('#0F3D3E')
    const body = Buffer.concat([Buffer.from('iCCPbad\0\0'), deflateSync(Buffer.alloc(200, 1))])
    const profile = Buffer.alloc(body.length + 8)
    profile.writeUInt32BE(body.length - 4, 0)
    body.copy(profile, 4)
    profile.writeUInt32BE(crc32(body), body.length + 4)
    const bytes = Buffer.concat([png.subarray(0, 33), profile, png.subarray(33)])
    expect((await prepared(bytes)).at(50, 50)).toEqual([0x0f, 0x3d, 0x3e, 255])
  })

  test.each([
    ['nothing', Buffer.alloc(0), 'picture.kind'],
    ['text', Buffer.from('not a picture'), 'picture.kind'],
    ['a page', Buffer.from('<!doctype html><p>Not found'), 'picture.kind'],
    ['the beginning of a PNG', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), 'picture.cut-short'],
    ['a HEIC photo', Buffer.from('\0\0\0\x18ftypheic\0\0\0\0heicmif1', 'latin1'), 'picture.kind'],
  ])('%s is refused', async (_what, bytes, code) => {
    await expect(withPicture(bytes, (file) => inspectPicture(file))).rejects.toMatchObject({ code })
  })

  test('a file that is not there is named', async () => {
    await withTempFolder(async (folder) => {
      const file = path.join(folder, 'gone.png')
      await expect(inspectPicture(file)).rejects.toMatchObject({
        code: 'picture.unreadable',
        message: `${file} is not there.`,
      })
      await expect(inspectPicture(folder)).rejects.toMatchObject({ code: 'picture.unreadable' })
    })
  })
})

describe('huge pictures', () => {
  test.each([1, 6])(
    'a photo of 280 million pixels comes out in little memory, with EXIF orientation %i too',
    async (orientation) => {
      const bytes = await sharp({
        create: { width: 20_000, height: 14_000, channels: 3, background: '#0F3D3E' },
        limitInputPixels: false,
      })
        .withMetadata({ orientation })
        .jpeg()
        .toBuffer()
      const before = process.memoryUsage.rss()
      let most = before
      const watch = setInterval(() => {
        most = Math.max(most, process.memoryUsage.rss())
      }, 5)
      const { place, at } = await prepared(bytes, { width: 1_920, height: 1_080 })
      clearInterval(watch)
      expect(place).toMatchObject({ width: 1_920, height: 1_080, opaque: true })
      expect(near(at(900, 500), [0x0f, 0x3d, 0x3e], 2)).toBe(true)
      expect(most - before).toBeLessThan(300_000_000)
    },
  )

  test('a picture that would have to be decoded whole, and is too large for that, is refused with its size', async () => {
    // The header of an interlaced PNG of 60,000 x 60,000; no pixel is needed to refuse it.
    const header = Buffer.alloc(17)
    header.write('IHDR', 'latin1')
    header.writeUInt32BE(60_000, 4)
    header.writeUInt32BE(60_000, 8)
    header.set([8, 2, 0, 0, 1], 12)
    const chunk = (body: Buffer) => {
      const all = Buffer.alloc(body.length + 8)
      all.writeUInt32BE(body.length - 4, 0)
      body.copy(all, 4)
      all.writeUInt32BE(crc32(body), body.length + 4)
      return all
    }
    const bytes = Buffer.concat([
      Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
      chunk(header),
      chunk(Buffer.concat([Buffer.from('IDAT'), deflateSync(Buffer.alloc(100))])),
      chunk(Buffer.from('IEND')),
    ])
    await expect(withPicture(bytes, (file) => inspectPicture(file, 'poster.png'))).rejects.toMatchObject({
      code: 'picture.too-large',
      message: expect.stringContaining('60000 x 60000 pixels'),
    })
  })

  test('a box that nothing could be drawn for is refused', async () => {
    await expect(prepared(await flat('#ff0000'), { width: 60_000, height: 60_000 })).rejects.toMatchObject({
      code: 'picture.too-large',
    })
  })
})

function crc32(bytes: Buffer): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (0xedb88320 & -(crc & 1))
  }
  return (crc ^ 0xffffffff) >>> 0
}
