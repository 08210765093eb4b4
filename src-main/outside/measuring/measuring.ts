import { basename } from 'node:path'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import type { AudioFacts } from '../../../src-shared/plans/media.ts'
import { safeInput } from '../../../src-shared/plans/media.ts'
import type { PictureFacts, SoundFacts } from '../../../src-shared/quality/facts.ts'
import type { Rate } from '../../../src-shared/templates/formats.ts'
import { loudnessLog } from './loudness-log.ts'
import { type Pictures, pictureArguments, smallFrameOf } from './picture-command.ts'
import { createThreads } from './threads.ts'

/** What this room needs of whoever runs programs: `runProgram` of outside/programs fits. Never rejects. */
export type RunMeasuring = (call: {
  command: string
  args: readonly string[]
  signal?: AbortSignal | undefined
  timeout?: number
  silence?: number
  onBytes: (chunk: Uint8Array) => Promise<void> | undefined
  onErrorLine: (line: string) => void
}) => Promise<{
  kind: string
  stderrTail: string
  signal?: string | null
  error?: unknown
  use: { cpuMilliseconds: number | null }
}>

type Deps = {
  /** Path of ffmpeg. */
  ffmpeg: string
  run: RunMeasuring
  signal?: AbortSignal | undefined
  /** Threads of the decoder; 0: as many as there are processors. */
  threads?: number
}

export type PicturesAsked = Pictures & {
  rate: Rate
  /** So many are expected. */
  frames: number
  onFrames?: (frames: number) => void
  /** Frames that are wanted whole, in rising order: `rgb24` one after the other in the file `path`. */
  looks?: { frames: readonly number[]; path: string }
}

/** Frames of a file one after the other, the first of which decodes by itself, measured in parts. `frames` of `looks` count from the first. */
export type StretchAsked = PicturesAsked & {
  /** Frames of each part, which sum up to `frames`. */
  lengths: readonly number[]
  /** Times of the first frame and of the one after the last, in seconds as the file counts them; null: from its start, to its end. */
  from: number | null
  to: number | null
}

export type FramesAsked = Omit<StretchAsked, 'lengths' | 'looks' | 'onFrames'> & {
  looks: NonNullable<PicturesAsked['looks']>
}

export type SoundAsked = Pick<AudioFacts, 'stream' | 'channels' | 'sampleRate'>

/** What came of it, and what it took of processors; null where that isn't told. */
export type Measured<Facts> = { facts: Facts; cpuMilliseconds: number | null }

/**
 * Measures pictures and sound of finished files, each in one pass of ffmpeg over it; what it decodes is looked at on threads of
 * this room. A file that can't be decoded is a fact (`faults`, fewer frames), no error.
 *
 * Both reject with the signal's reason, and with a StudioError `media.too-slow`, `media.too-long`, `media.probe-crashed` or
 * `ffmpeg.failed`.
 */
export type MeasuringRoom = {
  measurePicture(path: string, asked: PicturesAsked, deps: Deps): Promise<Measured<PictureFacts>>
  /** The facts of each part, as if it were a file of its own; what was decoded with complaints has them in each. */
  measureParts(path: string, asked: StretchAsked, deps: Deps): Promise<Measured<PictureFacts[]>>
  /** Only writes whole frames, and decodes as far as it must; those that are missing are missing at the end. Resolves with what it took. */
  takeFrames(path: string, asked: FramesAsked, deps: Deps): Promise<number | null>
  measureSound(path: string, asked: SoundAsked, deps: Deps): Promise<Measured<SoundFacts>>
  close(): Promise<void>
}

/** Four hours at 30 a second: their series take 360 MB. */
const mostFrames = 432_000
const mostFaults = 20
const silentFor = 60_000

export function openMeasuring(setup: { workerFile: URL; idle?: number }): MeasuringRoom {
  const threads = createThreads(setup.workerFile, setup.idle ?? 30_000)

  async function measureParts(
    path: string,
    asked: StretchAsked,
    deps: Deps,
  ): Promise<Measured<PictureFacts[]>> {
    const { frames: expected, rate, lengths, from, to } = asked
    if (expected > mostFrames) throw tooLong(path)
    const { full, ...small } = smallFrameOf(asked)
    const bench = threads.bench({ kind: 'pictures', small, lengths }, (frames) => {
      asked.onFrames?.(frames)
      if (frames > mostFrames) isTooLong = true
    })
    let isTooLong = false
    const faults = faultLines()
    try {
      const end = await deps.run({
        command: deps.ffmpeg,
        args: pictureArguments(path, asked, {
          threads: deps.threads ?? 1,
          looks: asked.looks,
          stretch: { from, to, half: rate.den / rate.num / 2 },
        }),
        signal: deps.signal,
        silence: silentFor,
        timeout: 120_000 + expected * 500,
        onBytes(chunk) {
          if (isTooLong) throw tooLong(path)
          return bench.take(chunk)
        },
        onErrorLine: faults.note,
      })
      ended(path, end, deps)
      const report = await bench.end()
      if (report.kind !== 'pictures') throw new Error('a thread answered something else')
      return {
        facts: report.measured.map((part) => ({
          ...part,
          rate,
          width: full.width,
          height: full.height,
          small,
          faults: faults.lines,
        })),
        cpuMilliseconds: sum(report.cpuMilliseconds, end.use.cpuMilliseconds),
      }
    } finally {
      bench.leave()
    }
  }

  async function takeFrames(path: string, asked: FramesAsked, deps: Deps): Promise<number | null> {
    const { rate, from, to, looks } = asked
    const end = await deps.run({
      command: deps.ffmpeg,
      args: pictureArguments(path, asked, {
        threads: deps.threads ?? 1,
        looks,
        stretch: { from, to, half: rate.den / rate.num / 2 },
        onlyLooks: true,
      }),
      signal: deps.signal,
      timeout: 120_000 + asked.frames * 500,
      onBytes: () => undefined,
      onErrorLine() {},
    })
    ended(path, end, deps)
    return end.use.cpuMilliseconds
  }

  return {
    async measurePicture(path, asked, deps) {
      const lengths = [asked.frames + 2]
      const { facts, cpuMilliseconds } = await measureParts(
        path,
        { ...asked, lengths, from: null, to: null },
        deps,
      )
      return { facts: facts[0]!, cpuMilliseconds }
    },

    measureParts,
    takeFrames,

    async measureSound(path, asked, deps) {
      const { channels, sampleRate } = asked
      const bench = threads.bench({ kind: 'sound', channels, sampleRate })
      const faults = faultLines()
      const loudness = loudnessLog(faults.note)
      try {
        const end = await deps.run({
          command: deps.ffmpeg,
          args: soundArguments(path, asked),
          signal: deps.signal,
          silence: silentFor,
          timeout: 6 * 3_600_000,
          onBytes: (chunk) => bench.take(chunk),
          onErrorLine: loudness.read,
        })
        ended(path, end, deps)
        const report = await bench.end()
        if (report.kind !== 'sound') throw new Error('a thread answered something else')
        const { samples, strange, series } = report.measured
        if (strange > 0) faults.note('Samples of the sound are no numbers (NaN)')
        return {
          facts: {
            channels,
            sampleRate,
            duration: samples / sampleRate,
            ...loudness.summary(),
            series: { ...series, momentary: loudness.momentary(series.peak.length) },
            faults: faults.lines,
          },
          cpuMilliseconds: sum(report.cpuMilliseconds, end.use.cpuMilliseconds),
        }
      } finally {
        bench.leave()
      }
    },

    close: threads.close,
  }
}

function soundArguments(path: string, { stream, channels, sampleRate }: SoundAsked): string[] {
  const graph =
    `[0:${stream}]asplit=2[a][b];[a]ebur128=peak=true,anullsink;` +
    `[b]aresample=${sampleRate},aformat=sample_fmts=flt:sample_rates=${sampleRate}[out]`
  return [
    ...['-nostdin', '-hide_banner', '-nostats', '-v', 'level+info', '-threads', '1', ...safeInput],
    ...['-i', `file:${path}`, '-filter_complex', graph],
    ...['-map', '[out]', '-ac', String(channels), '-f', 'f32le', 'pipe:1'],
  ]
}

function ended(path: string, end: Awaited<ReturnType<RunMeasuring>>, { signal, ffmpeg }: Deps): void {
  if (end.kind === 'finished' || (end.kind === 'failed' && !end.signal)) return
  if (end.kind === 'cancelled') throw signal?.reason
  if (end.kind === 'not-taken') throw end.error
  const name = basename(path)
  if (end.kind === 'not-started')
    throw new StudioError({
      code: 'ffmpeg.missing',
      message: `${name} could not be looked at: ffmpeg could not be started.`,
      whatToDo: 'See that ffmpeg is where it was, and try again.',
      details: [ffmpeg],
    })
  if (end.kind === 'timed-out' || end.kind === 'silent')
    throw new StudioError({
      code: 'media.too-slow',
      message: `${name} could not be decoded within the time limit.`,
      whatToDo: 'See whether the disk answers and the file plays; copy it to a local disk.',
      details: [path],
    })
  throw new StudioError({
    code: 'media.probe-crashed',
    message: `ffmpeg crashed while it decoded ${name}.`,
    whatToDo: 'Export the file again, or convert it to MP4 with H.264 and AAC.',
    details: [path, ...end.stderrTail.trim().split('\n').slice(-4)],
  })
}

function tooLong(path: string): StudioError {
  return new StudioError({
    code: 'media.too-long',
    message: `${basename(path)} has more than ${mostFrames.toLocaleString('en')} pictures, which is more than can be inspected at once.`,
    whatToDo: 'Cut it into shorter files and inspect those.',
    details: [path],
  })
}

/** What ffmpeg complains of, each kind once, without the addresses that differ from run to run. */
function faultLines(): { lines: string[]; note(line: string): void } {
  const lines: string[] = []
  return {
    lines,
    note(line) {
      const said = line
        .replace(/ @ 0x[0-9a-f]+/gi, '')
        .trim()
        .slice(0, 300)
      // Of what is written, not of what is read: small frames have no times that could matter.
      if (said.startsWith('[rawvideo')) return
      if (said !== '' && lines.length < mostFaults && !lines.includes(said)) lines.push(said)
    },
  }
}

const sum = (one: number | null, other: number | null): number | null =>
  one === null || other === null ? null : one + other
