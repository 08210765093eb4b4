import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { projectRoot } from '../helpers/project-root.ts'
import { writeSmallBatch } from '../survive/small-batch.ts'
import { type Cost, runGroup } from './measure.ts'
import { reelmillCall, watchProcess } from './reelmill.ts'
import { slopeOf } from './statistics.ts'

/** What farm-dispatch-studio.ts prints. Seconds, CPU-s, MB (a million bytes). */
export type DispatchRun = {
  jobs: number
  /** Resident memory before anything was queued. */
  before: number
  queued: { seconds: number; cpu: number; resident: number }
  /** `live`: what is left of the heap when its garbage was collected, here and there. */
  samples: { seconds: number; done: number; resident: number; live: number | null }[]
  /** Of dispatching. */
  cpu: number
  done: number
  /** Events that a listener was told. */
  told: number
  stopped: number
}

/** A queue that was filled and worked off for a while. Memory in MB: resident, and what is alive on the heap. */
export type Dispatched = {
  jobs: number
  queued: { seconds: number; cpu: number }
  dispatches: number
  seconds: number
  aSecond: number
  /** Of the slowest five seconds. */
  slowest: number
  /** CPU-ms. */
  cpuEach: number
  resident: { before: number; queued: number; atOnePercent: number; atEnd: number; most: number }
  live: { atOnePercent: number; atEnd: number }
  /** MB of resident memory in 10,000 dispatches, over the last two thirds; null: too few samples. */
  growth: number | null
  samples: { seconds: number; done: number; resident: number }[]
}

/** Fills a queue with `rows` x 12 videos of no cost in a process of its own, and works it off for `seconds` at most. */
export async function measureDispatch(folder: string, rows: number, seconds: number): Promise<Dispatched> {
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  let line = ''
  const studio = join(projectRoot, 'tests', 'bench', 'farm-dispatch-studio.ts')
  const words = [studio, folder, String(rows), String(seconds)]
  const args = ['--expose-gc', '--disable-warning=ExperimentalWarning', ...words]
  const call = { command: process.execPath, args, limit: 4 * seconds + 60, onLine: keep }
  function keep(text: string): void {
    line = text
  }
  await runGroup([call], 1)
  await rm(folder, { recursive: true, force: true })
  return dispatched(JSON.parse(line) as DispatchRun)
}

export function dispatched({ jobs, before, queued, samples, cpu, done }: DispatchRun): Dispatched {
  const last = samples.at(-1)
  const early = samples.find((sample) => sample.done >= jobs / 100)
  const lives = samples.flatMap(({ live }) => (live === null ? [] : [live]))
  if (last === undefined || early === undefined) throw new Error('nothing was dispatched')
  const settled = samples.slice(Math.floor(samples.length / 3))
  const slope = slopeOf(settled.map((sample) => ({ x: sample.done, y: sample.resident })))
  return {
    jobs,
    queued: { seconds: queued.seconds, cpu: queued.cpu },
    dispatches: last.done,
    seconds: last.seconds,
    aSecond: last.done / last.seconds,
    slowest: slowest(samples, 5),
    cpuEach: (cpu / done) * 1000,
    resident: {
      before,
      queued: queued.resident,
      atOnePercent: early.resident,
      atEnd: last.resident,
      most: Math.max(...samples.map(({ resident }) => resident)),
    },
    live: { atOnePercent: lives[0] ?? Number.NaN, atEnd: lives.at(-1) ?? Number.NaN },
    growth: slope === null ? null : slope * 10_000,
    samples: everySecond(samples),
  }
}

/** Dispatches a second in the slowest stretch of so many seconds; of all of it when it is shorter. */
function slowest(samples: DispatchRun['samples'], stretch: number): number {
  const all = [{ seconds: 0, done: 0 }, ...samples]
  let least = Number.POSITIVE_INFINITY
  for (const from of all) {
    const to = all.find(({ seconds }) => seconds >= from.seconds + stretch)
    if (to !== undefined) least = Math.min(least, (to.done - from.done) / (to.seconds - from.seconds))
  }
  const last = all.at(-1)!
  return least === Number.POSITIVE_INFINITY ? last.done / last.seconds : least
}

const everySecond = (samples: DispatchRun['samples']): Dispatched['samples'] =>
  samples.flatMap(({ seconds, done, resident }, index) => {
    const before = samples[index - 1]?.seconds ?? 0
    return Math.floor(seconds) > Math.floor(before) || index === samples.length - 1
      ? [{ seconds: rounded(seconds), done, resident: rounded(resident) }]
      : []
  })

const rounded = (value: number) => Math.round(value * 10) / 10

/** A real table: read and checked only, and put into the queue of a studio by `render`. */
export type Queueing = {
  rows: number
  videos: number
  check: Cost & { peak: number | null }
  render: {
    /** From the start of the command until its batch runs, with everything in the database. */
    seconds: number
    /** From Ctrl+C to the end of the command. */
    ended: number
  }
}

/** `rows` rows of a small template in four languages and three formats. */
export async function measureQueueing(folder: string, rows: number): Promise<Queueing> {
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  const { template, data } = await writeSmallBatch(folder, rows)
  await widen(join(template, 'template.json'))
  const words = ['--template', template, '--data', data, '--key', 'sku', '--json']
  const watch = watchProcess()
  const check = await runGroup(
    [
      {
        ...reelmillCall('check', ...words, '--studio', join(folder, 'checking')),
        onStart: watch.follow,
        limit: 120,
      },
    ],
    1,
  )
  const render = await untilItRuns([
    ...words,
    '--studio',
    join(folder, 'studio'),
    '--out',
    join(folder, 'out'),
  ])
  await rm(folder, { recursive: true, force: true })
  return {
    rows,
    videos: rows * 12,
    check: { wall: check.wall, cpu: check.cpu, peak: watch.seen().peak },
    render,
  }
}

/** Four languages and three formats in the place of one each. */
async function widen(path: string): Promise<void> {
  const template = JSON.parse(await readFile(path, 'utf8'))
  const { width, height } = template.formats.wide
  template.formats = {
    wide: { width, height },
    tall: { width: height, height: width },
    square: { width: height, height },
  }
  const strings = { en: 'The end', es: 'El fin', fr: 'La fin', de: 'Das Ende' }
  template.languages = Object.fromEntries(
    Object.entries(strings).map(([language, end]) => [language, { strings: { end } }]),
  )
  await writeFile(path, JSON.stringify(template))
}

async function untilItRuns(words: string[]): Promise<Queueing['render']> {
  let runs: number | null = null
  let pid: number | undefined
  const call = {
    ...reelmillCall('render', ...words),
    limit: 180,
    good: [0, 130],
    onStart: (child: { pid?: number | undefined }) => {
      pid = child.pid
    },
    onLine(line: string, seconds: number) {
      if (runs !== null || !line.includes('"batch.changed"')) return
      const { batch } = JSON.parse(line) as { batch: { status: string } }
      if (batch.status !== 'running') return
      runs = seconds
      process.kill(pid!, 'SIGINT')
    },
  }
  const { wall } = await runGroup([call], 1)
  if (runs === null) throw new Error('the batch never ran')
  return { seconds: runs, ended: wall - runs }
}
