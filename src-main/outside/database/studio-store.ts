import { join } from 'node:path'
import type { Batch, BatchCounts, Job } from '../../../src-shared/batches/batch.ts'
import type { BatchChange, JobChange } from '../../../src-shared/batches/changes.ts'
import type { Row, RowProblem } from '../../../src-shared/data/rows.ts'
import { batchRecords, type NewBatch } from './batch-records.ts'
import { orDiskFull } from './disk-full.ts'
import {
  type EarlierFile,
  type EarlierOutput,
  type JobInHand,
  jobRecords,
  type NewJob,
  type PlannedFile,
} from './job-records.ts'
import { openDatabase } from './open-database.ts'
import { rowRecords } from './row-records.ts'
import { asBatch } from './rows-as-data.ts'
import { readStatements } from './statements.ts'
import { announcePresence } from './studio-presence.ts'

/** A stretch of the table that was read and checked: what goes in together. */
export type PreparedRows = {
  passed: { row: Row; jobs: NewJob[] }[]
  /** One list of faults for each row that was set aside. */
  rejected: RowProblem[][]
}

/** Two jobs of a batch that would write one file. */
export type Clash = { path: string; first: Job; second: NewJob }

/** Changes that belong together; `at` is an ISO time. */
export type Changes = { jobs: JobChange[]; batch: BatchChange | null; at: string }

export type StudioStore = ReturnType<typeof openStudioStore>

const checkpointEvery = 60_000

/**
 * Opens the store of a studio folder. `studio` is a name that no other running studio has. Each change is one
 * transaction; ids that don't exist throw `batch.not-found` or `job.not-found`, a change whose status has moved on
 * throws; whatever writes throws `disk.full` where there is no room. Times are ISO 8601 texts.
 */
export function openStudioStore(places: { folder: string; sqlFolder: string; studio: string }) {
  const { db, statements, migrated } = openDatabase(join(places.folder, 'studio.sqlite'), places.sqlFolder)
  const presence = announcePresence(join(places.folder, 'running'), places.studio)
  const batches = batchRecords(readStatements(db, join(statements, 'batches.sql')), places.studio)
  const jobs = jobRecords(readStatements(db, join(statements, 'jobs.sql')), places.studio)
  const rows = rowRecords(readStatements(db, join(statements, 'rows.sql')))
  const together = <T>(work: () => T): T => orDiskFull(db, () => db.transaction(work).immediate())

  // A reader that stays open keeps SQLite from shortening the log by itself.
  const timer = setInterval(() => {
    try {
      db.pragma('wal_checkpoint(PASSIVE)')
    } catch {
      // Nothing is lost: it waits in the log. A full disk is told by who writes next.
    }
  }, checkpointEvery)
  timer.unref()

  function write(batchId: string, changes: Changes): void {
    const number = batches.numberOf(batchId)
    const counts: Partial<BatchCounts> = {}
    for (const change of changes.jobs) {
      if (!jobs.change(number, change, changes.at))
        throw new Error(`job ${change.job} of batch ${batchId} is no longer ${change.from}`)
      batches.addEvent(number, {
        at: changes.at,
        job: change.job,
        previous: change.from,
        status: change.to.status,
        reason: change.to.reason,
      })
      for (const [name, by] of Object.entries(change.counts) as [keyof BatchCounts, number][])
        counts[name] = (counts[name] ?? 0) + by
    }
    batches.addToCounts(number, counts)
    if (changes.batch !== null && !batches.change(number, changes.batch, changes.at))
      throw new Error(`batch ${batchId} is no longer ${changes.batch.from}`)
  }

  return {
    studio: places.studio,
    migrated,
    isAlive: presence.isAlive,

    addBatch(batch: NewBatch): Batch {
      return together(() => {
        batches.add(batch)
        return asBatch(batches.record(batch.id))
      })
    },
    batch: (id: string): Batch => asBatch(batches.record(id)),
    newestBatch: batches.newest,
    batches: batches.list,
    /** What is being worked on, or was when its studio was lost. */
    unfinishedBatches: batches.unfinished,
    setPapers: batches.setPapers,
    /** Notes that files were moved: manifests, rejected rows, or a table that was one of those. */
    movePapers: (moved: ReadonlyMap<string, string>): void => together(() => batches.movePapers(moved)),
    /** The batch whose rejected rows a file holds, with its request; null when it is no such file. */
    batchOfRejected: batches.ofRejected,
    events: batches.events,

    /** Writes rows, jobs and faults. Comes back with the jobs that would write a file of another; those are not written. */
    addRows(batchId: string, prepared: PreparedRows): Clash[] {
      return together(() => {
        const number = batches.numberOf(batchId)
        const clashes: Clash[] = []
        let added = 0
        for (const { row, jobs: wanted } of prepared.passed) {
          rows.add(number, row)
          for (const job of wanted) {
            const first = jobs.add(number, batchId, job)
            if (first === null) added += 1
            else clashes.push({ path: job.path, first, second: job })
          }
        }
        for (const problem of prepared.rejected.flat()) rows.addRejected(number, problem)
        batches.addToCounts(number, {
          rows: prepared.passed.length + prepared.rejected.length,
          rejectedRows: prepared.rejected.length,
          jobs: added,
          waiting: added,
        })
        return clashes
      })
    },
    row: (batchId: string, number: number): Row => rows.byNumber(batches.numberOf(batchId), number),
    rejectedRow: (batchId: string, rowNumber: number): RowProblem[] =>
      rows.rejectedRow(batches.numberOf(batchId), rowNumber),
    rejected: (batchId: string, after: number, limit: number) =>
      rows.rejected(batches.numberOf(batchId), after, limit),

    job: jobs.byId,
    jobs: (batchId: string, status: Job['status'] | undefined, after: number, limit: number) =>
      jobs.page(batches.numberOf(batchId), batchId, status, after, limit),
    /** Every failed job of a batch with the number of its row, by row. */
    failedJobs: (batchId: string, after: number, limit: number) =>
      jobs.failedPage(batches.numberOf(batchId), batchId, after, limit),
    attempts: jobs.attempts,
    /** Whether an earlier batch of this studio wrote this very video under this name. */
    wroteBefore: (batchId: string, file: Omit<EarlierFile, 'batch'>): boolean =>
      jobs.wroteBefore({ ...file, batch: batches.numberOf(batchId) }),
    /** What an earlier batch of this studio last left under this name, from a plan of this hash; null when none did. */
    earlierOutput: (batchId: string, file: Omit<PlannedFile, 'batch'>): EarlierOutput | null =>
      jobs.earlierOutput({ ...file, batch: batches.numberOf(batchId) }),

    /** Takes the next waiting job of a running batch of this studio; `decide` says what that changes. */
    claimNext(batchId: string, at: string, decide: (job: Job) => JobChange): JobInHand | null {
      return together(() => {
        const next = jobs.nextWaiting(batches.numberOf(batchId), batchId)
        if (next === null) return null
        write(batchId, { jobs: [decide(next.job)], batch: null, at })
        return { ...next, job: jobs.byId(next.job.id) }
      })
    },
    /** Writes a plan of changes, all or nothing. */
    apply(batchId: string, changes: Changes): void {
      together(() => write(batchId, changes))
    },

    close(): void {
      clearInterval(timer)
      presence.leave()
      if (!db.open) return
      try {
        orDiskFull(db, () => db.pragma('wal_checkpoint(TRUNCATE)'))
      } finally {
        db.close()
      }
    },
  }
}
