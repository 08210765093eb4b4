import { contextBridge, ipcRenderer, webUtils } from 'electron'
import type { Bridge, Told, Wish } from '../../src-shared/contract/bridge.ts'
import { channels, mediaScheme } from './channels.ts'

// Runs sandboxed, before the page: hands it the one global `reelmill` and nothing else.
let listener: (told: Told) => void = () => {}
ipcRenderer.on(channels.events, (_event, told: Told) => listener(told))

/** Wished before the page listened. */
const waiting: Wish[] = []
let wishListener: ((wish: Wish) => void) | null = null
ipcRenderer.on(channels.wishes, (_event, wish: Wish) => {
  if (wishListener === null) waiting.push(wish)
  else wishListener(wish)
})

const bridge: Bridge = {
  ask: (name, payload) => ipcRenderer.invoke(channels.ask, name, payload),
  connect(hears) {
    listener = hears
    ipcRenderer.send(channels.connect)
  },
  onWish(hears) {
    wishListener = hears
    for (const wish of waiting.splice(0)) hears(wish)
  },
  pathOf: async (file) => webUtils.getPathForFile(file) || null,
  mediaUrl: (address) => `${mediaScheme}://studio/${address}`,
}
contextBridge.exposeInMainWorld('reelmill', bridge)
