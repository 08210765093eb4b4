import { spawnSync } from 'node:child_process'
import { hasEnded, procFolder, readOrNull, readStat } from './process-facts.ts'

/**
 * When a process began, as text; null when no such process runs, or nobody can tell. A process number together with
 * this text names one process for good, also after a restart of the machine and when the number is used again.
 *
 * Linux: the boot's id and the ticks since then, read from /proc within microseconds. macOS and Windows: an ISO time,
 * asked from `ps` (some milliseconds) or PowerShell (half a second), so not to be asked for each program.
 */
export function processStart(pid: number, proc = procFolder): string | null {
  if (!Number.isSafeInteger(pid) || pid < 1) return null
  if (process.platform === 'linux') return linuxStart(pid, proc)
  return process.platform === 'win32' ? windowsStart(pid) : psStart(pid)
}

/** Text for a process that was started at this moment, where asking costs too much for each: good to two seconds. */
export const startedNow = (): string => new Date().toISOString()

/** Whether two answers are about the same start. ISO times may differ by two seconds, all others not at all. */
export function isSameStart(one: string, other: string): boolean {
  if (one === other) return true
  return isTime(one) && isTime(other) && Math.abs(Date.parse(one) - Date.parse(other)) <= 2_000
}

/** Whether this very process still runs, and not only one with the same number. */
export function stillRuns(process: { pid: number; startedAt: string }): boolean {
  const start = processStart(process.pid)
  return start !== null && isSameStart(start, process.startedAt)
}

const isTime = (text: string) => /^\d{4}-\d\d-\d\dT/.test(text)

function linuxStart(pid: number, proc: string): string | null {
  const stat = readStat(pid, proc)
  if (stat === null || hasEnded(stat)) return null
  const boot = bootOf(proc)
  return boot === null ? null : `${boot}/${stat.startTicks}`
}

const boots = new Map<string, string | null>()
function bootOf(proc: string): string | null {
  if (!boots.has(proc))
    boots.set(proc, readOrNull(`${proc}/sys/kernel/random/boot_id`)?.trim().slice(0, 64) ?? null)
  return boots.get(proc) ?? null
}

/** `Sat Nov 21 11:34:00 2026` */
function psStart(pid: number): string | null {
  const said = sayOf('ps', ['-o', 'lstart=', '-p', String(pid)], { LC_ALL: 'C', TZ: 'UTC' })
  const at = Date.parse(`${said} UTC`)
  return said === '' || Number.isNaN(at) ? null : new Date(at).toISOString()
}

function windowsStart(pid: number): string | null {
  const said = sayOf('powershell.exe', [
    ...['-NoProfile', '-NonInteractive', '-Command'],
    `(Get-Process -Id ${pid} -ErrorAction Stop).StartTime.ToUniversalTime().ToString('o')`,
  ])
  const at = Date.parse(said)
  return Number.isNaN(at) ? null : new Date(at).toISOString()
}

function sayOf(command: string, args: string[], env: Record<string, string> = {}): string {
  const { status, stdout } = spawnSync(command, args, {
    env: { ...process.env, ...env },
    encoding: 'utf8',
    timeout: 10_000,
    windowsHide: true,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  return status === 0 ? stdout.trim() : ''
}
