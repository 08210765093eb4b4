import type { Batch } from '../../src-shared/batches/batch.ts'
import type { ErrorShape } from '../../src-shared/contract/errors.ts'
import { ask } from '../bridge/bridge.ts'
import { withBatch } from '../view-math/batch-list.ts'
import { useAsked } from './asked.ts'
import { useStudio } from './studio.ts'

/** A batch by its id. One that was just started, or is older than what was asked for so far, is asked for. */
export function useBatch(id: string): { batch: Batch | undefined; error: ErrorShape | null; again(): void } {
  const batch = useStudio(({ batches }) => batches.find((each) => each.id === id))
  const isUnknown = batch === undefined
  const [asked, again] = useAsked(`${id} ${isUnknown}`, async () => {
    if (!isUnknown) return
    const found = await ask('batch.show', { batch: id })
    useStudio.setState((view) => ({ batches: withBatch(view.batches, found) }))
  })
  return { batch, error: asked.is === 'failed' ? asked.error : null, again }
}
