import type { Bridge, BridgeCommandName, Reply, Told } from '../../src-shared/contract/bridge.ts'
import type { ErrorShape } from '../../src-shared/contract/errors.ts'
import { chooseInBrowser } from './browser-dialogs.ts'
import { createUploader, rememberDropped } from './browser-uploads.ts'

// In a browser there is no preload: this runs before the page and hands it the same one global `reelmill`. The door
// behind it is a server on this machine (`reelmill serve`).

const lostDoor: ErrorShape = {
  code: 'door.lost',
  message: 'The studio can not be reached.',
  whatToDo: 'Look into the terminal in which `reelmill serve` runs, and start it again if it has ended.',
}
const shutDoor: ErrorShape = {
  code: 'door.shut',
  message: 'The studio was started anew, and has another address now.',
  whatToDo: 'Open the address that `reelmill serve` wrote into its terminal.',
}

async function ask(name: string, payload: unknown): Promise<Reply<never>> {
  try {
    const response = await fetch('/ask', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name, payload }),
    })
    if (response.status === 401 || response.status === 403) return { ok: false, error: shutDoor }
    return (await response.json()) as Reply<never>
  } catch {
    return { ok: false, error: lostDoor }
  }
}

const upload = createUploader(lostDoor)
/** Hears the news. When the line breaks, that is told, and whoever hears has to connect anew. */
function hearNews(hears: (told: Told) => void): { end(): void } {
  let isOver = false
  const socket = new WebSocket(`ws://${location.host}/events`)
  socket.onmessage = ({ data }) => isOver || hears(JSON.parse(String(data)) as Told)
  socket.onclose = async () => {
    if (isOver) return
    // A socket doesn't say why it was refused; a question does.
    const reply = await ask('settings.show', {})
    if (!isOver) hears({ fault: reply.ok ? lostDoor : reply.error })
  }
  return {
    end() {
      isOver = true
      socket.close()
    },
  }
}

let news: { end(): void } | null = null
rememberDropped()

const bridge: Bridge = {
  async ask(name, payload) {
    const chosen = await chooseInBrowser(name as BridgeCommandName, payload, upload, ask)
    return (chosen ?? (await ask(name, payload))) as never
  },
  connect(listener) {
    news?.end()
    news = hearNews(listener)
  },
  // Nobody can wish anything outside of a page that is in a browser.
  onWish() {},
  pathOf: (file) => upload.dropped(file),
  mediaUrl: (address) => `/media/${address}`,
}
window.reelmill = bridge
