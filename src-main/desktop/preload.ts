import { contextBridge, ipcRenderer, webUtils } from 'electron'
import type { Bridge, Told } from '../../src-shared/contract/bridge.ts'
import { channels, mediaScheme } from './channels.ts'

// Runs sandboxed, before the page: hands it the one global `reelmill` and nothing else.
let listener: (told: Told) => void = () => {}
ipcRenderer.on(channels.events, (_event, told: Told) => listener(told))

const bridge: Bridge = {
  ask: (name, payload) => ipcRenderer.invoke(channels.ask, name, payload),
  connect(hears) {
    listener = hears
    ipcRenderer.send(channels.connect)
  },
  pathOf: async (file) => webUtils.getPathForFile(file) || null,
  mediaUrl: (address) => `${mediaScheme}://studio/${address}`,
}
contextBridge.exposeInMainWorld('reelmill', bridge)
