import { constants, createReadStream, createWriteStream } from 'node:fs'
import { copyFile, mkdir, readdir, realpath, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import { flushFolder } from '../files/write-whole.ts'

/** How much may be copied: files, and bytes of all of them together. */
export type FolderLimits = { files: number; bytes: number }

/** How something large is carried: it ends when the signal says so, and tells its bytes, of all bytes. */
export type Carriage = { signal?: AbortSignal | undefined; onBytes?(done: number, of: number): void }

/** Passes on what is carried, and tells of it. */
export function countedBytes(carried: (bytes: number) => void): Transform {
  return new Transform({
    transform(piece: Buffer, _encoding, done) {
      carried(piece.length)
      done(null, piece)
    },
  })
}

/** What file managers and version control leave behind, and nobody means. */
const leftBehind = new Set(['.DS_Store', 'Thumbs.db', '__MACOSX', '.git', '.svn'])
export const isLeftBehind = (name: string): boolean => leftBehind.has(name) || name.startsWith('._')

/**
 * Copies a folder into one that doesn't exist yet: ordinary files only. A link is followed as long as it stays inside of
 * the folder, and becomes an ordinary file. Rejects with `file.link`, `folder.special` or `folder.too-large`, and leaves
 * nothing behind; a copy shares its blocks with the original where the disk can do that. When it is called off, it rejects
 * with the signal's reason.
 */
export async function copyFolder(
  from: string,
  to: string,
  limits: FolderLimits,
  { signal, onBytes }: Carriage = {},
): Promise<void> {
  const files = await listFolder(from, limits)
  const all = files.reduce((sum, { bytes }) => sum + bytes, 0)
  let done = 0
  const carried = (bytes: number) => {
    done += bytes
    onBytes?.(done, all)
  }
  try {
    await mkdir(to, { recursive: true })
    for (const folder of new Set(files.map(({ name }) => path.dirname(name))))
      await mkdir(path.join(to, folder), { recursive: true })
    for (const { name, real, bytes } of files) {
      signal?.throwIfAborted()
      const target = path.join(to, name)
      if (bytes > largeBytes && !(await cloned(real, target))) {
        const piece = createReadStream(real, { highWaterMark: pieceBytes })
        await pipeline(piece, countedBytes(carried), createWriteStream(target, { flags: 'wx' }), {
          ...(signal && { signal }),
        })
        continue
      }
      if (bytes <= largeBytes)
        await copyFile(real, target, constants.COPYFILE_FICLONE | constants.COPYFILE_EXCL)
      carried(bytes)
    }
    await flushFolder(to)
  } catch (error) {
    await rm(to, { recursive: true, force: true })
    throw error
  }
}

/** What is larger is copied piece by piece where its blocks can't be shared: so it can be stopped. */
const largeBytes = 4 * 1024 ** 2
const pieceBytes = 512 * 1024

/** Whether the disk could share the blocks of a file. */
const cloned = (from: string, to: string): Promise<boolean> =>
  copyFile(from, to, constants.COPYFILE_FICLONE_FORCE | constants.COPYFILE_EXCL).then(
    () => true,
    async () => {
      await rm(to, { force: true })
      return false
    },
  )

/** The same, whole or not at all: the copy gets its name when all of it is there. */
export async function copyFolderWhole(from: string, to: string, limits: FolderLimits): Promise<void> {
  const part = `${to}.part`
  await rm(part, { recursive: true, force: true })
  await copyFolder(from, part, limits)
  await moveFolder(part, to)
}

/** Gives a folder another name on the same disk. What stood under that name must be gone. */
export async function moveFolder(from: string, to: string): Promise<void> {
  await mkdir(path.dirname(to), { recursive: true })
  await rename(from, to)
  await flushFolder(path.dirname(to))
  if (path.dirname(from) !== path.dirname(to)) await flushFolder(path.dirname(from))
}

/** A file of a folder: its path from there with forward slashes, where it really lies, its size, when it was last changed. */
type FolderFile = { name: string; real: string; bytes: number; changedAt: Date }

/** Every file of a folder, in order of name. Rejects as `copyFolder` does. */
export async function listFolder(folder: string, limits: FolderLimits): Promise<FolderFile[]> {
  const root = await realpath(folder)
  const found: FolderFile[] = []
  let bytes = 0
  const walk = async (under: string): Promise<void> => {
    for (const entry of await readdir(path.join(root, under), { withFileTypes: true })) {
      if (isLeftBehind(entry.name)) continue
      const name = under === '' ? entry.name : `${under}/${entry.name}`
      if (entry.isDirectory()) {
        await walk(name)
        continue
      }
      const real = entry.isSymbolicLink() ? await insideOf(root, name, folder) : path.join(root, name)
      const facts = await stat(real)
      if (!facts.isFile())
        throw new StudioError({
          code: 'folder.special',
          message: entry.isSymbolicLink()
            ? `${name} in ${folder} is a link to a folder.`
            : `${name} in ${folder} is not an ordinary file (a device, a pipe or a socket).`,
          whatToDo: 'Put an ordinary file in its place, or take it out of the folder.',
        })
      bytes += facts.size
      found.push({ name, real, bytes: facts.size, changedAt: facts.mtime })
      if (found.length > limits.files || bytes > limits.bytes) throw tooLarge(folder, limits)
    }
  }
  await walk('')
  return found.sort((one, other) => (one.name < other.name ? -1 : 1))
}

async function insideOf(root: string, name: string, folder: string): Promise<string> {
  const real = await realpath(path.join(root, name)).catch(() => null)
  const way = real === null ? null : path.relative(root, real)
  if (
    real === null ||
    way === null ||
    way === '..' ||
    way.startsWith(`..${path.sep}`) ||
    path.isAbsolute(way)
  )
    throw new StudioError({
      code: 'file.link',
      message: `${name} in ${folder} is a link that leads ${real === null ? 'nowhere' : 'out of the folder'}.`,
      whatToDo: 'Put the file itself in its place.',
    })
  return real
}

/** `what` has more in it than may be copied. */
export function tooLarge(what: string, { files, bytes }: FolderLimits): StudioError {
  return new StudioError({
    code: 'folder.too-large',
    message: `${what} holds more than a template may: ${files.toLocaleString('en')} files, or ${bytes / 1024 ** 3} GB.`,
    whatToDo: 'Keep only what the template uses in its folder.',
  })
}
