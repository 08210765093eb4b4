import { ipcMain, type WebContents } from 'electron'
import type { Told } from '../../src-shared/contract/bridge.ts'
import type { Api } from '../../src-shared/contract/commands.ts'
import { toErrorShape } from '../../src-shared/contract/errors.ts'
import type { Listen } from '../../src-shared/contract/events.ts'
import { channels } from './channels.ts'
import { createEventStream } from './event-stream.ts'
import { isOwnPage, type Sender } from './own-page.ts'

/** Serves the one channel for events, anew for each page that connects. The answer ends it. */
export function serveEvents(needs: { api: Api; listen: Listen; page(): WebContents | null }): () => void {
  let end = () => {}
  ipcMain.on(channels.connect, (event) => {
    if (!isOwnPage(event as Sender, needs.page())) return
    end()
    const page = event.sender
    const send = (told: Told) => {
      if (!page.isDestroyed()) page.send(channels.events, told)
    }
    const stream = createEventStream(send)
    const stopListening = needs.listen(stream.add)
    end = () => {
      stopListening()
      stream.end()
      page.off('destroyed', end)
    }
    page.once('destroyed', end)
    needs.api.ask('batch.list', { limit: latest }).then(
      ({ batches, next }) => stream.begin({ snapshot: { batches, next } }),
      (error: unknown) => stream.begin({ fault: toErrorShape(error) }),
    )
  })
  return () => {
    end()
    ipcMain.removeAllListeners(channels.connect)
  }
}

const latest = 100
