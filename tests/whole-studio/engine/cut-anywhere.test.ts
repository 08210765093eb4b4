import { expect, test } from 'vitest'
import { openEngine } from '../../helpers/engine.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'
import { tryPlans } from './cut-anywhere.ts'
import { addSources } from './random-sources.ts'
import { seedOf } from './seeds.ts'

/** Each of them is rendered three times, cut by cost, cut anywhere and whole, and one of its frames as a still. */
const plans = 200
const kinds = [
  ...['h264', 'prores', 'gif', 'cut', 'raster', 'moving', 'mask', 'turned', 'clip', 'source'],
  ...['layer fade', 'layer slide', 'layer zoom'],
  ...['scene fade', 'scene slide', 'scene wipe', 'scene zoom'],
]

test(
  'wherever a video is cut, its frames are those of the video in one piece, to the bit, and so is a still',
  // What chance has found once is a fault: it is not tried again.
  { retry: 0, timeout: 900_000 },
  () =>
    withTempFolder(async (folder) => {
      const engine = await openEngine(folder)
      const sources = await addSources(engine, folder)
      const tried = await tryPlans(engine, folder, {
        sources,
        plans,
        seed: seedOf('cutting anywhere'),
        atOnce: 2,
      })
      console.log(`seen: ${tried.plans} plans, ${tried.segments} segments`)
      expect(tried.plans).toBe(plans)
      for (const kind of kinds) expect(tried.kinds.get(kind) ?? 0, `plans with ${kind}`).toBeGreaterThan(5)
    }),
)
