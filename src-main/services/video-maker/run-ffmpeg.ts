import { StudioError } from '../../../src-shared/contract/errors.ts'
import { pasteable, runProgram } from '../../outside/programs/run-program.ts'

/** Milliseconds without a sign of life after which an ffmpeg counts as hung; it reports twice a second. */
const silence = 120_000

/**
 * Runs one ffmpeg that reports by `-progress pipe:1`. Resolves with the frames that it says it wrote. Rejects with
 * the signal's reason when it was cancelled, else with a StudioError that holds the command and the last lines.
 */
export async function runFfmpeg(run: {
  ffmpeg: string
  args: readonly string[]
  signal: AbortSignal
  doing: string
  onFrame?: (frame: number) => void
}): Promise<{ frames: number; warnings: string }> {
  let frames = 0
  const end = await runProgram({
    command: run.ffmpeg,
    args: run.args,
    signal: run.signal,
    silence,
    onLine: (line) => {
      const frame = /^frame=\s*(\d+)/.exec(line)?.[1]
      if (frame === undefined) return
      frames = Number(frame)
      run.onFrame?.(frames)
    },
  })
  if (end.kind === 'finished') return { frames, warnings: end.stderrTail }
  if (end.kind === 'cancelled') throw run.signal.reason
  const how = {
    failed: () => `ended with ${end.kind === 'failed' ? (end.code ?? end.signal) : ''}`,
    'timed-out': () => 'took too long',
    silent: () => `gave no sign of life for ${silence / 1000} seconds and was ended`,
    'too-much-output': () => 'wrote more than can be read',
    'not-started': () => `could not be started (${end.kind === 'not-started' ? end.reason : ''})`,
  }[end.kind]()
  const lines = end.stderrTail.trim().split('\n').slice(-8)
  const full = /no space left on device/i.test(end.stderrTail)
  throw new StudioError({
    code: full ? 'disk.full' : 'render.failed',
    message: full
      ? `The disk is full: ${run.doing} could not be written.`
      : `ffmpeg ${how} while making ${run.doing}.`,
    details: [...lines, `The command: ${pasteable(run.ffmpeg, run.args)}`],
    whatToDo: full
      ? 'Make room on the disk of the studio folder or the output folder, then render again; what is finished is kept.'
      : 'The lines above say why; the command can be pasted into a terminal to try it by hand.',
  })
}
