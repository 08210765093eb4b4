import { readFileSync } from 'node:fs'
import type { Dispatched, Queueing } from './farm-dispatch.ts'
import type { HistoryFigures } from './farm-history.ts'
import { type IdealResult, ratiosOf } from './farm-ideal.ts'
import type { OwnWorkSeen } from './farm-own-work.ts'
import { written } from './figures.ts'
import { ticks, timesOf } from './measure.ts'
import type { Results } from './results.ts'
import { spreadOf } from './statistics.ts'

/** All that a bench of the farm saw; what is written as farm.json. Seconds, MB (a million bytes). */
export type FarmResults = Pick<
  Results,
  'smoke' | 'begun' | 'seconds' | 'reelmill' | 'versions' | 'machine' | 'load' | 'missing'
> & {
  /** A queue of a tenth of the size, and of the whole. */
  dispatch: { tenth: Dispatched; whole: Dispatched } | null
  queueing: Queueing | null
  history: HistoryFigures | null
  ideal: IdealResult | null
  /** Processors that others kept busy meanwhile, by part; null where the system doesn't tell. */
  others: Record<string, number | null>
}

/** What was to be reached, and what was seen. */
export type FarmFigure = {
  name: string
  goal: string
  seen: string
  /** null: it could not be measured. */
  reached: boolean | null
}

const goals = {
  queued: 10,
  aSecond: 500,
  /** MB. */
  moreMemory: 5,
  growth: 10,
  ratio: 1.05,
  farmShare: 0.03,
  answer: 0.3,
  ended: 3,
}

const grouped = (count: number) => count.toLocaleString('en-US')

/** The figures and their neighbours, in its order. */
export function farmFigures({ dispatch, queueing, history, ideal }: FarmResults): FarmFigure[] {
  const whole = dispatch?.whole ?? null
  const memory = dispatch === null ? null : memoryOfQueue(dispatch)
  const slowest = history === null ? null : slowestAsk(history)
  const ratios = ideal === null ? null : ratiosOf(ideal)
  const farm = ideal?.profile == null ? null : farmShare(ideal.profile)
  return [
    figure(
      `putting ${whole === null ? 'all' : grouped(whole.jobs)} videos into the queue: rows, names, jobs, all committed`,
      `at most ${goals.queued} s`,
      whole === null ? null : [`${whole.queued.seconds.toFixed(1)} s`, whole.queued.seconds <= goals.queued],
    ),
    figure(
      'the same by `reelmill render`, a real table read and checked, from the start of the command',
      `at most ${goals.queued} s`,
      queueing === null
        ? null
        : [
            `${queueing.render.seconds.toFixed(1)} s for ${grouped(queueing.videos)} videos (\`reelmill check\` of the same table: ${queueing.check.wall.toFixed(1)} s)`,
            queueing.render.seconds <= goals.queued,
          ],
    ),
    figure(
      'dispatches a second, everything committed',
      `at least ${goals.aSecond}`,
      whole === null
        ? null
        : [
            `${whole.aSecond.toFixed(0)}, in the slowest five seconds ${whole.slowest.toFixed(0)}`,
            whole.aSecond >= goals.aSecond,
          ],
    ),
    figure(
      'memory alive with a queue ten times as long',
      `at most ${goals.moreMemory} MB more`,
      memory === null
        ? null
        : [
            `${signed(memory.more)} MB (${memory.tenth.toFixed(1)} and ${memory.whole.toFixed(1)} MB of heap, garbage collected)`,
            memory.more <= goals.moreMemory,
          ],
    ),
    figure(
      'resident memory, growth while it dispatches',
      `at most ${goals.growth} MB in 10,000`,
      whole === null || whole.growth === null
        ? null
        : [
            `${whole.growth.toFixed(1)} MB (at 1 % ${whole.resident.atOnePercent.toFixed(0)}, at the end ${whole.resident.atEnd.toFixed(0)} MB, most ${whole.resident.most.toFixed(0)} MB)`,
            whole.growth <= goals.growth,
          ],
    ),
    figure(
      'Ctrl+C with all of them queued, to the end of the command',
      `at most ${goals.ended} s`,
      queueing === null
        ? null
        : [`${queueing.render.ended.toFixed(1)} s`, queueing.render.ended <= goals.ended],
    ),
    figure(
      'a real batch against `xargs -P`',
      `at most ${goals.ratio} times as long`,
      ratios?.wall == null ? null : [`${written(ratios.wall)} times`, ratios.wall.median <= goals.ratio],
    ),
    figure(
      "the farm's own CPU in a real batch",
      `less than ${100 * goals.farmShare} % of all`,
      farm === null
        ? null
        : [
            `${percent(farm.all)} (dispatching, recording, telling ${percent(farm.farm)}; starting and watching programs ${percent(farm.programs)})`,
            farm.all < goals.farmShare,
          ],
    ),
    figure(
      `every list and figure of the command line, ${history === null ? 'a million' : grouped(history.past.jobs)} past videos`,
      `at most ${goals.answer} s`,
      slowest === null
        ? null
        : [
            `${slowest.within} of ${slowest.of}; the slowest is \`${slowest.name}\` with ${slowest.median.toFixed(2)} s`,
            slowest.within === slowest.of,
          ],
    ),
  ]
}

function figure(name: string, goal: string, seen: [string, boolean] | null): FarmFigure {
  return { name, goal, seen: seen?.[0] ?? 'not measured', reached: seen?.[1] ?? null }
}

export const percent = (share: number) => `${(100 * share).toFixed(1)} %`
const signed = (value: number) => `${value < 0 ? '-' : '+'}${Math.abs(value).toFixed(1)}`

/** MB of the heap that were alive at the end, of both queues. */
function memoryOfQueue({ tenth, whole }: { tenth: Dispatched; whole: Dispatched }) {
  return { tenth: tenth.live.atEnd, whole: whole.live.atEnd, more: whole.live.atEnd - tenth.live.atEnd }
}

/** Commands whose median is within the goal, and the slowest. */
export function slowestAsk({ commands }: Pick<HistoryFigures, 'commands'>) {
  const asks = Object.entries(commands.asks)
  const [name, { median }] = asks.reduce((one, other) => (other[1].median > one[1].median ? other : one))
  const within = asks.filter(([, spread]) => spread.median <= goals.answer).length
  return { name, median, within, of: asks.length }
}

/** Shares of the CPU of a whole batch, without what the profiler took. */
export function farmShare({ cpu, main, threads }: OwnWorkSeen) {
  const all = cpu - (threads['the profiler, timers'] ?? 0)
  const farm = main['farm, store, events'] / all
  const programs = main['starting and watching programs'] / all
  return { farm, programs, all: farm + programs }
}

/** Seconds of a round beyond those of xargs, by when they passed; medians of the rounds. */
export function overIdeal({ rounds }: IdealResult) {
  const median = (tell: (round: IdealResult['rounds'][number]) => number) =>
    spreadOf(rounds.map(tell))?.median ?? Number.NaN
  return {
    more: median(({ reelmill, ideal }) => reelmill.wall - ideal.wall),
    before: median(({ reelmill }) => reelmill.before),
    after: median(({ reelmill }) => reelmill.after),
    atOnce: spreadOf(rounds.flatMap(({ reelmill }) => reelmill.atOnce ?? [])),
  }
}

/** Tells, at its end, how many processors other programs than this one's kept busy. */
export function watchOthers(): () => number | null {
  const begun = performance.now()
  const before = othersSoFar()
  return () => {
    const now = othersSoFar()
    if (before === null || now === null) return null
    return Math.max(0, (now - before) / ((performance.now() - begun) / 1000))
  }
}

/** CPU-s of the whole machine without those of this process and of its children that have ended. */
function othersSoFar(): number | null {
  try {
    const own = timesOf('self')
    const all = busySeconds(readFileSync('/proc/stat', 'utf8'), ticks)
    return own === null ? null : all - own.own - own.children
  } catch {
    return null
  }
}

/** CPU-s of all processors since the machine was started, from /proc/stat. */
export function busySeconds(stat: string, ticksASecond: number): number {
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0] = stat
    .split('\n')[0]!
    .split(/\s+/)
    .slice(1)
    .map(Number)
  return (user + nice + system + irq + softirq) / ticksASecond
}
