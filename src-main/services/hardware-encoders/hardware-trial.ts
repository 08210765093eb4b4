import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Codec, Quality, Rate } from '../../../src-shared/templates/formats.ts'
import {
  chooseEncoder,
  type EncoderChoice,
  settingsWithThreads,
} from '../../core/ffmpeg-commands/encoders.ts'
import { type EncoderWish, uploaded } from '../../core/ffmpeg-commands/hardware-choices.ts'
import { faultOf } from '../../core/ffmpeg-output/fault-of.ts'
import type { ProgramCall, ProgramEnd } from '../../outside/programs/run-program.ts'
import { trialPicture, trialSegmentCommand } from '../ffmpeg-trials/trial-segments.ts'

export type VideoShape = { codec: Codec; quality: Quality; rate: Rate; width: number; height: number }

type TrialTools = {
  ffmpeg: string
  runProgram(call: ProgramCall): Promise<ProgramEnd>
  signal?: AbortSignal
}

/** `why` is a sentence's end. `lasting`: it would be the same again, as far as one trial can tell. */
type TrialEnd = { works: true } | { works: false; why: string; lasting: boolean }

/** What an encoder is tried with first: small, and larger than the least size of every known chip. */
export const firstShape = (codec: Codec): VideoShape => ({
  codec,
  quality: 'standard',
  rate: { num: 30, den: 1 },
  width: 320,
  height: 240,
})

const trialFrames = 5
/** Milliseconds for one program. */
const patience = 30_000
/** Decibels below which a picture is not the one that was given: broken drivers write grey, green or torn ones. */
const leastLikeness = 25
/** Encodes at a time that are tried at most. */
const mostSessions = 8
/** Milliseconds in which another encode has to come to its first frame. */
const openingPatience = 15_000

/**
 * Encodes a few frames with the product's own command, decodes them, counts them, and compares them with what was
 * given. Rejects only with the signal's reason.
 */
export async function tryHardware(
  shape: VideoShape,
  wish: EncoderWish,
  tools: TrialTools,
): Promise<TrialEnd> {
  const choice = choiceOf(shape, wish)
  if (choice === null)
    return {
      works: false,
      why: `it makes no ${shape.codec} of ${shape.width}x${shape.height}`,
      lasting: true,
    }
  const ask = { ...shape, ...wish, shortest: 1 }
  const folder = await mkdtemp(join(tmpdir(), 'reelmill-trial-'))
  try {
    const file = join(folder, 'trial.mp4')
    const picture = trialPicture(0, trialFrames, ask, choice)
    const made = await run(tools, trialSegmentCommand(ask, { frames: trialFrames, picture }, choice, file))
    if (made.kind !== 'finished') return refused(made, '')
    // Longer than the file, so that every frame of it finds one to be compared with, and they are counted.
    const given = trialPicture(0, 2 * trialFrames, ask, choice)
    const seen = await run(tools, likenessCommand(file, given))
    if (seen.kind !== 'finished') return refused(seen, 'what it wrote can’t be read: ')
    const likeness = [...seen.stdout.matchAll(/psnr_avg:(inf|[\d.]+)/g)].map(([, decibels]) =>
      decibels === 'inf' ? Number.POSITIVE_INFINITY : Number(decibels),
    )
    if (likeness.length !== trialFrames)
      return { works: false, why: `of ${trialFrames} frames it wrote ${likeness.length}`, lasting: true }
    const worst = Math.min(...likeness)
    if (worst < leastLikeness)
      return {
        works: false,
        why: `its picture is not the one that it was given (${worst.toFixed(1)} dB)`,
        lasting: true,
      }
    return { works: true }
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3, retryDelay: 100 })
  }
}

/** Devices that VAAPI may open: first whatever ffmpeg takes, then each render node of the machine. */
export async function vaapiDevices(): Promise<(string | null)[]> {
  const nodes = await readdir('/dev/dri').catch(() => [])
  const render = nodes.filter((name) => /^renderD\d+$/.test(name)).sort()
  return [null, ...render.map((name) => `/dev/dri/${name}`)]
}

/**
 * How many encodes run at a time: one more is begun whenever all that were begun have come to their first frame, until
 * one doesn't, or there are eight. Rejects only with the signal's reason.
 */
export async function countSessions(codec: Codec, wish: EncoderWish, tools: TrialTools): Promise<number> {
  const choice = choiceOf(firstShape(codec), wish)
  if (choice === null) return 0
  const stop = new AbortController()
  const signal = tools.signal === undefined ? stop.signal : AbortSignal.any([tools.signal, stop.signal])
  const open: Promise<ProgramEnd>[] = []
  let ended = false
  try {
    while (open.length < mostSessions && !ended) {
      let end: Promise<ProgramEnd> | undefined
      const began = await new Promise<boolean>((resolve) => {
        const timer = setTimeout(() => resolve(false), openingPatience)
        end = tools.runProgram({
          command: tools.ffmpeg,
          args: heldCommand(choice),
          signal,
          // It writes nothing that could be torn, and ffmpeg 7.0 doesn't end when it is asked.
          grace: 100,
          onLine(line) {
            const frames = /^frame=\s*(\d+)/.exec(line)?.[1]
            if (Number(frames) > 0) resolve(true)
          },
        })
        void end.then(() => {
          clearTimeout(timer)
          ended = true
          resolve(false)
        })
      })
      open.push(end!)
      if (!began) return open.length - 1
    }
    return ended ? open.length - 1 : open.length
  } finally {
    stop.abort()
    await Promise.all(open)
    tools.signal?.throwIfAborted()
  }
}

function choiceOf(shape: VideoShape, wish: EncoderWish): EncoderChoice | null {
  const choice = chooseEncoder({ ...shape, ...wish, available: new Set() })
  return choice?.hardware === undefined ? null : choice
}

/** An encode that stays open: a picture in real time, for a minute, that goes nowhere. */
function heldCommand(choice: EncoderChoice): string[] {
  return [
    ...['-nostdin', '-hide_banner', '-loglevel', 'level+warning', '-nostats'],
    ...['-progress', 'pipe:1', '-stats_period', '0.1'],
    ...(choice.hardware?.open ?? []),
    ...['-re', '-f', 'lavfi', '-i', 'color=s=320x240:r=30:d=60'],
    ...['-filter_complex', uploaded(`[0:v]format=${choice.pixelFormat}[out]`, choice), '-map', '[out]'],
    ...['-c:v', choice.encoder, ...settingsWithThreads(choice, 1), '-f', 'null', '-'],
  ]
}

/** Compares a file with the picture that it was made of; on standard output one line for each frame. */
function likenessCommand(file: string, picture: string): string[] {
  const even = 'format=yuv420p,settb=1/1000,setpts=N'
  const graph = [
    `[0:v]${even}[got]`,
    `${picture.slice(0, -'[out]'.length)},${even}[given]`,
    '[got][given]psnr=stats_file=-:shortest=1:repeatlast=0[seen]',
  ].join(';')
  return [
    ...['-nostdin', '-hide_banner', '-loglevel', 'level+error', '-protocol_whitelist', 'file,pipe'],
    ...['-threads', '1', '-i', file, '-filter_complex', graph, '-map', '[seen]', '-f', 'null', '-'],
  ]
}

async function run({ ffmpeg, runProgram, signal }: TrialTools, args: readonly string[]): Promise<ProgramEnd> {
  const end = await runProgram({
    command: ffmpeg,
    args,
    timeout: patience,
    ...(signal === undefined ? {} : { signal }),
  })
  signal?.throwIfAborted()
  return end
}

function refused(end: ProgramEnd, before: string): TrialEnd {
  const lasting = end.kind === 'failed' && end.code !== null
  const { line } = faultOf({ stderr: end.stderrTail, end, hardware: true })
  const said = line?.replace(/\.$/, '') ?? null
  const why = lasting && said !== null ? said : `its trial came to no end (${said ?? end.kind})`
  return { works: false, why: `${before}${why}`, lasting }
}
