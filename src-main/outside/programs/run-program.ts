import { type ChildProcess, spawn } from 'node:child_process'
import type { Writable } from 'node:stream'

export type ProgramCall = {
  command: string
  args: readonly string[]
  /** Working folder. */
  cwd?: string
  /** Added to the environment. */
  env?: Record<string, string>
  signal?: AbortSignal
  /** Milliseconds for the whole run; it is ended after that. */
  timeout?: number
  /** Milliseconds without a line on either stream, after which it is ended as hung. */
  silence?: number
  /**
   * Writes what the program reads from its standard input, which is closed when it resolves. `write` resolves when a
   * chunk was taken. The signal says that the program reads no more, which is its right and no fault; what it rejects
   * with otherwise ends the program.
   */
  feed?: (write: (chunk: Uint8Array) => Promise<void>, signal: AbortSignal) => Promise<void>
  /** Each whole line of standard output. With it, nothing of standard output is kept. */
  onLine?: (line: string) => void
  /** Each whole line of standard error, besides the tail that is kept. */
  onErrorLine?: (line: string) => void
  /** Bytes of standard output that are kept at most (default 8 MiB); more ends the program. */
  maxOutput?: number
  /** Milliseconds between asking a program to end and killing it (default 2,000). */
  grace?: number
}

/** How a run ended, as data. `stderrTail` holds the last lines, at most 16 KiB. */
export type ProgramEnd = { stdout: string; stderrTail: string; milliseconds: number } & (
  | { kind: 'finished' }
  | { kind: 'failed'; code: number | null; signal: string | null }
  | { kind: 'cancelled' }
  | { kind: 'timed-out' }
  | { kind: 'silent' }
  | { kind: 'too-much-output' }
  | { kind: 'not-fed'; error: unknown }
  | { kind: 'not-started'; reason: string }
)

const tailBytes = 16 * 1024
const running = new Set<ChildProcess>()

/**
 * Runs one program to its end. Never rejects: whatever happens comes back as a `ProgramEnd`. It gets no standard
 * input (unless it is fed) and a process group of its own, so that its children end with it and a Ctrl+C in the terminal reaches only
 * the studio, which then decides.
 */
export function runProgram(call: ProgramCall): Promise<ProgramEnd> {
  const begun = performance.now()
  return new Promise((resolve) => {
    if (call.signal?.aborted) {
      resolve({ kind: 'cancelled', stdout: '', stderrTail: '', milliseconds: 0 })
      return
    }
    let child: ChildProcess
    try {
      child = spawn(call.command, [...call.args], {
        cwd: call.cwd,
        env: call.env === undefined ? process.env : { ...process.env, ...call.env },
        stdio: [call.feed === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
        detached: process.platform !== 'win32',
        windowsHide: true,
      })
    } catch (error) {
      // Some faults of starting (a command line that is too long, say) are thrown instead of told.
      const reason = error instanceof Error ? error.message : String(error)
      resolve({ kind: 'not-started', reason, stdout: '', stderrTail: '', milliseconds: 0 })
      return
    }
    running.add(child)

    let why: 'cancelled' | 'timed-out' | 'silent' | 'too-much-output' | 'not-fed' | null = null
    let notFed: unknown
    let killTimer: NodeJS.Timeout | undefined
    const end = (reason: NonNullable<typeof why>) => {
      if (why !== null) return
      why = reason
      endTree(child, 'SIGTERM')
      killTimer = setTimeout(() => endTree(child, 'SIGKILL'), call.grace ?? 2_000)
    }
    const onAbort = () => end('cancelled')
    call.signal?.addEventListener('abort', onAbort, { once: true })
    const timeLimit =
      call.timeout === undefined ? undefined : setTimeout(() => end('timed-out'), call.timeout)
    const silenceLimit =
      call.silence === undefined ? undefined : setTimeout(() => end('silent'), call.silence)

    if (call.feed !== undefined && child.stdin !== null)
      feedInput(child, child.stdin, call.feed, (error) => {
        notFed = error
        end('not-fed')
      })

    const kept: string[] = []
    let keptBytes = 0
    const maxOutput = call.maxOutput ?? 8 * 1024 * 1024
    const outLines = call.onLine === undefined ? null : lineSplitter(call.onLine)
    child.stdout!.setEncoding('utf8').on('data', (text: string) => {
      silenceLimit?.refresh()
      if (outLines !== null) outLines.push(text)
      else if (keptBytes + text.length > maxOutput) end('too-much-output')
      else {
        kept.push(text)
        keptBytes += text.length
      }
    })
    let stderrTail = ''
    const errorLines = call.onErrorLine === undefined ? null : lineSplitter(call.onErrorLine)
    child.stderr!.setEncoding('utf8').on('data', (text: string) => {
      silenceLimit?.refresh()
      stderrTail = (stderrTail + text).slice(-tailBytes)
      errorLines?.push(text)
    })

    // A child that the program left behind may hold its pipes: `close` would then never come.
    let lingering: NodeJS.Timeout | undefined
    child.once('exit', () => {
      lingering = setTimeout(() => {
        endTree(child, 'SIGKILL')
        child.stdout?.destroy()
        child.stderr?.destroy()
      }, 1_000)
    })
    let notStarted: string | null = null
    child.once('error', (error) => {
      if (child.pid === undefined) notStarted = error.message
    })
    child.once('close', (code, signal) => {
      running.delete(child)
      clearTimeout(timeLimit)
      clearTimeout(silenceLimit)
      clearTimeout(killTimer)
      clearTimeout(lingering)
      call.signal?.removeEventListener('abort', onAbort)
      outLines?.end()
      errorLines?.end()
      const seen = { stdout: kept.join(''), stderrTail, milliseconds: performance.now() - begun }
      if (notStarted !== null) resolve({ kind: 'not-started', reason: notStarted, ...seen })
      else if (why === 'not-fed') resolve({ kind: why, error: notFed, ...seen })
      else if (why !== null) resolve({ kind: why, ...seen })
      else if (code === 0) resolve({ kind: 'finished', ...seen })
      else resolve({ kind: 'failed', code, signal, ...seen })
    })
  })
}

function feedInput(
  child: ChildProcess,
  input: Writable,
  feed: NonNullable<ProgramCall['feed']>,
  onFault: (error: unknown) => void,
): void {
  const unread = new AbortController()
  const stop = () => unread.abort()
  input.on('error', stop)
  child.once('exit', stop)
  const write = (chunk: Uint8Array) =>
    new Promise<void>((resolve, reject) => {
      input.write(chunk, (error) => (error ? reject(error) : resolve()))
    })
  feed(write, unread.signal).then(
    () => input.end(),
    (error: unknown) => {
      input.destroy()
      if (!unread.signal.aborted) onFault(error)
    },
  )
}

/** Ends everything that is still running, at once. For the last moment of a process that is told to go. */
export function killRunningPrograms(): void {
  for (const child of running) endTree(child, 'SIGKILL')
}

function endTree(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): void {
  if (child.pid === undefined) return
  if (process.platform === 'win32') {
    if (child.exitCode !== null) return
    // Windows has no signals and no groups: taskkill walks the tree.
    spawn('taskkill', ['/pid', String(child.pid), '/t', ...(signal === 'SIGKILL' ? ['/f'] : [])], {
      stdio: 'ignore',
      windowsHide: true,
    })
    return
  }
  try {
    process.kill(-child.pid, signal)
  } catch {
    // The group has gone in the meantime.
  }
}

function lineSplitter(onLine: (line: string) => void) {
  let rest = ''
  return {
    push(text: string) {
      const lines = (rest + text).split(/\r\n|\n|\r/)
      rest = (lines.pop() ?? '').slice(-64 * 1024)
      for (const line of lines) onLine(line)
    },
    end() {
      if (rest !== '') onLine(rest)
      rest = ''
    },
  }
}

/** A command as it can be pasted into a POSIX shell. */
export function pasteable(command: string, args: readonly string[]): string {
  return [command, ...args]
    .map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`))
    .join(' ')
}
