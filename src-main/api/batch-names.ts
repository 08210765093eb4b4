import type { Batch } from '../../src-shared/batches/batch.ts'
import { StudioError } from '../../src-shared/contract/errors.ts'
import type { Target } from '../../src-shared/farm/targets.ts'

export type NewestBatch = { batches(before: undefined, limit: number): { batches: Batch[] } }

/** The id of a batch; `last` is the newest. Throws `batch.not-found` when there is none. */
export function idOf(store: NewestBatch, batch: string): string {
  if (batch !== 'last') return batch
  const [newest] = store.batches(undefined, 1).batches
  if (newest !== undefined) return newest.id
  throw new StudioError({
    code: 'batch.not-found',
    message: 'There is no batch in this studio yet.',
    whatToDo: 'Start one with `reelmill render`, or in the window.',
  })
}

/** What is asked of one batch, with its id. */
export const ofBatch = <A extends { batch: string }>(store: NewestBatch, asked: A): A => ({
  ...asked,
  batch: idOf(store, asked.batch),
})

/** What is asked of a batch, likewise, or of something else. */
export const withIds = <A extends { of: object }>(store: NewestBatch, asked: A): A =>
  'batch' in asked.of ? { ...asked, of: ofBatch(store, asked.of as { batch: string }) } : asked

/** The same with every `last` replaced. */
export function targetsOf(store: NewestBatch, targets: Target[]): Target[] {
  return targets.map((one) => (one.what === 'batch' ? { ...one, batch: idOf(store, one.batch) } : one))
}
