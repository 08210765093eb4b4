import type { LiveScene } from '../../../src-main/core/render-plan/live-scene.ts'
import type { Piece, Stretch, Timeline } from '../../../src-main/core/render-plan/timeline.ts'
import fc from '../../helpers/at-random.ts'

/** Where a video is parted, as shares 0..1 of its length. Only what `ends` says begins a segment. */
export type RandomCuts = { at: number; ends: boolean }[]

/** A share of a length, evenly: doubles would crowd near zero. */
export const randomShare = fc.integer({ min: 0, max: 999 }).map((share) => share / 999)

export const randomCuts: fc.Arbitrary<RandomCuts> = fc.array(
  fc.record({ at: randomShare, ends: fc.constantFrom(true, true, false) }),
  { maxLength: 6, size: 'max' },
)

/**
 * A timeline with cuts anywhere but in transitions, reckoned apart from the product's own. A transition takes its
 * frames from both of its scenes, and never more than are left of either.
 */
export function cutAnywhere(scenes: readonly LiveScene[], cuts: RandomCuts): Timeline {
  const pieces: Piece[] = []
  const sceneStarts: number[] = []
  let at = 0
  let taken = 0
  scenes.forEach((scene, index) => {
    sceneStarts.push(at - taken)
    const next = scenes[index + 1]
    const over = Math.min(next?.transition?.frames ?? 0, scene.frames - taken, next?.frames ?? 0)
    const own = scene.frames - taken - over
    if (own > 0) pieces.push({ kind: 'scene', scene: index, from: taken, frames: own })
    if (over > 0) pieces.push({ kind: 'transition', scene: index, from: taken + own, frames: over })
    at += own + over
    taken = over
  })
  const frames = at
  const borders = new Map(cuts.map((cut) => [Math.round(cut.at * frames), cut.ends]))
  const stretches: Stretch[] = []
  let begun = 0
  const add = (piece: Piece, from: number) => {
    const last = stretches.at(-1)
    if (last === undefined || borders.get(from) === true)
      stretches.push({ pieces: [piece], from, frames: piece.frames, follows: 0, because: 'length' })
    else {
      last.pieces.push(piece)
      last.frames += piece.frames
    }
  }
  for (const piece of pieces) {
    const end = begun + piece.frames
    const inner =
      piece.kind === 'transition' ? [] : [...borders.keys()].filter((cut) => cut > begun && cut < end)
    const points = [begun, ...inner.sort((a, b) => a - b), end]
    points.slice(1).forEach((to, index) => {
      const from = points[index]!
      add({ ...piece, from: piece.from + from - begun, frames: to - from }, from)
    })
    begun = end
  }
  return { stretches, frames, sceneStarts }
}
