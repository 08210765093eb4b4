import { parentPort, workerData } from 'node:worker_threads'
import { toErrorShape } from '../../../src-shared/contract/errors.ts'
import { buffersOf } from '../../core/plan-merge/pack-plans.ts'
import { openPlanner, type PlannerConfig } from '../video-planner/open-planner.ts'
import { askedOf, type RowAnswer, type RowOrder } from './row-examiner.ts'

// One thread of the row examiner: its own planner, one order after the other.
const port = parentPort
if (port === null) throw new Error('this file runs as a worker thread only')
const config = workerData as PlannerConfig
const opening = openPlanner(config)
// The first order reports it.
opening.catch(() => {})
let turn: Promise<unknown> = opening.catch(() => {})

port.on('message', (order: RowOrder) => {
  turn = turn.then(async () => {
    const answer = await answerTo(order)
    const planned = 'answer' in answer && 'packed' in answer.answer ? answer.answer : null
    port.postMessage(answer, planned === null ? [] : buffersOf(planned.packed))
  })
})

async function answerTo({ id, what, rows }: RowOrder): Promise<RowAnswer> {
  try {
    const { planner } = await opening
    return { id, answer: await askedOf(planner, config)[what](rows) }
  } catch (error) {
    return { id, error: toErrorShape(error) }
  }
}
