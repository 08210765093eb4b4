import type { Batch } from '../../src-shared/batches/batch.ts'
import type { QueueAnswer } from '../../src-shared/contract/commands.ts'
import type { Priority } from '../../src-shared/farm/priority.ts'
import { ask } from '../bridge/bridge.ts'
import { words } from '../words/words.ts'
import { confirm } from './confirm.tsx'
import { tell, tellFault } from './tell.tsx'

const one = (batch: Batch | string) => ({
  targets: [{ what: 'batch' as const, batch: typeof batch === 'string' ? batch : batch.id }],
})

/** Asks, and tells what was refused. True when something was changed. */
export async function attempt(work: Promise<QueueAnswer | null>): Promise<boolean> {
  try {
    const answer = await work
    const refusal = answer?.refused[0]
    if (refusal !== undefined) tellFault({ code: 'queue.refused', message: refusal.why })
    return answer === null || answer.changed > 0
  } catch (error) {
    tellFault(error)
    return false
  }
}

export const pauseBatch = (batch: Batch, now = false) => attempt(ask('queue.pause', { ...one(batch), now }))
export const resumeBatch = (batch: Batch) => attempt(ask('queue.resume', one(batch)))
export const retryFailed = (batch: Batch) => attempt(ask('queue.retry', one(batch)))
export const skipRest = (batch: Batch) => attempt(ask('queue.skip', one(batch)))

export async function cancelBatch(batch: Batch): Promise<void> {
  const yes = await confirm({
    title: words.batch.cancelTitle,
    text: words.batch.cancelText,
    yes: words.batch.cancel,
    isDanger: true,
  })
  if (yes && (await attempt(ask('queue.cancel', one(batch)))))
    tell(`${words.batchStatus.cancelled}: ${batch.name}.`, () => void resumeBatch(batch))
}

export async function interruptBatch(batch: Batch): Promise<void> {
  const yes = await confirm({
    title: words.batch.interruptTitle,
    text: words.batch.interruptText,
    yes: words.batch.interrupt,
  })
  if (yes) await attempt(ask('batch.interrupt', { batch: batch.id }))
}

export async function setPriority(batch: Batch, priority: Priority): Promise<void> {
  const before = batch.priority
  if (before === priority) return
  if (await attempt(ask('queue.priority', { ...one(batch), priority })))
    tell(
      `${batch.name}: ${words.priorities[priority]}.`,
      () => void attempt(ask('queue.priority', { ...one(batch), priority: before })),
    )
}

export const setDeadline = (batch: Batch, deadline: string | null) =>
  attempt(ask('queue.deadline', { batch: batch.id, deadline }))

/** Lets a batch begin without those that it waits for. */
export async function waitForNone(batch: Batch): Promise<void> {
  const { after, afterApproval } = batch
  if (await attempt(ask('queue.after', { batch: batch.id, after: [], afterApproval: [] })))
    tell(
      words.queuePage.waitsNoMore(batch.name),
      () => void attempt(ask('queue.after', { batch: batch.id, after, afterApproval })),
    )
}

export const approveBatch = (batch: Batch) => attempt(ask('queue.approve', { batch: batch.id }))

/** Shows something of a batch in the file manager. */
export const reveal = (batch: Batch, what: 'folder' | 'manifest' | 'rejected') =>
  ask('desktop.reveal', { what, batch: batch.id }).then(
    () => {},
    (error: unknown) => tellFault(error),
  )
