import type { ClipSpec } from '../../../src-shared/plans/media.ts'
import type { Known, SourceFacts } from './known.ts'

/** What a clip shows, frame by frame of its own clock. */
export type ClipFrames = {
  /** The source's frame; null: nothing shows any more. */
  sourceFrame(k: number): number | null
  /** Equal for two frames between which nothing moves; null: nothing shows. */
  look(k: number): string | null
  facts: SourceFacts['picture']
}

/** A source that changes less than this from one frame to the next stands still. */
const stillChange = 0.001
const stillTile = 0.01

/** Follows how frames of the source are picked: see `clip-graph`. */
export function clipFrames(spec: ClipSpec, known: Known): ClipFrames {
  const media = known.media(spec.content)
  const facts = known.source(spec.content)?.picture ?? null
  const video = media?.video ?? null
  const perSecond = spec.rate.num / spec.rate.den
  const rate = facts?.rate ?? video?.rate ?? null
  const sourceRate = rate === null ? null : rate.num / rate.den
  const length = video?.duration ?? media?.duration ?? null
  const end = Math.min(spec.to ?? Number.POSITIVE_INFINITY, length ?? Number.POSITIVE_INFINITY)
  const full = Math.max(1, Math.round(((end - spec.from) * perSecond) / spec.speed))
  const slack = Math.min(1 / perSecond, sourceRate === null ? 1 : 1 / sourceRate / spec.speed) / 2
  const start = video?.start ?? 0
  const last = facts === null ? Number.POSITIVE_INFINITY : facts.frames - 1
  const moved = facts === null ? null : movedUntil(facts)

  const shown = (k: number): { turn: number; tick: number } | null => {
    if (k < full) return { turn: 0, tick: k }
    if (spec.end === 'hide') return null
    return spec.end === 'loop' ? { turn: Math.floor(k / full), tick: k % full } : { turn: 0, tick: full - 1 }
  }
  const frameAt = (tick: number): number => {
    if (sourceRate === null) return tick
    const seconds = spec.from + (tick / perSecond + slack) * spec.speed - start
    return Math.max(0, Math.min(last, Math.floor(seconds * sourceRate + 1e-6)))
  }
  return {
    facts,
    sourceFrame(k) {
      const now = shown(k)
      return now === null ? null : frameAt(now.tick)
    },
    look(k) {
      const now = shown(k)
      if (now === null) return null
      const frame = frameAt(now.tick)
      return `${now.turn}:${moved === null ? frame : moved[frame]}`
    },
  }
}

/** For each frame, how many frames up to it differ from the one before. */
function movedUntil({ frames, series }: NonNullable<SourceFacts['picture']>): Uint32Array {
  const moved = new Uint32Array(frames)
  for (let frame = 1; frame < frames; frame++)
    moved[frame] =
      moved[frame - 1]! +
      (series.change[frame]! > stillChange || series.mostChange[frame]! > stillTile ? 1 : 0)
  return moved
}
