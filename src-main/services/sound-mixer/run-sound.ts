import { StudioError } from '../../../src-shared/contract/errors.ts'
import { nameOf, sampleRate } from '../../core/audio-graph/sounds.ts'
import { type ProgramCall, type ProgramEnd, pasteable } from '../../outside/programs/run-program.ts'
import { machineFault } from '../ffmpeg-faults/ffmpeg-faults.ts'

type RunDeps = {
  ffmpeg: string
  runProgram: (call: ProgramCall) => Promise<ProgramEnd>
  signal?: AbortSignal
  timeout?: number
  silence?: number
}

/** Samples at 48 kHz that were written, as far as `-progress` tells. */
export type Ran = { samples: number }

/**
 * Runs one ffmpeg over `paths` (for messages: the files that other people made). `onLine` gets each line of its
 * standard error.
 */
export async function runSound(
  args: readonly string[],
  paths: readonly string[],
  deps: RunDeps,
  onLine?: (line: string) => void,
): Promise<Ran> {
  let microseconds = 0
  const end = await deps.runProgram({
    command: deps.ffmpeg,
    args,
    signal: deps.signal,
    timeout: deps.timeout,
    silence: deps.silence,
    onErrorLine: onLine,
    onLine: (line) => {
      const time = /^out_time_us=(\d+)/.exec(line)?.[1]
      if (time !== undefined) microseconds = Number(time)
    },
  })
  if (end.kind === 'finished') return { samples: Math.round((microseconds * sampleRate) / 1e6) }
  if (end.kind === 'cancelled' && deps.signal !== undefined) throw deps.signal.reason
  const names = paths.map(nameOf).join(', ')
  const doing = names === '' ? 'the sound of a video' : `the sound of ${names}`
  throw (
    machineFault({ end, command: deps.ffmpeg, args, doing }) ??
    soundError(end, paths, pasteable(deps.ffmpeg, args))
  )
}

function soundError(end: ProgramEnd, paths: readonly string[], command: string): StudioError {
  const names = paths.map(nameOf).join(', ')
  const lines = end.stderrTail
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const details = [...paths, ...lines.slice(-6), command]
  return new StudioError({
    code: 'ffmpeg.failed',
    message: `ffmpeg could not mix ${names || 'the sound'}.`,
    whatToDo: 'See that the file plays to its end; the log has what ffmpeg said.',
    details: end.kind === 'not-started' ? [end.reason, command] : details,
  })
}

export function brokenSound(path: string, cause?: StudioError): StudioError {
  return new StudioError({
    code: 'media.broken',
    message: `${nameOf(path)} is damaged: its sound can't be decoded in the part that the video uses.`,
    whatToDo: 'Copy or export the file again, and see that it plays to its end.',
    details: cause?.details ?? [path],
    cause,
  })
}
