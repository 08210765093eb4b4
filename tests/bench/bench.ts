/*
 * Measures Reelmill beside the command that an expert writes by hand and beside the limit. See docs/benchmarks.md.
 *
 *   npm run bench [-- --smoke | --long]
 */

import { mkdir, rm, writeFile } from 'node:fs/promises'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { projectRoot } from '../helpers/project-root.ts'
import { describeMachine, describeReelmill, findPrograms } from './circumstances.ts'
import { type ContenderRoom, openContenders } from './contenders.ts'
import { figuresOf } from './figures.ts'
import { measureMemory, measurePlanning, measureStart, measureStills } from './further.ts'
import { type BenchTemplate, makeMaterials } from './materials.ts'
import { endRunning } from './measure.ts'
import { profileBatch } from './profile.ts'
import { reportOf } from './report.ts'
import type { Results } from './results.ts'

const smoke = process.argv.includes('--smoke')
const long = process.argv.includes('--long')
/** Seconds within which all ends on two processors; no further round is begun that would end later. */
const budget = smoke ? 0 : 570
const begun = performance.now()
const passed = () => (performance.now() - begun) / 1000
const say = (text: string) => process.stderr.write(`${passed().toFixed(0).padStart(4)} s  ${text}\n`)

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    endRunning()
    process.exitCode = 130
  })

/** Rows of the smaller and the larger batch: their difference is what further videos cost. */
const sizes: Record<Exclude<BenchTemplate, 'campaign'>, [number, number]> = smoke
  ? { 'row-35': [1, 2], 'row-10': [1, 2], 'row-all': [1, 2] }
  : { 'row-35': [2, 6], 'row-10': [2, 8], 'row-all': [1, 3] }

const work = join(projectRoot, 'out', 'bench')
await rm(work, { recursive: true, force: true })
await mkdir(work, { recursive: true })
const programs = await findPrograms()
const results: Results = {
  smoke,
  begun: new Date().toISOString(),
  seconds: 0,
  reelmill: describeReelmill(),
  versions: programs.versions,
  machine: describeMachine(),
  load: { before: loadavg()[0] ?? 0, after: 0 },
  trials: [],
  best: { atOnce: 2, threads: 1 },
  zooms: { perspective: { wall: 0, cpu: null }, zoompan: { wall: 0, cpu: null } },
  templates: {},
  campaign: null,
  start: null,
  stills: null,
  planning: [],
  memory: null,
  profiles: {},
  missing: [],
}

say('Making templates, tables and pictures.')
const materials = await makeMaterials(join(work, 'materials'), {
  ffmpeg: programs.ffmpeg,
  rows: 16,
  scale: smoke ? 0.25 : 1,
})
const room: ContenderRoom = openContenders({ materials, ffmpeg: programs.ffmpeg, folder: work, say, smoke })
await attempt('The expert is tuned', async () => {
  Object.assign(results, await room.tune())
})
for (const name of ['row-35', 'row-10', 'row-all'] as const)
  await attempt(`${name}, first round`, () => round(name))
await attempt('Stills', async () => {
  results.start = await measureStart()
  results.stills = await measureStills(materials, smoke ? 1 : 4, work)
})
await attempt('The profile of row-35', () => profile('row-35', smoke ? 1 : 2))
await attempt('Planning', async () => {
  const rows = smoke ? [50, 100] : [1_000, 10_000]
  await measurePlanning(materials, rows, work, Math.max(60, budget - passed()), results.planning)
})
await attempt('Memory', async () => {
  results.memory = await measureMemory(materials, smoke ? 300 : 10_000, work, long ? null : smoke ? 5 : 45)
})
await attempt('The campaign', async () => {
  results.campaign = await room.campaign(results.best)
})
const fits = (seconds: number) => passed() + seconds < budget
for (const name of ['row-10', 'row-all'] as const) {
  const missed = figuresOf(results).some(({ template, reached }) => template === name && reached === false)
  if (missed && fits(roundSeconds(name))) await attempt(`The profile of ${name}`, () => profile(name, 1))
}
// What is left of the time goes into further rounds of what is hardest to tell.
for (let going = true; going; ) {
  going = false
  for (const name of ['row-35', 'row-10'] as const)
    if (fits(roundSeconds(name))) going = await attempt(`${name}, a further round`, () => round(name))
}
await finish()

async function round(name: keyof typeof sizes): Promise<void> {
  const seen = await room.round(name, sizes[name], results.best)
  const before = results.templates[name]
  if (before === undefined) results.templates[name] = { rounds: [seen], likeness: await room.likeness(name) }
  else before.rounds.push(seen)
}

/** How long one more round of a template would take. */
function roundSeconds(name: BenchTemplate): number {
  const seen = results.templates[name]?.rounds.at(-1)
  if (seen === undefined) return Number.POSITIVE_INFINITY
  return seen.few.wall + seen.many.wall + seen.expert.wall + (seen.limit?.wall ?? 0) + 2
}

async function profile(name: BenchTemplate, further: number): Promise<void> {
  results.profiles[name] = await profileBatch({
    ...programs,
    template: materials.template(name),
    table: materials.table,
    further,
    folder: join(work, 'profile', name),
  })
}

/** One part failing takes none of the others with it: it is told among the results. */
async function attempt(what: string, measure: () => Promise<void>): Promise<boolean> {
  if (process.exitCode === 130) return false
  say(`${what} ...`)
  try {
    if (!smoke && passed() > budget)
      throw new Error(`There was no time left after ${passed().toFixed(0)} s: the machine is slow or busy.`)
    await measure()
    return true
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    say(`${what}: ${message}`)
    results.missing.push(`${what}: ${message.split('\n').slice(0, 3).join(' ').replaceAll(projectRoot, '.')}`)
    return false
  }
}

async function finish(): Promise<void> {
  if (process.exitCode === 130) {
    say('Interrupted: nothing is written.')
    return
  }
  results.seconds = passed()
  results.load.after = loadavg()[0] ?? 0
  const folder = smoke ? work : join(projectRoot, 'bench')
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'results.json'), `${JSON.stringify(results, null, 2)}\n`)
  await writeFile(join(folder, 'results.md'), reportOf(results))
  for (const name of ['materials', 'contenders', 'profile', 'memory'])
    await rm(join(work, name), { recursive: true, force: true })
  for (const { name, goal, seen, reached } of figuresOf(results))
    process.stdout.write(
      `${reached === null ? '-      ' : reached ? 'reached' : 'missed '}  ${name}: ${seen}; to reach: ${goal}\n`,
    )
  say(`Written: ${join(folder, 'results.md')} and results.json.`)
  if (results.missing.length > 0) process.exitCode = 1
}
