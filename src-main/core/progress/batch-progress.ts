/**
 * How far a batch is and how long it will still take. Work is counted in any unit that grows with the time a job takes
 * (pixels, say). Times are milliseconds of any one clock, given by the caller.
 */
export type Progress = {
  total: number
  /** Work of the jobs that ended. */
  settled: number
  startedAt: number
  /** Points of (time, work done) that speed is read from: at most one a second, of the last two minutes. */
  points: { at: number; work: number }[]
  /** What was said last, so that the next word does not jump. */
  said: { at: number; secondsLeft: number } | null
}

export function startProgress(total: number, at: number): Progress {
  return { total, settled: 0, startedAt: at, points: [{ at, work: 0 }], said: null }
}

/** A job of this much work ended, well or not. */
export function settle(progress: Progress, work: number): Progress {
  return { ...progress, settled: progress.settled + work }
}

const pointGap = 1_000
const memory = 120_000
/** Before that, and before a hundredth is done, nobody can tell. */
const leastEvidence = 3_000

/**
 * Takes a look at `at`, with `underWay` being the work already done of the jobs in hand. `share` is 0..1. `secondsLeft`
 * is null until there is something to go by.
 */
export function look(
  progress: Progress,
  underWay: number,
  at: number,
): { progress: Progress; share: number; secondsLeft: number | null } {
  const work = Math.min(progress.total, progress.settled + underWay)
  const share = progress.total === 0 ? 1 : work / progress.total
  const last = progress.points.at(-1)!
  const points =
    at - last.at < pointGap
      ? progress.points
      : [...progress.points, { at, work }].filter((point) => at - point.at <= memory)
  const seen = estimate(progress, points, work, at, share)
  const secondsLeft = seen === null ? null : steady(progress.said, seen, at)
  const said = secondsLeft === null ? progress.said : { at, secondsLeft }
  return { progress: { ...progress, points, said }, share, secondsLeft }
}

function estimate(progress: Progress, points: Progress['points'], work: number, at: number, share: number) {
  if (share >= 1) return 0
  if (at - progress.startedAt < leastEvidence || share < 0.01) return null
  const oldest = points[0]!
  const passed = at - oldest.at
  const done = work - oldest.work
  if (passed <= 0 || done <= 0) return null
  return ((progress.total - work) * passed) / done / 1_000
}

/** A new estimate moves what was said by a share that grows with the time since; in between it counts down. */
function steady(said: Progress['said'], seen: number, at: number): number {
  if (said === null || seen === 0) return seen
  const passed = (at - said.at) / 1_000
  const countedDown = Math.max(0, said.secondsLeft - passed)
  const weight = 1 - Math.exp(-passed / 5)
  return countedDown + (seen - countedDown) * weight
}
