import type { Door } from './door.ts'
import { processTerminal } from './terminal.ts'

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** The door of a real process. */
export function processDoor(): Door {
  return {
    terminal: processTerminal(),
    now: () => performance.now(),
    open: async (options) => (await import('../start-studio.ts')).startStudio(options),
    onInterrupt(handler) {
      for (const signal of signals) process.on(signal, handler)
      return () => {
        for (const signal of signals) process.off(signal, handler)
      }
    },
    exit: (status) => process.exit(status),
  }
}
