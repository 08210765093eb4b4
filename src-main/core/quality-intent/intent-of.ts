import type { VideoPlan } from '../../../src-shared/plans/plan.ts'
import type { Intent, Stretch } from '../../../src-shared/quality/intent.ts'
import { chooseLooks } from './choose-looks.ts'
import { clipFrames } from './clip-frames.ts'
import type { Known } from './known.ts'
import type { Frame } from './layer-state.ts'
import { mayBe } from './lit-cells.ts'
import { momentsOf } from './pictures.ts'
import { showingsOf } from './shown-layers.ts'
import { beginsAtOnce, silenceOf } from './sounds.ts'
import { type Span, walkPlan } from './walk-plan.ts'

/** Share of the frame that became lighter or darker in a source's own flash or cut. */
const flashArea = 0.1
/** Change of a source's picture from one frame to the next that is a cut. */
const cutChange = 0.08
/** Bytes that the frames may take that are looked at closely, and how many they are at most. */
const lookBytes = 400e6
const mostLooks = 60

/**
 * What was meant for one video. Throws when the names in `known` are not those of the plan. What can't be known (a source that
 * nobody measured) may be anything. `movement`: what moves too little to be told from standing still counts as `still`, too, unless
 * `any` movement is asked for.
 */
export function intentOf(
  plan: VideoPlan,
  known: Known,
  how: { movement: 'seen' | 'any' } = { movement: 'seen' },
): Intent {
  const { width, height, rate, frames } = plan
  const spans = walkPlan(plan, known.names)
  const frame: Frame = { width, height, composeIn: composeInOf(plan) }
  const black = stretches()
  const bars = stretches()
  const still = stretches()
  still.add(0, Math.min(1, frames))
  let before: { key: string; calmKey: string } | null = null
  for (const { from, to, picture } of momentsOf(spans, frame, known)) {
    const may = mayBe(picture, frame, known)
    if (may.black) black.add(from, to)
    if (may.bars) bars.add(from, to)
    const isStill =
      picture.key === before?.key || (how.movement === 'seen' && picture.calmKey === before?.calmKey)
    if (isStill) still.add(from, to)
    else if (to - from > 1) still.add(from + 1, to)
    before = picture
  }
  const perSecond = rate.num / rate.den
  const own = clipsOf(spans, frame, perSecond, known)
  const audio = plan.artifacts.find(({ spec }) => spec.kind === 'audio')?.spec
  const sound = audio?.kind === 'audio' ? audio : null
  const showings = showingsOf(plan, spans, known)
  return {
    frames,
    rate,
    width,
    height,
    black: black.all,
    still: still.all,
    bars: bars.all,
    jumps: [...new Set([...jumpsOf(spans, known), ...own.jumps])].sort((a, b) => a - b),
    flashes: own.flashes,
    silence: silenceOf(sound, frames / perSecond, known),
    loudness: sound?.loudness ?? null,
    together: (sound?.inputs ?? []).flatMap((input) => {
      if (input.role !== 'clip' || !beginsAtOnce(input, known)) return []
      const clip = showings.find(
        ({ standing, shows }) =>
          standing.spec.kind === 'clip' &&
          standing.spec.content === input.content &&
          Math.abs(shows.from / perSecond - input.at) < 0.5 / perSecond,
      )
      return clip === undefined ? [] : [{ at: input.at, layer: clip.layer }]
    }),
    shown: chooseLooks(showings, spans, frame, {
      known,
      perSecond,
      most: Math.max(1, Math.min(mostLooks, Math.floor(lookBytes / (3 * width * height)))),
    }),
    brand: known.brand,
  }
}

function composeInOf(plan: VideoPlan): Frame['composeIn'] {
  for (const { spec } of plan.artifacts) if (spec.kind === 'segment') return spec.composeIn
  throw new Error('a video consists of segments')
}

/** Stretches that are added in order; those that touch are one. */
function stretches(): { all: Stretch[]; add(from: number, to: number): void } {
  const all: Stretch[] = []
  return {
    all,
    add(from, to) {
      const last = all.at(-1)
      if (last !== undefined && last.to >= from) last.to = Math.max(last.to, to)
      else all.push({ from, to })
    },
  }
}

/** Cuts between scenes, and where layers come, go, begin to move or come to rest. */
function jumpsOf(spans: readonly Span[], known: Known): number[] {
  const jumps: number[] = []
  known.names.forEach((scene, index) => {
    const before = known.names[index - 1]
    if (before !== undefined && before.from + before.frames === scene.from) jumps.push(scene.from)
  })
  for (const { from, frames, stack, into } of spans) {
    if (into !== null) jumps.push(from, from + frames)
    for (const { placed, scene, layer } of [...stack.layers, ...(into?.stack.layers ?? [])]) {
      const [start, end] = [scene.from + layer.start, scene.from + layer.end]
      if (layer.start > 0 && from + placed.from === start) jumps.push(start)
      if (layer.end < scene.frames && from + placed.to === end) jumps.push(end)
      const zero = from - placed.clock
      if (placed.enter !== null) jumps.push(zero + placed.enter.frames)
      if (placed.exit !== null) jumps.push(zero + placed.frames - placed.exit.frames)
    }
  }
  return jumps
}

/** What clips do by themselves. A clip that nobody measured may do anything. */
function clipsOf(
  spans: readonly Span[],
  frame: Frame,
  perSecond: number,
  known: Known,
): { jumps: number[]; flashes: Stretch[] } {
  const jumps: number[] = []
  const flashing: Stretch[] = []
  for (const { from, frames, stack, into } of spans)
    for (const standing of [...stack.layers, ...(into?.stack.layers ?? [])]) {
      const { placed, spec } = standing
      if (spec.kind !== 'clip') continue
      const { facts, sourceFrame } = clipFrames(spec, known)
      const first = from + placed.from
      const last = from + Math.min(placed.to, frames)
      if (facts === null) {
        flashing.push({ from: first, to: last })
        continue
      }
      const isLarge = (placed.width * placed.height) / (frame.width * frame.height) >= flashArea
      let before: number | null = null
      for (let at = first; at < last; at++) {
        const now = sourceFrame(at - from + placed.clock)
        if (now !== null && before !== null && now !== before) {
          if (now < before) jumps.push(at)
          for (let step = Math.max(1, Math.min(before, now) + 1); now > before && step <= now; step++) {
            const { change, lighter, darker } = facts.series
            if (change[step]! > cutChange) jumps.push(at)
            if (isLarge && Math.max(lighter[step]!, darker[step]!) >= flashArea)
              flashing.push({ from: at, to: at + 1 })
          }
        }
        before = now
      }
    }
  flashing.sort((a, b) => a.from - b.from)
  const flashes = stretches()
  // A flash is a pair of changes: what lies between two of them belongs to it.
  const near = Math.ceil(perSecond)
  for (const { from, to } of flashing) {
    const last = flashes.all.at(-1)
    flashes.add(last !== undefined && from - last.to <= near ? last.to : from, to)
  }
  return { jumps, flashes: flashes.all }
}
