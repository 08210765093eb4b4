import { createHash } from 'node:crypto'
import type { PacketBits } from '../../outside/measuring/read-file.ts'

/** A stretch of a finished file, which is the same wherever its bits are the same. */
export type JoinedSegment = {
  /** Of its bits, and of all that decides what decoding and measuring them gives. */
  key: string
  /** Its first frame's number, and how many it has. */
  first: number
  frames: number
  /** When its first frame shows, in seconds as the file counts them. */
  at: number
}

/**
 * Where the segments that a file was joined of lie in it, told by the packets of its picture; `about`: all else that decides what
 * measuring gives. Null: the file is not what was joined: frames are missing, a segment doesn't decode by itself, or reaches into
 * another one's time.
 */
export function joinedOf(
  packets: readonly PacketBits[],
  lengths: readonly number[],
  about: unknown,
): JoinedSegment[] | null {
  if (packets.length !== lengths.reduce((sum, frames) => sum + frames, 0)) return null
  const setting = JSON.stringify(about)
  const segments: JoinedSegment[] = []
  let first = 0
  let ended = Number.NEGATIVE_INFINITY
  for (const frames of lengths) {
    if (packets[first]?.isKey !== true) return null
    const hash = createHash('sha256').update(setting)
    let [at, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
    for (const packet of packets.slice(first, first + frames)) {
      hash.update(packet.hash)
      at = Math.min(at, packet.at)
      last = Math.max(last, packet.at)
    }
    // What shows before the key frame may need the segment before it.
    if (packets[first]!.at !== at || at <= ended) return null
    segments.push({ key: hash.digest('hex'), first, frames, at })
    first += frames
    ended = last
  }
  return segments
}
