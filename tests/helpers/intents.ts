import { intentOf } from '../../src-main/core/quality-intent/intent-of.ts'
import type { Known } from '../../src-main/core/quality-intent/known.ts'
import type { LiveScene } from '../../src-main/core/render-plan/live-scene.ts'
import { cutTimeline } from '../../src-main/core/render-plan/timeline.ts'
import type { VideoPlan } from '../../src-shared/plans/plan.ts'
import type { RasterPlace } from '../../src-shared/plans/rasters.ts'
import type { Intent, NamedScene } from '../../src-shared/quality/intent.ts'
import type { Rate } from '../../src-shared/templates/formats.ts'

/** Nothing is meant but that it moves. */
export const nothingMeant = {
  ...{ black: [], still: [], bars: [], jumps: [], flashes: [], silence: [], together: [] },
  ...{ shown: [], brand: null, loudness: null },
} satisfies Partial<Intent>

/** Nothing is known but what the plan says. */
export const unknown: Known = {
  names: [],
  place: () => null,
  light: () => null,
  source: () => null,
  media: () => null,
  size: () => null,
  brand: null,
}

/** The names of scenes that were made by hand. */
export function namesOf(scenes: readonly LiveScene[], rate: Rate): NamedScene[] {
  const { sceneStarts } = cutTimeline(scenes, rate.num / rate.den)
  return scenes.map(({ id, frames, layers }, index) => ({
    id,
    from: sceneStarts[index]!,
    frames,
    layers: layers.map(({ id: layer, start, end }) => ({ id: layer, start, end, isLogo: false })),
  }))
}

/** Drawings as large as their boxes, where nothing else is said. */
export function intentOfScenes(
  plan: VideoPlan,
  scenes: readonly LiveScene[],
  known: Partial<Known> = {},
  how?: Parameters<typeof intentOf>[2],
): Intent {
  const places = new Map<string, RasterPlace>()
  for (const { hash, spec } of plan.artifacts)
    if (spec.kind === 'shape' || spec.kind === 'picture' || spec.kind === 'text')
      places.set(hash, {
        left: 0,
        top: 0,
        width: spec.width,
        height: spec.height,
        opaque: spec.kind !== 'text' && spec.opacity === 1,
      })
  const all: Known = {
    ...unknown,
    names: namesOf(scenes, plan.rate),
    place: (hash) => places.get(hash) ?? null,
    ...known,
  }
  return intentOf(plan, all, how)
}

/** Whether a frame lies in one of the stretches. */
export const lies = (frame: number, within: readonly { from: number; to: number }[]): boolean =>
  within.some(({ from, to }) => frame >= from && frame < to)
