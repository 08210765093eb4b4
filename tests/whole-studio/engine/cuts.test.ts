import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Codec } from '../../../src-shared/templates/formats.ts'
import { drawn, openEngine, planOf, probe, scene, shape } from '../../helpers/engine.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'
import { tryJoins } from './joined.ts'
import { seedOf } from './seeds.ts'

const never = { signal: new AbortController().signal }
// What chance has found once is a fault: it is not tried again.
const atRandom = { retry: 0 }
const size = { width: 96, height: 64 }

describe.each(['h264', 'hevc', 'prores', 'vp9', 'av1'] as Codec[])('joining %s', (codec) => {
  test(
    'however long its segments are, the finished file has their frames, one by one, at even times, and nobody warns',
    atRandom,
    () =>
      withTempFolder(async (folder) => {
        const engine = await openEngine(folder)
        await tryJoins(engine, folder, { codec, runs: 10, seed: seedOf(`joining ${codec}`) })
      }),
  )
})

describe('sizes and rates', () => {
  test.each([
    ['h264', 321, 181],
    ['hevc', 97, 65],
    ['vp9', 321, 181],
    ['av1', 321, 181],
    ['prores', 321, 181],
    ['gif', 481, 271],
  ] as const)('%s comes out at the odd size of %i x %i', (codec, width, height) =>
    withTempFolder(async (folder) => {
      const engine = await openEngine(folder)
      const plan = planOf(
        engine,
        [
          scene('#0f3d3eff', 12, [
            drawn(shape('#ff6b4aff', 31, 31), 0, 12, {
              x: 20,
              y: 20,
              enter: { effect: 'zoom', frames: 6, side: 'left', easing: 'out' },
            }),
          ]),
        ],
        { codec, width, height },
      )
      const extension = { h264: 'mp4', hevc: 'mp4', prores: 'mov', vp9: 'webm', av1: 'webm', gif: 'gif' }[
        codec
      ]
      expect(await engine.maker.make(plan, join(folder, `a.${extension}`), never)).toMatchObject({
        frames: 12,
        width,
        height,
      })
    }),
  )

  test.each([
    [24, 1],
    [25, 1],
    [50, 1],
    [60_000, 1001],
    [24_000, 1001],
    [12.5, 1],
  ])('%f/%i frames a second', (num, den) =>
    withTempFolder(async (folder) => {
      const engine = await openEngine(folder)
      const rate = Number.isInteger(num) ? { num, den } : { num: num * 2, den: den * 2 }
      const plan = planOf(
        engine,
        [
          scene('#0f3d3eff', 20, []),
          scene('#f2e8daff', 20, [], {
            transition: { type: 'slide', frames: 5, side: 'right', easing: 'linear' },
          }),
        ],
        { ...size, rate },
      )
      const out = join(folder, 'a.mp4')
      await engine.maker.make(plan, out, never)
      const { streams } = probe(engine, out)
      expect(streams[0]).toMatchObject({
        r_frame_rate: `${rate.num}/${rate.den}`,
        avg_frame_rate: `${rate.num}/${rate.den}`,
        nb_read_frames: '35',
      })
    }),
  )
})
