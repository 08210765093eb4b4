import { createHash, hash } from 'node:crypto'
import type { Stats } from 'node:fs'
import { constants } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import type { AssetProblem } from './asset-folders.ts'

/** A file that was read to its end. `content` is the SHA-256 of its bytes, lower-case hex. */
type ReadFile = { content: string; bytes: number; head: Uint8Array }

type ReadOutcome =
  | { read: ReadFile; identity: string }
  | { unchanged: true; identity: string }
  | { problem: AssetProblem }

const atOnce = 1024 * 1024
const keptIdle = 16
const idle: Buffer[] = []
// A pipe that is opened without a writer would wait for ever; a link that appears after the check is not followed.
const careful = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0)

/**
 * Reads a file that `AssetFolders.find` gave: its hash, its size and its first `headBytes` bytes. Needs at most one
 * MiB of memory, whatever the size. A file whose identity (path, size, times, inode) is known already is not read
 * again: `unchanged`. A file that changes while it is read is a problem, not a hash.
 */
export async function readAsset(request: {
  path: string
  headBytes: number
  name: string
  isKnown?: (identity: string) => boolean
  signal?: AbortSignal
}): Promise<ReadOutcome> {
  let file: FileHandle | undefined
  try {
    file = await open(request.path, careful)
    const before = await file.stat()
    if (!before.isFile()) {
      return refuse(
        'asset.unreadable',
        `${request.name} is not an ordinary file.`,
        'Put an ordinary file in its place.',
      )
    }
    if (before.size === 0) {
      return refuse(
        'asset.empty',
        `${request.name} is an empty file.`,
        'Copy the file again from where it came.',
      )
    }
    const identity = identityOf(request.path, before)
    if (request.isKnown?.(identity)) return { unchanged: true, identity }
    const read = await readThrough(file, request.headBytes, request.signal)
    const after = await file.stat()
    if (read.bytes !== before.size || identityOf(request.path, after) !== identity) {
      return refuse(
        'asset.changing',
        `${request.name} changed while it was read; it is probably still being copied.`,
        'Start again when the copy is finished.',
      )
    }
    return { read, identity }
  } catch (error) {
    if (request.signal?.aborted) throw error
    const code = (error as NodeJS.ErrnoException).code ?? String(error)
    return code === 'ENOENT'
      ? refuse(
          'asset.missing',
          `${request.name} went away while it was read.`,
          'Put the file back and start again.',
        )
      : refuse(
          'asset.unreadable',
          `${request.name} can't be read (${code}).`,
          code === 'EACCES' || code === 'EPERM'
            ? 'Give the account that runs Reelmill the right to read the file.'
            : 'Check the disk or the network drive that the file is on.',
        )
  } finally {
    await file?.close()
  }
}

/** A few bytes from the middle of a file; fewer, or none, when it ends before. */
export async function readPart(path: string, from: number, length: number): Promise<Uint8Array> {
  const file = await open(path, careful)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, from)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

async function readThrough(
  file: FileHandle,
  headBytes: number,
  signal: AbortSignal | undefined,
): Promise<ReadFile> {
  // Buffers are used again: a fresh one for each of ten thousand pictures costs more than hashing them.
  const chunk = idle.pop() ?? Buffer.allocUnsafe(atOnce)
  try {
    return await readInto(chunk, file, headBytes, signal)
  } finally {
    if (idle.length < keptIdle) idle.push(chunk)
  }
}

async function readInto(
  chunk: Buffer,
  file: FileHandle,
  headBytes: number,
  signal: AbortSignal | undefined,
): Promise<ReadFile> {
  const first = await fill(file, chunk)
  // Copied, so that whoever keeps the head does not keep the whole chunk.
  const head = new Uint8Array(chunk.subarray(0, Math.min(first, headBytes)))
  if (first < chunk.length) return { content: hash('sha256', chunk.subarray(0, first)), bytes: first, head }
  const sum = createHash('sha256').update(chunk)
  let bytes = first
  for (let got = await fill(file, chunk); got > 0; got = await fill(file, chunk)) {
    signal?.throwIfAborted()
    sum.update(chunk.subarray(0, got))
    bytes += got
  }
  return { content: sum.digest('hex'), bytes, head }
}

/** Reads on until the buffer is full or the file ends: one read may bring less than it was asked for. */
async function fill(file: FileHandle, buffer: Buffer): Promise<number> {
  let filled = 0
  while (filled < buffer.length) {
    const { bytesRead } = await file.read(buffer, filled, buffer.length - filled, null)
    if (bytesRead === 0) break
    filled += bytesRead
  }
  return filled
}

function identityOf(path: string, facts: Stats): string {
  return `${path}\0${facts.size}\0${facts.mtimeMs}\0${facts.ctimeMs}\0${facts.dev}:${facts.ino}`
}

function refuse(rule: string, message: string, whatToDo: string): { problem: AssetProblem } {
  return { problem: { rule, message, whatToDo } }
}
