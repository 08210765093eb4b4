import { stat } from 'node:fs/promises'
import { isAbsolute } from 'node:path'
import { benchOf } from '../../core/ffmpeg-output/bench.ts'
import { type ProgramCall, type ProgramEnd, pasteable } from '../../outside/programs/run-program.ts'
import type { FarmPrograms } from './needs.ts'

/** Milliseconds between asking a program of the farm to end and killing it. */
const grace = 1_000
/** Of one try: more are not kept, nor longer. */
const mostCommands = 50
const longestCommand = 100_000
const stderrKept = 8 * 1024

/** What is kept of a try when it ends. */
export type AttemptSeen = {
  exit: string | null
  milliseconds: number
  cpuMilliseconds: number | null
  peakBytes: number | null
  commands: string[]
  stderr: string
}

/** What is seen of the programs of one try. */
export type TryWatch = {
  pid: number | null
  /** What the running program holds now. */
  heldBytes: number
  /** When something last got on: a frame, a byte, a program that began or ended. By the monotonic clock. */
  aliveAt: number
  /** What ended so far, as it will be kept. */
  seen(milliseconds: number): AttemptSeen
  alive(): void
  /** Looks whether the file that is being written has grown. */
  lookAtOutput(): Promise<void>
  run(call: ProgramCall): Promise<ProgramEnd>
}

/**
 * Starts programs for one try at a unit: politely, marked, told to `onStart` before anything else; commands, last lines, exit
 * and use are gathered.
 */
export function watchPrograms(
  programs: FarmPrograms,
  how: {
    milliseconds(): number
    niceness(): NonNullable<ProgramCall['niceness']>
    /** Ends with the try. */
    signal: AbortSignal
    onStart(started: { pid: number; startedAt: string | null }): void
  },
): TryWatch {
  const commands: string[] = []
  const cpu: (number | null)[] = []
  let peakBytes: number | null = null
  let stderr = ''
  let exit: string | null = null
  let output: { path: string; size: number } | null = null

  const watch: TryWatch = {
    pid: null,
    heldBytes: 0,
    aliveAt: how.milliseconds(),
    alive() {
      watch.aliveAt = how.milliseconds()
    },
    seen: (milliseconds) => ({
      exit,
      milliseconds: Math.round(milliseconds),
      // Of some and not of others would be a sum that means nothing.
      cpuMilliseconds: cpu.length === 0 || cpu.includes(null) ? null : sum(cpu as number[]),
      peakBytes,
      commands,
      stderr,
    }),
    async lookAtOutput() {
      if (output === null) return
      const looked = output
      const size = await stat(looked.path).then(
        (file) => file.size,
        () => 0,
      )
      if (size !== looked.size) watch.alive()
      looked.size = size
    },
    async run(call) {
      if (commands.length < mostCommands)
        commands.push(pasteable(call.command, call.args).slice(0, longestCommand))
      const last = call.args.at(-1)
      output = last !== undefined && isAbsolute(last) ? { path: last, size: 0 } : null
      watch.alive()
      const end = await programs.run({
        grace,
        ...call,
        signal: signalOf(call.signal, how.signal),
        niceness: how.niceness(),
        mark: programs.mark,
        onStart(started) {
          watch.pid = started.pid
          how.onStart(started)
          call.onStart?.(started)
        },
        onSample(facts) {
          watch.heldBytes = facts.rssBytes
          call.onSample?.(facts)
        },
        ...(call.onLine === undefined ? {} : { onLine: hearing(call.onLine, watch.alive) }),
      })
      note(end)
      return end
    },
  }

  function note(end: ProgramEnd): void {
    watch.alive()
    watch.pid = null
    watch.heldBytes = 0
    output = null
    exit = exitText(end)
    // ffmpeg counts its own better than looks from outside can.
    const bench = benchOf(end.stderrTail.split('\n'))
    cpu.push(bench?.cpuMilliseconds ?? end.use.cpuMilliseconds)
    const peak = bench?.peakBytes || end.use.peakBytes
    if (peak !== null) peakBytes = Math.max(peakBytes ?? 0, peak)
    if (end.stderrTail !== '') stderr = `${stderr}${end.stderrTail}`.slice(-stderrKept)
  }

  return watch
}

const signalOf = (asked: AbortSignal | undefined, own: AbortSignal): AbortSignal =>
  asked === undefined || asked === own ? own : AbortSignal.any([asked, own])

/** Signs of life among the lines that ffmpeg tells of its progress: a value that is another than the last time. */
function hearing(tell: (line: string) => void, alive: () => void): (line: string) => void {
  const last = { frame: '', total_size: '', out_time_us: '' }
  return (line) => {
    const at = line.indexOf('=')
    const name = line.slice(0, at)
    if (name in last && last[name as keyof typeof last] !== line) {
      last[name as keyof typeof last] = line
      alive()
    }
    tell(line)
  }
}

function exitText(end: ProgramEnd): string {
  switch (end.kind) {
    case 'finished':
      return '0'
    case 'failed':
      return end.signal ?? String(end.code)
    case 'not-started':
      return `not started: ${end.reason}`
    default:
      return end.kind
  }
}

const sum = (numbers: number[]) => numbers.reduce((all, one) => all + one, 0)
