import { rm, writeFile } from 'node:fs/promises'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import { type ProgramCall, pasteable } from '../../outside/programs/run-program.ts'
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
  feed?: ProgramCall['feed'] | undefined
  onErrorLine?: (line: string) => void
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
    ...(run.onErrorLine === undefined ? {} : { onErrorLine: run.onErrorLine }),
    onLine: (line) => {
      const frame = /^frame=\s*(\d+)/.exec(line)?.[1]
      if (frame === undefined || Number(frame) === frames) return
      frames = Number(frame)
      run.onFrame?.(frames)
    },
  })
  if (run.longGraph !== undefined && args !== run.args) await rm(run.longGraph.path, { force: true })
  if (end.kind === 'finished') return { frames, warnings: end.stderrTail }
  if (signal.aborted) throw signal.reason
  if (end.kind === 'not-fed') throw end.error
  const how = {
    failed: () => `ended with ${end.kind === 'failed' ? (end.code ?? end.signal) : ''}`,
    'timed-out': () => 'took too long',
    silent: () => 'gave no sign of life and was ended',
    cancelled: () => 'was ended',
    'too-much-output': () => 'wrote more than can be read',
    'not-started': () => `could not be started (${end.kind === 'not-started' ? end.reason : ''})`,
  }[end.kind]()
  const lines = end.stderrTail.trim().split('\n').slice(-20)
  const full = /no space left on device|disk quota exceeded/i.test(end.stderrTail)
  const telling = end.kind === 'failed' ? tellingLine(end.stderrTail) : null
  throw new StudioError({
    code: full ? 'disk.full' : 'render.failed',
    message: full
      ? `The disk is full: ${run.doing} could not be written.`
      : `ffmpeg ${how} while making ${run.doing}${telling === null ? '.' : `: ${telling.replace(/[.!]?$/, '.')}`}`,
    details: [...lines, `The command: ${pasteable(run.ffmpeg, run.args)}`],
    whatToDo: full
      ? 'Make room on the disk of the studio folder or the output folder, then render again; what is finished is kept.'
      : 'Render it again; if it fails again, try another ffmpeg (REELMILL_FFMPEG), or report it with the log of the studio.',
  })
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

/** Said after a fault, whatever it was. */
const idle = [
  /^(conversion failed|exiting|task finished|terminating thread|nothing was written|at least one|press \[q\]|frame=|size=|video:)/i,
  /^error (opening|(re)?initializing|selecting|sending|while (processing|filtering|opening encoder))/i,
  /^(failed to inject|could not open encoder|failed to set value)/i,
]
const fault =
  /error|invalid|fail|cannot|can't|could not|unable|unknown|no such|denied|not (found|supported|permitted|allowed)|out of|too (large|many|big)|terminat|abort|killed/i
const longest = 200

/**
 * The last line of ffmpeg that says why it failed, for people: no addresses of its parts, and none of the work files
 * that are gone when it is read. Null when no line says anything.
 */
export function tellingLine(stderr: string): string | null {
  const lines = stderr
    .split(/[\r\n]+/)
    .map((line) => line.replace(/^(\[[^\]]*\]\s*)+/, '').trim())
    .filter((line) => line !== '' && !/^conversion failed/i.test(line))
  const saying = lines.filter((line) => fault.test(line))
  const line = saying.findLast((one) => !idle.some((known) => known.test(one))) ?? saying[0] ?? lines.at(-1)
  if (line === undefined) return null
  const named = line
    .replace(/(["'])(?:\/|[A-Za-z]:[\\/]).*?\1/g, 'a work file')
    .replace(/(?<![\w:/)])(?:\/[^/:'"]+\/|[A-Za-z]:[\\/]).*?(?=:\s|['"]|$)/g, 'a work file')
  return named.length > longest ? `${named.slice(0, longest - 1)}…` : named
}
