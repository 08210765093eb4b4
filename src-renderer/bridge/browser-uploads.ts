import type { Reply } from '../../src-shared/contract/bridge.ts'
import { type ErrorShape, StudioError, toErrorShape } from '../../src-shared/contract/errors.ts'
import { told } from '../words/words.ts'
import { openUploadNote } from './upload-note.ts'

/** A file, and where it lies in what is uploaded at once: `summer/template.json`. */
type Placed = { file: File; path: string }

export type Uploader = {
  /** Uploads what was chosen at once; answers the path of the first, or of the folder that holds them all. */
  chosen(files: readonly File[], as: 'file' | 'folder'): Promise<string>
  /** Path of a file or folder of the latest drop; null when it can't be had, and then that was told. */
  dropped(file: File): Promise<string | null>
}

const mostAtOnce = 4

let latest: { id: string; folders: Map<string, FileSystemDirectoryEntry> } = { id: '', folders: new Map() }

/** Folders can be looked into only while they are being dropped: before the page hears of it, they are noted. */
export function rememberDropped(): void {
  window.addEventListener(
    'drop',
    ({ dataTransfer }) => {
      const entries = [...(dataTransfer?.items ?? [])].map((item) => item.webkitGetAsEntry())
      const folders = entries.filter(
        (entry): entry is FileSystemDirectoryEntry => entry?.isDirectory === true,
      )
      latest = { id: crypto.randomUUID(), folders: new Map(folders.map((folder) => [folder.name, folder])) }
    },
    { capture: true },
  )
}

/** `lost`: what is told when nobody answers. `word`: lets this page in. */
export function createUploader(lost: ErrorShape, word: string): Uploader {
  /** How far, and whether it was stopped, is told and shown in a corner; rejects with what went wrong, which is shown there, too. */
  async function sendAll(id: string, files: readonly Placed[]): Promise<string[]> {
    const stopping = new AbortController()
    const note = openUploadNote(files[0]?.file.name ?? '', () => stopping.abort())
    const sent = new Map<Placed, number>()
    const all = files.reduce((sum, { file }) => sum + file.size, 0)
    const hear = (placed: Placed, bytes: number) => {
      sent.set(placed, bytes)
      note.show(
        [...sent.values()].reduce((sum, each) => sum + each, 0),
        all,
      )
    }
    try {
      const paths: string[] = []
      for (let from = 0; from < files.length; from += mostAtOnce)
        paths.push(
          ...(await Promise.all(
            files
              .slice(from, from + mostAtOnce)
              .map((each) => send(id, each, { lost, word }, stopping.signal, (bytes) => hear(each, bytes))),
          )),
        )
      note.done()
      return paths
    } catch (error) {
      const { message, whatToDo }: ErrorShape = toErrorShape(error)
      if (stopping.signal.aborted) note.done()
      else note.fail(told([message, whatToDo].filter(Boolean).join(' ')))
      stopping.abort()
      throw error
    }
  }

  return {
    async chosen(files, as) {
      const id = crypto.randomUUID()
      const placed = files.map((file) => ({ file, path: file.webkitRelativePath || file.name }))
      const [first] = await sendAll(id, placed)
      return as === 'file' ? first! : folderAbove(first!, placed[0]!.path)
    },
    async dropped(file) {
      const { id, folders } = latest
      if (id === '') return null
      const folder = folders.get(file.name)
      const placed = folder === undefined ? [{ file, path: file.name }] : await filesOf(folder)
      const [first] = await sendAll(id, placed).catch(() => [])
      if (first === undefined || folder === undefined) return first ?? null
      return folderAbove(first, placed[0]!.path)
    },
  }
}

/** `fetch` tells nothing of how far an upload is. */
function send(
  id: string,
  { file, path }: Placed,
  { lost, word }: { lost: ErrorShape; word: string },
  signal: AbortSignal,
  onBytes: (sent: number) => void,
): Promise<string> {
  return new Promise((done, fail) => {
    const request = new XMLHttpRequest()
    request.open('POST', `/upload?${new URLSearchParams({ id, path })}`)
    request.setRequestHeader('authorization', `Bearer ${word}`)
    request.responseType = 'json'
    request.upload.onprogress = ({ loaded }) => onBytes(loaded)
    request.onload = () => {
      const reply: Reply<string> =
        request.status === 200 ? (request.response as Reply<string>) : { ok: false, error: lost }
      onBytes(file.size)
      if (reply.ok) done(reply.answer)
      else fail(new StudioError(reply.error))
    }
    request.onerror = () => fail(new StudioError(lost))
    const stopped = () => fail(new StudioError({ code: 'upload.stopped', message: 'It was stopped.' }))
    request.onabort = stopped
    if (signal.aborted) return stopped()
    signal.addEventListener('abort', () => request.abort())
    request.send(file)
  })
}

/** `.../uploads/<id>/summer` of `.../uploads/<id>/summer/assets/a.png`, which was sent as `summer/assets/a.png`. */
function folderAbove(path: string, sentAs: string): string {
  const up = sentAs.split('/').length - 1
  return path
    .split(/[\\/]/)
    .slice(0, up === 0 ? undefined : -up)
    .join(path.includes('\\') ? '\\' : '/')
}

async function filesOf(folder: FileSystemDirectoryEntry): Promise<Placed[]> {
  const found: Placed[] = []
  const reader = folder.createReader()
  for (;;) {
    // A folder is told in pieces of a hundred.
    const entries = await new Promise<FileSystemEntry[]>((done, fail) => reader.readEntries(done, fail))
    if (entries.length === 0) return found
    for (const entry of entries) {
      if (entry.isDirectory) found.push(...(await filesOf(entry as FileSystemDirectoryEntry)))
      else {
        const file = await new Promise<File>((done, fail) => (entry as FileSystemFileEntry).file(done, fail))
        found.push({ file, path: entry.fullPath.replace(/^\//, '') })
      }
    }
  }
}
