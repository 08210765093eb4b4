import type { TriedUnit, UnitAttempt } from '../../src-shared/farm/units.ts'

/** One try as a bar: shares of the whole time, 0..1. */
type StepBar = {
  attempt: UnitAttempt
  from: number
  share: number
  end: 'done' | 'failed' | 'handed-back' | 'running'
}
type StepLine = { unit: TriedUnit; bars: StepBar[] }

/** A stretch in which nothing was done, drawn short: where it lies and how wide it is, 0..1. */
type StepBreak = { from: number; share: number; milliseconds: number }

/** What is longer than this share of the work is drawn short, and how wide that is then, of the work. */
const longBreak = 0.5
const drawnBreak = 0.08

/**
 * Steps of a job over time, from the first beginning to the last end; null when nothing was begun. `now`: milliseconds since 1970.
 * Where nothing was done for long (a pause, an inspection on another day), the time is left out, so that the work stays to be seen.
 */
export function stepLines(
  units: readonly TriedUnit[],
  now: number,
): { from: number; milliseconds: number; lines: StepLine[]; breaks: StepBreak[] } | null {
  const begin = ({ begunAt }: UnitAttempt) => Date.parse(begunAt)
  const end = (attempt: UnitAttempt) =>
    Math.max(begin(attempt), attempt.endedAt === null ? now : Date.parse(attempt.endedAt))
  const tries = units.flatMap(({ attempts }) => attempts).sort((one, other) => begin(one) - begin(other))
  if (tries[0] === undefined) return null
  const from = begin(tries[0])
  const last = Math.max(from + 1, ...tries.map(end))
  const idle: { from: number; to: number }[] = []
  let until = from
  for (const attempt of tries) {
    if (begin(attempt) > until) idle.push({ from: until, to: begin(attempt) })
    until = Math.max(until, end(attempt))
  }
  // Tries that end at once, or before they began (a clock that was put back), leave no work to measure by.
  const work = Math.max(1, last - from - idle.reduce((sum, gap) => sum + gap.to - gap.from, 0))
  const short = work * drawnBreak
  const cuts = idle.filter((gap) => gap.to - gap.from > Math.max(work * longBreak, short))
  const cutBefore = (time: number) =>
    cuts.reduce((sum, gap) => sum + (gap.to <= time ? gap.to - gap.from - short : 0), 0)
  const drawn = last - from - cutBefore(last)
  const placeOf = (time: number) => (time - from - cutBefore(time)) / drawn
  return {
    from,
    milliseconds: last - from,
    lines: units.map((unit) => ({
      unit,
      bars: unit.attempts.map((attempt) => ({
        attempt,
        from: placeOf(begin(attempt)),
        share: placeOf(end(attempt)) - placeOf(begin(attempt)),
        end: attempt.end ?? ('running' as const),
      })),
    })),
    breaks: cuts.map((gap) => ({
      from: placeOf(gap.from),
      share: short / drawn,
      milliseconds: gap.to - gap.from,
    })),
  }
}

/** Frames to show of a video, spread evenly over it. */
export function framesToShow(frames: number, most: number): number[] {
  const count = Math.min(most, frames)
  return Array.from({ length: count }, (_, index) => Math.floor(((index + 0.5) / count) * frames))
}
