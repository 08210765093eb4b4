import { hostname } from 'node:os'
import { join } from 'node:path'
import type { Batch, Job } from '../../../src-shared/batches/batch.ts'
import type { Row, RowProblem } from '../../../src-shared/data/rows.ts'
import type { NewBatch } from './batch-records.ts'
import { farmStore } from './farm-store.ts'
import type { EarlierFile, EarlierOutput, NewJob, PlannedFile } from './job-records.ts'
import { openDatabase, pagesOfLog } from './open-database.ts'
import { packageStore } from './package-records.ts'
import { qualityStore } from './quality-store.ts'
import { queueStore } from './queue-store.ts'
import { reviewStore } from './review-records.ts'
import { asBatch } from './rows-as-data.ts'
import { sampleStore } from './sample-records.ts'
import { type Changes, type StoreParts, storeParts } from './store-parts.ts'
import { unitStore } from './unit-store.ts'

export type { Changes } from './store-parts.ts'

/** A stretch of the table that was read and checked: what goes in together. */
type PreparedRows = {
  passed: { row: Row; jobs: NewJob[] }[]
  /** One list of faults for each row that was set aside. */
  rejected: RowProblem[][]
}

/** Two jobs of a batch that would write one file. */
export type Clash = { path: string; first: Job; second: NewJob }

export type StudioStore = ReturnType<typeof openStudioStore>

/** Rows or jobs that are dropped in one transaction: some milliseconds. */
const slice = 1_000

/**
 * Opens the store of a studio folder, which the caller holds (`holdStudio`). `studio` names this run of Reelmill,
 * `machine` the machine that it is on. Each change is one transaction; ids that don't exist throw `batch.not-found`,
 * `job.not-found`, `unit.not-found`; a change whose status has moved on throws; all throw `disk.full` where there is no
 * room and `store.damaged` where a page of the file is bad. Times are ISO 8601 texts in UTC.
 */
export function openStudioStore(places: {
  folder: string
  sqlFolder: string
  studio: string
  machine?: string
}) {
  const { db, statements, migrated, unchecked } = openDatabase(
    join(places.folder, 'studio.sqlite'),
    places.sqlFolder,
  )
  const parts = storeParts(db, statements, {
    name: places.studio,
    machine: places.machine ?? hostname(),
  })

  return {
    studio: places.studio,
    migrated,
    /** A power cut may have damaged it, and it is large: `lookThrough` says so while the studio works. */
    unchecked,
    ...batchStore(parts),
    ...rowStore(parts),
    ...jobStore(parts),
    ...queueStore(parts),
    units: unitStore(parts),
    review: reviewStore(parts),
    samples: sampleStore(parts),
    packages: packageStore(parts),
    quality: qualityStore(parts),
    ...farmStore(parts),

    /** Whether somebody else keeps the log short (`keepLog`): else a commit does now and then, and waits for the disk. */
    logIsKept(kept: boolean): void {
      if (db.open) db.pragma(`wal_autocheckpoint = ${kept ? 0 : pagesOfLog}`)
    },

    close(): void {
      if (!db.open) return
      try {
        db.pragma('wal_checkpoint(TRUNCATE)')
      } catch {
        // On a full disk it waits in the log, and the next opening reads it there.
      } finally {
        db.close()
      }
    },
  }
}

function batchStore({ batches, queue, jobs, rows, together, durably, write }: StoreParts) {
  return {
    addBatch(batch: NewBatch): Batch {
      return durably(() => {
        batches.add(batch)
        const { after, afterApproval } = batch.request.queue
        if (after.length + afterApproval.length > 0) queue.setAfter(batch.id, { after, afterApproval })
        return asBatch(batches.record(batch.id))
      })
    },
    batch: (id: string): Batch => asBatch(batches.record(id)),
    /** What its desk has to know of it besides. */
    batchInHand: batches.inHand,
    newestBatch: batches.newest,
    batches: batches.list,
    /** The latest batch of the same request (see `NewBatch.identity`) into the same folder, whatever became of it. */
    newestOfRequest: batches.newestOfRequest,
    setPapers: batches.setPapers,
    /** Notes that files were moved: manifests, rejected rows, or a table that was one of those. */
    movePapers: (moved: ReadonlyMap<string, string>): void => together(() => batches.movePapers(moved)),
    /** The batch whose rejected rows a file holds, with its request; null when it is no such file. */
    batchOfRejected: batches.ofRejected,
    /** Every change of a batch and its jobs, by page. */
    events: batches.events,
    /** Counts time in which a batch was worked on. */
    addWorked: (id: string, milliseconds: number): void =>
      batches.addWorked(batches.numberOf(id), milliseconds),
    /**
     * Drops all rows and jobs of a batch, so that its table can be read once more; it is this studio's from now on. A
     * slice each time that the answer is called: it comes back with how much it dropped, 0 when nothing is left. After the
     * first one the batch counts as not prepared.
     */
    droppingPrepared(id: string): () => number {
      const number = batches.numberOf(id)
      let begun = false
      return () =>
        together(() => {
          if (!begun) {
            batches.forgetCounts(number)
            rows.dropRejected(number)
          }
          begun = true
          return jobs.drop(number, slice) || rows.drop(number, slice)
        })
    },
    /**
     * Writes a plan of changes, all or nothing. A batch's change outlasts a power cut, and all before it; jobs' changes
     * alone need not: what is lost of them is found again by what lies on the disk.
     */
    apply(id: string, changes: Changes): void {
      const how = changes.batch === null ? together : durably
      how(() => write(id, changes))
    },
  }
}

function rowStore({ batches, rows, jobs, together }: StoreParts) {
  return {
    /** Writes rows, jobs and faults. Comes back with the jobs that would write a file of another; those are not written. */
    addRows(batchId: string, prepared: PreparedRows): Clash[] {
      return together(() => {
        const { number, jobs: before } = batches.record(batchId)
        const clashes: Clash[] = []
        let added = 0
        for (const { row, jobs: wanted } of prepared.passed) {
          rows.add(number, row)
          for (const job of wanted) {
            const first = jobs.add(number, batchId, job, before + added + 1)
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
  }
}

function jobStore({ batches, jobs }: StoreParts) {
  return {
    job: jobs.byId,
    jobInHand: jobs.inHand,
    jobs: (batchId: string, status: Job['status'] | undefined, after: number, limit: number) =>
      jobs.page(batches.numberOf(batchId), batchId, status, after, limit),
    /** Every failed job of a batch with the number of its row, by row. */
    failedJobs: (batchId: string, after: number, limit: number) =>
      jobs.failedPage(batches.numberOf(batchId), batchId, after, limit),
    /** How many jobs, and how much work in pixels, are in each status. Reads all jobs of the batch. */
    work: (batchId: string) => jobs.work(batches.numberOf(batchId)),
    attempts: jobs.attempts,
    /** Whether an earlier batch of this studio wrote this very video under this name. */
    wroteBefore: (batchId: string, file: Omit<EarlierFile, 'batch'>): boolean =>
      jobs.wroteBefore({ ...file, batch: batches.numberOf(batchId) }),
    /** The latest batch begun after this one that made videos under names of this one, in the same folder; null: none. */
    laterWriter: (batchId: string): string | null => jobs.laterWriter(batches.numberOf(batchId)),
    /** What an earlier batch of this studio last left under this name, from a plan of this hash; null when none did. */
    earlierOutput: (batchId: string, file: Omit<PlannedFile, 'batch'>): EarlierOutput | null =>
      jobs.earlierOutput({ ...file, batch: batches.numberOf(batchId) }),
  }
}
