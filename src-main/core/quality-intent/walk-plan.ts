import type { ClipSpec } from '../../../src-shared/plans/media.ts'
import type { PlacedLayer, SegmentPart, Stack, VideoPlan } from '../../../src-shared/plans/plan.ts'
import type { RasterSpec } from '../../../src-shared/plans/rasters.ts'
import type { NamedLayer, NamedScene } from '../../../src-shared/quality/intent.ts'

/** A layer as it stands in one part of the video. */
export type Standing = {
  placed: PlacedLayer
  /** What it was made from: of a picture that moves, the picture. */
  spec: RasterSpec | ClipSpec
  scene: NamedScene
  layer: NamedLayer
}

export type StandingStack = { background: string; layers: Standing[] }

/** A part of a segment, at its place in the video. */
export type Span = {
  from: number
  frames: number
  stack: StandingStack
  into: (Omit<NonNullable<SegmentPart['into']>, 'stack'> & { stack: StandingStack }) | null
}

/** The parts of all segments in order, each layer with its name. Throws when the names are not those of this plan. */
export function walkPlan(plan: VideoPlan, names: readonly NamedScene[]): Span[] {
  const byHash = new Map(plan.artifacts.map((artifact) => [artifact.hash, artifact.spec]))
  const output = byHash.get(plan.output)
  if (output?.kind !== 'output') throw new Error('a plan ends with its output')
  const spans: Span[] = []
  let at = 0
  for (const { artifact } of output.segments) {
    const segment = byHash.get(artifact)
    if (segment?.kind !== 'segment') throw new Error('a video consists of segments')
    for (const { frames, stack, into } of segment.parts) {
      const last = names.findLastIndex(({ from }) => from <= at)
      const own = into === null ? last : last - 1
      spans.push({
        from: at,
        frames,
        stack: standing(stack, own, at, frames),
        into: into === null ? null : { ...into, stack: standing(into.stack, last, at, frames) },
      })
      at += frames
    }
  }
  return spans

  function standing(stack: Stack, index: number, from: number, frames: number): StandingStack {
    const scene = names[index]
    if (scene === undefined) throw new Error(`no scene is known for frame ${from}`)
    const start = from - scene.from
    // In the order of the scene: so the planner lays them down.
    const layers = scene.layers.filter((layer) => layer.start < start + frames && layer.end > start)
    if (layers.length !== stack.layers.length)
      throw new Error(
        `scene ${scene.id} has ${layers.length} layers at frame ${from}, the plan ${stack.layers.length}`,
      )
    return {
      background: stack.background,
      layers: stack.layers.map((placed, order) => ({
        placed,
        spec: specOf(placed),
        scene,
        layer: layers[order]!,
      })),
    }
  }

  function specOf({ picture }: PlacedLayer): RasterSpec | ClipSpec {
    if (picture.kind === 'source') return picture.spec
    const spec = byHash.get(picture.artifact)
    if (spec === undefined || spec.kind === 'audio' || spec.kind === 'segment' || spec.kind === 'output')
      throw new Error(`layers are not made of ${spec?.kind}`)
    return spec
  }
}
