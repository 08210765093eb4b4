import { hash as hashOf, randomUUID } from 'node:crypto'
import { copyFile, rename, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { OutputFacts } from '../../../src-shared/batches/batch.ts'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import type { Loudness } from '../../../src-shared/contract/results.ts'
import type { MediaFacts } from '../../../src-shared/plans/media.ts'
import {
  frameArguments,
  loudnessArguments,
  loudnessLines,
  posterArguments,
  soundArguments,
} from '../../outside/media/derivatives.ts'
import { probeMedia } from '../../outside/media/probe-media.ts'
import { eachPiece } from '../../outside/media/samples.ts'
import type { runProgram } from '../../outside/programs/run-program.ts'
import type { ArtifactStore } from '../artifact-store/artifact-store.ts'
import { ffmpegFault } from '../ffmpeg-faults/ffmpeg-faults.ts'
import { type FindVideo, type FinishedVideo, sameVideo } from './finished-video.ts'
import { latestFirst } from './turns.ts'

type PosterNeeds = {
  find: FindVideo
  /** What was made before, and where more goes. */
  memory: {
    artifacts: Pick<ArtifactStore, 'hold' | 'drop'>
    recall(words: readonly string[]): Promise<unknown>
    keep(words: readonly string[], data: unknown): Promise<void>
  }
  /** Paths of the programs. */
  programs(): Promise<{ ffmpeg: string; ffprobe: string }>
  run: typeof runProgram
  signal: AbortSignal
}

export type Posters = {
  /** A small JPEG of a finished video. */
  poster(job: number): Promise<{ path: string; mime: string }>
  /** A small JPEG of one frame of it. */
  smallFrame(job: number, frame: number): Promise<{ path: string; mime: string }>
  /** How loud a finished video is over its time: 0..1, at most `peaksAtMost`, evenly spread; empty when it is silent film. */
  waveform(job: number): Promise<number[]>
  /** The same by EBU R 128. */
  loudness(job: number): Promise<Loudness>
  /** One frame of a finished video as a PNG, as large as the video. */
  frame(job: number, frame: number): Promise<{ path: string; mime: string }>
  /** The same, as a file of the person's. Rejects with `file.unwritable` besides. */
  saveFrame(job: number, frame: number, out: string): Promise<void>
  /** What the file says of itself. */
  media(job: number): Promise<MediaFacts>
}

const longest = 480
/** At the beginning much is still fading in, and in the middle there often is a transition. */
const share = 1 / 3
/** A file that hangs on a lost share must not keep a place for long. */
const timeout = 60_000
const peaksAtMost = 1_000
const samplesPerSecond = 8_000
/** A fault of a file is remembered for a while: a wall that is scrolled to and fro would start a program each time. */
const remembered = 5 * 60_000
const mostFaults = 1_000

/**
 * Pictures and loudness of finished videos, made when somebody looks at them, two at a time, as politely as encodes, and
 * kept by the SHA-256 of the video. All reject with `job.not-found`, `job.not-done`, `output.missing`, `output.changed`
 * (another file lies there), and with what ffmpeg met.
 */
export function createPosters({ find, memory, programs, run, signal }: PosterNeeds): Posters {
  const faults = new Map<string, { error: unknown; at: number }>()
  const making = new Map<string, Promise<unknown>>()
  const gaveUp = () =>
    new StudioError({
      code: 'poster.given-up',
      message: 'This picture was passed over: many others were asked for since.',
      whatToDo: 'Look at it again.',
    })
  const turns = latestFirst({ most: 2, mostWaiting: 240, gaveUp })

  const known = (job: number) => sameVideo(find, job)

  /** One at a time for each name, whoever asks; what failed a moment ago fails at once. */
  async function once<T>(name: string, work: () => Promise<T>): Promise<T> {
    const fault = faults.get(name)
    if (fault !== undefined && performance.now() - fault.at < remembered) throw fault.error
    const running = making.get(name) as Promise<T> | undefined
    if (running !== undefined) return running
    const begun = work()
    making.set(name, begun)
    try {
      return await begun
    } catch (error) {
      if (!signal.aborted && (error as StudioError).code === 'render.failed') {
        if (faults.size >= mostFaults) faults.clear()
        faults.set(name, { error, at: performance.now() })
      }
      throw error
    } finally {
      making.delete(name)
    }
  }

  /** `writes` null: what it finds out is told line by line. */
  async function runFfmpeg(
    args: string[],
    doing: string,
    writes: string | null,
    onLine?: (line: string) => void,
  ): Promise<void> {
    const { ffmpeg: command } = await programs()
    signal.throwIfAborted()
    const end = await run({
      command,
      args,
      signal,
      timeout,
      niceness: 'low',
      ...(onLine === undefined ? {} : { onLine }),
    })
    if (signal.aborted) throw signal.reason
    const made = writes === null || (await stat(writes).catch(() => null)) !== null
    // Beyond the end of a file ffmpeg ends well and writes nothing.
    if (end.kind !== 'finished' || !made)
      throw ffmpegFault({ end, command, args, doing, writes: writes === null ? [] : [writes] })
  }

  /** A file that is made of a video, kept by the video's hash. */
  const derived = (
    video: FinishedVideo,
    kind: { name: string; extension: string; doing: string },
    args: (out: string) => string[],
  ) =>
    once(`${kind.name} ${video.output.sha256}`, async () => {
      const hash = hashOf('sha256', JSON.stringify([kind.name, video.output.sha256]))
      let isNew = false
      const held = await memory.artifacts.hold(hash, kind.extension, signal, async (out) => {
        isNew = true
        await turns(() => runFfmpeg(args(out), kind.doing, out))
        return { facts: null, frames: null }
      })
      held.release()
      if (isNew) void memory.artifacts.drop()
      return held.path
    })

  async function frame(job: number, number: number) {
    const video = await known(job)
    const { output, path: source } = video
    const rate = output.frames / output.duration
    const wanted = Math.min(number, output.frames - 1)
    const kind = { name: `frame ${wanted}`, extension: 'png', doing: `frame ${wanted} of ${output.path}` }
    const path = await derived(video, kind, (out) => frameArguments({ source, frame: wanted, rate, out }))
    return { path, mime: 'image/png' }
  }

  return {
    frame,

    async saveFrame(job, number, out) {
      const { path } = await frame(job, number)
      const part = `${out}.part`
      try {
        await copyFile(path, part)
        await rename(part, out)
      } catch (cause) {
        await rm(part, { force: true }).catch(() => {})
        throw new StudioError({
          code: 'file.unwritable',
          message: `${out} can't be written (${(cause as NodeJS.ErrnoException).code ?? cause}).`,
          whatToDo: 'Choose another place.',
          cause,
        })
      }
    },

    async media(job) {
      const { path, output } = await known(job)
      const words = ['media', output.sha256]
      const kept = (await memory.recall(words)) as MediaFacts | null
      if (kept !== null) return kept
      const { ffprobe } = await programs()
      const facts = await probeMedia(path, { ffprobe, runProgram: run, signal })
      await memory.keep(words, facts)
      return facts
    },

    async poster(job) {
      const video = await known(job)
      const { output, path: source } = video
      const kind = { name: 'poster', extension: 'jpg', doing: `the picture of ${output.path}` }
      const at = output.duration * share
      const path = await derived(video, kind, (out) => posterArguments({ source, at, longest, out }))
      return { path, mime: 'image/jpeg' }
    },

    async smallFrame(job, number) {
      const { output, path: source } = await known(job)
      const { frame: wanted, at } = placeOf(output, number)
      const kind = {
        name: `small frame ${wanted}`,
        extension: 'jpg',
        doing: `frame ${wanted} of ${output.path}`,
      }
      const path = await derived({ output, path: source }, kind, (out) =>
        posterArguments({ source, at, longest, out }),
      )
      return { path, mime: 'image/jpeg' }
    },

    async waveform(job) {
      const { path: source, output } = await known(job)
      const words = ['waveform', String(peaksAtMost), output.sha256]
      return once(words.join(' '), async () => {
        const kept = (await memory.recall(words)) as number[] | null
        if (kept !== null) return kept
        const raw = join(tmpdir(), `reelmill-sound-${randomUUID()}.raw`)
        try {
          const args = soundArguments({ source, rate: samplesPerSecond, out: raw })
          const peaks = await turns(async () => {
            const isHeard = await heard(runFfmpeg(args, `the waveform of ${output.path}`, raw))
            return isHeard ? peaksOf(raw) : []
          })
          await memory.keep(words, peaks)
          return peaks
        } finally {
          await rm(raw, { force: true })
        }
      })
    },

    async loudness(job) {
      const { path: source, output } = await known(job)
      const words = ['loudness', String(peaksAtMost), output.sha256]
      return once(words.join(' '), async () => {
        const kept = (await memory.recall(words)) as Loudness | null
        if (kept !== null) return kept
        const lines = loudnessLines()
        const args = loudnessArguments({ source })
        await turns(() => heard(runFfmpeg(args, `the loudness of ${output.path}`, null, lines.read)))
        const { levels, integrated } = lines.found()
        const found = { levels: thinned(levels), integrated }
        await memory.keep(words, found)
        return found
      })
    },
  }
}

/** False: a film without sound, in which ffmpeg finds no stream. */
async function heard(work: Promise<void>): Promise<boolean> {
  try {
    await work
    return true
  } catch (error) {
    if (hasNoSound(error)) return false
    throw error
  }
}

/** The loudest of each of equal stretches. */
function thinned(levels: readonly (number | null)[]): (number | null)[] {
  const stretch = Math.max(1, Math.ceil(levels.length / peaksAtMost))
  return Array.from({ length: Math.ceil(levels.length / stretch) }, (_, at) =>
    levels
      .slice(at * stretch, (at + 1) * stretch)
      .reduce((loudest, level) => (level === null ? loudest : Math.max(loudest ?? level, level)), null),
  )
}

/** A frame that the video has, and the middle between it and the one before: rounding can't lead to a neighbour. */
function placeOf({ frames, duration }: OutputFacts, number: number) {
  const frame = Math.min(number, frames - 1)
  return { frame, at: Math.max(0, frame - 0.5) * (duration / frames) }
}

const hasNoSound = (error: unknown): boolean =>
  error instanceof StudioError &&
  error.details.some((line) => /does not contain any stream|matches no streams|no streams to mux/i.test(line))

/** The loudest sample of each of equal stretches, 0..1, to three digits. */
async function peaksOf(raw: string): Promise<number[]> {
  const { size } = await stat(raw)
  const samples = Math.floor(size / 2)
  if (samples === 0) return []
  const stretch = Math.max(1, Math.ceil(samples / peaksAtMost))
  const peaks: number[] = []
  await eachPiece(raw, stretch, (piece) => {
    let peak = 0
    for (const sample of piece) peak = Math.max(peak, Math.abs(sample))
    peaks.push(Math.round((peak / 32_768) * 1_000) / 1_000)
  })
  return peaks
}
