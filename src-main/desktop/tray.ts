import { join } from 'node:path'
import { type BrowserWindow, Menu, nativeImage, Tray } from 'electron'
import type { OuterWords } from './outer-words.ts'
import { barOf, type Overview } from './overview.ts'
import { linesOf } from './tray-lines.ts'

type TrayActions = {
  open(): void
  openBatch(batch: string): void
  pauseAll(): void
  resumeAll(): void
  quit(): void
}

type TrayIcon = { show(view: Overview, words: OuterWords): void; remove(): void }

/** The icon among the system's: what runs, pause and resume, the way back to the window. Null where there is no room for one. */
export function createTray(icons: string, actions: TrayActions): TrayIcon | null {
  const picture = (paused: boolean) => {
    const name = `tray${paused ? '-paused' : ''}${process.platform === 'darwin' ? '-Template' : ''}.png`
    return nativeImage.createFromPath(join(icons, name))
  }
  let tray: Tray
  try {
    tray = new Tray(picture(false))
  } catch {
    return null
  }
  tray.on('click', actions.open)
  let drawn = ''
  return {
    show(view, words) {
      const lines = linesOf(view, words)
      const isPaused = view.isPaused
      // Whoever has the menu open would lose it.
      const look = JSON.stringify([isPaused, lines, words.open])
      if (look === drawn) return
      drawn = look
      tray.setImage(picture(isPaused))
      tray.setToolTip(['Reelmill', ...lines.map(({ text }) => text)].join('\n').slice(0, 127))
      tray.setContextMenu(
        Menu.buildFromTemplate([
          { label: words.open, click: actions.open },
          { type: 'separator' },
          ...lines.map(({ text, batch }) => ({
            label: text,
            enabled: batch !== null,
            ...(batch === null ? {} : { click: () => actions.openBatch(batch) }),
          })),
          { type: 'separator' },
          { label: words.pauseAll, enabled: !isPaused && view.batches.length > 0, click: actions.pauseAll },
          { label: words.resumeAll, enabled: isPaused || view.batches.length > 0, click: actions.resumeAll },
          { type: 'separator' },
          { label: words.quit, click: actions.quit },
        ]),
      )
    },
    remove: () => tray.destroy(),
  }
}

/** The bar over the app's picture in the taskbar or dock. */
export function showBar(window: BrowserWindow | null, view: Overview): void {
  if (window === null || window.isDestroyed()) return
  const bar = barOf(view)
  if (bar === null) window.setProgressBar(-1)
  else window.setProgressBar(bar.share, { mode: bar.mode })
}
