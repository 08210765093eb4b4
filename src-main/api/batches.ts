import type { Batch, Job } from '../../src-shared/batches/batch.ts'
import type { RowProblem } from '../../src-shared/data/rows.ts'
import type { BatchDesk } from '../services/batch-desk/batch-desk.ts'
import type { Handlers } from './create-api.ts'

/** What is known of batches. */
type Records = {
  batch(id: string): Batch
  batches(before: string | undefined, limit: number): { batches: Batch[]; next: string | null }
  jobs(
    batch: string,
    status: Job['status'] | undefined,
    after: number,
    limit: number,
  ): { jobs: Job[]; next: number | null }
  rejected(batch: string, after: number, limit: number): { problems: RowProblem[]; next: number | null }
}

export function batchHandlers(
  office: () => Promise<{ desk: BatchDesk; store: Records }>,
): Pick<
  Handlers,
  | 'batch.start'
  | 'batch.interrupt'
  | 'batch.list'
  | 'batch.show'
  | 'batch.jobs'
  | 'batch.rejected'
  | 'job.file'
> {
  return {
    'batch.start': async (request) => (await office()).desk.start(request),
    async 'batch.interrupt'({ batch }) {
      await (await office()).desk.interrupt(batch)
      return null
    },
    'batch.list': async ({ before, limit }) => (await office()).store.batches(before, limit),
    async 'batch.show'({ batch }) {
      const { store, desk } = await office()
      return { ...store.batch(batch), keptBytes: desk.keptBytes(batch) }
    },
    'batch.jobs': async ({ batch, status, after, limit }) =>
      (await office()).store.jobs(batch, status, after ?? 0, limit),
    'batch.rejected': async ({ batch, after, limit }) =>
      (await office()).store.rejected(batch, after ?? 0, limit),
    'job.file': async ({ job }) => (await office()).desk.file(job),
  }
}
