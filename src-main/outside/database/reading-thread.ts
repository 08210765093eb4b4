import { studioClosing } from '../../../src-shared/contract/errors.ts'
import { createAskedThread } from '../threads/asked-thread.ts'
import type { Queries } from './reading/queries.ts'

type QueryName = keyof Queries
type ValuesOf<N extends QueryName> = Parameters<Queries[N]>[1]
export type AnswerOf<N extends QueryName> = ReturnType<Queries[N]>

/** What the thread is told once: which database, and the folder of the statements. */
export type ReadingTask = { path: string; statements: string }
export type ReadingAsk = { name: QueryName; values: unknown }

/**
 * Reads the studio's database on a thread of its own, so that a list over a million jobs keeps nobody waiting. Queries
 * have names (`reading/queries.ts`); they see all that was committed before they were asked. One at a time, in order.
 */
export type ReadingThread = {
  /** Rejects with the query's StudioError, `store.damaged`, or `studio.closing` when the thread was closed. */
  ask<N extends QueryName>(name: N, values: ValuesOf<N>): Promise<AnswerOf<N>>
  close(): Promise<void>
}

/** `module`: where the thread's module was bundled elsewhere. It starts with the first question. */
export function createReadingThread(task: ReadingTask, module?: URL): ReadingThread {
  const thread = createAskedThread<ReadingAsk, unknown>({
    module: module ?? new URL('./reading-worker.ts', import.meta.url),
    workerData: task,
    name: 'reading thread',
    closed: studioClosing,
  })
  return {
    ask: <N extends QueryName>(name: N, values: ValuesOf<N>) =>
      thread.ask({ name, values }) as Promise<AnswerOf<N>>,
    close: thread.close,
  }
}
