import type { Batch, RenderRequestSource } from '../../../src-shared/batches/batch.ts'
import type { StudioEvent } from '../../../src-shared/contract/events.ts'
import type { Studio } from '../../start-studio.ts'
import { asError, type Door, type StudioChoice, withStudio } from '../door.ts'
import { type ExitStatus, statusOfBatch } from '../exit-status.ts'
import type { Standing } from '../progress-bar.ts'
import { showProgress } from '../show-progress.ts'
import { showError, type Terminal } from '../terminal.ts'
import { count, duration, inLine } from '../wording.ts'

const shownAtMost = 5

/** Renders a batch to its end and tells what came of it. */
export function render(door: Door, request: RenderRequestSource, choice: StudioChoice): Promise<ExitStatus> {
  return withStudio(door, choice, async (studio, onInterrupt) => {
    const begun = door.now()
    let asked = false
    const batch = await runBatch(door, studio, request, choice.json === true, (interrupt) =>
      onInterrupt(() => {
        asked = true
        interrupt()
      }),
    )
    const seconds = (door.now() - begun) / 1000
    const exit = statusOfBatch(batch, asked)
    if (!choice.json) await tell(door.terminal, studio, batch, seconds, asked)
    else if (batch.status === 'failed') showError(door.terminal, batch.error)
    return {
      exit,
      status: batch.status,
      reason: batch.reason,
      batch: batch.id,
      counts: batch.counts,
      outputFolder: batch.outputFolder,
      manifest: batch.manifest,
      rejected: batch.rejected,
      seconds: Math.round(seconds * 10) / 10,
      ...(batch.status === 'failed' ? { error: batch.error } : {}),
    }
  })
}

/** Starts a batch and shows it until it has ended. */
export async function runBatch(
  door: Door,
  studio: Studio,
  request: RenderRequestSource,
  json: boolean,
  onInterrupt: (interrupt: () => void) => void,
): Promise<Batch> {
  const { terminal } = door
  const shown = json ? null : showProgress(terminal, door.now)
  const standing = startStanding()
  let id: string | null = null
  let interrupted = false
  const stop = (batch: string) => {
    studio.api
      .ask('batch.interrupt', { batch })
      .catch((error: unknown) => showError(terminal, asError(error)))
  }
  const interrupt = () => {
    interrupted = true
    shown?.say(
      'Interrupting: what is being rendered is dropped, what is finished is kept. Ctrl+C again ends at once.',
    )
    if (id !== null) stop(id)
  }
  onInterrupt(interrupt)
  let sayEnded: (batch: Batch) => void = () => {}
  const ended = new Promise<Batch>((resolve) => {
    sayEnded = resolve
  })
  const stopListening = studio.listen((event) => {
    if (json) terminal.out(JSON.stringify(event))
    follow(standing, event)
    shown?.update(standing)
    if (
      event.event === 'batch.changed' &&
      event.batch.status !== 'preparing' &&
      event.batch.status !== 'running'
    )
      sayEnded(event.batch)
  })
  try {
    const started = await studio.api.ask('batch.start', request)
    id = started.batch
    if (interrupted) stop(id)
    return await ended
  } finally {
    stopListening()
    shown?.end()
  }
}

function startStanding(): Standing {
  return {
    name: '',
    share: null,
    secondsLeft: null,
    doing: 'Opening the table',
    done: 0,
    total: 0,
    failed: 0,
    rejected: 0,
  }
}

/** Keeps the counts in step with what is told: a list of 120,000 jobs is not asked for again and again. */
function follow(standing: Standing, event: StudioEvent): void {
  switch (event.event) {
    case 'batch.changed': {
      const { batch } = event
      standing.name = batch.name
      standing.total = batch.counts.jobs
      standing.done = batch.counts.done
      standing.failed = batch.counts.failed
      standing.rejected = batch.counts.rejectedRows
      if (batch.status === 'running') standing.share = 0
      return
    }
    case 'jobs.changed':
      for (const job of event.jobs) {
        if (job.status === 'done') standing.done += 1
        if (job.status === 'failed') standing.failed += 1
      }
      return
    case 'batch.progress':
      if (standing.total > 0) standing.share = event.share
      standing.secondsLeft = event.secondsLeft
      standing.doing = event.doing
      return
    case 'job.progress':
    case 'check.progress':
      return
    default:
      event satisfies never
  }
}

async function tell(
  terminal: Terminal,
  studio: Studio,
  batch: Batch,
  seconds: number,
  asked: boolean,
): Promise<void> {
  if (batch.status === 'failed') showError(terminal, batch.error)
  else if (batch.status === 'interrupted' && !asked) terminal.err(`Error: ${inLine(batch.reason)}`)
  else terminal.out(`${batch.reason} (${duration(seconds)})`)
  await tellRejected(terminal, studio, batch)
  await tellFailed(terminal, studio, batch)
  if (batch.counts.done > 0) terminal.out(`Videos:    ${batch.outputFolder}`)
  if (batch.manifest !== null) terminal.out(`Manifest:  ${batch.manifest}`)
  if (batch.rejected !== null) terminal.out(`Rejected:  ${batch.rejected}`)
}

async function tellRejected(terminal: Terminal, studio: Studio, batch: Batch): Promise<void> {
  if (batch.counts.rejectedRows === 0) return
  terminal.out(`${count(batch.counts.rejectedRows, 'row')} set aside:`)
  const { problems, next } = await studio.api.ask('batch.rejected', { batch: batch.id, limit: shownAtMost })
  for (const problem of problems) terminal.out(`  ${problemLine(problem)}`)
  if (next !== null) terminal.out('  ... and more; the file of rejected rows has them all.')
}

async function tellFailed(terminal: Terminal, studio: Studio, batch: Batch): Promise<void> {
  if (batch.counts.failed === 0) return
  terminal.out(`${count(batch.counts.failed, 'video')} failed:`)
  const { jobs, next } = await studio.api.ask('batch.jobs', {
    batch: batch.id,
    status: 'failed',
    limit: shownAtMost,
  })
  for (const job of jobs) {
    const remedy = job.status === 'failed' ? (job.error.whatToDo ?? '') : ''
    terminal.out(
      `  line ${job.line}, ${inLine(job.rowKey)} (${job.language}, ${job.format}): ${inLine(`${job.reason} ${remedy}`)}`,
    )
  }
  if (next !== null) terminal.out(`  ... and more: reelmill batch jobs ${batch.id} --status failed`)
}

/** `line 5, column price: "call us" is no amount. Write a number.` */
export function problemLine(problem: {
  line: number | null
  column?: string | null
  message: string
  whatToDo: string
}): string {
  const column = problem.column == null ? '' : `, column ${inLine(problem.column)}`
  const where = problem.line === null ? '' : `line ${problem.line}${column}: `
  return `${where}${inLine(`${problem.message} ${problem.whatToDo}`)}`
}
