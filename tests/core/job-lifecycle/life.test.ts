import { expect, test } from 'vitest'
import { changeBatch } from '../../../src-main/core/job-lifecycle/batch-lifecycle.ts'
import { changeJob, type JobState } from '../../../src-main/core/job-lifecycle/job-lifecycle.ts'
import { moves } from '../../../src-main/core/job-lifecycle/moves.ts'
import { changeUnit, type UnitState } from '../../../src-main/core/job-lifecycle/unit-lifecycle.ts'
import {
  type BatchCounts,
  type BatchStatus,
  batchStatusNames,
  jobStatusNames,
} from '../../../src-shared/batches/batch.ts'
import { unitStatusNames } from '../../../src-shared/farm/units.ts'
import fc from '../../helpers/at-random.ts'
import { batchEvents, jobEvents, unitEvents } from './events.ts'

type Table = Record<string, Partial<Record<string, string>>>

/** Every status that these events can lead to, from there. */
function reachable(table: Table, from: string, events: readonly string[]): Set<string> {
  const seen = new Set([from])
  for (const status of seen)
    for (const [event, next] of Object.entries(table[status]!))
      if (next !== undefined && events.includes(event)) seen.add(next)
  return seen
}
const eventsOf = (table: Table) => [...new Set(Object.values(table).flatMap((of) => Object.keys(of)))]

test.each([
  ['batch', moves.batch, 'preparing', batchStatusNames],
  ['job', moves.job, 'waiting', jobStatusNames],
  ['unit', moves.unit, 'waiting', unitStatusNames],
] as const)('a %s can come to be in every status', (_what, table, first, names) => {
  expect([...reachable(table, first, eventsOf(table))].sort()).toEqual([...names].sort())
})

test('no batch is stuck: a person can bring each that is not over to an end, and can go on with each', () => {
  for (const status of batchStatusNames) {
    const over = ['finished', 'cancelled', 'failed'].includes(status)
    if (!over) expect(moves.batch[status].cancelled, status).toBe('cancelled')
    // A person's word, and then what a studio that works makes of it.
    const byPerson = reachable(moves.batch, status, [
      'resumed',
      'retried',
      'preparing',
      'prepared',
      'taken-up',
    ])
    expect([...byPerson], status).toContain('running')
  }
})

test('no video is stuck: a person can leave each out or call it off, unless it is done, and can go on with each', () => {
  for (const status of jobStatusNames) {
    expect([...reachable(moves.job, status, ['resumed', 'retried', 'claimed'])], status).toContain('running')
    if (status !== 'done')
      expect([...reachable(moves.job, status, ['skipped', 'cancelled'])], status).toContain('skipped')
  }
})

test('no unit is stuck: what is paused, failed or done can be made once more', () => {
  for (const status of unitStatusNames)
    expect([...reachable(moves.unit, status, ['resumed', 'retried', 'begun'])], status).toContain('running')
})

test('only what runs can be made, fail by itself or be handed back', () => {
  for (const status of jobStatusNames)
    for (const event of ['made', 'unchanged', 'failed', 'try-again', 'handed-back'] as const)
      expect(moves.job[status][event] !== undefined, `${status} ${event}`).toBe(status === 'running')
})

const jobCount = 5
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ job: fc.nat(jobCount - 1), event: fc.constantFrom(...jobEvents) }) },
  { weight: 1, arbitrary: fc.record({ batch: fc.constantFrom(...batchEvents) }) },
)

test('through any history of a batch its counts still count its videos, and it is finished only when none is left', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 120 }), (history) => {
      let batch: BatchStatus['status'] = 'preparing'
      const jobs: JobState[] = Array.from({ length: jobCount }, (_, id) => ({
        id,
        status: 'waiting',
        attempts: 0,
      }))
      const counts: BatchCounts = {
        ...{ rows: jobCount, rejectedRows: 0, jobs: jobCount, waiting: jobCount, running: 0, paused: 0 },
        ...{ done: 0, unchanged: 0, failed: 0, skipped: 0, cancelled: 0 },
      }
      /** Tries that began and have not ended, by job. */
      const open = new Map<number, number>()
      for (const what of history) {
        if ('batch' in what) {
          const { batch: event } = what
          const next = moves.batch[batch][event.kind]
          const left = counts.waiting + counts.running + counts.paused
          if (next === undefined || (event.kind === 'drained' && left > 0)) {
            expect(() => changeBatch(batch, counts, event)).toThrow()
            continue
          }
          batch = changeBatch(batch, counts, event).to.status
          expect(batch).toBe(next)
          if (batch === 'finished') expect(left).toBe(0)
          continue
        }
        const job = jobs[what.job]!
        if (moves.job[job.status][what.event.kind] === undefined) continue
        const change = changeJob(job, what.event)
        for (const [name, by] of Object.entries(change.counts)) counts[name as keyof BatchCounts] += by
        jobs[what.job] = {
          id: job.id,
          attempts: change.attempts,
          unchangedSince: null,
          ...change.to,
        } as JobState
        // Each try has a number of its own, ends once, and before the next begins.
        if (change.attempt !== null && 'begin' in change.attempt) {
          expect(open.has(job.id)).toBe(false)
          expect(change.attempt.begin).toBe(job.attempts + 1)
          open.set(job.id, change.attempt.begin)
        } else if (change.attempt !== null) {
          expect(open.get(job.id)).toBe(change.attempt.number)
          open.delete(job.id)
        }
        expect(open.has(job.id)).toBe(change.to.status === 'running')
      }
      for (const status of jobStatusNames)
        expect(counts[status], status).toBe(jobs.filter((job) => job.status === status).length)
      expect(jobStatusNames.reduce((sum, status) => sum + counts[status], 0)).toBe(counts.jobs)
      expect(counts.unchanged).toBe(
        jobs.filter((job) => job.status === 'done' && job.unchangedSince !== null).length,
      )
    }),
    { numRuns: 500 },
  )
})

test('through any history of a unit no try is lost, none ends twice, and burnt ones are those that failed', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...unitEvents), { maxLength: 60 }), (history) => {
      let unit: UnitState = { number: 1, status: 'waiting', tries: 0, attempts: 0 }
      let open = false
      let burnt = 0
      for (const event of history) {
        if (moves.unit[unit.status][event.kind] === undefined) continue
        const change = changeUnit(unit, event)
        const { attempt } = change
        if (event.kind === 'retried') burnt = 0
        if (attempt !== null && 'begin' in attempt) {
          expect(open).toBe(false)
          open = true
        } else if (attempt !== null) {
          expect(open).toBe(true)
          expect(attempt.number).toBe(unit.attempts)
          open = false
          if (attempt.end === 'failed') burnt += 1
        }
        expect(open).toBe(change.to.status === 'running')
        expect(change.tries).toBe(burnt)
        unit = { number: 1, status: change.to.status, tries: change.tries, attempts: change.attempts }
      }
    }),
    { numRuns: 500 },
  )
})
