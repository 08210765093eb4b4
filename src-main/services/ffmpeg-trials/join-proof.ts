import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import type { AudioSpec, FfmpegBuild } from '../../../src-shared/plans/media.ts'
import { type Codec, codecs, type Quality, type Rate } from '../../../src-shared/templates/formats.ts'
import { type EncoderChoice, encoderThreads } from '../../core/ffmpeg-commands/encoders.ts'
import type { EncoderWish } from '../../core/ffmpeg-commands/hardware-choices.ts'
import { joinList, outputCommand } from '../../core/ffmpeg-commands/output-command.ts'
import type { ProgramCall, ProgramEnd } from '../../outside/programs/run-program.ts'
import { mixSound } from '../sound-mixer/sound-mixer.ts'
import { comparison, decodeCommand, packetsCommand } from './join-comparison.ts'
import { trialPicture, trialSegmentCommand } from './trial-segments.ts'

/**
 * What is to be joined. Of the size it matters whether it is even, and which encoder it leads to; what a hardware encoder
 * makes of it depends on the very size.
 */
export type JoinAsk = Partial<EncoderWish> & {
  codec: Codec
  quality: Quality
  rate: Rate
  width: number
  height: number
  /** Frames of the shortest segment that is to be joined. */
  shortest: number
}

/** `why` is a sentence's end for people: "frame 5 of the joined file is another one than was encoded". */
export type JoinProof = { exact: true } | { exact: false; why: string }

type JoinProofNeeds = {
  ffmpeg: string
  ffprobe: string
  build: FfmpegBuild
  runProgram(call: ProgramCall): Promise<ProgramEnd>
  signal?: AbortSignal | undefined
}

/** Raised when something else is compared: what was proved before has to be proved again. */
const proofVersion = 1
/** Milliseconds for one program; each works for a fraction of a second. */
const patience = 60_000

type Trial = {
  ask: JoinAsk
  choice: EncoderChoice
  segments: { name: string; frames: number; picture: string }[]
  /** The segments in the order in which they are joined, by number: each of them meets each other kind. */
  order: number[]
  sound: AudioSpec | null
}

/**
 * The trial of one codec: three short segments (the shortest, a few frames more, more than lie between two key frames) made with
 * the product's own commands, joined in an order in which every kind meets every other.
 */
function trialOf(ask: JoinAsk, choice: EncoderChoice): Trial {
  const { num, den } = ask.rate
  const keyFrames = Math.max(1, Math.round((2 * num) / den))
  const frames = [ask.shortest + 4, ask.shortest, Math.max(keyFrames, ask.shortest) + 3]
  const order = [0, 1, 2, 1, 0]
  const all = order.reduce((sum, at) => sum + frames[at]!, 0)
  const { sound } = codecs[ask.codec]
  return {
    ask,
    choice,
    segments: frames.map((count, at) => ({
      name: `${at}.${choice.segmentExtension}`,
      frames: count,
      picture: trialPicture(at, count, ask, choice),
    })),
    order,
    sound:
      sound === null
        ? null
        : {
            kind: 'audio',
            samples: Math.round((all * den * 48_000) / num),
            inputs: [],
            duck: null,
            loudness: { integrated: -14, truePeak: -1 },
            codec: sound,
            bitrate: sound === 'pcm' ? 0 : 128_000,
          },
  }
}

/** What the proof follows from besides build and machine: every command, without the folder in which it works. */
export function joinKey(ask: JoinAsk, choice: EncoderChoice): string {
  const trial = trialOf(ask, choice)
  const said = JSON.stringify([
    proofVersion,
    trial.segments.map((segment) => segmentArgs(trial, segment, '')),
    listOf(trial, ''),
    ask.codec === 'gif' ? null : joinArgs(trial, '', trial.sound),
    trial.sound,
  ])
  return `${choice.encoder} ${createHash('sha256').update(said).digest('hex')}`
}

/**
 * Encodes three short segments, joins them with the product's own command, and compares: every decoded frame, the time
 * steps, the number of frames, and that neither ffmpeg nor ffprobe has anything to warn of. `lasting` says that all
 * programs came to their end, so that it would be the same again. Rejects only with the signal's reason.
 */
export async function proveJoin(
  ask: JoinAsk,
  choice: EncoderChoice,
  needs: JoinProofNeeds,
): Promise<{ proof: JoinProof; lasting: boolean }> {
  const folder = await mkdtemp(join(tmpdir(), 'reelmill-join-'))
  try {
    const why = await whatIsWrong(trialOf(ask, choice), folder, needs)
    return { proof: why === null ? { exact: true } : { exact: false, why }, lasting: true }
  } catch (error) {
    needs.signal?.throwIfAborted()
    const why = error instanceof StudioError ? error.message : `it could not be tried (${String(error)})`
    return { proof: { exact: false, why }, lasting: false }
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3, retryDelay: 100 })
  }
}

/** The first thing that is wrong with the joined file, or null. */
async function whatIsWrong(trial: Trial, folder: string, needs: JoinProofNeeds): Promise<string | null> {
  const { run, look } = runner(needs)
  const list = join(folder, 'list.ffconcat')
  await writeFile(list, listOf(trial, folder))
  const { ask, segments, order, choice } = trial
  const encode = (segment: Trial['segments'][number]) =>
    run(needs.ffmpeg, segmentArgs(trial, segment, folder))
  // A chip may have a single session to give.
  if (choice.hardware !== undefined) for (const segment of segments) await encode(segment)
  const [hasSound] = await allEnded([
    makeSound(trial.sound, join(folder, 'sound'), needs),
    ...(choice.hardware === undefined ? segments.map(encode) : []),
  ] as const)
  let joined = ['-f', 'concat', '-safe', '0', '-i', list]
  // A GIF is made of the decoded list itself.
  if (ask.codec !== 'gif') {
    const end = await run(needs.ffmpeg, joinArgs(trial, folder, hasSound ? trial.sound : null))
    if (end.stderrTail.trim() !== '') return `ffmpeg warns while it joins: ${lastLine(end)}`
    joined = ['-i', join(folder, joinedName(trial))]
  }
  const files = segments.map(({ name }) => join(folder, name))
  const [decoded, probed] = await allEnded([
    look(needs.ffmpeg, decodeCommand(files, joined, ask.codec !== 'gif' && hasSound)),
    look(needs.ffprobe, packetsCommand(joined)),
  ] as const)
  if (decoded.kind === 'failed') return `the joined file can't be decoded: ${lastLine(decoded)}`
  if (probed.kind === 'failed') return `ffprobe can't read the joined file: ${lastLine(probed)}`
  if (decoded.stderrTail.trim() !== '')
    return `ffmpeg warns while it decodes the joined file: ${lastLine(decoded)}`
  if (probed.stderrTail.trim() !== '') return `ffprobe warns of the joined file: ${lastLine(probed)}`
  return comparison({
    decoded: decoded.stdout,
    packets: probed.stdout,
    frames: segments.map((segment) => segment.frames),
    order,
    rate: ask.rate,
    // Matroska's clock counts milliseconds.
    tolerance: codecs[ask.codec].extension === 'webm' ? 0.001 : 0.000_002,
    // Some chips fill up to whole blocks, and forget to say what is to be cut away again.
    frameBytes: choice.hardware === undefined ? null : ask.width * ask.height * 1.5,
  })
}

function segmentArgs(trial: Trial, segment: Trial['segments'][number], folder: string): string[] {
  return trialSegmentCommand(trial.ask, segment, trial.choice, join(folder, segment.name))
}

function listOf({ segments, order, ask }: Trial, folder: string): string {
  return joinList(
    order.map((at) => ({ path: join(folder, segments[at]!.name), frames: segments[at]!.frames })),
    ask.rate,
  )
}

const joinedName = (trial: Trial) => `joined.${codecs[trial.ask.codec].extension}`

function joinArgs(trial: Trial, folder: string, sound: AudioSpec | null): string[] {
  const { ask, segments, order, choice } = trial
  const output = order.map((at) => ({ artifact: segments[at]!.name, frames: segments[at]!.frames }))
  return outputCommand(
    {
      kind: 'output',
      ...ask,
      frames: output.reduce((sum, { frames }) => sum + frames, 0),
      segments: output,
      audio: sound === null ? null : 'sound',
      made: { ffmpeg: '', planner: 0, encoder: choice.encoder, settings: choice.settings },
    },
    join(folder, 'list.ffconcat'),
    sound === null ? null : join(folder, 'sound'),
    join(folder, joinedName(trial)),
  )
}

/** Makes the (silent) sound track. False when there is to be none, or when the build can't code it. */
async function makeSound(spec: AudioSpec | null, path: string, needs: JoinProofNeeds): Promise<boolean> {
  if (spec === null) return false
  try {
    await mixSound(spec, new Map(), path, {
      ...needs,
      threads: encoderThreads,
      timeout: patience,
      ...(needs.signal === undefined ? {} : { signal: needs.signal }),
    })
    return true
  } catch (error) {
    if (error instanceof StudioError && error.code === 'sound.no-encoder') return false
    throw error
  }
}

/** `run` has to come to a good end; with `look` a program may also say that something is wrong. */
function runner({ runProgram, signal }: JoinProofNeeds) {
  const look = async (command: string, args: readonly string[]): Promise<ProgramEnd> => {
    const end = await runProgram({
      command,
      args,
      timeout: patience,
      ...(signal === undefined ? {} : { signal }),
    })
    if (end.kind === 'finished' || (end.kind === 'failed' && end.code !== null)) return end
    if (end.kind === 'cancelled') throw signal?.reason
    throw untried(end)
  }
  const run = async (command: string, args: readonly string[]) => {
    const end = await look(command, args)
    if (end.kind !== 'finished') throw untried(end)
    return end
  }
  return { run, look }
}

function untried(end: ProgramEnd): StudioError {
  const why = end.kind === 'not-started' ? end.reason : lastLine(end)
  return new StudioError({
    code: 'ffmpeg.trial',
    message: `it could not be tried (${end.kind}${why === '' ? '' : `: ${why}`})`,
  })
}

/** Waits for all, also when one of them fails: what still runs must not write into a folder that is gone. */
async function allEnded<T extends readonly unknown[]>(
  works: T,
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  await Promise.allSettled(works)
  return Promise.all(works) as Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }>
}

/** The last line that a program said, without the addresses of its parts. */
function lastLine({ stderrTail }: ProgramEnd): string {
  return (stderrTail.trim().split('\n').at(-1) ?? '').replace(/^(\[[^\]]*\]\s*)+/, '')
}
