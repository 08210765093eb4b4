import type { Row } from '../../../src-shared/data/rows.ts'
import { threadEnvironment } from '../../outside/programs/marks.ts'
import { createAskedThread } from '../../outside/threads/asked-thread.ts'
import type { PlannerConfig } from '../video-planner/open-planner.ts'
import type { Examined, VideoPlanner } from '../video-planner/video-planner.ts'
import { type Matrix, type PlannedRows, planRows } from './plan-rows.ts'

/** What is asked about rows, and what comes back. */
type Questions = {
  /** Everything that can be known of each row without rendering, in all languages and formats, in their order. */
  examine(rows: Row[]): Promise<Examined[]>
  /** The plans of all videos of the rows, packed, and what is wrong with those that have none. */
  plan(rows: Row[]): Promise<PlannedRows>
}

/** What goes to a worker and what comes back. */
export type RowOrder = { what: keyof Questions; rows: Row[] }
export type RowAnswer = Examined[] | PlannedRows

export type RowExaminer = Questions & { close(): Promise<void> }

/**
 * Below this many rows the start of threads costs more than they save. Plans are large, and what their garbage makes the
 * main heap grow to is not given back: threads, whose heaps are bounded, take over early.
 */
const worthThreads: Record<keyof Questions, number> = { examine: 150, plan: 24 }

/**
 * Examines and plans rows: the first ones on this thread, then, when many more come, on threads of their own, each with
 * its own planner. Hand it groups of some dozen rows, several at a time.
 */
export function createRowExaminer(setup: {
  planner: VideoPlanner
  config: PlannerConfig
  threads: number
  workerFile: URL
}): RowExaminer {
  const here = askedOf(setup.planner, setup.config)
  let seen = 0
  let pool: Pool | null = null
  const next = (what: keyof Questions, rows: Row[]): Questions => {
    seen += rows.length
    if (seen <= worthThreads[what] || setup.threads < 2) return here
    pool ??= startPool(setup)
    return pool
  }
  return {
    examine: (rows) => next('examine', rows).examine(rows),
    plan: (rows) => next('plan', rows).plan(rows),
    async close() {
      await pool?.close()
    },
  }
}

/** The questions, answered by one planner on this thread. */
export function askedOf(planner: VideoPlanner, matrix: Matrix): Questions {
  return {
    async examine(rows) {
      const examined: Examined[] = []
      for (const row of rows) examined.push(await planner.examine(row))
      return examined
    },
    plan: (rows) => planRows(rows, planner, matrix),
  }
}

type Pool = Questions & { close(): Promise<void> }

function startPool({
  config,
  threads,
  workerFile,
}: {
  config: PlannerConfig
  threads: number
  workerFile: URL
}): Pool {
  const members = Array.from({ length: threads }, () =>
    createAskedThread<RowOrder, RowAnswer>({
      module: workerFile,
      workerData: config,
      name: 'thread that examines rows',
      env: threadEnvironment(),
      // Without limits each thread's heap grows to hundreds of megabytes before anything is collected. With a smaller
      // young generation a fifth more time goes into collecting, with a larger one memory.
      resourceLimits: { maxOldGenerationSizeMb: 160, maxYoungGenerationSizeMb: 24 },
    }),
  )
  const ask = (what: keyof Questions, rows: Row[]) =>
    members.reduce((least, each) => (each.waiting() < least.waiting() ? each : least)).ask({ what, rows })
  return {
    // A thread answers what it was asked.
    examine: (rows) => ask('examine', rows) as Promise<Examined[]>,
    plan: (rows) => ask('plan', rows) as Promise<PlannedRows>,
    async close() {
      await Promise.all(members.map((member) => member.close()))
    },
  }
}
