import { join } from 'node:path'
import { expect, test } from 'vitest'
import { straightHands } from '../../../src-main/services/video-maker/straight-hands.ts'
import type { Codec } from '../../../src-shared/templates/formats.ts'
import { drawn, openEngine, planOf, scene, shape } from '../../helpers/engine.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'

const { signal } = new AbortController()

test.each<[Codec, string]>([
  ['h264', 'mp4'],
  ['hevc', 'mp4'],
  ['vp9', 'webm'],
  ['gif', 'gif'],
])('a video in %s has the same bits, however many threads read and compose it', (codec, extension) =>
  withTempFolder(async (folder) => {
    const made = async (threads: number) => {
      const engine = await openEngine(join(folder, String(threads)))
      const straight = straightHands()
      const hands = {
        ...straight,
        unit: ((ask, own, make) =>
          straight.unit(ask, own, (given) => make({ ...given, threads }))) as typeof straight.unit,
      }
      const moves = drawn(shape('#ff6b4aff', 90, 60), 0, 24, {
        x: 30,
        y: 40,
        enter: { effect: 'slide', frames: 10, side: 'left', easing: 'out' },
      })
      const next = scene('#0f3d3eff', 24, [drawn(shape('#f2e8daff', 200, 120), 0, 24, { x: 60 })], {
        transition: { type: 'fade', frames: 8, side: 'left', easing: 'linear' },
      })
      const plan = planOf(engine, [scene('#2b2d8cff', 24, [moves]), next], { codec })
      return engine.maker.make(plan, join(folder, `${threads}.${extension}`), { signal, hands })
    }
    const [one, three] = [await made(1), await made(3)]
    expect(three.sha256).toBe(one.sha256)
  }),
)
