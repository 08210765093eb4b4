import type { Batch, BatchCounts, Queueing, RenderRequest } from '../../../src-shared/batches/batch.ts'
import type { BatchChange } from '../../../src-shared/batches/changes.ts'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import { asBatch, type BatchRecord, failureColumns, priorityNumber } from './rows-as-data.ts'
import type { Statements } from './statements.ts'

export type NewBatch = Pick<
  Batch,
  'id' | 'name' | 'template' | 'data' | 'outputFolder' | 'languages' | 'formats' | 'quality' | 'createdAt'
> & {
  request: RenderRequest
  /** Hash of what makes two requests the same one; null: it is never gone on with by asking for it again. */
  identity: string | null
  reason: string
}

type StatusEvent = {
  at: string
  /** null: the batch itself, or as many jobs as `jobs` says. */
  job: number | null
  jobs: number | null
  previous: string | null
  status: string
  reason: string
}

/** What its desk knows of a batch besides what is shown. */
type BatchInHand = {
  request: RenderRequest
  identity: string | null
  /** The studio that last prepared it or ran it. */
  studio: string
  /** All of its jobs stand in the store; else it has to be prepared anew. */
  prepared: boolean
  keepGoing: boolean
  /** `to-come` until `beginPilot`, `running` until `endPilot`. */
  pilot: { rows: number; state: 'to-come' | 'running' | 'over' } | null
  /** What was settled since it was last taken out of a pause, or retried. */
  seen: { made: number; unchanged: number; failed: number }
  /** For how long it was worked on. */
  workedMilliseconds: number
}

/** What is added to the counts of a batch; those `seen` are for its judge. */
export type CountsChange = Partial<BatchCounts> & {
  seenMade?: number
  seenUnchanged?: number
  seenFailed?: number
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

  const requestOf = (batch: number): RenderRequest =>
    JSON.parse(sql.one<{ request: string }>('request_of', { batch })!.request)

  return {
    record,
    numberOf,
    /** Comes back with its number. */
    add(batch: NewBatch): number {
      const { template } = batch
      const queue: Queueing = batch.request.queue
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
        identity: batch.identity,
        createdAt: batch.createdAt,
        studio,
        reason: batch.reason,
        priority: priorityNumber(queue.priority),
        deadline: queue.deadline,
        startAt: queue.startAt,
        keepGoing: queue.keepGoing ? 1 : 0,
        pilot: queue.pilot,
      })
      sql.run('add_request', { batch: lastNumber, request: JSON.stringify(batch.request) })
      this.addEvent(lastNumber, {
        at: batch.createdAt,
        job: null,
        jobs: null,
        previous: null,
        status: 'preparing',
        reason: batch.reason,
      })
      return lastNumber
    },
    inHand(id: string): BatchInHand {
      const found = record(id)
      return {
        // Only for who wants it: with all that a person mended it may be megabytes, and after each video the rest is asked.
        get request() {
          return requestOf(found.number)
        },
        identity: found.identity,
        studio: found.studio,
        prepared: found.prepared === 1,
        keepGoing: found.keep_going === 1,
        pilot:
          found.pilot === null
            ? null
            : {
                rows: found.pilot,
                state: found.pilot_over === 1 ? 'over' : found.pilot_rank === null ? 'to-come' : 'running',
              },
        seen: { made: found.seen_made, unchanged: found.seen_unchanged, failed: found.seen_failed },
        workedMilliseconds: found.worked_ms,
      }
    },
    list(before: string | undefined, limit: number): { batches: Batch[]; next: string | null } {
      const found = sql.all<BatchRecord>('batches_before', {
        before: before === undefined ? Number.MAX_SAFE_INTEGER : numberOf(before),
        limit: limit + 1,
      })
      const batches = found.slice(0, limit).map(asBatch)
      return { batches, next: found.length > limit ? batches.at(-1)!.id : null }
    },
    newest(): Batch | null {
      const found = sql.one<BatchRecord>('newest_batch')
      return found === null ? null : asBatch(found)
    },
    lost: (): Batch[] => sql.all<BatchRecord>('lost_batches', { studio }).map(asBatch),
    newestOfRequest(identity: string, outputFolder: string): Batch | null {
      const found = sql.one<BatchRecord>('newest_of_request', { identity, outputFolder })
      return found === null ? null : asBatch(found)
    },
    /** False when the batch is no longer in the status that the change was decided on. */
    change(number: number, change: BatchChange, at: string, prepared: boolean): boolean {
      const { from, to } = change
      const { changes } = sql.run('change_batch', {
        number,
        from,
        status: to.status,
        reason: to.reason,
        byWhom: to.status === 'paused' || to.status === 'interrupted' ? to.by : null,
        finishedAt: to.status === 'finished' ? to.finishedAt : null,
        ...failureColumns(to.status === 'failed' ? to.error : null),
        studio,
        prepared: prepared || (from === 'preparing' && to.status === 'running') ? 1 : 0,
        afresh: to.status !== 'paused' && !goesOnCounting.has(from) ? 1 : 0,
      })
      if (changes === 0) return false
      this.addEvent(number, {
        at,
        job: null,
        jobs: null,
        previous: from,
        status: to.status,
        reason: to.reason,
      })
      return true
    },
    addToCounts(number: number, counts: CountsChange): void {
      sql.run('add_to_counts', { number, ...noCounts, ...counts })
    },
    forgetCounts: (number: number): void => void sql.run('forget_counts', { number, studio }),
    addWorked(number: number, milliseconds: number): void {
      sql.run('add_worked', { number, milliseconds: Math.round(milliseconds) })
    },
    addEvent(number: number, event: StatusEvent): void {
      sql.run('add_event', { batch: number, ...event })
    },
    lastEvent: (batch: number): number => sql.one<{ number: number }>('last_event', { batch })!.number,
    /** So many jobs more are told of by an event. */
    addToEvent(batch: number, number: number, jobs: number): void {
      sql.run('add_to_event', { batch, number, jobs })
    },
    events: (id: string, after: number, limit: number) =>
      sql.all<StatusEvent & { number: number }>('events_of_batch', { batch: numberOf(id), after, limit }),
    changes: (id: string) =>
      sql.all<{ at: string; status: string; reason: string }>('changes_of_batch', { batch: numberOf(id) }),
    movePapers(moved: ReadonlyMap<string, string>): void {
      for (const [from, to] of moved) sql.run('move_papers', { from, to })
    },
    ofRejected(path: string): { batch: Batch; request: RenderRequest } | null {
      const found = sql.one<BatchRecord>('batch_of_rejected', { path })
      return found === null ? null : { batch: asBatch(found), request: requestOf(found.number) }
    },
    setPapers(id: string, papers: { manifest: string | null; rejected: string | null }): void {
      sql.run('set_papers', { number: numberOf(id), ...papers })
    },
  }
}

/** Statuses out of which a batch goes on as it was; out of all others a person let it go on. */
const goesOnCounting: ReadonlySet<Batch['status']> = new Set([
  'preparing',
  'waiting',
  'running',
  'interrupted',
])

const noCounts: Required<CountsChange> = {
  rows: 0,
  rejectedRows: 0,
  jobs: 0,
  waiting: 0,
  running: 0,
  paused: 0,
  done: 0,
  unchanged: 0,
  failed: 0,
  skipped: 0,
  cancelled: 0,
  seenMade: 0,
  seenUnchanged: 0,
  seenFailed: 0,
}
