import type { Bridge, BridgeCommandName, Reply, Told } from '../../src-shared/contract/bridge.ts'
import { protocolsWith, type ToldPass, wordIn } from '../../src-shared/contract/browser-door.ts'
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
const noWord: ErrorShape = {
  code: 'door.no-word',
  message: 'This tab was opened without the word that lets it in.',
  whatToDo: 'Open the address that `reelmill serve` wrote into its terminal.',
}

/** In this tab alone, over reloads; another port of this machine is another origin, and can't read it. */
const keptAs = 'reelmill-word'

/** Takes the word out of the address, so that it stands neither in sight nor where going back leads to. */
function takeWord(): boolean {
  const word = wordIn(location.hash)
  if (word === null) return false
  sessionStorage.setItem(keptAs, word)
  history.replaceState(null, '', '/')
  return true
}

takeWord()
// Before the page hears of a new place: an address that is opened over this page only changes what stands behind its #.
window.addEventListener('hashchange', (event) => {
  if (!takeWord()) return
  event.stopImmediatePropagation()
  location.reload()
})
const word = sessionStorage.getItem(keptAs)
/** Stands in the addresses of media; the door tells it before anything else. */
let pass = ''

/** Bytes that a page may still send while it goes; browsers take 64 kB of all its questions together, and refuse what is more. */
let roomOnLeaving = 0
// Before the page hears of it, and tells what it holds.
window.addEventListener('pagehide', () => (roomOnLeaving = 60_000), { capture: true })
window.addEventListener('pageshow', () => (roomOnLeaving = 0), { capture: true })

/** Whether a question is to outlive the page: it is asked on the way out, and there is room for it. */
function outlives(body: string): boolean {
  if (roomOnLeaving === 0) return false
  const { length } = new TextEncoder().encode(body)
  if (length > roomOnLeaving) return false
  roomOnLeaving -= length
  return true
}

async function ask(name: string, payload: unknown): Promise<Reply<never>> {
  if (word === null) return { ok: false, error: noWord }
  const body = JSON.stringify({ name, payload })
  try {
    const response = await fetch('/ask', {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${word}` },
      body,
      keepalive: outlives(body),
    })
    if (response.status === 401 || response.status === 403) return { ok: false, error: shutDoor }
    return (await response.json()) as Reply<never>
  } catch {
    return { ok: false, error: lostDoor }
  }
}

const upload = createUploader(lostDoor, word ?? '')

/** Hears the news. When the line breaks, that is told, and whoever hears has to connect anew. */
function hearNews(hears: (told: Told) => void): { end(): void } {
  if (word === null) {
    hears({ fault: noWord })
    return { end() {} }
  }
  let isOver = false
  const socket = new WebSocket(`ws://${location.host}/events`, protocolsWith(word))
  socket.onmessage = ({ data }) => {
    if (isOver) return
    const told = JSON.parse(String(data)) as Told | ToldPass
    if ('pass' in told) pass = told.pass
    else hears(told)
  }
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
  mediaUrl: (address) => `/media/${pass}/${address}`,
}
window.reelmill = bridge
