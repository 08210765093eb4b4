import { basename, extname, join } from 'node:path'
import type { BrowserWindow } from 'electron'
import { dialog } from 'electron'
import type { FileKind } from '../../src-shared/contract/bridge.ts'
import type { Api } from '../../src-shared/contract/commands.ts'
import type { DesktopHandlers } from '../page/answer-ask.ts'
import { suggestOutput, whereIs } from '../page/output-places.ts'
import type { Recent } from '../page/recent.ts'
import { showInFileManager } from './window.ts'

const kinds: Record<Exclude<FileKind, 'any'>, { name: string; extensions: string[] }> = {
  table: {
    name: 'Tables',
    extensions: ['csv', 'tsv', 'txt', 'json', 'jsonl', 'ndjson', 'xlsx', 'sqlite', 'sqlite3', 'db', 'gz'],
  },
  template: { name: 'Templates', extensions: ['zip'] },
  picture: {
    name: 'Pictures',
    extensions: ['png', 'jpg', 'jpeg', 'webp', 'avif', 'svg', 'gif', 'tif', 'tiff'],
  },
  clip: { name: 'Clips', extensions: ['mp4', 'mov', 'm4v', 'webm', 'mkv', 'avi', 'mxf', 'gif'] },
  sound: { name: 'Sound', extensions: ['wav', 'mp3', 'm4a', 'aac', 'flac', 'ogg', 'opus'] },
  font: { name: 'Fonts', extensions: ['ttf', 'otf', 'woff2', 'ttc'] },
}

/** What only a window can be asked. */
export function desktopHandlers(needs: {
  api: Api
  recent: Recent
  window(): BrowserWindow | null
  /** The person's folder of videos. */
  videos: string
  version: string
  log: string
  /** The studio's folder. */
  studio: string
  /** Remembers another folder for the studio, and starts again. */
  moveTo(folder: string): void
}): DesktopHandlers {
  const choose = async (options: Electron.OpenDialogOptions) => {
    const window = needs.window()
    const { canceled, filePaths } =
      window === null ? await dialog.showOpenDialog(options) : await dialog.showOpenDialog(window, options)
    return canceled ? null : (filePaths[0] ?? null)
  }
  const chooseFile = (title: string, of: FileKind[]) => {
    const known = of.flatMap((kind) => (kind === 'any' ? [] : [kinds[kind]]))
    const all = {
      name: known.map(({ name }) => name).join(', '),
      extensions: known.flatMap((kind) => kind.extensions),
    }
    const filters = known.length > 1 ? [all, ...known] : known
    return choose({
      title,
      properties: ['openFile'],
      filters: [...filters, { name: 'All files', extensions: ['*'] }],
    })
  }
  const chooseFolder = (title: string, near: string | undefined) =>
    choose({
      title,
      properties: ['openDirectory', 'createDirectory'],
      ...(near === undefined ? {} : { defaultPath: near }),
    })
  return {
    'desktop.choose-table': () => chooseFile('Choose a table', ['table']),
    'desktop.choose-template': ({ from }) =>
      from === 'zip'
        ? chooseFile("Choose a template's zip", ['template'])
        : choose({ title: "Choose a template's folder", properties: ['openDirectory'] }),
    'desktop.choose-file': ({ kinds: of }) => chooseFile('Choose a file', of),
    'desktop.choose-folder': ({ near }) => chooseFolder('Choose a folder', near),
    'desktop.choose-output': ({ near }) => chooseFolder('Choose where the videos go', near),
    async 'desktop.choose-save'({ suggested }) {
      const name = basename(suggested)
      const extension = extname(name).slice(1)
      const options: Electron.SaveDialogOptions = {
        title: 'Save as',
        defaultPath: join(needs.videos, name),
        properties: ['createDirectory', 'showOverwriteConfirmation'],
        ...(extension === ''
          ? {}
          : { filters: [{ name: extension.toUpperCase(), extensions: [extension] }] }),
      }
      const window = needs.window()
      const { canceled, filePath } =
        window === null ? await dialog.showSaveDialog(options) : await dialog.showSaveDialog(window, options)
      return canceled || filePath === '' ? null : filePath
    },
    async 'desktop.choose-studio'() {
      const folder = await chooseFolder("Choose the studio's folder", needs.studio)
      if (folder !== null) needs.moveTo(folder)
      return folder
    },
    'desktop.suggest-output': ({ data }) => suggestOutput(needs.videos, data),
    'desktop.recent': () => needs.recent.show(),
    async 'desktop.forget-recent'() {
      await needs.recent.clear()
      return null
    },
    async 'desktop.reveal'(wanted) {
      const { path, kind } = await whereIs(wanted, needs)
      await showInFileManager(path, kind)
      return null
    },
    'desktop.about': () => ({
      version: needs.version,
      log: needs.log,
      studio: needs.studio,
      engine: `Electron ${process.versions.electron}, Chromium ${process.versions.chrome}`,
    }),
  }
}
