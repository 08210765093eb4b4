import { Worker } from 'node:worker_threads'
import type { DatabaseTask } from './database-thread.ts'

export type LogKeeper = { stop(): Promise<void> }

const lookEvery = 1_000

/**
 * Writes what waits in a database's log into the database, on a thread of its own: each time it takes some tenths of a
 * second, most of it waiting for the disk. `onKept` hears when it begins (true), and when it can't any more (false): then
 * whoever writes has to do that again. `module`: where the thread's module was bundled elsewhere.
 */
export function keepLog(how: {
  source: string
  onKept(kept: boolean): void
  /** The log was written into the database. */
  onShortened?(): void
  /** Milliseconds between two looks. */
  lookEvery?: number
  module?: URL | undefined
}): LogKeeper {
  const workerData: DatabaseTask = { source: how.source, lookEvery: how.lookEvery ?? lookEvery }
  const worker = new Worker(how.module ?? new URL('./database-worker.ts', import.meta.url), { workerData })
  worker.unref()
  let isStopped = false
  worker.on('message', (said: 'keeps' | 'shortened') => {
    if (isStopped) return
    if (said === 'keeps') how.onKept(true)
    else how.onShortened?.()
  })
  const over = () => {
    if (!isStopped) how.onKept(false)
    isStopped = true
  }
  worker.on('error', over)
  worker.on('exit', over)
  return {
    async stop() {
      over()
      await worker.terminate()
    },
  }
}
