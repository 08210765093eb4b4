import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import Database from 'better-sqlite3'
import type { ManifestEntry } from '../../src-shared/batches/batch.ts'
import type { StudioEvent } from '../../src-shared/contract/events.ts'
import { atFullSpeed } from '../helpers/full-speed.ts'
import { projectRoot } from '../helpers/project-root.ts'
import { chanceFrom } from './chance.ts'
import { type Flushed, logAsItIs, powerCut } from './power-cut.ts'
import { isAlive, processesOf, type Seen } from './processes.ts'
import { keysOf, tiny, writeSmallBatch } from './small-batch.ts'

export type Trial = {
  /** An empty folder. */
  folder: string
  rows: number
  kills: number
  seed: number
  /** Kills with a power cut: what was not flushed is lost, too. */
  cuts: boolean
  /** The videos of `undisturbed`, of as many rows at least; left out: they are made afterwards. */
  right?: string
  say(line: string): void
}

export type Survived = {
  kills: number
  /** What was found wrong, in sentences; empty: nothing. */
  faults: string[]
  /** Videos that were there after each kill. */
  there: number[]
  seconds: number
}

const look = { ...tiny, profile: 'web' }

/**
 * Renders a batch with the real command line, kills its studio with -9 at random moments, starts it again each time
 * with the same words, and looks at everything that may not happen. The right videos are those that another studio
 * makes of the same table without being disturbed.
 */
export async function survive(trial: Trial): Promise<Survived> {
  const begun = performance.now()
  const chance = chanceFrom(trial.seed)
  const request = await writeSmallBatch(trial.folder, trial.rows, look)
  const at = (name: string) => join(trial.folder, name)
  const disturbed = { ...request, out: at('out'), studio: at('studio') }
  const watch = watchVideos(disturbed.out)
  const faults: string[] = []
  const there: number[] = []
  let orphans: Seen[] = []
  let kills = 0
  let status: number | null = null
  while (status === null) {
    const round = startRender(disturbed)
    const left = trial.kills - kills
    const killed =
      left === 0
        ? round.ended.then(() => false)
        : killSomewhere(round, chance, left, () => trial.rows - watch.count())
    // Whoever was left behind is gone before anything new is begun.
    const before = orphans
    const firstJob = round.firstJob.then((wasSeen) => {
      if (!wasSeen) return
      for (const orphan of before)
        if (isAlive(orphan)) faults.push(`still runs after a start: ${orphan.command}`)
    })
    if (!(await killed)) {
      status = (await round.ended).status
      await firstJob
      if (left > 0 && status === 0) faults.push(`only ${kills} of ${trial.kills} kills: the batch was over`)
      if (status !== 0) faults.push(`render ended with ${status}: ${round.said()}`)
      break
    }
    kills += 1
    await round.ended
    orphans = processesOf(trial.folder)
    if (trial.cuts) {
      // Without power nothing goes on running.
      for (const { pid } of orphans) killQuietly(pid)
      orphans = []
      powerCut(disturbed.studio, chance, round.flushed)
    }
    watch.look()
    there.push(watch.count())
    trial.say(
      `kill ${kills} of ${trial.kills}: ${watch.count()} of ${trial.rows} videos are there, ${orphans.length} programs left behind`,
    )
  }
  faults.push(...watch.end())
  await sleep(500)
  for (const { command } of processesOf(trial.folder)) faults.push(`left over at the end: ${command}`)
  if (status !== 0) return { kills, faults, there, seconds: (performance.now() - begun) / 1000 }
  if (trial.right === undefined) trial.say('rendering the same without a disturbance')
  const right = trial.right ?? (await undisturbed(trial.folder, trial.rows))
  faults.push(...compare(disturbed.out, right, trial.rows, watch.hashes()))
  faults.push(...recordsOf(disturbed.studio, trial.rows))
  return { kills, faults, there, seconds: (performance.now() - begun) / 1000 }
}

/** Renders the same batch, and nobody disturbs it; answers the folder of its videos. */
export async function undisturbed(folder: string, rows: number): Promise<string> {
  const [out, studio] = [join(folder, 'undisturbed-out'), join(folder, 'undisturbed-studio')]
  atFullSpeed(studio)
  await startRender({ ...(await writeSmallBatch(folder, rows, look)), out, studio }).ended
  return out
}

type Round = {
  child: ChildProcess
  done(): number
  /** False: it ended before any. */
  firstJob: Promise<boolean>
  ended: Promise<{ status: number | null }>
  said(): string
  /** Changes of a batch are flushed, and all that was written before them. */
  flushed: Map<string, Flushed>
}

function startRender(batch: { template: string; data: string; out: string; studio: string }): Round {
  const { template, data, out, studio } = batch
  // What a killed process had in the system's temp folder is the system's to clear: here it goes with the test's own.
  const temp = `${studio}-temp`
  mkdirSync(temp, { recursive: true })
  const child = spawn(
    process.execPath,
    [
      join(projectRoot, 'src-main', 'headless', 'reelmill.mjs'),
      ...['render', '--template', template, '--data', data, '--key', 'sku', '--quality', 'draft'],
      ...['--name', '{key}', '--out', out, '--studio', studio, '--json'],
    ],
    // A group of its own: a kill of the studio must not reach what it started.
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
      cwd: projectRoot,
      env: { ...process.env, TMPDIR: temp },
    },
  )
  const log = join(studio, 'studio.sqlite-wal')
  // What the cut before has left is on the disk.
  const flushed = new Map<string, Flushed>()
  const noteFlushed = () => {
    const now = logAsItIs(log)
    if (now !== null) flushed.set(log, now)
  }
  noteFlushed()
  let done = 0
  let said = ''
  let rest = ''
  const { promise: firstJob, resolve: sayFirst } = Promise.withResolvers<boolean>()
  child.stderr!.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-4_000)
  })
  child.stdout!.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n')
    rest = lines.pop()!
    for (const line of lines) {
      const event = JSON.parse(line) as StudioEvent
      if (event.event === 'batch.changed') noteFlushed()
      if (event.event !== 'jobs.changed') continue
      sayFirst(true)
      done += event.jobs.filter((job) => job.status === 'done').length
    }
  })
  const ended = once(child, 'close').then(([status]) => {
    sayFirst(false)
    return { status: status as number | null }
  })
  return { child, done: () => done, firstJob, ended, said: () => said, flushed }
}

/** Kills at a random moment; false when the batch ended before. */
async function killSomewhere(
  round: Round,
  chance: () => number,
  left: number,
  /** Videos that are not there yet. */
  missing: () => number,
): Promise<boolean> {
  let over = false
  void round.ended.then(() => {
    over = true
  })
  // A few videos are kept for each kill still to come: at the table's end two can come between two looks.
  const mustStrike = () => over || missing() <= 3 * left
  const until = async (reached: () => boolean) => {
    while (!mustStrike() && !reached()) await sleep(10)
  }
  const later = (ms: number) => {
    const then = performance.now() + ms
    return until(() => performance.now() >= then)
  }
  if (chance() < 0.2) {
    // While it starts, reads the table, finds what the last one left.
    await later(chance() * 2_000)
  } else {
    const wanted = Math.floor((chance() * 2 * missing()) / (left + 1))
    await until(() => round.done() >= wanted)
    await later(chance() * 400)
  }
  // One that has nothing left to make ends in a moment; a kill after its end would make the next start a new batch.
  if (over || missing() === 0) return false
  round.child.kill('SIGKILL')
  return true
}

function killQuietly(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has gone by itself.
  }
}

/** Looks at each video as soon as its name is seen: whole then, and never another afterwards. */
function watchVideos(out: string) {
  const hashes = new Map<string, string>()
  const faults: string[] = []
  const hashOf = (name: string) =>
    createHash('sha256')
      .update(readFileSync(join(out, name)))
      .digest('hex')
  const look = () => {
    if (!existsSync(out)) return
    for (const name of videosOf(out)) if (!hashes.has(name)) hashes.set(name, hashOf(name))
  }
  const timer = setInterval(look, 20)
  return {
    look,
    count: () => hashes.size,
    hashes: (): ReadonlyMap<string, string> => hashes,
    end(): string[] {
      clearInterval(timer)
      look()
      for (const [name, hash] of hashes) {
        if (!existsSync(join(out, name))) faults.push(`${name} was there and is gone`)
        else if (hashOf(name) !== hash)
          faults.push(`${name} was seen before it was whole, or was made otherwise again`)
      }
      return faults
    },
  }
}

const videosOf = (folder: string) => readdirSync(folder).filter((name) => name.endsWith('.mp4'))

function compare(out: string, right: string, rows: number, seen: ReadonlyMap<string, string>): string[] {
  const faults: string[] = []
  const { files } = JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8')) as { files: ManifestEntry[] }
  const expected = JSON.parse(readFileSync(join(right, 'manifest.json'), 'utf8')) as {
    files: ManifestEntry[]
  }
  const keys = new Set(keysOf(rows))
  const done = expected.files.filter(({ key, status }) => status === 'done' && key !== null && keys.has(key))
  if (done.length !== rows) faults.push(`undisturbed, ${done.length} of ${rows} videos were made`)
  if (new Set(done.map(({ sha256 }) => sha256)).size !== rows)
    faults.push('the right videos are not all different')
  const found = new Map(files.map((entry) => [entry.path, entry]))
  if (files.length !== rows) faults.push(`the manifest has ${files.length} entries for ${rows} videos`)
  for (const { path, sha256, key, quality } of done) {
    const entry = found.get(path)
    if (entry?.status !== 'done')
      faults.push(`${key} is ${entry?.status ?? 'missing'}: ${entry?.reason ?? ''}`)
    else if (entry.sha256 !== sha256) faults.push(`${key} is not the video that it should be`)
    else if (entry.quality !== 'pass' || entry.quality !== quality)
      faults.push(`${key} was found ${entry.quality}, and ${quality} where nothing was disturbed`)
    else if (seen.get(path!) !== sha256) faults.push(`${path} holds something else than the manifest says`)
  }
  const strangers = readdirSync(out).filter(
    (name) => !found.has(name) && !['manifest.json', 'manifest.csv'].includes(name),
  )
  for (const name of strangers) faults.push(`${name} was left in the output folder`)
  return faults
}

/** What the database says: one batch, each video made once, with one verdict of the file that lies there. */
function recordsOf(studio: string, rows: number): string[] {
  const db = new Database(join(studio, 'studio.sqlite'), { readonly: true })
  try {
    const faults: string[] = []
    const batches = db.prepare('SELECT id, status FROM batches').all() as { id: string; status: string }[]
    if (batches.length !== 1 || batches[0]!.status !== 'finished')
      faults.push(`batches: ${batches.map(({ id, status }) => `${id} ${status}`).join(', ')}`)
    const jobs = db.prepare('SELECT status, count(*) AS count FROM jobs GROUP BY status').all()
    if (JSON.stringify(jobs) !== JSON.stringify([{ status: 'done', count: rows }]))
      faults.push(`jobs: ${JSON.stringify(jobs)}`)
    const twice = db
      .prepare(`SELECT job FROM attempts WHERE "end" = 'done' GROUP BY job HAVING count(*) > 1`)
      .all()
    if (twice.length > 0) faults.push(`${twice.length} videos were made twice`)
    const verdicts = db
      .prepare(
        `SELECT count(*) FROM inspections JOIN jobs ON jobs.id = job AND jobs.sha256 = inspections.sha256`,
      )
      .pluck()
      .get()
    if (verdicts !== rows) faults.push(`${String(verdicts)} of ${rows} videos have a verdict`)
    const doubts = db.prepare('SELECT count(*) FROM doubts').pluck().get()
    if (doubts !== 0) faults.push(`${String(doubts)} videos were made once more for what was seen in them`)
    const failed = db.prepare(`SELECT count(*) FROM attempts WHERE "end" = 'failed'`).pluck().get()
    if (failed !== 0) faults.push(`${failed} tries failed`)
    const open = db.prepare(`SELECT count(*) FROM attempts WHERE "end" IS NULL`).pluck().get()
    if (open !== 0) faults.push(`${open} tries never ended`)
    return faults
  } finally {
    db.close()
  }
}
