import { writeFileSync } from 'node:fs'
import { crc32, deflateRawSync } from 'node:zlib'

export type Packed = {
  name: string
  bytes?: Buffer | string
  /** Unix mode in the upper half, as archives of Unix say it. */
  mode?: number
  flags?: number
  /** What the archive says in place of the truth. */
  says?: { size?: number; packed?: number; crc?: number; offset?: number }
}

/** Writes an archive byte by byte, so that it can lie as no honest program would let it. */
export function writeZip(path: string, files: readonly Packed[]): string {
  const pieces: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, bytes = '', mode, flags = 0x800, says = {} } of files) {
    const plain = Buffer.from(bytes)
    const packed = deflateRawSync(plain)
    const head = Buffer.alloc(30)
    head.writeUInt32LE(0x04034b50, 0)
    head.writeUInt16LE(20, 4)
    head.writeUInt16LE(flags, 6)
    head.writeUInt16LE(8, 8)
    head.writeUInt32LE(says.crc ?? crc32(plain), 14)
    head.writeUInt32LE(says.packed ?? packed.length, 18)
    head.writeUInt32LE(says.size ?? plain.length, 22)
    head.writeUInt16LE(Buffer.byteLength(name), 26)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(mode === undefined ? 20 : (3 << 8) | 20, 4)
    head.copy(entry, 6, 4, 30)
    entry.writeUInt32LE(((mode ?? 0) << 16) >>> 0, 38)
    entry.writeUInt32LE(says.offset ?? offset, 42)
    directory.push(entry, Buffer.from(name))
    pieces.push(head, Buffer.from(name), packed)
    offset += 30 + Buffer.byteLength(name) + packed.length
  }
  const list = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(files.length, 8)
  end.writeUInt16LE(files.length, 10)
  end.writeUInt32LE(list.length, 12)
  end.writeUInt32LE(offset, 16)
  writeFileSync(path, Buffer.concat([...pieces, list, end]))
  return path
}
