import type { BridgeCommandName, FileKind, Reply } from '../../src-shared/contract/bridge.ts'
import { toErrorShape } from '../../src-shared/contract/errors.ts'
import { fragmentIn } from '../../src-shared/templates/fragment.ts'
import { words } from '../words/words.ts'
import type { Uploader } from './browser-uploads.ts'
import { typedPath } from './typed-path.ts'

const accepts: Record<FileKind, string> = {
  table: '.csv,.tsv,.txt,.json,.jsonl,.ndjson,.xlsx,.sqlite,.sqlite3,.db,.gz',
  template: '.zip',
  picture: 'image/*',
  clip: 'video/*,.mkv,.mxf',
  sound: 'audio/*',
  font: '.ttf,.otf,.woff2,.ttc',
  any: '',
}

/**
 * What a window would open a dialog for: files are chosen by the browser and uploaded, folders to write into are typed.
 * Null for every other command.
 */
export async function chooseInBrowser(
  name: BridgeCommandName,
  payload: unknown,
  upload: Uploader,
  ask: (name: string, payload: unknown) => Promise<Reply<unknown>>,
): Promise<Reply<string | null> | null> {
  try {
    switch (name) {
      case 'desktop.choose-table':
        return { ok: true, answer: await file(['table'], upload) }
      case 'desktop.choose-template': {
        const { from } = payload as { from?: 'folder' | 'zip' }
        return { ok: true, answer: from === 'zip' ? await file(['template'], upload) : await folder(upload) }
      }
      case 'desktop.choose-file':
        return { ok: true, answer: await file((payload as { kinds: FileKind[] }).kinds, upload) }
      case 'desktop.choose-folder':
      case 'desktop.choose-output': {
        const { near } = payload as { near?: string }
        return { ok: true, answer: await typedPath(words.door.typeFolder, near ?? '') }
      }
      case 'desktop.choose-save': {
        const suggested = await ask(name, payload)
        if (!suggested.ok) return suggested
        return {
          ok: true,
          answer: await typedPath(words.door.typeFile, String(suggested.answer), async (path) => {
            const taken = await ask('desktop.is-taken', { path })
            return taken.ok && taken.answer === true
          }),
        }
      }
      case 'desktop.copied-layers':
        // Where the browser refuses, keys still paste.
        return { ok: true, answer: fragmentIn(await navigator.clipboard.readText().catch(() => '')) }
      default:
        return null
    }
  } catch (error) {
    return { ok: false, error: toErrorShape(error) }
  }
}

async function file(kinds: readonly FileKind[], upload: Uploader): Promise<string | null> {
  const files = await choose((input) => {
    input.accept = kinds.includes('any') ? '' : kinds.map((kind) => accepts[kind]).join(',')
  })
  return files.length === 0 ? null : upload.chosen(files, 'file')
}

async function folder(upload: Uploader): Promise<string | null> {
  const files = await choose((input) => {
    input.webkitdirectory = true
  })
  return files.length === 0 ? null : upload.chosen(files, 'folder')
}

function choose(prepare: (input: HTMLInputElement) => void): Promise<File[]> {
  const input = document.createElement('input')
  input.type = 'file'
  prepare(input)
  return new Promise((done) => {
    input.addEventListener('change', () => done([...(input.files ?? [])]))
    input.addEventListener('cancel', () => done([]))
    input.click()
  })
}
