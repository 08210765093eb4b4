import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { LiveLayer, LiveScene } from '../../../src-main/core/render-plan/live-scene.ts'
import type { Follows, PlacedMove, VideoPlan } from '../../../src-shared/plans/plan.ts'
import type { Codec } from '../../../src-shared/templates/formats.ts'
import {
  drawn,
  type Engine,
  frameHashes,
  openEngine,
  planOf,
  probe,
  scene,
  shape,
} from '../../helpers/engine.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'

const never = { signal: new AbortController().signal }
const size = { width: 96, height: 64 }

function segmentFiles(plan: VideoPlan, folder: string): string[] {
  const output = plan.artifacts.at(-1)!.spec
  if (output.kind !== 'output') throw new Error('no output')
  return output.segments.map(({ artifact }) => {
    const path = ['mp4', 'mov']
      .map((extension) => join(folder, 'artifacts', artifact.slice(0, 2), `${artifact}.${extension}`))
      .find(existsSync)
    if (path === undefined) throw new Error(`segment ${artifact} is not on disk`)
    return path
  })
}

const move = fc.record({
  effect: fc.constantFrom('fade', 'slide', 'zoom'),
  frames: fc.integer({ min: 1, max: 12 }),
  side: fc.constantFrom('left', 'right', 'top', 'bottom'),
  easing: fc.constantFrom('linear', 'in', 'out', 'in-out'),
}) satisfies fc.Arbitrary<PlacedMove>

const layers = (frames: number): fc.Arbitrary<LiveLayer[]> =>
  fc.array(
    fc
      .record({
        colour: fc.constantFrom('#ff6b4aff', '#2b2d8cff', '#d6ff5c80'),
        x: fc.integer({ min: -10, max: 40 }).map((x) => 2 * x),
        y: fc.integer({ min: -5, max: 25 }).map((y) => 2 * y),
        start: fc.nat(frames - 2),
        life: fc.integer({ min: 2, max: frames }),
        enter: fc.option(move),
        exit: fc.option(move),
        follows: fc.constantFrom<Follows>(0, 1, 2, 3),
        rotation: fc.constantFrom(0, 0, 20),
      })
      .map(({ colour, x, y, start, life, enter, exit, follows, rotation }) => {
        const end = Math.min(frames, start + life)
        const within = (step: PlacedMove | null) =>
          step === null ? null : { ...step, frames: Math.min(step.frames, end - start) }
        return drawn(shape(colour, 40, 30, { radius: 8, rotation }), start, end, {
          x,
          y,
          enter: within(enter),
          exit: within(exit),
          follows,
        })
      }),
    { maxLength: 4 },
  )

const scenes: fc.Arbitrary<LiveScene[]> = fc.array(
  fc.integer({ min: 14, max: 45 }).chain((frames) =>
    fc
      .record({
        background: fc.constantFrom('#0f3d3eff', '#f2e8daff', '#12263fff'),
        layers: layers(frames),
        transition: fc.option(
          fc.record({
            type: fc.constantFrom('fade', 'slide', 'wipe', 'zoom'),
            frames: fc.integer({ min: 1, max: 12 }),
            side: fc.constantFrom('left', 'right', 'top', 'bottom'),
            easing: fc.constantFrom('linear', 'in', 'out', 'in-out'),
          }),
        ),
      })
      .map(({ background, layers: own, transition }) => scene(background, frames, own, { transition })),
  ),
  { minLength: 1, maxLength: 3 },
)

async function losslessFrames(
  engine: Engine,
  folder: string,
  list: LiveScene[],
  name: string,
): Promise<string[]> {
  // Segments of a GIF are coded without loss: what comes out of them is exactly what was composed.
  const plan = planOf(engine, list, { ...size, codec: 'gif' })
  await engine.maker.make(plan, join(folder, `${name}.gif`), never)
  return segmentFiles(plan, folder).flatMap((path) => frameHashes(engine, path))
}

describe('cutting time', () => {
  test('a video that is cut where rows differ has the same frames, to the bit, as one that is not cut', () =>
    withTempFolder(async (folder) => {
      const engine = await openEngine(folder)
      let name = 0
      await fc.assert(
        fc.asyncProperty(scenes, async (list) => {
          const uncut = list.map((each) => ({
            ...each,
            layers: each.layers.map((layer) => ({ ...layer, follows: 0 as const })),
          }))
          name += 1
          expect(await losslessFrames(engine, folder, list, `cut${name}`)).toEqual(
            await losslessFrames(engine, folder, uncut, `uncut${name}`),
          )
        }),
        { numRuns: 15, endOnFailure: true },
      )
    }))
})

describe.each(['h264', 'hevc', 'prores', 'vp9', 'av1'] as Codec[])('joining %s', (codec) => {
  test('the finished file has the frames of its segments, one by one, at even times', () =>
    withTempFolder(async (folder) => {
      const engine = await openEngine(folder)
      const rate = { num: 30_000, den: 1001 }
      const list = [
        scene('#0f3d3eff', 40, [
          drawn(shape('#ff6b4aff', 40, 30), 13, 40, {
            x: 10,
            y: 10,
            follows: 2,
            enter: { effect: 'slide', frames: 8, side: 'left', easing: 'out' },
          }),
        ]),
        scene('#f2e8daff', 31, [drawn(shape('#2b2d8cff', 40, 30), 0, 31, { x: 30, y: 20 })], {
          transition: { type: 'wipe', frames: 9, side: 'top', easing: 'in-out' },
        }),
      ]
      const plan = planOf(engine, list, { ...size, codec, rate })
      const out = join(
        folder,
        `a.${{ h264: 'mp4', hevc: 'mp4', prores: 'mov', vp9: 'webm', av1: 'webm', gif: 'gif' }[codec]}`,
      )
      await engine.maker.make(plan, out, never)
      expect(segmentFiles(plan, folder)).toHaveLength(3)
      expect(frameHashes(engine, out)).toEqual(
        segmentFiles(plan, folder).flatMap((path) => frameHashes(engine, path)),
      )

      const end = spawnSync(engine.ffmpeg.ffprobe, [
        '-v',
        'warning',
        '-select_streams',
        'v:0',
        '-show_entries',
        'frame=best_effort_timestamp_time',
        '-of',
        'csv=p=0',
        out,
      ])
      expect(end.stderr.toString()).toBe('')
      const times = end.stdout
        .toString()
        .trim()
        .split('\n')
        // Frames with side data have further, empty lines.
        .flatMap((line) => (/^\d/.test(line) ? Number.parseFloat(line) : []))
      expect(times).toHaveLength(62)
      // WebM counts milliseconds.
      times.forEach((time, frame) => {
        expect(Math.abs(time - times[0]! - (frame * rate.den) / rate.num)).toBeLessThan(0.0011)
      })
      const warnings = spawnSync(engine.ffmpeg.ffmpeg, ['-v', 'warning', '-i', out, '-f', 'null', '-'])
      expect(warnings.stderr.toString()).toBe('')
    }))
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
