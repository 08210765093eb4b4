import type { Batch, BatchCounts, RenderRequest } from '../../../src-shared/batches/batch.ts'
import type { BatchChange } from '../../../src-shared/batches/changes.ts'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import { asBatch, type BatchRecord } from './rows-as-data.ts'
import type { Statements } from './statements.ts'

export type NewBatch = Pick<
  Batch,
  'id' | 'name' | 'template' | 'data' | 'outputFolder' | 'languages' | 'formats' | 'quality' | 'createdAt'
> & { request: RenderRequest; reason: string }

export type StatusEvent = {
  at: string
  /** null: the batch itself. */
  job: number | null
  previous: string | null
  status: string
  reason: string
}

/** The batches and their events. Nothing here opens a transaction: the caller does. */
export function batchRecords(sql: Statements, studio: string) {
  const numbers = new Map<string, number>()

  function record(id: string): BatchRecord {
    const found = sql.one<BatchRecord>('batch_by_id', { id })
    if (found === null)
      throw new StudioError({
        code: 'batch.not-found',
        message: `There is no batch ${id} in this studio.`,
        whatToDo: 'See `reelmill batch list` for those that there are.',
      })
    return found
  }
  /** The number that a batch's rows and jobs know it by. */
  function numberOf(id: string): number {
    let number = numbers.get(id)
    if (number === undefined) {
      number = record(id).number
      numbers.set(id, number)
    }
    return number
  }

  return {
    record,
    numberOf,
    add(batch: NewBatch): void {
      const { template } = batch
      const { lastNumber } = sql.run('add_batch', {
        id: batch.id,
        name: batch.name,
        templateName: template.name,
        templateVersion: template.version,
        templateTitle: template.title,
        templateFolder: template.folder,
        templateHash: template.hash,
        data: batch.data,
        outputFolder: batch.outputFolder,
        languages: JSON.stringify(batch.languages),
        formats: JSON.stringify(batch.formats),
        quality: batch.quality,
        request: JSON.stringify(batch.request),
        createdAt: batch.createdAt,
        studio,
        reason: batch.reason,
      })
      this.addEvent(lastNumber, {
        at: batch.createdAt,
        job: null,
        previous: null,
        status: 'preparing',
        reason: batch.reason,
      })
    },
    list(before: string | undefined, limit: number): { batches: Batch[]; next: string | null } {
      const found = sql.all<BatchRecord>('batches_before', {
        before: before === undefined ? null : numberOf(before),
        limit: limit + 1,
      })
      const batches = found.slice(0, limit).map(asBatch)
      return { batches, next: found.length > limit ? batches.at(-1)!.id : null }
    },
    newest(): Batch | null {
      const found = sql.one<BatchRecord>('newest_batch')
      return found === null ? null : asBatch(found)
    },
    unfinished: () =>
      sql.all<BatchRecord>('unfinished_batches').map((one) => ({ batch: asBatch(one), studio: one.studio })),
    /** False when the batch is no longer in the status that the change was decided on. */
    change(number: number, change: BatchChange, at: string): boolean {
      const { to } = change
      const { changes } = sql.run('change_batch', {
        number,
        from: change.from,
        status: to.status,
        reason: to.reason,
        finishedAt: to.status === 'finished' ? to.finishedAt : null,
        errorCode: to.status === 'failed' ? to.error.code : null,
        errorMessage: to.status === 'failed' ? to.error.message : null,
        errorWhatToDo: to.status === 'failed' ? (to.error.whatToDo ?? null) : null,
      })
      if (changes === 0) return false
      this.addEvent(number, { at, job: null, previous: change.from, status: to.status, reason: to.reason })
      return true
    },
    addToCounts(number: number, counts: Partial<BatchCounts>): void {
      sql.run('add_to_counts', { number, ...noCounts, ...counts })
    },
    addEvent(number: number, event: StatusEvent): void {
      sql.run('add_event', { batch: number, ...event })
    },
    events: (id: string, after: number, limit: number) =>
      sql.all<StatusEvent & { number: number }>('events_of_batch', { batch: numberOf(id), after, limit }),
    movePapers(moved: ReadonlyMap<string, string>): void {
      for (const [from, to] of moved) sql.run('move_papers', { from, to })
    },
    ofRejected(path: string): { batch: Batch; request: RenderRequest } | null {
      const found = sql.one<BatchRecord>('batch_of_rejected', { path })
      return found === null ? null : { batch: asBatch(found), request: JSON.parse(found.request) }
    },
    setPapers(id: string, papers: { manifest: string | null; rejected: string | null }): void {
      sql.run('set_papers', { number: numberOf(id), ...papers })
    },
  }
}

const noCounts: BatchCounts = {
  rows: 0,
  rejectedRows: 0,
  jobs: 0,
  waiting: 0,
  running: 0,
  done: 0,
  unchanged: 0,
  failed: 0,
}
