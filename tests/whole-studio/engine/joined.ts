import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { timescaleOf } from '../../../src-main/core/ffmpeg-commands/encoders.ts'
import type { LiveScene } from '../../../src-main/core/render-plan/live-scene.ts'
import type { VideoPlan } from '../../../src-shared/plans/plan.ts'
import { type Codec, codecs, type Quality, type Rate } from '../../../src-shared/templates/formats.ts'
import fc from '../../helpers/at-random.ts'
import { drawn, type Engine, frameHashes, planOf, scene, shape } from '../../helpers/engine.ts'
import { cutAnywhere, type RandomCuts, randomCuts } from './random-cuts.ts'

const never = { signal: new AbortController().signal }
const size = { width: 96, height: 64 }

/** Two scenes, in which something moves all the time: no two frames are alike. */
const scenes = (frames: number): LiveScene[] => {
  const across = { effect: 'slide', frames, side: 'left', easing: 'linear' } as const
  return [
    scene('#0f3d3eff', frames, [
      drawn(shape('#ff6b4aff', 40, 30), 0, frames, { x: 40, y: 10, enter: across }),
    ]),
    scene(
      '#f2e8daff',
      frames,
      [drawn(shape('#2b2d8cff', 30, 40), 0, frames, { x: 50, y: 14, enter: across })],
      {
        transition: { type: 'wipe', frames: Math.min(5, frames - 1), side: 'top', easing: 'in-out' },
      },
    ),
  ]
}

type Joined = { frames: number; rate: Rate; quality: Quality; cuts: RandomCuts }

const joined: fc.Arbitrary<Joined> = fc.record({
  // The longer ones reach beyond two seconds, where segments have key frames inside.
  frames: fc.oneof(fc.integer({ min: 2, max: 20 }), fc.integer({ min: 30, max: 45 })),
  rate: fc.constantFrom(
    { num: 30_000, den: 1001 },
    { num: 25, den: 1 },
    { num: 24_000, den: 1001 },
    { num: 12, den: 1 },
  ),
  quality: fc.constantFrom<Quality>('draft', 'standard', 'high'),
  cuts: randomCuts,
})

/** Joins segments of random lengths; throws at the first file that differs from its segments, or that is uneven. */
export async function tryJoins(
  engine: Engine,
  folder: string,
  how: { codec: Codec; runs: number; seed: number; onJoin?: (done: number) => void },
): Promise<void> {
  let done = 0
  await fc.assert(
    fc.asyncProperty(joined, async ({ frames, rate, quality, cuts }) => {
      const list = scenes(frames)
      const timeline = cutAnywhere(list, cuts)
      const plan = planOf(engine, list, { ...size, codec: how.codec, rate, quality, timeline })
      const out = join(folder, `joined.${codecs[how.codec].extension}`)
      await engine.maker.make(plan, out, never)
      const wrong = whatIsWrong(engine, plan, folder, out)
      await rm(out)
      if (wrong !== null) throw new Error(wrong)
      done += 1
      how.onJoin?.(done)
    }),
    { numRuns: how.runs, seed: how.seed },
  )
}

/** The files of a plan's segments, in order. */
export function segmentFiles(plan: VideoPlan, folder: string): string[] {
  return plan.cuts.map(({ segment }) => {
    const path = ['mp4', 'mov']
      .map((extension) => join(folder, 'artifacts', segment.slice(0, 2), `${segment}.${extension}`))
      .find(existsSync)
    if (path === undefined) throw new Error(`segment ${segment} is not on disk`)
    return path
  })
}

function whatIsWrong(engine: Engine, plan: VideoPlan, folder: string, out: string): string | null {
  const lengths = plan.cuts.map(({ frames }) => frames).join(' + ')
  const meant = segmentFiles(plan, folder).flatMap((path) => frameHashes(engine, path))
  const seen = frameHashes(engine, out)
  if (meant.length !== plan.frames) return `the segments (${lengths}) decode to ${meant.length} frames`
  const off = meant.findIndex((hash, frame) => seen[frame] !== hash)
  if (off >= 0 || seen.length !== meant.length)
    return `frame ${off} of ${lengths} is not its segment's; there are ${seen.length} of ${meant.length}`
  return unevenTimes(engine, plan, out) ?? warningsOf(engine, out)
}

/** The first packet whose time is not a whole step after the one before, or null. */
export function unevenTimes(
  engine: Engine,
  plan: Pick<VideoPlan, 'rate' | 'frames' | 'codec'>,
  out: string,
): string | null {
  const { rate, codec } = plan
  const end = spawnSync(engine.ffmpeg.ffprobe, [
    ...['-v', 'warning', '-select_streams', 'v:0', '-show_entries', 'packet=pts,dts', '-of', 'csv=p=0', out],
  ])
  if (end.stderr.toString() !== '') return `ffprobe warns: ${end.stderr.toString()}`
  const packets = end.stdout
    .toString()
    .split('\n')
    .flatMap((line) => (/^-?\d/.test(line) ? [line.split(',').map(Number)] : []))
  if (packets.length !== plan.frames) return `${packets.length} packets instead of ${plan.frames}`
  const isWeb = codecs[codec].extension === 'webm'
  // WebM counts milliseconds; the others have a whole number of ticks for each frame.
  const tick = isWeb ? (1000 * rate.den) / rate.num : (timescaleOf(rate) * rate.den) / rate.num
  const slack = isWeb ? 0.501 : 0
  const shown = packets.map(([pts]) => pts!).sort((a, b) => a - b)
  const late = shown.findIndex((pts, frame) => Math.abs(pts - shown[0]! - frame * tick) > 2 * slack)
  if (late >= 0) return `frame ${late} shows at ${shown[late]} instead of ${shown[0]! + late * tick}`
  if (shown[0] !== 0) return `the first frame shows at ${shown[0]}`
  const decoded = packets.map(([, dts]) => dts!)
  const jump = decoded.findIndex((dts, frame) => Math.abs(dts - decoded[0]! - frame * tick) > 2 * slack)
  return jump < 0
    ? null
    : `packet ${jump} is decoded at ${decoded[jump]} instead of ${decoded[0]! + jump * tick}`
}

/** What ffmpeg and ffprobe have to say of a file while they decode all of it, or null. */
export function warningsOf(engine: Pick<Engine, 'ffmpeg'>, out: string): string | null {
  const commands = [
    [engine.ffmpeg.ffmpeg, ['-v', 'warning', '-i', out, '-f', 'null', '-']],
    [engine.ffmpeg.ffprobe, ['-v', 'warning', '-count_frames', '-show_streams', '-show_format', out]],
  ] as const
  for (const [program, args] of commands) {
    const said = spawnSync(program, [...args]).stderr.toString()
    if (said !== '') return `${program} warns: ${said}`
  }
  return null
}
