import { StudioError } from '../../../src-shared/contract/errors.ts'
import type { FfmpegBuild } from '../../../src-shared/plans/media.ts'

/** What this room needs of whoever runs programs: `runProgram` of outside/programs fits. Never rejects. */
type Run = (call: {
  command: string
  args: readonly string[]
  timeout?: number
  signal?: AbortSignal
}) => Promise<{ kind: string; stdout: string; stderrTail: string }>

/**
 * What a build of ffmpeg brings. Lists of encoders lie (NVENC is listed without a card), so each of `encoders` is
 * tried with a few frames; only those that encoded are in the answer.
 *
 * @throws StudioError `ffmpeg.unusable` when its lists can't be had.
 */
export async function readBuild(ffmpeg: string, encoders: readonly string[], run: Run): Promise<FfmpegBuild> {
  const [decoders, filters, ...tried] = await Promise.all([
    names(ffmpeg, '-decoders', run),
    names(ffmpeg, '-filters', run),
    ...encoders.map((encoder) => works(ffmpeg, encoder, run)),
  ])
  return { encoders: new Set(encoders.filter((_, index) => tried[index])), decoders, filters }
}

// Lines look like ` V....D libdav1d             dav1d AV1 decoder` and ` T.C overlay           VV->V      Overlay ...`.
const entry = /^ [A-Z.|]{2,8} +([\w-]+) /

async function names(ffmpeg: string, list: '-decoders' | '-filters', run: Run): Promise<Set<string>> {
  const end = await run({ command: ffmpeg, args: ['-hide_banner', list], timeout: 20_000 })
  if (end.kind !== 'finished') {
    throw new StudioError({
      code: 'ffmpeg.unusable',
      message: `${ffmpeg} does not say what it can do (${list} ended with: ${end.kind}).`,
      details: end.stderrTail.trim().split('\n').slice(-3),
      whatToDo: 'Name a working ffmpeg in REELMILL_FFMPEG.',
    })
  }
  return new Set(end.stdout.split('\n').flatMap((line) => entry.exec(line)?.[1] ?? []))
}

async function works(ffmpeg: string, encoder: string, run: Run): Promise<boolean> {
  const source = 'color=c=gray:s=128x128:r=30:d=0.1'
  const args = [
    '-nostdin',
    '-v',
    'error',
    '-f',
    'lavfi',
    '-i',
    source,
    '-frames:v',
    '3',
    '-c:v',
    encoder,
    '-threads',
    '1',
    '-f',
    'null',
    '-',
  ]
  return (await run({ command: ffmpeg, args, timeout: 20_000 })).kind === 'finished'
}
