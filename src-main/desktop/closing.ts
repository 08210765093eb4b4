import { type App, type BrowserWindow, dialog } from 'electron'
import type { Studio } from '../start-studio.ts'
import type { OuterWords } from './outer-words.ts'
import { type Overview, runningIn, worksOn } from './overview.ts'

/** Longer than this nobody waits for a window to go: what is not handed back by then is swept at the next start. */
const longest = 3_000
/** A page that does not answer is not waited for. */
const lastWordsTake = 500
/** So long the app stays when its window is closed and all is done: whoever is told so may want to see it. */
const stayAfterwards = 60_000

export type Closing = {
  /** To be called for each window: closing it ends the app, or lets it work on. */
  watch(window: BrowserWindow): void
  /** The overview has changed. */
  look(): void
  /** Asks once when something is being made, and ends the app. */
  quit(): void
  /** Hands work back and ends the app, without asking; `restart`: to begin again at once. */
  endNow(how?: { restart: boolean }): void
}

/**
 * How the app ends. Its modes:
 *
 * - `open`: a closed window ends the app when nothing is made; while something is, it hides, or the person is asked, as they set it.
 * - `asking`: the question is on the screen.
 * - `ending`: work in hand is handed back, manifests are written, the studio is closed; within three seconds the process ends.
 */
export function createClosing(needs: {
  app: App
  studio: Pick<Studio, 'stop' | 'abandon'>
  window(): BrowserWindow | null
  overview(): Overview
  words(): OuterWords
  /** Whether a closed window can be opened again from among the system's icons. */
  hasTray: boolean
  /** The window was closed, and the work goes on. */
  onHidden(): void
}): Closing {
  const { app, studio } = needs
  let mode: 'open' | 'asking' | 'ending' = 'open'
  let leaving: ReturnType<typeof setTimeout> | undefined

  async function end({ restart }: { restart: boolean } = { restart: false }): Promise<void> {
    if (mode === 'ending') return
    mode = 'ending'
    const stopped = await Promise.race([
      lastWords()
        .then(() => studio.stop())
        .then(
          () => true,
          () => false,
        ),
      new Promise<false>((resolve) => setTimeout(() => resolve(false), longest)),
    ])
    if (!stopped) studio.abandon()
    if (restart) app.relaunch()
    app.exit(0)
  }

  /** A page that is closed, and not just gone with the app, tells what it still holds of a draft. */
  async function lastWords(): Promise<void> {
    const window = needs.window()
    // One that is yet to load holds nothing, and its loading would end as a fault.
    if (window === null || window.isDestroyed() || window.webContents.isLoadingMainFrame()) return
    await new Promise((resolve) => {
      window.once('closed', () => resolve(null))
      setTimeout(() => resolve(null), lastWordsTake)
      // Not out of the event by which it is closed just now.
      setImmediate(() => window.close())
    })
  }

  async function ask(): Promise<void> {
    const running = runningIn(needs.overview()).length
    if (running === 0) return end()
    mode = 'asking'
    const words = needs.words()
    const options: Electron.MessageBoxOptions = {
      type: 'question',
      message: words.quitTitle(running),
      detail: words.quitDetail,
      buttons: [words.keep, words.interrupt],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
    }
    const window = needs.window()
    const { response } =
      window?.isVisible() === true
        ? await dialog.showMessageBox(window, options)
        : await dialog.showMessageBox(options)
    if (response === 1) return end()
    mode = 'open'
  }
  const quit = () => {
    if (mode === 'open') ask().catch(() => end())
  }

  app.on('before-quit', (event) => {
    if (mode === 'ending') return
    event.preventDefault()
    quit()
  })
  // Nothing is decided by the last window: `close` of each was asked before.
  app.on('window-all-closed', () => {})

  return {
    watch(window) {
      window.on('show', () => clearTimeout(leaving))
      window.on('close', (event) => {
        if (mode === 'ending') return
        event.preventDefault()
        if (mode === 'asking') return
        const view = needs.overview()
        if (!worksOn(view)) void end()
        else if (view.settings.worksOnWhenClosed && needs.hasTray) {
          window.hide()
          needs.onHidden()
        } else quit()
      })
    },
    look() {
      const isHidden = needs.window()?.isVisible() === false
      if (!isHidden || worksOn(needs.overview())) {
        clearTimeout(leaving)
        leaving = undefined
      } else {
        leaving ??= setTimeout(() => {
          if (needs.window()?.isVisible() === false && !worksOn(needs.overview())) void end()
        }, stayAfterwards)
      }
    },
    quit,
    endNow: (how) => void end(how),
  }
}
