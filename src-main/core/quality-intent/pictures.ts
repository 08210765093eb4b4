import type { ComposeFormat } from '../../../src-shared/plans/media.ts'
import type { RasterPlace } from '../../../src-shared/plans/rasters.ts'
import type { Known } from './known.ts'
import { eased, type Frame, type LayerState, type StatedLayer, statedLayer } from './layer-state.ts'
import type { Span, StandingStack } from './walk-plan.ts'

/** What is seen of a stack in one frame, lowest first. What lies under a layer that hides all is left out. */
export type Seen = { background: string | null; layers: { layer: StatedLayer; state: LayerState }[] }

export type Picture = {
  below: Seen
  /** The scene that comes over it, and how far it is. */
  over: { seen: Seen; type: 'fade' | 'slide' | 'wipe' | 'zoom'; share: number; eased: number } | null
  /** The same for the same pixels; and while what moves can't be told from standing still. */
  key: string
  calmKey: string
}

/** Frames of the video that look alike: the first, and the one after the last. */
export type Moment = { from: number; to: number; picture: Picture; span: Span }

/** Every picture of the video in order; neighbours may look alike. */
export function* momentsOf(spans: readonly Span[], frame: Frame, known: Known): Generator<Moment> {
  for (const span of spans) {
    const below = stated(span.stack, frame, known)
    const into = span.into === null ? null : { ...span.into, stack: stated(span.into.stack, frame, known) }
    const points =
      into === null && below.layers.every(({ constant }) => constant)
        ? bordersOf(span)
        : Array.from({ length: span.frames + 1 }, (_, at) => at)
    for (let index = 1; index < points.length; index++) {
      const [from, to] = [points[index - 1]!, points[index]!]
      const picture = pictureAt(from)
      yield { from: span.from + from, to: span.from + to, picture, span }
    }

    function pictureAt(at: number): Picture {
      const lower = below.at(at)
      if (into === null) return { below: lower.seen, over: null, key: lower.key, calmKey: lower.calmKey }
      const upper = into.stack.at(at)
      const share = (into.done + at + 1) / (into.of + 1)
      const way = eased(share, into.easing)
      const how = `${into.type} ${into.side} ${wayKey(into.type, into.side, share, way, frame)}`
      return {
        below: lower.seen,
        over: { seen: upper.seen, type: into.type, share, eased: way },
        key: `${lower.key}\n${how}\n${upper.key}`,
        calmKey: `${lower.calmKey}\n${how}\n${upper.calmKey}`,
      }
    }
  }
}

/** How far a transition is, as far as pixels show it. */
function wayKey(type: string, side: string, share: number, way: number, frame: Frame): string {
  const alpha = Math.round(share * 65_535)
  if (type === 'fade') return String(alpha)
  if (type === 'zoom') return `${alpha} ${Math.ceil((frame.width * (1 + 0.35 * way)) / 2)}`
  const across = side === 'left' || side === 'right'
  const grid = (across ? frame.composeIn !== 'yuv444p' : frame.composeIn === 'yuv420p') ? 2 : 1
  const along = side === 'right' || side === 'bottom' ? way : 1 - way
  return String(Math.floor(((across ? frame.width : frame.height) * along) / grid))
}

function bordersOf({ frames, stack }: Span): number[] {
  const borders = new Set([0, frames])
  for (const { placed } of stack.layers)
    for (const border of [placed.from, placed.to]) if (border > 0 && border < frames) borders.add(border)
  return [...borders].sort((a, b) => a - b)
}

function stated(stack: StandingStack, frame: Frame, known: Known) {
  const layers = stack.layers.map((standing) => statedLayer(standing, frame, known))
  const hiding = layers.map(({ standing }) => hides(standing, frame, known))
  return {
    layers,
    at(at: number): { seen: Seen; key: string; calmKey: string } {
      const seen: Seen['layers'] = []
      let background: string | null = stack.background
      layers.forEach((layer, index) => {
        const state = layer.at(at)
        if (state === null) return
        if (hiding[index] && state.alpha === 1 && fillsFrame(state, frame)) {
          seen.length = 0
          background = null
        }
        seen.push({ layer, state })
      })
      return {
        seen: { background, layers: seen },
        key: `${background ?? ''}\n${seen.map(({ state }) => state.key).join('\n')}`,
        calmKey: `${background ?? ''}\n${seen.map(({ state }) => state.calmKey).join('\n')}`,
      }
    },
  }
}

/** Whether nothing under a layer is seen where it stands whole. */
function hides({ placed, spec }: StandingStack['layers'][number], frame: Frame, known: Known): boolean {
  const { picture } = placed
  if (spec.kind === 'clip')
    // Whether its source has transparency isn't asked: what it is fitted to has to fill the box.
    return (
      spec.opacity === 1 &&
      spec.radius === 0 &&
      spec.rotation === 0 &&
      spec.fit !== 'contain' &&
      known.media(spec.content)?.video?.hasAlpha === false
    )
  if (picture.kind === 'source') return false
  const place = known.place(picture.artifact)
  if (place === null || !place.opaque) return false
  if (picture.kind !== 'moving') return !isOdd(place, frame.composeIn)
  return (
    picture.mask === null &&
    picture.rotation === 0 &&
    place.width === picture.pictureWidth &&
    place.height === picture.pictureHeight
  )
}

/** Beside an odd edge a sample of colour is shared with what lies below. */
function isOdd({ left, top }: RasterPlace, composeIn: ComposeFormat): boolean {
  return composeIn !== 'yuv444p' && (left % 2 !== 0 || top % 2 !== 0)
}

export const fillsFrame = ({ area }: LayerState, { width, height }: Frame): boolean =>
  area.x <= 0 && area.y <= 0 && area.x + area.width >= width && area.y + area.height >= height
