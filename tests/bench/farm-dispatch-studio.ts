/*
 * A process of its own, for farm-dispatch.ts: the real store, farm and desk with a production of no cost.
 *
 *   node tests/bench/farm-dispatch-studio.ts FOLDER ROWS SECONDS
 *
 * Puts ROWS x 12 videos into the queue, dispatches them for SECONDS at most, and prints a `DispatchRun` as JSON.
 */
import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { memoryUsage } from 'node:process'
import { setTimeout as pause } from 'node:timers/promises'
import { systemClock } from '../../src-main/outside/clock/clock.ts'
import { openStudioStore } from '../../src-main/outside/database/studio-store.ts'
import { openLog } from '../../src-main/outside/log/log.ts'
import { openMachine } from '../../src-main/outside/machine/machine.ts'
import { endLeftOver } from '../../src-main/outside/programs/left-over.ts'
import { runProgram } from '../../src-main/outside/programs/run-program.ts'
import { createAnnouncer } from '../../src-main/services/announcer/announcer.ts'
import { type BatchDesk, createBatchDesk } from '../../src-main/services/batch-desk/batch-desk.ts'
import type { CheckedRow, Production } from '../../src-main/services/batch-desk/needs.ts'
import { reserveOf } from '../../src-main/services/render-farm/disks.ts'
import { createRenderFarm } from '../../src-main/services/render-farm/render-farm.ts'
import { renderRequest } from '../../src-shared/batches/batch.ts'
import { projectRoot } from '../helpers/project-root.ts'
import type { DispatchRun } from './farm-dispatch.ts'

const [folder = '', rowsGiven = '', secondsGiven = ''] = process.argv.slice(2)
const [rows, mostSeconds] = [Number(rowsGiven), Number(secondsGiven)]
const processes = 2
const languages = ['en', 'es', 'fr', 'de']
const formats = ['landscape', 'portrait', 'square']
const studio = 'bench'
const studioFolder = join(folder, 'studio')

const clock = systemClock
const log = openLog(join(folder, 'log'), clock.iso)
const sqlFolder = join(projectRoot, 'src-main/outside/database')
const store = openStudioStore({ folder: studioFolder, sqlFolder, studio })
const announcer = createAnnouncer(clock, fault)
let told = 0
announcer.listen((events) => {
  told += events.length
})
store.setSetting('farm', { processes, mode: 'full-speed', onBattery: 'go-on' })
const machine = openMachine()
const farm = createRenderFarm({
  clock,
  store,
  machine,
  programs: { run: runProgram, mark: studio },
  next: (atLeast) => desk.next(atLeast),
  standingOf: (batch, job) => desk.standingOf(batch, job),
  encoders: () => [],
  calibration: () => null,
  pastForecasts: () => [],
  onFault: fault,
  onChange: () => announcer.tell({ event: 'farm.changed', farm: farm.standing() }),
  chance: Math.random,
  studioFolder,
})
const desk: BatchDesk = createBatchDesk({
  store,
  clock,
  log,
  announcer,
  farm,
  machine,
  studioFolder,
  reserveOf: (total) => reserveOf(total, { diskReserve: null }),
  chance: Math.random,
  hardware: { take: () => null, wish: () => ({ hardware: null }) },
  endLeftOver,
  newId: () => 'batch-of-the-bench',
  artifacts: { keep() {}, async tidy() {} },
  openProduction: async () => production(),
})

function fault(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`)
  process.exit(1)
}

/** Planning takes no time, and each video is one unit whose work is nothing. */
function production(): Production {
  return {
    template: { name: 'none', version: '1.0.0', title: 'None', folder: '/none', hash: 'h' },
    languages,
    formats: formats.map((id) => ({ id, codec: 'h264' })),
    variables: [],
    columns: ['sku', 'name', 'description', 'price'],
    async *rows() {
      for (let number = 1; number <= rows; number++) yield checkedRow(number)
    },
    artifactBytes: () => 0,
    shapeOf: () => ({
      codec: 'h264',
      quality: 'standard',
      rate: { num: 30, den: 1 },
      width: 1920,
      height: 1080,
      whole: false,
    }),
    versions: async () => ({}),
    lookAnew() {},
    async plan({ row, language, format }) {
      const hash = `${row.key}-${language}-${format}`.padEnd(64, '0')
      const plan = { hash }
      return {
        hash,
        parts: [],
        plan,
        make: (_out, { signal, hands }) => hands.unit(unitOf(hash), signal, async () => output(hash)),
      }
    },
    writeRejected: async () => true,
    async close() {},
  }
}

function checkedRow(number: number): CheckedRow {
  const key = `SKU-${String(number).padStart(6, '0')}`
  const name = `A product that has a name of some length ${number}`
  const description = `${name}: what it is made of, what it is good for and how long it lasts, told in two lines.`
  return {
    kind: 'passed',
    row: {
      number,
      line: number + 1,
      key,
      values: {
        name: { type: 'text', text: name },
        description: { type: 'text', text: description },
        price: { type: 'money', amount: number * 7, currency: 'EUR' },
      },
      byLanguage: {},
    },
    cells: { sku: key, name, description, price: String(number * 7) },
    videos: languages.flatMap((language) =>
      formats.map((format) => ({ language, format, work: 1e6, note: null })),
    ),
  }
}

const unitOf = (hash: string) => ({
  kind: 'output' as const,
  hash,
  label: 'The finished video',
  order: 0,
  slot: 'encode' as const,
  work: 1e6,
  shape: { width: 1920, height: 1080, pictures: 1, codec: 'h264', quality: 'standard' },
  writes: [{ folder, bytes: 4_000 }],
  hardware: null,
})

const output = (sha256: string) => ({
  bytes: 4_000,
  duration: 20,
  width: 1920,
  height: 1080,
  frames: 600,
  sha256,
})

function liveHeap(): number {
  globalThis.gc?.()
  return memoryUsage().heapUsed / 1e6
}

/** Resolves when the batch has another status than these. */
async function whenOver(id: string, ...statuses: string[]): Promise<void> {
  while (statuses.includes(store.batch(id).status)) await pause(5)
}

async function run(): Promise<DispatchRun> {
  const data = join(folder, `${randomBytes(4).toString('hex')}.csv`)
  writeFileSync(data, 'sku,name,description,price\n')
  const request = renderRequest.parse({ template: 'none', data, out: join(folder, 'videos') })
  const resident = () => memoryUsage.rss() / 1e6
  const before = resident()
  const begun = performance.now()
  const cpuBegun = process.cpuUsage()
  const { batch: id } = await desk.start({ ...request, new: true })
  await whenOver(id, 'waiting', 'preparing')
  const since = performance.now()
  const cpuQueued = process.cpuUsage(cpuBegun)
  const cpuSince = process.cpuUsage()
  const queued = { seconds: (since - begun) / 1000, cpu: seconds(cpuQueued), resident: resident() }
  const samples: DispatchRun['samples'] = []
  const jobs = rows * languages.length * formats.length
  let isEarly = true
  for (let passed = 0, done = 0; passed < mostSeconds && done < jobs; ) {
    await pause(250)
    passed = (performance.now() - since) / 1000
    const batch = store.batch(id)
    done = batch.counts.done
    if (batch.status !== 'running' && done < jobs)
      throw new Error(`the batch is ${batch.status}: ${batch.reason}`)
    const isMarked = (isEarly && done >= jobs / 100) || passed >= mostSeconds || done === jobs
    if (isMarked) isEarly = false
    samples.push({ seconds: passed, done, resident: resident(), live: isMarked ? liveHeap() : null })
  }
  const cpu = seconds(process.cpuUsage(cpuSince))
  const stopping = performance.now()
  await desk.stop()
  await farm.stop()
  announcer.flush()
  // Each of those that count as done has its attempt and its unit, with their ends, in the database.
  const { jobs: made } = store.jobs(id, 'done', 0, 50)
  for (const job of made)
    if (store.attempts(job.id).at(-1)?.end !== 'done' || store.units.ofJob(job.id)[0]?.status !== 'done')
      throw new Error(`job ${job.id} is done, but its attempt or its unit is not`)
  const { done, failed } = store.batch(id).counts
  if (failed > 0) throw new Error(`${failed} jobs failed`)
  store.close()
  const stopped = (performance.now() - stopping) / 1000
  return { jobs, before, queued, samples, cpu, done, told, stopped }
}

const seconds = ({ user, system }: NodeJS.CpuUsage) => (user + system) / 1e6

process.stdout.write(`${JSON.stringify(await run())}\n`)
