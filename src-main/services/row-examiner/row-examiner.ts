import { Worker } from 'node:worker_threads'
import type { ErrorShape } from '../../../src-shared/contract/errors.ts'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import type { Row } from '../../../src-shared/data/rows.ts'
import type { PlannerConfig } from '../video-planner/open-planner.ts'
import type { Examined, VideoPlanner } from '../video-planner/video-planner.ts'

/** What goes to a worker and what comes back. */
export type ExamineOrder = { id: number; rows: Row[] }
export type ExamineAnswer = { id: number; examined: Examined[] } | { id: number; error: ErrorShape }

export type RowExaminer = {
  /** Looks at rows in all languages and formats; answers in their order. */
  examine(rows: Row[]): Promise<Examined[]>
  close(): Promise<void>
}

/** Below this many rows the start of threads costs more than they save. */
const worthThreads = 150

/**
 * Examines rows: the first ones on this thread, then, when many more come, on threads of their own, each with its own
 * planner. Hand it groups of some dozen rows, several at a time.
 */
export function createRowExaminer(setup: {
  planner: VideoPlanner
  config: PlannerConfig
  threads: number
  workerFile: URL
}): RowExaminer {
  let seen = 0
  let pool: Pool | null = null
  return {
    async examine(rows) {
      seen += rows.length
      if (seen <= worthThreads || setup.threads < 2) {
        const examined: Examined[] = []
        for (const row of rows) examined.push(await setup.planner.examine(row))
        return examined
      }
      pool ??= startPool(setup)
      return pool.examine(rows)
    },
    async close() {
      await pool?.close()
    },
  }
}

type Pool = { examine(rows: Row[]): Promise<Examined[]>; close(): Promise<void> }
type Waiting = { resolve(examined: Examined[]): void; reject(error: Error): void }

function startPool({
  config,
  threads,
  workerFile,
}: {
  config: PlannerConfig
  threads: number
  workerFile: URL
}): Pool {
  let nextId = 0
  const members = Array.from({ length: threads }, () => {
    const worker = new Worker(workerFile, {
      workerData: config,
      // Without a limit each thread's heap grows to hundreds of megabytes before anything is collected.
      resourceLimits: { maxOldGenerationSizeMb: 160, maxYoungGenerationSizeMb: 8 },
    })
    const waiting = new Map<number, Waiting>()
    worker.on('message', (answer: ExamineAnswer) => {
      const asker = waiting.get(answer.id)
      waiting.delete(answer.id)
      if ('error' in answer) asker?.reject(new StudioError(answer.error))
      else asker?.resolve(answer.examined)
    })
    const lost = (error: Error) => {
      for (const asker of waiting.values()) asker.reject(error)
      waiting.clear()
    }
    worker.on('error', lost)
    worker.on('exit', (code) => lost(new Error(`a thread that examines rows ended with ${code}`)))
    return { worker, waiting }
  })
  return {
    examine(rows) {
      const member = members.reduce((least, each) => (each.waiting.size < least.waiting.size ? each : least))
      return new Promise((resolve, reject) => {
        const id = nextId++
        member.waiting.set(id, { resolve, reject })
        member.worker.postMessage({ id, rows } satisfies ExamineOrder)
      })
    },
    async close() {
      await Promise.all(members.map(({ worker }) => worker.terminate()))
    },
  }
}
