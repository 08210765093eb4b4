import { expect, test } from 'vitest'
import {
  changeJob,
  type JobEvent,
  type JobState,
} from '../../../src-main/core/job-lifecycle/job-lifecycle.ts'
import { moves } from '../../../src-main/core/job-lifecycle/moves.ts'
import { jobStatusNames } from '../../../src-shared/batches/batch.ts'
import { jobEvents, output, rowFault, transient } from './events.ts'

const running: JobState = { id: 7, status: 'running', attempts: 2 }

test('a try is counted when it begins, and ends with what came of it', () => {
  const claimed = changeJob({ id: 7, status: 'waiting', attempts: 1 }, { kind: 'claimed' })
  expect(claimed).toMatchObject({ job: 7, from: 'waiting', attempts: 2, attempt: { begin: 2 }, output: null })
  expect(claimed.to).toEqual({ status: 'running', attempt: 2, reason: 'A slot was free; try 2.' })

  expect(changeJob(running, { kind: 'made', output, hash: 'h', note: null })).toMatchObject({
    to: { status: 'done', output, unchangedSince: null },
    attempt: { number: 2, end: 'done' },
    counts: { running: -1, done: 1 },
    output: { hash: 'h', sha256: output.sha256 },
  })
  expect(changeJob(running, { kind: 'failed', error: rowFault })).toMatchObject({
    to: { status: 'failed', reason: 'mug.png is broken.', error: { code: 'media.broken', cause: 'row' } },
    attempt: { number: 2, end: 'failed', error: rowFault },
    output: null,
  })
})

test('a burnt try is a failed one, and the video waits for its next; one that was handed back burns none', () => {
  const notBefore = '2026-11-21T10:00:08Z'
  expect(changeJob(running, { kind: 'try-again', error: transient, notBefore })).toMatchObject({
    to: { status: 'waiting', reason: 'To be tried again: ffmpeg crashed.', notBefore },
    attempt: { number: 2, end: 'failed', error: transient },
    counts: { running: -1, waiting: 1 },
  })
  expect(changeJob(running, { kind: 'handed-back', reason: 'The studio was closed.' })).toMatchObject({
    to: { status: 'waiting', reason: 'The studio was closed.', notBefore: null },
    attempt: { number: 2, end: 'handed-back', reason: 'The studio was closed.' },
  })
})

test('a fallback that stood in is told with the finished video', () => {
  const note = 'mug.jpg is missing: the fallback stands in.'
  expect(changeJob(running, { kind: 'made', output, hash: 'h', note }).to.reason).toBe(
    'Made, and found whole when it was probed. mug.jpg is missing: the fallback stands in.',
  )
})

test('a file that was there already is done without being made, and says which batch made it', () => {
  expect(changeJob(running, { kind: 'unchanged', output, hash: 'h', since: 'b1', note: null })).toMatchObject(
    {
      to: {
        status: 'done',
        reason: 'Unchanged: the file from batch b1 is still right.',
        output,
        unchangedSince: 'b1',
      },
      attempt: { number: 2, end: 'done' },
      counts: { running: -1, done: 1, unchanged: 1 },
    },
  )
})

test('a finished video that is tried again is no longer counted as done, nor as unchanged', () => {
  const done = { id: 7, status: 'done', attempts: 1 } as const
  expect(changeJob({ ...done, unchangedSince: null }, { kind: 'retried' }).counts).toEqual({
    done: -1,
    waiting: 1,
  })
  expect(changeJob({ ...done, unchangedSince: 'b1' }, { kind: 'retried' }).counts).toEqual({
    done: -1,
    unchanged: -1,
    waiting: 1,
  })
})

test('a video that waits for its next try can be tried at once: nothing is counted twice', () => {
  const change = changeJob({ id: 7, status: 'waiting', attempts: 1 }, { kind: 'retried' })
  expect(change).toMatchObject({ to: { status: 'waiting', notBefore: null }, attempt: null })
  expect(change.counts).toEqual({})
})

test.each(['paused', 'skipped', 'cancelled', 'retried'] as const)(
  'what is being made is handed back when its video is %s; what waits had no try to end',
  (kind) => {
    expect(changeJob(running, { kind }).attempt).toMatchObject({ number: 2, end: 'handed-back' })
    expect(changeJob({ id: 7, status: 'waiting', attempts: 1 }, { kind }).attempt).toBeNull()
  },
)

test('a failed video can be left out, and a finished one can’t', () => {
  expect(changeJob({ id: 7, status: 'failed', attempts: 3 }, { kind: 'skipped' }).counts).toEqual({
    failed: -1,
    skipped: 1,
  })
  expect(() =>
    changeJob({ id: 7, status: 'done', attempts: 1, unchangedSince: null }, { kind: 'skipped' }),
  ).toThrow(/job 7 is done: it can't be skipped/)
})

test('a move that is not in the table is refused, whatever the job is', () => {
  for (const status of jobStatusNames)
    for (const event of jobEvents) {
      const decide = () => changeJob({ id: 1, status, attempts: 1, unchangedSince: null } as JobState, event)
      const next = moves.job[status][event.kind]
      if (next === undefined) expect(decide).toThrow(/can't be/)
      else {
        expect(decide().to.status).toBe(next)
        expect(decide().to.reason).toMatch(/^\S.*\.$/)
      }
    }
  expect(new Set(jobEvents.map(({ kind }) => kind))).toEqual(new Set(kindsInTable()))
})

const kindsInTable = () => Object.values(moves.job).flatMap((of) => Object.keys(of)) as JobEvent['kind'][]
