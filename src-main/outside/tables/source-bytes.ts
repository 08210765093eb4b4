import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import { limits } from './table.ts'

/** The bytes of a table's file, unpacked when it is a gzip. */
export type SourceBytes = {
  path: string
  gzipped: boolean
  /** The first bytes, at most 256 KiB; all of them when `whole`. */
  head: Buffer
  whole: boolean
  /** Every byte from the start; may be called again. */
  stream(): AsyncGenerator<Buffer, void, void>
}

const headSize = 256 * 1024
/** Small pieces become few rows at a time, which are gone before the collector looks: 145 MB, not 190, for 50,000 rows. */
export const pieceSize = 32 * 1024

/**
 * Opens a file for reading and looks at its start.
 * Throws `data.missing`, `data.is-folder`, `data.unreadable`, `data.empty`, `data.gzip-broken`.
 */
export async function openSourceBytes(path: string): Promise<SourceBytes> {
  const facts = await stat(path).catch((cause: NodeJS.ErrnoException) => {
    throw cantOpen(path, cause)
  })
  if (facts.isDirectory()) {
    throw new StudioError({
      code: 'data.is-folder',
      message: `${path} is a folder, not a table.`,
      whatToDo:
        'Name the file inside it that holds the data: a .csv, .tsv, .json, .jsonl, .xlsx or .sqlite file.',
    })
  }
  if (!facts.isFile()) {
    throw new StudioError({
      code: 'data.unreadable',
      message: `${path} is not a regular file.`,
      whatToDo: 'Save the data as a file first and name that file.',
    })
  }
  const start = await readStart(path)
  const gzipped = start[0] === 0x1f && start[1] === 0x8b
  const stream = () => (gzipped ? unpacked(path, facts.size) : plain(path))
  let head = start
  if (gzipped) head = await firstBytes(stream())
  if (head.length === 0) throw emptyFile(path)
  return { path, gzipped, head, whole: head.length < headSize, stream }
}

/** The error of a file that holds nothing. */
export function emptyFile(path: string) {
  return new StudioError({
    code: 'data.empty',
    message: `${path} is empty.`,
    whatToDo: 'Export the data again, with the column names in its first line.',
  })
}

function cantOpen(path: string, cause: NodeJS.ErrnoException) {
  if (cause.code === 'ENOENT' || cause.code === 'ENOTDIR') {
    return new StudioError({
      code: 'data.missing',
      message: `There is no file ${path}.`,
      whatToDo: 'Check the path and its spelling; upper and lower case may matter.',
      cause,
    })
  }
  return new StudioError({
    code: 'data.unreadable',
    message: `${path} can't be read (${cause.code ?? cause.message}).`,
    whatToDo: 'Check that you may read the file and that its disk is connected.',
    cause,
  })
}

async function readStart(path: string) {
  try {
    await using file = await open(path)
    const buffer = Buffer.alloc(headSize)
    let length = 0
    while (length < headSize) {
      const { bytesRead } = await file.read(buffer, length, headSize - length, length)
      if (bytesRead === 0) break
      length += bytesRead
    }
    return buffer.subarray(0, length)
  } catch (cause) {
    throw cantOpen(path, cause as NodeJS.ErrnoException)
  }
}

async function firstBytes(stream: AsyncGenerator<Buffer>) {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of stream) {
    chunks.push(chunk)
    length += chunk.length
    if (length >= headSize) break
  }
  return Buffer.concat(chunks).subarray(0, headSize)
}

async function* plain(path: string): AsyncGenerator<Buffer, void, void> {
  try {
    yield* createReadStream(path, { highWaterMark: pieceSize }) as AsyncIterable<Buffer>
  } catch (cause) {
    throw cantOpen(path, cause as NodeJS.ErrnoException)
  }
}

async function* unpacked(path: string, packedSize: number): AsyncGenerator<Buffer, void, void> {
  const gunzip = createGunzip({ chunkSize: pieceSize })
  // Errors of either stream arrive at the loop below.
  const ended = pipeline(createReadStream(path), gunzip, () => {})
  let size = 0
  try {
    for await (const chunk of ended as unknown as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > limits.unpackedFloor && size > packedSize * limits.unpackedRatio) throw packedTooWell(path)
      yield chunk
    }
  } catch (cause) {
    if (cause instanceof StudioError) throw cause
    throw new StudioError({
      code: 'data.gzip-broken',
      message: `${path} is a damaged or cut off gzip file (${(cause as Error).message}).`,
      whatToDo: 'Copy or download the file again, or unpack it yourself and name the unpacked file.',
      cause,
    })
  } finally {
    gunzip.destroy()
  }
}

/** The error of a compressed file that unpacks to absurdly much. */
export function packedTooWell(path: string) {
  return new StudioError({
    code: 'data.unpacks-too-large',
    message: `${path} unpacks to more than ${limits.unpackedRatio} times its size; files made to fill a disk or memory do that.`,
    whatToDo: 'If the file is what you mean, unpack it yourself, look at it and save the data as plain CSV.',
  })
}
