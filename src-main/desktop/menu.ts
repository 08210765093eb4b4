import { app, Menu, type MenuItemConstructorOptions } from 'electron'
import type { RecentPath, Wish } from '../../src-shared/contract/bridge.ts'
import type { Settings } from '../../src-shared/settings/settings.ts'
import { acceleratorOf } from './accelerators.ts'
import type { OuterWords } from './outer-words.ts'

export type MenuActions = {
  wish(wish: Wish): void
  openTable(): void
  importTemplate(from: 'folder' | 'zip'): void
  openFolder(path: string): void
  clearRecent(): void
  pauseAll(): void
  resumeAll(): void
  showLog(): void
}

type Items = MenuItemConstructorOptions[]

/** The app's menu, built anew when its words, keys or lists change. What the page can do itself it is asked to do. */
export function setMenu(
  shown: {
    words: OuterWords
    keys: Settings['keys']
    recent: { tables: RecentPath[]; folders: RecentPath[] }
    isPackaged: boolean
  },
  actions: MenuActions,
): void {
  const { words, keys, recent, isPackaged } = shown
  const isMac = process.platform === 'darwin'
  /** The key is shown; where that is possible, the page alone hears it. */
  const go = (label: string, address: string, action: string, usual?: string): MenuItemConstructorOptions => {
    const accelerator = acceleratorOf(keys[action]?.[0] ?? (action in keys ? undefined : usual))
    return {
      label,
      click: () => actions.wish({ wish: 'place', address }),
      ...(accelerator === null ? {} : { accelerator, registerAccelerator: false }),
    }
  }
  const asked = (label: string, id: string, usual: string): MenuItemConstructorOptions => {
    const accelerator = acceleratorOf(keys[id]?.[0] ?? (id in keys ? undefined : usual))
    return {
      label,
      click: () => actions.wish({ wish: 'action', id }),
      ...(accelerator === null ? {} : { accelerator, registerAccelerator: false }),
    }
  }
  const recentItems = (paths: RecentPath[], open: (path: string) => void): Items => [
    ...paths.map(({ path }) => ({ label: shortened(path), click: () => open(path) })),
    { type: 'separator' },
    { label: words.clearRecent, enabled: paths.length > 0, click: actions.clearRecent },
  ]
  const separator = { type: 'separator' } as const
  const settings = go(words.settings, '#/settings', 'go.settings', 'mod+,')
  const about: MenuItemConstructorOptions = { label: words.about, click: () => app.showAboutPanel() }
  const file: Items = [
    go(words.newBatch, '#/new-batch', 'go.new-batch', 'mod+N'),
    { label: words.openTable, accelerator: 'CmdOrCtrl+O', click: actions.openTable },
    {
      label: words.recentTables,
      enabled: recent.tables.length > 0,
      submenu: recentItems(recent.tables, (path) => actions.wish({ wish: 'table', path })),
    },
    {
      label: words.recentFolders,
      enabled: recent.folders.length > 0,
      submenu: recentItems(recent.folders, actions.openFolder),
    },
    separator,
    { label: words.importTemplate, click: () => actions.importTemplate('folder') },
    { label: words.importTemplateZip, click: () => actions.importTemplate('zip') },
    separator,
    ...(isMac ? [] : [settings, separator]),
    { role: 'close', label: words.closeWindow },
    ...(isMac ? [] : [{ role: 'quit', label: words.quit } as const]),
  ]
  const studio: Items = [
    { label: words.pauseAll, click: actions.pauseAll },
    { label: words.resumeAll, click: actions.resumeAll },
    separator,
    go(words.queue, '#/queue', 'go.queue', 'mod+2'),
    go(words.farm, '#/farm', 'go.farm'),
  ]
  const view: Items = [
    go(words.home, '#/home', 'go.home', 'mod+1'),
    go(words.queue, '#/queue', 'go.queue', 'mod+2'),
    go(words.results, '#/results', 'go.results', 'mod+3'),
    go(words.review, '#/review', 'go.review', 'mod+6'),
    go(words.history, '#/history', 'go.history', 'mod+4'),
    go(words.templates, '#/templates', 'go.templates', 'mod+5'),
    separator,
    asked(words.palette, 'palette', 'mod+K'),
    separator,
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    separator,
    { role: 'togglefullscreen' },
    ...(isPackaged ? [] : [separator, { role: 'reload' } as const, { role: 'toggleDevTools' } as const]),
  ]
  const help: Items = [
    asked(words.shortcuts, 'shortcuts', 'shift+?'),
    { label: words.showLog, click: actions.showLog },
    ...(isMac ? [] : [separator, about]),
  ]
  const first: Items = isMac
    ? [
        {
          role: 'appMenu',
          submenu: [
            about,
            separator,
            settings,
            separator,
            { role: 'services' },
            separator,
            { role: 'hide' },
            { role: 'hideOthers' },
            { role: 'unhide' },
            separator,
            { role: 'quit', label: words.quit },
          ],
        },
      ]
    : []
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...first,
      { label: words.file, submenu: file },
      { role: 'editMenu', label: words.edit },
      { label: words.studio, submenu: studio },
      { label: words.view, submenu: view },
      { role: 'windowMenu', label: words.window },
      { role: 'help', label: words.help, submenu: help },
    ]),
  )
}

/** The end of a path says which one it is. An ampersand would mark a key of the menu. */
function shortened(path: string): string {
  const short = path.length > 60 ? `…${path.slice(-59)}` : path
  return short.replaceAll('&', '&&')
}
