import fc from 'fast-check'
import { expect, test } from 'vitest'
import { batchMoves, changeBatch, outcome } from '../../../src-main/core/job-lifecycle/batch-lifecycle.ts'
import { changeJob, type JobEvent, jobMoves } from '../../../src-main/core/job-lifecycle/job-lifecycle.ts'
import { type BatchCounts, batchStatusNames, jobStatusNames } from '../../../src-shared/batches/batch.ts'

const output = {
  path: 'a.mp4',
  bytes: 10,
  duration: 1,
  width: 2,
  height: 2,
  frames: 30,
  sha256: 'f'.repeat(64),
}
const events: JobEvent[] = [
  { kind: 'claimed' },
  { kind: 'made', output, hash: 'h', note: null },
  { kind: 'failed', error: { code: 'media.broken', message: 'mug.png is broken.', whatToDo: 'Replace it.' } },
  { kind: 'handed-back', reason: 'The batch was interrupted.' },
  { kind: 'unchanged', output, hash: 'h', since: 'b1', note: null },
]
const counts: BatchCounts = {
  rows: 4,
  rejectedRows: 1,
  jobs: 3,
  waiting: 0,
  running: 0,
  done: 2,
  unchanged: 0,
  failed: 1,
}

test('a job waits, runs, and is done or failed; one that is interrupted waits again', () => {
  expect(jobMoves).toEqual({
    waiting: { claimed: 'running' },
    running: { made: 'done', unchanged: 'done', failed: 'failed', 'handed-back': 'waiting' },
    done: {},
    failed: {},
  })
})

test('a try is counted when it begins, and ends with what came of it', () => {
  const claimed = changeJob({ id: 7, status: 'waiting', attempts: 1 }, { kind: 'claimed' })
  expect(claimed).toMatchObject({ job: 7, from: 'waiting', attempts: 2, attempt: { begin: 2 }, output: null })
  expect(claimed.to).toMatchObject({ status: 'running', attempt: 2 })

  const running = { id: 7, status: 'running', attempts: 2 } as const
  expect(changeJob(running, events[1]!)).toMatchObject({
    to: { status: 'done', output },
    attempt: { number: 2, end: 'done' },
    counts: { running: -1, done: 1 },
    output: { hash: 'h', sha256: output.sha256 },
  })
  expect(changeJob(running, events[2]!)).toMatchObject({
    to: { status: 'failed', reason: 'mug.png is broken.', error: { code: 'media.broken' } },
    attempt: { number: 2, end: 'failed' },
    output: null,
  })
  expect(changeJob(running, events[3]!)).toMatchObject({
    to: { status: 'waiting', reason: 'The batch was interrupted.' },
    attempt: { number: 2, end: 'handed-back' },
  })
})

test('a fallback that stood in is told with the finished video', () => {
  const running = { id: 7, status: 'running', attempts: 1 } as const
  const { to } = changeJob(running, {
    kind: 'made',
    output,
    hash: 'h',
    note: 'mug.jpg is missing: the fallback stands in.',
  })
  expect(to.reason).toBe(
    'Made, and found whole when it was probed. mug.jpg is missing: the fallback stands in.',
  )
})

test('a file that was there already is done without being made, and says which batch made it', () => {
  const running = { id: 7, status: 'running', attempts: 1 } as const
  expect(changeJob(running, events[4]!)).toMatchObject({
    to: {
      status: 'done',
      reason: 'Unchanged: the file from batch b1 is still right.',
      output,
      unchangedSince: 'b1',
    },
    attempt: { number: 1, end: 'done' },
    counts: { running: -1, done: 1, unchanged: 1 },
    output: { hash: 'h', sha256: output.sha256 },
  })
  expect(changeJob(running, events[1]!).to).toMatchObject({ unchangedSince: null })
})

test('a move that is not in the table is refused, whatever the job is', () => {
  for (const status of jobStatusNames)
    for (const event of events) {
      const decide = () => changeJob({ id: 1, status, attempts: 1 }, event)
      if (jobMoves[status][event.kind] === undefined) expect(decide).toThrow(/can't be/)
      else expect(decide().to.status).toBe(jobMoves[status][event.kind])
    }
})

test('through any history the counts of a batch still count its jobs', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(4), fc.nat(4)), { maxLength: 60 }), (history) => {
      const jobs = Array.from(
        { length: 5 },
        (_, id) => ({ id, status: 'waiting', attempts: 0 }) as Parameters<typeof changeJob>[0],
      )
      const seen = { waiting: 5, running: 0, done: 0, unchanged: 0, failed: 0 } as Record<string, number>
      let unchanged = 0
      for (const [which, what] of history) {
        const job = jobs[which]!
        if (jobMoves[job.status][events[what]!.kind] === undefined) continue
        const change = changeJob(job, events[what]!)
        for (const [name, by] of Object.entries(change.counts)) seen[name]! += by
        if (events[what]!.kind === 'unchanged') unchanged += 1
        jobs[which] = { id: job.id, status: change.to.status, attempts: change.attempts }
      }
      for (const status of jobStatusNames)
        expect(seen[status]).toBe(jobs.filter((job) => job.status === status).length)
      expect(seen.unchanged).toBe(unchanged)
    }),
  )
})

test('a batch is prepared, runs and finishes; it can be interrupted or fail on the way and never after', () => {
  expect(Object.keys(batchMoves)).toEqual([...batchStatusNames])
  expect(changeBatch('preparing', counts, { kind: 'prepared' }).to.status).toBe('running')
  expect(changeBatch('running', counts, { kind: 'drained', at: '2026-11-21T10:00:00Z' }).to).toEqual({
    status: 'finished',
    finishedAt: '2026-11-21T10:00:00Z',
    reason: '2 of 3 videos made, 1 failed; 1 row set aside.',
  })
  expect(changeBatch('running', counts, { kind: 'interrupted', by: 'lost-studio' }).to.reason).toContain(
    'power cut',
  )
  for (const status of ['finished', 'interrupted', 'failed'] as const)
    expect(() => changeBatch(status, counts, { kind: 'prepared' })).toThrow(/can't be/)
})

test('the outcome is said in words, in the singular and the plural', () => {
  expect(outcome({ ...counts, rejectedRows: 0, failed: 0, jobs: 1, done: 1 })).toBe('1 of 1 video made.')
  expect(outcome({ ...counts, rejectedRows: 2, failed: 0, jobs: 12_000, done: 12_000 })).toBe(
    '12,000 of 12,000 videos made; 2 rows set aside.',
  )
  expect(outcome({ ...counts, rejectedRows: 0, failed: 0, jobs: 20, done: 20, unchanged: 17 })).toBe(
    '20 of 20 videos done: 3 made, 17 unchanged.',
  )
  expect(outcome({ ...counts, jobs: 20, done: 19, unchanged: 19 })).toBe(
    '19 of 20 videos done: 0 made, 19 unchanged, 1 failed; 1 row set aside.',
  )
  expect(outcome({ ...counts, jobs: 0, done: 0, failed: 0, rejectedRows: 3 })).toBe(
    'No video made; 3 rows set aside.',
  )
})
