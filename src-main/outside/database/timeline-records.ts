import type { Cause } from '../../../src-shared/farm/causes.ts'
import type { Timeline } from '../../../src-shared/farm/farm.ts'
import type { Statements } from './statements.ts'
import { minuteOf } from './unit-records.ts'

type StretchRecord = {
  stretch: number
  done: number
  failed: number
  units: number
  retries: number
  cpuMilliseconds: number
  bytes: number
}

const minute = 60_000

/** What batches did over time, and what is dropped of it later. Nothing here opens a transaction: the caller does. */
export function timelineRecords(sql: Statements) {
  return {
    /** `bytes`: of files that this batch made. */
    noteJob(batch: number, at: string, job: { done: number; failed: number; bytes: number }): void {
      sql.run('note_job_in_minute', { batch, minute: minuteOf(at), ...job })
    },
    noteFailures(batch: number, at: string, cause: Cause, failed: number): void {
      sql.run('note_failures_in_minute', { batch, minute: minuteOf(at), cause, failed })
    },
    /** Equal stretches of whole minutes from the first to the last in which something was done, `most` at most. */
    stretches(batch: number, most: number): Timeline['stretches'] {
      const { first, last } = sql.one<{ first: number | null; last: number | null }>(
        'first_and_last_minute',
        {
          batch,
        },
      )!
      if (first === null || last === null) return []
      const width = Math.ceil((last - first + 1) / most)
      const count = Math.ceil((last - first + 1) / width)
      const stretches = Array.from({ length: count }, (_, index) => ({
        from: new Date((first + index * width) * minute).toISOString(),
        seconds: width * 60,
        done: 0,
        failed: 0,
        units: 0,
        retries: 0,
        cpuSeconds: 0,
        bytes: 0,
      }))
      for (const { stretch, cpuMilliseconds, ...sums } of sql.all<StretchRecord>('stretches', {
        batch,
        first,
        width,
      }))
        Object.assign(stretches[stretch]!, sums, { cpuSeconds: cpuMilliseconds / 1_000 })
      return stretches
    },
    /** False also for a batch that was taken up again. */
    isOver: (batch: number): boolean => sql.one('batch_is_over', { batch }) !== null,
    /** Drops commands and last words of tries that didn't fail, of some jobs after one. The last of them; null: no more. */
    dropDetails(batch: number, after: number, limit: number): number | null {
      const { id } = sql.one<{ id: number | null }>('next_job_to_tidy', { batch, after, limit })!
      if (id !== null) sql.run('drop_details', { batch, after, upTo: id })
      return id
    },
    dropJobEvents: (batch: number, limit: number): number =>
      sql.run('drop_job_events', { batch, limit }).changes,
    setTidied(batch: number, at: string): void {
      sql.run('set_tidied', { batch, at })
    },
  }
}
