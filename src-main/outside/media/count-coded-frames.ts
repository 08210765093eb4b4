import { type FileHandle, open } from 'node:fs/promises'

/** More than the index of any segment of ours. */
const longestIndex = 16 * 1024 ** 2

/**
 * Counts the pictures that the index of an MP4 or MOV file names, and looks that all of it is there: a program that says
 * it wrote a file may have written something else. Null when it is no such file, or not whole. Takes a fraction of a
 * millisecond, where a program that counts takes fifty.
 */
export async function countCodedFrames(path: string): Promise<number | null> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    let index: Buffer | null = null
    let at = 0
    while (at < size) {
      const box = await boxAt(file, at, size)
      if (box === null) return null
      if (box.type === 'moov') {
        if (box.length > longestIndex) return null
        index = await part(file, at + box.head, box.length - box.head)
      }
      at += box.length
    }
    return index === null ? null : picturesIn(index)
  } finally {
    await file.close()
  }
}

type Box = { type: string; head: number; length: number }

async function boxAt(file: FileHandle, at: number, end: number): Promise<Box | null> {
  return boxIn(await part(file, at, Math.min(16, end - at)), 0, end - at)
}

/** A box says its length, then its type; `1` says that the length follows in 64 bits. */
function boxIn(bytes: Buffer, at: number, room: number): Box | null {
  if (bytes.length - at < 8) return null
  const short = bytes.readUInt32BE(at)
  const type = bytes.toString('latin1', at + 4, at + 8)
  if (short === 1 && bytes.length - at < 16) return null
  const head = short === 1 ? 16 : 8
  const length = short === 1 ? Number(bytes.readBigUInt64BE(at + 8)) : short
  return length < head || length > room ? null : { type, head, length }
}

/** Where the picture's track keeps the number of its pictures: in `stsz`, behind 8 bytes. */
const way = ['trak', 'mdia', 'minf', 'stbl', 'stsz']

function picturesIn(index: Buffer, depth = 0): number | null {
  for (let at = 0; at < index.length; ) {
    const box = boxIn(index, at, index.length - at)
    if (box === null) return null
    const inside = index.subarray(at + box.head, at + box.length)
    if (box.type === way[depth]) {
      if (depth === way.length - 1) return inside.length < 12 ? null : inside.readUInt32BE(8)
      return picturesIn(inside, depth + 1)
    }
    at += box.length
  }
  return null
}

async function part(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, at)
  return buffer.subarray(0, bytesRead)
}
