import { parentPort, workerData } from 'node:worker_threads'
import { toErrorShape } from '../../../src-shared/contract/errors.ts'
import { openPlanner, type PlannerConfig } from '../video-planner/open-planner.ts'
import type { Examined } from '../video-planner/video-planner.ts'
import type { ExamineAnswer, ExamineOrder } from './row-examiner.ts'

// One thread of the row examiner: its own planner, one order after the other.
const port = parentPort
if (port === null) throw new Error('this file runs as a worker thread only')
const opening = openPlanner(workerData as PlannerConfig)
// The first order reports it.
opening.catch(() => {})
let turn: Promise<unknown> = opening.catch(() => {})

port.on('message', (order: ExamineOrder) => {
  turn = turn.then(async () => port.postMessage(await answer(order)))
})

async function answer({ id, rows }: ExamineOrder): Promise<ExamineAnswer> {
  try {
    const { planner } = await opening
    const examined: Examined[] = []
    for (const row of rows) examined.push(await planner.examine(row))
    return { id, examined }
  } catch (error) {
    return { id, error: toErrorShape(error) }
  }
}
