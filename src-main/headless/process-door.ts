import type { Door, Interrupter } from './door.ts'
import { processTerminal } from './terminal.ts'

const signals: Record<string, Interrupter> = { SIGINT: 'person', SIGTERM: 'system', SIGHUP: 'system' }

/** The door of a real process. */
export function processDoor(): Door {
  return {
    terminal: processTerminal(),
    now: () => performance.now(),
    open: async (options) => (await import('../start-studio.ts')).startStudio(options),
    reach: async (folder) => (await import('../line/connect-line.ts')).connectLine(folder),
    serve: async (studio) => (await import('../line/serve-line.ts')).serveLine(studio),
    onKey(handler) {
      const { stdin } = process
      if (!stdin.isTTY) return () => {}
      const hear = (text: string) => handler(text)
      stdin.setRawMode(true)
      stdin.setEncoding('utf8')
      stdin.on('data', hear)
      stdin.resume()
      return () => {
        stdin.off('data', hear)
        stdin.setRawMode(false)
        stdin.pause()
      }
    },
    onInterrupt(handler) {
      const handlers = Object.entries(signals).map(([signal, by]) => ({ signal, hear: () => handler(by) }))
      for (const { signal, hear } of handlers) process.on(signal, hear)
      return () => {
        for (const { signal, hear } of handlers) process.off(signal, hear)
      }
    },
    exit: (status) => process.exit(status),
  }
}
