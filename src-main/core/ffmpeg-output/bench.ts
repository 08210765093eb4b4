/**
 * What ffmpeg says of itself with `-benchmark`, at the level `info` and above:
 *
 *     bench: utime=0.006s stime=0.000s rtime=0.008s
 *     bench: maxrss=50488kB
 *
 * (`KiB` since 6.1; the unit is the same.) Null where the lines are not there; `peakBytes` is 0 where the system doesn't tell.
 */
export function benchOf(lines: readonly string[]): { cpuMilliseconds: number; peakBytes: number } | null {
  const times = /\bbench: utime=([\d.]+)s stime=([\d.]+)s rtime=/
  const seen = lines.map((line) => times.exec(line)).findLast((match) => match !== null)
  if (seen === undefined || seen === null) return null
  const most = lines
    .map((line) => /\bbench: maxrss=(\d+)(?:kB|KiB)/.exec(line))
    .findLast((match) => match !== null)
  return {
    cpuMilliseconds: Math.round((Number(seen[1]) + Number(seen[2])) * 1000),
    peakBytes: Number(most?.[1] ?? 0) * 1024,
  }
}
