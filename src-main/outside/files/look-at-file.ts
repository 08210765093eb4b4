import { constants } from 'node:fs'
import { open, stat } from 'node:fs/promises'

export type FileKind = 'file' | 'folder' | 'other'

/** What stands under a path, or null. Links are followed. */
export async function kindOfFile(path: string): Promise<FileKind | null> {
  try {
    const found = await stat(path)
    return found.isFile() ? 'file' : found.isDirectory() ? 'folder' : 'other'
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') return null
    throw error
  }
}

// A pipe would be waited for until somebody writes into it.
const unwaiting = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)

/** The first bytes of a file as text, or null when there is no such file: a folder, a pipe or a device is none. */
export async function startOfFile(path: string, bytes: number): Promise<string | null> {
  try {
    const handle = await open(path, unwaiting)
    try {
      if (!(await handle.stat()).isFile()) return null
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(bytes), 0, bytes, 0)
      return buffer.toString('utf8', 0, bytesRead)
    } finally {
      await handle.close()
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}
