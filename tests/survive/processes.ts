import { readdirSync, readFileSync } from 'node:fs'

export type Seen = { pid: number; startedAt: string; command: string }

/** Running processes (Linux) whose command or environment names a folder; those that only wait to be fetched are none. */
export function processesOf(folder: string): Seen[] {
  return readdirSync('/proc').flatMap((entry) => {
    const pid = Number(entry)
    if (!Number.isInteger(pid) || pid === process.pid) return []
    try {
      const command = readFileSync(`/proc/${entry}/cmdline`, 'utf8').replaceAll('\0', ' ')
      const environment = readFileSync(`/proc/${entry}/environ`, 'utf8')
      if (!command.includes(folder) && !environment.includes(folder)) return []
      const startedAt = startOf(pid)
      return startedAt === null ? [] : [{ pid, startedAt, command }]
    } catch {
      return []
    }
  })
}

export const isAlive = ({ pid, startedAt }: Seen): boolean => startOf(pid) === startedAt

/** Ticks since the machine's start, by which a process with the same number is told from another; null: it has ended. */
function startOf(pid: number): string | null {
  try {
    // The name in parentheses may hold anything, spaces and parentheses too.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
    return fields[0] === 'Z' ? null : fields[19]!
  } catch {
    return null
  }
}
