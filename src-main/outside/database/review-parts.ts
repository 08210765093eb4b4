import type { PartOfVideo } from '../../../src-shared/batches/changes.ts'

const hashBytes = 32
const partBytes = 36

/** As they are stored: 32 bytes of the hash and 4 of the frames each, in order. */
export function packParts(parts: readonly PartOfVideo[]): Buffer {
  const packed = Buffer.alloc(parts.length * partBytes)
  parts.forEach(({ hash, frames }, place) => {
    if (packed.write(hash, place * partBytes, 'hex') !== hashBytes) throw new Error(`${hash} is no SHA-256`)
    packed.writeUInt32LE(frames, place * partBytes + hashBytes)
  })
  return packed
}

export function unpackParts(packed: Buffer): PartOfVideo[] {
  return Array.from({ length: packed.length / partBytes }, (_, place) => {
    const from = place * partBytes
    return {
      hash: packed.toString('hex', from, from + hashBytes),
      frames: packed.readUInt32LE(from + hashBytes),
    }
  })
}

/** Segments with where they stand in the video, and the sound. */
export function laidOut(packed: Buffer): {
  segments: { hash: string; from: number; to: number }[]
  sound: string | null
} {
  let from = 0
  const segments: { hash: string; from: number; to: number }[] = []
  let sound: string | null = null
  for (const { hash, frames } of unpackParts(packed)) {
    if (frames === 0) sound = hash
    else {
      segments.push({ hash, from, to: from + frames })
      from += frames
    }
  }
  return { segments, sound }
}
