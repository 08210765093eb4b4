import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { app, type BrowserWindow, dialog, powerMonitor, session } from 'electron'
import { errorLines, StudioError, toErrorShape } from '../../src-shared/contract/errors.ts'
import { createRecent, rememberingRecent } from '../page/recent.ts'
import { startStudio } from '../start-studio.ts'
import { serveAsk } from './ask-channel.ts'
import { atMachine } from './at-machine.ts'
import { createClosing } from './closing.ts'
import { desktopHandlers } from './desktop-commands.ts'
import { serveEvents } from './events-channel.ts'
import { lockPages, lockSession } from './lock-down.ts'
import { setMenu } from './menu.ts'
import { registerOwnProtocols, serveOwnProtocols } from './own-protocols.ts'
import { takeUp } from './taking-up.ts'
import { focusWindow, openWindow } from './window.ts'

/*
 * The desktop app. It lies in `out/main` beside `out/preload` and `out/renderer`; the project, or what was packed of
 * it, is two folders up.
 */
const built = join(import.meta.dirname, '..')
const projectRoot = join(built, '..')
const studioFolder = process.env.REELMILL_STUDIO
// Each studio folder has its own window: one instance for each.
if (studioFolder) app.setPath('userData', join(resolve(studioFolder), 'window'))

registerOwnProtocols()
// Where there is no sandbox to be had (root, some systems), asking for it ends every process of the window.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
lockPages(app)

if (app.requestSingleInstanceLock()) {
  app.whenReady().then(open).catch(giveUp)
} else {
  // The window that is open already comes to the front.
  app.quit()
}

async function open(): Promise<void> {
  lockSession(session.defaultSession)
  setMenu(app.isPackaged)
  const options = {
    door: 'window',
    person: atMachine(),
    projectRoot,
    examineWorker: pathToFileURL(join(import.meta.dirname, 'examine-worker.js')),
    rowWorker: pathToFileURL(join(import.meta.dirname, 'row-worker.js')),
    specimenWorker: pathToFileURL(join(import.meta.dirname, 'specimen-worker.js')),
    motionWorker: pathToFileURL(join(import.meta.dirname, 'motion-worker.js')),
    editorWorker: pathToFileURL(join(import.meta.dirname, 'editor-worker.js')),
    backupWorker: pathToFileURL(join(import.meta.dirname, 'backup-worker.js')),
    readingWorker: pathToFileURL(join(import.meta.dirname, 'reading-worker.js')),
    ...(app.isPackaged ? { resourcesPath: process.resourcesPath } : {}),
  }
  const studio = await startStudio(options)
  const { listen, abandon } = studio
  const recent = createRecent(
    studio.folder,
    () => new Date().toISOString(),
    (_kind, path) => app.addRecentDocument(path),
  )
  const { api: taken, stop } = await takeUp(studio, studioFolder)
  const api = rememberingRecent(taken, recent)
  let window: BrowserWindow | null = null
  const page = () => (window === null || window.isDestroyed() ? null : window.webContents)

  serveOwnProtocols(join(built, 'renderer'), api)
  serveAsk({
    api,
    page,
    desktop: desktopHandlers({
      api,
      recent,
      window: () => window,
      videos: app.getPath('videos'),
      version: app.getVersion(),
      log: studio.log,
      studio: studio.folder,
      moveTo: () => {},
    }),
  })
  serveEvents({ api, listen, page })

  const closing = createClosing(app, { listen, stop, abandon })
  app.on('second-instance', () => focusWindow(window))
  app.on('activate', () => focusWindow(window))
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, closing.endNow)
  // Work is handed back before the system goes down.
  powerMonitor.on('shutdown', (event?: Electron.Event) => {
    event?.preventDefault()
    closing.endNow()
  })
  window = await openWindow({
    preload: join(built, 'preload', 'index.cjs'),
    onCreated(created) {
      window = created
      closing.watch(created)
    },
  })
}

function giveUp(error: unknown): void {
  const lines = errorLines(toErrorShape(error))
  console.error(lines.join('\n'))
  const isHeld = error instanceof StudioError && error.code === 'studio.held'
  const title = isHeld ? 'Reelmill works here already' : 'Reelmill could not be opened'
  dialog.showErrorBox(title, lines.join('\n'))
  app.exit(1)
}
