import type { BatchFigures } from '../../../../src-shared/contract/jobs.ts'
import { numberOf } from './job-queries.ts'
import type { Reading } from './queries.ts'

/** Minutes that a rate is measured over. */
const lately = 10

export const queueQueries = {
  /** What became of batches lately, and why videos of them failed. `now`: milliseconds since 1970. */
  figuresOfBatches(reading: Reading, { batches, now }: { batches: string[]; now: number }): BatchFigures[] {
    const sql = reading.statements('queue-read')
    return batches.map((id) => {
      const batch = numberOf(reading, id)
      const minute = Math.floor(now / 60_000)
      const { done, first } = sql.one<{ done: number; first: number | null }>('done_since', {
        batch,
        from: minute - lately,
      })!
      // From the first minute in which something was done: a batch that began a moment ago has its own rate at once.
      const minutes = first === null ? 0 : Math.max(1, now / 60_000 - first)
      return {
        batch: id,
        videosPerHour: minutes === 0 || done === 0 ? null : (done / minutes) * 60,
        failures: sql.all<BatchFigures['failures'][number]>('failures_by_cause', { batch }),
      }
    })
  },
}
