import { _electron, type ElectronApplication, type Page } from 'playwright'
import { commandOf, end } from '../desktop/open-window.ts'

export type BenchWindow = { app: ElectronApplication; page: Page; readyMs: number; close(): Promise<void> }

/** Opens the real app on `<folder>/studio`. `readyMs`: from its start until a page stands there and the studio answers. */
export async function openBenchWindow(folder: string): Promise<BenchWindow> {
  const begun = performance.now()
  const app = await _electron.launch({ ...commandOf(folder), cwd: folder, timeout: 120_000 })
  const child = app.process()
  const page = await app.firstWindow()
  await page.locator('#page h1').waitFor({ timeout: 120_000 })
  const readyMs = performance.now() - begun
  return { app, page, readyMs, close: () => end(app, child) }
}

/** Milliseconds from the wish to open a place: until its heading stands there, and until its content no longer changes. */
export type Opening = { heading: number; settled: number }

/** Opens a place by its address, as a click on its entry does, and watches from within the page. */
export function openPlace(page: Page, address: string): Promise<Opening> {
  return page.evaluate(async (address) => {
    /** A page that has not changed for so long counts as settled. */
    const quiet = 250
    const longest = 5_000
    const main = document.getElementById('page')!
    const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve))
    const begun = performance.now()
    let changedAt = begun
    const watch = new MutationObserver(() => {
      changedAt = performance.now()
    })
    watch.observe(main, { childList: true, subtree: true, characterData: true })
    window.location.hash = address
    let heading = 0
    await nextFrame()
    for (;;) {
      await nextFrame()
      const now = performance.now()
      if (heading === 0 && main.querySelector('h1') !== null && main.querySelector('.page-opening') === null)
        heading = now - begun
      if ((heading > 0 && now - changedAt > quiet) || now - begun > longest) break
    }
    watch.disconnect()
    return { heading, settled: Math.max(heading, changedAt - begun) }
  }, address)
}

export type Frames = { frames: number; under33: number; medianMs: number; p95Ms: number; longestMs: number }

/** Scrolls the largest list of the page up and down for so many seconds, a step each frame, and times the frames. */
export function scroll(page: Page, seconds: number): Promise<Frames> {
  return page.evaluate(async (seconds) => {
    const [list] = [...document.querySelectorAll<HTMLElement>('#page *')]
      .filter((each) => each.scrollHeight > each.clientHeight * 3 && each.clientHeight > 100)
      .sort((a, b) => b.scrollHeight - a.scrollHeight)
    if (list === undefined) throw new Error('there is no long list on this page')
    const times: number[] = []
    const begun = performance.now()
    await new Promise<void>((resolve) => {
      let before = 0
      let way = 1
      const step = (now: number) => {
        if (before > 0) times.push(now - before)
        before = now
        if (list.scrollTop > 80_000) way = -1
        if (list.scrollTop <= 0) way = 1
        // Two rows and a half a frame: as fast as a hand turns a wheel.
        list.scrollTop += way * 90
        if (now - begun > seconds * 1_000) resolve()
        else requestAnimationFrame(step)
      }
      requestAnimationFrame(step)
    })
    const sorted = [...times].sort((a, b) => a - b)
    const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
    return {
      frames: times.length,
      under33: times.filter((time) => time < 33.4).length / times.length,
      medianMs: at(0.5),
      p95Ms: at(0.95),
      longestMs: sorted.at(-1) ?? 0,
    }
  }, seconds)
}

/** Milliseconds between two looks of the watch in the main process. */
const look = 5

type Watch = {
  /** Since the last question, in milliseconds: the longest delay, and the most that one of them used the processor. */
  longest: number
  cpu: number
  /** How many there were, by whole milliseconds without what the thread waited for others. Grows no memory. */
  own: Uint32Array
  /** What comes until the next look is the bench's own doing. */
  forgive(): void
}
type Main = typeof globalThis & { benchWatch: Watch; benchHeard: { groups: number; jobs: number } }

/**
 * Runs on a thread of the main process and counts, in milliseconds, how long the main thread slept in its event loop's own
 * wait: twice found in a poll, without having been on a processor in between. Then it was not held up: who was to wake it,
 * another thread, came late. Counts too little where it comes late itself, never too much.
 */
const countSleep = `
  const { readFileSync } = require('node:fs')
  const { workerData } = require('node:worker_threads')
  const asleep = new Float64Array(workerData)
  const never = new Int32Array(new SharedArrayBuffer(4))
  const of = (name) => readFileSync('/proc/self/task/' + process.pid + '/' + name, 'latin1').split(' ')
  // poll and ppoll, of more than one file: of one alone some other code waits for an answer.
  const polls = new Set({ x64: ['7', '271'], arm64: ['73'] }[process.arch])
  let before = null
  for (;;) {
    Atomics.wait(never, 0, 0, 2)
    const at = performance.now()
    const [call, , files] = of('syscall')
    const polling = polls.has(call) && files !== '0x1'
    const turn = of('schedstat')[2]
    if (polling && before === turn + ' polling') asleep[0] += at - since
    before = polling ? turn + ' polling' : null
    var since = at
  }`

/**
 * Begins to watch how long the main process is held up, and how many changes of jobs it sends to the page. On Linux the
 * kernel tells how long a thread that could have gone on waited for a processor: that is others' work, not ours. Nor is it
 * held up while it sleeps, and nobody wakes it.
 */
export async function watchMain({ app }: BenchWindow): Promise<void> {
  const sleeping = { look, countSleep }
  await app.evaluate(({ BrowserWindow }, { look, countSleep }) => {
    const main = globalThis as Main
    const { readFileSync } = process.getBuiltinModule('node:fs')
    const { Worker } = process.getBuiltinModule('node:worker_threads')
    const asleep = new Float64Array(new SharedArrayBuffer(8))
    const counter = new Worker(countSleep, { eval: true, workerData: asleep.buffer })
    // Where the kernel tells nothing, none of it is left out.
    counter.on('error', () => {})
    counter.unref()
    const now = () => {
      const at = performance.now()
      try {
        const [cpu, waited] = readFileSync('/proc/self/schedstat', 'utf8').split(' ')
        return { at, cpu: Number(cpu) / 1e6, waited: Number(waited) / 1e6, slept: asleep[0]! }
      } catch {
        return { at, cpu: process.threadCpuUsage().user / 1e3, waited: 0, slept: 0 }
      }
    }
    let before = now()
    const again = () => {
      before = now()
    }
    main.benchWatch = {
      longest: 0,
      cpu: 0,
      own: new Uint32Array(10_000),
      forgive: again,
    }
    setInterval(() => {
      const { at, cpu, waited, slept } = before
      again()
      const ms = before.at - at - look
      const { benchWatch } = main
      // What it sleeps between two looks is in the time from one to the next already.
      const others = before.waited - waited + Math.max(0, before.slept - slept - look)
      const own = Math.max(0, Math.ceil(ms - others))
      benchWatch.cpu = Math.max(benchWatch.cpu, Math.min(ms, before.cpu - cpu))
      benchWatch.longest = Math.max(benchWatch.longest, ms)
      benchWatch.own[Math.min(own, benchWatch.own.length - 1)]! += 1
    }, look)
    main.benchHeard = { groups: 0, jobs: 0 }
    const contents = BrowserWindow.getAllWindows()[0]!.webContents
    const send = contents.send.bind(contents)
    contents.send = (channel, ...rest) => {
      const told = rest[0] as { events?: { event: string; jobs?: unknown[] }[] } | undefined
      if (told?.events !== undefined) {
        main.benchHeard.groups += 1
        for (const event of told.events)
          if (event.event === 'jobs.changed') main.benchHeard.jobs += event.jobs?.length ?? 0
      }
      send(channel, ...rest)
    }
  }, sleeping)
}

/**
 * Milliseconds. `own`: without what the thread waited for a processor, or to be woken; `cpu`: the most that one used it. `over50`: how many
 * own ones were longer than that.
 */
export type Blocks = { longestMs: number; ownMs: number; cpuMs: number; own99Ms: number; over50: number }

/** How the main process was held up since the last question. */
export async function blocksOf({ app }: BenchWindow): Promise<Blocks> {
  const { longest, cpu, own } = await app.evaluate(() => {
    const { benchWatch } = globalThis as Main
    const { longest, cpu } = benchWatch
    const seen = { longest, cpu, own: [...benchWatch.own] }
    benchWatch.longest = 0
    benchWatch.cpu = 0
    benchWatch.own.fill(0)
    benchWatch.forgive()
    return seen
  })
  const sum = (counts: readonly number[]) => counts.reduce((before, count) => before + count, 0)
  const looks = sum(own)
  return {
    longestMs: longest,
    ownMs: Math.max(
      0,
      own.findLastIndex((count) => count > 0),
    ),
    cpuMs: cpu,
    own99Ms: Math.max(
      0,
      own.findIndex((_, ms) => sum(own.slice(0, ms + 1)) >= looks * 0.99),
    ),
    over50: sum(own.slice(51)),
  }
}

export const heardOf = ({ app }: BenchWindow) => app.evaluate(() => ({ ...(globalThis as Main).benchHeard }))

/** MB: what the two processes hold, and what of it is alive: what is left after the garbage was collected. */
export type Memory = { seconds: number; main: number; mainAlive: number; page: number; pageAlive: number }

export async function memoryOf({ app, page }: BenchWindow, seconds: number): Promise<Memory> {
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = (await session.send('Runtime.getHeapUsage')) as { usedSize: number }
  await session.detach()
  const held = await app.evaluate(async ({ app }) => {
    const { Session } = process.getBuiltinModule('node:inspector')
    const own = new Session()
    own.connect()
    own.post('HeapProfiler.collectGarbage')
    // What that takes is no doing of the studio.
    ;(globalThis as Main).benchWatch.forgive()
    // What has a finalizer is let go of by a turn of the loop, and collected the second time.
    await new Promise((resolve) => setImmediate(resolve))
    own.post('HeapProfiler.collectGarbage')
    let usedSize = 0
    // Answered at once: it is this very thread.
    own.post('Runtime.getHeapUsage', (_, usage) => {
      usedSize = (usage as { usedSize: number }).usedSize
    })
    own.disconnect()
    const processes = app.getAppMetrics().map(({ type, memory }) => ({ type, kb: memory.workingSetSize }))
    ;(globalThis as Main).benchWatch.forgive()
    return { processes, usedSize }
  })
  const of = (type: string) =>
    held.processes.filter((each) => each.type === type).reduce((sum, { kb }) => sum + kb, 0) / 1_000
  return {
    seconds,
    main: of('Browser'),
    mainAlive: held.usedSize / 1e6,
    page: of('Tab'),
    pageAlive: usedSize / 1e6,
  }
}
