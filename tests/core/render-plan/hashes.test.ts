import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { LiveLayer, LiveScene } from '../../../src-main/core/render-plan/live-scene.ts'
import { type PlanRequest, planVideo } from '../../../src-main/core/render-plan/render-plan.ts'
import type { Artifact, PlacedMove, VideoPlan } from '../../../src-shared/plans/plan.ts'
import type { ShapeRaster } from '../../../src-shared/plans/rasters.ts'
import { cutAnywhere, randomCuts } from '../../whole-studio/engine/random-cuts.ts'
import { type RandomVideo, randomVideo } from '../../whole-studio/engine/random-scenes.ts'

/*
 * What a segment depends on is reckoned here a second time, by counting frames: where a scene begins, when a layer
 * shows, while it comes and while it goes. Then one thing is changed, and what has another hash is compared with it.
 */

type Marks = Record<'fonts' | 'drawing' | 'pictures' | 'clips' | 'sound', string>
type Whole = Omit<PlanRequest, 'timeline' | 'markOf' | 'hash' | 'readsSource'> & { marks: Marks }
type Span = readonly [from: number, to: number]

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

/** Where each scene begins in the video, and how many of its first frames lie over the one before. */
function placesOf(scenes: readonly LiveScene[]): { start: number; over: number }[] {
  const places = [{ start: 0, over: 0 }]
  for (const [index, scene] of scenes.entries()) {
    if (index === 0) continue
    const before = scenes[index - 1]!
    const place = places[index - 1]!
    const over = Math.min(scene.transition?.frames ?? 0, before.frames - place.over, scene.frames)
    places.push({ start: place.start + before.frames - over, over })
  }
  return places
}

const overlap = ([a, b]: Span, [c, d]: Span) => a < d && c < b

/** The frames of the video that depend on what is changed; or all of it, or its sound or nothing but the file. */
type Depends = Span[] | 'all' | 'sound' | 'file' | 'nothing'

type Target = { request: Whole; scene: LiveScene; index: number; start: number; over: number }
type LayerTarget = Target & { layer: LiveLayer; life: Span; entering: Span; leaving: Span }

const inWhole: Record<string, (request: Whole) => Depends> = {
  'the ffmpeg that encodes': ({ segmentMade }) => {
    segmentMade.ffmpeg = '7.1'
    return 'all'
  },
  'the encoder': ({ segmentMade }) => {
    segmentMade.encoder = 'h264_nvenc'
    return 'all'
  },
  'a setting of the encoder': ({ segmentMade }) => {
    segmentMade.settings = segmentMade.settings.map((flag) => (flag === '19' ? '20' : flag))
    return 'all'
  },
  'the number of threads': ({ segmentMade }) => {
    segmentMade.settings = [...segmentMade.settings.slice(0, -1), '2']
    return 'all'
  },
  'the quality': (request) => {
    request.quality = 'high'
    return 'all'
  },
  'the codec': (request) => {
    request.codec = 'hevc'
    return 'all'
  },
  'the rate': (request) => {
    request.rate = { num: 48, den: 1 }
    return 'all'
  },
  'the size': (request) => {
    request.width += 2
    return 'all'
  },
  'the way to compose': (request) => {
    request.composeIn = request.composeIn === 'yuv444p' ? 'yuv420p' : 'yuv444p'
    return 'all'
  },
  'the gain of the music': ({ audio }) => {
    audio!.inputs[0]!.gain = -4
    return 'sound'
  },
  'the content of the music': ({ audio }) => {
    audio!.inputs[0]!.content = 'another tune'
    return 'sound'
  },
  'what joins': ({ outputMade }) => {
    outputMade.ffmpeg = '7.1'
    return 'file'
  },
  'the row, the language and the format by name': (request) => {
    Object.assign(request, { rowKey: 'other', language: 'de', format: 'wide' })
    return 'nothing'
  },
  'the names of scenes and layers': ({ scenes }) => {
    for (const scene of scenes) {
      scene.id = 'renamed'
      for (const layer of scene.layers) layer.id = 'renamed'
    }
    return 'nothing'
  },
}

/** The frames in which such layers show. */
function framesWith(scenes: readonly LiveScene[], has: (layer: LiveLayer) => boolean): Span[] {
  return placesOf(scenes).flatMap(({ start }, index) =>
    scenes[index]!.layers.filter(has).map((layer) => [start + layer.start, start + layer.end] as const),
  )
}

const specsOf = ({ picture }: LiveLayer): Artifact['spec'][] =>
  picture.kind === 'moving' && picture.mask !== null ? [picture.spec, picture.mask] : [picture.spec]

const inMarks: Record<Exclude<keyof Marks, 'sound'>, (layer: LiveLayer) => boolean> = {
  fonts: (layer) => layer.picture.spec.kind === 'text',
  drawing: (layer) => specsOf(layer).some(({ kind }) => kind === 'text' || kind === 'shape'),
  pictures: (layer) => layer.picture.spec.kind === 'picture',
  clips: (layer) => layer.picture.kind === 'clip',
}

const inScene: Record<string, (target: Target) => Depends | null> = {
  'the background': ({ scene, start }) => {
    scene.background = '#010203ff'
    return [[start, start + scene.frames]]
  },
  'the type of a transition': ({ scene, start, over }) => {
    if (scene.transition === null) return null
    scene.transition.type = scene.transition.type === 'fade' ? 'wipe' : 'fade'
    return [[start, start + over]]
  },
  'the side of a transition': ({ scene, start, over }) => {
    if (scene.transition === null) return null
    scene.transition.side = scene.transition.side === 'left' ? 'right' : 'left'
    return [[start, start + over]]
  },
  'the easing of a transition': ({ scene, start, over }) => {
    if (scene.transition === null) return null
    scene.transition.easing = scene.transition.easing === 'in' ? 'out' : 'in'
    return [[start, start + over]]
  },
  'a layer more': ({ scene, start }) => {
    const spec = { ...plain, width: 8, height: 8 }
    const place = { x: 0, y: 0, width: 8, height: 8, enter: null, exit: null }
    scene.layers.push({
      id: 'more',
      follows: 2,
      start: scene.frames - 1,
      end: scene.frames,
      ...place,
      picture: { kind: 'raster', spec },
    })
    return [[start + scene.frames - 1, start + scene.frames]]
  },
}

const plain: Omit<ShapeRaster, 'width' | 'height'> = {
  ...{ kind: 'shape', shape: 'rectangle', fill: { kind: 'colour', colour: '#0a0b0cff' }, radius: 0 },
  ...{ stroke: null, shadow: null, opacity: 1, rotation: 0 },
}

const changed = (move: PlacedMove | null, how: (move: PlacedMove) => void): boolean => {
  if (move === null) return false
  how(move)
  return true
}
const toOther = (move: PlacedMove) => {
  move.effect = move.effect === 'fade' ? 'zoom' : 'fade'
}
const toOtherEasing = (move: PlacedMove) => {
  move.easing = move.easing === 'linear' ? 'in' : 'linear'
}
const otherWord = (word: string) => `${word}!`

const inLayer: Record<string, (target: LayerTarget) => Depends | null> = {
  'where a layer stands': ({ layer, life }) => {
    layer.x += 2
    return [life]
  },
  'how large a layer is': ({ layer, life }) => {
    layer.height += 2
    return [life]
  },
  'a colour or a content': ({ layer, life }) => {
    const { spec } = layer.picture
    if (spec.kind === 'text') spec.colour = '#0a0b0cff'
    else if (spec.kind === 'shape') spec.fill = { kind: 'colour', colour: '#0a0b0cff' }
    else spec.content = otherWord(spec.content)
    return [life]
  },
  'a word': ({ layer, life }) => {
    const { spec } = layer.picture
    if (spec.kind !== 'text') return null
    spec.lines = spec.lines.map((line) => ({ ...line, text: otherWord(line.text) }))
    return [life]
  },
  'how a still moves': ({ layer, life }) => {
    if (layer.picture.kind !== 'moving') return null
    layer.picture.motion.to = { ...layer.picture.motion.to, zoom: 1.75 }
    return [life]
  },
  'the corners of a still that moves': ({ layer, life }) => {
    if (layer.picture.kind !== 'moving' || layer.picture.mask === null) return null
    layer.picture.mask.radius += 1
    return [life]
  },
  'the kind of coming': ({ layer, entering }) => (changed(layer.enter, toOther) ? [entering] : null),
  'the easing of coming': ({ layer, entering }) => (changed(layer.enter, toOtherEasing) ? [entering] : null),
  'the kind of going': ({ layer, leaving }) => (changed(layer.exit, toOther) ? [leaving] : null),
  'the easing of going': ({ layer, leaving }) => (changed(layer.exit, toOtherEasing) ? [leaving] : null),
  'a coming that takes longer': ({ layer, entering: [from, to], life }) =>
    layer.enter !== null &&
    from + layer.enter.frames < life[1] &&
    changed(layer.enter, (move) => (move.frames += 1))
      ? [[from, to + 1]]
      : null,
  'a going that takes longer': ({ layer, leaving: [from, to], life }) =>
    layer.exit !== null &&
    to - layer.exit.frames > life[0] &&
    changed(layer.exit, (move) => (move.frames += 1))
      ? [[from - 1, to]]
      : null,
}

function targets(request: Whole): Target[] {
  return placesOf(request.scenes).map(({ start, over }, index) => {
    return { request, scene: request.scenes[index]!, index, start, over }
  })
}

function layerTargets(request: Whole): LayerTarget[] {
  return targets(request).flatMap((target) =>
    target.scene.layers.map((layer) => {
      const life = [target.start + layer.start, target.start + layer.end] as const
      const entering = [life[0], life[0] + (layer.enter?.frames ?? 0)] as const
      const leaving = [life[1] - (layer.exit?.frames ?? 0), life[1]] as const
      return { ...target, layer, life, entering, leaving }
    }),
  )
}

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
