import type { describeMachine, describeReelmill } from './circumstances.ts'
import { slopeOf, spreadOf } from './statistics.ts'
import type { Blocks, Frames, Memory, Opening } from './ui-window.ts'

export type UiResults = {
  smoke: boolean
  /** Only the hour of events. */
  hour: boolean
  begun: string
  seconds: number
  reelmill: ReturnType<typeof describeReelmill>
  machine: ReturnType<typeof describeMachine>
  electron: string
  load: { before: number; after: number }
  past: { batches: number; jobs: number; bytes: number }
  queued: number
  /** Milliseconds, each of its own start; the first one reads everything from the disk. */
  starts: number[]
  openings: { place: string; first: Opening; again: Opening }[]
  scrolling: (Frames & { asked: number; aSecond: number; heardASecond: number; blocks: Blocks }) | null
  /** Of the main process, by what went on. */
  blocks: Record<string, Blocks>
  memory: { minutes: number; aSecond: number; samples: Memory[] } | null
  missing: string[]
}

const goal = { start: 2_000, opening: 300, frames: 0.95, block: 50, growth: 20 }

type Figure = { name: string; goal: string; seen: string; reached: boolean | null }

const ms = (value: number) => `${Math.round(value)} ms`

/** Over a shorter time a slope is none. */
const leastMinutes = 5

/** One collection leaves more than another: what never goes is the least of some. */
const atATime = 4

/** MB an hour that living memory grows by, after its first third. */
function growthOf(samples: readonly Memory[], of: 'mainAlive' | 'pageAlive'): number | null {
  const later = samples.slice(Math.floor(samples.length / 3))
  const floors = later.flatMap(({ seconds }, index) =>
    index % atATime === 0
      ? [{ x: seconds, y: Math.min(...later.slice(index, index + atATime).map((one) => one[of])) }]
      : [],
  )
  const slope = slopeOf(floors)
  return slope === null ? null : slope * 3_600
}

export function uiFigures(results: UiResults): Figure[] {
  const { starts, openings, scrolling, memory, past } = results
  const start = spreadOf(starts)?.median ?? null
  const slowest = [...openings].sort((a, b) => b.first.heading - a.first.heading)[0]
  const blocks = Object.entries(results.blocks).sort((a, b) => b[1].ownMs - a[1].ownMs)[0]
  const figures: Figure[] = [
    {
      name: `start to usable with ${past.jobs.toLocaleString('en')} past videos`,
      goal: 'at most 2 s',
      seen:
        start === null
          ? 'nothing'
          : `${ms(start)} (${ms(Math.min(...starts))} to ${ms(Math.max(...starts))})`,
      reached: start === null ? null : start <= goal.start,
    },
    {
      name: 'opening any page, to its heading',
      goal: 'at most 300 ms',
      seen:
        slowest === undefined
          ? 'nothing'
          : `the slowest is ${slowest.place} with ${ms(slowest.first.heading)}`,
      reached: slowest === undefined ? null : slowest.first.heading <= goal.opening,
    },
    {
      name: `frames under 33 ms, scrolling ${results.queued.toLocaleString('en')} videos under 500 events a second`,
      goal: 'at least 95 %',
      seen:
        scrolling === null
          ? 'nothing'
          : `${(scrolling.under33 * 100).toFixed(1)} %, at ${scrolling.aSecond.toFixed(0)} changes a second`,
      reached: scrolling === null ? null : scrolling.under33 >= goal.frames,
    },
    {
      name: 'the longest block of the main process',
      goal: 'at most 50 ms',
      seen: blocks === undefined ? 'nothing' : `${ms(blocks[1].ownMs)} (${blocks[0]})`,
      reached: blocks === undefined ? null : blocks[1].ownMs <= goal.block,
    },
    ...(['page', 'main process'] as const).map((where) => {
      const growth = memory && growthOf(memory.samples, where === 'page' ? 'pageAlive' : 'mainAlive')
      return {
        name: `growth of what is alive in the ${where} under events`,
        goal: `at most ${goal.growth} MB an hour`,
        seen:
          growth === null
            ? 'nothing'
            : `${growth.toFixed(1)} MB an hour, over ${memory!.minutes} minutes${memory!.minutes < leastMinutes ? ': too short to tell' : ''}`,
        reached: growth === null || memory!.minutes < leastMinutes ? null : growth <= goal.growth,
      }
    }),
  ]
  return results.hour ? figures.slice(-2) : figures
}

const table = (head: string[], rows: string[][]) =>
  [
    `| ${head.join(' | ')} |`,
    `|${head.map(() => ' --- ').join('|')}|`,
    ...rows.map((row) => `| ${row.join(' | ')} |`),
  ].join('\n')

export function uiReport(results: UiResults): string {
  const { reelmill, machine, openings, scrolling, memory, blocks, starts } = results
  const parts = [
    `# What \`npm run bench:ui${results.hour ? ' -- --hour' : ''}\` saw`,
    'How to read it: [docs/benchmarks.md](../docs/benchmarks.md). Written by the bench; not to be changed by hand.',
    table(
      ['', ''],
      [
        [
          'Reelmill',
          `${reelmill.version}, commit ${reelmill.commit}${reelmill.changed ? ', changed since' : ''}`,
        ],
        ['when', `${results.begun}, ${results.seconds.toFixed(0)} s`],
        [
          'machine',
          `${machine.processor}, ${machine.processors} processors, ${machine.memoryGb.toFixed(0)} GB, ${machine.system}`,
        ],
        ['window', `Electron ${results.electron} without a GPU, on a virtual display`],
        [
          'load',
          `${results.load.before.toFixed(2)} before, ${results.load.after.toFixed(2)} after (of one minute)`,
        ],
        [
          'studio',
          `${results.past.jobs.toLocaleString('en')} past videos in ${results.past.batches} batches (${(results.past.bytes / 1e9).toFixed(1)} GB), one batch of ${results.queued.toLocaleString('en')} that waits`,
        ],
      ],
    ),
    '## To reach, and seen',
    table(
      ['figure', 'to reach', 'seen', ''],
      uiFigures(results).map(({ name, goal, seen, reached }) => [
        name,
        goal,
        seen,
        reached === null ? '-' : reached ? 'reached' : '**missed**',
      ]),
    ),
  ]
  if (!results.hour)
    parts.push(
      '## Starts',
      `From the start of the program until a page stands there and the studio answers: ${starts.map(ms).join(', ')}.`,
      '## Opening pages',
      'From the wish to the heading, and until nothing on the page changed any more; the first time and once again.',
      table(
        ['page', 'heading', 'settled', 'heading, again', 'settled, again'],
        openings.map(({ place, first, again }) => [
          place,
          ms(first.heading),
          ms(first.settled),
          ms(again.heading),
          ms(again.settled),
        ]),
      ),
    )
  if (scrolling !== null)
    parts.push(
      '## Scrolling under events',
      `Videos of the batch are paused and resumed by another process, ${scrolling.asked} a second asked for: each is decided, written in its own transaction, announced and told to the page. ${scrolling.aSecond.toFixed(0)} a second were done, and the page was told of ${scrolling.heardASecond.toFixed(0)}.`,
      table(
        ['frames', 'under 33 ms', 'median', '95 %', 'longest'],
        [
          [
            String(scrolling.frames),
            `${(scrolling.under33 * 100).toFixed(1)} %`,
            `${scrolling.medianMs.toFixed(1)} ms`,
            `${scrolling.p95Ms.toFixed(1)} ms`,
            ms(scrolling.longestMs),
          ],
        ],
      ),
    )
  parts.push(
    '## Blocks of the main process',
    'How long its event loop was held, as it sees itself (looked at every 5 ms). Its own: without the time in which it could have gone on, and waited for a processor that others used, and in which it slept and was woken late. What is left beside the time on the processor was waiting for a disk or another thread.',
    table(
      [
        'while',
        'its own: longest',
        'on the processor: longest',
        '99 % of looks',
        'over 50 ms',
        'longest, waiting for others included',
      ],
      Object.entries(blocks).map(([name, block]) => [
        name,
        ms(block.ownMs),
        ms(block.cpuMs),
        ms(block.own99Ms),
        String(block.over50),
        ms(block.longestMs),
      ]),
    ),
  )
  if (memory !== null)
    parts.push(
      '## Memory under events',
      `${memory.minutes} minutes with ${memory.aSecond.toFixed(0)} changes a second, the table of the batch on show. MB; alive is what is left after the garbage was collected.`,
      table(
        ['minute', 'main process, resident', 'main process, alive', 'page, resident', 'page, alive'],
        memory.samples.map(({ seconds, main, mainAlive, page, pageAlive }) => [
          (seconds / 60).toFixed(1),
          main.toFixed(0),
          mainAlive.toFixed(1),
          page.toFixed(0),
          pageAlive.toFixed(1),
        ]),
      ),
    )
  if (results.missing.length > 0)
    parts.push('## Not measured', results.missing.map((line) => `- ${line}`).join('\n'))
  return `${parts.join('\n\n')}\n`
}
