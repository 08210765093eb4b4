import type { RasterFill } from '../../../src-shared/plans/rasters.ts'
import type { Region } from '../../../src-shared/quality/inspection.ts'
import type { CloseLook, ShownLayer, Stretch, Veil } from '../../../src-shared/quality/intent.ts'
import type { Known } from './known.ts'
import { type Frame, statedLayer } from './layer-state.ts'
import type { Showing } from './shown-layers.ts'
import type { Span } from './walk-plan.ts'

/** Seconds after a layer has come to rest, and before it leaves, within which it is looked at. */
const soon = 0.2
/** Frames around a layer's time in which it may be there or not. */
const border = 2
/** Of a layer's area, as much as another one of its kind may cover where it must be gone. */
const shared = 0.3

/**
 * Decides in which frames layers are looked at: soon after each came and shortly before it goes, and where it comes later than its
 * scene or goes earlier, shortly before and after that; as many in one frame as can be. `most` frames in all, then the middles of
 * their times come first.
 */
export function chooseLooks(
  showings: readonly Showing[],
  spans: readonly Span[],
  frame: Frame,
  how: { known: Known; perSecond: number; most: number },
): ShownLayer[] {
  const looked = showings.filter(
    ({ material, rests, region }) => material !== null && rests !== null && region !== null,
  )
  const wide = Math.max(1, Math.round(soon * how.perSecond))
  const windows = looked.flatMap(({ rests }) => ends(rests!, wide))
  let frames = stab([...windows, ...looked.flatMap((showing) => beside(showing, spans, wide, showings))])
  if (frames.length > how.most) frames = stab(windows)
  if (frames.length > how.most) frames = stab(looked.map(({ rests }) => middle(rests!)))
  if (frames.length > how.most) {
    const step = frames.length / how.most
    frames = Array.from({ length: how.most }, (_, index) => frames[Math.floor(index * step)]!)
  }
  return showings.map(({ standing, material, ...layer }) => {
    const { rests, region } = layer
    if (material === null || rests === null || region === null) return { ...layer, look: null }
    const seen: CloseLook['frames'] = frames
      .filter((at) => at >= rests.from && at < rests.to)
      .map((at) => lookAt(at, standing, layer, spans, frame, how.known))
    const absent = [
      frames.findLast((at) => at < layer.shows.from - border),
      frames.find((at) => at >= layer.shows.to + border),
    ].filter((at) => at !== undefined)
    return {
      ...layer,
      look:
        seen.length === 0
          ? null
          : {
              ...material,
              frames: seen,
              absent: absent.filter((at) => isFree(at, layer, material, showings)),
            },
    }
  })
}

/** Where a layer has to be seen soon after it came, and shortly before it goes. */
function ends({ from, to }: Stretch, wide: number): Stretch[] {
  if (to - from < 2 * border + 2)
    return [{ from: Math.floor((from + to - 1) / 2), to: Math.floor((from + to - 1) / 2) + 1 }]
  return [
    { from: from + 1, to: Math.min(to - border, from + 1 + wide) },
    { from: Math.max(from + 1, to - border - wide), to: to - border },
  ]
}

/** Shortly before a layer comes and after it has gone, within its scene and outside of transitions: where it must not be seen. */
function beside(
  { shows, standing, material, ...layer }: Showing,
  spans: readonly Span[],
  wide: number,
  showings: readonly Showing[],
): Stretch[] {
  const calm = spans.filter(
    ({ into, stack }) => into === null && stack.layers.some(({ scene }) => scene === standing.scene),
  )
  const [first, last] = [calm[0], calm.at(-1)]
  if (first === undefined || last === undefined || material === null) return []
  const [begin, end] = [first.from, last.from + last.frames]
  return [
    { from: Math.max(begin, shows.from - border - wide), to: shows.from - border },
    { from: shows.to + border, to: Math.min(end, shows.to + border + wide) },
  ].filter(({ from, to }) => from < to && isFree(to - 1, { shows, ...layer }, material, showings))
}

function middle({ from, to }: Stretch): Stretch {
  const reach = Math.floor((to - from) / 4)
  return { from: from + reach, to: Math.max(from + reach + 1, to - reach) }
}

/** The fewest frames that lie in all stretches. */
function stab(stretches: readonly Stretch[]): number[] {
  const frames: number[] = []
  for (const { from, to } of [...stretches].sort((a, b) => a.to - b.to || a.from - b.from))
    if (frames.at(-1) === undefined || frames.at(-1)! < from) frames.push(to - 1)
  return frames
}

function lookAt(
  at: number,
  standing: Showing['standing'],
  layer: Pick<ShownLayer, 'kind'>,
  spans: readonly Span[],
  frame: Frame,
  known: Known,
): CloseLook['frames'][number] {
  const span = spans.find(({ from, frames }) => at >= from && at < from + frames)!
  const own = span.stack.layers.findIndex(
    (each) => each.layer === standing.layer && each.scene === standing.scene,
  )
  const above: Region[] = []
  const veils: Veil[] = []
  for (const each of span.stack.layers.slice(own + 1)) {
    const state = statedLayer(each, frame, known).at(at - span.from)
    if (state === null) continue
    const fill = layer.kind === 'picture' ? veilOf(each) : null
    if (fill === null || each.spec.kind !== 'shape') above.push(state.area)
    else veils.push({ region: state.area, fill, opacity: each.spec.opacity * state.alpha })
  }
  const state = own === -1 ? null : statedLayer(span.stack.layers[own]!, frame, known).at(at - span.from)
  return { frame: at, above, veils, window: state?.window ?? null }
}

function veilOf({ spec }: Showing['standing']): RasterFill | null {
  if (spec.kind !== 'shape' || spec.shape !== 'rectangle') return null
  const isPlain = spec.rotation === 0 && spec.radius === 0 && spec.stroke === null && spec.shadow === null
  return isPlain ? spec.fill : null
}

/** Whether nothing like a layer may stand in its place at a frame in which it must not be seen. */
function isFree(
  at: number,
  layer: Pick<Showing, 'region' | 'kind' | 'layer' | 'shows'>,
  material: NonNullable<Showing['material']>,
  showings: readonly Showing[],
): boolean {
  return showings.every((other) => {
    if (at < other.shows.from - border || at >= other.shows.to + border) return true
    if (other.material?.artifact === material.artifact) return false
    if (other.kind === 'shape' || other.region === null) return true
    if (other.kind !== layer.kind && other.kind !== 'clip') return true
    return overlap(other.region, layer.region!) < shared
  })
}

/** Share of `one` that `other` covers. */
function overlap(other: Region, one: Region): number {
  const across = Math.min(other.x + other.width, one.x + one.width) - Math.max(other.x, one.x)
  const down = Math.min(other.y + other.height, one.y + one.height) - Math.max(other.y, one.y)
  return across <= 0 || down <= 0 ? 0 : (across * down) / (one.width * one.height)
}
