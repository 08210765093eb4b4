import { createWriteStream } from 'node:fs'
import { mkdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { crc32 } from 'node:zlib'
import yauzl, { type Entry, type ZipFile } from 'yauzl'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import { isDeviceName, pathKey } from '../../../src-shared/data/file-names.ts'
import { type Carriage, type FolderLimits, isLeftBehind, tooLarge } from '../folders/copy-folder.ts'

/** No picture, sound or text is honestly packed better than this. */
const bestRatio = 200
/** Folders in one another; a name of 64 KB could be thirty thousand of them, each to be remembered. */
const deepest = 32
/** Small files may be all zeros. */
const smallBytes = 10 * 1024 ** 2

/**
 * Unpacks a zip into a folder that doesn't exist yet: ordinary files only, each with the size and the checksum that the
 * archive's directory says. All names are looked at before anything is written. Rejects with `archive.unsafe` (what leads
 * out of the folder, links, names that come twice, what was made to fill the disk), `archive.encrypted`, `archive.broken`
 * or `folder.too-large`, and leaves nothing behind; called off, with the signal's reason.
 */
export async function unpackZip(
  zip: string,
  to: string,
  limits: FolderLimits,
  { signal, onBytes }: Carriage = {},
): Promise<void> {
  const file = await opened(zip)
  try {
    const entries = await wantedEntries(file, zip, limits)
    const all = entries.reduce((sum, { entry }) => sum + entry.uncompressedSize, 0)
    let done = 0
    const carried = (bytes: number) => {
      done += bytes
      onBytes?.(done, all)
    }
    await mkdir(to, { recursive: true })
    for (const { entry, name } of entries) {
      signal?.throwIfAborted()
      const target = path.join(to, name)
      await mkdir(path.dirname(target), { recursive: true })
      const bytes = await file.openReadStreamPromise(entry)
      await pipeline(bytes, checked(entry, carried), createWriteStream(target, { flags: 'wx' }), {
        ...(signal && { signal }),
      })
    }
  } catch (error) {
    await rm(to, { recursive: true, force: true })
    signal?.throwIfAborted()
    throw error instanceof StudioError || isOfTheDisk(error) ? error : broken(zip, error)
  } finally {
    file.close()
  }
}

async function opened(zip: string): Promise<ZipFile> {
  try {
    return await yauzl.openPromise(zip, { autoClose: false, validateEntrySizes: true })
  } catch (error) {
    if (['ENOENT', 'EACCES', 'EISDIR'].includes((error as NodeJS.ErrnoException).code ?? ''))
      throw new StudioError({
        code: 'archive.missing',
        message: `The archive ${zip} can't be opened.`,
        whatToDo: 'Check that it is there and may be read.',
        cause: error,
      })
    throw broken(zip, error)
  }
}

type Wanted = { entry: Entry; name: string }

async function wantedEntries(file: ZipFile, zip: string, limits: FolderLimits): Promise<Wanted[]> {
  const wanted: Wanted[] = []
  /** Folded, since some disks don't tell capitals apart; true for a folder. */
  const taken = new Map<string, boolean>()
  let bytes = 0
  let packed = 0
  // Folders, and what is left behind, are not written, but millions of them would keep the studio busy.
  if (file.entryCount > limits.files * 10) throw tooLarge(`The archive ${zip}`, limits)
  for await (const entry of file.eachEntry()) {
    const fault = faultOf(entry)
    if (fault !== null) throw unsafe(zip, entry.fileName, fault)
    if (entry.isEncrypted() || (entry.generalPurposeBitFlag & 1) !== 0) throw encrypted(zip)
    if (entry.fileName.endsWith('/')) continue
    const parts = entry.fileName.split('/').filter((part) => part !== '' && part !== '.')
    if (parts.some(isLeftBehind)) continue
    if (!entry.canDecodeFileData())
      throw broken(zip, new Error(`${entry.fileName} is packed in an unusual way`))
    const name = parts.join('/')
    const folded = parts.map(pathKey)
    for (let depth = 1; depth <= folded.length; depth += 1) {
      const key = folded.slice(0, depth).join('/')
      const isFolder = depth < folded.length
      const before = taken.get(key)
      if (before !== undefined && !(before && isFolder)) throw unsafe(zip, name, 'comes twice')
      taken.set(key, isFolder)
    }
    bytes += entry.uncompressedSize
    packed += entry.compressedSize
    if (wanted.length >= limits.files || bytes > limits.bytes) throw tooLarge(`The archive ${zip}`, limits)
    wanted.push({ entry, name })
  }
  // Files that lie over one another share their bytes: a few kilobytes would fill a disk.
  if (packed > (await stat(zip)).size) throw unsafe(zip, null, 'names more bytes than it has')
  return wanted
}

const kindOfEntry = 0o170_000
const ordinary = new Set([0, 0o100_000, 0o040_000])

/** Yauzl has refused what climbs out and what begins at a root by now. */
function faultOf(entry: Entry): string | null {
  const { fileName, uncompressedSize, compressedSize } = entry
  // Only Unix writes down what kind of file it is.
  const kind = entry.versionMadeBy >> 8 === 3 ? (entry.externalFileAttributes >>> 16) & kindOfEntry : 0
  if (!ordinary.has(kind)) return kind === 0o120_000 ? 'is a link' : 'is not an ordinary file'
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for
  if (/[\0-\x1f\x7f<>:"|?*\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/.test(fileName))
    return 'has characters in its name that not every system can write'
  if (fileName.split('/').some((part) => part.length > 200 || /[. ]$/.test(part.replace(/^\.$/, ''))))
    return 'has a name that not every system can write'
  if (fileName.split('/').some(isDeviceName)) return 'has the name of a device of Windows'
  if (fileName.split('/').length > deepest) return 'lies in too many folders'
  if (uncompressedSize > smallBytes && uncompressedSize > compressedSize * bestRatio)
    return 'is packed so well that it looks made to fill the disk'
  return null
}

/** Passes the bytes on, and fails when they are not those that the archive's directory tells of. */
function checked(entry: Entry, carried: (bytes: number) => void): Transform {
  let sum = 0
  return new Transform({
    transform(piece: Buffer, _encoding, done) {
      sum = crc32(piece, sum)
      carried(piece.length)
      done(null, piece)
    },
    flush: (done) => done(sum === entry.crc32 ? null : new Error(`${entry.fileName} is damaged`)),
  })
}

const isOfTheDisk = (error: unknown) =>
  ['ENOSPC', 'EDQUOT', 'EIO', 'EACCES', 'EROFS', 'EMFILE'].includes(
    (error as NodeJS.ErrnoException).code ?? '',
  )

function unsafe(zip: string, name: string | null, why: string): StudioError {
  return new StudioError({
    code: 'archive.unsafe',
    message: `The archive ${zip} is not safe to unpack: ${name === null ? 'it' : JSON.stringify(name)} ${why}.`,
    whatToDo: 'Ask whoever made it for one that was exported from Reelmill, or pack the folder anew.',
  })
}

const encrypted = (zip: string) =>
  new StudioError({
    code: 'archive.encrypted',
    message: `The archive ${zip} is protected by a password.`,
    whatToDo: 'Unpack it with its password, and import the folder.',
  })

/** Yauzl says by its words alone that a name climbs out. */
function broken(zip: string, error: unknown): StudioError {
  const why = error instanceof Error ? error.message : String(error)
  if (/absolute path|relative path|invalid characters in fileName/.test(why))
    return unsafe(zip, why.replace(/^[^:]*: /, ''), 'leads out of the folder')
  return new StudioError({
    code: 'archive.broken',
    message: `The archive ${zip} can't be read: ${why.replace(/\.$/, '')}.`,
    whatToDo: 'Copy it again, or pack the folder anew as a ZIP.',
    cause: error,
  })
}
