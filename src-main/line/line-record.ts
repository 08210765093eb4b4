import { createHash, randomBytes } from 'node:crypto'
import {
  lstatSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'
import { host } from './messages.ts'

/** Written beside the database: where the line of the studio is, and the word that opens it. Only its user may read it. */
const lineRecord = host.extend({
  version: z.int(),
  socket: z.string().min(1).max(1_000),
  token: z.string().min(1).max(200),
  /** Of the folder itself: in a copy of it, the record still is about the first one. */
  folder: z.string().max(100),
})
export type LineRecord = z.infer<typeof lineRecord>

/** macOS gives a socket's path 104 bytes, the closing NUL among them; Linux gives 108. */
const longestSocketPath = 103
const temporaryFolder = 'reelmill-line-'

const recordPath = (folder: string) => join(folder, 'studio.line')

/** Tells a folder from its copies, whatever path leads to it. */
function markOf(folder: string): string {
  const { dev, ino } = statSync(folder, { bigint: true })
  return `${dev}-${ino}`
}

/** Null when there is none, none that can be read, or one that came along with a copy of the folder. */
export function readRecord(folder: string): LineRecord | null {
  try {
    const read = lineRecord.safeParse(JSON.parse(readFileSync(recordPath(folder), 'utf8')))
    return read.success && read.data.folder === markOf(folder) ? read.data : null
  } catch {
    return null
  }
}

/** Whole or not at all: a guest never reads half of it. */
export function writeRecord(folder: string, record: Omit<LineRecord, 'folder'>): void {
  const path = recordPath(folder)
  const part = `${path}.${process.pid}.part`
  rmSync(part, { force: true })
  writeFileSync(part, JSON.stringify({ ...record, folder: markOf(folder) }), { mode: 0o600, flag: 'wx' })
  renameSync(part, path)
}

/** Removes the record with this token, and no other. */
export function removeRecord(folder: string, token: string): void {
  if (readRecord(folder)?.token === token) rmSync(recordPath(folder), { force: true })
}

/**
 * A path to listen at: in the studio's folder, or, where that is too long or taken by something else, in a fresh folder
 * among the temporary ones. On Windows a pipe's name.
 */
export function choosePlace(folder: string, platform: NodeJS.Platform = process.platform): string {
  if (platform === 'win32') {
    const name = createHash('sha256').update(folder.toLowerCase()).digest('hex').slice(0, 32)
    // Nobody can sit on a name that can't be guessed.
    return `\\\\.\\pipe\\reelmill-${name}-${randomBytes(8).toString('hex')}`
  }
  const path = join(folder, 'studio.sock')
  if (Buffer.byteLength(path) <= longestSocketPath && statOf(path) === null) return path
  return join(mkdtempSync(join(tmpdir(), temporaryFolder)), 's')
}

/** Removes what a studio that is gone left at its place. To be called only by who holds the folder. */
export function clearPlace(folder: string): void {
  removeSocket(join(folder, 'studio.sock'))
  const left = readRecord(folder)?.socket
  if (left !== undefined) removePlace(left)
}

/** Removes a socket, and the folder that was made for it. Whatever is no socket of ours is left alone. */
export function removePlace(socket: string): void {
  removeSocket(socket)
  const folder = dirname(socket)
  const isOurs = basename(socket) === 's' && basename(folder).startsWith(temporaryFolder)
  const stats = isOurs ? statOf(folder) : null
  if (stats?.isDirectory() && isOwn(stats)) rmSync(folder, { recursive: true, force: true })
}

function removeSocket(path: string): void {
  const stats = statOf(path)
  if (stats?.isSocket() && isOwn(stats)) unlinkSync(path)
}

const isOwn = ({ uid }: Stats) => process.getuid === undefined || uid === process.getuid()

function statOf(path: string): Stats | null {
  try {
    return lstatSync(path)
  } catch {
    return null
  }
}
