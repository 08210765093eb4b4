import { existsSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { type Batch, isUnderWay, type RenderRequestSource } from '../../../src-shared/batches/batch.ts'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import { asError, type Door, type Interrupter, type Reached, type StudioChoice, withStudio } from '../door.ts'
import { type ExitStatus, statusOfBatch } from '../exit-status.ts'
import { followBatch, hasEnded } from '../follow-batch.ts'
import { showProgress } from '../show-progress.ts'
import { showError, type Terminal } from '../terminal.ts'
import { count, duration, inLine } from '../wording.ts'
import { hostLine, stayForGuests } from './staying.ts'

const shownAtMost = 5
/** Milliseconds that a batch which is just being opened has, after Ctrl+C, to come into being and be interrupted. */
const patienceWithStart = 1_500
const notBegun = {
  code: 'cancelled',
  message: 'Interrupted before the batch was begun: nothing was rendered.',
  whatToDo: 'The same words begin it.',
}

type RenderAsk = RenderRequestSource & { new?: boolean }

/** Renders a batch to its end and tells what came of it. */
export function render(door: Door, request: RenderAsk, choice: StudioChoice): Promise<ExitStatus> {
  const begun = door.now()
  const wanted = { ...request }
  return withStudio(
    door,
    choice,
    async (studio, onInterrupt) => {
      let asked = false
      const { batch, goesOn } = await runBatch(
        door,
        studio,
        { ...wanted },
        choice.json === true,
        (interrupt) =>
          onInterrupt((by) => {
            asked = true
            interrupt(by)
          }),
        // With the next studio it goes on with that one.
        () => delete wanted.new,
      )
      const seconds = (door.now() - begun) / 1000
      if (!choice.json) await tell(door.terminal, studio, batch, seconds)
      else if (batch.status === 'failed') showError(door.terminal, batch.error)
      if (studio.host === null && !asked) await stayForGuests(door, studio, choice.json === true, onInterrupt)
      return {
        exit: statusOfBatch(batch),
        status: batch.status,
        reason: batch.reason,
        batch: batch.id,
        goesOn,
        counts: batch.counts,
        outputFolder: batch.outputFolder,
        manifest: batch.manifest,
        rejected: batch.rejected,
        seconds: Math.round(seconds * 10) / 10,
        ...(batch.status === 'failed' ? { error: batch.error } : {}),
      }
    },
    'work',
    'render',
  )
}

/**
 * Starts a batch, or goes on with it, and shows it until it has ended or wants a person. In another process' studio it is only followed:
 * an interruption then leaves it there, and the answer is how it stood.
 */
export async function runBatch(
  door: Door,
  studio: Reached,
  request: RenderAsk,
  json: boolean,
  onInterrupt: (interrupt: (by: Interrupter) => void) => void,
  onStarted: () => void = () => {},
): Promise<{ batch: Batch; goesOn: string | null }> {
  const { terminal } = door
  const shown = json ? null : showProgress(terminal, door.now)
  const following = followBatch()
  let wake: () => void = () => {}
  let leave = false
  let interrupted: Interrupter | null = null

  let begun = false
  const givenUp = Promise.withResolvers<never>()
  givenUp.promise.catch(() => {})

  const interrupt = (by: Interrupter) => {
    interrupted = by
    // What hangs at the opening (a share, say) is not waited for.
    if (!begun) setTimeout(() => givenUp.reject(new StudioError(notBegun)), patienceWithStart).unref()
    if (studio.host !== null) leave = true
    else
      shown?.say(
        'Interrupting: what is being rendered is dropped, what is finished is kept. Ctrl+C again ends at once.',
      )
    wake()
  }
  onInterrupt(interrupt)
  const stop = (batch: string) =>
    studio.api
      .ask('batch.interrupt', { batch })
      .catch((error: unknown) => showError(terminal, asError(error)))

  const stopListening = studio.listen((events) => {
    for (const event of events) {
      if (json) terminal.out(JSON.stringify(event))
      following.take(event)
    }
    shown?.update(following.standing())
    wake()
  })
  let lost: StudioError | null = null
  void studio.ended.then((why) => {
    if (why !== null) lost = new StudioError(why)
    wake()
  })
  try {
    if (studio.host !== null) shown?.say(hostLine(studio.host))
    const starting = studio.api.ask(
      'batch.start',
      studio.host === null ? request : await fromHere(studio, request),
    )
    const started = await Promise.race([starting, givenUp.promise])
    begun = true
    onStarted()
    following.begin(await studio.api.ask('batch.show', { batch: started.batch }))
    if (started.goesOn !== null) shown?.say(inLine(started.goesOn))
    shown?.update(following.standing())
    let told = false
    for (;;) {
      const batch = following.batch()!
      if (hasEnded(batch)) return { batch, goesOn: started.goesOn }
      // Videos that were made meanwhile are told one by one, not as a change of the batch.
      if (leave)
        return {
          batch: await studio.api.ask('batch.show', { batch: batch.id }).catch(() => batch),
          goesOn: started.goesOn,
        }
      if (lost !== null && isUnderWay(batch.status)) throw lost
      if (lost !== null) return { batch, goesOn: started.goesOn }
      // By the system: the studio hands everything back, and the next one that works goes on with it.
      if (interrupted === 'system') return { batch, goesOn: started.goesOn }
      if (interrupted !== null && !told) {
        told = true
        void stop(batch.id)
      }
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
  } finally {
    stopListening()
    shown?.end()
  }
}

/** Paths as they are meant here: the process that makes the videos may stand in another folder. */
async function fromHere(studio: Reached, request: RenderAsk): Promise<RenderAsk> {
  const { template, data, out, roots } = request
  const isPath = /[/\\]|^\.{1,2}$/.test(template) || basename(template) === 'template.json'
  const isHere =
    isPath ||
    (existsSync(join(template, 'template.json')) &&
      !(await studio.api.ask('template.list', {})).some(({ name }) => name === template))
  return {
    ...request,
    template: isHere ? resolve(template) : template,
    data: resolve(data),
    out: resolve(out),
    ...(roots === undefined ? {} : { roots: roots.map((root) => resolve(root)) }),
  }
}

async function tell(terminal: Terminal, studio: Reached, batch: Batch, seconds: number): Promise<void> {
  if (isUnderWay(batch.status)) return tellLeft(terminal, studio, batch)
  if (batch.status === 'failed') showError(terminal, batch.error)
  else terminal.out(`${batch.reason} (${duration(seconds)})`)
  if (batch.status === 'interrupted')
    terminal.out(`To go on: the same words again, or reelmill queue resume ${batch.id}`)
  if (batch.status === 'paused')
    terminal.out(
      `To go on: reelmill queue resume ${batch.id}, or the same words again. To end it: reelmill queue cancel ${batch.id}`,
    )
  await tellRejected(terminal, studio, batch)
  await tellFailed(terminal, studio, batch)
  if (batch.counts.done > 0) terminal.out(`Videos:    ${batch.outputFolder}`)
  if (batch.manifest !== null) terminal.out(`Manifest:  ${batch.manifest}`)
  if (batch.rejected !== null) terminal.out(`Rejected:  ${batch.rejected}`)
}

function tellLeft(terminal: Terminal, { host }: Reached, batch: Batch): void {
  if (host === null)
    terminal.out(`Interrupted: ${batch.id} is gone on with by the next studio that works here.`)
  else
    terminal.out(
      `Left to the studio of pid ${host.pid} (${host.door}), which goes on with it. To see it: reelmill queue watch. To stop it: reelmill queue pause ${batch.id}`,
    )
}

async function tellRejected(terminal: Terminal, studio: Reached, batch: Batch): Promise<void> {
  if (batch.counts.rejectedRows === 0) return
  terminal.out(`${count(batch.counts.rejectedRows, 'row')} set aside:`)
  const { problems, next } = await studio.api.ask('batch.rejected', { batch: batch.id, limit: shownAtMost })
  for (const problem of problems) terminal.out(`  ${problemLine(problem)}`)
  if (next !== null) terminal.out('  ... and more; the file of rejected rows has them all.')
}

async function tellFailed(terminal: Terminal, studio: Reached, batch: Batch): Promise<void> {
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
