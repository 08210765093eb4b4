import { framesOf, parseRate, type Rate } from '../../../src-shared/templates/formats.ts'
import type { Layer, MotionStep } from '../../../src-shared/templates/layers.ts'
import type { Side } from '../../../src-shared/templates/measures.ts'
import type { Scene, Template } from '../../../src-shared/templates/template.ts'
import { type Frame, frameOf, type Rect, rectOf } from './frame-geometry.ts'

/** A layer as one format and language direction sees it: overrides merged, place in pixels, times in frames. */
export type LaidOutLayer = {
  layer: Layer
  rect: Rect
  /** Frames of the scene: first shown, one after the last. */
  start: number
  end: number
  enter: LaidOutMove | null
  exit: LaidOutMove | null
  /** Left and right have changed places. */
  mirrored: boolean
}
type LaidOutMove = {
  effect: MotionStep['effect']
  frames: number
  side: Side
  easing: MotionStep['easing']
}

export type LaidOutScene = {
  scene: Scene
  frames: number
  background: string
  /** Into this scene; null for a cut. */
  transition: {
    type: 'fade' | 'slide' | 'wipe' | 'zoom'
    frames: number
    side: Side
    easing: MotionStep['easing']
  } | null
  layers: LaidOutLayer[]
}

export type LaidOutTemplate = { frame: Frame; rate: Rate; scenes: LaidOutScene[] }

/** Everything of a template that no row changes, for one format and one direction. */
export function layOutTemplate(template: Template, formatId: string, rightToLeft: boolean): LaidOutTemplate {
  const format = template.formats[formatId]
  if (format === undefined) throw new Error(`the template has no format ${formatId}`)
  const frame = frameOf(format, template.canvas)
  const rate = parseRate(format.fps ?? template.fps)
  if (rate === null) throw new Error('a template was not parsed before it was laid out')
  const layout = format.layout ?? formatId
  const scenes = template.scenes
    .filter((scene) => scene.formats[layout]?.hidden !== true)
    .map((scene) => layOutScene(scene, layout, { template, frame, rate, rightToLeft }))
  return { frame, rate, scenes }
}

type Around = { template: Template; frame: Frame; rate: Rate; rightToLeft: boolean }

function layOutScene(scene: Scene, layout: string, around: Around): LaidOutScene {
  const { template, rate, rightToLeft } = around
  const own = scene.formats[layout]
  const frames = Math.max(1, framesOf(own?.duration ?? scene.duration, rate))
  const transition = scene.transition
  const transitionFrames =
    transition === undefined || transition.type === 'cut' ? 0 : framesOf(transition.duration, rate)
  return {
    scene,
    frames,
    background: own?.background ?? scene.background ?? template.background,
    transition:
      transition === undefined || transition.type === 'cut' || transitionFrames === 0
        ? null
        : {
            type: transition.type,
            frames: transitionFrames,
            side: mirroredSide(transition.side, rightToLeft && template.mirror),
            easing: transition.easing,
          },
    layers: scene.layers
      .map((layer) => withOverrides(layer, layout))
      .filter((layer) => !layer.hidden)
      .map((layer) => layOutLayer(layer, frames, around))
      .filter((laidOut) => laidOut.end > laidOut.start),
  }
}

function layOutLayer(
  layer: Layer,
  sceneFrames: number,
  { template, frame, rate, rightToLeft }: Around,
): LaidOutLayer {
  const mirrored = rightToLeft && (layer.mirror ?? template.mirror)
  const start = Math.min(sceneFrames, framesOf(layer.start, rate))
  const end =
    layer.duration === undefined
      ? sceneFrames
      : Math.min(sceneFrames, framesOf(layer.start + layer.duration, rate))
  const life = end - start
  const move = (step: MotionStep | undefined): LaidOutMove | null => {
    if (step === undefined) return null
    const frames = Math.min(framesOf(step.duration, rate), life)
    return frames === 0
      ? null
      : { effect: step.effect, frames, side: mirroredSide(step.side, mirrored), easing: step.easing }
  }
  return {
    layer,
    rect: rectOf(layer.box, frame, mirrored),
    start,
    end,
    enter: move(layer.enter),
    exit: move(layer.exit),
    mirrored,
  }
}

/** The layer as a layout has it: box and look are merged, every other property is replaced. */
export function withOverrides(layer: Layer, layout: string): Layer {
  const own = layer.formats[layout] as Partial<Layer> | undefined
  if (own === undefined) return layer
  const merged = { ...layer, ...own, box: { ...layer.box, ...own.box } } as Layer
  if (layer.type === 'text' && merged.type === 'text')
    merged.look = { ...layer.look, ...(own as Partial<typeof layer>).look }
  return merged
}

function mirroredSide(side: Side, mirrored: boolean): Side {
  if (!mirrored) return side
  return side === 'left' ? 'right' : side === 'right' ? 'left' : side
}
