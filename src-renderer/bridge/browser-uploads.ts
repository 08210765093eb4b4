import type { Reply } from '../../src-shared/contract/bridge.ts'
import { type ErrorShape, StudioError } from '../../src-shared/contract/errors.ts'

/** A file, and where it lies in what is uploaded at once: `summer/template.json`. */
type Placed = { file: File; path: string }

export type Uploader = {
  /** Uploads what was chosen at once; answers the path of the first, or of the folder that holds them all. */
  chosen(files: readonly File[], as: 'file' | 'folder'): Promise<string>
  /** Path of a file or folder of the latest drop; null when it can't be read. */
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

export function createUploader(lost: ErrorShape): Uploader {
  async function send(id: string, { file, path }: Placed): Promise<string> {
    const query = new URLSearchParams({ id, path })
    const response = await fetch(`/upload?${query}`, { method: 'POST', body: file }).catch(() => null)
    const reply: Reply<string> =
      response?.ok === true ? ((await response.json()) as Reply<string>) : { ok: false, error: lost }
    if (!reply.ok) throw new StudioError(reply.error)
    return reply.answer
  }

  async function sendAll(id: string, files: readonly Placed[]): Promise<string[]> {
    const paths: string[] = []
    for (let from = 0; from < files.length; from += mostAtOnce)
      paths.push(...(await Promise.all(files.slice(from, from + mostAtOnce).map((each) => send(id, each)))))
    return paths
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
      if (folder === undefined) return send(id, { file, path: file.name })
      const placed = await filesOf(folder)
      const [first] = await sendAll(id, placed)
      return first === undefined ? null : folderAbove(first, placed[0]!.path)
    },
  }
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
