import { Menu } from 'electron'

/** The menu that the system's shortcuts need: copy and paste, zoom, quit. */
export function setMenu(isPackaged: boolean): void {
  const tools: Electron.MenuItemConstructorOptions[] = isPackaged
    ? []
    : [{ type: 'separator' }, { role: 'reload' }, { role: 'toggleDevTools' }]
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(process.platform === 'darwin' ? [{ role: 'appMenu' as const }] : [{ role: 'fileMenu' as const }]),
      { role: 'editMenu' },
      {
        label: 'View',
        submenu: [
          { role: 'resetZoom' },
          { role: 'zoomIn' },
          { role: 'zoomOut' },
          { type: 'separator' },
          { role: 'togglefullscreen' },
          ...tools,
        ],
      },
      { role: 'windowMenu' },
    ]),
  )
}
