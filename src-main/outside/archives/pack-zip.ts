import { randomBytes } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { dirname, extname } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import yazl from 'yazl'
import { flushFolder } from '../files/write-whole.ts'
import { type Carriage, countedBytes, type FolderLimits, listFolder } from '../folders/copy-folder.ts'

/** What is packed already. */
const packed = new Set(
  '.7z .aac .avif .gif .gz .heic .jpeg .jpg .m4a .m4v .mkv .mov .mp3 .mp4 .ogg .opus .png .webm .webp .woff2 .zip'.split(
    ' ',
  ),
)

/**
 * Packs a folder's files into a zip, below one folder of this name. The archive appears under its name only when it is
 * whole and flushed, over what stood there; rejects as the disk or `listFolder` does, or with the signal's reason.
 */
export async function packZip(
  folder: string,
  inside: string,
  zip: string,
  limits: FolderLimits,
  { signal, onBytes }: Carriage = {},
): Promise<void> {
  const files = await listFolder(folder, limits)
  const all = files.reduce((sum, { bytes }) => sum + bytes, 0)
  let done = 0
  const carried = (bytes: number) => {
    done += bytes
    onBytes?.(done, all)
  }
  const archive = new yazl.ZipFile()
  let reading: Readable | undefined
  for (const { name, real, bytes, changedAt } of files)
    archive.addReadStreamLazy(
      `${inside}/${name}`,
      {
        compress: !packed.has(extname(name).toLowerCase()),
        // Who may read it on this machine is nobody's business elsewhere.
        mode: 0o100_644,
        mtime: changedAt,
        size: bytes,
      },
      (answer) => {
        const file = createReadStream(real)
        reading = file
        const counted = countedBytes(carried)
        file.on('error', (error) => counted.destroy(error))
        answer(null, file.pipe(counted))
      },
    )
  archive.end()
  const part = `${zip}.${randomBytes(4).toString('hex')}.part`
  const bytes = archive.outputStream as Readable
  archive.on('error', (error: Error) => bytes.destroy(error))
  try {
    await pipeline(bytes, createWriteStream(part, { flags: 'wx', flush: true }), {
      ...(signal && { signal }),
    })
    await rename(part, zip)
  } catch (error) {
    reading?.destroy()
    await rm(part, { force: true })
    signal?.throwIfAborted()
    throw error
  }
  await flushFolder(dirname(zip))
}
