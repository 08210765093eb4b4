import type { CheckName } from '../../src-shared/quality/checks.ts'
import type { Inspection } from '../../src-shared/quality/inspection.ts'
import type { QualityProfile } from '../../src-shared/quality/profiles.ts'

/** What has to be found in a clip, and about when, in seconds of it; without `from` it is about the whole of it, or may lie anywhere. */
export type Fault = { check: CheckName; from?: number; to?: number }

/** Of whom it is: `foreign`, somebody else's video, judged by itself; `planned`, made by Reelmill, judged with its plan. */
export type Kind = 'foreign' | 'planned'

/**
 * One clip of the labelled set. Labels follow from how it was made, never from what was found in it. `also`: what the fault is besides,
 * or brings with it (what is clipped is loud): it may be found or not, and counts neither way.
 */
export type LabelledClip = {
  name: string
  kind: Kind
  path: string
  faults: Fault[]
  also: CheckName[]
  /** Whether its figures (when, how long, how much) were drawn by the seed. */
  drawn: boolean
  /** A finished video of a shipped template, as it came. */
  shipped: boolean
  /** What an ffmpeg script would be told to look for, too: how loud it should be. */
  loudness: number
  inspect(): Promise<Pick<Inspection, 'findings' | 'cpuMilliseconds'>>
}

/** A video as it is made: its labels, and how it is judged when nothing is known of it. */
export type Recipe = {
  name: string
  faults: Fault[]
  also?: CheckName[]
  profile?: QualityProfile
  drawn?: boolean
}

export type Draw = {
  /** From `least` to `most`, any. */
  number(least: number, most: number): number
  whole(least: number, most: number): number
  oneOf<T>(list: readonly T[]): T
}

/** Draws that depend on the seed and the name alone: a clip more or less changes none of the others. */
export function createDraw(seed: number, name: string): Draw {
  let state = seed >>> 0
  for (const letter of name) state = Math.imul(state ^ letter.codePointAt(0)!, 0x9e3779b1) ^ (state >>> 15)
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const whole = (least: number, most: number) => least + Math.floor(next() * (most - least + 1))
  return {
    number: (least, most) => least + next() * (most - least),
    whole,
    oneOf: (list) => list[whole(0, list.length - 1)]!,
  }
}

/** What was found by anybody, in seconds. */
export type Found = { check: CheckName; from: number | null; to: number | null; said: string }

/** How far beside its label a finding may lie, seconds. */
const slack = 0.5

export type Score = {
  name: string
  /** Checks, each once: rightly found, found though nothing is there (or elsewhere), not found though it is there. */
  right: CheckName[]
  false: Found[]
  missed: CheckName[]
}

/**
 * Holds what was found against the labels. Each check counts once a clip: it is right when it was found where its fault is. What was found
 * besides is a false alarm, once a check, also for a check that was right elsewhere.
 */
export function scoreOf(
  clip: Pick<LabelledClip, 'name' | 'faults' | 'also'>,
  found: readonly Found[],
): Score {
  const meets = (fault: Fault, one: Found) =>
    fault.check === one.check &&
    (fault.from === undefined ||
      one.from === null ||
      (one.from <= (fault.to ?? fault.from) + slack && (one.to ?? one.from) >= fault.from - slack))
  const wanted = [...new Set(clip.faults.map(({ check }) => check))]
  const right = wanted.filter((check) =>
    clip.faults
      .filter((fault) => fault.check === check)
      .every((fault) => found.some((one) => meets(fault, one))),
  )
  const wrong = found.filter(
    (one) => !clip.also.includes(one.check) && !clip.faults.some((fault) => meets(fault, one)),
  )
  return {
    name: clip.name,
    right,
    false: wrong.filter((one, at) => wrong.findIndex(({ check }) => check === one.check) === at),
    missed: wanted.filter((check) => !right.includes(check)),
  }
}

export type Tally = {
  right: number
  false: number
  missed: number
  /** Clips without the fault in which it was not found. */
  rest: number
  /** Share of what was found that is there; null: nothing was found. */
  precision: number | null
  /** Share of what is there that was found; null: nothing is there. */
  recall: number | null
}

export function tallyOf(scores: readonly Score[], check?: CheckName): Tally {
  const count = (of: (score: Score) => readonly CheckName[]) =>
    scores.reduce(
      (sum, score) => sum + of(score).filter((one) => check === undefined || one === check).length,
      0,
    )
  const [right, wrong, missed] = [
    count((score) => score.right),
    count((score) => score.false.map((one) => one.check)),
    count((score) => score.missed),
  ]
  const isTouched = (score: Score) =>
    [...score.right, ...score.missed, ...score.false.map((one) => one.check)].some(
      (one) => check === undefined || one === check,
    )
  return {
    right,
    false: wrong,
    missed,
    rest: scores.filter((score) => !isTouched(score)).length,
    precision: right + wrong === 0 ? null : right / (right + wrong),
    recall: right + missed === 0 ? null : right / (right + missed),
  }
}
