import { writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { inspectPicture, preparePicture } from '../../../src-main/outside/still-pictures/still-pictures.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'
import { blue, flat, order, prepared, red, withPicture } from './pictures.ts'

const svg = (attributes: string, content: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ${attributes}>${content}</svg>`
const halves = (width: number, height: number) =>
  `<rect width="${width / 2}" height="${height}" fill="#f00"/><rect x="${width / 2}" width="${width / 2}" height="${height}" fill="#00f"/>`

describe('drawings come out sharp at any size', () => {
  test.each([
    ['a viewBox alone', svg('viewBox="0 0 8 4"', halves(8, 4)), 8, 4],
    ['a width and a height alone', svg('width="8" height="4"', halves(8, 4)), 8, 4],
    ['both', svg('width="16" height="8" viewBox="0 0 8 4"', halves(8, 4)), 16, 8],
    ['a width and a viewBox', svg('width="40px" viewBox="0 0 8 4"', halves(8, 4)), 40, 20],
    [
      'centimetres',
      svg(
        'width="2cm" height="1cm"',
        '<rect width="1cm" height="1cm" fill="#f00"/><rect x="1cm" width="1cm" height="1cm" fill="#00f"/>',
      ),
      76,
      38,
    ],
    ['percentages and a viewBox', svg('width="100%" height="100%" viewBox="0 0 8 4"', halves(8, 4)), 8, 4],
    [
      'a viewBox that begins elsewhere',
      svg('viewBox="100 50 8 4"', `<g transform="translate(100 50)">${halves(8, 4)}</g>`),
      8,
      4,
    ],
    [
      'a declaration, a comment and a document type before it',
      `<?xml version="1.0" encoding="UTF-8"?>\n<!-- <svg> of > a lamp -->\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd" [<!ENTITY c "#f00">]>\n${svg('viewBox="0 0 8 4"', `<rect width="4" height="4" fill="&c;"/><rect x="4" width="4" height="4" fill="#00f"/>`)}\n<!-- end -->`,
      8,
      4,
    ],
    ['a giant size of its own', svg('width="90000" height="45000"', halves(90_000, 45_000)), 90_000, 45_000],
  ])('with %s', async (_what, drawing, width, height) => {
    const bytes = Buffer.from(drawing)
    expect(await withPicture(bytes, (file) => inspectPicture(file))).toMatchObject({
      width,
      height,
      format: 'svg',
      hasAlpha: true,
    })
    const { at, place } = await prepared(bytes, { width: 1_000, height: 500 })
    expect(place).toEqual({ left: 0, top: 0, width: 1_000, height: 500, opaque: true })
    // A border drawn at the needed size is one pixel sharp; one that was enlarged is not.
    expect([at(2, 2), at(499, 250), at(500, 250), at(997, 497)].map((found) => found.slice(0, 3))).toEqual([
      red,
      red,
      blue,
      blue,
    ])
  })

  test('a drawing whose box has another shape keeps its own, with margins', async () => {
    const { at } = await prepared(svg('width="100" height="100" viewBox="0 0 20 10"', halves(20, 10)), {
      width: 400,
      height: 400,
    })
    expect(at(100, 200)).toEqual([...red, 255])
    expect(at(200, 50)[3]).toBe(0)
  })

  test('what is empty stays see-through, and is cut away', async () => {
    const { place } = await prepared(
      svg('viewBox="0 0 10 10"', '<rect x="2" y="3" width="4" height="5" fill="#f00"/>'),
      { fit: 'contain' },
    )
    expect(place).toEqual({ left: 20, top: 30, width: 40, height: 50, opaque: true })
  })

  test('a picture embedded in a drawing is drawn', async () => {
    const data = (await flat('#ff0000')).toString('base64')
    const { at } = await prepared(
      svg('viewBox="0 0 10 10"', `<image width="10" height="10" href="data:image/png;base64,${data}"/>`),
    )
    expect(at(50, 50)).toEqual([...red, 255])
  })

  test('a drawing without a size is refused', async () => {
    for (const attributes of ['', 'width="100%" height="100%"', 'width="20"']) {
      await expect(
        withPicture(svg(attributes, halves(8, 4)), (file) => inspectPicture(file, 'logo.svg')),
      ).rejects.toMatchObject({
        code: 'picture.size',
        message: expect.stringContaining('logo.svg'),
      })
    }
  })

  test('text in a drawing is warned of, since its font is the machine’s', async () => {
    const facts = await withPicture(svg('viewBox="0 0 10 10"', '<text y="9">Sale</text>'), (file) =>
      inspectPicture(file, 'logo.svg'),
    )
    expect(facts.warnings).toEqual([expect.stringContaining('turn the text into outlines')])
  })
})

describe('drawings load nothing', () => {
  /** A drawing that tries to show a red picture lying beside it, or on a server, in every way that SVG knows. */
  const tries = (target: string): [string, string][] => [
    ['image', `<image href="${target}" width="10" height="10"/>`],
    ['image, the old way', `<image xlink:href='${target}' width='10' height='10'/>`],
    [
      'feImage',
      `<filter id="f"><feImage href="${target}"/></filter><rect width="10" height="10" filter="url(#f)"/>`,
    ],
    ['use', `<use href="${target}#x"/>`],
    ['a style sheet', `<style>@import url("${target}");</style>`],
    ['a fill', `<rect width="10" height="10" fill="url(${target}#x)"/>`],
    ['a pattern', `<pattern id="p" href="${target}#x"/><rect width="10" height="10" fill="url(#p)"/>`],
    [
      'XInclude',
      `<text y="9" xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="${target}" parse="text"/></text>`,
    ],
    [
      'XInclude with a trick',
      `<text y="9" xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href=".?../../${target}" parse="text"/></text>`,
    ],
    ['a foreign object', `<foreignObject width="10" height="10"><img src="${target}"/></foreignObject>`],
    ['a font', `<style>@font-face{font-family:x;src:url(${target})} text{font-family:x}</style>`],
    [
      'a link hidden in a drawing within the drawing',
      `<image width="10" height="10" href="data:image/svg+xml;base64,${Buffer.from(svg('viewBox="0 0 1 1"', `<image href="${target}" width="1" height="1"/>`)).toString('base64')}"/>`,
    ],
  ]
  const outcome = async (file: string, bytes: string) =>
    preparePicture(file, order(Buffer.from(bytes), {}), 'logo.svg').then(
      ({ place }) => (place.width === 1 && place.height === 1 ? 'nothing drawn' : 'something drawn'),
      (error: { code: string }) => error.code,
    )

  test('neither files beside them, nor files anywhere', async () => {
    await withTempFolder(async (folder) => {
      await writeFile(path.join(folder, 'red.png'), await flat('#ff0000'))
      await writeFile(
        path.join(folder, 'red.svg'),
        svg('viewBox="0 0 1 1"', '<rect id="x" width="1" height="1" fill="red"/>'),
      )
      const targets = ['red.svg', path.join(folder, 'red.png'), `file://${folder}/red.svg`]
      for (const target of targets) {
        for (const [how, content] of tries(target)) {
          const bytes = svg('viewBox="0 0 10 10"', content)
          const file = path.join(folder, 'logo.svg')
          await writeFile(file, bytes)
          expect(['nothing drawn', 'picture.external'], `${how} of ${target}`).toContain(
            await outcome(file, bytes),
          )
        }
      }
    })
  }, 120_000)

  test('nor anything from a server: none is even asked', async () => {
    let asked = 0
    const server = createServer((_request, response) => {
      asked += 1
      response.end()
    })
    server.on('connection', () => {
      asked += 1
    })
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
    try {
      const target = `http://127.0.0.1:${(server.address() as AddressInfo).port}/red.png`
      const documents = [
        ...tries(target).map(([, content]) => svg('viewBox="0 0 10 10"', content)),
        `<?xml version="1.0"?><!DOCTYPE svg SYSTEM "${target}">${svg('viewBox="0 0 10 10"', '')}`,
        `<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY % x SYSTEM "${target}"> %x;]>${svg('viewBox="0 0 10 10"', '')}`,
        `<?xml version="1.0"?><?xml-stylesheet href="${target}"?>${svg('viewBox="0 0 10 10"', '')}`,
      ]
      for (const bytes of documents) {
        const found = await withPicture(bytes, (file) => outcome(file, bytes))
        expect(['nothing drawn', 'picture.external', 'picture.broken'], bytes).toContain(found)
      }
      expect(asked).toBe(0)
    } finally {
      await new Promise((closed) => server.close(closed))
    }
  }, 60_000)

  test('a part in another file is refused with a sentence, not left out silently', async () => {
    for (const content of [
      '<image href="lamp.png"/>',
      '<use xlink:href="icons.svg#lamp"/>',
      '<image href="https://shop.example/lamp.png"/>',
    ]) {
      await expect(
        withPicture(svg('viewBox="0 0 9 9"', content), (file) => inspectPicture(file, 'logo.svg')),
      ).rejects.toMatchObject({
        code: 'picture.external',
        message: expect.stringContaining('logo.svg is a drawing that refers to'),
      })
    }
  })

  test('a link that people may click on is none of that', async () => {
    const { at } = await prepared(
      svg(
        'viewBox="0 0 10 10"',
        `<a href="https://shop.example/"><rect width="10" height="10" fill="#f00"/></a>`,
      ),
    )
    expect(at(50, 50)).toEqual([...red, 255])
  })

  test('an entity that stands for a file is refused', async () => {
    await withTempFolder(async (folder) => {
      await writeFile(path.join(folder, 'secret.txt'), 'SECRET')
      const bytes = `<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file://${folder}/secret.txt">]>${svg('viewBox="0 0 99 20"', '<text y="15">&x;</text>')}`
      await expect(prepared(bytes)).rejects.toMatchObject({ code: 'picture.external' })
    })
  })
})

describe('drawings that are bombs', () => {
  const failing = (bytes: string) =>
    prepared(bytes, { width: 800, height: 800 }).then(
      () => 'drawn',
      (error: { code: string }) => error.code,
    )

  test('entities that unfold to a thousand million letters are refused at once', async () => {
    const names = 'abcdefghij'
    const entities = [...names].map(
      (name, at) => `<!ENTITY ${name} "${at === 0 ? 'ha' : `&${names[at - 1]};`.repeat(10)}">`,
    )
    expect(
      await failing(
        `<?xml version="1.0"?><!DOCTYPE svg [${entities.join('')}]>${svg('viewBox="0 0 9 9"', '<text>&j;</text>')}`,
      ),
    ).toMatch(/picture\.(too-large|broken)/)
  })

  test('one large entity used ten thousand times is refused', async () => {
    const bytes = `<!DOCTYPE svg [<!ENTITY a "${'a'.repeat(10_000)}">]>${svg('viewBox="0 0 9 9"', `<text>${'&a;'.repeat(10_000)}</text>`)}`
    expect(await failing(bytes)).toMatch(/picture\.(too-large|broken)/)
  })

  test('elements nested without end are refused', async () => {
    expect(await failing(svg('viewBox="0 0 9 9"', '<g>'.repeat(50_000) + '</g>'.repeat(50_000)))).toMatch(
      /picture\.(too-large|broken)/,
    )
  })

  test('a part that shows itself, and parts that show each other a thousand million times, come to an end', async () => {
    expect(await failing(svg('viewBox="0 0 9 9"', '<g id="a"><use href="#a"/></g>'))).toBe('drawn')
    const levels = Array.from(
      { length: 9 },
      (_, at) => `<g id="l${at + 1}">${`<use href="#l${at}"/>`.repeat(10)}</g>`,
    )
    expect(
      await failing(
        svg(
          'viewBox="0 0 9 9"',
          `<defs><rect id="l0" width="1" height="1"/>${levels.join('')}</defs><use href="#l9"/>`,
        ),
      ),
    ).toBe('picture.too-large')
  }, 60_000)

  test('a drawing that asks for all of the memory is ended, and the studio keeps its own', async () => {
    const before = process.memoryUsage.rss()
    const pattern =
      '<pattern id="p" width="26000" height="26000" patternUnits="userSpaceOnUse"><rect width="26000" height="26000" fill="red"/></pattern>'
    expect(
      await failing(
        svg('viewBox="0 0 1000 1000"', `${pattern}<rect width="1000" height="1000" fill="url(#p)"/>`),
      ),
    ).toBe('picture.too-large')
    expect(process.memoryUsage.rss() - before).toBeLessThan(200_000_000)
  }, 60_000)
})
