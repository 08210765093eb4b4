import { descendantsOf } from '../programs/process-facts.ts'
import { answerOf, answerOfPowerShell } from './asked-rarely.ts'

/** Processor time of one process since its start. */
export type ProcessTime = { pid: number; parent: number; milliseconds: number }

/** All processes that may be seen, by `ps` or, on Windows, PowerShell; null when neither answers. */
export async function readProcessTimes(): Promise<ProcessTime[] | null> {
  const said =
    process.platform === 'win32'
      ? await answerOfPowerShell(
          // In units of 100 nanoseconds.
          'Get-CimInstance Win32_Process | ForEach-Object { "{0} {1} {2}" -f $_.ProcessId, $_.ParentProcessId, (($_.KernelModeTime + $_.UserModeTime) / 1e7) }',
        )
      : await answerOf('ps', ['-A', '-o', 'pid=,ppid=,time='], { env: { LC_ALL: 'C' } })
  return said === null ? null : parseProcessTimes(said)
}

/** `  311     1   0:12.34`, `4711 1 1-02:03:04` or, in seconds, `4711 1 12.5`. */
export function parseProcessTimes(text: string): ProcessTime[] {
  return text.split('\n').flatMap((line) => {
    const [, pid, parent, days, clock] =
      /^\s*(\d+)\s+(\d+)\s+(?:(\d+)-)?(\d+(?::\d+){0,2}(?:[.,]\d+)?)\s*$/.exec(line) ?? []
    if (pid === undefined || clock === undefined) return []
    const seconds = clock.split(':').reduce((sum, part) => sum * 60 + Number(part.replace(',', '.')), 0)
    const milliseconds = Math.round((Number(days ?? 0) * 86_400 + seconds) * 1_000)
    return [{ pid: Number(pid), parent: Number(parent), milliseconds }]
  })
}

/**
 * Milliseconds of processor time that processes which were there both times used in between, without one process and
 * its descendants. What ended meanwhile is not known, and must not be taken for somebody else's.
 */
export function busyOfOthers(
  before: readonly ProcessTime[],
  after: readonly ProcessTime[],
  own: number,
): number {
  const ours = new Set([own, ...descendantsOf(own, after).map(({ pid }) => pid)])
  const then = new Map(before.map((process) => [process.pid, process]))
  let busy = 0
  for (const { pid, parent, milliseconds } of after) {
    const earlier = then.get(pid)
    if (ours.has(pid) || earlier === undefined || earlier.parent !== parent) continue
    busy += Math.max(0, milliseconds - earlier.milliseconds)
  }
  return busy
}
