import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { StudioError } from '../../../src-shared/contract/errors.ts'

/** A CSV file that is being written. It has its name only once it is finished. */
type TableWriter = {
  /** Adds one record; resolves when there is room for the next. */
  add(cells: readonly (string | null)[]): Promise<void>
  /** Writes all to the disk and gives the file its name, in the place of an older one. */
  finish(): Promise<void>
  /** Removes what was written; without effect on a finished file. */
  abandon(): Promise<void>
}

const bufferSize = 64 * 1024

/**
 * Starts a CSV file: UTF-8 with a byte order mark (without it, spreadsheets take it for their own old encoding), CR LF,
 * cells quoted where they must be. Folders on the way are made. Throws `file.unwritable`.
 */
export async function startTable(
  path: string,
  columns: readonly string[],
  delimiter = ',',
): Promise<TableWriter> {
  const part = `${path}.part`
  const file = await saying(path, async () => {
    await mkdir(dirname(path), { recursive: true })
    return open(part, 'w')
  })
  let waiting = '\ufeff'
  let state: 'open' | 'finished' | 'abandoned' = 'open'
  const flush = async () => {
    const text = waiting
    waiting = ''
    await saying(path, () => file.appendFile(text, 'utf8'))
  }
  const writer: TableWriter = {
    async add(cells) {
      waiting += `${cells.map((cell) => quotedCell(cell ?? '', delimiter)).join(delimiter)}\r\n`
      if (waiting.length >= bufferSize) await flush()
    },
    async finish() {
      await flush()
      await saying(path, async () => {
        await file.sync()
        await file.close()
        await rename(part, path)
        await syncFolder(dirname(path))
      })
      state = 'finished'
    },
    async abandon() {
      if (state !== 'open') return
      state = 'abandoned'
      await closeQuietly(file)
      await rm(part, { force: true })
    },
  }
  await writer.add(columns)
  return writer
}

function quotedCell(cell: string, delimiter: string) {
  const bare = !cell.includes('"') && !cell.includes(delimiter) && !/[\r\n]|^\s|\s$/.test(cell)
  return bare ? cell : `"${cell.replaceAll('"', '""')}"`
}

async function saying<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException
    throw new StudioError({
      code: 'file.unwritable',
      message: `${path} can't be written (${code ?? message}).`,
      whatToDo:
        code === 'ENOSPC'
          ? 'Make room on the disk.'
          : 'Check that the folder may be written to and that no program has the file open.',
      cause,
    })
  }
}

async function closeQuietly(file: FileHandle) {
  try {
    await file.close()
  } catch {
    // It was closed by an attempt to finish.
  }
}

/** The new name itself has to reach the disk; Windows has no such thing for folders. */
async function syncFolder(folder: string) {
  try {
    await using handle = await open(folder, 'r')
    await handle.sync()
  } catch {
    // Not every system and file system can.
  }
}
