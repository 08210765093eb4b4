import type { Job } from '../../../src-shared/batches/batch.ts'
import type { Priority } from '../../../src-shared/farm/priority.ts'
import { changeJob, type JobEvent } from '../../core/job-lifecycle/job-lifecycle.ts'
import { moves } from '../../core/job-lifecycle/moves.ts'
import { reopen } from './batch-controls.ts'
import { type Controls, type QueueNeeds, Refused } from './queue-desk.ts'

export type JobControls = Controls<number> & {
  priority(job: number, priority: Priority): number
  /** The same number, of a job that can be moved. */
  toMove(job: number): number
  /** After all that was asked for is done: their batches look anew what there is to do. */
  settle(): void
}

type ByPerson = Extract<JobEvent['kind'], 'paused' | 'resumed' | 'cancelled' | 'retried' | 'skipped'>

/** What people do to single videos. */
export function jobControls(needs: QueueNeeds): JobControls {
  const { store, lives, clock, announcer } = needs
  /** Batches whose jobs were changed, with how many of them wait again. */
  const touched = new Map<string, number>()

  function change(number: number, kind: ByPerson): 1 {
    const before = store.job(number)
    if (moves.job[before.status][kind] === undefined) throw new Refused(whyNot(before, kind))
    const { batchId } = before
    store.apply(batchId, { jobs: [changeJob(before, { kind })], batch: null, at: clock.iso() })
    const job = store.job(number)
    announcer.tell({ event: 'jobs.changed', batch: batchId, jobs: [job], previous: [before.status] })
    if (before.status === 'running') void lives.get(batchId)?.callOff(number)
    touch(batchId, job.status === 'waiting' ? 1 : 0)
    return 1
  }

  function touch(batch: string, again: number): void {
    touched.set(batch, (touched.get(batch) ?? 0) + again)
  }

  return {
    pause(number, now) {
      if (store.job(number).status === 'running' && !now)
        throw new Refused('It is being made and will be finished; with --now it is handed back.')
      return change(number, 'paused')
    },
    resume: (number) => change(number, 'resumed'),
    cancel: (number) => change(number, 'cancelled'),
    retry: (number) => change(number, 'retried'),
    skip: (number) => change(number, 'skipped'),
    priority(number, priority) {
      const { status, batchId } = store.job(number)
      if (status !== 'waiting' && status !== 'running' && status !== 'paused')
        throw new Refused(`It is ${status}.`)
      store.setJobPriority([number], priority)
      touch(batchId, 0)
      return 1
    },
    toMove(number) {
      const { status } = store.job(number)
      if (status !== 'waiting') throw new Refused(`It is ${status}: only videos that wait can be moved.`)
      return number
    },
    settle() {
      const batches = [...touched]
      touched.clear()
      for (const [batch, again] of batches)
        if (again > 0) reopen(needs, batch, again)
        else lives.get(batch)?.refresh()
    },
  }
}

function whyNot(job: Job, kind: ByPerson): string {
  switch (job.status) {
    case 'done':
      return 'It is made already; retry it to make it once more.'
    case 'failed':
      return 'It failed; retry it, or skip it.'
    case 'waiting':
    case 'running':
      return kind === 'resumed' ? 'It goes on by itself.' : `It is ${job.status}.`
    case 'paused':
    case 'skipped':
    case 'cancelled':
      return `It is ${job.status}${kind === job.status ? ' already' : ''}.`
    default:
      return job satisfies never
  }
}
