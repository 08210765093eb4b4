import type { Batch } from '../../../src-shared/batches/batch.ts'
import { StudioError } from '../../../src-shared/contract/errors.ts'

/** What a batch waits for, by id. */
export type Dependencies = { after: string[]; afterApproval: string[] }
type BatchOf = (id: string) => Batch

/** Of those that a batch waits for, the ones that it still has to wait for. */
export function stillToCome({ after, afterApproval }: Dependencies, batchOf: BatchOf) {
  return {
    finished: after.filter((id) => batchOf(id).status !== 'finished'),
    approved: afterApproval.filter((id) => {
      const { status, approvedAt } = batchOf(id)
      return status !== 'finished' || approvedAt === null
    }),
  }
}

/** Why a batch has to wait for others, in one sentence; null: it need not. */
export function whyItWaits(dependencies: Dependencies, batchOf: BatchOf): string | null {
  const { finished, approved } = stillToCome(dependencies, batchOf)
  const first = finished[0] ?? approved[0]
  if (first === undefined) return null
  const others = new Set([...finished, ...approved]).size - 1
  const more = others === 0 ? '' : ` It waits for ${others} more.`
  return `${whyNotYet(batchOf(first))}${more}`
}

function whyNotYet(batch: Batch): string {
  const name = `batch ${batch.id} (${batch.name})`
  const instead = 'or let this one begin all the same: `reelmill queue after`'
  switch (batch.status) {
    case 'finished':
      return `Waits until somebody approves of ${name}: \`reelmill queue approve ${batch.id}\`.`
    case 'cancelled':
      return `Waits for ${name}, which was cancelled: resume it, ${instead}.`
    case 'failed':
      return `Waits for ${name}, which failed: retry it, ${instead}.`
    case 'paused':
      return `Waits for ${name}, which is paused: resume it, ${instead}.`
    case 'interrupted':
      return `Waits for ${name}, which was interrupted: resume it, ${instead}.`
    case 'preparing':
    case 'waiting':
    case 'running':
      return `Waits for ${name}: ${batch.counts.done.toLocaleString('en')} of ${batch.counts.jobs.toLocaleString('en')} videos are done.`
    default:
      return batch satisfies never
  }
}

/**
 * Throws `queue.loop` when a batch would wait for itself, through others too, and `batch.not-found` for one that there
 * is not. `id` is null for a batch that is yet to be.
 */
export function refuseLoops(id: string | null, wanted: Dependencies, batchOf: BatchOf): void {
  const seen = new Set<string>()
  const next = [...wanted.after, ...wanted.afterApproval]
  for (let at = next.pop(); at !== undefined; at = next.pop()) {
    if (at === id)
      throw new StudioError({
        code: 'queue.loop',
        message: `Batch ${id} would wait for itself${seen.size === 0 ? '' : ', through others'}.`,
        whatToDo: 'Name only batches that do not wait for this one. Nothing was changed.',
      })
    if (seen.has(at)) continue
    seen.add(at)
    const batch = batchOf(at)
    next.push(...batch.after, ...batch.afterApproval)
  }
}
