import { type ChildProcess, spawn } from 'node:child_process'
import { basename } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ProgramUse } from '../../../src-shared/farm/units.ts'
import { askToEnd, groupLives, killGroup, killStrayed } from './end-tree.ts'
import { lineSplitter } from './lines.ts'
import { markedEnvironment } from './marks.ts'
import { makeNice, type Niceness } from './niceness.ts'
import { processStart, startedNow } from './process-start.ts'
import { type UseFacts, watchUse } from './program-use.ts'
import { timeLimit } from './time-limit.ts'

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
  /**
   * Standard output as it comes, for what is no text; not together with `onLine`. While a promise that it answered is not
   * settled, nothing more is read: the program waits. What it throws or rejects with ends the program (`not-taken`).
   */
  onBytes?: (chunk: Uint8Array) => Promise<void> | undefined
  /** Each whole line of standard error, besides the tail that is kept. */
  onErrorLine?: (line: string) => void
  /** Bytes of standard output that are kept at most (default 8 MiB); more ends the program. */
  maxOutput?: number
  /** Milliseconds between asking a program to end and killing it (default 2,000). */
  grace?: number
  /** How politely it runs, from its first moment (default: as this process). */
  niceness?: Niceness
  /** Goes into its environment, and so to all that it starts, so that `endLeftOver` finds it. */
  mark?: string
  /**
   * Told once, before anything else, with what `endLeftOver` needs. What it throws ends the program at once:
   * nothing should run that nobody knows of.
   */
  onStart?: (started: { pid: number; startedAt: string | null }) => void
  /** Told each second what it uses; on Linux alone. */
  onSample?: (facts: UseFacts) => void
}

/**
 * How a run ended, as data. `stderrTail` holds the last lines, at most 16 KiB. `use` is what it and its children used as
 * far as that was seen: null elsewhere than on Linux, and the memory of one that took only milliseconds.
 */
export type ProgramEnd = { stdout: string; stderrTail: string; milliseconds: number; use: ProgramUse } & (
  | { kind: 'finished' }
  | { kind: 'failed'; code: number | null; signal: string | null }
  | { kind: 'cancelled' }
  | { kind: 'timed-out' }
  | { kind: 'silent' }
  | { kind: 'too-much-output' }
  | { kind: 'not-fed'; error: unknown }
  | { kind: 'not-taken'; error: unknown }
  | { kind: 'not-started'; reason: string }
)

type EndedBy = Exclude<ProgramEnd['kind'], 'finished' | 'failed'>

const tailBytes = 16 * 1024
/** Milliseconds after its kill at which a program that the system does not let go of is given up. */
const patience = 2_000
const unseen: ProgramUse = { cpuMilliseconds: null, peakBytes: null }
const nothing = { stdout: '', stderrTail: '', milliseconds: 0, use: unseen }
/**
 * Static builds of ffmpeg and ffprobe (that of npm) crash on transport streams: to read the names of programs they load a table of characters of the
 * system, made for another C library. With another place named first, the C library (from glibc 2.34 on) doesn't find that table, and names stay as they are.
 */
const forStaticBuilds = { GCONV_PATH: '/dev/null' }
/** With the marks in their environments. */
const running = new Map<ChildProcess, string>()

/**
 * Runs one program to its end. Never rejects: whatever happens comes back as a `ProgramEnd`. It gets no standard
 * input (unless it is fed) and a process group of its own, so that a Ctrl+C in the terminal reaches only the
 * studio, which then decides. Whatever it started ends with it: its group always; what left the group when it
 * was ended from outside, or still holds its output (both on Linux alone).
 */
export function runProgram(call: ProgramCall): Promise<ProgramEnd> {
  const begun = performance.now()
  if (call.onLine !== undefined && call.onBytes !== undefined)
    throw new TypeError('standard output goes to onLine or to onBytes, not to both')
  return new Promise((resolve) => {
    if (call.signal?.aborted) return resolve({ kind: 'cancelled', ...nothing })
    const { env, id } = markedEnvironment(call.env, call.mark)
    const quits = quitsByKey(call)
    let child: ChildProcess
    try {
      child = spawn(call.command, [...call.args], {
        cwd: call.cwd,
        env: { ...forStaticBuilds, ...env },
        stdio: [call.feed === undefined && !quits ? 'ignore' : 'pipe', 'pipe', 'pipe'],
        detached: process.platform !== 'win32',
        windowsHide: true,
      })
    } catch (error) {
      // Some faults of starting (a command line that is too long, say) are thrown instead of told.
      return resolve({ kind: 'not-started', reason: reasonOf(error), ...nothing })
    }
    running.set(child, id)
    const pid = child.pid

    let endedBy: EndedBy | null = null
    let fault: unknown
    let killTimer: NodeJS.Timeout | undefined
    let giveUpTimer: NodeJS.Timeout | undefined
    const kill = () => {
      killGroup(child)
      giveUpTimer = setTimeout(() => settle(null, null), patience)
    }
    let exited = false
    const end = (reason: EndedBy) => {
      // Once it has ended by itself, only what became of its output can still be learnt.
      const isOfOutput = reason === 'too-much-output' || reason === 'not-taken'
      if (endedBy !== null || (exited && !isOfOutput)) return
      endedBy = reason
      if (exited) return
      if (askToEnd(child, quits)) killTimer = setTimeout(kill, call.grace ?? 2_000)
      else kill()
    }

    const use = watchUse(pid, call.onSample)
    if (pid !== undefined) {
      const isNice = makeNice(pid, call.niceness ?? 'as-is')
      if (!isNice) void niceLater(child, call.niceness ?? 'as-is')
      try {
        call.onStart?.({ pid, startedAt: process.platform === 'linux' ? processStart(pid) : startedNow() })
      } catch (error) {
        fault = error
        endedBy = 'not-started'
        kill()
      }
    }

    const onAbort = () => end('cancelled')
    call.signal?.addEventListener('abort', onAbort, { once: true })
    const wholeLimit = timeLimit(call.timeout, () => end('timed-out'))
    let taking: Taking | null = null
    // While a chunk is in our hands, the wait is ours and not the program's.
    const silenceLimit = timeLimit(call.silence, () =>
      taking?.isBusy() ? silenceLimit.refresh() : end('silent'),
    )

    const input = child.stdin
    if (input !== null && call.feed !== undefined)
      feedInput(child, input, call.feed, (error) => {
        fault = error
        end('not-fed')
      })
    else input?.on('error', () => {})

    const kept: string[] = []
    let keptBytes = 0
    const maxOutput = call.maxOutput ?? 8 * 1024 * 1024
    const outLines = call.onLine === undefined ? null : lineSplitter(call.onLine)
    if (call.onBytes !== undefined)
      taking = takeBytes(child.stdout!, call.onBytes, silenceLimit.refresh, (error) => {
        fault ??= error
        end('not-taken')
      })
    else
      child.stdout!.setEncoding('utf8').on('data', (text: string) => {
        silenceLimit.refresh()
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
      silenceLimit.refresh()
      stderrTail = (stderrTail + text).slice(-tailBytes)
      errorLines?.push(text)
    })
    // The streams of a program end before its exit is collected: the last moment at which its time can be read.
    let open = 2
    for (const stream of [child.stdout!, child.stderr!])
      stream.once('end', () => {
        open--
        if (open === 0) use.look()
      })

    let strayTimer: NodeJS.Timeout | undefined
    let groupGone: Promise<void> = Promise.resolve()
    child.once('exit', (_code, signal) => {
      exited = true
      if (killGroup(child)) groupGone = untilGone(child)
      if (endedBy !== null || signal !== null) killStrayed([id])
      // What is neither in the group nor marked may still hold the pipes: `close` would then never come.
      strayTimer = setTimeout(() => {
        killStrayed([id])
        strayTimer = setTimeout(() => {
          child.stdout?.destroy()
          child.stderr?.destroy()
        }, 750)
      }, 250)
    })
    let notStarted: string | null = null
    child.once('error', (error) => {
      if (pid === undefined) notStarted = error.message
    })
    child.once('close', (code, signal) => {
      void Promise.all([groupGone, taking?.done()]).then(() => settle(code, signal))
    })

    function settle(code: number | null, signal: NodeJS.Signals | null): void {
      running.delete(child)
      wholeLimit.clear()
      silenceLimit.clear()
      for (const timer of [killTimer, giveUpTimer, strayTimer]) clearTimeout(timer)
      use.stop()
      call.signal?.removeEventListener('abort', onAbort)
      if (child.exitCode === null && child.signalCode === null) letGo(child)
      outLines?.end()
      errorLines?.end()
      const milliseconds = performance.now() - begun
      const seen = { stdout: kept.join(''), stderrTail, milliseconds, use: use.use() }
      if (notStarted !== null) resolve({ kind: 'not-started', reason: notStarted, ...seen })
      else if (endedBy === 'not-started') resolve({ kind: endedBy, reason: reasonOf(fault), ...seen })
      else if (endedBy === 'not-fed' || endedBy === 'not-taken')
        resolve({ kind: endedBy, error: fault, ...seen })
      else if (endedBy !== null) resolve({ kind: endedBy, ...seen })
      else if (code === 0) resolve({ kind: 'finished', ...seen })
      else resolve({ kind: 'failed', code, signal, ...seen })
    }
  })
}

/** Ends everything that is still running, at once. For the last moment of a process that is told to go. */
export function killRunningPrograms(): void {
  for (const child of running.keys()) killGroup(child)
  killStrayed([...running.values()])
}

/** Windows has no signal that asks: there an ffmpeg that listens to its keys is told `q`. */
function quitsByKey({ command, args, feed }: ProgramCall): boolean {
  if (process.platform !== 'win32' || feed !== undefined) return false
  return /^ffmpeg(\.exe)?$/i.test(basename(command)) && !args.includes('-nostdin')
}

async function niceLater(child: ChildProcess, niceness: Niceness): Promise<void> {
  for (let tries = 0; tries < 20; tries++) {
    await sleep(110 + Math.random() * 200, undefined, { ref: false })
    if (!running.has(child) || child.pid === undefined || makeNice(child.pid, niceness)) return
  }
}

/** Killed, a group goes within milliseconds; what hangs in the kernel is not waited for. */
async function untilGone({ pid }: ChildProcess): Promise<void> {
  for (const wait of [5, 15, 30, 100, 350]) {
    if (pid === undefined || !groupLives(pid)) return
    await sleep(wait)
  }
}

/** A program that does not even end by a kill, because it hangs in the kernel: nothing of ours waits for it any more. */
function letGo(child: ChildProcess): void {
  for (const stream of [child.stdin, child.stdout, child.stderr]) stream?.destroy()
  child.unref()
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

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** `done` resolves when all that came was taken. */
type Taking = { isBusy(): boolean; done(): Promise<void> }

/** Hands on what a program writes, a chunk at a time. After a fault the rest is read and dropped, so that the program can end. */
function takeBytes(
  output: Readable,
  take: NonNullable<ProgramCall['onBytes']>,
  onHeard: () => void,
  onFault: (error: unknown) => void,
): Taking {
  let isFaulty = false
  // When a program has ended, Node reads on whether it was paused or not: what comes then waits here.
  const waiting: Buffer[] = []
  let inHand: Promise<void> | null = null

  function next(chunk: Buffer): Promise<void> | undefined {
    if (isFaulty) return
    try {
      return take(chunk)
    } catch (error) {
      fail(error)
    }
  }
  function fail(error: unknown): void {
    isFaulty = true
    onFault(error)
  }
  async function hand(first: Promise<void>): Promise<void> {
    output.pause()
    try {
      await first
      for (let chunk = waiting.shift(); chunk !== undefined; chunk = waiting.shift()) await next(chunk)
    } catch (error) {
      fail(error)
    }
    waiting.length = 0
    inHand = null
    onHeard()
    output.resume()
  }

  output.on('data', (chunk: Buffer) => {
    onHeard()
    if (inHand !== null) {
      waiting.push(chunk)
      return
    }
    const taken = next(chunk)
    if (taken !== undefined) inHand = hand(taken)
  })
  return { isBusy: () => inHand !== null, done: async () => inHand ?? undefined }
}

/** A command as it can be pasted into a POSIX shell. */
export function pasteable(command: string, args: readonly string[]): string {
  return [command, ...args]
    .map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`))
    .join(' ')
}
