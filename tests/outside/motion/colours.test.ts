import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { projectRoot } from '../../helpers/project-root.ts'
import { openTools } from '../media/made-media.ts'
import { framesOf, moving, type Picture, painted, reelOf, samplesOf, withStage, writePng } from './reels.ts'

const { ffmpeg } = await openTools()

/** What ffmpeg makes of the same pixels, with the flags of the product's other pictures; colour on the left column. */
function byFfmpeg({ data, width, height }: Picture, pixelFormat: string): Uint8Array {
  const scale =
    'scale=out_color_matrix=bt709:out_range=tv:flags=bicubic+accurate_rnd+full_chroma_int+full_chroma_inp'
  const sited = pixelFormat === 'yuv420p' ? `${scale}:out_h_chr_pos=0:out_v_chr_pos=128` : scale
  const raw = ['-f', 'rawvideo', '-pix_fmt']
  const end = spawnSync(
    ffmpeg,
    [
      ...['-v', 'error', ...raw, 'rgba', '-s', `${width}x${height}`, '-i', '-'],
      ...['-vf', `${sited},format=${pixelFormat}`, ...raw, pixelFormat, '-'],
    ],
    { input: data, maxBuffer: 1e9 },
  )
  if (end.status !== 0) throw new Error(String(end.stderr))
  return end.stdout
}

async function standingStill(picture: Picture, pixelFormat: 'yuv420p' | 'yuv444p') {
  return withStage(async (stage, folder) => {
    const path = join(folder, 'p.png')
    await writePng(path, picture)
    const reel = reelOf([moving(path, picture, 1)], { pixelFormat })
    return { reel, frame: (await framesOf(stage, reel))[0]! }
  })
}

describe('colours are those that ffmpeg makes of the same picture', () => {
  test.each(['yuv420p', 'yuv444p'] as const)('brand colours within one step, in %s', async (pixelFormat) => {
    const tile = 24
    const colour = (x: number, y: number) => {
      const number = Math.floor(y / tile) * 12 + Math.floor(x / tile)
      if (number < 8) return [number & 1 ? 255 : 0, number & 2 ? 255 : 0, number & 4 ? 255 : 0]
      return [0, 1, 2].map((channel) => (Math.imul(number * 3 + channel + 1, 0x9e3779b1) >>> 20) & 255)
    }
    const picture = painted(12 * tile, 8 * tile, colour)
    const wanted = byFfmpeg(picture, pixelFormat)
    const { reel, frame } = await standingStill(picture, pixelFormat)
    for (const plane of [0, 1, 2] as const) {
      const [found, right] = [samplesOf(frame, reel, plane), samplesOf(wanted, reel, plane)]
      const size = tile / (reel.width / found.width)
      for (let y = size / 2; y < found.height; y += size) {
        for (let x = size / 2; x < found.width; x += size) {
          expect(Math.abs(found.at(x, y) - right.at(x, y))).toBeLessThanOrEqual(1)
        }
      }
    }
  })

  test.each(['yuv420p', 'yuv444p'] as const)(
    'photos within two steps but for a few hard edges, in %s',
    async (pixelFormat) => {
      const photo = join(projectRoot, 'resources', 'sample-data', 'neighbourhoods', 'hillside.jpg')
      const [width, height] = [480, 270]
      const data = await sharp(photo).resize(width, height).ensureAlpha().raw().toBuffer()
      const picture = { data, width, height }
      const wanted = byFfmpeg(picture, pixelFormat)
      const { frame } = await standingStill(picture, pixelFormat)
      expect(frame.length).toBe(wanted.length)
      const apart = wanted.map((value, at) => Math.abs(value - frame[at]!))
      // At hard edges between colours the two kernels differ: ffmpeg's overshoots there.
      expect(apart.filter((each) => each > 2).length).toBeLessThan(apart.length / 500)
      expect(apart.reduce((most, each) => Math.max(most, each))).toBeLessThanOrEqual(6)
      expect(apart.reduce((sum, each) => sum + each, 0) / apart.length).toBeLessThan(0.5)
    },
  )
})

describe('a see-through picture', () => {
  const round = (size: number) =>
    painted(size, size, (x, y) => {
      const inside = size / 2 - Math.hypot(x + 0.5 - size / 2, y + 0.5 - size / 2)
      return inside <= -0.5 ? [0, 0, 0, 0] : [255, 0, 0, Math.round(255 * Math.min(1, inside + 0.5))]
    })
  const slowly = {
    from: { zoom: 1.1, x: -0.7, y: 0.3 },
    to: { zoom: 1.3, x: 0.4, y: 0 },
    easing: 'linear' as const,
  }

  test.each(['yuv420p', 'yuv444p'] as const)(
    'keeps its colour up to its edge and beyond, in %s',
    async (pixelFormat) => {
      await withStage(async (stage, folder) => {
        const part = round(60)
        const path = join(folder, 'p.png')
        await writePng(path, part)
        const size = { width: 100, height: 90 }
        const picture = moving(path, size, 5, {
          place: { left: 21, top: 13, width: 60, height: 60, opaque: false },
          alpha: { x: 0, y: 90 },
          motion: slowly,
        })
        const reel = reelOf([picture], { pixelFormat })
        for (const frame of await framesOf(stage, reel)) {
          for (const [plane, red] of [63, 102, 240].entries()) {
            const found = samplesOf(frame, reel, plane as 0 | 1 | 2, { x: 0, y: 0, ...size })
            for (let y = 0; y < found.height; y += 1) {
              for (let x = 0; x < found.width; x += 1)
                expect(Math.abs(found.at(x, y) - red)).toBeLessThanOrEqual(1)
            }
          }
        }
      })
    },
  )

  test('is clear outside of its visible part and solid inside', async () => {
    await withStage(async (stage, folder) => {
      const path = join(folder, 'p.png')
      await writePng(path, round(60))
      const picture = moving(path, { width: 100, height: 90 }, 1, {
        place: { left: 21, top: 13, width: 60, height: 60, opaque: false },
        alpha: { x: 100, y: 0 },
      })
      const reel = reelOf([picture])
      const alpha = samplesOf((await framesOf(stage, reel))[0]!, reel, 0, {
        x: 100,
        y: 0,
        width: 100,
        height: 90,
      })
      for (let y = 0; y < 90; y += 1) {
        for (let x = 0; x < 100; x += 1) {
          const inside = 30 - Math.hypot(x + 0.5 - 51, y + 0.5 - 43)
          if (inside > 1) expect(alpha.at(x, y)).toBe(255)
          if (inside < -1) expect(alpha.at(x, y)).toBe(0)
        }
      }
    })
  })
})
