import { BrowserWindow, nativeTheme, shell } from 'electron'
import type { Settings } from '../../src-shared/settings/settings.ts'
import { pageAddress } from './channels.ts'
import { isOwnAddress } from './own-page.ts'
import { plainFolder } from './plain-folder.ts'
import { least, rememberedPlace, rememberPlace } from './window-place.ts'

/** The background that the page is going to have: no flash before it is drawn. */
const backgrounds = { dark: '#16171a', light: '#f7f7f8' }

/** Opens the studio's window, hidden until its page is drawn. Rejects when the page can't be loaded. */
export async function openWindow(place: {
  preload: string
  icon: string
  /** The app's own folder, where the window's place is noted. */
  userData: string
  /** Before its page begins to load. */
  onCreated(window: BrowserWindow): void
}): Promise<BrowserWindow> {
  const { maximized, ...bounds } = rememberedPlace(place.userData)
  const window = new BrowserWindow({
    title: 'Reelmill',
    ...bounds,
    minWidth: least.width,
    minHeight: least.height,
    show: false,
    icon: place.icon,
    autoHideMenuBar: true,
    backgroundColor: nativeTheme.shouldUseDarkColors ? backgrounds.dark : backgrounds.light,
    webPreferences: {
      preload: place.preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      webSecurity: true,
      navigateOnDragDrop: false,
      // Its dictionaries would be downloaded.
      spellcheck: false,
    },
  })
  rememberPlace(window, place.userData)
  place.onCreated(window)
  window.once('ready-to-show', () => {
    if (maximized) window.maximize()
    window.show()
  })
  // A page that crashed comes back by itself, while the studio behind it goes on; one that crashes again at once does not.
  let crashedAt = Number.NEGATIVE_INFINITY
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    const now = performance.now()
    if (reason !== 'clean-exit' && !window.isDestroyed() && now - crashedAt > 10_000) window.reload()
    crashedAt = now
  })
  // Navigation is refused before it begins; only `about:` pages get past that, and are led back.
  window.webContents.on('did-navigate', (_event, address) => {
    if (!isOwnAddress(address)) void window.loadURL(pageAddress).catch(() => {})
  })
  await window.loadURL(pageAddress)
  return window
}

/** The theme that a person chose holds for the window's own frame, menus and dialogs, too. */
export function showTheme(theme: Settings['theme'], window: BrowserWindow | null): void {
  if (nativeTheme.themeSource !== theme) nativeTheme.themeSource = theme
  if (window === null || window.isDestroyed()) return
  window.setBackgroundColor(nativeTheme.shouldUseDarkColors ? backgrounds.dark : backgrounds.light)
}

/** Brings the window to the front, wherever it is. */
export function focusWindow(window: BrowserWindow | null): void {
  if (window === null) return
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}

/** Opens a folder in the system's file manager, or shows a file beside its neighbours; nothing is run. Rejects with the system's reason. */
export async function showInFileManager(path: string): Promise<void> {
  const folder = await plainFolder(path)
  if (folder === null) {
    shell.showItemInFolder(path)
    return
  }
  const fault = await shell.openPath(folder)
  if (fault !== '') throw new Error(fault)
}
