import type { TriedUnit, UnitAttempt } from '../../src-shared/farm/units.ts'

/** One try as a bar: shares of the whole time, 0..1. */
type StepBar = {
  attempt: UnitAttempt
  from: number
  share: number
  end: 'done' | 'failed' | 'handed-back' | 'running'
}
type StepLine = { unit: TriedUnit; bars: StepBar[] }

/** Steps of a job over time, from the first beginning to the last end; null when nothing was begun. `now`: milliseconds since 1970. */
export function stepLines(
  units: readonly TriedUnit[],
  now: number,
): { from: number; milliseconds: number; lines: StepLine[] } | null {
  const tries = units.flatMap(({ attempts }) => attempts)
  if (tries.length === 0) return null
  const endOf = ({ endedAt }: UnitAttempt) => (endedAt === null ? now : Date.parse(endedAt))
  const from = Math.min(...tries.map(({ begunAt }) => Date.parse(begunAt)))
  const milliseconds = Math.max(1, ...tries.map((one) => endOf(one) - from))
  const lines = units.map((unit) => ({
    unit,
    bars: unit.attempts.map((attempt) => ({
      attempt,
      from: (Date.parse(attempt.begunAt) - from) / milliseconds,
      share: Math.max(0, endOf(attempt) - Date.parse(attempt.begunAt)) / milliseconds,
      end: attempt.end ?? ('running' as const),
    })),
  }))
  return { from, milliseconds, lines }
}

/** Frames to show of a video, spread evenly over it. */
export function framesToShow(frames: number, most: number): number[] {
  const count = Math.min(most, frames)
  return Array.from({ length: count }, (_, index) => Math.floor(((index + 0.5) / count) * frames))
}
