import { expect, test } from 'vitest'
import { createLongWork } from '../../src-main/api/long-work.ts'
import { planHandlers } from '../../src-main/api/plans.ts'
import { checkRequest } from '../../src-shared/batches/batch.ts'
import type { StudioEvent } from '../../src-shared/contract/events.ts'
import type { BatchPlan } from '../../src-shared/plans/batch-plan.ts'

const request = checkRequest.parse({ template: 't', data: 'd.csv' })
const plan = { videos: 1 } as BatchPlan

function planning(run: Parameters<typeof planHandlers>[0]['run']) {
  const told: StudioEvent[] = []
  let time = 0
  const handlers = planHandlers({
    estimate: () => Promise.reject(new Error('not needed')),
    longWork: createLongWork({
      tell: (event) => told.push(event),
      milliseconds: () => time,
      signal: new AbortController().signal,
    }),
    run,
  })
  return { handlers, told, wait: (milliseconds: number) => (time += milliseconds) }
}

test('planning tells its progress at most ten times a second, under the id of its asker', async () => {
  const { handlers, told, wait } = planning(async (_request, _id, { onProgress, graph }) => {
    expect(graph).toBe('plan.svg')
    for (let group = 1; group <= 30; group += 1) {
      onProgress(group * 24, group * 288)
      wait(20)
    }
    return plan
  })
  expect(await handlers['plan.run']({ id: 'mine', request, graph: 'plan.svg' })).toBe(plan)
  expect(told).toHaveLength(6)
  expect(told[1]).toEqual({
    event: 'check.progress',
    id: 'mine',
    rows: 144,
    videos: 1_728,
    doing: 'Planning: 144 rows, 1,728 videos',
  })
})

test('planning that is stopped ends as stopped; its id is free again', async () => {
  const { handlers } = planning(
    (_request, _id, { signal }) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(new TypeError('torn away')))
      }),
  )
  const running = Promise.resolve(handlers['plan.run']({ id: 'a', request }))
  await expect(handlers['plan.run']({ id: 'a', request })).rejects.toMatchObject({ code: 'plan.running' })
  await handlers['plan.stop']({ id: 'a' })
  await expect(running).rejects.toMatchObject({ code: 'plan.stopped' })
  const again = Promise.resolve(handlers['plan.run']({ id: 'a', request }))
  await handlers['plan.stop']({ id: 'a' })
  await expect(again).rejects.toMatchObject({ code: 'plan.stopped' })
  expect(await handlers['plan.stop']({ id: 'never was' })).toBeNull()
})

test('a fault while planning is passed on as it is', async () => {
  const { handlers } = planning(() => Promise.reject(new RangeError('no')))
  await expect(handlers['plan.run']({ id: 'a', request })).rejects.toThrow(RangeError)
})
