import { StudioError } from '../../../src-shared/contract/errors.ts'
import type { FfmpegBuild } from '../../../src-shared/plans/media.ts'

/** What this room needs of whoever runs programs: `runProgram` of outside/programs fits. Never rejects. */
export type Run = (call: {
  command: string
  args: readonly string[]
  timeout?: number
  signal?: AbortSignal
}) => Promise<{ kind: string; stdout: string; stderrTail: string }>

/** What a build says of itself, by ffmpeg's names. Its encoders are a claim: see `tryEncoder`. */
export type BuildLists = {
  decoders: string[]
  filters: string[]
  pictureEncoders: string[]
  soundEncoders: string[]
}

/**
 * What a build of ffmpeg brings. Lists of encoders lie (NVENC is listed without a card), so each of `encoders` that is
 * listed is tried with a few frames, or a moment of sound; only those that encoded are in the answer.
 *
 * @throws StudioError `ffmpeg.unusable` when its lists can't be had.
 */
export async function readBuild(ffmpeg: string, encoders: readonly string[], run: Run): Promise<FfmpegBuild> {
  const lists = await readLists(ffmpeg, run)
  const tried = await Promise.all(
    encoders.map(async (encoder) => (await tryEncoder(ffmpeg, encoder, lists, run)) === 'works'),
  )
  return {
    encoders: new Set(encoders.filter((_, index) => tried[index])),
    decoders: new Set(lists.decoders),
    filters: new Set(lists.filters),
  }
}

/**
 * Asks a build for its lists.
 *
 * @throws StudioError `ffmpeg.unusable` when it doesn't answer.
 */
export async function readLists(ffmpeg: string, run: Run): Promise<BuildLists> {
  const [decoders, filters, encoders] = await Promise.all([
    entries(ffmpeg, '-decoders', run),
    entries(ffmpeg, '-filters', run),
    entries(ffmpeg, '-encoders', run),
  ])
  const ofKind = (kind: string) =>
    encoders.filter(({ flags }) => flags.startsWith(kind)).map(({ name }) => name)
  return {
    decoders: decoders.map(({ name }) => name),
    filters: filters.map(({ name }) => name),
    pictureEncoders: ofKind('V'),
    soundEncoders: ofKind('A'),
  }
}

// Lines look like ` V....D libdav1d             dav1d AV1 decoder` and ` T.C overlay           VV->V      Overlay ...`.
const entry = /^ ([A-Z.|]{2,8}) +([\w-]+) /

async function entries(
  ffmpeg: string,
  list: '-decoders' | '-filters' | '-encoders',
  run: Run,
): Promise<{ flags: string; name: string }[]> {
  const end = await run({ command: ffmpeg, args: ['-hide_banner', list], timeout: 20_000 })
  if (end.kind !== 'finished') {
    throw new StudioError({
      code: 'ffmpeg.unusable',
      message: `${ffmpeg} does not say what it can do (${list} ended with: ${end.kind}).`,
      details: end.stderrTail.trim().split('\n').slice(-3),
      whatToDo: 'Name a working ffmpeg in REELMILL_FFMPEG.',
    })
  }
  return end.stdout.split('\n').flatMap((line) => {
    const [, flags, name] = entry.exec(line) ?? []
    return flags === undefined || name === undefined ? [] : [{ flags, name }]
  })
}

/**
 * Tries an encoder with a few frames, or with a tenth of a second of sound. `absent`: the build has none of that name;
 * `fails`: it has, and it refused; `unknown`: the trial itself came to no end, which says nothing of the encoder.
 */
export async function tryEncoder(
  ffmpeg: string,
  encoder: string,
  lists: Pick<BuildLists, 'pictureEncoders' | 'soundEncoders'>,
  run: Run,
): Promise<'works' | 'fails' | 'absent' | 'unknown'> {
  const pictures = lists.pictureEncoders.includes(encoder)
  if (!pictures && !lists.soundEncoders.includes(encoder)) return 'absent'
  const source = pictures ? 'color=c=gray:s=128x128:r=30:d=0.1' : 'sine=f=440:r=48000:d=0.1'
  const end = await run({
    command: ffmpeg,
    args: [
      ...['-nostdin', '-v', 'error', '-f', 'lavfi', '-i', source],
      ...(pictures ? ['-frames:v', '3', '-c:v', encoder] : ['-c:a', encoder]),
      ...['-threads', '1', '-f', 'null', '-'],
    ],
    timeout: 20_000,
  })
  return end.kind === 'finished' ? 'works' : end.kind === 'failed' ? 'fails' : 'unknown'
}
