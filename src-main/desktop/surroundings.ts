import { app, type BrowserWindow } from 'electron'
import type { Wish } from '../../src-shared/contract/bridge.ts'
import type { Api } from '../../src-shared/contract/commands.ts'
import type { Listen } from '../../src-shared/contract/events.ts'
import type { Recent } from '../page/recent.ts'
import { type MenuActions, setMenu } from './menu.ts'
import { tellNotice } from './notices.ts'
import { type OuterWords, outerWords } from './outer-words.ts'
import { afterEvent, type Notice, nothingKnown, noticeOf, type Overview, overviewOf } from './overview.ts'
import { createTray, showBar } from './tray.ts'
import { showTheme } from './window.ts'

/** Tray and taskbar are drawn at most so often. */
const drawEvery = 1_000

export type Surroundings = {
  overview(): Overview
  words(): OuterWords
  hasTray: boolean
  /** Says once that the app works on without its window. */
  tellWorksOn(): void
  /** The lists of the menu have changed. */
  refreshMenu(): void
  end(): void
}

/** What shows the studio outside of its page, and keeps up with it: menu, tray, taskbar, notifications, theme. */
export async function createSurroundings(needs: {
  api: Api
  listen: Listen
  recent: Recent
  /** The folder of the icons. */
  icons: string
  window(): BrowserWindow | null
  /** Brings the window to the front, and asks its page. */
  wish(wish: Wish): void
  show(): void
  quit(): void
  actions: Pick<MenuActions, 'openTable' | 'importTemplate' | 'openFolder' | 'showLog'>
  /** The overview changed. */
  onChange(): void
}): Promise<Surroundings> {
  const { api, window, wish } = needs
  // A studio that can't be opened is the page's to tell; the menu is there all the same.
  let view: Overview = await Promise.all([
    api.ask('queue.show', {}),
    api.ask('farm.show', {}),
    api.ask('settings.show', {}),
  ]).then(
    ([queue, farm, settings]) => overviewOf(queue, farm, settings),
    () => nothingKnown,
  )
  const words = () => outerWords(view.settings, app.getLocale())
  const openBatch = (batch: string) =>
    wish({ wish: 'place', address: `#/batch/${encodeURIComponent(batch)}` })
  const all = [{ what: 'all' as const }]
  const queue = {
    pauseAll: () => void api.ask('queue.pause', { targets: all }).catch(() => {}),
    resumeAll: () => void api.ask('queue.resume', { targets: all }).catch(() => {}),
  }
  const tray = createTray(needs.icons, { open: needs.show, openBatch, quit: needs.quit, ...queue })

  function refreshMenu(): void {
    void needs.recent
      .show()
      .catch(() => ({ tables: [], folders: [] }))
      .then((recent) =>
        setMenu(
          { words: words(), keys: view.settings.keys, recent, isPackaged: app.isPackaged },
          {
            ...needs.actions,
            ...queue,
            wish,
            clearRecent() {
              app.clearRecentDocuments()
              void needs.recent.clear().then(refreshMenu, () => {})
            },
          },
        ),
      )
  }

  let timer: ReturnType<typeof setTimeout> | undefined
  function draw(): void {
    timer = undefined
    tray?.show(view, words())
    showBar(window(), view)
  }

  function tell(notice: Notice): void {
    const isSeen = window()?.isFocused() === true
    if (!view.settings.notifications || isSeen) return
    tellNotice(notice, words(), () => {
      if (notice.batch === null) wish({ wish: 'place', address: '#/farm' })
      else openBatch(notice.batch)
    })
  }

  const stopListening = needs.listen((events) => {
    const before = view
    for (const event of events) {
      const notice = noticeOf(view, event)
      view = afterEvent(view, event)
      if (notice !== null) tell(notice)
    }
    if (view === before) return
    if (view.settings !== before.settings) {
      showTheme(view.settings.theme, window())
      refreshMenu()
    }
    timer ??= setTimeout(draw, drawEvery)
    needs.onChange()
  })

  showTheme(view.settings.theme, window())
  refreshMenu()
  draw()
  let saidWorksOn = false
  return {
    overview: () => view,
    words,
    hasTray: tray !== null,
    tellWorksOn() {
      if (saidWorksOn || !view.settings.notifications) return
      saidWorksOn = true
      tellNotice({ kind: 'worksOn', title: '', body: words().worksOn, batch: null }, words(), needs.show)
    },
    refreshMenu,
    end() {
      stopListening()
      clearTimeout(timer)
      tray?.remove()
    },
  }
}
