import { expect, test } from 'vitest'
import { changeBatch } from '../../../src-main/core/job-lifecycle/batch-lifecycle.ts'
import { moves } from '../../../src-main/core/job-lifecycle/moves.ts'
import { inspectedAnew, outcome } from '../../../src-main/core/job-lifecycle/outcome.ts'
import { batchStatusNames } from '../../../src-shared/batches/batch.ts'
import { batchEvents, counts } from './events.ts'

test('a batch is prepared, runs and finishes, and says what came of it', () => {
  expect(changeBatch('preparing', counts, { kind: 'prepared' })).toEqual({
    from: 'preparing',
    to: { status: 'running', reason: '3 rows became 3 videos to make; 1 row set aside.' },
  })
  expect(changeBatch('running', counts, { kind: 'drained', at: '2026-11-21T10:00:00Z' }).to).toEqual({
    status: 'finished',
    finishedAt: '2026-11-21T10:00:00Z',
    reason: '2 of 3 videos made, 1 failed; 1 row set aside.',
  })
})

test('a batch with something left is not finished; a paused one is, when nothing was left but what ran', () => {
  const drained = { kind: 'drained', at: '2026-11-21T10:00:00Z' } as const
  for (const left of ['waiting', 'running', 'paused'] as const)
    expect(() => changeBatch('running', { ...counts, [left]: 1 }, drained)).toThrow(/1 video left/)
  expect(changeBatch('paused', counts, drained).to.status).toBe('finished')
})

test('who paused it is kept, and the sentence says what becomes of what runs', () => {
  const running = { ...counts, running: 2 }
  expect(changeBatch('running', running, { kind: 'paused', by: 'person', now: false }).to).toEqual({
    status: 'paused',
    by: 'person',
    reason: 'Paused on request; what runs (2 videos) is finished first.',
  })
  expect(changeBatch('running', counts, { kind: 'paused', by: 'person', now: true }).to.reason).toBe(
    'Paused on request; what ran was handed back.',
  )
  expect(changeBatch('preparing', counts, { kind: 'paused', by: 'person', now: true }).to.reason).toBe(
    'Paused on request.',
  )
  expect(
    changeBatch('running', counts, { kind: 'paused', by: 'asks', why: '12 of 100 videos failed.' }).to,
  ).toEqual({
    status: 'paused',
    by: 'asks',
    reason: 'Paused, to ask: 12 of 100 videos failed. Resume it to go on all the same, or cancel it.',
  })
  expect(
    changeBatch('running', counts, { kind: 'paused', by: 'asks', why: 'x is no y' }).to.reason,
  ).toContain('x is no y. Resume it')
  expect(changeBatch('running', counts, { kind: 'paused', by: 'pilot', rows: 10 }).to).toEqual({
    status: 'paused',
    by: 'pilot',
    reason: 'Paused for a look: its pilot of 10 rows is done. Resume it to make the rest.',
  })
})

test('what a batch waits for is said by name', () => {
  const waits = (finished: string[], approved: string[]) =>
    changeBatch('preparing', counts, { kind: 'waits', for: 'batches', finished, approved }).to.reason
  expect(waits(['a'], [])).toBe('Waits until a is finished.')
  expect(waits(['a', 'b'], ['c'])).toBe(
    'Waits until a is finished, b is finished and c is finished and approved.',
  )
  expect(waits(['a', 'b', 'c', 'd', 'e'], [])).toBe(
    'Waits until a is finished, b is finished, c is finished and 2 more are.',
  )
  expect(waits([], [])).toBe('Waits for its turn.')
})

test('an interruption says who or what it was, and a batch that is gone on with what it has', () => {
  const some = { ...counts, waiting: 1, failed: 0 }
  expect(changeBatch('running', some, { kind: 'interrupted', by: 'lost-studio' }).to).toEqual({
    status: 'interrupted',
    by: 'lost-studio',
    reason:
      'Interrupted: the studio ended without closing (a kill, a crash or a power cut). 2 of 3 videos made; 1 row set aside.',
  })
  expect(changeBatch('interrupted', some, { kind: 'taken-up' }).to.reason).toBe(
    'Goes on: 2 of 3 videos made; 1 row set aside.',
  )
  expect(changeBatch('waiting', { ...some, done: 0, waiting: 3 }, { kind: 'taken-up' }).to.reason).toBe(
    'Begun: 3 videos to make.',
  )
})

test('a person can try a finished batch again; it then waits until a studio works on it', () => {
  expect(changeBatch('finished', counts, { kind: 'retried', videos: 1 }).to).toEqual({
    status: 'waiting',
    reason: '1 video tried again on request; it goes on as soon as a studio works on it.',
  })
  expect(changeBatch('failed', counts, { kind: 'retried', videos: 0 }).to.reason).toMatch(/^Tried again/)
})

test('a move that is not in the table is refused, whatever the batch is', () => {
  expect(Object.keys(moves.batch)).toEqual([...batchStatusNames])
  for (const status of batchStatusNames)
    for (const event of batchEvents) {
      const decide = () => changeBatch(status, counts, event)
      const next = moves.batch[status][event.kind]
      if (next === undefined) expect(decide).toThrow(/can't be/)
      else {
        expect(decide().to.status).toBe(next)
        expect(decide().to.reason).toMatch(/^\S.*\.$/)
      }
    }
})

test('the outcome is said in words, in the singular and the plural', () => {
  const of = (some: Partial<typeof counts>) => outcome({ ...counts, rejectedRows: 0, failed: 0, ...some })
  expect(of({ jobs: 1, done: 1 })).toBe('1 of 1 video made.')
  expect(of({ rejectedRows: 2, jobs: 12_000, done: 12_000 })).toBe(
    '12,000 of 12,000 videos made; 2 rows set aside.',
  )
  expect(of({ jobs: 20, done: 20, unchanged: 17 })).toBe('20 of 20 videos done: 3 made, 17 unchanged.')
  expect(of({ jobs: 20, done: 19, unchanged: 19, failed: 1, rejectedRows: 1 })).toBe(
    '19 of 20 videos done: 0 made, 19 unchanged, 1 failed; 1 row set aside.',
  )
  expect(of({ jobs: 9, done: 2, failed: 1, skipped: 3, cancelled: 2, paused: 1 })).toBe(
    '2 of 9 videos made, 1 failed, 3 skipped, 2 cancelled, 1 paused.',
  )
  expect(of({ jobs: 0, done: 0, rejectedRows: 3 })).toBe('No video made; 3 rows set aside.')
})

test('a finished batch that was looked at once more says what was seen last, and nothing where all passed', () => {
  const none = { pass: 4, warn: 0, fail: 0 }
  const first = inspectedAnew('4 of 4 videos made.', { pass: 2, warn: 1, fail: 1 })
  expect(first).toBe('4 of 4 videos made. Inspection: 1 video failed, 1 to be looked at.')
  expect(inspectedAnew(first, { pass: 3, warn: 0, fail: 1 })).toBe(
    '4 of 4 videos made. Inspection: 1 video failed.',
  )
  expect(inspectedAnew(first, none)).toBe('4 of 4 videos made.')
})
