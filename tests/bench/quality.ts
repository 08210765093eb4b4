/*
 * Measures inspecting: whether verdicts are right, on a labelled set of videos with and without faults, and what it costs. See
 * docs/benchmarks.md.
 *
 *   npm run bench:quality [-- --seeds 1,2,3] [-- --only WORDS] [-- --smoke] [-- --minutes 20]
 */

import { rmSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { projectRoot } from '../helpers/project-root.ts'
import { describeMachine, describeReelmill, findPrograms } from './circumstances.ts'
import { endRunning } from './measure.ts'
import { type CostSeen, measureCost } from './quality-cost.ts'
import { openForeign, type Waiting } from './quality-foreign.ts'
import type { LabelledClip } from './quality-labels.ts'
import { type Looked, lookAt } from './quality-look.ts'
import { runPlanned } from './quality-planned.ts'
import { figuresOf, type QualityResults, qualityReport } from './quality-report.ts'

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1,2,3' },
    only: { type: 'string' },
    part: { type: 'string', default: 'foreign,planned,cost' },
    smoke: { type: 'boolean', default: false },
    minutes: { type: 'string', default: '60' },
  },
})
const seeds = values.smoke ? [] : values.seeds.split(',').map(Number)
const parts = values.part.split(',')
const isWhole = !values.smoke && values.only === undefined && parts.length === 3
const only = (name: string) => values.only === undefined || new RegExp(values.only).test(name)
const begun = performance.now()
const passed = () => (performance.now() - begun) / 1000
/** No more time: nothing further is begun. */
const isOver = () => passed() > 60 * Number(values.minutes)
const say = (text: string) => process.stderr.write(`${passed().toFixed(0).padStart(4)} s  ${text}\n`)

const tried = join(projectRoot, 'out', 'bench-quality')
await mkdir(tried, { recursive: true })
const work = await mkdtemp(join(tried, 'work-'))
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    endRunning()
    rmSync(work, { recursive: true, force: true })
    process.exit(130)
  })

const { versions } = await findPrograms()
const load = loadavg()[0] ?? 0
const looked: QualityResults['looked'] = []
const missing: string[] = []
let cost: CostSeen | null = null

say(`Seeds: ${seeds.join(', ') || 'none'}.`)
await Promise.all([
  parts.includes('foreign') ? attempt('somebody else’s videos', foreign) : null,
  parts.includes('planned') ? attempt('planned videos', planned) : null,
])
if (parts.includes('cost') && !values.smoke)
  await attempt('cost', async () => {
    cost = await measureCost(join(work, 'cost'), say)
  })

const results: QualityResults = {
  ...{ begun: new Date(Date.now() - passed() * 1000).toISOString(), seconds: passed() },
  ...{ reelmill: describeReelmill(), versions, machine: describeMachine() },
  load: { before: load, after: loadavg()[0] ?? 0 },
  ...{ seeds, looked, cost, missing },
}
await rm(work, { recursive: true, force: true })
const folder = isWhole ? join(projectRoot, 'bench') : tried
await writeFile(join(folder, 'quality.json'), `${JSON.stringify(results, null, 1)}\n`)
await writeFile(join(folder, 'quality.md'), qualityReport(results))
for (const { name, goal, seen, reached } of figuresOf(results))
  process.stdout.write(
    `${reached === null ? '-      ' : reached ? 'reached' : 'missed '}  ${name}: ${seen}; to reach: ${goal}\n`,
  )
say(`Written: ${join(folder, 'quality.md')} and quality.json.`)
if (missing.length > 0) process.exitCode = 1

/** One part failing takes none of the others with it. */
async function attempt(what: string, measure: () => Promise<void>): Promise<void> {
  say(`${what} ...`)
  try {
    await measure()
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    say(`${what}: ${error instanceof Error ? error.stack : message}`)
    missing.push(`${what}: ${message.split('\n').slice(0, 3).join(' ').replaceAll(projectRoot, '.')}`)
  }
}

async function look(clip: LabelledClip, seed: number | null): Promise<void> {
  const seen: Looked = await lookAt(clip, { script: true })
  looked.push({ seed, ...seen })
  const { score } = seen
  if (score.missed.length > 0 || score.false.length > 0)
    say(
      `${clip.kind}, ${score.name}: missed ${score.missed.join(', ') || 'nothing'}; false ${score.false.map(({ check, from, said }) => `${check} at ${from?.toFixed(2)} (${said})`).join(', ') || 'none'}`,
    )
}

async function foreign(): Promise<void> {
  const folder = join(work, 'foreign')
  await mkdir(folder)
  const set = await openForeign(folder, only)
  const all: [Waiting, number | null][] = [
    ...set.fixed.map((clip): [Waiting, null] => [clip, null]),
    ...seeds.flatMap((seed) => set.drawn(seed).map((clip): [Waiting, number] => [clip, seed])),
  ]
  say(`${all.length} clips`)
  const next = async () => {
    for (let one = all.shift(); one !== undefined; one = all.shift()) {
      const [waiting, seed] = one
      if (isOver()) {
        missing.push(`${waiting.name}: there was no more time`)
        continue
      }
      try {
        await look(await waiting.make(), seed)
      } catch (error) {
        missing.push(`${waiting.name}: ${String(error).split('\n').slice(0, 4).join(' ')}`)
        say(`${waiting.name}: ${String(error).slice(0, 400)}`)
      }
    }
  }
  try {
    await Promise.all([next(), next()])
  } finally {
    await set.close()
    await rm(folder, { recursive: true, force: true })
  }
}

async function planned(): Promise<void> {
  const folder = join(work, 'planned')
  await mkdir(folder)
  const leaveOut = (what: string) => missing.push(what)
  await runPlanned(folder, { seeds, only, smoke: values.smoke, look, say, isOver, leaveOut })
  await rm(folder, { recursive: true, force: true })
}
