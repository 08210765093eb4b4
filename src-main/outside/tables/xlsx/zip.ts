import { type FileHandle, open } from 'node:fs/promises'
import { pipeline } from 'node:stream'
import { crc32, createInflateRaw } from 'node:zlib'
import { StudioError } from '../../../../src-shared/contract/errors.ts'
import { packedTooWell, pieceSize } from '../source-bytes.ts'
import { limits } from '../table.ts'

/** A ZIP archive whose files are read one at a time, as streams. */
export type Zip = {
  names: string[]
  /** The bytes of one file, unpacked; checked against its checksum at the end. Throws `data.zip`. */
  read(name: string): AsyncGenerator<Buffer, void, void>
  close(): Promise<void>
}

type Entry = { method: number; flags: number; crc: number; packed: number; offset: number }

const mostEntries = 20_000
const largestDirectory = 16 * 1024 * 1024

/** Opens an archive by its central directory (the only list that counts: local headers may lie). */
export async function openZip(path: string): Promise<Zip> {
  const file = await open(path)
  try {
    const entries = await readDirectory(file, path)
    return {
      names: [...entries.keys()],
      read: (name) => readEntry(file, path, name, entries.get(name)),
      close: () => file.close(),
    }
  } catch (error) {
    await file.close()
    throw error
  }
}

function broken(path: string, what: string, cause?: unknown) {
  return new StudioError({
    code: 'data.zip',
    message: `${path} is a damaged workbook: ${what}.`,
    whatToDo: 'Copy it again, or open it in a spreadsheet program and save it anew.',
    cause,
  })
}

async function readDirectory(file: FileHandle, path: string) {
  const { size } = await file.stat()
  const tailStart = Math.max(0, size - 65_557)
  const tail = await bytes(file, path, tailStart, size - tailStart)
  const end = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]))
  if (end === -1 || end + 22 > tail.length) throw broken(path, 'its end is missing')
  let count = tail.readUInt16LE(end + 10)
  let length = tail.readUInt32LE(end + 12)
  let start = tail.readUInt32LE(end + 16)
  if (count === 0xffff || length === 0xffffffff || start === 0xffffffff) {
    // Zip64: a locator stands before the end record and says where the larger record is.
    const locator = end - 20
    if (locator < 0 || tail.readUInt32LE(locator) !== 0x07064b50)
      throw broken(path, 'its directory can’t be found')
    const record = await bytes(file, path, Number(tail.readBigUInt64LE(locator + 8)), 56)
    if (record.readUInt32LE(0) !== 0x06064b50) throw broken(path, 'its directory can’t be found')
    count = Number(record.readBigUInt64LE(32))
    length = Number(record.readBigUInt64LE(40))
    start = Number(record.readBigUInt64LE(48))
  }
  if (count > mostEntries || length > largestDirectory)
    throw broken(path, `its directory lists ${count} files`)
  return parseDirectory(await bytes(file, path, start, length), count, path)
}

function parseDirectory(directory: Buffer, count: number, path: string) {
  const entries = new Map<string, Entry>()
  let at = 0
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== 0x02014b50) {
      throw broken(path, 'its directory can’t be read')
    }
    const nameLength = directory.readUInt16LE(at + 28)
    const extraLength = directory.readUInt16LE(at + 30)
    const name = directory.toString('utf8', at + 46, at + 46 + nameLength)
    const extra = directory.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength)
    const sizes = {
      unpacked: directory.readUInt32LE(at + 24),
      packed: directory.readUInt32LE(at + 20),
      offset: directory.readUInt32LE(at + 42),
    }
    widen(sizes, extra)
    entries.set(name.replaceAll('\\', '/').replace(/^\//, ''), {
      method: directory.readUInt16LE(at + 10),
      flags: directory.readUInt16LE(at + 8),
      crc: directory.readUInt32LE(at + 16),
      packed: sizes.packed,
      offset: sizes.offset,
    })
    at += 46 + nameLength + extraLength + directory.readUInt16LE(at + 32)
  }
  return entries
}

/** Zip64: fields that are all ones stand as 64 bits in an extra field, in this order. */
function widen(sizes: { unpacked: number; packed: number; offset: number }, extra: Buffer) {
  for (let at = 0; at + 4 <= extra.length; ) {
    const id = extra.readUInt16LE(at)
    const end = at + 4 + extra.readUInt16LE(at + 2)
    if (id === 1) {
      let from = at + 4
      for (const field of ['unpacked', 'packed', 'offset'] as const) {
        if (sizes[field] !== 0xffffffff || from + 8 > Math.min(end, extra.length)) continue
        sizes[field] = Number(extra.readBigUInt64LE(from))
        from += 8
      }
    }
    at = end
  }
}

async function bytes(file: FileHandle, path: string, start: number, length: number) {
  const buffer = Buffer.alloc(length)
  const { bytesRead } = await file.read(buffer, 0, length, start)
  if (bytesRead < length) throw broken(path, 'it was cut off')
  return buffer
}

async function* readEntry(
  file: FileHandle,
  path: string,
  name: string,
  entry: Entry | undefined,
): AsyncGenerator<Buffer, void, void> {
  if (entry === undefined) throw broken(path, `it has no ${name}`)
  if ((entry.flags & 1) !== 0) {
    throw new StudioError({
      code: 'data.password',
      message: `${path} is protected by a password.`,
      whatToDo: 'Open it in a spreadsheet program and save it without a password.',
    })
  }
  if (entry.method !== 0 && entry.method !== 8) throw broken(path, `${name} is packed in an unknown way`)
  const local = await bytes(file, path, entry.offset, 30)
  if (local.readUInt32LE(0) !== 0x04034b50) throw broken(path, `${name} isn’t where the directory says`)
  const start = entry.offset + 30 + local.readUInt16LE(26) + local.readUInt16LE(28)
  const packed = packedBytes(file, path, start, entry.packed)
  let size = 0
  let sum = 0
  for await (const piece of entry.method === 0 ? packed : inflated(packed, path, name)) {
    size += piece.length
    if (size > limits.unpackedFloor && size > entry.packed * limits.unpackedRatio) throw packedTooWell(path)
    sum = crc32(piece, sum)
    yield piece
  }
  if (sum !== entry.crc) throw broken(path, `${name} doesn’t match its checksum`)
}

async function* packedBytes(file: FileHandle, path: string, start: number, length: number) {
  for (let at = 0; at < length; at += pieceSize)
    yield await bytes(file, path, start + at, Math.min(pieceSize, length - at))
}

async function* inflated(packed: AsyncGenerator<Buffer>, path: string, name: string): AsyncGenerator<Buffer> {
  const inflate = createInflateRaw({ chunkSize: pieceSize })
  pipeline(packed, inflate, () => {})
  try {
    yield* inflate as AsyncIterable<Buffer>
  } catch (cause) {
    if (cause instanceof StudioError) throw cause
    throw broken(path, `${name} can’t be unpacked (${(cause as Error).message})`, cause)
  } finally {
    inflate.destroy()
  }
}
