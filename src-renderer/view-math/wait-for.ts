import type { Batch } from '../../src-shared/batches/batch.ts'

/** A batch that has to be finished first; `approval`: and approved of by a person. */
export type WaitFor = { batch: string; approval: boolean }

export const waitsOf = ({ after, afterApproval }: Pick<Batch, 'after' | 'afterApproval'>): WaitFor[] => [
  ...after.map((batch) => ({ batch, approval: false })),
  ...afterApproval.map((batch) => ({ batch, approval: true })),
]

/** The same as commands want it. */
export function afterOf(waits: readonly WaitFor[]): { after: string[]; afterApproval: string[] } {
  const those = (approval: boolean) =>
    waits.filter((wait) => wait.approval === approval).map(({ batch }) => batch)
  return { after: those(false), afterApproval: those(true) }
}

/** Batches that wait for this one, directly or by way of others. */
export function waitersOf(id: string, batches: readonly Batch[]): ReadonlySet<string> {
  const waiters = new Set<string>()
  const next = [id]
  for (let one = next.pop(); one !== undefined; one = next.pop())
    for (const { id: other, after, afterApproval } of batches)
      if (!waiters.has(other) && (after.includes(one) || afterApproval.includes(one))) {
        waiters.add(other)
        next.push(other)
      }
  return waiters
}

type OfferedBatch = { batch: Batch; circle: boolean }

/**
 * Batches that one (null: a new one) can wait for: those that are not over, and finished ones that nobody has approved of
 * yet. `circle`: it waits for this one itself.
 */
export function offeredTo(
  id: string | null,
  queued: readonly Batch[],
  known: readonly Batch[],
): OfferedBatch[] {
  const isQueued = new Set(queued.map((batch) => batch.id))
  const finished = known.filter(
    (batch) => batch.status === 'finished' && batch.approvedAt === null && !isQueued.has(batch.id),
  )
  const waiters = id === null ? new Set<string>() : waitersOf(id, queued)
  return [...queued, ...finished]
    .filter((batch) => batch.id !== id)
    .map((batch) => ({ batch, circle: waiters.has(batch.id) }))
}
