import type { Batch, Job } from '../../../src-shared/batches/batch.ts'
import type { Answers } from '../../../src-shared/contract/commands.ts'
import type { Verdict } from '../../../src-shared/quality/inspection.ts'
import { type Door, type StudioChoice, withRecords } from '../door.ts'
import { type ExitStatus, exitStatus } from '../exit-status.ts'
import { verdictCounts, verdictWords } from '../quality-words.ts'
import { inLine, localTime, size, table } from '../wording.ts'

const pageSize = 500

export function listBatches(door: Door, limit: number, choice: StudioChoice): Promise<ExitStatus> {
  return withRecords(door, choice, 'batch list', async (studio) => {
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

export function showBatch(
  door: Door,
  id: string,
  choice: StudioChoice & { timeline?: boolean },
): Promise<ExitStatus> {
  return withRecords(door, choice, 'batch show', async (studio) => {
    const shown = await studio.api.ask('batch.show', { batch: id })
    const kept = await studio.api.ask('batch.kept', { batch: shown.id })
    const batch = { ...shown, keptBytes: kept.bytes }
    const timeline = choice.timeline ? await studio.api.ask('batch.timeline', { batch: batch.id }) : null
    if (choice.json) door.terminal.out(JSON.stringify(batch))
    else for (const line of table(batchFacts(batch))) door.terminal.out(inLine(line))
    if (timeline !== null && choice.json) door.terminal.out(JSON.stringify({ timeline }))
    else if (timeline !== null) {
      const { timelineLines } = await import('../timeline-words.ts')
      door.terminal.out('')
      for (const line of timelineLines(timeline, door.terminal.columns())) door.terminal.out(line)
    }
    return { exit: exitStatus.done, batch: batch.id }
  })
}

export function listJobs(
  door: Door,
  id: string,
  status: Job['status'] | undefined,
  choice: StudioChoice,
): Promise<ExitStatus> {
  return withRecords(door, choice, 'batch jobs', async (studio) => {
    const { id: batch } = await studio.api.ask('batch.show', { batch: id })
    let jobs = 0
    for (let after: number | null = 0; after !== null; ) {
      const page: Answers['batch.jobs'] = await studio.api.ask('batch.jobs', {
        batch,
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

/** The steps of one video, with every try at each. */
export function listUnits(door: Door, job: number, choice: StudioChoice): Promise<ExitStatus> {
  return withRecords(door, choice, 'batch units', async (studio) => {
    const { units } = await studio.api.ask('job.units', { job })
    if (choice.json) for (const unit of units) door.terminal.out(JSON.stringify(unit))
    else if (units.length === 0) door.terminal.out('Nothing of this video was begun yet.')
    else {
      const { unitLines } = await import('../unit-words.ts')
      for (const unit of units)
        for (const line of unitLines(unit, choice.verbose === true)) door.terminal.out(line)
    }
    return { exit: exitStatus.done, units: units.length }
  })
}

function batchCells(batch: Batch): string[] {
  const { counts } = batch
  return [
    batch.id,
    localTime(batch.createdAt).slice(0, 16),
    batch.template.name,
    inLine(batch.name),
    batch.status,
    `${counts.done}/${counts.jobs}`,
    String(counts.failed),
    String(counts.rejectedRows),
  ]
}

function batchFacts(batch: Batch & { keptBytes: number | null }): string[][] {
  const { counts } = batch
  return [
    ['Batch', batch.id],
    ['Status', `${batch.status}: ${inLine(batch.reason)}`],
    ...(batch.status === 'failed' && batch.error.whatToDo
      ? [['What to do', inLine(batch.error.whatToDo)]]
      : []),
    ['Started', localTime(batch.createdAt)],
    ...(batch.status === 'finished' ? [['Finished', localTime(batch.finishedAt)]] : []),
    ...(batch.priority === 'normal' ? [] : [['Priority', batch.priority]]),
    ...(batch.deadline === null ? [] : [['Deadline', localTime(batch.deadline)]]),
    ...(batch.startAt === null ? [] : [['Begins at', localTime(batch.startAt)]]),
    ...(batch.after.length === 0 ? [] : [['After', batch.after.join(', ')]]),
    ...(batch.afterApproval.length === 0 ? [] : [['After approval', batch.afterApproval.join(', ')]]),
    ...(batch.approvedAt === null ? [] : [['Approved', localTime(batch.approvedAt)]]),
    ['Template', `${batch.template.name} ${batch.template.version} (${batch.template.folder})`],
    ['Data', batch.data],
    ['Languages', batch.languages.join(', ')],
    ['Formats', batch.formats.join(', ')],
    ['Quality', batch.quality],
    ['Rows', `${counts.rows} read, ${counts.rejectedRows} set aside`],
    ['Videos', videosLine(counts)],
    ...(batch.verdicts === undefined ? [] : [['Inspection', inspectionLine(batch.verdicts, counts.done)]]),
    ...(batch.keptBytes === null
      ? []
      : [['Artifacts', batch.keptBytes === 0 ? 'none are kept' : `${size(batch.keptBytes)} are kept`]]),
    ['Output', batch.outputFolder],
    ...(batch.manifest === null ? [] : [['Manifest', batch.manifest]]),
    ...(batch.rejected === null ? [] : [['Rejected', batch.rejected]]),
  ]
}

function videosLine({ done, unchanged, failed, running, waiting, ...less }: Batch['counts']): string {
  return [
    `${done} done${unchanged > 0 ? ` (${unchanged} unchanged)` : ''}`,
    `${failed} failed`,
    `${running} running`,
    `${waiting} waiting`,
    ...(['paused', 'skipped', 'cancelled'] as const).flatMap((status) =>
      less[status] > 0 ? [`${less[status]} ${status}`] : [],
    ),
  ].join(', ')
}

const inspectionLine = (verdicts: Record<Verdict, number>, done: number): string => {
  const unseen = done - verdicts.pass - verdicts.warn - verdicts.fail
  return `${verdictCounts(verdicts)}${unseen > 0 ? `, ${unseen.toLocaleString('en')} not inspected` : ''}`
}

/** `j123  failed     line 5  Kitchen/A_en.mp4  why`: the first word is how the queue's commands name it. */
function jobLine(job: Job): string {
  const isTold = job.status !== 'done' && job.status !== 'waiting'
  const remedy = job.status === 'failed' ? (job.error.whatToDo ?? '') : ''
  const seen = job.status === 'done' && job.verdict !== undefined ? verdictWords[job.verdict] : ''
  const why =
    isTold || (job.status === 'waiting' && job.notBefore !== null) ? inLine(`${job.reason} ${remedy}`) : seen
  return `${`j${job.id}`.padStart(7)}  ${job.status.padEnd(9)}  line ${job.line}  ${inLine(job.path)}  ${why}`.trimEnd()
}
