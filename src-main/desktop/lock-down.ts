import type { App, Session } from 'electron'
import { isOwnAddress } from './own-page.ts'

/** Schemes that anything in the window may load from. Nothing leaves the machine. */
const allowed = new Set(['reelmill:', 'reelmill-media:', 'devtools:', 'data:', 'blob:'])

/** Refuses permissions, downloads and every address that is not the app's own. */
export function lockSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.on('will-download', (event) => event.preventDefault())
  session.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !allowed.has(schemeOf(url)) }))
}

/** Refuses navigation, new windows and embedded pages, whatever in the app asks for them. */
export function lockPages(app: App): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
    contents.on('will-attach-webview', (event) => event.preventDefault())
    contents.on('will-frame-navigate', (event) => {
      // Reloading its own page is all that the window may do.
      if (!event.isMainFrame || !isOwnAddress(event.url)) event.preventDefault()
    })
    contents.on('will-redirect', (event) => event.preventDefault())
  })
}

function schemeOf(address: string): string {
  return /^[a-z][a-z0-9+.-]*:/i.exec(address)?.[0].toLowerCase() ?? ''
}
