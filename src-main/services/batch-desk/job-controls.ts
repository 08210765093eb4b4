import { setImmediate as turn } from 'node:timers/promises'
import type { Job, OutputFacts } from '../../../src-shared/batches/batch.ts'
import type { JobAction } from '../../../src-shared/contract/jobs.ts'
import type { Priority } from '../../../src-shared/farm/priority.ts'
import { changeJob, type JobEvent } from '../../core/job-lifecycle/job-lifecycle.ts'
import { moves } from '../../core/job-lifecycle/moves.ts'
import { reopen } from './batch-controls.ts'
import { type Controls, type QueueNeeds, Refused } from './queue-desk.ts'

export type JobControls = Controls<number> & {
  priority(job: number, priority: Priority): number
  /** The same number, of a job that can be moved. */
  toMove(job: number): number
  /** Does one thing to many of one batch, some at a time, so that others get their turn; says of which it can't be done. */
  many(batch: string, jobs: readonly number[], action: JobAction): Promise<ManyJobs>
  /** Finished videos that wait to be made again stay as they were: their files lie there. Those that have begun go on; answers how many stay. */
  keep(batch: string, kept: readonly KeptVideo[]): number
  /** After all that was asked for is done: their batches look anew what there is to do. */
  settle(): void
}

/** A video that was finished, with its file as it was then. */
export type KeptVideo = {
  job: number
  output: OutputFacts
  /** Of the plan that it was made from. */
  hash: string | null
  since: string | null
}

export type ManyJobs = { changed: number; refused: { job: number; why: string }[] }

/** Written in one transaction: some milliseconds. */
const atOnce = 50

type Move = Extract<JobAction, { do: 'move' }>['to']

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

  /** In one transaction; what can't be changed says why. */
  function changeSome(batch: string, numbers: readonly number[], kind: ByPerson): ManyJobs {
    const refused: ManyJobs['refused'] = []
    const jobs: Job[] = []
    for (const number of numbers) {
      const job = store.job(number)
      if (job.batchId !== batch) refused.push({ job: number, why: 'It belongs to another batch.' })
      else if (moves.job[job.status][kind] === undefined)
        refused.push({ job: number, why: whyNot(job, kind) })
      else jobs.push(job)
    }
    if (jobs.length === 0) return { changed: 0, refused }
    store.apply(batch, { jobs: jobs.map((job) => changeJob(job, { kind })), batch: null, at: clock.iso() })
    const after = jobs.map(({ id }) => store.job(id))
    announcer.tell({
      event: 'jobs.changed',
      batch,
      jobs: after,
      previous: jobs.map(({ status }) => status),
    })
    for (const { id, status } of jobs) if (status === 'running') void lives.get(batch)?.callOff(id)
    touch(batch, after.filter(({ status }) => status === 'waiting').length)
    return { changed: jobs.length, refused }
  }

  /** Priority and place, of those that wait. */
  async function arrange(batch: string, numbers: readonly number[], action: Arranging): Promise<ManyJobs> {
    const refused: ManyJobs['refused'] = []
    const able = numbers.filter((number) => {
      const { status, batchId } = store.job(number)
      const why =
        batchId !== batch
          ? 'It belongs to another batch.'
          : status === 'waiting' ||
              (action.do === 'priority' && (status === 'running' || status === 'paused'))
            ? null
            : action.do === 'move'
              ? `It is ${status}: only videos that wait can be moved.`
              : `It is ${status}.`
      if (why !== null) refused.push({ job: number, why })
      return why === null
    })
    const changed =
      action.do === 'move'
        ? await moveJobs(store, able, action.to)
        : store.setJobPriority(able, action.priority)
    if (changed > 0) touch(batch, 0)
    return { changed, refused }
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
    async many(batch, numbers, action) {
      const all: ManyJobs = { changed: 0, refused: [] }
      // Those that are moved keep their order among themselves only when they are moved together.
      const size = action.do === 'move' ? numbers.length : atOnce
      for (let from = 0; from < numbers.length; from += size) {
        if (from > 0) await turn()
        const some = numbers.slice(from, from + size)
        const { changed, refused } =
          action.do === 'move' || action.do === 'priority'
            ? await arrange(batch, some, action)
            : changeSome(batch, some, kinds[action.do])
        all.changed += changed
        all.refused.push(...refused)
      }
      return all
    },
    keep(batch, kept) {
      const able = kept.flatMap((one) => {
        const job = store.job(one.job)
        return job.batchId === batch && moves.job[job.status].kept !== undefined
          ? [{ ...one, before: job }]
          : []
      })
      if (able.length === 0) return 0
      store.apply(batch, {
        jobs: able.map(({ before, output, hash, since }) =>
          changeJob(before, { kind: 'kept', output, hash, since }),
        ),
        batch: null,
        at: clock.iso(),
      })
      announcer.tell({
        event: 'jobs.changed',
        batch,
        jobs: able.map(({ job }) => store.job(job)),
        previous: able.map(({ before }) => before.status),
      })
      touch(batch, 0)
      return able.length
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

/** Moves waiting jobs in slices, so that others get their turn; comes back with how many moved. */
export async function moveJobs(
  store: Pick<QueueNeeds['store'], 'movingJobs'>,
  numbers: readonly number[],
  to: Move,
): Promise<number> {
  const step = store.movingJobs(numbers, to)
  let changed = 0
  for (let moved = step(); moved !== null; moved = step()) {
    changed += moved
    await turn()
  }
  return changed
}

type Arranging = Extract<JobAction, { do: 'move' | 'priority' }>
const kinds = {
  retry: 'retried',
  skip: 'skipped',
  pause: 'paused',
  resume: 'resumed',
  cancel: 'cancelled',
} as const satisfies Record<Exclude<JobAction['do'], Arranging['do']>, ByPerson>

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
