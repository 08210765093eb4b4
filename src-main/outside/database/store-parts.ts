import { join } from 'node:path'
import type Database from 'better-sqlite3'
import type { BatchChange, JobChange, WeighedInspection } from '../../../src-shared/batches/changes.ts'
import type { Cause } from '../../../src-shared/farm/causes.ts'
import { batchRecords, type CountsChange } from './batch-records.ts'
import { farmRecords } from './farm-records.ts'
import { jobQueue } from './job-queue.ts'
import { jobRecords } from './job-records.ts'
import { qualityRecords } from './quality-records.ts'
import { queueRecords } from './queue-records.ts'
import { packParts } from './review-parts.ts'
import { writeInspection, writeParts } from './review-records.ts'
import { rowRecords } from './row-records.ts'
import { readStatements } from './statements.ts'
import { guardStudio } from './studio-faults.ts'
import { timelineRecords } from './timeline-records.ts'
import { unitRecords } from './unit-records.ts'

/** Changes that belong together; `at` is an ISO time. */
export type Changes = {
  jobs: JobChange[]
  batch: BatchChange | null
  at: string
  /** With it all jobs stand in the store. A change from `preparing` to `running` says so by itself. */
  prepared?: boolean
}

/** What the topics of the store are made of. */
export type StoreParts = ReturnType<typeof storeParts>

/** Reads the statements of all topics. `statements` is their folder. */
export function storeParts(
  db: Database.Database,
  statements: string,
  studio: { name: string; machine: string },
) {
  const guard = guardStudio(db)
  const read = (topic: string) => readStatements(db, join(statements, `${topic}.sql`), guard)
  const batches = batchRecords(read('batches'), studio.name)
  const jobs = jobRecords(read('jobs'), studio.name)
  const timeline = timelineRecords(read('timeline'))
  const units = unitRecords(read('units'), studio)
  const review = read('review')
  const packages = read('review-packages')
  const quality = qualityRecords(read('quality'))

  const together = <T>(work: () => T): T => guard(() => db.transaction(work).immediate())

  /** The same, and not even a power cut takes it back, nor anything before it. Costs a wait for the disk. */
  function durably<T>(work: () => T): T {
    db.pragma('synchronous = FULL')
    try {
      return together(work)
    } finally {
      db.pragma('synchronous = NORMAL')
    }
  }

  /** What was seen of the file that a job has now: for itself, and for review. Inside of a transaction of the caller. */
  function inspected(batch: number, job: number, inspection: WeighedInspection, at: string): void {
    quality.write(job, inspection, at)
    writeInspection(review, batch, job, inspection)
  }

  /** Writes changes of one batch, inside of a transaction of the caller. */
  function write(batchId: string, changes: Changes): void {
    const { at } = changes
    const number = batches.numberOf(batchId)
    const counts: CountsChange = {}
    const sum = { done: 0, failed: 0, bytes: 0 }
    const failures = new Map<Cause, number>()
    const add = (name: keyof CountsChange, by: number) => {
      counts[name] = (counts[name] ?? 0) + by
    }
    for (const change of changes.jobs) {
      const { to, from } = change
      // A person wants it again: every unit of it may be tried as often as at first.
      if (to.status === 'waiting' && isOver.has(from)) units.freshenOfJob(change.job)
      if (!jobs.change(number, change, at))
        throw new Error(`job ${change.job} of batch ${batchId} is no longer ${from}`)
      if (change.inspection !== undefined) inspected(number, change.job, change.inspection, at)
      if (change.doubt !== undefined) quality.endDoubt(change.job, change.doubt)
      batches.addEvent(number, {
        at,
        job: change.job,
        jobs: null,
        previous: from,
        status: to.status,
        reason: to.reason,
      })
      for (const [name, by] of Object.entries(change.counts) as [keyof CountsChange, number][]) add(name, by)
      if (change.parts !== undefined) writeParts(review, number, change.job, packParts(change.parts))
      // One that is done without a try was made before.
      if (to.status === 'done' && change.attempt !== null) {
        const made = to.unchangedSince === null
        add(made ? 'seenMade' : 'seenUnchanged', 1)
        sum.done += 1
        sum.bytes += made ? to.output.bytes : 0
      }
      if (to.status === 'failed') {
        add('seenFailed', 1)
        sum.failed += 1
        const cause = to.error.cause ?? 'ours'
        failures.set(cause, (failures.get(cause) ?? 0) + 1)
      }
    }
    if (changes.jobs.length > 0) batches.addToCounts(number, counts)
    if (sum.done + sum.failed > 0) timeline.noteJob(number, at, sum)
    for (const [cause, failed] of failures) timeline.noteFailures(number, at, cause, failed)
    if (changes.batch !== null && !batches.change(number, changes.batch, at, changes.prepared ?? false))
      throw new Error(`batch ${batchId} is no longer ${changes.batch.from}`)
  }

  return {
    batches,
    jobs,
    timeline,
    units,
    quality,
    queue: queueRecords(read('queue'), batches.numberOf),
    jobQueue: jobQueue(read('job-queue')),
    rows: rowRecords(read('rows')),
    farm: farmRecords(read('farm')),
    review,
    samples: read('samples'),
    packages,
    together,
    durably,
    write,
    inspected,
  }
}

const isOver: ReadonlySet<string> = new Set(['done', 'failed', 'skipped', 'cancelled'])
