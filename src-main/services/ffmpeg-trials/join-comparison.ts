import type { Rate } from '../../../src-shared/templates/formats.ts'

/** Decodes segments and joined file in one go; on standard output one line for each frame, with its hash. */
export function decodeCommand(
  segments: readonly string[],
  joined: readonly string[],
  sound: boolean,
): string[] {
  const last = segments.length
  return [
    ...['-nostdin', '-hide_banner', '-loglevel', 'warning', '-protocol_whitelist', 'file,pipe'],
    ...segments.flatMap((path) => ['-threads', '1', '-i', path]),
    ...['-threads', '1', ...joined],
    ...segments.flatMap((_, at) => ['-map', `${at}:v:0`]),
    ...['-map', `${last}:v:0`],
    ...(sound ? ['-map', `${last}:a:0`] : []),
    ...['-fps_mode', 'passthrough', '-threads', '1', '-f', 'framemd5', '-'],
  ]
}

/** The time of each packet of the picture, in seconds, one a line. */
export function packetsCommand(joined: readonly string[]): string[] {
  return [
    ...['-v', 'warning', '-protocol_whitelist', 'file,pipe', '-threads', '1'],
    ...['-select_streams', 'v:0', '-show_entries', 'packet=pts_time', '-of', 'csv=p=0', ...joined],
  ]
}

export type Comparison = {
  /** What `decodeCommand` printed. */
  decoded: string
  /** What `packetsCommand` printed. */
  packets: string
  /** Frames of each segment. */
  frames: readonly number[]
  /** The joined file's segments, by number. */
  order: readonly number[]
  rate: Rate
  /** Seconds by which a time may be off its place. */
  tolerance: number
  /** Of each decoded frame; null: not asked. */
  frameBytes: number | null
}

/** The first way in which a joined file differs from its segments, as a sentence without its full stop; null: none. */
export function comparison(given: Comparison): string | null {
  const { decoded, packets, frames, order, rate, tolerance, frameBytes } = given
  const streams = frameHashes(decoded)
  for (const [at, count] of frames.entries()) {
    const own = streams.get(at)?.length ?? 0
    if (own !== count) return `a segment of ${count} frames decodes to ${own}`
  }
  const other = frameBytes === null ? null : otherSize(decoded, frames.length, frameBytes)
  if (other !== null)
    return `its frames have ${other} bytes instead of ${frameBytes}: they are of another size`
  const expected = order.flatMap((at) => streams.get(at) ?? [])
  const joined = streams.get(frames.length) ?? []
  const different = expected.findIndex((hash, at) => joined[at] !== hash)
  if (joined.length !== expected.length)
    return `the joined file decodes to ${joined.length} frames instead of ${expected.length}${
      different >= 0 && different < joined.length ? `; frame ${different} is the first that differs` : ''
    }`
  if (different >= 0) return `frame ${different} of the joined file is not the one that was encoded`
  return unevenTime(packets, expected.length, rate, tolerance)
}

/** Bytes of the first decoded frame that is not as large as it should be; streams after `last` are no pictures. */
function otherSize(decoded: string, last: number, frameBytes: number): number | null {
  for (const line of decoded.split('\n')) {
    const cells = line.split(',')
    if (line.startsWith('#') || cells.length < 6) continue
    if (Number(cells[0]) <= last && Number(cells[4]) !== frameBytes) return Number(cells[4])
  }
  return null
}

/** Hashes of decoded frames by number of the stream. Lines are `0,  3,  3,  1,  9216, <md5>`. */
function frameHashes(decoded: string): Map<number, string[]> {
  const streams = new Map<number, string[]>()
  for (const line of decoded.split('\n')) {
    const cells = line.split(',')
    if (line.startsWith('#') || cells.length < 6) continue
    const stream = Number(cells[0])
    streams.set(stream, [...(streams.get(stream) ?? []), cells[5]!.trim()])
  }
  return streams
}

function unevenTime(packets: string, count: number, rate: Rate, tolerance: number): string | null {
  const times = packets
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => Number(line.split(',')[0]))
    .sort((a, b) => a - b)
  if (times.length !== count) return `the joined file has ${times.length} packets instead of ${count}`
  // A hair more than the tolerance: sums of fractions.
  const off = times.findIndex(
    (time, at) => !(Math.abs(time - (at * rate.den) / rate.num) <= tolerance * 1.001),
  )
  if (off < 0) return null
  const should = (off * rate.den) / rate.num
  return `frame ${off} of the joined file comes at ${times[off]} s instead of ${should.toFixed(6)} s`
}
