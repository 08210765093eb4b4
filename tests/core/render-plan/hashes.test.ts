import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { planVideo } from '../../../src-main/core/render-plan/render-plan.ts'
import type { Artifact, VideoPlan } from '../../../src-shared/plans/plan.ts'
import fc from '../../helpers/at-random.ts'
import { cutAnywhere, randomCuts } from '../../whole-studio/engine/random-cuts.ts'
import { type RandomVideo, randomVideo } from '../../whole-studio/engine/random-scenes.ts'
import {
  type Depends,
  framesWith,
  inLayer,
  inMarks,
  inScene,
  inWhole,
  type LayerTarget,
  layerTargets,
  type Marks,
  overlap,
  type Span,
  specsOf,
  targets,
  type Whole,
} from './changes.ts'

const sources = { pictures: ['photo', 'cut-out'], clips: ['walk', 'talk'] }
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

const markOf = (spec: Artifact['spec'], marks: Marks): string =>
  ({
    text: `${marks.drawing} ${marks.fonts}`,
    shape: marks.drawing,
    picture: marks.pictures,
    clip: marks.clips,
    audio: marks.sound,
    segment: '',
    output: '',
  })[spec.kind]

const requestOf = (video: RandomVideo): Whole => ({
  rowKey: 'row',
  language: 'en',
  format: 'square',
  quality: 'standard',
  audio: {
    kind: 'audio',
    inputs: [
      {
        ...{ role: 'music', content: 'tune', at: 0, duration: 9, from: 0, to: null, speed: 1 },
        ...{ loop: false, gain: -3, fadeIn: 0, fadeOut: 0 },
      },
    ],
    duck: null,
    loudness: { integrated: -14, truePeak: -1 },
    codec: 'aac',
    bitrate: 192_000,
  },
  segmentMade: { ffmpeg: '7.0', encoder: 'libx264', settings: ['-crf', '19', '-threads', '1'] },
  outputMade: { ffmpeg: '7.0', encoder: 'copy', settings: [] },
  marks: { fonts: 'Inter', drawing: 'skia', pictures: 'vips', clips: '7.0', sound: '7.0' },
  ...structuredClone(video),
})

const planOf = ({ marks, ...request }: Whole, cuts: Parameters<typeof cutAnywhere>[1], straight: boolean) =>
  planVideo({
    ...request,
    timeline: cutAnywhere(request.scenes, cuts),
    readsSource: () => straight,
    markOf: (spec) => markOf(spec, marks),
    hash: sha256,
  })

const cases = fc.record({
  video: randomVideo(sources, 60),
  cuts: randomCuts,
  straight: fc.boolean(),
  pick: fc.nat(1_000),
})
const timesEach = 60

/** Draws videos until the change could be made in so many of them, and compares what has changed with what depends. */
function prove(change: (request: Whole, pick: number, straight: boolean) => Depends | null): void {
  let met = 0
  fc.assert(
    fc.property(cases, ({ video, cuts, straight, pick }) => {
      const before = planOf(requestOf(video), cuts, straight)
      const request = requestOf(video)
      const depends = change(request, pick, straight)
      fc.pre(depends !== null)
      met += 1
      const after = planOf(request, cuts, straight)
      const spans = before.cuts.map(({ from, frames }): Span => [from, from + frames])
      const meant = spans.map(
        (span) =>
          depends === 'all' || (Array.isArray(depends) && depends.some((each) => overlap(each, span))),
      )
      expect(before.cuts.map(({ segment }, index) => segment !== after.cuts[index]!.segment)).toEqual(meant)
      expect(soundOf(before) !== soundOf(after)).toBe(
        depends === 'sound' || request.rate.num !== video.rate.num,
      )
      expect(before.output !== after.output).toBe(
        depends !== 'nothing' && (typeof depends === 'string' || meant.includes(true)),
      )
      sameSpecsSameHashes([
        [before, requestOf(video).marks],
        [after, request.marks],
      ])
      expect(pictureSpecs(after)).toEqual(specsShown(request, after))
    }),
    { numRuns: timesEach },
  )
  expect(met).toBeGreaterThanOrEqual(timesEach)
}

const soundOf = ({ artifacts }: VideoPlan) => artifacts.find(({ spec }) => spec.kind === 'audio')?.hash

const keyOf = (spec: Artifact['spec']) => JSON.stringify(spec)
const isShown = ({ spec }: Artifact) => ['text', 'shape', 'picture', 'clip'].includes(spec.kind)
const pictureSpecs = ({ artifacts }: VideoPlan) =>
  artifacts
    .filter(isShown)
    .map(({ spec }) => keyOf(spec))
    .sort()

/** Everything that layers show is an artifact, once for all of them; but for clips that are read straight. */
function specsShown({ scenes }: Whole, plan: VideoPlan): string[] {
  const read = new Set(
    plan.artifacts.flatMap(({ spec }) =>
      spec.kind === 'segment'
        ? spec.parts.flatMap(({ stack, into }) =>
            [...stack.layers, ...(into?.stack.layers ?? [])].flatMap(({ picture }) =>
              picture.kind === 'source' ? [keyOf(picture.spec)] : [],
            ),
          )
        : [],
    ),
  )
  const made = new Set(plan.artifacts.map(({ spec }) => keyOf(spec)))
  const keys = scenes.flatMap(({ layers }) => layers.flatMap(specsOf)).map((spec) => keyOf(spec))
  return [...new Set(keys)].filter((key) => !read.has(key) || made.has(key)).sort()
}

/** Pictures and clips have one hash for the same spec and mark, and another for another one, in both plans. */
function sameSpecsSameHashes(plans: [VideoPlan, Marks][]): void {
  const hashes = new Map<string, string>()
  for (const [plan, marks] of plans)
    for (const { hash, spec } of plan.artifacts.filter(isShown)) {
      const key = `${markOf(spec, marks)} ${keyOf(spec)}`
      expect(hashes.get(key) ?? hash).toBe(hash)
      hashes.set(key, hash)
    }
  expect(new Set(hashes.values()).size).toBe(hashes.size)
}

describe('one thing is changed, and what depends on it is made anew, and nothing else', () => {
  test.each(Object.keys(inWhole))('%s', (what) => prove((request) => inWhole[what]!(request)))

  test.each(Object.keys(inScene))('%s', (what) =>
    prove((request, pick) => {
      const all = targets(request)
      return inScene[what]!(all[pick % all.length]!)
    }),
  )

  test.each(Object.keys(inLayer))('%s', (what) =>
    prove((request, pick) => {
      const all = layerTargets(request)
      return all.length === 0 ? null : inLayer[what]!(all[pick % all.length]!)
    }),
  )

  test.each(Object.keys(inMarks) as (keyof typeof inMarks)[])('the version of what makes the %s', (mark) =>
    prove((request, _, straight) => {
      // A clip that is read straight is made by what encodes the segment.
      if (mark === 'clips' && straight) return null
      request.marks[mark] = 'newer'
      return framesWith(request.scenes, inMarks[mark])
    }),
  )

  test('the version of what mixes the sound', () =>
    prove((request) => {
      request.marks.sound = 'newer'
      return 'sound'
    }))
})

test('a layer that shows a frame later, or a frame less, changes what shows it otherwise, and nothing that never shows it', () => {
  fc.assert(
    fc.property(cases, fc.boolean(), ({ video, cuts, straight, pick }, later) => {
      const [old, request] = [requestOf(video), requestOf(video)]
      const all = layerTargets(request)
      fc.pre(all.length > 0)
      const { layer, scene, life } = all[pick % all.length]!
      fc.pre(later ? layer.end < scene.frames : layer.end - layer.start > 12)
      if (later) layer.start += 1
      layer.end += later ? 1 : -1
      const was = layerTargets(old)[pick % all.length]!
      const is = layerTargets(request)[pick % all.length]!
      const [before, after] = [planOf(old, cuts, straight), planOf(request, cuts, straight)]
      for (const [index, { segment, from, frames }] of before.cuts.entries()) {
        const span: Span = [from, from + frames]
        const differs = Array.from({ length: frames }, (_, frame) => from + frame).some(
          (frame) => lookAt(was, frame) !== lookAt(is, frame),
        )
        const isOther = segment !== after.cuts[index]!.segment
        if (differs) expect(isOther).toBe(true)
        if (isOther) expect(overlap(span, life) || overlap(span, is.life)).toBe(true)
      }
    }),
    { numRuns: 300 },
  )
})

/** What of a layer decides how it looks in one frame of the video, besides what it is. */
function lookAt({ layer, life: [from, to], entering, leaving }: LayerTarget, frame: number): string {
  if (frame < from || frame >= to) return 'away'
  const coming = frame < entering[1] ? frame - from : 'in place'
  const going = frame >= leaving[0] ? to - frame : 'stays'
  const moves =
    layer.picture.kind === 'raster'
      ? ''
      : `${frame - from} ${layer.picture.kind === 'moving' ? to - from : ''}`
  return `${coming} ${going} ${moves}`
}
