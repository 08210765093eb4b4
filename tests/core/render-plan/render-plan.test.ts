import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { LiveLayer, LiveScene } from '../../../src-main/core/render-plan/live-scene.ts'
import { type PlanRequest, planVideo } from '../../../src-main/core/render-plan/render-plan.ts'
import { cutTimeline } from '../../../src-main/core/render-plan/timeline.ts'
import type { VideoPlan } from '../../../src-shared/plans/plan.ts'
import fc from '../../helpers/at-random.ts'

const shape = (colour: string) => ({
  kind: 'shape' as const,
  shape: 'rectangle' as const,
  width: 10,
  height: 10,
  fill: { kind: 'colour' as const, colour },
  radius: 0,
  stroke: null,
  shadow: null,
  opacity: 1,
  rotation: 0,
})
const layer = (
  id: string,
  colour: string,
  start: number,
  end: number,
  more: Partial<LiveLayer> = {},
): LiveLayer => ({
  id,
  follows: 0,
  start,
  end,
  x: 0,
  y: 0,
  width: 10,
  height: 10,
  enter: null,
  exit: null,
  picture: { kind: 'raster', spec: shape(colour) },
  ...more,
})
const scene = (
  id: string,
  frames: number,
  layers: LiveLayer[],
  more: Partial<LiveScene> = {},
): LiveScene => ({
  id,
  frames,
  background: '#000000ff',
  backgroundFollows: 0,
  layers,
  transition: null,
  ...more,
})
const request = (scenes: LiveScene[], more: Partial<PlanRequest> = {}): PlanRequest => ({
  rowKey: 'r',
  language: 'en',
  format: 'landscape',
  width: 320,
  height: 180,
  rate: { num: 30, den: 1 },
  codec: 'h264',
  quality: 'draft',
  composeIn: 'yuv420p',
  scenes,
  timeline: cutTimeline(scenes, 30),
  audio: null,
  segmentMade: { ffmpeg: '7.0', encoder: 'libx264', settings: ['-crf', '20'] },
  outputMade: { ffmpeg: '7.0', encoder: 'copy', settings: [] },
  readsSource: () => false,
  markOf: () => '',
  hash: (text) => createHash('sha256').update(text).digest('hex'),
  ...more,
})
const hashes = (plan: VideoPlan, kind: string) =>
  plan.artifacts.filter(({ spec }) => spec.kind === kind).map(({ hash }) => hash)

const intro = scene('intro', 60, [layer('logo', '#ff0000ff', 0, 60)])
const card = (colour: string) => scene('card', 60, [layer('price', colour, 0, 60, { follows: 2 })])

describe('the plan of a video', () => {
  test('the same request gives the same plan', () => {
    expect(planVideo(request([intro, card('#00ff00ff')]))).toEqual(
      planVideo(request([intro, card('#00ff00ff')])),
    )
  })

  test('two rows share the scenes in which they do not differ, and nothing else', () => {
    const a = planVideo(request([intro, card('#00ff00ff')]))
    const b = planVideo(request([intro, card('#0000ffff')], { rowKey: 's' }))
    expect(hashes(a, 'segment')[0]).toBe(hashes(b, 'segment')[0])
    expect(hashes(a, 'segment')[1]).not.toBe(hashes(b, 'segment')[1])
    expect(a.output).not.toBe(b.output)
  })

  test('the name of a scene, a layer or a row changes no hash', () => {
    const renamed = { ...intro, id: 'opening', layers: intro.layers.map((each) => ({ ...each, id: 'sign' })) }
    expect(planVideo(request([renamed])).output).toBe(
      planVideo(request([intro], { rowKey: 'other', language: 'es' })).output,
    )
  })

  test('everything that can change a bit of a segment changes its hash', () => {
    const base = request([intro])
    const known = new Set([planVideo(base).output])
    const changes: Partial<PlanRequest>[] = [
      { width: 322 },
      { rate: { num: 25, den: 1 } },
      { codec: 'hevc' },
      { quality: 'high' },
      { composeIn: 'yuv444p' },
      { segmentMade: { ...base.segmentMade, ffmpeg: '7.1' } },
      { segmentMade: { ...base.segmentMade, settings: ['-crf', '21'] } },
      { markOf: () => 'another version of the drawing library' },
      { scenes: [{ ...intro, background: '#010000ff' }] },
      { scenes: [{ ...intro, layers: [{ ...intro.layers[0]!, x: 2 }] }] },
    ]
    for (const change of changes) {
      const { output } = planVideo({ ...base, ...change })
      expect(known.has(output), JSON.stringify(change)).toBe(false)
      known.add(output)
    }
  })

  test('artifacts come after all that they are made of, and the finished file is last', () => {
    const { artifacts, output } = planVideo(request([intro, card('#00ff00ff')]))
    const seen = new Set<string>()
    for (const { hash, needs } of artifacts) {
      for (const need of needs) expect(seen.has(need)).toBe(true)
      seen.add(hash)
    }
    expect(artifacts.at(-1)?.hash).toBe(output)
  })

  test('a move that is over leaves a stretch that looks like one without it', () => {
    const moved = layer('logo', '#ff0000ff', 0, 120, {
      enter: { effect: 'fade', frames: 10, side: 'left', easing: 'out' },
    })
    const late = layer('price', '#00ff00ff', 60, 120, { follows: 2 })
    const plan = planVideo(request([scene('a', 120, [moved, late])]))
    const plain = planVideo(
      request([
        scene('b', 60, [
          layer('logo', '#ff0000ff', 0, 60),
          layer('price', '#00ff00ff', 0, 60, { follows: 2 }),
        ]),
      ]),
    )
    expect(hashes(plan, 'segment')[1]).toBe(hashes(plain, 'segment')[0])
  })

  test('the sound is as long as the picture, to the sample', () => {
    const audio = {
      kind: 'audio' as const,
      inputs: [],
      duck: null,
      loudness: { integrated: -14, truePeak: -1 },
      codec: 'aac' as const,
      bitrate: 192_000,
    }
    const plan = planVideo(request([intro], { audio, rate: { num: 30_000, den: 1001 } }))
    const sound = plan.artifacts.find(({ spec }) => spec.kind === 'audio')
    expect(sound?.spec).toMatchObject({ samples: Math.round((60 * 48_000 * 1001) / 30_000) })
  })

  test('a layer shows in each stretch exactly as long as it lives', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 30, max: 200 }),
        fc.nat(199),
        fc.nat(199),
        fc.nat(199),
        (frames, a, b, c) => {
          const [start, end] = [Math.min(a, b) % frames, Math.max(1, Math.max(a, b) % frames)]
          fc.pre(end > start)
          const plan = planVideo(
            request([
              scene('a', frames, [
                layer('x', '#ff0000ff', start, end),
                layer('row', '#00ff00ff', c % frames, frames, { follows: 2 }),
              ]),
            ]),
          )
          let at = 0
          const shown: number[] = []
          for (const { spec } of plan.artifacts) {
            if (spec.kind !== 'segment') continue
            const red = plan.artifacts.find(
              (artifact) =>
                artifact.spec.kind === 'shape' && JSON.stringify(artifact.spec).includes('#ff0000ff'),
            )?.hash
            for (const part of spec.parts) {
              for (const { picture, from, to } of part.stack.layers) {
                if (picture.kind === 'raster' && picture.artifact === red)
                  for (let frame = from; frame < to; frame += 1) shown.push(at + frame)
              }
              at += part.frames
            }
          }
          expect(shown).toEqual(Array.from({ length: end - start }, (_, index) => start + index))
        },
      ),
    )
  })
})
