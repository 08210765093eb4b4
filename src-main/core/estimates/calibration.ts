import type { Calibration } from '../../../src-shared/farm/farm.ts'

type Pair = Pick<Calibration, 'processes' | 'threads'>

/** Differences below this are noise: the simpler one wins. */
const noise = 0.03
const mostProcesses = 256
const mostThreads = 64

/** What to try on a machine, six pairs at most: processes times threads are about its processors, and once one more. */
export function candidates(processors: number): Pair[] {
  const count = Math.max(1, Math.floor(processors))
  const pairs: Pair[] = [
    { processes: count, threads: 1 },
    { processes: count + 1, threads: 1 },
    ...[2, 4, 8]
      .filter((threads) => threads <= count)
      .map((threads) => ({ processes: Math.ceil(count / threads), threads })),
    { processes: 1, threads: count },
  ]
  const known = new Set<string>()
  return pairs
    .map(({ processes, threads }) => ({
      processes: Math.min(mostProcesses, processes),
      threads: Math.min(mostThreads, threads),
    }))
    .filter(({ processes, threads }) => {
      const name = `${processes} x ${threads}`
      const fits = processes * threads <= Math.max(count + 1, count * 1.25)
      return fits && !known.has(name) && known.add(name)
    })
}

/**
 * The best of what was tried, by frames a second of all processes together. Among those within three in a hundred of
 * it the simplest: fewest threads, then fewest processes. Null when nothing was tried or nothing worked.
 */
export function chooseCalibration(tried: Calibration['tried']): Pair | null {
  const best = tried.reduce((most, { framesPerSecond }) => Math.max(most, framesPerSecond), 0)
  if (best <= 0) return null
  const { processes, threads } = tried
    .filter(({ framesPerSecond }) => framesPerSecond >= best * (1 - noise))
    .reduce((a, b) => ((b.threads - a.threads || b.processes - a.processes) < 0 ? b : a))
  return { processes, threads }
}
