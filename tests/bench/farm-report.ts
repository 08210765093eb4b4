import type { Dispatched } from './farm-dispatch.ts'
import { ratiosOf } from './farm-ideal.ts'
import { type FarmResults, farmFigures, overIdeal, percent } from './farm-results.ts'
import { written } from './figures.ts'
import { circumstances, table } from './report.ts'

/** What a bench of the farm saw, for people: Markdown. */
export function farmReport(results: FarmResults): string {
  return [
    '# What `npm run bench:farm` saw',
    '',
    ...(results.smoke
      ? [
          '**A quick look whether everything works, with little of everything: these figures are worth nothing.**',
          '',
        ]
      : []),
    'How to read it: [docs/benchmarks.md](../docs/benchmarks.md). Written by the bench; not to be changed by hand.',
    '',
    ...circumstances(results, wasBusy(results)),
    ...others(results),
    '## To reach, and seen',
    '',
    ...table(
      ['figure', 'to reach', 'seen', ''],
      farmFigures(results).map(({ name, goal, seen, reached }) => [
        name,
        goal,
        seen,
        reached === null ? 'not measured' : reached ? 'reached' : '**missed**',
      ]),
    ),
    ...dispatching(results),
    ...realBatch(results),
    ...history(results),
    ...(results.missing.length === 0
      ? []
      : ['## Not measured', '', ...results.missing.map((line) => `- ${line}`), '']),
  ].join('\n')
}

/** A tenth of a processor makes a difference. */
const wasBusy = ({ others: seen }: FarmResults) =>
  Object.values(seen).some((busy) => busy !== null && busy > 0.1)

function others({ others: seen, machine }: FarmResults): string[] {
  const told = Object.entries(seen).flatMap(([part, busy]) =>
    busy === null ? [] : [`${part} ${busy.toFixed(2)}`],
  )
  if (told.length === 0) return []
  return [
    `Processors of ${machine.processors} that other programs kept busy meanwhile: ${told.join(', ')}.`,
    '',
  ]
}

const grouped = (count: number) => count.toLocaleString('en-US')
const megabytes = (value: number) => `${value.toFixed(0)} MB`

function dispatching({ dispatch, queueing }: FarmResults): string[] {
  const lines: string[][] = []
  if (dispatch !== null) {
    const line = (name: string, tell: (one: Dispatched) => string) => [
      name,
      tell(dispatch.tenth),
      tell(dispatch.whole),
    ]
    lines.push(
      line(
        'put into the queue',
        ({ queued }) => `${queued.seconds.toFixed(2)} s, ${queued.cpu.toFixed(2)} CPU-s`,
      ),
      line('dispatched', ({ dispatches, seconds }) => `${grouped(dispatches)} in ${seconds.toFixed(1)} s`),
      line('a second', ({ aSecond }) => aSecond.toFixed(0)),
      line('a second, slowest five seconds', ({ slowest }) => slowest.toFixed(0)),
      line('CPU a dispatch', ({ cpuEach }) => `${cpuEach.toFixed(2)} ms`),
      line('resident before anything', ({ resident }) => megabytes(resident.before)),
      line('resident when all are queued', ({ resident }) => megabytes(resident.queued)),
      line('resident at 1 %', ({ resident }) => megabytes(resident.atOnePercent)),
      line('resident at the end', ({ resident }) => megabytes(resident.atEnd)),
      line('resident at most', ({ resident }) => megabytes(resident.most)),
      line(
        'heap alive at 1 %, at the end',
        ({ live }) => `${live.atOnePercent.toFixed(1)} MB, ${live.atEnd.toFixed(1)} MB`,
      ),
      line('resident, growth in 10,000 dispatches, last two thirds', ({ growth }) =>
        growth === null ? 'not told' : `${growth.toFixed(1)} MB`,
      ),
    )
  }
  const shown =
    dispatch === null
      ? []
      : [
          '## Dispatching',
          '',
          ...table(
            ['', `${grouped(dispatch.tenth.jobs)} videos`, `${grouped(dispatch.whole.jobs)} videos`],
            lines,
          ),
          'One process with the real store, farm and desk; planning takes no time, and each video is one unit whose work is nothing. Each is claimed, begun, ended and settled in the database (SQLite, WAL, `synchronous = NORMAL`: what was committed outlives the death of the process; a power cut may take back the last moments).',
          '',
        ]
  if (queueing === null) return shown
  const { check, render, rows, videos } = queueing
  return [
    ...shown,
    `A real table of ${grouped(rows)} rows and a small template in four languages and three formats, ${grouped(videos)} videos: \`reelmill check\` takes ${check.wall.toFixed(1)} s (${check.cpu?.toFixed(1) ?? '?'} CPU-s, at most ${check.peak?.toFixed(0) ?? '?'} MB in its process); \`reelmill render\` has all of them queued, and runs, ${render.seconds.toFixed(1)} s after its start, and ends ${render.ended.toFixed(1)} s after Ctrl+C.`,
    '',
  ]
}

function realBatch({ ideal }: FarmResults): string[] {
  if (ideal === null) return []
  const { videos, frame, commands, calibration, trials, best, rounds, profile } = ideal
  const { wall, cpu, own } = ratiosOf(ideal)
  const over = overIdeal(ideal)
  return [
    '## A real batch',
    '',
    `${videos} videos of ${frame}; ${commands} commands for xargs, best with ${best} at a time (a quarter of them, the better of two goes: ${trials
      .map((one) => `${one.processes} in ${one.wall.toFixed(1)} s`)
      .join(
        ', ',
      )}). The farm found ${calibration.processes} with ${calibration.threads === 1 ? 'one thread' : `${calibration.threads} threads`} to be best. Ratios are taken inside a round.`,
    '',
    ...table(
      ['round', 'Reelmill', 'its own process', 'xargs', 'times as long'],
      rounds.map(({ reelmill, ideal: other }, index) => [
        String(index + 1),
        `${reelmill.wall.toFixed(1)} s, ${reelmill.cpu?.toFixed(1) ?? '?'} CPU-s`,
        `${reelmill.own?.toFixed(2) ?? '?'} CPU-s`,
        `${other.wall.toFixed(1)} s, ${other.cpu?.toFixed(1) ?? '?'} CPU-s`,
        (reelmill.wall / other.wall).toFixed(3),
      ]),
    ),
    `Times as long ${written(wall, '', 3)}; CPU of everything ${written(cpu, ' times', 3)}; of Reelmill's CPU, its own process takes ${own === null ? 'an unknown share' : percent(own.median)}.`,
    '',
    `Reelmill takes ${over.more.toFixed(1)} s longer. Its batch runs ${over.before.toFixed(1)} s after the start of the command (starting, opening, reading the table, recording it), and the command ends ${over.after.toFixed(1)} s after the last video; the rest is between, where ${over.atOnce === null ? 'an unknown number' : written(over.atOnce)} of ${calibration.processes} units that encode ran at a time.`,
    '',
    ...(profile === null ? [] : ownWork(profile)),
  ]
}

function ownWork({
  cpu,
  main,
  threads,
}: NonNullable<NonNullable<FarmResults['ideal']>['profile']>): string[] {
  const all = cpu - (threads['the profiler, timers'] ?? 0)
  const line = ([name, seconds]: [string, number]) => [name, seconds.toFixed(2), percent(seconds / all)]
  const falling = (parts: Record<string, number>) => Object.entries(parts).sort((a, b) => b[1] - a[1])
  return [
    "What Reelmill's own process did in one more such batch, by V8's profiler and the system's account of its threads:",
    '',
    ...table(['main thread', 'CPU-s', 'of the whole batch'], falling(main).map(line)),
    ...table(['other threads', 'CPU-s', 'of the whole batch'], falling(threads).map(line)),
  ]
}

function history({ history: seen }: FarmResults): string[] {
  if (seen === null) return []
  const { past, commands, lists, batch, inHand, bytes, madeIn, checkSeconds } = seen
  const milliseconds = (values: Record<string, number>) =>
    Object.entries(values).map(([name, seconds]) => [name, (1000 * seconds).toFixed(seconds < 0.01 ? 2 : 0)])
  return [
    '## A past',
    '',
    `${grouped(past.jobs)} past videos in ${grouped(past.batches)} batches with ${grouped(past.units)} units and every try at them, and ${past.queued} batches that wait: a database of ${(bytes / 1e9).toFixed(2)} GB, made in ${madeIn.toFixed(0)} s. Looking all of it through takes ${checkSeconds.toFixed(1)} s (on a thread, after a power cut alone).`,
    '',
    'Whole processes, from start to end, in seconds, in turns. The disk is warm: the system has what it read before in its memory.',
    '',
    ...table(
      ['typed', 'least', 'median', 'most', 'lines'],
      Object.entries({ ...commands.starts, ...commands.asks }).map(([name, { least, median, most }]) => [
        `\`${name}\``,
        least.toFixed(3),
        median.toFixed(3),
        most.toFixed(3),
        grouped(commands.lines[name] ?? 0),
      ]),
    ),
    'The store alone, in a process that runs already, the slowest of five:',
    '',
    ...table(['list or figure', 'ms'], milliseconds(lists)),
    `And a batch of ${grouped(inHand.jobs)} videos beside that past (a dispatch: the mean of ${grouped(inHand.dispatched)}, the rest once):`,
    '',
    ...table(['what is done with it', 'ms'], milliseconds(batch)),
  ]
}
