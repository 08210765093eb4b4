import { expect, test } from 'vitest'
import { cutTimeline } from '../../../src-main/core/render-plan/timeline.ts'
import type { RasterPlace } from '../../../src-shared/plans/rasters.ts'
import fc from '../../helpers/at-random.ts'
import { openEngine, planOf } from '../../helpers/engine.ts'
import { intentOfScenes, lies } from '../../helpers/intents.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'
import { composedFrames } from './composed-frames.ts'
import { randomVideo } from './random-scenes.ts'
import { addSources } from './random-sources.ts'

/** Frames that look alike though the plan moves something: what is hidden, or too little to be seen. */
const mostHidden = 0.06

test(
  'where the plan says that nothing moves, each frame is the one before it to the bit, and elsewhere hardly any is',
  // What chance has found once is a fault: it is not tried again.
  { retry: 0, timeout: 300_000 },
  () =>
    withTempFolder(async (folder) => {
      const engine = await openEngine(folder)
      const { pictures, clips } = await addSources(engine, folder)
      // Matroska rounds its times to milliseconds: which picture is due at a tie can't be told from the rate.
      const sources = { pictures, clips: clips.slice(0, 2) }
      const seen = { frames: 0, still: 0, alike: 0, hidden: 0 }
      await fc.assert(
        fc.asyncProperty(randomVideo(sources), async ({ scenes, ...how }) => {
          const timeline = cutTimeline(scenes, how.rate.num / how.rate.den)
          const plan = planOf(engine, scenes, { ...how, timeline, readsSource: false })
          // In 10 bit the file of a clip has been through a coder: frames that were the same are nearly the same.
          const isCoded =
            how.composeIn === 'yuv422p10le' && plan.artifacts.some(({ spec }) => spec.kind === 'clip')
          const places = new Map<string, RasterPlace>()
          for (const { hash, spec } of plan.artifacts) {
            if (spec.kind === 'text' || spec.kind === 'shape')
              places.set(hash, (await engine.needs.draw(spec)).place)
            if (spec.kind === 'picture')
              places.set(
                hash,
                (await engine.needs.preparePicture(engine.pictures.get(spec.content)!, spec)).place,
              )
          }
          const known = {
            place: (hash: string) => places.get(hash) ?? null,
            media: (content: string) => engine.needs.fileOf(content)?.media ?? null,
          }
          const intent = intentOfScenes(plan, scenes, known, { movement: 'any' })
          expect(intent.frames).toBe(plan.frames)
          const { hashes } = await composedFrames(engine, folder, plan)
          for (let frame = 1; frame < hashes.length; frame++) {
            const isAlike = hashes[frame] === hashes[frame - 1]
            const isMeant = lies(frame, intent.still)
            if (isMeant && !isAlike && !isCoded) throw new Error(`frame ${frame} of ${hashes.length} moves`)
            seen.frames++
            if (isMeant) seen.still++
            if (isAlike) seen.alike++
            if (isAlike && !isMeant) seen.hidden++
          }
        }),
        { numRuns: 40, seed: 7, endOnFailure: true },
      )
      expect(seen.still).toBeGreaterThan(100)
      expect(seen.hidden / seen.frames).toBeLessThan(mostHidden)
      console.log(seen)
    }),
)
