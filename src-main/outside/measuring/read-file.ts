import { stat } from 'node:fs/promises'
import { safeInput } from '../../../src-shared/plans/media.ts'
import type { FileFacts } from '../../../src-shared/quality/facts.ts'
import { emptyFile, missingFile, notAFile, nothingInside, probeFault } from '../media/faults.ts'
import { type Packets, withEnds } from '../media/probe-media.ts'
import { factEntries, factsFromJson } from '../media/read-facts.ts'
import type { ProbeDeps } from '../media/run-program.ts'
import { isFastStart } from './fast-start.ts'

const entries = [
  'packet=stream_index,pts_time,duration_time,flags',
  factEntries.replace('stream_tags=alpha_mode', 'stream_tags').replace('format=', 'format=bit_rate,'),
  'format_tags',
  'stream=profile',
].join(':')
const entriesOfBits = entries
  .replace('duration_time,flags', 'duration_time,flags,data_hash')
  .replace('stream=profile', 'stream=profile,extradata_hash')

/** One packet a line, with `json=c=1`: `{ "stream_index": 0, "pts_time": "0.033333", "duration_time": "0.033333", "flags": "__", "data_hash": "MD5:.." },` */
const packetLine =
  /^\s*\{ "stream_index": (\d+), (?:"pts_time": "(-?\d+(?:\.\d+)?)", )?(?:"duration_time": "(\d+(?:\.\d+)?)", )?"flags": "([^"]*)"(?:, "data_hash": "MD5:([0-9a-f]{32})")?/

/** Packets come first; some have data of their own in lines below them. */
const afterPackets = /^ {4}"(programs|stream_groups|chapters|streams|format)": /

/** Characters of what ffprobe says besides packets. */
const mostText = 4 * 1024 * 1024
const mostGaps = 100
const mostFaults = 20
/** Ten hours at 120 a second. */
const mostPictures = 4_320_000

/** A packet as it lies in the file. `at`: seconds as the file counts them; `hash`: of its bits. */
export type PacketBits = { at: number; isKey: boolean; hash: string }

/** The bits of a file's streams: packets in the order in which they are decoded, and a hash of what decoders are set up with (null: nothing). */
export type FileBits = Map<number, { packets: PacketBits[]; extradata: string | null }>

/**
 * Reads a finished file without decoding it: what its header says, and each of its packets, in one pass.
 *
 * @throws StudioError as `probeMedia` of outside/media does.
 */
export async function readFile(path: string, deps: ProbeDeps): Promise<FileFacts> {
  return read(path, deps, null)
}

/** The same, and the bits of each stream in the same pass. A packet that isn't shown has no place among them. */
export async function readBits(path: string, deps: ProbeDeps): Promise<{ facts: FileFacts; bits: FileBits }> {
  const bits: FileBits = new Map()
  return { facts: await read(path, deps, bits), bits }
}

async function read(path: string, deps: ProbeDeps, bits: FileBits | null): Promise<FileFacts> {
  const found = await stat(path).catch((cause) => {
    throw missingFile(path, cause)
  })
  if (!found.isFile()) throw notAFile(path)
  if (found.size === 0) throw emptyFile(path)

  const streams = new Map<number, Seen>()
  const rest: string[] = []
  let restLength = 0
  const end = await deps.runProgram({
    command: deps.ffprobe,
    args: [
      '-v',
      'error',
      ...safeInput,
      '-show_entries',
      bits === null ? entries : entriesOfBits,
      ...(bits === null ? [] : ['-show_data_hash', 'MD5']),
      '-of',
      'json=c=1',
      `file:${path}`,
    ],
    signal: deps.signal,
    timeout: deps.timeout ?? 600_000,
    onLine(line) {
      if (rest.length > 0 || afterPackets.test(line)) {
        restLength += line.length
        if (restLength <= mostText) rest.push(line)
        return
      }
      const packet = packetLine.exec(line)
      if (packet === null) return
      const [, stream, pts, duration, flags, hash] = packet
      const isShown = note(streams, Number(stream), pts, duration, flags!)
      if (bits !== null && isShown) noteBits(bits, Number(stream), Number(pts), flags!, hash)
    },
  })
  if (end.kind !== 'finished' && (end.kind !== 'failed' || streams.size === 0)) throw probeFault(path, end)
  const text = `{${rest.join('\n')}`
  const answer = parse(text, () => probeFault(path, { ...end, kind: 'failed' }))
  const header = factsFromJson(text)
  const { video, audio, zero } = header
  if ((video === null && audio === null) || streams.size === 0) throw nothingInside(path)

  const complaint = end.stderrTail.trim() !== ''
  const frame = video?.rate == null ? 0 : Math.min(1, video.rate.den / video.rate.num)
  const packets: Packets = {
    count: [...streams.values()].reduce((sum, { count }) => sum + count, 0),
    streams: new Map(
      [...streams].map(([index, seen]) => {
        const last = seen.last > 0 ? seen.last : index === video?.stream ? frame : 0
        return [index, { end: seen.at + last - zero, last, count: seen.count }]
      }),
    ),
    complaint,
  }
  const media = withEnds(header, packets, false)
  const listed = answer.streams.find(({ index }) => index === video?.stream)
  const shown = video === null ? undefined : streams.get(video.stream)
  const times = shown === undefined ? new Float64Array(0) : Float64Array.from(shown.times).sort()
  const gaps = gapsOf(times)
  for (const { index, extradata_hash } of bits === null ? [] : answer.streams) {
    const of = bits?.get(Number(index))
    if (of !== undefined) of.extradata = said(extradata_hash)
  }
  return {
    bytes: found.size,
    media,
    codecProfile: said(listed?.profile),
    colour: {
      matrix: said(listed?.color_space),
      primaries: said(listed?.color_primaries),
      transfer: said(listed?.color_transfer),
      range: said(listed?.color_range),
    },
    bitRate: bitRateOf(answer.format.bit_rate, found.size, media.duration),
    packets: shown?.count ?? 0,
    rate: video?.rate ?? null,
    gaps: gaps.slice(0, mostGaps),
    gapCount: gaps.length,
    fastStart: await isFastStart(path),
    picture:
      media.video === null
        ? null
        : { start: media.video.start, end: media.video.duration ?? media.duration ?? 0 },
    sound:
      media.audio === null
        ? null
        : { start: media.audio.start, end: media.audio.duration ?? media.duration ?? 0 },
    tags: tagsOf(answer.format.tags),
    attached: answer.streams.filter(
      ({ codec_type, disposition }) =>
        (codec_type !== 'video' && codec_type !== 'audio') || Number(disposition?.attached_pic) === 1,
    ).length,
    faults: complaintsOf(end.stderrTail),
  }
}

function noteBits(bits: FileBits, stream: number, at: number, flags: string, hash: string | undefined): void {
  const of = bits.get(stream) ?? { packets: [], extradata: null }
  bits.set(stream, of)
  if (of.packets.length < mostPictures && hash !== undefined)
    of.packets.push({ at, isKey: flags.includes('K'), hash })
}

/** `at`: when its latest packet begins, and `last`, how long that lasts; 0: not told. */
type Seen = { count: number; at: number; last: number; times: number[] }

function note(
  streams: Map<number, Seen>,
  index: number,
  pts: string | undefined,
  duration: string | undefined,
  flags: string,
): boolean {
  // Decoded and not shown.
  if (pts === undefined || flags.includes('D')) return false
  const seen = streams.get(index) ?? { count: 0, at: Number.NEGATIVE_INFINITY, last: 0, times: [] }
  streams.set(index, seen)
  seen.count++
  const at = Number(pts)
  const lasts = Number(duration ?? 0)
  if (seen.times.length < mostPictures) seen.times.push(at)
  if (at + lasts > seen.at + seen.last) {
    seen.at = at
    seen.last = lasts
  }
  return true
}

/** Where the time from one picture to the next is not that of most. */
function gapsOf(times: Float64Array): FileFacts['gaps'] {
  if (times.length < 3) return []
  const steps = Float64Array.from({ length: times.length - 1 }, (_, at) => times[at + 1]! - times[at]!)
  const usual = steps.slice().sort()[Math.floor(steps.length / 2)]!
  // Matroska and FLV know milliseconds only, AVI and GIF less.
  const tolerance = Math.max(0.0015, 0.25 * usual)
  const gaps: FileFacts['gaps'] = []
  for (let at = 0; at < steps.length; at++)
    if (Math.abs(steps[at]! - usual) > tolerance) gaps.push({ frame: at + 1, seconds: steps[at]! - usual })
  return gaps
}

type Listed = {
  index?: number
  codec_type?: string
  profile?: unknown
  extradata_hash?: unknown
  color_space?: unknown
  color_primaries?: unknown
  color_transfer?: unknown
  color_range?: unknown
  disposition?: { attached_pic?: number }
}
type Answer = { streams: Listed[]; format: { bit_rate?: unknown; tags?: unknown } }

function parse(text: string, fault: () => Error): Answer {
  try {
    const { streams, format } = JSON.parse(text) as Partial<Answer>
    if (!Array.isArray(streams)) throw fault()
    return { streams: streams.map((stream) => Object(stream) as Listed), format: Object(format) }
  } catch {
    throw fault()
  }
}

const said = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' && value !== 'unknown' ? value : null

function bitRateOf(told: unknown, bytes: number, duration: number | null): number | null {
  const rate = Number(told)
  if (Number.isFinite(rate) && rate > 0) return rate
  return duration !== null && duration > 0 ? Math.round((bytes * 8) / duration) : null
}

function tagsOf(tags: unknown): Record<string, string> {
  const pairs = Object.entries(Object(tags) as Record<string, unknown>)
  return Object.fromEntries(
    pairs
      .filter((pair): pair is [string, string] => typeof pair[1] === 'string')
      .slice(0, 100)
      .map(([name, value]) => [name.slice(0, 100), value.slice(0, 1_000)]),
  )
}

function complaintsOf(stderr: string): string[] {
  const lines = stderr.split(/\r?\n/).map((line) => line.replace(/ @ 0x[0-9a-f]+/gi, '').trim())
  return [...new Set(lines.filter((line) => line !== ''))].slice(0, mostFaults)
}
