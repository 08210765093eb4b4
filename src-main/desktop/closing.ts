import { type App, type BrowserWindow, dialog } from 'electron'
import type { Studio } from '../start-studio.ts'

/** Longer than this nobody waits for a window to go: what is not handed back by then is swept at the next start. */
const longest = 3_000

export type Closing = {
  /** To be called for each window: it then asks before it closes while something is being made. */
  watch(window: BrowserWindow): void
  /** Hands work back and ends the app, without asking. */
  endNow(): void
}

/**
 * How the app ends. While a batch runs, the window asks first. Then work in hand is handed back, manifests are
 * written, the studio is closed, and the process ends, within three seconds.
 */
export function createClosing(app: App, studio: Pick<Studio, 'listen' | 'stop' | 'abandon'>): Closing {
  let mode: 'open' | 'asking' | 'ending' = 'open'
  /** Those that are being worked on. */
  const running = new Set<string>()
  studio.listen((events) => {
    for (const event of events) {
      if (event.event !== 'batch.changed') continue
      const { id, status } = event.batch
      if (status === 'preparing' || status === 'running') running.add(id)
      else running.delete(id)
    }
  })

  async function end(): Promise<void> {
    if (mode === 'ending') return
    mode = 'ending'
    const stopped = await Promise.race([
      studio.stop().then(
        () => true,
        () => false,
      ),
      new Promise<false>((resolve) => setTimeout(() => resolve(false), longest)),
    ])
    if (!stopped) studio.abandon()
    app.exit(0)
  }

  async function ask(window: BrowserWindow): Promise<void> {
    if (running.size === 0) return end()
    const { response } = await dialog.showMessageBox(window, {
      type: 'question',
      message:
        running.size === 1 ? 'A batch is still being made.' : `${running.size} batches are still being made.`,
      detail: 'Finished videos and finished parts of videos are kept. The next start goes on from there.',
      buttons: ['Keep rendering', 'Interrupt and close'],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
    })
    if (response === 1) return end()
    mode = 'open'
  }

  app.on('before-quit', (event) => {
    if (mode === 'ending') return
    // Windows are asked first; the last of them ends the app.
    if (mode === 'asking') event.preventDefault()
  })
  app.on('window-all-closed', () => void end())

  return {
    watch(window) {
      window.on('close', (event) => {
        event.preventDefault()
        if (mode !== 'open') return
        mode = 'asking'
        ask(window).catch(() => end())
      })
    },
    endNow: () => void end(),
  }
}
