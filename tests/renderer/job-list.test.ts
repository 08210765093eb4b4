import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  emptyList,
  type JobList,
  withChanges,
  withoutEnded,
  withPage,
  withProgress,
} from '../../src-renderer/view-math/job-list.ts'
import type { JobStatus } from '../../src-shared/batches/batch.ts'
import { job } from './known.ts'

const list = (ids: number[], changes: Partial<JobList> = {}): JobList => ({
  ...emptyList('b', null),
  jobs: ids.map((id) => job(id)),
  next: null,
  ...changes,
})
const ids = ({ jobs }: JobList) => jobs.map(({ id }) => id)

describe('pages of jobs', () => {
  test('a page that follows is added; one that comes twice or late changes nothing', () => {
    const first = withPage(emptyList('b', null), 0, { jobs: [job(1), job(2)], next: 2 })
    expect([ids(first), first.next]).toEqual([[1, 2], 2])
    const second = withPage(first, 2, { jobs: [job(3)], next: null })
    expect([ids(second), second.next]).toEqual([[1, 2, 3], null])
    expect(second.jobs[0]).toBe(first.jobs[0])
    expect(withPage(second, 2, { jobs: [job(3)], next: null })).toBe(second)
    expect(withPage(second, 0, { jobs: [job(1)], next: 1 })).toBe(second)
  })
})

describe('changes of jobs', () => {
  test('a job that changed is replaced in its place, and its neighbours are the same as before', () => {
    const before = list([1, 2, 3])
    const after = withChanges(before, [job(2, 'running')])
    expect(after.jobs.map(({ status }) => status)).toEqual(['waiting', 'running', 'waiting'])
    expect([after.jobs[0] === before.jobs[0], after.jobs[2] === before.jobs[2]]).toEqual([true, true])
  })

  test('a change of jobs that were not scrolled to yet leaves the list as it is', () => {
    const before = list([1, 2, 3], { next: 3 })
    expect(withChanges(before, [job(9, 'done')])).toBe(before)
    expect(withChanges(before, [])).toBe(before)
  })

  test('a list of failed jobs loses those that are tried again and gets those that fail, in order', () => {
    const failed = list([], { status: 'failed', jobs: [job(2, 'failed'), job(8, 'failed')] })
    expect(ids(withChanges(failed, [job(2, 'running'), job(5, 'failed'), job(9, 'failed')]))).toEqual([
      5, 8, 9,
    ])
    const partly = { ...failed, next: 8 }
    expect(ids(withChanges(partly, [job(5, 'failed'), job(9, 'failed')]))).toEqual([2, 5, 8])
  })

  test('whatever comes, a whole list holds just what belongs in it, sorted, each once, as told last', () => {
    const statuses: JobStatus['status'][] = ['waiting', 'running', 'done', 'failed']
    const change = fc.record({ id: fc.integer({ min: 1, max: 30 }), status: fc.constantFrom(...statuses) })
    fc.assert(
      fc.property(
        fc.array(fc.array(change, { maxLength: 8 }), { maxLength: 8 }),
        fc.constantFrom(...statuses, null),
        (groups, status) => {
          let shown: JobList = { ...emptyList('b', status), next: null }
          const truth = new Map<number, JobStatus['status']>()
          for (const group of groups) {
            shown = withChanges(
              shown,
              group.map(({ id, status }) => job(id, status)),
            )
            for (const { id, status } of group) truth.set(id, status)
          }
          const wanted = [...truth]
            .filter(([, now]) => status === null || now === status)
            .sort(([a], [b]) => a - b)
          expect(shown.jobs.map((one) => [one.id, one.status])).toEqual(wanted)
        },
      ),
    )
  })
})

describe('progress of jobs', () => {
  test('the same news keeps the map; an ended job is forgotten', () => {
    const known = withProgress(new Map(), [{ job: 1, share: 0.5, doing: 'words' }])
    expect(known.get(1)).toEqual({ share: 0.5, doing: 'words' })
    expect(withProgress(known, [{ job: 1, share: 0.5, doing: 'words' }])).toBe(known)
    expect(withoutEnded(known, [job(1, 'running'), job(2, 'done')])).toBe(known)
    expect(withoutEnded(known, [job(1, 'done')]).size).toBe(0)
  })
})
