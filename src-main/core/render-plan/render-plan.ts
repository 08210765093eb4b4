import type { AudioSpec, ClipSpec, ComposeFormat } from '../../../src-shared/plans/media.ts'
import type {
  Artifact,
  Cut,
  EncoderMark,
  PlacedLayer,
  PlacedMove,
  SegmentPart,
  SegmentSpec,
  Stack,
  VideoPlan,
} from '../../../src-shared/plans/plan.ts'
import type { Codec, Quality, Rate } from '../../../src-shared/templates/formats.ts'
import type { LiveLayer, LiveScene } from './live-scene.ts'
import { type Piece, type Stretch, type Timeline, timesShown } from './timeline.ts'

/** Goes into every hash: raise it when the same plan is drawn otherwise than before. */
const plannerVersion = 4

export type PlanRequest = {
  rowKey: string
  language: string
  format: string
  width: number
  height: number
  rate: Rate
  codec: Codec
  quality: Quality
  composeIn: ComposeFormat
  scenes: LiveScene[]
  /** The scenes' own, from `cutTimeline`. */
  timeline: Timeline
  /** The sound; its length is set to the video's. */
  audio: Omit<AudioSpec, 'samples'> | null
  segmentMade: Omit<EncoderMark, 'planner'>
  outputMade: Omit<EncoderMark, 'planner'>
  /**
   * Whether a clip that one segment of the video shows, and `uses` segments of a batch like the reference one, is read
   * straight from its source instead of from a file that is made of it.
   */
  readsSource(spec: ClipSpec, uses: number): boolean
  /** What else decides an artifact's bits: versions of the drawing library, hashes of fonts. */
  markOf(spec: Artifact['spec']): string
  /** SHA-256 of a text, lower-case hex. */
  hash(text: string): string
  /** Hashes of texts that were met before, by the very object: a template's own come again in each of its plans. */
  hashes?: WeakMap<Artifact['spec'], string>
}

/** Sampling rate of every sound. */
const sampleRate = 48_000

/** The plan of one video. Pure: the same request gives the same plan, with the same hashes, on every machine. */
export function planVideo(request: PlanRequest): VideoPlan {
  const { scenes, rate, timeline } = request
  const artifacts = new Map<string, Artifact>()
  const showings = countShowings(scenes, timeline)
  const hashes = new Map<Artifact['spec'], string>()
  const add = (label: string, spec: Artifact['spec'], needs: string[]): string => {
    const known = spec.kind === 'text' ? (request.hashes ?? hashes) : hashes
    let hash = known.get(spec)
    if (hash === undefined) {
      // Every spec is built in one place, so the order of its keys is always the same.
      hash = request.hash(JSON.stringify({ spec, mark: request.markOf(spec), planner: plannerVersion }))
      known.set(spec, hash)
    }
    if (!artifacts.has(hash)) artifacts.set(hash, { hash, label, spec, needs: [...new Set(needs)] })
    return hash
  }
  const cuts: Cut[] = []
  const segments = timeline.stretches.map((stretch) => {
    const needs: string[] = []
    const context: Context = {
      add: (label, spec) => {
        const hash = add(label, spec, [])
        needs.push(hash)
        return hash
      },
      readsSource: (spec, layer) =>
        (showings.get(layer) ?? 0) === 1 &&
        fillsItsPieces(layer, scenes, stretch.pieces) &&
        request.readsSource(spec, timesShown(layer.follows, stretch.follows)),
    }
    const parts = stretch.pieces.flatMap((piece) => partsOf(scenes, piece, context))
    const spec: SegmentSpec = {
      kind: 'segment',
      width: request.width,
      height: request.height,
      rate,
      frames: stretch.frames,
      composeIn: request.composeIn,
      codec: request.codec,
      quality: request.quality,
      parts,
      made: { ...request.segmentMade, planner: plannerVersion },
    }
    const artifact = add(labelOf(scenes, stretch), spec, needs)
    const { from, frames, follows, because } = stretch
    cuts.push({ segment: artifact, from, frames, follows, because })
    return { artifact, frames }
  })
  const audio =
    request.audio === null
      ? null
      : add(
          'sound',
          { ...request.audio, samples: Math.round((timeline.frames * sampleRate * rate.den) / rate.num) },
          [],
        )
  const output = add(
    'finished file',
    {
      kind: 'output',
      codec: request.codec,
      width: request.width,
      height: request.height,
      rate,
      frames: timeline.frames,
      segments,
      audio,
      made: { ...request.outputMade, planner: plannerVersion },
    },
    [...segments.map(({ artifact }) => artifact), ...(audio === null ? [] : [audio])],
  )
  const { rowKey, language, format, width, height, codec, quality } = request
  return {
    rowKey,
    language,
    format,
    width,
    height,
    rate,
    frames: timeline.frames,
    codec,
    quality,
    artifacts: [...artifacts.values()],
    output,
    cuts,
  }
}

/** In how many segments each layer shows: what only one shows needs no file of its own. */
function countShowings(scenes: readonly LiveScene[], timeline: Timeline): Map<LiveLayer, number> {
  const showings = new Map<LiveLayer, number>()
  for (const { pieces } of timeline.stretches) {
    const shown = new Set<LiveLayer>()
    for (const { kind, scene, from, frames } of pieces) {
      for (const layer of scenes[scene]!.layers)
        if (layer.start < from + frames && from < layer.end) shown.add(layer)
      if (kind === 'transition')
        for (const layer of scenes[scene + 1]!.layers) if (layer.start < frames) shown.add(layer)
    }
    for (const layer of shown) showings.set(layer, (showings.get(layer) ?? 0) + 1)
  }
  return showings
}

/**
 * Whether a layer shows from the first to the last frame of each piece that it shows in. Only then is it noticed when
 * its source ends before its time.
 */
function fillsItsPieces(layer: LiveLayer, scenes: readonly LiveScene[], pieces: readonly Piece[]): boolean {
  return pieces.every(({ kind, scene, from, frames }) => {
    const start = scenes[scene]!.layers.includes(layer)
      ? from
      : kind === 'transition' && scenes[scene + 1]!.layers.includes(layer)
        ? 0
        : null
    if (start === null || layer.end <= start || layer.start >= start + frames) return true
    return layer.start <= start && layer.end >= start + frames
  })
}

function labelOf(scenes: readonly LiveScene[], { pieces }: Stretch): string {
  const first = pieces[0]!
  const last = pieces.at(-1)!
  const id = (scene: number) => scenes[scene]?.id ?? ''
  if (pieces.length > 1)
    return `scenes ${id(first.scene)} to ${id(last.scene + (last.kind === 'transition' ? 1 : 0))}`
  return first.kind === 'transition'
    ? `from scene ${id(first.scene)} to ${id(first.scene + 1)}`
    : `scene ${id(first.scene)}, frames ${first.from} to ${first.from + first.frames - 1}`
}

/** What the pieces of one segment are made with. `add` names an artifact that the segment needs. */
type Context = {
  add(label: string, spec: Artifact['spec']): string
  readsSource(spec: ClipSpec, layer: LiveLayer): boolean
}

function partsOf(scenes: readonly LiveScene[], piece: Piece, context: Context): SegmentPart[] {
  const scene = scenes[piece.scene]!
  const next = piece.kind === 'transition' ? scenes[piece.scene + 1] : undefined
  if (next?.transition) {
    const { frames } = piece
    const { type, side, easing } = next.transition
    const into = { stack: stackAt(next, 0, frames, context), type, side, easing, done: 0, of: frames }
    return [{ frames, stack: stackAt(scene, piece.from, frames, context), into }]
  }
  const points = calmBorders(scene, piece.from, piece.from + piece.frames)
  return points.slice(1).map((to, index) => {
    const frames = to - points[index]!
    return { frames, stack: stackAt(scene, points[index]!, frames, context), into: null }
  })
}

/** Frames in which nothing comes or goes are worth a part of their own from here on: what stands still is laid down once. */
const calmFrames = 12

/** Where a scene's frames from `start` to `end` are parted, both of these included: around the stretches of calm. */
function calmBorders(scene: LiveScene, start: number, end: number): number[] {
  const events = new Set([start, end])
  for (const layer of scene.layers) {
    events.add(layer.start)
    events.add(layer.end)
    if (layer.enter !== null) events.add(layer.start + layer.enter.frames)
    if (layer.exit !== null) events.add(layer.end - layer.exit.frames)
  }
  const points = [...events].filter((frame) => frame >= start && frame <= end).sort((a, b) => a - b)
  const borders = new Set([start, end])
  points.slice(1).forEach((to, index) => {
    const from = points[index]!
    if (to - from < calmFrames) return
    borders.add(from)
    borders.add(to)
  })
  return [...borders].sort((a, b) => a - b)
}

/** A scene as it stands over `frames` frames from its frame `from` on. */
function stackAt(scene: LiveScene, from: number, frames: number, context: Context): Stack {
  const layers: PlacedLayer[] = []
  for (const layer of scene.layers) {
    const first = Math.max(layer.start, from)
    const last = Math.min(layer.end, from + frames)
    if (last > first) layers.push(placed(layer, from, first, last, context))
  }
  return { background: scene.background, layers }
}

function placed(layer: LiveLayer, from: number, first: number, last: number, context: Context): PlacedLayer {
  const life = layer.end - layer.start
  const clock = from - layer.start
  // A move that is over, or hasn't begun, changes no pixel here: without it, stretches that look alike are alike.
  const enter = layer.enter !== null && first - layer.start < layer.enter.frames ? layer.enter : null
  const exit = layer.exit !== null && last - layer.start > life - layer.exit.frames ? layer.exit : null
  const still = layer.picture.kind === 'raster' && enter === null && exit === null
  return {
    from: first - from,
    to: last - from,
    clock: still ? -(first - from) : clock,
    frames: still ? last - first : life,
    x: layer.x,
    y: layer.y,
    width: layer.width,
    height: layer.height,
    enter: move(enter),
    exit: move(exit),
    picture: pictureOf(layer, context),
  }
}

function move(step: PlacedMove | null): PlacedMove | null {
  return step === null
    ? null
    : { effect: step.effect, frames: step.frames, side: step.side, easing: step.easing }
}

function pictureOf(layer: LiveLayer, context: Context): PlacedLayer['picture'] {
  const { picture } = layer
  switch (picture.kind) {
    case 'raster':
      return { kind: 'raster', artifact: context.add(`layer ${layer.id}`, picture.spec) }
    case 'clip':
      return context.readsSource(picture.spec, layer)
        ? { kind: 'source', spec: picture.spec }
        : { kind: 'clip', artifact: context.add(`clip of layer ${layer.id}`, picture.spec) }
    case 'moving':
      return {
        kind: 'moving',
        artifact: context.add(`picture of layer ${layer.id}`, picture.spec),
        pictureWidth: picture.spec.width,
        pictureHeight: picture.spec.height,
        motion: picture.motion,
        mask: picture.mask === null ? null : context.add(`corners of layer ${layer.id}`, picture.mask),
        rotation: picture.rotation,
      }
  }
}
