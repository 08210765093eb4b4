/*
 * Measures the farm: dispatching, a real batch beside xargs, and the command line over a long past. See
 * docs/benchmarks.md.
 *
 *   npm run bench:farm [-- --smoke]
 */

import { mkdir, rm, statfs, writeFile } from 'node:fs/promises'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { projectRoot } from '../helpers/project-root.ts'
import { describeMachine, describeReelmill, findPrograms } from './circumstances.ts'
import { measureDispatch, measureQueueing } from './farm-dispatch.ts'
import { measureHistory, million } from './farm-history.ts'
import { measureIdeal } from './farm-ideal.ts'
import { farmReport } from './farm-report.ts'
import { type FarmResults, farmFigures, watchOthers } from './farm-results.ts'
import { endRunning } from './measure.ts'

const smoke = process.argv.includes('--smoke')
/** Seconds within which all ends on two processors; no further round of the real batch is begun that would end later. */
const budget = smoke ? 0 : 570
/** Bytes of a million past videos, and of all else. */
const roomNeeded = smoke ? 1e9 : 8e9
const begun = performance.now()
const passed = () => (performance.now() - begun) / 1000
const say = (text: string) => process.stderr.write(`${passed().toFixed(0).padStart(4)} s  ${text}\n`)

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    endRunning()
    process.exitCode = 130
  })

const work = join(projectRoot, 'out', 'bench-farm')
await rm(work, { recursive: true, force: true })
await mkdir(work, { recursive: true })
const { versions } = await findPrograms()
const results: FarmResults = {
  smoke,
  begun: new Date().toISOString(),
  seconds: 0,
  reelmill: describeReelmill(),
  versions,
  machine: describeMachine(),
  load: { before: loadavg()[0] ?? 0, after: 0 },
  dispatch: null,
  queueing: null,
  history: null,
  ideal: null,
  others: {},
  missing: [],
}

await attempt('dispatching', async () => {
  const folder = join(work, 'dispatch')
  const [rows, seconds] = smoke ? [100, 5] : [10_000, 60]
  const tenth = await measureDispatch(folder, rows / 10, seconds)
  say(`dispatching: ${tenth.aSecond.toFixed(0)} a second of ${tenth.jobs}`)
  const whole = await measureDispatch(folder, rows, seconds)
  say(`dispatching: ${whole.aSecond.toFixed(0)} a second of ${whole.jobs}`)
  results.dispatch = { tenth, whole }
})
await attempt('queueing a real table', async () => {
  results.queueing = await measureQueueing(join(work, 'queueing'), smoke ? 40 : 10_000)
})
await attempt('a past', async () => {
  const folder = join(work, 'past')
  await mkdir(folder)
  const { bavail, bsize } = await statfs(folder)
  if (bavail * bsize < roomNeeded)
    throw new Error(
      `It needs ${roomNeeded / 1e9} GB of free disk in ${work}; there are ${((bavail * bsize) / 1e9).toFixed(1)}.`,
    )
  const size = smoke ? { batches: 10, jobs: 200, units: 3 } : million
  const inHand = smoke ? { jobs: 6_000, dispatched: 100 } : { jobs: 120_000, dispatched: 10_000 }
  results.history = await measureHistory(folder, size, inHand, say)
  await rm(folder, { recursive: true, force: true })
})
await attempt('a real batch', async () => {
  const size = smoke
    ? { rows: 2, width: 160, height: 90, seconds: 0.8 }
    : { rows: 16, width: 1280, height: 720, seconds: 4 }
  const fits = (seconds: number) => passed() + seconds < budget
  results.ideal = await measureIdeal(join(work, 'ideal'), size, fits, say)
})
await finish()

/** One part failing takes none of the others with it: it is told among the results. */
async function attempt(what: string, measure: () => Promise<void>): Promise<void> {
  if (process.exitCode === 130) return
  say(`${what} ...`)
  const others = watchOthers()
  try {
    await measure()
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    say(`${what}: ${message}`)
    results.missing.push(`${what}: ${message.split('\n').slice(0, 3).join(' ').replaceAll(projectRoot, '.')}`)
  }
  results.others[what] = others()
}

async function finish(): Promise<void> {
  if (process.exitCode === 130) {
    await rm(work, { recursive: true, force: true })
    say('Interrupted: nothing is written.')
    return
  }
  results.seconds = passed()
  results.load.after = loadavg()[0] ?? 0
  await rm(work, { recursive: true, force: true })
  const folder = smoke ? work : join(projectRoot, 'bench')
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'farm.json'), `${JSON.stringify(results, null, 2)}\n`)
  await writeFile(join(folder, 'farm.md'), farmReport(results))
  for (const { name, goal, seen, reached } of farmFigures(results))
    process.stdout.write(
      `${reached === null ? '-      ' : reached ? 'reached' : 'missed '}  ${name}: ${seen}; to reach: ${goal}\n`,
    )
  say(`Written: ${join(folder, 'farm.md')} and farm.json.`)
  if (results.missing.length > 0) process.exitCode = 1
}
