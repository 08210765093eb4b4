import { join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { stringify } from 'csv-stringify/sync'
import type { Batch, Job, ManifestEntry } from '../../../src-shared/batches/batch.ts'
import type { RowProblem } from '../../../src-shared/data/rows.ts'
import type { QualityFinding } from '../../../src-shared/quality/inspection.ts'
import { type ReviewState, reviewStateOf } from '../../../src-shared/review/review.ts'
import { entryOfJob, entryOfRejectedRow, manifestColumns } from '../../core/manifest/manifest-entry.ts'
import type { StudioStore } from '../../outside/database/studio-store.ts'
import { writeWhole } from '../../outside/files/write-whole.ts'
import { guardedWithin } from '../row-intake/formula-guard.ts'

/** Names of what is written about a batch, in its output folder. */
export const paperNames = { json: 'manifest.json', csv: 'manifest.csv', rejected: 'rejected.csv' } as const

const pageSize = 1_000

/**
 * Writes manifest.json and manifest.csv of a batch into its output folder; `ending` is the status that they state.
 * They are read from the store page by page, so 120,000 entries need no more memory than a few.
 */
export async function writeManifest(
  store: StudioStore,
  batch: Batch,
  ending: { status: Batch['status']; reason: string; at: string },
): Promise<{ manifest: string }> {
  const head = {
    id: batch.id,
    name: batch.name,
    template: batch.template.name,
    templateVersion: batch.template.version,
    data: batch.data,
    languages: batch.languages,
    formats: batch.formats,
    quality: batch.quality,
    createdAt: batch.createdAt,
    writtenAt: ending.at,
    status: ending.status,
    reason: ending.reason,
    counts: batch.counts,
  }
  const manifest = join(batch.outputFolder, paperNames.json)
  await writeWhole(join(batch.outputFolder, paperNames.csv), asCsv(entries(store, batch.id)))
  await writeWhole(manifest, asJson(head, entries(store, batch.id)))
  return { manifest }
}

/** Rejected rows and jobs of a batch, a page at a time, in the order of the table. */
async function* entries(store: StudioStore, batchId: string): AsyncGenerator<ManifestEntry[]> {
  const rejected = rejectedRows(store, batchId)
  let fault = await rejected.next()
  for (let after: number | null = 0; after !== null; ) {
    const page = store.jobs(batchId, undefined, after, pageSize)
    const group: ManifestEntry[] = []
    const stateOf = reviewOf(store, batchId, page.jobs)
    for (const job of page.jobs) {
      while (fault.done !== true && fault.value[0]!.line < job.line) {
        group.push(entryOfRejectedRow(fault.value))
        fault = await rejected.next()
      }
      group.push(entryOfJob(job, { review: stateOf(job), findings: findingsOf(store, job) }))
    }
    yield group
    after = page.next
    // The store answers at once, so nothing else would get its turn.
    await turn()
  }
  for (; fault.done !== true; fault = await rejected.next()) yield [entryOfRejectedRow(fault.value)]
}

/** Where the files of some jobs stand; null where nobody reviews the batch. */
function reviewOf(store: StudioStore, batch: string, jobs: readonly Job[]): (job: Job) => ReviewState | null {
  const { approvals, decisions, stands } = store.review.ofBatch(batch)
  if (approvals === 0 && decisions === 0 && stands.failing === 0) return () => null
  const found = store.review.standsOf(jobs.map(({ id }) => id))
  return ({ id }) => reviewStateOf(found.get(id) ?? 'open', approvals)
}

/** What its inspection saw in a file that didn't pass. */
function findingsOf(store: StudioStore, job: Job): QualityFinding[] {
  const isTold = job.status === 'done' && (job.verdict === 'warn' || job.verdict === 'fail')
  return isTold ? (store.quality.ofJob(job.id)?.findings ?? []) : []
}

/** The faults of each row that was set aside, together. */
export async function* rejectedRows(store: StudioStore, batchId: string): AsyncGenerator<RowProblem[]> {
  let row: RowProblem[] = []
  for (let after: number | null = 0; after !== null; ) {
    const page = store.rejected(batchId, after, pageSize)
    for (const problem of page.problems) {
      if (row.length > 0 && row[0]!.rowNumber !== problem.rowNumber) {
        yield row
        row = []
      }
      row.push(problem)
    }
    after = page.next
    await turn()
  }
  if (row.length > 0) yield row
}

async function* asJson(head: object, groups: AsyncIterable<ManifestEntry[]>): AsyncGenerator<string> {
  yield `{\n  "reelmill": 1,\n  "batch": ${JSON.stringify(head, null, 2).replaceAll('\n', '\n  ')},\n  "files": [`
  let first = true
  for await (const group of groups)
    for (const entry of group) {
      yield `${first ? '' : ','}\n    ${JSON.stringify(entry)}`
      first = false
    }
  yield first ? ']\n}\n' : '\n  ]\n}\n'
}

async function* asCsv(groups: AsyncIterable<ManifestEntry[]>): AsyncGenerator<string> {
  yield `\ufeff${stringify([[...manifestColumns]], { record_delimiter: 'windows' })}`
  for await (const group of groups)
    yield stringify(group, {
      columns: [...manifestColumns],
      record_delimiter: 'windows',
      cast: {
        boolean: (value) => (value ? 'yes' : 'no'),
        // A key like =2+3 must not become a formula where the manifest is opened; manifest.json has it as it is.
        string: guardedWithin,
      },
    })
}
