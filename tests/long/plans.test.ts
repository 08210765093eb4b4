import { describe, expect, test } from 'vitest'
import { type Codec, codecs } from '../../src-shared/templates/formats.ts'
import { openEngine } from '../helpers/engine.ts'
import { withTempFolder } from '../helpers/temp-folder.ts'
import { tryPlans } from '../whole-studio/engine/cut-anywhere.ts'
import { tryJoins } from '../whole-studio/engine/joined.ts'
import { addSources } from '../whole-studio/engine/random-sources.ts'
import { seedOf } from '../whole-studio/engine/seeds.ts'
import { countFrom, ffmpegBuilds, teller } from './builds.ts'

const plans = countFrom('REELMILL_PLANS', 2_000)
const joins = Math.max(1, Math.round(plans / 40))
const joined = (Object.keys(codecs) as Codec[]).filter((codec) => codec !== 'gif')

describe.each(await ffmpegBuilds())('with %s', (program) => {
  test(`wherever ${plans} videos are cut, their frames are those of the video in one piece, to the bit, and so are stills`, () =>
    withTempFolder(async (folder) => {
      const engine = await openEngine(folder, { program })
      const sources = await addSources(engine, folder)
      const seed = seedOf(`cutting anywhere, ${engine.ffmpeg.ffmpegVersion}`)
      const onPlan = teller('plans', plans)
      // Not the machine's processors: with one seed the same plans are drawn everywhere.
      const atOnce = 4
      const tried = await tryPlans(engine, folder, { sources, plans, seed, atOnce, onPlan })
      console.log(`${tried.segments} segments; plans with`, Object.fromEntries(tried.kinds))
      expect(tried.plans).toBeGreaterThanOrEqual(plans)
    }))

  test.each(joined)(
    `${joins} joins of %s have the frames of their segments, at even times, and nobody warns`,
    (codec) =>
      withTempFolder(async (folder) => {
        const engine = await openEngine(folder, { program })
        const seed = seedOf(`joining ${codec}, ${engine.ffmpeg.ffmpegVersion}`)
        const tell = teller(`joins of ${codec}`, joins)
        await tryJoins(engine, folder, { codec, runs: joins, seed, onJoin: tell })
      }),
  )
})
