import { type AudioSpec, safeInput } from '../../../src-shared/plans/media.ts'
import { lengthOf, type Sound, sampleRate, samplesOf } from './sounds.ts'

/** One turn of a looped sound, as raw samples on disk: `lead` samples that are heard once, then `turn` that repeat. */
export type Bed = { path: string; lead: number; turn: number }

export type How = {
  threads: number
  /** A file that can't be decoded without a fault ends the run. */
  strict: boolean
}

/** What ffmpeg is told of raw samples; they have no header. */
const raw = ['-f', 'f32le', '-ar', String(sampleRate), '-ac', '2']

/** The stretch of one sound as raw stereo samples, at its speed, for looping. */
export function bedCommand(sound: Sound, out: string, how: How): string[] {
  return [
    ...head(how),
    ...sourceFlags(sound),
    ...graph([`${label(0, sound)}${[...stretchFilters(sound), 'aresample=osf=flt'].join(',')}[out]`], how),
    ...['-map', '[out]', '-c:a', 'pcm_f32le', '-f', 'f32le', '-y', `file:${out}`],
  ]
}

/** Rate of the samples in which a voice's activity is looked for. */
export const listeningRate = 8_000

/** Where the voices speak: all of them in their places, mono 16 bit at `listeningRate`. */
export function listenCommand(spec: AudioSpec, sounds: readonly Sound[], out: string, how: How): string[] {
  const voices = sounds.filter(({ input }) => input.role === 'voice')
  const { flags, chains, labels } = placedSounds(voices, new Map())
  return [
    ...head(how),
    ...flags,
    ...graph([...chains, `${sum(labels)},${exactly(spec.samples)},aresample=${listeningRate}[out]`], how),
    ...['-map', '[out]', '-ac', '1', '-c:a', 'pcm_s16le', '-f', 's16le', '-y', `file:${out}`],
  ]
}

/**
 * The mix, exactly `spec.samples` long, as raw samples, measured on the way (`readLoudness` reads what ffmpeg says).
 * `envelope` is a file of gains at `envelopeRate` for all but the voices.
 */
export function mixCommand(
  spec: AudioSpec,
  sounds: readonly Sound[],
  beds: ReadonlyMap<Sound, Bed>,
  envelope: string | null,
  out: string,
  how: How,
): string[] {
  const voices = envelope === null ? [] : sounds.filter(({ input }) => input.role === 'voice')
  const others = envelope === null ? sounds : sounds.filter(({ input }) => input.role !== 'voice')
  const placed = placedSounds([...others, ...voices], beds)
  const chains = [...placed.chains]
  const flags = [...placed.flags]
  const labels = placed.labels.slice(others.length)
  if (envelope !== null) {
    flags.push('-f', 'f32le', '-ar', String(envelopeRate), '-ac', '1', '-i', `file:${envelope}`)
    chains.push(
      `${sum(placed.labels.slice(0, others.length))},${exactly(spec.samples)}[under]`,
      // Gains move slowly against 1,000 values a second: resampling draws the curve between them.
      `[${sounds.length}:a]aresample=${sampleRate},${exactly(spec.samples)},pan=stereo|c0=c0|c1=c0[envelope]`,
      '[under][envelope]amultiply[ducked]',
    )
    labels.unshift('[ducked]')
  } else labels.push(...placed.labels.slice(0, others.length))
  const all = labels.length === 0 ? `anullsrc=r=${sampleRate}:cl=stereo` : `${sum(labels)}`
  return [
    ...head(how),
    ...flags,
    ...graph([...chains, `${all},${exactly(spec.samples)},${measuring},aresample=osf=flt[out]`], how),
    ...['-map', '[out]', '-c:a', 'pcm_f32le', '-f', 'f32le', '-y', `file:${out}`],
  ]
}

/** Values a second in the file of gains. */
export const envelopeRate = 1_000

export type Master = {
  /** Decibels. */
  gain: number
  /** Decibels of true peak that are let through; null: nothing is limited. */
  ceiling: number | null
}

/** The mix brought to its loudness and coded. */
export function encodeCommand(
  spec: AudioSpec,
  mix: string,
  master: Master,
  encoder: string,
  out: string,
  how: How,
): string[] {
  return [
    ...head(how),
    ...raw,
    ...['-i', `file:${mix}`],
    ...graph([`[0:a]${[...masterFilters(master), exactly(spec.samples)].join(',')}[out]`], how),
    ...['-map', '[out]', '-c:a', encoder],
    ...(spec.codec === 'pcm' ? [] : ['-b:a', String(spec.bitrate)]),
    ...['-ar', String(sampleRate), '-threads', '1'],
    // Nothing that changes from run to run: no version of the muxer or encoder, no date.
    ...['-map_metadata', '-1', '-fflags', '+bitexact', '-flags:a', '+bitexact'],
    ...containers[spec.codec],
    ...['-y', `file:${out}`],
  ]
}

const containers = {
  aac: ['-f', 'mp4'],
  opus: ['-f', 'ogg'],
  pcm: ['-f', 'wav', '-rf64', 'auto'],
} as const

/** Decodes a coded sound and measures it, as a player would hear it. Its length comes by `-progress`. */
export function measureCommand(path: string, how: How): string[] {
  return [
    ...head(how),
    ...['-protocol_whitelist', 'file,pipe', '-i', `file:${path}`],
    ...graph([`[0:a:0]${measuring}[out]`], how),
    ...['-map', '[out]', '-f', 'null', '-'],
  ]
}

const measuring = 'ebur128=peak=true:framelog=verbose'

/** A limiter that knows only samples would let through what lies between them, hence four times the rate. */
function masterFilters({ gain, ceiling }: Master): string[] {
  const louder = `volume=${gain.toFixed(3)}dB:precision=float`
  if (ceiling === null) return [louder]
  return [
    louder,
    `aresample=${4 * sampleRate}`,
    // level=0: no make-up gain of its own. latency=1: its look-ahead doesn't delay the sound.
    `alimiter=limit=${(10 ** (ceiling / 20)).toFixed(6)}:attack=3:release=80:level=0:latency=1`,
    `aresample=${sampleRate}`,
  ]
}

/** Silence after the end, and nothing beyond it. */
function exactly(samples: number): string {
  return `apad=whole_len=${samples},atrim=end_sample=${samples},asetpts=N/SR/TB`
}

function sum(labels: readonly string[]): string {
  if (labels.length === 1) return `${labels[0]}anull`
  return `${labels.join('')}amix=inputs=${labels.length}:duration=longest:normalize=0`
}

function placedSounds(sounds: readonly Sound[], beds: ReadonlyMap<Sound, Bed>) {
  const flags: string[] = []
  const chains: string[] = []
  const labels: string[] = []
  for (const [index, sound] of sounds.entries()) {
    const bed = beds.get(sound)
    if (bed === undefined) flags.push(...sourceFlags(sound))
    else flags.push(...raw, '-i', `file:${bed.path}`)
    const out = `[s${index}]`
    const end = `${placing(sound).join(',')}${out}`
    if (bed === undefined) chains.push(`${label(index, sound)}${[...stretchFilters(sound), end].join(',')}`)
    else chains.push(...looped(bed, index, end))
    labels.push(out)
  }
  return { flags, chains, labels }
}

/** A seek lands on a packet that needs the ones before it to sound right; the rest is cut by samples. */
const preRoll = 1

function seekOf({ input }: Sound): number {
  return input.from > 2 * preRoll ? input.from - preRoll : 0
}

function sourceFlags(sound: Sound): string[] {
  const seek = seekOf(sound)
  return [
    ...['-threads', '1'],
    ...safeInput,
    ...(seek === 0 ? [] : ['-ss', String(seek)]),
    ...['-i', `file:${sound.path}`],
  ]
}

function label(index: number, { audio }: Sound): string {
  return `[${index}:${audio.stream}]`
}

/** The stretch of the source, in stereo at 48 kHz and at its speed, from sample 0 on. */
function stretchFilters(sound: Sound): string[] {
  const { input, audio } = sound
  const begin = samplesOf(input.from - seekOf(sound))
  const end = input.to === null ? null : samplesOf(input.to - seekOf(sound))
  const cut = [
    ...(begin === 0 ? [] : [`start_sample=${begin}`]),
    ...(end === null ? [] : [`end_sample=${end}`]),
  ]
  return [
    // first_pts: sound that begins after its file's zero gets silence before it; async: gaps are filled.
    `aresample=${sampleRate}:async=1:first_pts=0:osf=fltp`,
    // Mono goes to both sides as it is; swresample would take 3 dB off. More channels are folded by their places.
    audio.channels === 1 ? 'pan=stereo|c0=c0|c1=c0' : 'aformat=channel_layouts=stereo',
    ...(cut.length === 0 ? [] : [`atrim=${cut.join(':')}`]),
    'asetpts=N/SR/TB',
    ...tempo(input.speed),
  ]
}

/** Pitch is kept. One step of atempo sounds right between half and double speed. */
function tempo(speed: number): string[] {
  if (speed === 1) return []
  const steps = Math.ceil(Math.abs(Math.log2(speed)) - 1e-9)
  const each = speed ** (1 / Math.max(1, steps))
  return Array.from({ length: Math.max(1, steps) }, () => `atempo=${Number(each.toFixed(9))}`)
}

/** aloop has a start of its own, but then leaves as much out at the end of each turn. */
function looped({ lead, turn }: Bed, index: number, end: string): string[] {
  const turns = `aloop=loop=-1:size=${turn},aformat=sample_fmts=fltp,asetpts=N/SR/TB`
  if (lead === 0) return [`[${index}:a]${turns},${end}`]
  const [once, again] = [`[once${index}]`, `[again${index}]`]
  return [
    `[${index}:a]asplit${once}${again}`,
    `${once}atrim=end_sample=${lead},aformat=sample_fmts=fltp[lead${index}]`,
    `${again}atrim=start_sample=${lead},asetpts=N/SR/TB,${turns}[turns${index}]`,
    `[lead${index}][turns${index}]concat=n=2:v=0:a=1,${end}`,
  ]
}

function placing(sound: Sound): string[] {
  const { input } = sound
  const length = lengthOf(sound)
  const fadeIn = Math.min(samplesOf(input.fadeIn), length)
  const fadeOut = Math.min(samplesOf(input.fadeOut), length)
  const at = samplesOf(input.at)
  return [
    `atrim=end_sample=${length}`,
    ...(fadeIn > 0 ? [`afade=t=in:ss=0:ns=${fadeIn}`] : []),
    ...(fadeOut > 0 ? [`afade=t=out:ss=${length - fadeOut}:ns=${fadeOut}`] : []),
    ...(input.gain === 0 ? [] : [`volume=${input.gain}dB:precision=float`]),
    ...(at > 0 ? [`adelay=${at}S:all=1`] : []),
    'asetpts=N/SR/TB',
  ]
}

function graph(chains: readonly string[], how: How): string[] {
  return ['-filter_complex_threads', String(how.threads), '-filter_complex', chains.join(';')]
}

function head(how: How): string[] {
  return [
    // ebur128 says its summary on the level of information.
    ...['-nostdin', '-hide_banner', '-loglevel', 'info', '-nostats', '-progress', 'pipe:1'],
    ...(how.strict ? ['-xerror'] : []),
  ]
}
