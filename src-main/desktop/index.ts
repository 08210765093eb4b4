import { join, resolve } from 'node:path'
import { app, type BrowserWindow, dialog, powerMonitor, session } from 'electron'
import type { Wish } from '../../src-shared/contract/bridge.ts'
import { errorLines, StudioError, toErrorShape } from '../../src-shared/contract/errors.ts'
import { createRecent, rememberingRecent } from '../page/recent.ts'
import { startStudio } from '../start-studio.ts'
import { serveAsk } from './ask-channel.ts'
import { atMachine } from './at-machine.ts'
import { bundledWorkers } from './bundled-workers.ts'
import { channels } from './channels.ts'
import { type Closing, createClosing } from './closing.ts'
import { desktopHandlers } from './desktop-commands.ts'
import { serveEvents } from './events-channel.ts'
import { lockPages, lockSession } from './lock-down.ts'
import { moveStudio } from './moving.ts'
import { wishesIn, wishOf } from './opened-files.ts'
import { outerWords } from './outer-words.ts'
import { registerOwnProtocols, serveOwnProtocols } from './own-protocols.ts'
import { chosenStudio } from './studio-choice.ts'
import { createSurroundings, type Surroundings } from './surroundings.ts'
import { takeUp } from './taking-up.ts'
import { focusWindow, openWindow, showInFileManager } from './window.ts'

/*
 * The desktop app. It lies in `out/main` beside `out/preload` and `out/renderer`; the project, or what was packed of
 * it, is two folders up.
 */
const built = join(import.meta.dirname, '..')
// ffmpeg can't read inside an archive: what it is given lies unpacked beside it.
const projectRoot = join(built, '..').replace(/app\.asar$/, 'app.asar.unpacked')
const named = process.env.REELMILL_STUDIO
// Each studio folder that was named has its own window: one instance for each.
if (named) app.setPath('userData', join(resolve(named), 'window'))
const userData = app.getPath('userData')
const studioFolder = named || chosenStudio(userData)

registerOwnProtocols()
// Where there is no sandbox to be had (root, some systems), asking for it ends every process of the window.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
lockPages(app)
app.setAppUserModelId('org.reelmill.studio')

/** What was wished while no page listened. */
const waiting: Wish[] = wishesIn(process.argv, process.cwd(), app.isPackaged)
let wish = (wished: Wish) => {
  waiting.push(wished)
}
app.on('open-file', (event, path) => {
  event.preventDefault()
  const wished = wishOf(path)
  if (wished !== null) wish(wished)
})

if (app.requestSingleInstanceLock()) {
  app.whenReady().then(open).catch(giveUp)
} else {
  // The window that is open already comes to the front, and hears what this one was started with.
  app.quit()
}

async function open(): Promise<void> {
  lockSession(session.defaultSession)
  const studio = await startStudio({
    door: 'window',
    person: atMachine(),
    projectRoot,
    ...(studioFolder === undefined ? {} : { studioFolder }),
    ...bundledWorkers(import.meta.dirname),
    ...(app.isPackaged ? { resourcesPath: process.resourcesPath } : {}),
  })
  const { listen, abandon } = studio
  let surroundings: Surroundings | null = null
  const recent = createRecent(
    studio.folder,
    () => new Date().toISOString(),
    (_kind, path) => {
      app.addRecentDocument(path)
      surroundings?.refreshMenu()
    },
  )
  const { api: taken, stop } = await takeUp(studio, studioFolder)
  const api = rememberingRecent(taken, recent)

  let window: BrowserWindow | null = null
  let isHeard = false
  const page = () => (window === null || window.isDestroyed() ? null : window.webContents)
  const tellWishes = () => {
    if (isHeard) for (const wished of waiting.splice(0)) page()?.send(channels.wishes, wished)
  }
  wish = (wished) => {
    if (wished.wish === 'table') void recent.add('tables', wished.path).catch(() => {})
    waiting.push(wished)
    focusWindow(window)
    tellWishes()
  }

  let closing: Closing | null = null
  serveOwnProtocols(join(built, 'renderer'), api)
  const desktop = desktopHandlers({
    api,
    recent,
    window: () => window,
    videos: app.getPath('videos'),
    version: app.getVersion(),
    log: studio.log,
    studio: studio.folder,
    words: () => surroundings!.words(),
    moveTo: (folder) =>
      moveStudio(folder, {
        userData,
        isNamed: Boolean(named),
        window,
        words: surroundings!.words(),
        restart: () => closing?.endNow({ restart: true }),
      }),
  })
  const icons = join(projectRoot, 'resources', 'icons')
  surroundings = await createSurroundings({
    api,
    listen,
    recent,
    icons,
    window: () => window,
    wish,
    show: () => focusWindow(window),
    quit: () => closing?.quit(),
    onChange: () => closing?.look(),
    actions: {
      openTable: () =>
        void Promise.resolve(desktop['desktop.choose-table']({})).then((path) => {
          if (path !== null) wish({ wish: 'table', path })
        }),
      importTemplate: (from) =>
        void Promise.resolve(desktop['desktop.choose-template']({ from })).then((path) => {
          if (path !== null) wish({ wish: 'template', path })
        }),
      openFolder: (path) => void showInFileManager(path).catch(() => {}),
      showLog: () => void showInFileManager(studio.log).catch(() => {}),
    },
  })
  const around = surroundings
  closing = createClosing({
    app,
    studio: { stop, abandon },
    window: () => window,
    overview: around.overview,
    words: around.words,
    hasTray: around.hasTray,
    onHidden: around.tellWorksOn,
  })
  const { watch, endNow } = closing
  serveAsk({ api, page, desktop })
  serveEvents({
    api,
    listen,
    page,
    onConnect() {
      isHeard = true
      tellWishes()
    },
  })

  app.on('second-instance', (_event, argv, folder) => {
    focusWindow(window)
    for (const wished of wishesIn(argv, folder, app.isPackaged)) wish(wished)
  })
  app.on('activate', () => focusWindow(window))
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => endNow())
  // Work is handed back before the system goes down.
  powerMonitor.on('shutdown', (event?: Electron.Event) => {
    event?.preventDefault()
    endNow()
  })
  app.setAboutPanelOptions({
    applicationName: 'Reelmill',
    applicationVersion: app.getVersion(),
    iconPath: join(icons, 'window.png'),
  })
  window = await openWindow({
    preload: join(built, 'preload', 'index.cjs'),
    icon: join(icons, 'window.png'),
    userData,
    onCreated(created) {
      window = created
      // Whoever asks for it while the app ends finds none.
      created.once('closed', () => {
        window = null
      })
      watch(created)
    },
  })
}

function giveUp(error: unknown): void {
  const lines = errorLines(toErrorShape(error))
  console.error(lines.join('\n'))
  const isHeld = error instanceof StudioError && error.code === 'studio.held'
  // The studio's settings are out of reach: the machine's language it is.
  const words = outerWords({ language: 'system' }, app.getLocale())
  dialog.showErrorBox(isHeld ? words.worksAlready : words.cannotOpen, lines.map(words.told).join('\n'))
  app.exit(1)
}
