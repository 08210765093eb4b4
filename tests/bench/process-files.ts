/** CPU seconds of a process: its own threads', and those of its children that have ended (and of theirs). */
export type ProcessTimes = { own: number; children: number }

/** Reads /proc/<pid>/stat. The name in parentheses may hold anything, so fields are counted after its end. */
export function parseStat(text: string, ticksASecond: number): ProcessTimes {
  const fields = text
    .slice(text.lastIndexOf(')') + 2)
    .trim()
    .split(' ')
  const seconds = (from: number) => (Number(fields[from]) + Number(fields[from + 1])) / ticksASecond
  // Fields 14 to 17 of proc(5): utime, stime, cutime, cstime.
  return { own: seconds(11), children: seconds(13) }
}

/** Memory of a process from /proc/<pid>/status, in MB (a million bytes): now, and at its highest. */
export function parseStatus(text: string): { resident: number; peak: number } | null {
  const value = (name: string) =>
    (Number(new RegExp(`^${name}:\\s*(\\d+) kB`, 'm').exec(text)?.[1]) * 1024) / 1e6
  const [resident, peak] = [value('VmRSS'), value('VmHWM')]
  return Number.isNaN(resident) || Number.isNaN(peak) ? null : { resident, peak }
}

/** The two lines of times that the shell's `times` prints: its own and its children's, each user and system. */
export function parseShellTimes(text: string): { own: number; children: number } {
  const [own = 0, children = 0] = text
    .trim()
    .split('\n')
    .slice(-2)
    .map((line) =>
      [...line.matchAll(/(\d+)m([\d.]+)s/g)].reduce(
        (sum, [, minutes, seconds]) => sum + 60 * Number(minutes) + Number(seconds),
        0,
      ),
    )
  return { own, children }
}
