import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { type ProcessTimes, parseStat } from './process-files.ts'

/** What a run took. `cpu` counts the whole tree of processes, user and system; null where the system doesn't tell. */
export type Cost = { wall: number; cpu: number | null }

/** One process to run. Lines of its standard output are told with the seconds since the group was begun. */
export type Call = {
  command: string
  args: readonly string[]
  cwd?: string
  env?: Record<string, string>
  /** A file to feed it; nothing without it. */
  stdin?: string
  onLine?: (line: string, seconds: number) => void
  /** Told once, when it runs. */
  onStart?: (child: ChildProcess) => void
  /** Seconds after which it is ended and counts as failed. */
  limit?: number
  /** Exit codes that count as success (default 0 only). */
  good?: readonly number[]
}

export const ticks = (() => {
  try {
    return Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' })) || 100
  } catch {
    return 100
  }
})()

/** CPU times of a process by its id, in seconds; null where there is no /proc or the process is gone. */
export function timesOf(pid: number | 'self'): ProcessTimes | null {
  try {
    return parseStat(readFileSync(`/proc/${pid}/stat`, 'utf8'), ticks)
  } catch {
    return null
  }
}

let measuring = false
let interrupted = false
const running = new Set<ChildProcess>()

/**
 * Runs calls, `atOnce` of them at a time, to the last one's end. The system adds the CPU time of an ended child, and of
 * all that it waited for, to its parent's: what this process's account grows by is the group's. So groups never overlap.
 * Rejects with the last lines of standard error when a call fails.
 */
export async function runGroup(
  calls: readonly Call[],
  atOnce: number,
): Promise<Cost & { stderr: string[]; walls: number[] }> {
  if (measuring) throw new Error('two measurements at once would count each other')
  measuring = true
  const before = timesOf('self')
  const begun = performance.now()
  const stderr: string[] = []
  const walls: number[] = []
  const waiting = [...calls.entries()]
  const worker = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [index, call] = next
      const started = performance.now()
      stderr[index] = await runOne(call, begun)
      walls[index] = (performance.now() - started) / 1000
    }
  }
  try {
    const outcomes = await Promise.allSettled(Array.from({ length: Math.max(1, atOnce) }, worker))
    const failed = outcomes.find((outcome) => outcome.status === 'rejected')
    if (failed !== undefined) throw failed.reason
  } finally {
    measuring = false
  }
  const wall = (performance.now() - begun) / 1000
  const after = timesOf('self')
  const cpu = before === null || after === null ? null : after.children - before.children
  return { wall, cpu, stderr, walls }
}

function runOne(call: Call, begun: number): Promise<string> {
  return new Promise((resolve, reject) => {
    if (interrupted) throw new Error('The bench was interrupted.')
    const stdin = call.stdin === undefined ? null : openSync(call.stdin, 'r')
    const child = spawn(call.command, [...call.args], {
      cwd: call.cwd,
      env: { ...process.env, ...call.env },
      stdio: [stdin ?? 'ignore', call.onLine === undefined ? 'ignore' : 'pipe', 'pipe'],
    })
    running.add(child)
    if (stdin !== null) closeSync(stdin)
    call.onStart?.(child)
    const limit =
      call.limit === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), call.limit * 1000)
    let tail = ''
    child.stderr!.setEncoding('utf8').on('data', (text: string) => {
      tail = (tail + text).slice(-64_000)
    })
    let rest = ''
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      const lines = (rest + text).split('\n')
      rest = lines.pop() ?? ''
      const seconds = (performance.now() - begun) / 1000
      for (const line of lines) call.onLine?.(line, seconds)
    })
    child.once('error', reject)
    child.once('close', (code, signal) => {
      running.delete(child)
      clearTimeout(limit)
      if (code !== null && (call.good ?? [0]).includes(code)) resolve(tail)
      else
        reject(
          new Error(
            `${call.command} ${call.args.slice(0, 3).join(' ')} ... ended with ${code ?? signal}:\n${tail.slice(-2_000)}`,
          ),
        )
    })
  })
}

/** Asks what still runs to end: after an interruption nothing stays behind. */
export function endRunning(): void {
  interrupted = true
  for (const child of running) child.kill('SIGINT')
}
