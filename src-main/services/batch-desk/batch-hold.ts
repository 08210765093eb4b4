import type { ArtifactPolicy } from '../../../src-shared/batches/artifact-policy.ts'
import type { Batch, BatchStatus } from '../../../src-shared/batches/batch.ts'
import type { BatchEvent } from '../../core/job-lifecycle/batch-lifecycle.ts'
import { type BatchPapers, batchPapers } from './batch-papers.ts'
import { changeRecord } from './change-record.ts'
import { batchFailure, isDiskFull, isPassing } from './failures.ts'
import type { LiveBatchNeeds, OpenedBatch } from './live-needs.ts'
import { whenThereIsRoom } from './room.ts'
import { sayUnreachable } from './unreachable.ts'

/** What a studio holds of a batch while it works on it: its record, its papers, its production. */
export type BatchHold = {
  papers: BatchPapers
  /** Changes its record, and tells of it. */
  change(event: BatchEvent): void
  /** Tells of the record as it is. */
  tell(): void
  /** Does what a full disk keeps from being done as soon as there is room. */
  whenThereIsRoom<T>(work: () => T | Promise<T>): Promise<T>
  /** The studio ends: nothing waits for room any more. */
  hurry(): void
  /** Writes the papers of a batch that is left with this status; false: it could not be done for now. */
  writePapers(last: BatchEvent | null, to: Pick<BatchStatus, 'status' | 'reason'>): Promise<boolean>
  /**
   * What can still be said when the end itself could not be written; `last`: what its status was to become, null: it is so
   * already. Never throws.
   */
  endInFault(error: unknown, last: BatchEvent | null): void
  /** Lets go of template, table and artifacts; `keepsAll`: these are evidence. Never rejects. */
  closeProduction(status: Batch['status'], keepsAll: boolean): Promise<void>
}

export function holdBatch(needs: LiveBatchNeeds, opened: OpenedBatch): BatchHold {
  const { store, announcer, clock, log, farm, studioFolder } = needs
  const { id } = opened.batch
  const hurrying = new AbortController()
  const papers = batchPapers(needs, opened.batch, opened)

  const change = (event: BatchEvent) => changeRecord(needs, id, event)

  const roomy = <T>(work: () => T | Promise<T>, passes = isPassing): Promise<T> =>
    whenThereIsRoom(work, {
      clock,
      signal: hurrying.signal,
      passes,
      onFull(error) {
        const { message } = batchFailure(error)
        if (isDiskFull(error)) farm.hold('disk', studioFolder, message)
        else farm.hold('share', opened.batch.outputFolder, message)
      },
    })

  return {
    papers,
    change,
    tell() {
      const batch = store.batch(id)
      announcer.tell({ event: 'batch.changed', batch, previous: batch.status })
    },
    whenThereIsRoom: roomy,
    hurry: () => hurrying.abort(),
    async writePapers(last, to) {
      // A batch that failed before it rendered leaves the output folder as it was; strict ones say what to mend.
      if (last?.kind === 'failed' && last.error.code !== 'data.strict' && last.error.code !== 'internal')
        return true
      const { outputFolder } = opened.batch
      const write = () => papers.all(to).catch((error: unknown) => sayUnreachable(outputFolder, error))
      try {
        // Only an end has to be on paper: whatever is left is gone on with, and written of then.
        if (last?.kind === 'drained') await roomy(write)
        else await roomy(write, isDiskFull)
        return true
      } catch (error) {
        if (!isPassing(error)) throw error
        // The next studio finds in the store what was finished.
        log.fault('a manifest could not be written', error, { batch: id })
        return false
      }
    },
    endInFault(error, last) {
      // It goes on from where it was, with or without papers.
      if (last === null) return
      const { message, ...shape } = batchFailure(error)
      const failed = {
        ...shape,
        message: `What is finished is kept, but the batch could not be closed: ${message}`,
      }
      try {
        change(last.kind === 'interrupted' ? last : { kind: 'failed', error: failed })
      } catch (again) {
        // The store itself is at fault. The next start finds the batch and interrupts it; whoever waits for its end now
        // has to hear of it all the same.
        log.fault('the end of a batch could not be written', again, { batch: id })
        const status = { status: 'failed', reason: failed.message, error: failed } as const
        announcer.tell({
          event: 'batch.changed',
          batch: { ...opened.batch, ...status },
          previous: 'running',
        })
      }
    },
    async closeProduction(status, keepsAll) {
      const isOver = status === 'finished' || status === 'cancelled' || status === 'failed'
      const { artifacts } = opened.request
      const policy = keepsAll ? 'keep' : isOver ? artifacts : untilItIsOver(artifacts)
      await opened.production
        .close({ policy, at: clock.iso() })
        .catch((error: unknown) => log.fault('artifacts were left behind', error, { batch: id }))
    },
  }
}

/** What was made on the way is what the batch goes on from. */
export const untilItIsOver = (policy: ArtifactPolicy): ArtifactPolicy =>
  policy === 'drop' ? { days: 7 } : policy
