import { Worker } from 'node:worker_threads'
import { StudioError, studioClosing } from '../../../src-shared/contract/errors.ts'
import { threadEnvironment } from '../../outside/programs/marks.ts'
import type {
  EngineAnswer,
  EngineAsk,
  EngineCallName,
  EngineOrder,
  EngineReport,
  EngineSetup,
} from './engine-calls.ts'

export type EngineThread = {
  /** Rejects with the StudioError of the engine, with the signal's reason, or when the thread is lost. */
  ask<N extends EngineCallName>(
    call: N,
    ask: EngineAsk<N>,
    how?: { signal?: AbortSignal; onShare?: (share: number) => void },
  ): Promise<EngineAnswer<N>>
  /** Whether it still answers. */
  alive(): boolean
  close(): Promise<void>
}

/** Milliseconds in which the thread has to end by itself when it is closed. */
const patience = 5_000

type Waiting = {
  resolve(answer: unknown): void
  reject(error: unknown): void
  onShare: ((share: number) => void) | undefined
}

/** Starts the thread of the engine. It keeps a process alive only while it is asked something. */
export function startEngineThread(setup: EngineSetup, workerFile: URL): EngineThread {
  const worker = new Worker(workerFile, { workerData: setup, env: threadEnvironment() })
  const waiting = new Map<number, Waiting>()
  let nextId = 0
  let alive = true
  let closed = false
  worker.unref()
  const settled = (id: number) => {
    waiting.delete(id)
    if (waiting.size === 0) worker.unref()
  }
  worker.on('message', (report: EngineReport) => {
    const asker = waiting.get(report.id)
    if ('share' in report) return asker?.onShare?.(report.share)
    settled(report.id)
    if (asker === undefined) return
    if ('error' in report) asker.reject(new StudioError(report.error))
    else asker.resolve(report.answer)
  })
  const lost = (error: Error) => {
    alive = false
    for (const asker of waiting.values()) asker.reject(error)
    waiting.clear()
  }
  worker.on('error', lost)
  worker.on('exit', (code) =>
    lost(closed ? studioClosing() : new Error(`the editors' thread ended with ${code}`)),
  )
  const tell = (order: EngineOrder) => worker.postMessage(order)

  return {
    alive: () => alive,
    ask(call, ask, how = {}) {
      const { signal, onShare } = how
      if (signal?.aborted) return Promise.reject(signal.reason)
      if (!alive) return Promise.reject(new Error("the editors' thread has ended"))
      const id = nextId++
      const { promise, resolve, reject } = Promise.withResolvers<unknown>()
      worker.ref()
      waiting.set(id, { resolve, reject, onShare })
      tell({ id, call, ask })
      const onAbort = () => {
        tell({ id, stop: true })
        reject(signal?.reason)
      }
      signal?.addEventListener('abort', onAbort, { once: true })
      return promise.finally(() => signal?.removeEventListener('abort', onAbort)) as Promise<never>
    },
    async close() {
      closed = true
      // Programs that it runs would outlive it: it ends them first.
      const gone = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
      const tooLong = new Promise<void>((resolve) => setTimeout(resolve, patience).unref())
      if (alive) {
        worker.ref()
        tell({ end: true })
        await Promise.race([gone, tooLong])
      }
      await worker.terminate()
    },
  }
}
