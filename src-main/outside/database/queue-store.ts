import type { Batch, Job } from '../../../src-shared/batches/batch.ts'
import type { BatchChange, JobChange, UnitChange } from '../../../src-shared/batches/changes.ts'
import type { Priority } from '../../../src-shared/farm/priority.ts'
import { asJobInHand, type JobInHand } from './job-records.ts'
import type { Move } from './queue-records.ts'
import type { StoreParts } from './store-parts.ts'
import type { UnitInHand } from './unit-records.ts'

/** A change of the queue by a person or a rule, as it is told in the batch's timeline. */
export type Said = { at: string; reason: string }

/** What all jobs of some statuses become at once; none of them has a try under way. */
type BulkChange = {
  from: readonly Exclude<Job['status'], 'running' | 'done'>[]
  to: 'waiting' | 'paused' | 'skipped' | 'cancelled'
  reason: string
  at: string
}

/** Jobs that one transaction changes: some milliseconds. */
const slice = 500

/** How what a lost studio left is handed back. */
type HandBack = {
  unit(unit: UnitInHand): UnitChange
  job(job: Job): JobChange
  /** With the counts after its jobs were handed back; null: stays as it is. */
  batch(batch: Batch): BatchChange | null
}

/** Which batch and which job come next, and what people do about it. */
export function queueStore({ batches, queue, jobs, jobQueue, units, together, durably, write }: StoreParts) {
  /** Writes something about a batch that leaves its status as it is, with its sentence. */
  function say(id: string, said: Said, work: () => void): void {
    durably(() => {
      work()
      const { number, status } = batches.record(id)
      batches.addEvent(number, { ...said, job: null, jobs: null, previous: status, status })
    })
  }

  return {
    /** Batches that are not over, in the order in which they are served: by priority, then as they were arranged. */
    queued: queue.queued,
    setPriority: (id: string, priority: Priority, said: Said): void =>
      say(id, said, () => queue.setPriority(id, priority)),
    setDeadline: (id: string, deadline: string | null, said: Said): void =>
      say(id, said, () => queue.setDeadline(id, deadline)),
    setStartAt: (id: string, startAt: string | null, said: Said): void =>
      say(id, said, () => queue.setStartAt(id, startAt)),
    setKeepGoing: (id: string, keepGoing: boolean): void => queue.setKeepGoing(id, keepGoing),
    /** Throws `queue.circle` for a batch that would wait for itself; then nothing is changed. */
    setAfter: (id: string, waits: { after: string[]; afterApproval: string[] }, said: Said): void =>
      say(id, said, () => queue.setAfter(id, waits)),
    approve: (id: string, said: Said): void => say(id, said, () => queue.approve(id, said.at)),
    withdrawApproval: (id: string, said: Said): void => say(id, said, () => queue.approve(id, null)),
    /** Moves batches among those of their own priority; comes back with how many moved. */
    moveBatches: (ids: readonly string[], to: Move): number => durably(() => queue.move(ids, to)),
    /** Puts a batch directly before another one of its priority; null: behind all of them. */
    placeBatch: (id: string, before: string | null): void => durably(() => queue.place(id, before)),
    /** Batches that a batch still waits for. */
    waitsFor: queue.waitsFor,
    /** Ids of the batches that wait, or waited, for a batch. */
    waitingFor: queue.waitingFor,

    /** From now on only jobs of the first rows are given out. */
    beginPilot: (id: string, rows: number): void => queue.beginPilot(id, rows),
    endPilot: (id: string): void => queue.endPilot(id),
    /** Whether a job of the pilot still waits or runs; false without a pilot that runs. */
    pilotLeft(id: string): boolean {
      const { pilot_rank } = batches.record(id)
      return pilot_rank !== null && queue.pilotLeft(id, pilot_rank)
    },

    /**
     * Takes the next waiting job of a running batch; `decide` says what that changes. A job whose `notBefore` lies
     * beyond `farthest` is due: a clock was set back.
     */
    claimNext(
      batchId: string,
      at: string,
      decide: (job: Job) => JobChange,
      farthest: string | null = null,
    ): JobInHand | null {
      return together(() => {
        const number = batches.numberOf(batchId)
        jobQueue.releaseDue(number, at, farthest)
        const next = jobQueue.next(number)
        if (next === null) return null
        const inHand = asJobInHand(next, batchId)
        write(batchId, { jobs: [decide(inHand.job)], batch: null, at })
        return { ...inHand, job: jobs.byId(inHand.job.id) }
      })
    },
    /** The priority of the job that comes next, its own counted; null: none waits that may begin now. */
    nextPriority: (batchId: string): Priority | null => jobQueue.nextPriority(batches.numberOf(batchId)),
    /** When the first of the jobs that have to wait a while is due; null: none has to. */
    nextDue: (batchId: string): string | null => jobQueue.earliestLater(batches.numberOf(batchId)),
    /**
     * Moves waiting jobs among those of their batch and priority; several keep their order. A slice each time that the
     * answer is called: it comes back with how many moved, null when all were looked at.
     */
    movingJobs(ids: readonly number[], to: Move): () => number | null {
      const moving = jobQueue.moving(ids, to)
      return () =>
        together(() => {
          const { done, value } = moving.next()
          return done ? null : value
        })
    },
    /** A job's own priority; null: that of its batch. Comes back with how many there are. */
    setJobPriority: (ids: readonly number[], priority: Priority | null): number =>
      together(() => ids.filter((id) => jobQueue.setPriority(id, priority)).length),
    /** Whether a job is made with the processor, whatever hardware there is. */
    setCpuOnly: (job: number, cpuOnly: boolean): boolean => jobQueue.setCpuOnly(job, cpuOnly),
    /**
     * Changes all jobs of some statuses, a slice each time that the answer is called: it comes back with how many it
     * changed, 0 when none is left. Each slice is one transaction, with counts that are right; one event a status grows
     * with them.
     */
    changingJobs(batchId: string, { from, to, reason, at }: BulkChange): () => number {
      const events = new Map<Job['status'], number>()
      const number = batches.numberOf(batchId)
      const change = (status: Job['status']): number => {
        if (to === 'waiting' && status !== 'paused') units.freshenOfFirst(number, status, slice)
        const count = jobs.changeFirst(number, status, { status: to, reason, notBefore: null }, slice)
        if (count === 0) return 0
        batches.addToCounts(number, { [status]: -count, [to]: count })
        const event = events.get(status)
        if (event !== undefined) batches.addToEvent(number, event, count)
        else {
          batches.addEvent(number, { at, job: null, jobs: count, previous: status, status: to, reason })
          events.set(status, batches.lastEvent(number))
        }
        return count
      }
      return () =>
        together(() => {
          for (const status of from) {
            const changed = status === to ? 0 : change(status)
            if (changed > 0) return changed
          }
          return 0
        })
    },

    /** Batches that were prepared or ran when their studio was lost. */
    lostBatches: batches.lost,
    /** Programs of lost studios, which may still run. Read them before all is handed back. */
    lostPrograms: units.lostPrograms,
    /**
     * Hands back all that lost studios had begun, in one transaction: units, jobs, then batches. This studio is alone in
     * its folder, so whatever runs there and isn't its own is lost. Comes back with the ids of the batches.
     */
    handBackLost(at: string, decide: HandBack): string[] {
      return durably(() => {
        const touched = new Set<string>()
        for (const unit of units.lost())
          if (!units.change(decide.unit(unit), at, null))
            throw new Error(`unit ${unit.number} is no longer ${unit.status}`)
        const changes = Map.groupBy(jobs.lost(), (job) => job.batchId)
        for (const [id, lost] of changes) {
          write(id, { jobs: lost.map(decide.job), batch: null, at })
          touched.add(id)
        }
        for (const batch of batches.lost()) {
          const change = decide.batch(batch)
          if (change !== null) write(batch.id, { jobs: [], batch: change, at })
          touched.add(batch.id)
        }
        return [...touched]
      })
    },
  }
}
