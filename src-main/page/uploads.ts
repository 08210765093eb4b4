import { randomBytes } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, readdir, rename, rm, stat, statfs, utimes } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import type { Readable } from 'node:stream'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { StudioError } from '../../src-shared/contract/errors.ts'
import { isDeviceName } from '../../src-shared/data/file-names.ts'
import { studioFolder } from '../outside/folders/studio-folder.ts'

/** Of one upload: what was dropped or chosen at once. */
const mostFiles = 20_000
const mostBytes = 64 * 1024 ** 3
/** Is left free on the disk. */
const reserveBytes = 1024 ** 3
const keptFor = 30 * 24 * 3_600_000

export type Uploads = {
  /** Takes one file of an upload; answers its path. `id` is drawn by the page, one for all that is uploaded at once. */
  take(upload: { id: string; path: string; length: number }, bytes: Readable): Promise<string>
  /** The folder of an upload, or of what lies in it. */
  folderOf(id: string, path: string): string
  /** Removes uploads that nobody used for thirty days and that are not among those still `needed`. */
  clearOld(now: number, needed: readonly string[]): Promise<void>
}

/** Files that a browser handed over, in `uploads/<id>/` of the studio's folder; without one, of the usual one. */
export function createUploads(
  folder: string | undefined,
  /** Of the disk that a folder lies on. */
  freeOf: (folder: string) => Promise<{ bavail: number; bsize: number }> = statfs,
): Uploads {
  // Absolute, as batches say where their table lies.
  const root = resolve(folder ?? studioFolder(process.env), 'uploads')
  const standing = new Map<string, { files: number; bytes: number }>()
  /** Bytes that were promised room and have not come yet. */
  let underWay = 0

  function folderOf(id: string, path: string): string {
    if (!isUploadId(id)) throw wrongName(id)
    return join(root, id, ...partsOf(path))
  }

  return {
    folderOf,
    async take({ id, path, length }, bytes) {
      const to = folderOf(id, path)
      const sum = standing.get(id) ?? { files: 0, bytes: 0 }
      standing.set(id, sum)
      sum.files += 1
      await mkdir(dirname(to), { recursive: true })
      const { bavail, bsize } = await freeOf(dirname(to))
      const room = Math.min(mostBytes - sum.bytes, bavail * bsize - reserveBytes - underWay)
      if (sum.files > mostFiles || length > room) throw tooMuch(path)
      sum.bytes += length
      // Of its own: a file may be called like another one's part.
      const part = `${to}.${randomBytes(4).toString('hex')}.part`
      let counted = 0
      let left = length
      underWay += left
      const counting = new Transform({
        transform(chunk: Buffer, _encoding, done) {
          counted += chunk.length
          underWay -= Math.min(left, chunk.length)
          left -= Math.min(left, chunk.length)
          done(counted > length ? brokenOff(path) : null, chunk)
        },
      })
      try {
        await pipeline(bytes, counting, createWriteStream(part))
        if (counted !== length) throw brokenOff(path)
        await rename(part, to)
        return to
      } catch (error) {
        await rm(part, { force: true })
        throw error
      } finally {
        underWay -= left
      }
    },
    async clearOld(now, needed) {
      for (const id of await readdir(root).catch(() => [])) {
        if (!isUploadId(id)) continue
        const path = join(root, id)
        const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: now }))
        if (
          needed.some((used) => used.startsWith(`${path}/`) || used.startsWith(`${path}\\`) || used === path)
        )
          await utimes(path, now / 1_000, now / 1_000).catch(() => {})
        else if (now - mtimeMs > keptFor) await rm(path, { recursive: true, force: true })
      }
    },
  }
}

const isUploadId = (id: string): boolean => /^[a-z0-9-]{8,40}$/.test(id)

/** Names that lead nowhere else on any system: a path of them stays in its folder. Throws `upload.name`. */
export function partsOf(path: string): string[] {
  const parts = path.split('/')
  const isFine = (part: string) =>
    part !== '' &&
    Buffer.byteLength(part) <= 200 &&
    !/^\.{1,2}$/.test(part) &&
    // Controls, and marks that turn the direction of writing: `gnp.exe` shall not look like `exe.png`.
    !/[\\:*?"<>|\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/u.test(part) &&
    !/[. ]$/.test(part) &&
    !isDeviceName(part)
  if (parts.length > 16 || !parts.every(isFine)) throw wrongName(path)
  return parts
}

const wrongName = (name: string) =>
  new StudioError({
    code: 'upload.name',
    message: `A file can't be taken under the name ${JSON.stringify(name.slice(0, 200))}.`,
    whatToDo: 'Rename it: letters, digits, spaces, dots and dashes do on every system.',
  })

const tooMuch = (path: string) =>
  new StudioError({
    code: 'upload.too-much',
    message: `${path} is too much: the disk of the studio's folder is nearly full, or more than 64 GB were handed over at once.`,
    whatToDo: 'Make room, or copy the files to this machine yourself and type their path.',
  })

const brokenOff = (path: string) =>
  new StudioError({
    code: 'upload.broken-off',
    message: `${path} did not arrive whole.`,
    whatToDo: 'Choose it again.',
  })
