import { type Batch, isUnderWay as goesOnByItself } from '../../src-shared/batches/batch.ts'

/** Batches, newest first. What did not change keeps its identity, the list included. */
export type BatchList = readonly Batch[]

/** The list with this batch as it is now: in its place, or where its age puts it. */
export function withBatch(list: BatchList, batch: Batch): BatchList {
  const at = list.findIndex(({ id }) => id === batch.id)
  if (at !== -1) return same(list[at]!, batch) ? list : list.with(at, batch)
  const before = list.findIndex((other) => isNewer(batch, other))
  return before === -1 ? [...list, batch] : list.toSpliced(before, 0, batch)
}

/** A fresh first page over what was known before: unchanged batches keep their identity. */
export function afresh(known: BatchList, page: readonly Batch[]): BatchList {
  const byId = new Map(known.map((batch) => [batch.id, batch]))
  return page.map((batch) => {
    const before = byId.get(batch.id)
    return before !== undefined && same(before, batch) ? before : batch
  })
}

export function isUnderWay({ status }: Pick<Batch, 'status'>): boolean {
  return goesOnByItself(status)
}

/** Whether it can be made to wait for others: it isn't over, and nothing of it is being made. */
export function canWait({ status }: Pick<Batch, 'status'>): boolean {
  return status === 'waiting' || status === 'paused' || status === 'interrupted'
}

/** Whether a person can have it gone on with. */
export function canResume({ status }: Pick<Batch, 'status'>): boolean {
  return status === 'paused' || status === 'interrupted' || status === 'cancelled'
}

function isNewer(one: Batch, other: Batch): boolean {
  return one.createdAt > other.createdAt || (one.createdAt === other.createdAt && one.id > other.id)
}

function same(one: Batch, other: Batch): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other)
}
