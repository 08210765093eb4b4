import { randomUUID } from 'node:crypto'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { cutTimeline, type Timeline } from '../../../src-main/core/render-plan/timeline.ts'
import type { ClipSpec } from '../../../src-shared/plans/media.ts'
import type { PlacedLayer, VideoPlan } from '../../../src-shared/plans/plan.ts'
import fc from '../../helpers/at-random.ts'
import { type Engine, planOf } from '../../helpers/engine.ts'
import { composedFrames } from './composed-frames.ts'
import { cutAnywhere, type RandomCuts, randomCuts, randomShare } from './random-cuts.ts'
import { type RandomVideo, randomVideo, type Sources } from './random-scenes.ts'

/** What the plans that were tried held: a property that never meets a kind of picture says nothing of it. */
export type Tried = {
  plans: number
  segments: number
  /** Plans in which it was seen. */
  kinds: Map<string, number>
}

/** Milliseconds for finding a smaller case. */
const searchTime = 60_000

/**
 * Tries random plans: cut by cost, cut anywhere and not cut at all, a video has the same frames, to the bit; and a still
 * of any frame is that frame. Rejects with the smallest case that was found, and with what repeats it.
 */
export async function tryPlans(
  engine: Engine,
  folder: string,
  how: { sources: Sources; plans: number; seed: number; atOnce: number; onPlan?: (done: number) => void },
): Promise<Tried> {
  const tried: Tried = { plans: 0, segments: 0, kinds: new Map() }
  const share = Math.ceil(how.plans / how.atOnce)
  /** When the search for a smaller case ends, once one was found. */
  let until = Number.POSITIVE_INFINITY
  const runs = Array.from({ length: how.atOnce }, (_, index) =>
    fc.assert(
      fc.asyncProperty(randomVideo(how.sources), randomCuts, randomShare, async (...plan) => {
        if (performance.now() > until) return
        await tryPlan(engine, folder, plan, tried).catch((error: unknown) => {
          until = Math.min(until, performance.now() + searchTime)
          throw error
        })
        tried.plans += 1
        how.onPlan?.(tried.plans)
      }),
      { numRuns: share, seed: how.seed + index, endOnFailure: false },
    ),
  )
  const ends = await Promise.allSettled(runs)
  const failed = ends.find((end) => end.status === 'rejected')
  if (failed !== undefined) throw failed.reason
  return tried
}

/** One plan; throws at the first difference. */
export async function tryPlan(
  engine: Engine,
  folder: string,
  [video, cuts, share]: [RandomVideo, RandomCuts, number],
  tried: Tried,
): Promise<void> {
  const { scenes, rate } = video
  const perSecond = rate.num / rate.den
  const timelines = [
    cutTimeline(scenes, perSecond),
    cutAnywhere(scenes, cuts),
    cutTimeline(scenes, perSecond, { whole: true }),
  ]
  const [byCost, anywhere, whole] = plansOf(engine, video, timelines) as [VideoPlan, VideoPlan, VideoPlan]
  for (const plan of [byCost, anywhere, whole]) note(plan, tried)

  const frame = Math.min(whole.frames - 1, Math.floor(share * whole.frames))
  const meant = await composedFrames(engine, folder, whole, frame)
  same((await composedFrames(engine, folder, byCost)).hashes, meant.hashes, 'cut by cost')
  same((await composedFrames(engine, folder, anywhere)).hashes, meant.hashes, 'cut anywhere')

  const out = join(folder, `${randomUUID()}.png`)
  await engine.maker.still(byCost, frame, out, { signal: new AbortController().signal })
  const still = await sharp(await readFile(out))
    .removeAlpha()
    .raw()
    .toBuffer()
  await rm(out)
  sameStill(
    still,
    meant.rgb!,
    video,
    filesAreCoded(byCost) ? codingLoss : 0,
    `frame ${frame} of ${whole.frames}`,
  )
}

/** How far a still is from its frame at most, of 255 on an average, where clips of 10 bit were through a coder. */
const codingLoss = 2

/** A file of a clip loses nothing in 8 bit. In 10 bit it does, a little; and a still doesn't take its clips from it. */
function filesAreCoded(plan: VideoPlan): boolean {
  return plan.artifacts.some(({ spec }) => spec.kind === 'clip' && spec.composeIn === 'yuv422p10le')
}

function sameStill(still: Buffer, meant: Buffer, { width }: RandomVideo, slack: number, what: string): void {
  const off = still.findIndex((value, at) => value !== meant[at])
  if (off < 0 && still.length === meant.length) return
  const distance = still.reduce((sum, value, at) => sum + Math.abs(value - meant[at]!), 0) / meant.length
  if (still.length === meant.length && distance <= slack) return
  const place = `(${Math.floor(off / 3) % width}, ${Math.floor(off / 3 / width)})`
  throw new Error(
    `the still of ${what} is not that frame; at ${place} it is ${still[off]}, not ${meant[off]}; ${distance.toFixed(2)} on an average`,
  )
}

/**
 * A plan for each timeline. The video that is not cut takes its clips from files, the others straight from their
 * sources where that can be. In 10 bit all of them do the same: there a file has been through a coder.
 */
function plansOf(engine: Engine, video: RandomVideo, timelines: Timeline[]): VideoPlan[] {
  const { scenes, ...how } = video
  const plans = (readsSource: (spec: ClipSpec, whole: boolean) => boolean) =>
    timelines.map((timeline, index) =>
      planOf(engine, scenes, {
        ...how,
        timeline,
        readsSource: (spec) => spec.end !== 'loop' && readsSource(spec, index === timelines.length - 1),
      }),
    )
  if (video.composeIn !== 'yuv422p10le') return plans((_, whole) => !whole)
  const straight = plans(() => true).map(
    (plan) =>
      new Set(layersOf(plan).flatMap(({ picture }) => (picture.kind === 'source' ? [picture.spec] : []))),
  )
  return plans((spec) => straight.every((specs) => specs.has(spec)))
}

function same(frames: string[], meant: string[], how: string): void {
  const off = meant.findIndex((hash, frame) => frames[frame] !== hash)
  if (off >= 0 || frames.length !== meant.length)
    throw new Error(
      `${how}, frame ${off} of ${meant.length} is not the one of the whole video (${frames.length} frames)`,
    )
}

function layersOf(plan: VideoPlan): PlacedLayer[] {
  return plan.artifacts.flatMap(({ spec }) =>
    spec.kind === 'segment'
      ? spec.parts.flatMap(({ stack, into }) => [...stack.layers, ...(into?.stack.layers ?? [])])
      : [],
  )
}

function note(plan: VideoPlan, tried: Tried): void {
  const seen = new Set<string>([plan.codec])
  tried.segments += plan.cuts.length
  if (plan.cuts.length > 1) seen.add('cut')
  for (const { picture, enter, exit } of layersOf(plan)) {
    seen.add(picture.kind)
    for (const move of [enter, exit]) if (move !== null) seen.add(`layer ${move.effect}`)
    if (picture.kind === 'moving' && picture.mask !== null) seen.add('mask')
    if (picture.kind === 'moving' && picture.rotation !== 0) seen.add('turned')
  }
  for (const { spec } of plan.artifacts)
    if (spec.kind === 'segment')
      for (const { into } of spec.parts) if (into !== null) seen.add(`scene ${into.type}`)
  for (const kind of seen) tried.kinds.set(kind, (tried.kinds.get(kind) ?? 0) + 1)
}
