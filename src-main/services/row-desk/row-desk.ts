import { Worker } from 'node:worker_threads'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import type { StudioEvent } from '../../../src-shared/contract/events.ts'
import type { TableAnswers } from '../../../src-shared/contract/tables.ts'
import { threadEnvironment } from '../../outside/programs/marks.ts'
import type { QuestionName, Questions, Said, TableToOpen } from './messages.ts'

/** Tables that people look at and mend. Each is kept by a thread of its own; the studio's thread only passes on. */
export type RowDesk = {
  /** Resolves when the first records are there; the rest is told. Rejects as opening a table does. */
  open(id: string, table: TableToOpen): Promise<TableAnswers['table.open']>
  /** Rejects with `table.not-open`, and what is wrong with a change. */
  ask<N extends QuestionName>(
    id: string,
    what: N,
    ask: Parameters<Questions[N]>[0],
  ): Promise<Awaited<ReturnType<Questions[N]>>>
  /** Stops reading and forgets it. */
  close(id: string): Promise<void>
  stop(): Promise<void>
}

/** Open at a time; the one that was opened first goes: a page that was loaded anew doesn't close what it had. */
const most = 3

type Waiting = { resolve(answer: never): void; reject(error: unknown): void }
type Open = { worker: Worker; waiting: Map<number, Waiting>; lose(error: unknown): void }

export function createRowDesk(needs: { workerFile: URL; tell(event: StudioEvent): void }): RowDesk {
  const tables = new Map<string, Open>()
  let next = 1

  async function close(id: string): Promise<void> {
    const table = tables.get(id)
    if (table === undefined) return
    tables.delete(id)
    table.lose(notOpen())
    await table.worker.terminate()
  }

  return {
    async open(id, given) {
      // Looked at again after each wait: another one may have been opened meanwhile, also under this id.
      while (tables.has(id) || tables.size >= most)
        await close(tables.has(id) ? id : tables.keys().next().value!)
      const worker = new Worker(needs.workerFile, { workerData: given, env: threadEnvironment() })
      const waiting = new Map<number, Waiting>()
      return new Promise((resolve, reject) => {
        const lose = (error: unknown) => {
          reject(error)
          for (const asker of waiting.values()) asker.reject(error)
          waiting.clear()
        }
        tables.set(id, { worker, waiting, lose })
        worker.on('message', (said: Said) => {
          switch (said.kind) {
            case 'opened':
              return resolve(said.opened)
            case 'refused':
              reject(new StudioError(said.error))
              if (tables.get(id)?.worker === worker) void close(id)
              return
            case 'standing':
              if (tables.get(id)?.worker === worker)
                needs.tell({ event: 'table.changed', id, table: said.table })
              return
            case 'answer':
            case 'fault': {
              const asker = waiting.get(said.number)
              waiting.delete(said.number)
              if (said.kind === 'fault') asker?.reject(new StudioError(said.error))
              else asker?.resolve(said.answer as never)
              return
            }
            default:
              said satisfies never
          }
        })
        const gone = (error: unknown) => {
          if (tables.get(id)?.worker === worker) tables.delete(id)
          lose(error)
        }
        worker.on('error', gone)
        worker.on('exit', () => gone(notOpen()))
      })
    },
    ask(id, what, ask) {
      const table = tables.get(id)
      if (table === undefined) return Promise.reject(notOpen())
      const number = next++
      return new Promise((resolve, reject) => {
        table.waiting.set(number, { resolve, reject })
        table.worker.postMessage({ number, what, ask })
      })
    },
    close,
    async stop() {
      await Promise.all([...tables.keys()].map(close))
    },
  }
}

const notOpen = () =>
  new StudioError({
    code: 'table.not-open',
    message: 'The table is no longer open.',
    whatToDo: 'Open it again.',
  })
