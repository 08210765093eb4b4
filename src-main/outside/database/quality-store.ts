import type { WeighedInspection } from '../../../src-shared/batches/changes.ts'
import type { Doubt } from '../../../src-shared/quality/doubt.ts'
import type { StoreParts } from './store-parts.ts'

/** What was seen of finished files. */
export function qualityStore({ batches, quality, together, inspected }: StoreParts) {
  return {
    ofJob: quality.ofJob,
    ofFile: quality.ofFile,
    doubtOf: quality.doubtOf,
    /** Notes that a job's video is made once more, with an event that says `reason`. Its end is written with the job's. */
    beginDoubt(batch: string, job: number, doubt: Doubt, reason: string, at: string): void {
      together(() => {
        quality.beginDoubt(job, doubt, at)
        const running = { previous: 'running', status: 'running', jobs: null }
        batches.addEvent(batches.numberOf(batch), { at, job, reason, ...running })
      })
    },
    /** Finished jobs of a batch after one of them, each with the profile that its file was last held against. */
    finished: (batch: string, after: number, limit: number) =>
      quality.finished(batches.numberOf(batch), after, limit),
    /**
     * Notes what was seen of a finished job's file, and what its reason says of it. False: another file lies there by now, and nothing was
     * written.
     */
    note(batch: string, job: number, inspection: WeighedInspection, at: string, reason: string): boolean {
      return together(() => {
        if (!quality.isFileOf(job, inspection.sha256)) return false
        const number = batches.numberOf(batch)
        inspected(number, job, inspection, at)
        quality.sayOfJob(job, reason)
        batches.addEvent(number, { at, job, jobs: null, previous: 'done', status: 'done', reason })
        return true
      })
    },
    /** What a finished batch says of itself from now on. */
    sayOfBatch: (batch: string, reason: string) =>
      together(() => quality.sayOfBatch(batches.numberOf(batch), reason)),
  }
}
