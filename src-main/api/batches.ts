import type { Batch } from '../../src-shared/batches/batch.ts'
import type { Answers, ParsedPayload } from '../../src-shared/contract/commands.ts'
import type { RowProblem } from '../../src-shared/data/rows.ts'
import { idOf } from './batch-names.ts'
import type { Handlers } from './create-api.ts'

/** What is known of batches. */
type Records = {
  batch(id: string): Batch
  batches(before: string | undefined, limit: number): { batches: Batch[]; next: string | null }
  rejected(batch: string, after: number, limit: number): { problems: RowProblem[]; next: number | null }
}

type MayTakeTime<T> = T | Promise<T>

/** What the desk does with batches and tells of them. */
type BatchActions = {
  start(request: ParsedPayload<'batch.start'>): Promise<Answers['batch.start']>
  interrupt(batch: string): Promise<void>
  worksOn(batch: string): boolean
  file(job: number): MayTakeTime<Answers['media.file']>
  timeline(batch: string): MayTakeTime<Answers['batch.timeline']>
  units(job: number): MayTakeTime<Answers['job.units']>
}

export function batchHandlers(
  office: () => Promise<{ desk: BatchActions; store: Records; keptBytes(batch: string): Promise<number> }>,
): Pick<
  Handlers,
  | 'batch.start'
  | 'batch.interrupt'
  | 'batch.list'
  | 'batch.show'
  | 'batch.kept'
  | 'batch.timeline'
  | 'batch.rejected'
  | 'job.units'
> {
  return {
    'batch.start': async (request) => (await office()).desk.start(request),
    async 'batch.interrupt'({ batch }) {
      const { desk, store } = await office()
      await desk.interrupt(idOf(store, batch))
      return null
    },
    'batch.list': async ({ before, limit }) => (await office()).store.batches(before, limit),
    async 'batch.show'({ batch }) {
      const { store } = await office()
      return store.batch(idOf(store, batch))
    },
    async 'batch.kept'({ batch }) {
      const { store, desk, keptBytes } = await office()
      const { id } = store.batch(idOf(store, batch))
      return { bytes: desk.worksOn(id) ? null : await keptBytes(id) }
    },
    async 'batch.timeline'({ batch }) {
      const { store, desk } = await office()
      return desk.timeline(idOf(store, batch))
    },
    async 'batch.rejected'({ batch, after, limit }) {
      const { store } = await office()
      return store.rejected(idOf(store, batch), after ?? 0, limit)
    },
    'job.units': async ({ job }) => (await office()).desk.units(job),
  }
}
