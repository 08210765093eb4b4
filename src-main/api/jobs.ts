import type { Batch, Job } from '../../src-shared/batches/batch.ts'
import { StudioError } from '../../src-shared/contract/errors.ts'
import {
  type ActAnswer,
  actsAtOnce,
  type BatchFigures,
  type JobAction,
  type JobFilter,
  type JobSort,
} from '../../src-shared/contract/jobs.ts'
import { idOf } from './batch-names.ts'
import type { Handlers } from './create-api.ts'

type Wanted = { batch: string; filter: JobFilter; sort: JobSort }
type Order = { order: number | null }

/** What is asked of the thread that reads, by name. */
type Reading = {
  ask(
    name: 'pageOfJobs',
    values: Wanted & Order & { offset: number; after: number | null; limit: number },
  ): Promise<{ jobs: Job[]; total: number; order: number; next: number | null }>
  ask(
    name: 'numbersOfJobs',
    values: Wanted & Order & { offset: number; limit: number },
  ): Promise<{ ids: number[]; order: number }>
  ask(
    name: 'matchingJobs',
    values: { batch: string; filter: JobFilter; after: number; limit: number },
  ): Promise<{ ids: number[]; left: number }>
  ask(
    name: 'failedBeside',
    values: { batch: string; job: number },
  ): Promise<{ previous: number | null; next: number | null }>
  ask(name: 'figuresOfBatches', values: { batches: string[]; now: number }): Promise<BatchFigures[]>
}

export type JobOffice = {
  reading: Reading
  store: {
    job(job: number): Job
    batches(before: undefined, limit: number): { batches: Batch[] }
  }
  desk: {
    queue: {
      actOnJobs(
        batch: string,
        jobs: readonly number[],
        action: JobAction,
      ): Promise<{ changed: number; refused: { job: number; why: string }[] }>
    }
  }
}

const refusedAtMost = 20

export function jobHandlers(
  office: () => Promise<JobOffice>,
  now: () => number = Date.now,
): Pick<Handlers, 'batch.jobs' | 'batch.job-numbers' | 'jobs.act' | 'job.show' | 'batch.figures'> {
  return {
    async 'batch.jobs'({ batch, filter, sort, status, offset, after, limit, order }) {
      const { store, reading } = await office()
      return reading.ask('pageOfJobs', {
        batch: idOf(store, batch),
        filter: status === undefined ? filter : { ...filter, status: [status] },
        sort,
        offset,
        after: after ?? null,
        limit,
        order: order ?? null,
      })
    },
    async 'batch.job-numbers'({ batch, filter, sort, offset, limit, order }) {
      const { store, reading } = await office()
      const id = idOf(store, batch)
      const { ids, order: of } = await reading.ask('numbersOfJobs', {
        batch: id,
        filter,
        sort,
        offset,
        limit,
        order: order ?? null,
      })
      return { numbers: ids, order: of }
    },
    async 'jobs.act'({ batch, jobs, action }) {
      const { store, reading, desk } = await office()
      const id = idOf(store, batch)
      if ('numbers' in jobs) return asAnswer(await desk.queue.actOnJobs(id, jobs.numbers, action), null, 0)
      const { filter, after, except } = jobs
      const { ids, left } = await reading.ask('matchingJobs', {
        batch: id,
        filter,
        after,
        limit: actsAtOnce,
      })
      if (action.do === 'move' && left > 0)
        throw new StudioError({
          code: 'jobs.too-many',
          message: `More than ${actsAtOnce} videos can't be moved at a time.`,
          whatToDo: 'Select fewer of them, or give them another priority.',
        })
      const without = new Set(except)
      const chosen = ids.filter((job) => !without.has(job))
      const done = await desk.queue.actOnJobs(id, chosen, action)
      return asAnswer(done, left === 0 ? null : (ids.at(-1) ?? null), left)
    },
    async 'job.show'({ job: number }) {
      const { store, reading } = await office()
      const job = store.job(number)
      const { previous, next } = await reading.ask('failedBeside', {
        batch: job.batchId,
        job: number,
      })
      return { job, previousFailed: previous, nextFailed: next }
    },
    async 'batch.figures'({ batches }) {
      const { store, reading } = await office()
      return reading.ask('figuresOfBatches', {
        batches: batches.map((batch) => idOf(store, batch)),
        now: now(),
      })
    },
  }
}

function asAnswer(
  { changed, refused }: { changed: number; refused: { job: number; why: string }[] },
  next: number | null,
  left: number,
): ActAnswer {
  return {
    changed,
    refusedCount: refused.length,
    refused: refused.slice(0, refusedAtMost),
    next: left === 0 ? null : next,
    left,
  }
}
