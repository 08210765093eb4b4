import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { LiveLayer, LiveScene } from '../../../src-main/core/render-plan/live-scene.ts'
import type { ClipSpec } from '../../../src-shared/plans/media.ts'
import {
  clipOf,
  decodeRgb,
  drawn,
  type Engine,
  openEngine,
  pixel,
  planOf,
  scene,
  shape,
} from '../../helpers/engine.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'

const never = { signal: new AbortController().signal }
const [width, height] = [320, 180]

const clip = ({ content = 'counting', ...more }: Partial<ClipSpec> = {}) =>
  clipOf(content, { width, height, ...more })

/** Eighty frames, each a little lighter than the one before. */
function makeCounting(engine: Engine, path: string): void {
  const made = spawnSync(engine.ffmpeg.ffmpeg, [
    '-v',
    'error',
    '-f',
    'lavfi',
    '-i',
    `color=c=black:s=${width}x${height}:r=25:d=3.2,format=yuv420p,geq=lum='30+2*N':cb=128:cr=128`,
    '-c:v',
    'libx264',
    '-qp',
    '2',
    '-colorspace',
    'bt709',
    '-color_range',
    'tv',
    path,
  ])
  expect(made.stderr.toString()).toBe('')
}

describe('clips in a cut video', () => {
  test.each([
    ['from its start', {}, (frame: number) => frame],
    [
      'from a second on, twice as fast, then frozen',
      { from: 1, speed: 2 },
      (frame: number) => Math.min(79, 25 + 2 * frame),
    ],
    ['a stretch that is looped', { from: 0.4, to: 1.2, end: 'loop' }, (frame: number) => 10 + (frame % 20)],
    ['through rounded corners', { radius: 20 }, (frame: number) => frame],
  ] as const)('a clip shows the frame that is meant in every frame, across all cuts: %s', (_, how, meant) =>
    withTempFolder(async (folder) => {
      const engine = await openEngine(folder)
      const path = join(folder, 'counting.mp4')
      makeCounting(engine, path)
      await engine.addClip('counting', path)
      const layer: LiveLayer = {
        ...drawn(shape('#000000ff', width, height), 0, 60),
        picture: { kind: 'clip', spec: clip(how) },
      }
      // The field comes and goes with the row: cuts at 20 and 41, inside the clip.
      const field = drawn(shape('#ff6b4aff', 40, 40), 20, 41, { follows: 2 })
      const plan = planOf(engine, [scene('#0f3d3eff', 60, [layer, field])], {
        width,
        height,
        rate: { num: 25, den: 1 },
        quality: 'high',
      })
      expect(plan.artifacts.filter(({ spec }) => spec.kind === 'segment')).toHaveLength(3)
      const out = join(folder, 'a.mp4')
      await engine.maker.make(plan, out, never)
      const shown = decodeRgb(engine, out, width, height).map((frame) => pixel(frame, width, 200, 100)[1])
      const light = (frame: number) => ((30 + 2 * meant(frame) - 16) * 255) / 219
      const wrong = shown.flatMap((value, frame) =>
        Math.abs(value - light(frame)) > 1.2 ? [{ frame, value, meant: light(frame) }] : [],
      )
      expect(shown).toHaveLength(60)
      expect(wrong).toEqual([])
    }),
  )
})

describe('a clip that only one segment shows', () => {
  const scenes = (path: string): LiveScene[] => [
    scene('#0f3d3eff', 20, [drawn(shape('#ff6b4aff', 40, 40), 0, 20, { follows: 2 })]),
    scene(
      '#0f3d3eff',
      60,
      [
        {
          ...drawn(shape('#000000ff', width, height), 0, 60),
          follows: 2,
          picture: { kind: 'clip', spec: clip({ content: path }) },
        },
        drawn(shape('#ff6b4aff', 40, 40), 20, 41, { follows: 2 }),
      ],
      { transition: { type: 'slide', frames: 10, side: 'right', easing: 'linear' } },
    ),
  ]
  const how = { width, height, rate: { num: 25, den: 1 }, quality: 'high', readsSource: true } as const

  test('is read straight from its source, once for its scene and the transition into it', () =>
    withTempFolder(async (folder) => {
      const engine = await openEngine(folder)
      const path = join(folder, 'counting.mp4')
      makeCounting(engine, path)
      await engine.addClip('counting', path)
      const plan = planOf(engine, scenes('counting'), how)
      expect(plan.artifacts.map(({ spec }) => spec.kind)).toEqual(['shape', 'segment', 'output'])
      const out = join(folder, 'a.mp4')
      await engine.maker.make(plan, out, never)
      const shown = decodeRgb(engine, out, width, height).map((frame) => pixel(frame, width, 310, 170)[1])
      expect(shown).toHaveLength(70)
      // Right of the middle the clip is in sight from the fifth frame of the transition on.
      const wrong = shown.flatMap((value, frame) =>
        frame < 16 || Math.abs(value - ((30 + 2 * (frame - 10) - 16) * 255) / 219) < 1.2
          ? []
          : [[frame, value]],
      )
      expect(wrong).toEqual([])
    }))

  test('is named when its pictures are damaged, and no video is made', () =>
    withTempFolder(async (folder) => {
      const engine = await openEngine(folder)
      const path = join(folder, 'damaged.mp4')
      makeCounting(engine, path)
      await engine.addClip('damaged', path)
      const bytes = await readFile(path)
      const at = bytes.indexOf('mdat') + 4
      bytes.fill(0x5a, at + Math.floor((bytes.length - at) / 3), at + Math.floor((bytes.length - at) / 2))
      await writeFile(path, bytes)
      const made = engine.maker.make(planOf(engine, scenes('damaged'), how), join(folder, 'a.mp4'), never)
      await expect(made).rejects.toMatchObject({ code: 'media.broken' })
      await expect(made).rejects.toThrow('damaged.mp4')
      expect(existsSync(join(folder, 'a.mp4'))).toBe(false)
    }))

  test('is named when it holds fewer pictures than it promised, instead of the last one standing still', () =>
    withTempFolder(async (folder) => {
      const engine = await openEngine(folder)
      const path = join(folder, 'short.mp4')
      makeCounting(engine, path)
      await engine.addClip('short', path)
      // Cut off after it was probed.
      const whole = await readFile(path)
      spawnSync(engine.ffmpeg.ffmpeg, [
        '-v',
        'error',
        '-y',
        '-i',
        path,
        '-c',
        'copy',
        '-frames:v',
        '30',
        `${path}.mp4`,
      ])
      await rename(`${path}.mp4`, path)
      expect((await readFile(path)).length).toBeLessThan(whole.length)
      const made = engine.maker.make(planOf(engine, scenes('short'), how), join(folder, 'a.mp4'), never)
      await expect(made).rejects.toThrow('short.mp4')
    }))
})
