import { type BatchEvent, changeBatch } from '../../core/job-lifecycle/batch-lifecycle.ts'
import type { LiveBatchNeeds } from './live-needs.ts'

/** Changes the record of a batch by what happened to it, and tells of it. */
export function changeRecord(
  { store, announcer, clock, onQueue }: Pick<LiveBatchNeeds, 'store' | 'announcer' | 'clock' | 'onQueue'>,
  id: string,
  event: BatchEvent,
): void {
  const { status, counts, verdicts } = store.batch(id)
  store.apply(id, { jobs: [], batch: changeBatch(status, counts, event, verdicts), at: clock.iso() })
  announcer.tell({ event: 'batch.changed', batch: store.batch(id), previous: status })
  onQueue()
}
