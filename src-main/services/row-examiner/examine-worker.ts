import { workerData } from 'node:worker_threads'
import { buffersOf } from '../../core/plan-merge/pack-plans.ts'
import { answerQuestions } from '../../outside/threads/answer-questions.ts'
import { openPlanner, type PlannerConfig } from '../video-planner/open-planner.ts'
import { askedOf, type RowAnswer, type RowOrder } from './row-examiner.ts'

// One thread of the row examiner, with its own planner.
const config = workerData as PlannerConfig
const opening = openPlanner(config)
// The first order reports it.
opening.catch(() => {})

answerQuestions(
  async ({ what, rows }: RowOrder): Promise<RowAnswer> =>
    askedOf((await opening).planner, config)[what](rows),
  (answer) => ('packed' in answer ? buffersOf(answer.packed) : []),
)
