import { type ResourceLimits, Worker } from 'node:worker_threads'
import { type ErrorShape, StudioError } from '../../../src-shared/contract/errors.ts'

/** What a thread answers to the question of that number. `own`: a fault of ours, with its stack. */
export type ThreadAnswer<Answer> =
  | { number: number; answer: Answer }
  | { number: number; error: ErrorShape; own: string | null }

/** A thread that is asked questions, and answers them one at a time, in order (`answer-questions.ts`). */
export type AskedThread<Ask extends object, Answer> = {
  /** Rejects as the thread does, or when it ends before it has answered. The next question starts another one. */
  ask(question: Ask): Promise<Answer>
  /** Questions that have no answer yet. */
  waiting(): number
  /** Ends it; what it was asked is rejected. */
  close(): Promise<void>
}

/** Starts with the first question, and keeps a process alive only while it has one. */
export function createAskedThread<Ask extends object, Answer>(how: {
  module: URL
  /** What it is told once. */
  workerData: unknown
  /** What it is called where it ends early. */
  name: string
  /** After so many milliseconds without a question it ends, with all that it keeps; not given: never. */
  idle?: number
  env?: NodeJS.ProcessEnv
  resourceLimits?: ResourceLimits
  /** What is said to those who ask when it was closed; not given: that it was. */
  closed?(): Error
}): AskedThread<Ask, Answer> {
  const { module, name, idle } = how
  const options = {
    workerData: how.workerData,
    ...(how.env === undefined ? {} : { env: how.env }),
    ...(how.resourceLimits === undefined ? {} : { resourceLimits: how.resourceLimits }),
  }
  const waiting = new Map<number, { resolve(answer: Answer): void; reject(error: Error): void }>()
  let worker: Worker | null = null
  let ending: ReturnType<typeof setTimeout> | undefined
  let asked = 0
  let isClosed = false

  function start(): Worker {
    const started = new Worker(module, options)
    started.unref()
    started.on('message', (said: ThreadAnswer<Answer>) => {
      const asker = waiting.get(said.number)
      waiting.delete(said.number)
      if (waiting.size === 0) rest(started)
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
    started.on('exit', () => over((isClosed && how.closed?.()) || new Error(`the ${name} ended early`)))
    return started
  }

  function rest(resting: Worker): void {
    resting.unref()
    if (idle === undefined) return
    ending = setTimeout(() => {
      worker = null
      void resting.terminate()
    }, idle)
    ending.unref()
  }

  return {
    ask(question) {
      if (isClosed) return Promise.reject(how.closed?.() ?? new Error(`the ${name} is closed`))
      clearTimeout(ending)
      worker ??= start()
      worker.ref()
      asked += 1
      const number = asked
      return new Promise((resolve, reject) => {
        waiting.set(number, { resolve, reject })
        worker!.postMessage({ ...question, number })
      })
    },
    waiting: () => waiting.size,
    async close() {
      isClosed = true
      clearTimeout(ending)
      await worker?.terminate()
    },
  }
}

function ours(message: string, stack: string): Error {
  const error = new Error(message)
  error.stack = stack
  return error
}
