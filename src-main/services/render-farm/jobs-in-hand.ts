import { type Priority, priorities } from '../../../src-shared/farm/priority.ts'
import type { FarmWork } from './needs.ts'

export type JobInHand = {
  work: FarmWork
  controller: AbortController
  over: Promise<void>
  /** All of its units wait for something that may take long: their next try, a person, a resource. */
  isParked: boolean
}

/** Jobs of which a unit may run any moment. */
type JobsInHand = {
  /** Takes jobs from the desk for as long as there are too few of them. */
  fill(): void
  ofJob(job: number): JobInHand | undefined
  /** Calls off what `which` names; answers when none of it is worked on any more. */
  end(which: (work: FarmWork) => boolean): Promise<void>
  count(): number
}

/**
 * `wanted`: so many are in hand of each priority and those above it, so that an urgent batch finds room while the jobs
 * of others wait for slots; 0: none is taken. Parked ones don't count, up to as many again.
 */
export function createJobsInHand(needs: {
  wanted(): number
  next(atLeast: Priority): FarmWork | null
  servedOf(work: FarmWork): Priority
  onFault(error: unknown, batch: string | null): void
  onOver(): void
}): JobsInHand {
  const jobs = new Set<JobInHand>()
  const byNumber = new Map<number, JobInHand>()
  let filling = false

  function fill(): void {
    // `next` announces what it claims, and a listener may wake the farm again.
    if (filling) return
    filling = true
    try {
      for (;;) {
        const level = lowestOpenLevel()
        const work = level === null ? null : needs.next(level)
        if (work === null) break
        begin(work)
      }
    } catch (error) {
      needs.onFault(error, null)
    } finally {
      filling = false
    }
  }

  /** The lowest priority of which another job may be taken; null: of none. */
  function lowestOpenLevel(): Priority | null {
    const wanted = needs.wanted()
    if (wanted === 0) return null
    const active: number[] = priorities.map(() => 0)
    let parked = 0
    for (const { work, isParked } of jobs) {
      if (isParked && parked < wanted) parked += 1
      else active[priorities.indexOf(needs.servedOf(work))]! += 1
    }
    let above = 0
    let open: Priority | null = null
    for (const [index, priority] of priorities.entries()) {
      above += active[index]!
      if (above >= wanted) break
      open = priority
    }
    return open
  }

  function begin(work: FarmWork): void {
    const controller = new AbortController()
    const job: JobInHand = { work, controller, over: Promise.resolve(), isParked: false }
    jobs.add(job)
    // A job that was handed back may be claimed again before its first time is quite over.
    byNumber.set(work.job, job)
    job.over = work
      .run(controller.signal)
      .catch((error: unknown) => needs.onFault(error, work.group))
      .finally(() => {
        jobs.delete(job)
        if (byNumber.get(work.job) === job) byNumber.delete(work.job)
        needs.onOver()
      })
  }

  return {
    fill,
    ofJob: (job) => byNumber.get(job),
    async end(which) {
      const own = [...jobs].filter(({ work }) => which(work))
      for (const { controller } of own) controller.abort()
      await Promise.all(own.map((job) => job.over))
    },
    count: () => jobs.size,
  }
}
