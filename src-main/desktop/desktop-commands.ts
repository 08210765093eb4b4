import { basename, extname, join } from 'node:path'
import type { BrowserWindow } from 'electron'
import { clipboard, dialog } from 'electron'
import type { FileKind } from '../../src-shared/contract/bridge.ts'
import type { Api } from '../../src-shared/contract/commands.ts'
import { fragmentIn } from '../../src-shared/templates/fragment.ts'
import type { DesktopHandlers } from '../page/answer-ask.ts'
import { isTaken, suggestOutput, whereIs } from '../page/output-places.ts'
import type { Recent } from '../page/recent.ts'
import type { OuterWords } from './outer-words.ts'
import { showInFileManager } from './window.ts'

const extensions: Record<Exclude<FileKind, 'any'>, string[]> = {
  table: ['csv', 'tsv', 'txt', 'json', 'jsonl', 'ndjson', 'xlsx', 'sqlite', 'sqlite3', 'db', 'gz'],
  template: ['zip'],
  picture: ['png', 'jpg', 'jpeg', 'webp', 'avif', 'svg', 'gif', 'tif', 'tiff'],
  clip: ['mp4', 'mov', 'm4v', 'webm', 'mkv', 'avi', 'mxf', 'gif'],
  sound: ['wav', 'mp3', 'm4a', 'aac', 'flac', 'ogg', 'opus'],
  font: ['ttf', 'otf', 'woff2', 'ttc'],
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
  /** Asks once, remembers another folder for the studio, and starts again; answers whether it does. */
  moveTo(folder: string): Promise<boolean>
  words(): OuterWords
}): DesktopHandlers {
  const choose = async (options: Electron.OpenDialogOptions) => {
    const window = needs.window()
    const { canceled, filePaths } =
      window === null ? await dialog.showOpenDialog(options) : await dialog.showOpenDialog(window, options)
    return canceled ? null : (filePaths[0] ?? null)
  }
  const chooseFile = (title: string, of: FileKind[]) => {
    const words = needs.words()
    const known = of.flatMap((kind) =>
      kind === 'any' ? [] : [{ name: words.kinds[kind], extensions: extensions[kind] }],
    )
    const together = {
      name: known.map(({ name }) => name).join(', '),
      extensions: known.flatMap((kind) => kind.extensions),
    }
    const filters = known.length > 1 ? [together, ...known] : known
    return choose({
      title,
      properties: ['openFile'],
      filters: [...filters, { name: words.kinds.any, extensions: ['*'] }],
    })
  }
  const chooseFolder = (title: string, near: string | undefined) =>
    choose({
      title,
      properties: ['openDirectory', 'createDirectory'],
      ...(near === undefined ? {} : { defaultPath: near }),
    })
  return {
    async 'desktop.choose-table'() {
      const path = await chooseFile(needs.words().chooseTable, ['table'])
      if (path !== null) void needs.recent.add('tables', path).catch(() => {})
      return path
    },
    'desktop.choose-template': ({ from }) =>
      from === 'zip'
        ? chooseFile(needs.words().chooseTemplateZip, ['template'])
        : choose({ title: needs.words().chooseTemplate, properties: ['openDirectory'] }),
    'desktop.choose-file': ({ kinds: of }) => chooseFile(needs.words().chooseFile, of),
    'desktop.choose-folder': ({ near }) => chooseFolder(needs.words().chooseFolder, near),
    'desktop.choose-output': ({ near }) => chooseFolder(needs.words().chooseOutput, near),
    async 'desktop.choose-save'({ suggested }) {
      const name = basename(suggested)
      const extension = extname(name).slice(1)
      const options: Electron.SaveDialogOptions = {
        title: needs.words().saveAs,
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
      const folder = await chooseFolder(needs.words().chooseStudio, needs.studio)
      return folder !== null && (await needs.moveTo(folder)) ? folder : null
    },
    'desktop.is-taken': ({ path }) => isTaken(path),
    'desktop.suggest-output': ({ data }) => suggestOutput(needs.videos, data),
    'desktop.recent': () => needs.recent.show(),
    async 'desktop.forget-recent'() {
      await needs.recent.clear()
      return null
    },
    async 'desktop.reveal'(wanted) {
      await showInFileManager((await whereIs(wanted, needs)).path)
      return null
    },
    'desktop.copied-layers': async () => fragmentIn(await clipboard.readText()),
    'desktop.about': () => ({
      version: needs.version,
      log: needs.log,
      studio: needs.studio,
      engine: `Electron ${process.versions.electron}, Chromium ${process.versions.chrome}`,
    }),
  }
}
