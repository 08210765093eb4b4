import type { AudioSpec, ComposeFormat } from '../../../src-shared/plans/media.ts'
import type {
  Artifact,
  EncoderMark,
  PlacedLayer,
  PlacedMove,
  SegmentSpec,
  Stack,
  VideoPlan,
} from '../../../src-shared/plans/plan.ts'
import type { Codec, Quality, Rate } from '../../../src-shared/templates/formats.ts'
import { canonical } from './canonical.ts'
import type { LiveLayer, LiveScene } from './live-scene.ts'
import type { Timeline } from './timeline.ts'

/** Goes into every hash: raise it when the same plan is drawn otherwise than before. */
export const plannerVersion = 1

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
  /** What else decides an artifact's bits: versions of the drawing library, hashes of fonts. */
  markOf(spec: Artifact['spec']): string
  /** SHA-256 of a text, lower-case hex. */
  hash(text: string): string
}

/** Sampling rate of every sound. */
const sampleRate = 48_000

/** The plan of one video. Pure: the same request gives the same plan, with the same hashes, on every machine. */
export function planVideo(request: PlanRequest): VideoPlan {
  const { scenes, rate, timeline } = request
  const artifacts = new Map<string, Artifact>()
  const add = (label: string, spec: Artifact['spec'], needs: string[]): string => {
    const hash = request.hash(canonical({ spec, mark: request.markOf(spec), planner: plannerVersion }))
    if (!artifacts.has(hash)) artifacts.set(hash, { hash, label, spec, needs: [...new Set(needs)] })
    return hash
  }
  const segments = timeline.stretches.map((stretch) => {
    const scene = scenes[stretch.scene]!
    const next = scenes[stretch.scene + 1]
    const frames = stretch.kind === 'scene' ? stretch.to - stretch.from : stretch.frames
    const needs: string[] = []
    const crossing =
      stretch.kind === 'transition' && next?.transition ? { next, transition: next.transition } : null
    const spec: SegmentSpec = {
      kind: 'segment',
      width: request.width,
      height: request.height,
      rate,
      frames,
      composeIn: request.composeIn,
      codec: request.codec,
      quality: request.quality,
      stack: stackAt(scene, stretch.from, frames, add, needs),
      into:
        crossing === null
          ? null
          : {
              stack: stackAt(crossing.next, 0, frames, add, needs),
              type: crossing.transition.type,
              side: crossing.transition.side,
              easing: crossing.transition.easing,
            },
      made: { ...request.segmentMade, planner: plannerVersion },
    }
    const label =
      crossing === null
        ? `scene ${scene.id}, frames ${stretch.from} to ${stretch.from + frames - 1}`
        : `from scene ${scene.id} to ${crossing.next.id}`
    return { artifact: add(label, spec, needs), frames }
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
  }
}

type Add = (label: string, spec: Artifact['spec'], needs: string[]) => string

/** A scene as it stands over `frames` frames from its frame `from` on. */
function stackAt(scene: LiveScene, from: number, frames: number, add: Add, needs: string[]): Stack {
  const layers: PlacedLayer[] = []
  for (const layer of scene.layers) {
    const first = Math.max(layer.start, from)
    const last = Math.min(layer.end, from + frames)
    if (last > first) layers.push(placed(layer, from, first, last, add, needs))
  }
  return { background: scene.background, layers }
}

function placed(
  layer: LiveLayer,
  from: number,
  first: number,
  last: number,
  add: Add,
  needs: string[],
): PlacedLayer {
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
    picture: pictureOf(layer, add, needs),
  }
}

function move(step: PlacedMove | null): PlacedMove | null {
  return step === null
    ? null
    : { effect: step.effect, frames: step.frames, side: step.side, easing: step.easing }
}

function pictureOf(layer: LiveLayer, add: Add, needs: string[]): PlacedLayer['picture'] {
  const { picture } = layer
  const need = (label: string, spec: Artifact['spec']) => {
    const hash = add(label, spec, [])
    needs.push(hash)
    return hash
  }
  switch (picture.kind) {
    case 'raster':
      return { kind: 'raster', artifact: need(`layer ${layer.id}`, picture.spec) }
    case 'clip':
      return { kind: 'clip', artifact: need(`clip of layer ${layer.id}`, picture.spec) }
    case 'moving':
      return {
        kind: 'moving',
        artifact: need(`picture of layer ${layer.id}`, picture.spec),
        pictureWidth: picture.spec.width,
        pictureHeight: picture.spec.height,
        motion: picture.motion,
        mask: picture.mask === null ? null : need(`corners of layer ${layer.id}`, picture.mask),
        rotation: picture.rotation,
      }
  }
}
