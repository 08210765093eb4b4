import type { Batch, Job } from '../../../src-shared/batches/batch.ts'
import type { Answers } from '../../../src-shared/contract/commands.ts'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import type { Studio } from '../../start-studio.ts'
import { type Door, type StudioChoice, withStudio } from '../door.ts'
import { type ExitStatus, exitStatus } from '../exit-status.ts'
import { inLine, size, table } from '../wording.ts'

const pageSize = 500

export function listBatches(door: Door, limit: number, choice: StudioChoice): Promise<ExitStatus> {
  return withStudio(door, choice, async (studio) => {
    const { batches } = await studio.api.ask('batch.list', { limit })
    if (choice.json) for (const batch of batches) door.terminal.out(JSON.stringify(batch))
    else if (batches.length === 0) door.terminal.out('No batch yet. Start one with `reelmill render`.')
    else
      for (const line of table([
        ['BATCH', 'STARTED', 'TEMPLATE', 'DATA', 'STATUS', 'DONE', 'FAILED', 'SET ASIDE'],
        ...batches.map(batchCells),
      ]))
        door.terminal.out(line)
    return { exit: exitStatus.done, batches: batches.length }
  })
}

export function showBatch(door: Door, id: string, choice: StudioChoice): Promise<ExitStatus> {
  return withStudio(door, choice, async (studio) => {
    const { id: whole } = await find(studio, id)
    const batch = await studio.api.ask('batch.show', { batch: whole })
    if (choice.json) door.terminal.out(JSON.stringify(batch))
    else for (const line of table(batchFacts(batch))) door.terminal.out(line)
    return { exit: exitStatus.done, batch: batch.id }
  })
}

export function listJobs(
  door: Door,
  id: string,
  status: Job['status'] | undefined,
  choice: StudioChoice,
): Promise<ExitStatus> {
  return withStudio(door, choice, async (studio) => {
    const batch = await find(studio, id)
    let jobs = 0
    for (let after: number | null = 0; after !== null; ) {
      const page: { jobs: Job[]; next: number | null } = await studio.api.ask('batch.jobs', {
        batch: batch.id,
        ...(status === undefined ? {} : { status }),
        after,
        limit: pageSize,
      })
      for (const job of page.jobs) door.terminal.out(choice.json ? JSON.stringify(job) : jobLine(job))
      jobs += page.jobs.length
      after = page.next
    }
    if (jobs === 0 && !choice.json)
      door.terminal.out(status === undefined ? 'No jobs.' : `No job of this batch is ${status}.`)
    return { exit: exitStatus.done, jobs }
  })
}

/** A batch by its id, by the beginning of it, or `last`. */
async function find(studio: Studio, id: string): Promise<Batch> {
  if (id === 'last') {
    const { batches } = await studio.api.ask('batch.list', { limit: 1 })
    if (batches[0] !== undefined) return batches[0]
    throw new StudioError({
      code: 'batch.not-found',
      message: 'There is no batch in this studio yet.',
      whatToDo: 'Start one with `reelmill render`.',
    })
  }
  return studio.api.ask('batch.show', { batch: id })
}

function batchCells(batch: Batch): string[] {
  const { counts } = batch
  return [
    batch.id,
    batch.createdAt.slice(0, 16).replace('T', ' '),
    batch.template.name,
    inLine(batch.name),
    batch.status,
    `${counts.done}/${counts.jobs}`,
    String(counts.failed),
    String(counts.rejectedRows),
  ]
}

function batchFacts(batch: Answers['batch.show']): string[][] {
  const { counts } = batch
  return [
    ['Batch', batch.id],
    ['Status', `${batch.status}: ${inLine(batch.reason)}`],
    ...(batch.status === 'failed' && batch.error.whatToDo
      ? [['What to do', inLine(batch.error.whatToDo)]]
      : []),
    ['Started', batch.createdAt],
    ...(batch.status === 'finished' ? [['Finished', batch.finishedAt]] : []),
    ['Template', `${batch.template.name} ${batch.template.version} (${batch.template.folder})`],
    ['Data', batch.data],
    ['Languages', batch.languages.join(', ')],
    ['Formats', batch.formats.join(', ')],
    ['Quality', batch.quality],
    ['Rows', `${counts.rows} read, ${counts.rejectedRows} set aside`],
    [
      'Videos',
      `${counts.done} done${counts.unchanged > 0 ? ` (${counts.unchanged} unchanged)` : ''}, ${counts.failed} failed, ${counts.running} running, ${counts.waiting} waiting`,
    ],
    ...(batch.keptBytes === null
      ? []
      : [['Artifacts', batch.keptBytes === 0 ? 'none are kept' : `${size(batch.keptBytes)} are kept`]]),
    ['Output', batch.outputFolder],
    ...(batch.manifest === null ? [] : [['Manifest', batch.manifest]]),
    ...(batch.rejected === null ? [] : [['Rejected', batch.rejected]]),
  ]
}

function jobLine(job: Job): string {
  const reason = job.status === 'failed' ? `  ${inLine(`${job.reason} ${job.error.whatToDo ?? ''}`)}` : ''
  return `${String(job.id).padStart(6)}  ${job.status.padEnd(7)}  line ${job.line}  ${inLine(job.path)}${reason}`
}
