import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { openStudioStore } from '../../src-main/outside/database/studio-store.ts'
import { projectRoot } from '../helpers/project-root.ts'
import { writeSmallBatch } from '../survive/small-batch.ts'
import { findPrograms } from './circumstances.ts'
import { measureOwnWork, type OwnWorkSeen } from './farm-own-work.ts'
import { type Cost, runGroup } from './measure.ts'
import { reelmillCall, renderCall, videosDone, watchProcess } from './reelmill.ts'
import { spreadOf } from './statistics.ts'

/** One batch of Reelmill's and the same commands by `xargs -P`, one after the other. */
export type IdealRound = {
  reelmill: Cost & {
    /** CPU-s of Reelmill's own process. */
    own: number | null
    /** Seconds from the start of the command until its batch runs, and from its last video to the end. */
    before: number
    after: number
    /** Units of clips, sound and segments that ran at a time, on average, until the last of them began. */
    atOnce: number | null
  }
  ideal: Cost
}

/** A real batch beside the same commands run by `xargs -P`. Seconds of the clock and of processors. */
export type IdealResult = {
  videos: number
  frame: string
  /** Of ffmpeg and ffprobe: so many lines for xargs. */
  commands: number
  /** What the farm measured itself to be best. */
  calibration: { processes: number; threads: number }
  /** Numbers of processes that were tried with some of the commands, and the best of them. */
  trials: { processes: number; wall: number }[]
  best: number
  rounds: IdealRound[]
  /** Of one more batch, with a profiler; null: it could not be seen. */
  profile: OwnWorkSeen | null
}

export type IdealSize = { rows: number; width: number; height: number; seconds: number }

/** Programs at full speed run with this niceness, and so xargs does, too: other work on the machine hinders both alike. */
const niceness = 10

/**
 * Reelmill's commands are taken down by a program that stands before ffmpeg and ffprobe; what they read (rasters, the
 * segments to be joined) is kept, so `xargs` needs no order among them. It is spared planning, drawing, hashing,
 * flushing and recording. Rounds go on for as long as `fits` says that another one of so many seconds does.
 */
export async function measureIdeal(
  folder: string,
  { rows, width, height, seconds }: IdealSize,
  fits: (seconds: number) => boolean,
  say: (text: string) => void,
): Promise<IdealResult> {
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  const look = { width, height, seconds, moves: false, clip: 'street.mp4' }
  const { template, data } = await writeSmallBatch(folder, rows, look)
  await writeStreet(join(template, look.clip), look)
  const studio = join(folder, 'studio')
  const asIs = ['--quality', 'standard', '--name', '{key}', '--new', '--afresh']
  const render = async <T>(
    name: string,
    more: string[],
    run: (call: ReturnType<typeof renderCall>) => Promise<T>,
  ) => {
    const own = join(folder, name)
    await rm(own, { recursive: true, force: true })
    return run(renderCall({ template, table: data, folder: own, studio, more: [...asIs, ...more] }))
  }

  say('ideal: a studio that has worked before')
  const calibration = await setUp(studio)
  await render('first', ['--rows', '1', '--artifacts', 'drop'], (call) => runGroup([call], 1))

  say('ideal: taking down the commands')
  const noted = join(folder, 'noted')
  const env = await noters(noted)
  await render('taken-down', ['--artifacts', 'keep'], (call) => runGroup([{ ...call, env }], 1))
  const lines = await linesOf(noted)
  const list = join(folder, 'lines')
  const some = join(folder, 'some-lines')
  await writeLines(list, lines)
  await writeLines(some, lines.slice(0, Math.ceil(lines.length / 4)))

  const trials = await tryProcesses(some, say)
  const best = trials.reduce((one, other) => (other.wall < one.wall ? other : one)).processes

  say('ideal: where the own process spends its time')
  const profile = await render('profiled', ['--artifacts', 'drop'], (call) =>
    measureOwnWork(call, join(folder, 'profiles')),
  ).catch((error: Error) => {
    say(`ideal: ${error.message}`)
    return null
  })

  const rounds: IdealRound[] = []
  for (let took = 0; rounds.length === 0 || fits(took); ) {
    say(`ideal: round ${rounds.length + 1}`)
    const begun = performance.now()
    const reelmill = await render('measured', ['--artifacts', 'drop'], measureBatch)
    rounds.push({ reelmill, ideal: await xargs(list, best) })
    took = (performance.now() - begun) / 1000
  }
  await rm(folder, { recursive: true, force: true })
  const frame = `${width}x${height}, ${(3 * seconds).toFixed(1)} s`
  return { videos: rows, frame, commands: lines.length, calibration, trials, best, rounds, profile }
}

/**
 * Makes it as on a machine that was worked on before: calibrated, and what ffmpeg can do was tried. Work of others does
 * not slow the farm down.
 */
async function setUp(studio: string): Promise<IdealResult['calibration']> {
  const settings = ['mode=full-speed', 'onBattery=go-on']
  await runGroup([reelmillCall('farm', 'set', ...settings, '--studio', studio)], 1)
  await runGroup([reelmillCall('farm', 'calibrate', '--studio', studio)], 1)
  let calibration = ''
  const onLine = (line: string) => {
    if (line.includes('"calibration"')) calibration = line
  }
  await runGroup([{ ...reelmillCall('farm', '--json', '--studio', studio), onLine }], 1)
  const { processes, threads } = JSON.parse(calibration).calibration
  return { processes, threads }
}

async function measureBatch(call: ReturnType<typeof renderCall>): Promise<IdealRound['reelmill']> {
  const watch = watchProcess()
  let [before, last] = [0, 0]
  const onLine = (line: string, seconds: number) => {
    if (before === 0 && line.includes('"batch.changed"') && line.includes('"running"')) before = seconds
    if (videosDone(line) > 0) last = seconds
  }
  const { wall, cpu } = await runGroup([{ ...call, onStart: watch.follow, onLine }], 1)
  const { own } = watch.seen()
  return { wall, cpu, own, before, after: wall - last, atOnce: meanAtOnce(triesOf(call.studio)) }
}

type Stretch = { from: number; to: number }

/** When each try at a unit that encodes began and ended, in milliseconds, of the newest batch. */
function triesOf(studio: string): Stretch[] {
  const sqlFolder = join(projectRoot, 'src-main', 'outside', 'database')
  const store = openStudioStore({ folder: studio, sqlFolder, studio: 'bench' })
  try {
    const { jobs } = store.jobs(store.newestBatch()!.id, undefined, 0, 1_000)
    return jobs
      .flatMap(({ id }) => store.units.ofJob(id))
      .filter(({ kind }) => kind !== 'output')
      .flatMap(({ tried }) => tried)
      .flatMap(({ begunAt, endedAt }) =>
        endedAt === null ? [] : [{ from: Date.parse(begunAt), to: Date.parse(endedAt) }],
      )
  } finally {
    store.close()
  }
}

/** How many of them ran at a time, on average, from the first one's begin to the last one's; null: there are too few. */
export function meanAtOnce(stretches: readonly Stretch[]): number | null {
  const first = Math.min(...stretches.map(({ from }) => from))
  const last = Math.max(...stretches.map(({ from }) => from))
  if (stretches.length < 2 || last <= first) return null
  const within = stretches.map(({ from, to }) => Math.min(to, last) - from)
  return within.reduce((sum, one) => sum + one, 0) / (last - first)
}

/** Ratios of a result: each taken inside its round. */
export function ratiosOf({ rounds }: IdealResult) {
  const share = (part: number | null, whole: number | null) =>
    part === null || whole === null ? [] : [part / whole]
  return {
    wall: spreadOf(rounds.map(({ reelmill, ideal }) => reelmill.wall / ideal.wall)),
    cpu: spreadOf(rounds.flatMap(({ reelmill, ideal }) => share(reelmill.cpu, ideal.cpu))),
    own: spreadOf(rounds.flatMap(({ reelmill }) => share(reelmill.own, reelmill.cpu))),
  }
}

const writeLines = (path: string, lines: string[]) =>
  writeFile(path, lines.map((line) => `${line}\0`).join(''))

/** Something as hard to read and to encode as what a camera saw. */
async function writeStreet(path: string, { width, height, seconds }: Omit<IdealSize, 'rows'>): Promise<void> {
  const { ffmpeg } = await findPrograms()
  const picture = `testsrc2=s=${width}x${height}:r=25:d=${seconds},noise=alls=12:allf=t,format=yuv420p`
  const words = ['-v', 'error', '-f', 'lavfi', '-i', picture, '-c:v', 'libx264', '-crf', '20', '-y', path]
  const [status] = await once(spawn(ffmpeg, words, { stdio: 'ignore' }), 'close')
  if (status !== 0) throw new Error(`the clip of the bench could not be made (${status})`)
}

/** Two programs that take down what they are asked and then do it. */
async function noters(folder: string): Promise<Record<string, string>> {
  await mkdir(folder)
  const programs = await findPrograms()
  const noter = async (name: 'ffmpeg' | 'ffprobe') => {
    const path = join(folder, name)
    await writeFile(
      path,
      `#!/bin/sh
for last in "$@"; do :; done
case "$last $*" in
  *artifacts*|*.part\\ *)
    note='${folder}'/$(date +%s%N).$$
    printf '%s\\0' '${programs[name]}' "$@" > "$note"
    for each in "$@"; do
      case "$each" in *.ffconcat|*.graph) cp "$each" '${folder}'/kept."$(basename "$each")";; esac
    done;;
esac
exec '${programs[name]}' "$@"
`,
    )
    await chmod(path, 0o755)
    return path
  }
  return { REELMILL_FFMPEG: await noter('ffmpeg'), REELMILL_FFPROBE: await noter('ffprobe') }
}

/** One line of a shell for each unit: a clip, a segment, a sound (mixed, encoded, measured), a joining; with its probing. */
async function linesOf(folder: string): Promise<string[]> {
  const names = (await readdir(folder)).filter((name) => /^\d/.test(name)).sort()
  const lines = new Map<string, string[]>()
  for (const name of names) {
    const words = (await readFile(join(folder, name), 'utf8')).split('\0').slice(0, -1)
    const kept = words.map((word) =>
      /\.(ffconcat|graph)$/.test(word) ? join(folder, `kept.${word.split('/').at(-1)}`) : word,
    )
    const line = kept.map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(' ')
    const unit = unitOf(words)
    lines.set(unit, [...(lines.get(unit) ?? []), line])
  }
  return [...lines.values()].map((each) => each.join(' && '))
}

/** The file that a command makes or looks at; of sounds that which comes of several commands. */
function unitOf(words: readonly string[]): string {
  const last = words.at(-1)!
  const sound = words.find((word) => /artifacts.*\.(m4a|ogg|wav|mix)$/.test(word))
  return last.endsWith('.part') || sound === undefined ? last : sound.replace(/^file:|\.mix$/g, '')
}

/** Fewer than there are processors are no contenders. Of two goes the better one counts: others may work here, too. */
async function tryProcesses(list: string, say: (text: string) => void): Promise<IdealResult['trials']> {
  const processors = availableParallelism()
  const trials = [processors, processors + 1, 2 * processors].map((processes) => ({
    processes,
    wall: Number.POSITIVE_INFINITY,
  }))
  for (let go = 1; go <= 2; go++)
    for (const trial of trials) {
      say(`ideal: xargs -P ${trial.processes}, with some of the commands`)
      trial.wall = Math.min(trial.wall, (await xargs(list, trial.processes)).wall)
    }
  return trials
}

async function xargs(list: string, processes: number): Promise<Cost> {
  const each = ['sh', '-c', 'eval "$0" > /dev/null 2>&1']
  const args = [
    '-n',
    String(niceness),
    'xargs',
    '-0',
    '-a',
    list,
    '-P',
    String(processes),
    '-n',
    '1',
    ...each,
  ]
  // It ends with 123 when a command that was taken down doesn't run again.
  const { wall, cpu } = await runGroup([{ command: 'nice', args }], 1)
  return { wall, cpu }
}
