import type { ChildProcess } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Sorting, sharesOf } from './cpu-profile.ts'
import type { Call } from './measure.ts'
import { runGroup, ticks } from './measure.ts'
import { parseStat } from './process-files.ts'

/** What Reelmill's own process did while it rendered a batch. */
export type OwnWork =
  | 'farm, store, events'
  | 'starting and watching programs'
  | 'making: artifacts, hashes, names, papers'
  | 'drawing'
  | 'planning'
  | 'reading and checking the table'
  | 'loading code'
  | 'collecting garbage'
  | 'not told by V8'
  | 'other'

const sorting: Sorting<OwnWork> = {
  works: [
    ['drawing', /src-main\/outside\/(raster|motion|still-pictures|fonts)\//],
    ['starting and watching programs', /src-main\/(outside\/(programs|ffmpeg|media)|services\/ffmpeg-\w+)\//],
    [
      'planning',
      /src-main\/(core\/(render-plan|scene-layout|text-layout|expressions|font-stacks|clip-graph|audio-graph|ffmpeg-commands|template-rules)|services\/(video-planner|asset-desk|template-library|production))\//,
    ],
    [
      'reading and checking the table',
      /src-main\/(outside\/tables|core\/(column-mapping|cell-values)|services\/(row-intake|row-examiner)|services\/batch-desk\/prepare-batch)/,
    ],
    [
      'making: artifacts, hashes, names, papers',
      /src-main\/(services\/(video-maker|artifact-store|clip-maker|sound-mixer)|outside\/(files|folders)|core\/manifest|services\/batch-desk\/\w*-?papers)/,
    ],
    [
      'farm, store, events',
      /src-main\/(outside\/(database|machine|clock|log)|services\/|core\/|headless\/|line\/|api\/|open-office|start-studio)/,
    ],
    ['loading code', /^node:internal\/(modules|bootstrap|main|vm)|^node:internal\/process\/(pre_)?execution/],
  ],
  garbage: 'collecting garbage',
  rest: 'other',
  native: 'not told by V8',
}

export type OwnWorkSeen = {
  /** CPU-s of the whole tree of processes, those of the profiler included. */
  cpu: number
  /** CPU-s of Reelmill's main thread, by what it did. */
  main: Record<OwnWork, number>
  /** CPU-s of its other threads, by their kind. */
  threads: Record<string, number>
}

/** Runs a command of Reelmill's with V8's profiler, its threads watched. Rejects where there is no /proc. */
export async function measureOwnWork(call: Call, folder: string): Promise<OwnWorkSeen> {
  await mkdir(folder, { recursive: true })
  const watch = watchThreads()
  const env = { ...call.env, NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${folder}` }
  const { cpu } = await runGroup([{ ...call, env, onStart: watch.follow }], 1)
  watch.stop()
  const threads = watch.seen()
  const mainCpu = threads.get('main')
  // Profiles are named CPU.<day>.<time>.<process>.<thread>.<number>.cpuprofile; the main thread's is 0.
  const names = (await readdir(folder)).filter((name) => name.includes(`.${watch.pid()}.0.`))
  const profiles = await Promise.all(
    names.map(async (name) => JSON.parse(await readFile(join(folder, name), 'utf8'))),
  )
  const shares = sharesOf(profiles, 0, sorting)
  if (shares === null || mainCpu === undefined || cpu === null)
    throw new Error('nothing was seen of its threads: this needs Linux and its /proc')
  threads.delete('main')
  const main = Object.fromEntries(
    Object.entries(shares).map(([name, share]) => [name, share * mainCpu]),
  ) as Record<OwnWork, number>
  return { cpu, main, threads: Object.fromEntries(threads) }
}

const lookEvery = 50

/** Looks at the threads of a process until it ends: CPU-s by their kind. */
function watchThreads() {
  let pid: number | undefined
  let timer: NodeJS.Timeout | undefined
  const known = new Map<string, { kind: string; cpu: number }>()
  function look(): void {
    try {
      for (const thread of readdirSync(`/proc/${pid}/task`)) {
        const text = readFileSync(`/proc/${pid}/task/${thread}/stat`, 'utf8')
        const kind = thread === String(pid) ? 'main' : kindOf(text)
        known.set(thread, { kind, cpu: parseStat(text, ticks).own })
      }
    } catch {
      // It has ended meanwhile.
    }
  }
  return {
    pid: () => pid,
    follow(child: ChildProcess) {
      pid = child.pid
      timer = setInterval(look, lookEvery)
      child.once('exit', () => clearInterval(timer))
    },
    stop: () => clearInterval(timer),
    seen() {
      const sums = new Map<string, number>()
      for (const { kind, cpu } of known.values()) sums.set(kind, (sums.get(kind) ?? 0) + cpu)
      return sums
    },
  }
}

/** From the name in a thread's stat file, which Linux cuts to 15 letters. */
function kindOf(stat: string): string {
  const name = stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')'))
  if (name === 'V8Worker') return "V8's: compiling, collecting garbage"
  if (name === 'libuv-worker') return 'files, hashes, drawing'
  if (/ProfEvnt|SignalInspector|DelayedTask/.test(name)) return 'the profiler, timers'
  return 'workers: examining, moving pictures, pictures fitted'
}
