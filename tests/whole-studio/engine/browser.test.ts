import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { chromium } from 'playwright'
import { expect, test } from 'vitest'
import type { Codec } from '../../../src-shared/templates/formats.ts'
import { browserForTests } from '../../helpers/browser.ts'
import { drawn, openEngine, planOf, scene, shape } from '../../helpers/engine.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'

const types = { mp4: 'video/mp4', webm: 'video/webm', gif: 'image/gif' } as const
const files: [Codec, keyof typeof types][] = [
  ['h264', 'mp4'],
  ['vp9', 'webm'],
  ['av1', 'webm'],
  ['gif', 'gif'],
]

test('a browser plays what is meant for the web, in its size, its length and its brand colour', () =>
  withTempFolder(async (folder) => {
    const engine = await openEngine(folder)
    const server = createServer((request, response) => {
      const name = request.url!.slice(1)
      const type = types[name.split('.')[1] as keyof typeof types]
      if (type === undefined)
        response.setHeader('content-type', 'text/html').end('<!doctype html><title>player</title>')
      else response.setHeader('content-type', type).end(readFileSync(join(folder, name)))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const browser = await chromium.launch(browserForTests())
    try {
      const page = await browser.newPage()
      await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
      for (const [codec, extension] of files) {
        const name = `${codec}.${extension}`
        const scenes = [
          scene('#0f3d3eff', 15, []),
          scene('#ff6b4aff', 15, [drawn(shape('#0f3d3eff', 40, 40), 0, 15)]),
        ]
        await engine.maker.make(
          planOf(engine, scenes, { codec, width: 320, height: 180 }),
          join(folder, name),
          { signal: new AbortController().signal },
        )
        const seen = await page.evaluate(
          async ({ name, isPicture }) => {
            const canvas = document.createElement('canvas')
            canvas.width = 320
            canvas.height = 180
            const context = canvas.getContext('2d')!
            const at = (x: number, y: number) => [...context.getImageData(x, y, 1, 1).data.slice(0, 3)]
            if (isPicture) {
              const picture = new Image()
              picture.src = `/${name}`
              await picture.decode()
              context.drawImage(picture, 0, 0)
              return {
                width: picture.naturalWidth,
                height: picture.naturalHeight,
                duration: 1,
                colours: [at(160, 90)],
              }
            }
            const video = document.createElement('video')
            video.muted = true
            // As a whole: this server knows no ranges, and without them a browser can't seek.
            video.src = URL.createObjectURL(await (await fetch(`/${name}`)).blob())
            const shown = (time: number) =>
              new Promise<void>((resolve, reject) => {
                video.onerror = () => reject(new Error(`${name}: ${video.error?.message}`))
                video.onseeked = () => resolve()
                video.currentTime = time
              })
            await new Promise((resolve, reject) => {
              video.onloadedmetadata = resolve
              video.onerror = () => reject(new Error(`${name}: ${video.error?.message}`))
            })
            const colours: number[][] = []
            for (const time of [0.21, 0.71]) {
              await shown(time)
              context.drawImage(video, 0, 0)
              colours.push(at(160, 90))
            }
            return { width: video.videoWidth, height: video.videoHeight, duration: video.duration, colours }
          },
          { name, isPicture: extension === 'gif' },
        )
        expect(seen, codec).toMatchObject({ width: 320, height: 180 })
        expect(Math.abs(seen.duration - 1), codec).toBeLessThan(0.02)
        // The browser's own way from YUV to RGB is coarser than ffmpeg's; a wrong matrix is off by 20 and more.
        const meant = [
          [15, 61, 62],
          [255, 107, 74],
        ]
        seen.colours.forEach((colour, index) => {
          for (const part of [0, 1, 2])
            expect(
              Math.abs(colour[part]! - meant[index]![part]!),
              `${codec}: ${colour}, meant ${meant[index]}`,
            ).toBeLessThanOrEqual(5)
        })
      }
    } finally {
      await browser.close()
      server.close()
    }
  }))
