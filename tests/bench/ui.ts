/*
 * Measures the window: the real Electron on a studio with a long past, under events. See docs/benchmarks.md.
 *
 *   npm run bench:ui [-- --smoke]        npm run bench:ui -- --hour
 */

import { mkdir, rm, stat, statfs, writeFile } from 'node:fs/promises'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { buildDesktop } from '../../scripts/build.ts'
import { startVirtualDisplay } from '../../scripts/virtual-display.ts'
import { openStudioStore } from '../../src-main/outside/database/studio-store.ts'
import { projectRoot } from '../helpers/project-root.ts'
import { describeMachine, describeReelmill } from './circumstances.ts'
import { fillQueue, makeHistory } from './farm-history.ts'
import { driveEvents } from './ui-events.ts'
import { type UiResults, uiFigures, uiReport } from './ui-report.ts'
import {
  type BenchWindow,
  blocksOf,
  heardOf,
  memoryOf,
  openBenchWindow,
  openPlace,
  scroll,
  watchMain,
} from './ui-window.ts'

const smoke = process.argv.includes('--smoke')
/** Of events, and nothing else: what grows slowly is seen, and other work beside it does no harm. */
const hour = process.argv.includes('--hour')
const minutes = Number(process.env.MINUTES ?? (hour ? 60 : smoke ? 0.3 : 10))
const past = smoke ? { batches: 5, jobs: 100, units: 1 } : { batches: 200, jobs: 5_000, units: 1 }
/** Of the batch that waits; each has 12 videos. */
const rows = smoke ? 500 : 10_000
const asked = 500
const scrollSeconds = smoke ? 3 : 20
const roomNeeded = smoke ? 1e9 : 5e9

const begun = performance.now()
const passed = () => (performance.now() - begun) / 1_000
const say = (text: string) => process.stderr.write(`${passed().toFixed(0).padStart(4)} s  ${text}\n`)

const work = join(projectRoot, 'out', 'bench-ui')
const studio = join(work, 'studio')
await rm(work, { recursive: true, force: true })
await mkdir(studio, { recursive: true })
const { bavail, bsize } = await statfs(work)
if (bavail * bsize < roomNeeded) throw new Error(`It needs ${roomNeeded / 1e9} GB of free disk in ${work}.`)

say('building the window')
if (!buildDesktop()) throw new Error('the window could not be built; what is wrong stands above')
const display = await startVirtualDisplay(projectRoot)
if (display !== null) process.env.DISPLAY = display.name
let open: BenchWindow | null = null

const results: UiResults = {
  smoke,
  hour,
  begun: new Date().toISOString(),
  seconds: 0,
  reelmill: describeReelmill(),
  machine: describeMachine(),
  electron: '',
  load: { before: loadavg()[0] ?? 0, after: 0 },
  past: { batches: past.batches, jobs: past.batches * past.jobs, bytes: 0 },
  queued: rows * 12,
  starts: [],
  openings: [],
  scrolling: null,
  blocks: {},
  memory: null,
  missing: [],
}
const waiting = '20261120-0001-bbbb'
const done = '20260101-0003-aaaa'

try {
  say(
    `making ${results.past.jobs.toLocaleString('en')} past videos, and ${results.queued.toLocaleString('en')} that wait`,
  )
  makeHistory(studio, past)
  const store = openStudioStore({
    folder: studio,
    sqlFolder: join(projectRoot, 'src-main/outside/database'),
    studio: 'bench',
  })
  fillQueue(store, 1, rows)
  store.close()
  results.past.bytes = (await stat(join(studio, 'studio.sqlite'))).size

  if (!hour)
    await attempt('starts', async () => {
      for (let turn = 0; turn < (smoke ? 1 : 5); turn += 1) {
        const window = await openBenchWindow(work)
        results.starts.push(window.readyMs)
        say(`usable after ${window.readyMs.toFixed(0)} ms`)
        await window.close()
      }
    })

  open = await openBenchWindow(work)
  const window = open
  results.electron = await window.app.evaluate(() => process.versions.electron ?? '')
  await watchMain(window)
  await window.page.setViewportSize({ width: 1600, height: 900 }).catch(() => {})

  if (!hour)
    await attempt('opening pages', async () => {
      const firstJob = await jobOf(window, done)
      const places = {
        Home: '#/home',
        'New batch': '#/new-batch',
        Queue: '#/queue',
        Farm: '#/farm',
        'a batch that waits': `#/batch/${waiting}`,
        'a finished batch': `#/batch/${done}`,
        'a video': `#/job/${done}/${firstJob}`,
        Results: '#/results',
        'the results of a batch': `#/results/${done}`,
        History: '#/history',
        Templates: '#/templates',
        'the editor': '#/editor/product-showcase',
        Settings: '#/settings',
      }
      const first: Record<string, Awaited<ReturnType<typeof openPlace>>> = {}
      for (const [place, address] of Object.entries(places)) {
        await openPlace(window.page, '#/home')
        first[place] = await openPlace(window.page, place === 'Home' ? '#/settings' : address)
      }
      for (const [place, address] of Object.entries(places)) {
        await openPlace(window.page, place === 'Home' ? '#/settings' : '#/home')
        const again = await openPlace(window.page, address)
        results.openings.push({ place, first: place === 'Home' ? again : first[place]!, again })
        say(`${place}: ${again.heading.toFixed(0)} ms, settled after ${again.settled.toFixed(0)} ms`)
      }
      results.blocks['pages are opened'] = await blocksOf(window)
    })

  await openPlace(window.page, `#/batch/${waiting}`)
  const tab = window.page.getByRole('tab', { name: /^(Jobs|Videos)/ })
  if ((await tab.count()) > 0)
    await window.page
      .getByRole('tab')
      .filter({ hasText: 'Jobs' })
      .click()
      .catch(() => {})
  await sleep(1_500)

  if (!hour)
    await attempt('scrolling', async () => {
      const before = await heardOf(window)
      const driver = await driveEvents(studio, waiting, asked)
      await sleep(2_000)
      await blocksOf(window)
      const since = performance.now()
      const frames = await scroll(window.page, scrollSeconds)
      const after = await heardOf(window)
      const seconds = (performance.now() - since) / 1_000 + 2
      const blocks = await blocksOf(window)
      const { aSecond } = await driver.stop()
      results.scrolling = {
        ...frames,
        asked,
        aSecond,
        heardASecond: (after.jobs - before.jobs) / seconds,
        blocks,
      }
      results.blocks[`videos change, ${asked} a second, and the table is scrolled`] = blocks
      say(`scrolling: ${(frames.under33 * 100).toFixed(1)} % of ${frames.frames} frames under 33 ms`)
    })

  await attempt('memory', async () => {
    const driver = await driveEvents(studio, waiting, asked)
    await blocksOf(window)
    const since = performance.now()
    const seconds = () => (performance.now() - since) / 1_000
    const samples: NonNullable<UiResults['memory']>['samples'] = []
    const every = Math.max(3, (minutes * 60) / 40)
    while (seconds() < minutes * 60) {
      samples.push(await memoryOf(window, seconds()))
      await sleep(every * 1_000)
    }
    const { aSecond } = await driver.stop()
    results.memory = { minutes, aSecond, samples }
    results.blocks[`videos change, ${asked} a second, for ${minutes} minutes`] = await blocksOf(window)
  })
} finally {
  await open?.close()
  await display?.stop()
  await finish()
}

async function jobOf({ page }: BenchWindow, batch: string): Promise<number> {
  const reply = await page.evaluate(
    (batch) =>
      (
        globalThis as unknown as { reelmill: { ask(name: string, payload: unknown): Promise<unknown> } }
      ).reelmill.ask('batch.jobs', { batch, limit: 1 }),
    batch,
  )
  return (reply as { answer: { jobs: { id: number }[] } }).answer.jobs[0]!.id
}

/** One part failing takes none of the others with it: it is told among the results. */
async function attempt(what: string, measure: () => Promise<void>): Promise<void> {
  say(`${what} ...`)
  try {
    await measure()
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    say(`${what}: ${message}`)
    results.missing.push(`${what}: ${message.split('\n')[0]!.replaceAll(projectRoot, '.')}`)
  }
}

async function finish(): Promise<void> {
  results.seconds = passed()
  results.load.after = loadavg()[0] ?? 0
  await rm(studio, { recursive: true, force: true })
  const folder = smoke ? work : join(projectRoot, 'bench')
  await mkdir(folder, { recursive: true })
  const name = hour ? 'ui-hour' : 'ui'
  await writeFile(join(folder, `${name}.json`), `${JSON.stringify(results, null, 2)}\n`)
  await writeFile(join(folder, `${name}.md`), uiReport(results))
  for (const { name: figure, goal, seen, reached } of uiFigures(results))
    process.stdout.write(
      `${reached === null ? '-      ' : reached ? 'reached' : 'missed '}  ${figure}: ${seen}; to reach: ${goal}\n`,
    )
  say(`Written: ${join(folder, name)}.md and ${name}.json.`)
  if (results.missing.length > 0) process.exitCode = 1
}
