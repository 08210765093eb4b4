import type { LiveLayer, LiveScene } from '../../../src-main/core/render-plan/live-scene.ts'
import type { PlanRequest } from '../../../src-main/core/render-plan/render-plan.ts'
import type { Artifact, PlacedMove } from '../../../src-shared/plans/plan.ts'
import type { ShapeRaster } from '../../../src-shared/plans/rasters.ts'

/*
 * What a segment depends on is reckoned here a second time, by counting frames: where a scene begins, when a layer
 * shows, while it comes and while it goes. Then one thing is changed, and what has another hash is compared with it.
 */

export type Marks = Record<'fonts' | 'drawing' | 'pictures' | 'clips' | 'sound', string>
export type Whole = Omit<PlanRequest, 'timeline' | 'markOf' | 'hash' | 'readsSource'> & { marks: Marks }
export type Span = readonly [from: number, to: number]

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

export const overlap = ([a, b]: Span, [c, d]: Span) => Math.max(a, c) < Math.min(b, d)

/** The frames of the video that depend on what is changed; or all of it, or its sound or nothing but the file. */
export type Depends = Span[] | 'all' | 'sound' | 'file' | 'nothing'

type Target = { request: Whole; scene: LiveScene; index: number; start: number; over: number }
export type LayerTarget = Target & { layer: LiveLayer; life: Span; entering: Span; leaving: Span }

export const inWhole: Record<string, (request: Whole) => Depends> = {
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
export function framesWith(scenes: readonly LiveScene[], has: (layer: LiveLayer) => boolean): Span[] {
  return placesOf(scenes).flatMap(({ start }, index) =>
    scenes[index]!.layers.filter(has).map((layer) => [start + layer.start, start + layer.end] as const),
  )
}

export const specsOf = ({ picture }: LiveLayer): Artifact['spec'][] =>
  picture.kind === 'moving' && picture.mask !== null ? [picture.spec, picture.mask] : [picture.spec]

export const inMarks: Record<Exclude<keyof Marks, 'sound'>, (layer: LiveLayer) => boolean> = {
  fonts: (layer) => layer.picture.spec.kind === 'text',
  drawing: (layer) => specsOf(layer).some(({ kind }) => kind === 'text' || kind === 'shape'),
  pictures: (layer) => layer.picture.spec.kind === 'picture',
  clips: (layer) => layer.picture.kind === 'clip',
}

export const inScene: Record<string, (target: Target) => Depends | null> = {
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

export const inLayer: Record<string, (target: LayerTarget) => Depends | null> = {
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

export function targets(request: Whole): Target[] {
  return placesOf(request.scenes).map(({ start, over }, index) => {
    return { request, scene: request.scenes[index]!, index, start, over }
  })
}

export function layerTargets(request: Whole): LayerTarget[] {
  return targets(request).flatMap((target) =>
    target.scene.layers.map((layer) => {
      const life = [target.start + layer.start, target.start + layer.end] as const
      const entering = [life[0], life[0] + (layer.enter?.frames ?? 0)] as const
      const leaving = [life[1] - (layer.exit?.frames ?? 0), life[1]] as const
      return { ...target, layer, life, entering, leaving }
    }),
  )
}
