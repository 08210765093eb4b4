import { createWriteStream } from 'node:fs'
import { type FileHandle, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/**
 * Writes a file that appears under its name only when it is whole: as `<path>.part` first, flushed to the disk, then
 * renamed over what stood there. The pieces are taken as fast as the disk takes them. When anything fails, the
 * unfinished file is removed and what stood under the name stays.
 */
export async function writeWhole(
  path: string,
  pieces: AsyncIterable<string> | Iterable<string>,
): Promise<void> {
  const part = `${path}.part`
  try {
    await pipeline(Readable.from(pieces), createWriteStream(part, { flush: true }))
    await rename(part, path)
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
  await flushFolder(dirname(path))
}

/** Makes sure that names in a folder outlive a power cut. Windows has no such thing, and needs none. */
export async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  let handle: FileHandle | undefined
  try {
    handle = await open(folder, 'r')
    await handle.sync()
  } catch {
    // Some network file systems refuse to flush a folder.
  } finally {
    await handle?.close()
  }
}
