import type { ClipSpec } from '../../../src-shared/plans/media.ts'
import type { PlacedLayer, SegmentSpec, Stack, VideoPlan } from '../../../src-shared/plans/plan.ts'
import { frameOf } from '../../core/ffmpeg-commands/segment-command.ts'

/**
 * One frame of a video as a segment of its own, with what it shows and nothing else: its clips are read straight from
 * their sources, so that none has to be made whole. Each such layer has a spec object of its own.
 */
export function oneFrame(plan: VideoPlan, frame: number): SegmentSpec {
  const { segment, within } = segmentAt(plan, frame)
  const part = frameOf(segment, within)
  const clips = new Map(
    plan.artifacts.flatMap(({ hash, spec }) => (spec.kind === 'clip' ? [[hash, spec] as const] : [])),
  )
  const straight = (stack: Stack): Stack => ({
    ...stack,
    layers: stack.layers.map((layer) => ({ ...layer, picture: fromSource(layer.picture, clips) })),
  })
  return {
    ...segment,
    frames: 1,
    parts: [
      {
        frames: 1,
        stack: straight(part.stack),
        into: part.into === null ? null : { ...part.into, stack: straight(part.into.stack) },
      },
    ],
  }
}

function fromSource(
  picture: PlacedLayer['picture'],
  clips: ReadonlyMap<string, ClipSpec>,
): PlacedLayer['picture'] {
  if (picture.kind !== 'clip' && picture.kind !== 'source') return picture
  return {
    kind: 'source',
    spec: { ...(picture.kind === 'clip' ? clips.get(picture.artifact)! : picture.spec) },
  }
}

/** Every layer of a segment, as often as a part shows it. */
export function layersOf({ parts }: SegmentSpec): PlacedLayer[] {
  return parts.flatMap(({ stack, into }) => [...stack.layers, ...(into?.stack.layers ?? [])])
}

/** The artifacts that layers show: drawings, prepared pictures, clips. */
export function artifactsOf(spec: SegmentSpec): Set<string> {
  return new Set(
    layersOf(spec).flatMap(({ picture }) => {
      switch (picture.kind) {
        case 'source':
          return []
        case 'moving':
          return [picture.artifact, ...(picture.mask === null ? [] : [picture.mask])]
        default:
          return [picture.artifact]
      }
    }),
  )
}

/** The segment in which a frame of the video lies, and the frame's number in it. */
function segmentAt(plan: VideoPlan, frame: number): { segment: SegmentSpec; within: number } {
  const output = plan.artifacts.at(-1)?.spec
  if (output?.kind !== 'output') throw new Error('a plan ends with its output')
  let before = 0
  for (const { artifact, frames } of output.segments) {
    if (frame < before + frames) {
      const { spec } = plan.artifacts.find(({ hash }) => hash === artifact)!
      if (spec.kind === 'segment') return { segment: spec, within: frame - before }
    }
    before += frames
  }
  throw new Error(`the video has no frame ${frame}`)
}
