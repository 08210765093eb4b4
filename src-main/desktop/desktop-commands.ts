import { stat } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import type { BrowserWindow } from 'electron'
import { dialog } from 'electron'
import type { Api } from '../../src-shared/contract/commands.ts'
import { StudioError } from '../../src-shared/contract/errors.ts'
import type { DesktopHandlers } from './ask-channel.ts'
import { showInFileManager } from './window.ts'

const tableExtensions = [
  'csv',
  'tsv',
  'txt',
  'json',
  'jsonl',
  'ndjson',
  'xlsx',
  'sqlite',
  'sqlite3',
  'db',
  'gz',
]

/** What only a window can be asked. */
export function desktopHandlers(needs: {
  api: Api
  window(): BrowserWindow | null
  /** The person's folder of videos. */
  videos: string
  version: string
  log: string
}): DesktopHandlers {
  const choose = async (options: Electron.OpenDialogOptions) => {
    const window = needs.window()
    const { canceled, filePaths } =
      window === null ? await dialog.showOpenDialog(options) : await dialog.showOpenDialog(window, options)
    return canceled ? null : (filePaths[0] ?? null)
  }
  return {
    'desktop.choose-table': () =>
      choose({
        title: 'Choose a table',
        properties: ['openFile'],
        filters: [
          { name: 'Tables', extensions: tableExtensions },
          { name: 'All files', extensions: ['*'] },
        ],
      }),
    'desktop.choose-template': () =>
      choose({ title: "Choose a template's folder", properties: ['openDirectory'] }),
    'desktop.choose-output': ({ near }) =>
      choose({
        title: 'Choose where the videos go',
        properties: ['openDirectory', 'createDirectory'],
        ...(near === undefined ? {} : { defaultPath: near }),
      }),
    'desktop.suggest-output': ({ data }) => freeFolder(join(needs.videos, 'Reelmill'), nameOf(data)),
    async 'desktop.reveal'(wanted) {
      const { path, kind } = await whereIs(needs.api, wanted)
      const there = await stat(path).catch(() => null)
      if (there === null || there.isDirectory() !== (kind === 'folder')) throw gone(path)
      await showInFileManager(path, kind)
      return null
    },
    'desktop.about': () => ({ version: needs.version, log: needs.log }),
  }
}

type Reveal = Parameters<DesktopHandlers['desktop.reveal']>[0]

/** The path comes from the studio's own records, never from the page. */
async function whereIs(api: Api, wanted: Reveal): Promise<{ path: string; kind: 'file' | 'folder' }> {
  if (wanted.what === 'video')
    return { path: (await api.ask('media.file', { address: `job/${wanted.job}` })).path, kind: 'file' }
  const batch = await api.ask('batch.show', { batch: wanted.batch })
  if (wanted.what === 'folder') return { path: batch.outputFolder, kind: 'folder' }
  const path = batch[wanted.what]
  if (path === null)
    throw new StudioError({
      code: 'paper.none',
      message:
        wanted.what === 'manifest' ? 'This batch has no manifest yet.' : 'This batch set no rows aside.',
      whatToDo: 'Look into its output folder.',
    })
  return { path, kind: 'file' }
}

function gone(path: string): StudioError {
  return new StudioError({
    code: 'output.missing',
    message: `${path} is no longer there.`,
    whatToDo: 'Put it back, or render the batch again.',
  })
}

/** `products.csv.gz` is the table `products`. */
function nameOf(data: string): string {
  const name = basename(data).replace(/\.gz$/i, '')
  return name.slice(0, name.length - extname(name).length) || 'videos'
}

async function freeFolder(parent: string, name: string): Promise<string> {
  for (let number = 1; ; number += 1) {
    const path = join(parent, number === 1 ? name : `${name} ${number}`)
    if ((await stat(path).catch(() => null)) === null) return path
  }
}
