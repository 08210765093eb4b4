import { rename, rm, stat } from 'node:fs/promises'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import type { AudioSpec, FfmpegBuild } from '../../../src-shared/plans/media.ts'
import { bridgeOf, duckGains, hop, levelsOf, speechSpans } from '../../core/audio-graph/ducking.ts'
import { dipped, joinFrames, joinsByItself, overlapped } from '../../core/audio-graph/loop-join.ts'
import {
  distance,
  firstMaster,
  type Loudness,
  loudnessReader,
  mostGain,
  nextMaster,
} from '../../core/audio-graph/loudness.ts'
import {
  type Bed,
  bedCommand,
  encodeCommand,
  envelopeRate,
  type How,
  listenCommand,
  listeningRate,
  type Master,
  measureCommand,
  mixCommand,
} from '../../core/audio-graph/mix-command.ts'
import { asMatroska, movesPictures, trialCommand } from '../../core/audio-graph/opus-start.ts'
import {
  isLooped,
  nameOf,
  type Sound,
  type SoundSource,
  sampleRate,
  soundsOf,
} from '../../core/audio-graph/sounds.ts'
import { firstPicture } from '../../outside/media/read-streams.ts'
import { countFloats, eachPiece, putFloats, readFloats, writeFloats } from '../../outside/media/samples.ts'
import type { ProgramCall, ProgramEnd } from '../../outside/programs/run-program.ts'
import { brokenSound, type Ran, runSound } from './run-sound.ts'

type SoundMixerDeps = {
  ffmpeg: string
  ffprobe: string
  build: FfmpegBuild
  runProgram: (call: ProgramCall) => Promise<ProgramEnd>
  /** For each command; the farm decides. */
  threads: number
  signal?: AbortSignal
  /** Milliseconds for one command, and without a sign of life from it. */
  timeout?: number
  silence?: number
}

export type MixedSound = {
  bytes: number
  samples: number
  /** As measured after coding; null when it is silent or too short to have a loudness. */
  loudness: Loudness
  /** Decibels that were added to the mix, and whether peaks had to be limited. */
  gain: number
  limited: boolean
  /** What a person should know: a target that can't be met, damage in a file. */
  notes: string[]
}

/** Rounds of coding and measuring; most mixes need one or two. */
const mostRounds = 5
/** Off by more than this is worth a note. */
const noteworthy = 0.5

/**
 * Mixes the whole sound of one video and codes it at `outPath` (a temporary name: what lies there is overwritten):
 * AAC in MP4, Opus in Ogg (or WebM, see `opus-start.ts`), or 24-bit WAV. `sources` has an entry for each content in the spec. On an error nothing
 * is left at `outPath`.
 *
 * @throws StudioError `media.no-sound`, `media.cut-short`, `media.broken`, `sound.no-encoder`, `disk.full`,
 * `ffmpeg.failed`, `ffmpeg.hung`. When it is cancelled it rejects with the signal's reason.
 */
export async function mixSound(
  spec: AudioSpec,
  sources: ReadonlyMap<string, SoundSource>,
  outPath: string,
  deps: SoundMixerDeps,
): Promise<MixedSound> {
  const encoder = encoderOf(spec, deps.build)
  const sounds = soundsOf(spec, sources)
  const mix = `${outPath}.mix`
  const temporary = [mix]
  const temp = (end: string) => {
    temporary.push(`${outPath}.${end}`)
    return `${outPath}.${end}`
  }
  const notes: string[] = []
  let done = false
  try {
    const measured = await withPatience(sounds, deps, notes, async (how) => {
      const beds = new Map<Sound, Bed>()
      for (const [index, sound] of sounds.entries())
        if (isLooped(sound)) beds.set(sound, await makeBed(sound, temp(`bed${index}`), how, deps))
      const envelope = await makeEnvelope(spec, sounds, temp('voice'), temp('gains'), how, deps)
      return loud(mixCommand(spec, sounds, beds, envelope, mix, how), sounds, deps)
    })
    const best = await master(spec, measured.loudness, mix, encoder, outPath, deps)
    notes.push(...notesOn(spec, measured.loudness, best))
    if (spec.codec === 'opus') await startOpusRight(outPath, temp('trial'), deps)
    const { size: bytes } = await stat(outPath)
    done = true
    return {
      bytes,
      samples: spec.samples,
      loudness: best.heard,
      gain: best.tried.gain,
      limited: best.tried.ceiling !== null,
      notes,
    }
  } finally {
    for (const path of temporary) await rm(path, { force: true })
    if (!done) await rm(outPath, { force: true })
  }
}

function encoderOf(spec: AudioSpec, build: FfmpegBuild): string {
  if (spec.codec === 'pcm') return 'pcm_s24le'
  if (spec.codec === 'aac') return 'aac'
  // Encoders for pictures are tried at start, those for sound are not: only a decoder of the name tells of libopus.
  if (build.encoders.has('libopus') || build.decoders.has('libopus')) return 'libopus'
  throw new StudioError({
    code: 'sound.no-encoder',
    message: 'This build of ffmpeg has no libopus, so it can write no sound for WebM.',
    whatToDo: 'Use an ffmpeg with libopus (most builds have it), or another format.',
  })
}

/**
 * First nothing but whole files is accepted. Many sound files have a scratch that nobody hears (a broken last frame
 * of an MP3): then each file is looked at alone, and those that can be read nearly whole are used, with a note.
 */
async function withPatience<T>(
  sounds: readonly Sound[],
  deps: SoundMixerDeps,
  notes: string[],
  work: (how: How) => Promise<T>,
): Promise<T> {
  const { threads } = deps
  try {
    return await work({ threads, strict: true })
  } catch (error) {
    if (!failed(error)) throw error
    const found: string[] = []
    for (const sound of sounds) found.push(...(await lookAt(sound, deps)))
    if (found.length === 0) throw error
    notes.push(...found)
    return await work({ threads, strict: false })
  }
}

function failed(error: unknown): error is StudioError {
  return error instanceof StudioError && error.code === 'ffmpeg.failed'
}

/** What is wrong with one sound. A twentieth that is missing is a part of it; less is a scratch. */
async function lookAt(sound: Sound, deps: SoundMixerDeps): Promise<string[]> {
  const decode = (strict: boolean) => {
    const command = bedCommand(sound, '-', { threads: deps.threads, strict })
    const args = [...command.slice(0, command.lastIndexOf('-c:a')), '-f', 'null', '-']
    return runSound(args, [sound.path], deps).catch((error: unknown) => {
      if (failed(error)) return error
      throw error
    })
  }
  const strictly = await decode(true)
  if (!(strictly instanceof StudioError)) return []
  const read = await decode(false)
  if (!(read instanceof StudioError) && sound.stretch !== null && read.samples >= sound.stretch * 0.95)
    return [`${nameOf(sound.path)} has damaged places; it was used as far as it can be decoded.`]
  throw brokenSound(sound.path, strictly)
}

async function loud(
  args: string[],
  sounds: readonly Sound[],
  deps: SoundMixerDeps,
): Promise<Ran & { loudness: Loudness }> {
  const reader = loudnessReader()
  const paths = [...new Set(sounds.map(({ path }) => path))]
  const ran = await runSound(args, paths, deps, reader.read)
  return { ...ran, loudness: reader.result() }
}

/** One turn of a loop on disk, its end joined to its beginning without a click. */
async function makeBed(sound: Sound, path: string, how: How, deps: SoundMixerDeps): Promise<Bed> {
  await runSound(bedCommand(sound, path, how), [sound.path], deps)
  const frames = Math.floor((await countFloats(path)) / 2)
  if (frames === 0) {
    throw brokenSound(sound.path)
  }
  const length = Math.min(joinFrames, Math.floor(frames / 4))
  if (length === 0) return { path, lead: 0, turn: frames }
  const head = await readFloats(path, 0, length * 2)
  const tail = await readFloats(path, (frames - length) * 2, length * 2)
  if (joinsByItself(head, tail)) return { path, lead: 0, turn: frames }
  const keepsLength = sound.input.role === 'clip'
  const joined = keepsLength ? dipped(head, tail) : overlapped(head, tail)
  await putFloats(path, (frames - length) * 2, joined)
  return { path, lead: length, turn: keepsLength ? frames : frames - length }
}

/** The file of gains for what is not a voice, or null when nothing has to step back. */
async function makeEnvelope(
  spec: AudioSpec,
  sounds: readonly Sound[],
  voicePath: string,
  gainsPath: string,
  how: How,
  deps: SoundMixerDeps,
): Promise<string | null> {
  const { duck } = spec
  const voices = sounds.filter(({ input }) => input.role === 'voice')
  if (duck === null || duck.by <= 0 || voices.length === 0 || voices.length === sounds.length) return null
  const paths = voices.map(({ path }) => path)
  await runSound(listenCommand(spec, sounds, voicePath, how), paths, deps)
  const levels: number[] = []
  // Whole hops at a time, ten seconds each.
  await eachPiece(voicePath, Math.round(listeningRate * hop) * 1000, (samples) => {
    for (const level of levelsOf(samples, listeningRate)) levels.push(level)
  })
  const spans = speechSpans(levels, bridgeOf(duck))
  if (spans.length === 0) return null
  await writeFloats(gainsPath, duckGains(spans, duck, envelopeRate, spec.samples / sampleRate))
  return gainsPath
}

type Best = { tried: Master; heard: Loudness }

/** Codes, listens, and does it again until loudness and peaks are right or no better. */
async function master(
  spec: AudioSpec,
  mixed: Loudness,
  mix: string,
  encoder: string,
  outPath: string,
  deps: SoundMixerDeps,
): Promise<Best> {
  const how = { threads: deps.threads, strict: true }
  const attempt = async (tried: Master): Promise<Best> => {
    await runSound(encodeCommand(spec, mix, tried, encoder, outPath, how), [], deps)
    const { loudness } = await loud(measureCommand(outPath, how), [], deps)
    return { tried, heard: loudness }
  }
  let last = await attempt(firstMaster(spec, mixed))
  let best = last
  for (let round = 1; round < mostRounds; round++) {
    const next = nextMaster(spec.loudness, mixed, last.tried, last.heard)
    if (next === null) return last
    last = await attempt(next)
    if (distance(spec.loudness, last.heard) <= distance(spec.loudness, best.heard)) best = last
  }
  return last === best ? best : attempt(best.tried)
}

/** Leaves at `outPath` what this ffmpeg can copy into WebM without moving sound against picture. */
async function startOpusRight(outPath: string, trial: string, deps: SoundMixerDeps): Promise<void> {
  await runSound(trialCommand(outPath, trial), [], deps)
  const first = await firstPicture(trial, deps)
  if (first === null || !movesPictures(first)) return
  await runSound(asMatroska(outPath, trial), [], deps)
  await rename(trial, outPath)
}

function notesOn(spec: AudioSpec, mixed: Loudness, best: Best): string[] {
  const { integrated, truePeak } = spec.loudness
  if (mixed.truePeak === null) return ['The sound is silent; it was left so.']
  if (mixed.integrated === null) {
    return [
      'The sound is too short or too faint to have a loudness (0.4 s and -70 LUFS are the least); it keeps its level.',
    ]
  }
  const notes: string[] = []
  const { heard, tried } = best
  if (heard.integrated !== null && Math.abs(heard.integrated - integrated) > noteworthy) {
    const why =
      tried.gain >= mostGain
        ? `it is so quiet that more than ${mostGain} dB would be needed`
        : 'its peaks leave no room'
    notes.push(`The loudness is ${heard.integrated} LUFS instead of ${integrated}: ${why}.`)
  }
  if (heard.truePeak !== null && heard.truePeak > truePeak)
    notes.push(`The true peak is ${heard.truePeak} dBTP instead of at most ${truePeak}.`)
  return notes
}
