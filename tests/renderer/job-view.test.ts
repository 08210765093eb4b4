import { expect, test } from 'vitest'
import {
  freshView,
  jobAt,
  nextSort,
  pageSize,
  pagesOf,
  tableOrder,
  tidyFilter,
  withChanges,
  withPage,
} from '../../src-renderer/view-math/job-view.ts'
import type { Job } from '../../src-shared/batches/batch.ts'

const job = (id: number, status: 'waiting' | 'skipped' = 'waiting'): Job => ({
  id,
  batchId: 'b',
  rowKey: `K${id}`,
  line: id,
  language: 'en',
  format: 'square',
  path: `K${id}.mp4`,
  priority: null,
  attempts: 0,
  ...(status === 'waiting' ? { status, reason: 'Waits.', notBefore: null } : { status, reason: 'Left out.' }),
})
const jobs = (from: number, many: number) => Array.from({ length: many }, (_, index) => job(from + index))
const far = 500

/** 120,000 jobs, of which the first page and one in the middle were looked at. */
const looked = () => {
  const first = withPage(freshView('b'), 0, { jobs: jobs(1, pageSize), total: 120_000, order: 7 })
  return withPage(first, far, { jobs: jobs(far * pageSize + 1, pageSize), total: 120_000, order: 7 })
}

test('any place of the table is there once its page came, and places between are not', () => {
  const view = looked()
  expect(jobAt(view, 0)?.id).toBe(1)
  expect(jobAt(view, far * pageSize + 3)?.id).toBe(far * pageSize + 4)
  expect(jobAt(view, pageSize)).toBeUndefined()
  expect(pagesOf(190, 210, 120_000)).toEqual([0, 1])
  expect(pagesOf(119_990, 120_020, 120_000)).toEqual([599])
})

test('a job that changes is replaced where it stands, and all other rows stay the very same', () => {
  const before = looked()
  const after = withChanges(before, [job(3, 'skipped')], ['waiting'])
  expect(jobAt(after, 2)?.status).toBe('skipped')
  expect(jobAt(after, 1)).toBe(jobAt(before, 1))
  expect(after.pages.get(far)).toBe(before.pages.get(far))
  expect(jobAt(before, 2)?.status).toBe('waiting')
  // In the order of the table without a filter nothing strays.
  expect(after.changed).toBe(0)
  expect(withChanges(before, [job(90_000, 'skipped')], ['waiting'])).toBe(before)
})

test('what leaves a filter or comes into it is counted, each job once, and its row stays', () => {
  const view = withPage(freshView('b', { status: ['waiting'] }), 0, {
    jobs: jobs(1, 5),
    total: 5,
    order: 1,
  })
  const left = withChanges(view, [job(2, 'skipped')], ['waiting'])
  expect(left.changed).toBe(1)
  expect(jobAt(left, 1)?.status).toBe('skipped')
  expect(withChanges(left, [job(2, 'skipped')], ['waiting']).changed).toBe(1)
  expect(withChanges(left, [job(99)], ['skipped']).changed).toBe(2)
})

test('when the order was looked up anew, nothing of the old one is shown', () => {
  const view = withPage(looked(), 1, { jobs: jobs(9_000, pageSize), total: 100_000, order: 8 })
  expect(jobAt(view, 0)).toBeUndefined()
  expect(jobAt(view, pageSize)?.id).toBe(9_000)
  expect(view.total).toBe(100_000)
})

test('however far somebody scrolls, only so many pages are kept', () => {
  let view = freshView('b')
  for (let page = 0; page < 100; page += 1)
    view = withPage(view, page, { jobs: jobs(page * pageSize + 1, pageSize), total: 20_000, order: 1 })
  expect(view.pages.size).toBe(40)
  expect(view.places.size).toBe(40 * pageSize)
  expect(jobAt(view, 99 * pageSize)).toBeDefined()
})

test('a heading sorts, then the other way, then as in the table; sizes begin with the largest', () => {
  const first = nextSort(tableOrder, 'key')
  expect(first).toEqual({ by: 'key', descending: false })
  expect(nextSort(first, 'key')).toEqual({ by: 'key', descending: true })
  expect(nextSort(nextSort(first, 'key'), 'key')).toEqual(tableOrder)
  expect(nextSort(first, 'bytes')).toEqual({ by: 'bytes', descending: true })
  expect(tidyFilter({ status: [], text: '', language: ['en'] })).toEqual({ language: ['en'] })
})
