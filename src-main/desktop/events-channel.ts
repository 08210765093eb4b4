import { ipcMain, type WebContents } from 'electron'
import type { Api } from '../../src-shared/contract/commands.ts'
import type { Listen } from '../../src-shared/contract/events.ts'
import { createTeller } from '../api/teller.ts'
import { channels } from './channels.ts'
import { isOwnPage, type Sender } from './own-page.ts'

/** Serves the one channel for events, anew for each page that connects. The answer ends it. */
export function serveEvents(needs: {
  api: Api
  listen: Listen
  page(): WebContents | null
  /** A page listens now, also to wishes. */
  onConnect(): void
}): () => void {
  let end = () => {}
  ipcMain.on(channels.connect, (event) => {
    if (!isOwnPage(event as Sender, needs.page())) return
    end()
    const page = event.sender
    const teller = createTeller(needs, (told) => {
      if (!page.isDestroyed()) page.send(channels.events, told)
    })
    end = () => {
      teller.end()
      page.off('destroyed', end)
    }
    page.once('destroyed', end)
    needs.onConnect()
  })
  return () => {
    end()
    ipcMain.removeAllListeners(channels.connect)
  }
}
