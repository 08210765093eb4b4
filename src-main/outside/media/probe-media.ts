import { stat } from 'node:fs/promises'
import { type MediaFacts, safeInput } from '../../../src-shared/plans/media.ts'
import { emptyFile, missingFile, notAFile, nothingInside, probeFault, tooLarge } from './faults.ts'
import { factEntries, factsFromJson, type HeaderFacts } from './read-facts.ts'
import type { ProbeDeps } from './run-program.ts'

const mostPixels = 8192

/**
 * Looks into a video or audio file. What the header says of its length is checked against its packets: a header may
 * lie (a fragmented file with 143,165 s), and a file may be cut off.
 *
 * @throws StudioError `media.missing`, `media.no-access`, `media.broken`, `media.not-readable`, `media.too-large`,
 * `media.too-slow`, `media.probe-crashed`, `cancelled`. The message names the file and the fault.
 */
export async function probeMedia(path: string, deps: ProbeDeps): Promise<MediaFacts> {
  const found = await stat(path).catch((cause) => {
    throw missingFile(path, cause)
  })
  if (!found.isFile()) throw notAFile(path)
  if (found.size === 0) throw emptyFile(path)

  const header = await readHeader(path, deps)
  const { video, audio } = header
  if (video === null && audio === null) throw nothingInside(path)
  if (video !== null && (video.width > mostPixels || video.height > mostPixels))
    throw tooLarge(path, video.width, video.height, mostPixels)

  // The last packets first: that is cheap also for an hour of video. Only when they can't be had or don't say
  // enough, all packets are counted.
  const from = tailFrom(header)
  let packets = from === null ? null : await readPackets(path, deps, from, header)
  const tailWasThere = packets !== null && packets.count > 0
  if (packets === null || !tailWasThere || !saysEnough(header, packets)) {
    const before: Packets | null = packets
    packets = await readPackets(path, deps, null, header)
    packets.complaint ||= before?.complaint ?? false
    if (packets.count === 0) throw nothingInside(path)
  }
  return withEnds(header, packets, tailWasThere)
}

/** Their length is estimated from the bit rate. */
const headerIsAGuess = new Set([
  'mp3',
  'aac',
  'ac3',
  'eac3',
  'amr',
  'dts',
  'h264',
  'hevc',
  'mpegvideo',
  'm4v',
])

/**
 * The timestamp from which the last packets are read, or null when all have to be. With an index, a seek beyond the end
 * lands on the last key frame. Without, it may land behind the last pictures, so it stays well before the end.
 */
function tailFrom(header: HeaderFacts): number | null {
  if (headerIsAGuess.has(header.container)) return null
  if (/^(mov,mp4|matroska)/.test(header.container)) return 99_999
  return header.promised !== null && header.promised > 60 ? header.zero + header.promised - 10 : null
}

async function readHeader(path: string, deps: ProbeDeps): Promise<HeaderFacts> {
  const end = await deps.runProgram({
    command: deps.ffprobe,
    args: factsArgs(path),
    signal: deps.signal,
    timeout: deps.timeout ?? 30_000,
    maxOutput: 1024 * 1024,
  })
  if (end.kind !== 'finished') throw probeFault(path, end)
  try {
    return factsFromJson(end.stdout)
  } catch {
    throw probeFault(path, end)
  }
}

/** The command line that asks for facts. */
function factsArgs(path: string): string[] {
  // The prefix keeps a name like `concat:a|b` from being taken for a protocol.
  return ['-v', 'error', ...safeInput, '-show_entries', factEntries, '-of', 'json', `file:${path}`]
}

/** The command line that lists packets: from a timestamp on, or all. */
function packetArgs(path: string, from: number | null): string[] {
  return [
    '-v',
    'error',
    ...safeInput,
    // Some builds read nothing when the interval has no end.
    ...(from === null ? [] : ['-read_intervals', `${from}%+99999`]),
    '-show_entries',
    'packet=stream_index,pts_time,duration_time,flags',
    '-of',
    'csv=p=0',
    `file:${path}`,
  ]
}

export type Packets = {
  count: number
  /** By stream: the latest end (seconds from the file's zero), how long the last packet lasts, and how many. */
  streams: Map<number, { end: number; last: number; count: number }>
  /** ffprobe found something wrong: `partial file`, `File ended prematurely`, `Element exceeds ...` */
  complaint: boolean
}

/**
 * One line a packet: `0,1.880000,0.040000,K_`, with `N/A` for what is unknown; a `D` among the flags is a packet that
 * is decoded and not shown.
 */
const packetLine = /^(\d+),(-?\d+(?:\.\d+)?),(\d+(?:\.\d+)?|N\/A),([A-Z_]*)/

async function readPackets(
  path: string,
  deps: ProbeDeps,
  from: number | null,
  header: HeaderFacts,
): Promise<Packets> {
  const packets: Packets = { count: 0, streams: new Map(), complaint: false }
  const { rate } = header.video ?? { rate: null }
  const frame = rate === null ? 0 : Math.min(1, rate.den / rate.num)
  const end = await deps.runProgram({
    command: deps.ffprobe,
    args: packetArgs(path, from),
    signal: deps.signal,
    timeout: deps.timeout ?? 30_000,
    onLine: (line) => {
      const [, index, pts, duration, flags] = packetLine.exec(line) ?? []
      if (index === undefined || pts === undefined || flags?.includes('D')) return
      packets.count += 1
      const known = Number(duration)
      const lasts = known > 0 ? known : Number(index) === header.video?.stream ? frame : 0
      const ends = Number(pts) - header.zero + lasts
      const before = packets.streams.get(Number(index))
      const count = (before?.count ?? 0) + 1
      if (before === undefined || ends > before.end)
        packets.streams.set(Number(index), { end: ends, last: lasts, count })
      else before.count = count
    },
  })
  packets.complaint = end.stderrTail.trim() !== ''
  if (end.kind === 'cancelled' || end.kind === 'timed-out') throw probeFault(path, end)
  if (end.kind !== 'finished' && from === null) throw probeFault(path, end)
  return packets
}

/** Whether each stream's end is known: seen in its packets, or told by a header that can be true. */
function saysEnough(header: HeaderFacts, packets: Packets): boolean {
  const seen = Math.max(...[...packets.streams.values()].map(({ end }) => end))
  return [header.video, header.audio].every(
    (facts) =>
      facts === null ||
      packets.streams.has(facts.stream) ||
      (facts.duration !== null && facts.duration <= seen + 1),
  )
}

/** The facts of a file whose packets were seen; `tailWasThere`: only the last ones were asked for, and there were some. */
export function withEnds(header: HeaderFacts, packets: Packets, tailWasThere: boolean): MediaFacts {
  const ends = [...packets.streams.values()].map(({ end }) => end)
  const seen = Math.max(...ends)
  const { promised } = header
  const fewer =
    header.video !== null &&
    header.video.promisedFrames !== null &&
    (packets.streams.get(header.video.stream)?.count ?? 0) < header.video.promisedFrames
  const short = promised !== null && promised - seen > Math.max(0.5, 0.02 * promised)
  const cut = short && (packets.complaint || (!tailWasThere && fewer))
  const endOf = (facts: { stream: number; duration: number | null }) => {
    const found = packets.streams.get(facts.stream)
    if (found === undefined) return facts.duration === null ? null : Math.min(facts.duration, seen)
    // The last packet of a file that was cut off is most likely cut itself.
    return Math.max(0, cut ? found.end - found.last : found.end)
  }
  const video = header.video === null ? null : { ...header.video, duration: endOf(header.video) }
  if (video !== null) delete (video as { promisedFrames?: unknown }).promisedFrames
  const audio = header.audio === null ? null : { ...header.audio, duration: endOf(header.audio) }
  const known = [video?.duration ?? null, audio?.duration ?? null].filter((end) => end !== null)
  return {
    duration: known.length === 0 ? null : Math.max(...known),
    container: header.container,
    cutShort: cut && promised !== null ? { promised } : null,
    video,
    audio,
  }
}
