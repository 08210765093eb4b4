import { rm, writeFile } from 'node:fs/promises'
import type { ProgramCall } from '../../outside/programs/run-program.ts'
import { ffmpegFault, machineFault } from '../ffmpeg-faults/ffmpeg-faults.ts'
import type { UnitHands } from './needs.ts'

/**
 * Runs one ffmpeg that reports by `-progress pipe:1`. Resolves with the frames that it says it wrote. Rejects with
 * the signal's reason when it was cancelled, else with a StudioError that holds the command and the last lines.
 */
export async function runFfmpeg(run: {
  ffmpeg: string
  args: readonly string[]
  hands: UnitHands
  doing: string
  onFrame?: (frame: number) => void
  /** Each line of standard output. */
  onLine?: (line: string) => void
  /** Working folder. */
  cwd?: string
  feed?: ProgramCall['feed'] | undefined
  onErrorLine?: (line: string) => void
  /** Paths that it writes. */
  writes?: readonly string[]
  /** A hardware encoder takes part. */
  hardware?: boolean
  /** Where a graph that is too long for a command line may lie while the program runs, and which ffmpeg reads it. */
  longGraph?: { path: string; ffmpegVersion: string }
}): Promise<{ frames: number; warnings: string }> {
  let frames = 0
  const { signal } = run.hands
  const args = await withoutLongGraph(run.args, run.longGraph)
  const end = await run.hands.run({
    command: run.ffmpeg,
    args,
    signal,
    ...(run.feed === undefined ? {} : { feed: run.feed }),
    ...(run.cwd === undefined ? {} : { cwd: run.cwd }),
    ...(run.onErrorLine === undefined ? {} : { onErrorLine: run.onErrorLine }),
    onLine: (line) => {
      run.onLine?.(line)
      const frame = /^frame=\s*(\d+)/.exec(line)?.[1]
      if (frame === undefined || Number(frame) === frames) return
      frames = Number(frame)
      run.onFrame?.(frames)
    },
  })
  if (run.longGraph !== undefined && args !== run.args) await rm(run.longGraph.path, { force: true })
  const ended = {
    end,
    command: run.ffmpeg,
    args: run.args,
    doing: run.doing,
    writes: run.writes ?? [],
    hardware: run.hardware ?? false,
  }
  if (end.kind === 'finished') {
    const fault = machineFault(ended)
    if (fault !== null) throw fault
    return { frames, warnings: end.stderrTail }
  }
  if (signal.aborted) throw signal.reason
  if (end.kind === 'not-fed') throw end.error
  throw ffmpegFault(ended)
}

/** Characters of a graph that still go into the command line: Windows allows 32,767 for all of it. */
const longestGraph = 16_000

/** The same command with a long graph in a file. What ffmpeg calls such a file changed with version 7. */
async function withoutLongGraph(
  args: readonly string[],
  place: { path: string; ffmpegVersion: string } | undefined,
): Promise<readonly string[]> {
  const at = args.indexOf('-filter_complex')
  const graph = args[at + 1]
  if (place === undefined || at === -1 || graph === undefined || graph.length <= longestGraph) return args
  await writeFile(place.path, graph)
  const major = Number(/^n?(\d+)\./.exec(place.ffmpegVersion)?.[1] ?? 7)
  const option = major >= 7 ? '-/filter_complex' : '-filter_complex_script'
  return [...args.slice(0, at), option, place.path, ...args.slice(at + 2)]
}
