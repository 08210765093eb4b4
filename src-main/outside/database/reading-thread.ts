import { Worker } from 'node:worker_threads'
import { type ErrorShape, StudioError } from '../../../src-shared/contract/errors.ts'
import type { Queries } from './reading/queries.ts'

type QueryName = keyof Queries
type ValuesOf<N extends QueryName> = Parameters<Queries[N]>[1]
export type AnswerOf<N extends QueryName> = ReturnType<Queries[N]>

/** What the thread is told once: which database, and the folder of the statements. */
export type ReadingTask = { path: string; statements: string }
export type ReadingAsk = { number: number; name: QueryName; values: unknown }
/** `own`: a fault of ours, with its stack. */
export type ReadingAnswer =
  | { number: number; answer: unknown }
  | { number: number; error: ErrorShape; own: string | null }

/**
 * Reads the studio's database on a thread of its own, so that a list over a million jobs keeps nobody waiting. Queries
 * have names (`reading/queries.ts`); they see all that was committed before they were asked. One at a time, in order.
 */
export type ReadingThread = {
  /** Rejects with the query's StudioError, `store.damaged`, or `studio.closing` when the thread was closed. */
  ask<N extends QueryName>(name: N, values: ValuesOf<N>): Promise<AnswerOf<N>>
  close(): Promise<void>
}

/** `worker`: where the thread's module was bundled elsewhere. It starts with the first question. */
export function createReadingThread(task: ReadingTask, module?: URL): ReadingThread {
  const waiting = new Map<number, { resolve(answer: unknown): void; reject(error: Error): void }>()
  let worker: Worker | null = null
  let asked = 0
  let isClosed = false

  function start(): Worker {
    const started = new Worker(module ?? new URL('./reading-worker.ts', import.meta.url), {
      workerData: task,
    })
    // It must not keep a process that has nothing else to do.
    started.unref()
    started.on('message', (said: ReadingAnswer) => {
      const asker = waiting.get(said.number)
      waiting.delete(said.number)
      if (waiting.size === 0) started.unref()
      if ('answer' in said) asker?.resolve(said.answer)
      else asker?.reject(said.own === null ? new StudioError(said.error) : ours(said.error.message, said.own))
    })
    const over = (error: Error) => {
      // One that failed ends a little later; what waits by then was asked of the next one.
      if (worker !== started) return
      worker = null
      for (const { reject } of waiting.values()) reject(error)
      waiting.clear()
    }
    started.on('error', over)
    started.on('exit', () => over(isClosed ? closing() : new Error('the reading thread ended early')))
    return started
  }

  return {
    ask<N extends QueryName>(name: N, values: ValuesOf<N>) {
      if (isClosed) return Promise.reject(closing())
      worker ??= start()
      worker.ref()
      asked += 1
      const number = asked
      return new Promise<AnswerOf<N>>((resolve, reject) => {
        waiting.set(number, { resolve: (answer) => resolve(answer as AnswerOf<N>), reject })
        worker!.postMessage({ number, name, values } satisfies ReadingAsk)
      })
    },
    async close() {
      isClosed = true
      await worker?.terminate()
    },
  }
}

function ours(message: string, stack: string): Error {
  const error = new Error(message)
  error.stack = stack
  return error
}

const closing = () =>
  new StudioError({
    code: 'studio.closing',
    message: 'The studio that was asked is being closed.',
    whatToDo: 'Ask again.',
  })
