import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openStudioStore } from '../../src-main/outside/database/studio-store.ts'
import { type DispatchRun, dispatched, measureDispatch } from '../bench/farm-dispatch.ts'
import { fillQueue, makeHistory, measureLists } from '../bench/farm-history.ts'
import { type IdealResult, meanAtOnce, ratiosOf } from '../bench/farm-ideal.ts'
import { farmReport } from '../bench/farm-report.ts'
import { busySeconds, type FarmResults, farmFigures, farmShare, slowestAsk } from '../bench/farm-results.ts'
import { projectRoot } from '../helpers/project-root.ts'
import { withTempFolder } from '../helpers/temp-folder.ts'

const sample = (seconds: number, done: number, resident: number, live: number | null = null) => ({
  seconds,
  done,
  resident,
  live,
})

const run: DispatchRun = {
  jobs: 12_000,
  before: 100,
  queued: { seconds: 2, cpu: 1.5, resident: 120 },
  samples: [
    sample(0.5, 100, 125),
    sample(1, 600, 130, 18),
    sample(4, 1_200, 140),
    sample(7, 6_600, 150),
    sample(10, 12_000, 150, 17),
  ],
  cpu: 6,
  done: 12_000,
  told: 100,
  stopped: 0.1,
}

test('dispatches are counted over all and over the slowest five seconds', () => {
  expect(dispatched(run)).toMatchObject({
    dispatches: 12_000,
    aSecond: 1_200,
    // From 0 to the first look after five seconds.
    slowest: 6_600 / 7,
    cpuEach: 0.5,
    resident: { before: 100, queued: 120, atOnePercent: 130, atEnd: 150, most: 150 },
    live: { atOnePercent: 18, atEnd: 17 },
  })
  expect(() => dispatched({ ...run, samples: [] })).toThrow(/nothing was dispatched/)
})

test('a queue of videos that cost nothing is worked off, with every step in the database', async () => {
  await withTempFolder(async (folder) => {
    const seen = await measureDispatch(join(folder, 'queue'), 4, 20)
    expect(seen).toMatchObject({ jobs: 48, dispatches: 48 })
    expect(seen.aSecond).toBeGreaterThan(1)
    expect(seen.resident.atEnd).toBeGreaterThan(20)
  })
})

test('a past that was written for the bench is told like any other', async () => {
  await withTempFolder((folder) => {
    makeHistory(folder, { batches: 3, jobs: 100, units: 2 })
    const sqlFolder = join(projectRoot, 'src-main', 'outside', 'database')
    const store = openStudioStore({ folder, sqlFolder, studio: 'test' })
    try {
      fillQueue(store, 2, 3)
      const { batches } = store.batches(undefined, 50)
      expect(batches.map(({ status, counts }) => [status, counts.jobs])).toEqual([
        ['paused', 36],
        ['paused', 36],
        ['finished', 100],
        ['finished', 100],
        ['finished', 100],
      ])
      const [unit] = store.units.ofJob(150)
      expect(unit).toMatchObject({ status: 'done', tried: [{ end: 'done' }] })
      expect(
        Object.values(measureLists(store, { batches: 3, jobs: 100, units: 2 })).every(Number.isFinite),
      ).toBe(true)
    } finally {
      store.close()
    }
  })
})

const round = (wall: number, ideal: number): IdealResult['rounds'][number] => ({
  reelmill: { wall, cpu: 40, own: 2, before: 0.5, after: 0.1, atOnce: 1.8 },
  ideal: { wall: ideal, cpu: 38 },
})

const ideal: IdealResult = {
  videos: 10,
  frame: '1280x720, 12.0 s',
  commands: 23,
  calibration: { processes: 2, threads: 1 },
  trials: [{ processes: 1, wall: 9 }],
  best: 2,
  rounds: [round(10.2, 10), round(22, 20)],
  profile: {
    cpu: 41,
    main: {
      'farm, store, events': 0.4,
      'starting and watching programs': 0.4,
      'making: artifacts, hashes, names, papers': 0.1,
      drawing: 0.2,
      planning: 0.1,
      'reading and checking the table': 0.1,
      'loading code': 0.3,
      'collecting garbage': 0.1,
      'not told by V8': 0.1,
      other: 0.1,
    },
    threads: { 'the profiler, timers': 1, 'files, hashes, drawing': 0.2 },
  },
}

test('the farm stands beside xargs round by round, and its share is told without the profiler', () => {
  expect(ratiosOf(ideal).wall).toMatchObject({ least: 1.02, most: 1.1, times: 2 })
  expect(ratiosOf(ideal).own?.median).toBeCloseTo(0.05)
  expect(farmShare(ideal.profile!)).toEqual({ farm: 0.01, programs: 0.01, all: 0.02 })
})

test('how many units ran at a time is counted until the last of them began', () => {
  const stretches = [
    { from: 0, to: 10 },
    { from: 0, to: 4 },
    { from: 6, to: 10 },
    { from: 10, to: 30 },
  ]
  expect(meanAtOnce(stretches)).toBe(1.8)
  expect(meanAtOnce([{ from: 0, to: 4 }])).toBeNull()
})

const spread = (median: number) => ({ times: 5, least: median - 0.01, median, most: median + 0.2 })

const results: FarmResults = {
  smoke: false,
  begun: '2026-11-21T00:00:00.000Z',
  seconds: 500,
  reelmill: { version: '1.2.3', commit: 'abc', changed: false },
  versions: { node: '24.0.0', ffmpeg: '7.0', ffmpegFrom: 'npm', ffprobe: null },
  machine: { system: 'Linux', processor: 'One', processors: 2, memoryGb: 8 },
  load: { before: 0.1, after: 2 },
  dispatch: { tenth: dispatched(run), whole: dispatched(run) },
  queueing: null,
  history: {
    past: { batches: 2, jobs: 1_000_000, units: 3_000_000, queued: 10 },
    commands: {
      starts: { 'node -e 0': spread(0.04) },
      asks: { 'reelmill batch list': spread(0.2), 'reelmill farm': spread(0.31) },
      lines: { 'reelmill batch list': 50 },
    },
    lists: { 'a batch': 0.001 },
    batch: { 'put in': 2 },
    inHand: { jobs: 120_000, dispatched: 10_000 },
    madeIn: 60,
    bytes: 3e9,
    checkSeconds: 9,
  },
  ideal,
  others: { 'a real batch': 0.25 },
  missing: ['queueing a real table: no disk'],
}

test('figures of the farm say what was reached, what was missed and what was not measured', () => {
  const reached = Object.fromEntries(farmFigures(results).map(({ name, reached: is }) => [name, is]))
  expect(reached).toEqual({
    'putting 12,000 videos into the queue: rows, names, jobs, all committed': true,
    'the same by `reelmill render`, a real table read and checked, from the start of the command': null,
    'dispatches a second, everything committed': true,
    'memory alive with a queue ten times as long': true,
    'resident memory, growth while it dispatches': false,
    'Ctrl+C with all of them queued, to the end of the command': null,
    'a real batch against `xargs -P`': false,
    "the farm's own CPU in a real batch": true,
    'every list and figure of the command line, 1,000,000 past videos': false,
  })
  expect(slowestAsk(results.history!)).toEqual({ name: 'reelmill farm', median: 0.31, within: 1, of: 2 })
})

test('the report of the farm tells the misses, the others at work, and what is missing', () => {
  const text = farmReport(results)
  expect(text).toContain('| a real batch against `xargs -P` | at most 1.05 times as long | 1.06')
  expect(text).toMatch(/past videos \| at most 0\.3 s \| 1 of 2; .* \| \*\*missed\*\* \|/)
  expect(text).toContain('kept busy meanwhile: a real batch 0.25.')
  expect(text).toContain('- queueing a real table: no disk')
  expect(farmReport({ ...results, dispatch: null, history: null, ideal: null })).toContain('not measured')
})

test('what keeps a machine busy is user, system and interrupts, and no idling or waiting for disks', () => {
  const stat = 'cpu  100 50 25 9000 800 5 20 0 7 0\ncpu0 1 1 1 1 1 1 1 0 0 0\n'
  expect(busySeconds(stat, 100)).toBe(2)
})
