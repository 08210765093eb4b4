import { dirname } from 'node:path'
import type { Priority } from '../../../src-shared/farm/priority.ts'
import type { JobInHand } from '../../outside/database/job-records.ts'

/** A job that was given out. */
export type GivenJob = {
  work: number
  share: number
  /** Its own priority. */
  own: Priority | null
  /** Those that were given out earlier go first. */
  rank: number
  /** Its record says otherwise by now: what comes of it is not written. */
  calledOff: boolean
  over: Promise<void>
}

let givenOut = 0

/** The jobs of a batch that were given to the farm and have not come back. */
export class GivenJobs {
  /** Folders below the output folder that they were to be written to. */
  readonly folders = new Set<string>()
  readonly #given = new Map<number, GivenJob>()

  get count(): number {
    return this.#given.size
  }

  get(job: number): GivenJob | undefined {
    return this.#given.get(job)
  }

  /** What `run` answers does `make`, once an earlier run of the same job is over: two of them would write one file. */
  give(
    { job, work }: JobInHand,
    make: (given: GivenJob, signal: AbortSignal) => Promise<void>,
    afterwards: () => void,
  ): (signal: AbortSignal) => Promise<void> {
    const before = this.#given.get(job.id)
    const { promise: over, resolve: sayOver } = Promise.withResolvers<void>()
    const given: GivenJob = { work, share: 0, own: job.priority, rank: givenOut++, calledOff: false, over }
    this.#given.set(job.id, given)
    this.folders.add(dirname(job.path))
    return async (signal) => {
      await before?.over
      try {
        await make(given, signal)
      } finally {
        this.#cameBack(job.id, given)
        sayOver()
        afterwards()
      }
    }
  }

  /** What came of it is written: it counts as under way no longer. */
  settled(job: number): void {
    this.#given.delete(job)
  }

  /** Work already done of them, and their number. */
  underWay(): { work: number; jobs: number } {
    let work = 0
    for (const given of this.#given.values()) work += given.share * given.work
    return { work, jobs: this.#given.size }
  }

  /** Resolves when all have come back. */
  async over(): Promise<void> {
    await Promise.all([...this.#given.values()].map((given) => given.over))
  }

  #cameBack(job: number, given: GivenJob): void {
    if (this.#given.get(job) === given) this.#given.delete(job)
  }
}
