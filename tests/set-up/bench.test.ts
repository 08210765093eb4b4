import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { layOutTemplate } from '../../src-main/core/scene-layout/scene-layout.ts'
import { templateSchema } from '../../src-shared/templates/template.ts'
import { cpuProfileShares, sharesOf } from '../bench/cpu-profile.ts'
import { scenesOf, stretchOfRow } from '../bench/expert-stills.ts'
import { figuresOf, furtherCpu } from '../bench/figures.ts'
import { readLikeness } from '../bench/likeness.ts'
import { benchRow } from '../bench/materials.ts'
import { runGroup } from '../bench/measure.ts'
import { parseShellTimes, parseStat, parseStatus } from '../bench/process-files.ts'
import { composeOnly, decodeOnly, readsStdin, runKind } from '../bench/profile-commands.ts'
import { videosDone } from '../bench/reelmill.ts'
import { reportOf } from '../bench/report.ts'
import type { Results, Round } from '../bench/results.ts'
import { slopeOf, spreadOf, videosAnHour } from '../bench/statistics.ts'
import { projectRoot } from '../helpers/project-root.ts'

test('a spread names least, median and most', () => {
  expect(spreadOf([])).toBeNull()
  expect(spreadOf([3, 1, 2])).toEqual({ times: 3, least: 1, median: 2, most: 3 })
  expect(spreadOf([4, 1])).toEqual({ times: 2, least: 1, median: 2.5, most: 4 })
})

test('growth is the slope of the line through all samples', () => {
  expect(slopeOf([0, 1, 2, 3].map((x) => ({ x, y: 5 + 2 * x })))).toBeCloseTo(2)
  expect(slopeOf([{ x: 1, y: 1 }])).toBeNull()
})

test('videos an hour are counted from where both slots are busy', () => {
  expect(videosAnHour([10, 12, 17, 22], 2)).toBeCloseTo((2 * 3600) / 10)
  expect(videosAnHour([10], 2)).toBeNull()
})

test('CPU times are read whatever a process is called', () => {
  const stat = `42 (a b) c) S 1 42 42 0 -1 4194304 100 200 0 0 150 50 1000 500 20 0 11 0 100 1 1`
  expect(parseStat(stat, 100)).toEqual({ own: 2, children: 15 })
  expect(parseStatus('Name:\tnode\nVmHWM:\t  200000 kB\nVmRSS:\t  100000 kB\n')).toEqual({
    resident: 102.4,
    peak: 204.8,
  })
  expect(parseStatus('Name:\tgone\n')).toBeNull()
  expect(parseShellTimes('1.5 2.5\n0m0.01s 0m0.02s\n1m2.50s 0m0.25s\n')).toEqual({
    own: 0.03,
    children: 62.75,
  })
})

test.runIf(process.platform === 'linux')(
  'the CPU time of a group counts what its children started, too',
  async () => {
    const busy = 'while (process.cpuUsage().user < 300_000);'
    const nested = `require('node:child_process').execFileSync(process.execPath, ['-e', ${JSON.stringify(busy)}])`
    const working = await runGroup([{ command: process.execPath, args: ['-e', nested] }], 1)
    expect(working.cpu).toBeGreaterThanOrEqual(0.29)
    const idle = 'setTimeout(() => {}, 600)'
    const resting = await runGroup([{ command: process.execPath, args: ['-e', idle] }], 1)
    expect(resting.wall).toBeGreaterThan(0.6)
    expect(resting.cpu).toBeLessThan(0.28)
  },
)

test('a contender that fails is told with its last words, and the next one can run', async () => {
  const call = (code: string) => ({ command: process.execPath, args: ['-e', code] })
  await expect(runGroup([call('console.error("no such filter"); process.exit(3)')], 1)).rejects.toThrow(
    /ended with 3:\nno such filter/,
  )
  const group = runGroup([call('')], 1)
  await expect(runGroup([call('')], 1)).rejects.toThrow(/two measurements/)
  await group
})

test('a contender that hangs is ended', async () => {
  const hanging = { command: process.execPath, args: ['-e', 'setInterval(() => {}, 1000)'], limit: 0.3 }
  await expect(runGroup([hanging], 1)).rejects.toThrow(/SIGKILL/)
})

const segment = [
  ...['-nostdin', '-filter_complex_threads', '1', '-y', '-threads', '1', '-i', '/a.png'],
  ...['-f', 'rawvideo', '-i', 'pipe:0', '-filter_complex', '[0:v][1:v]overlay[out]', '-map', '[out]'],
  ...['-frames:v', '90', '-r', '30/1', '-c:v', 'libx264', '-crf', '19', '-f', 'mp4'],
  `/artifacts/ab/${'ab'.repeat(32)}.1-2-3.attempt.mp4`,
]

test('a segment is composed again without encoding, and decoded again without composing', () => {
  expect(composeOnly(segment)?.slice(-7)).toEqual(['-map', '[out]', '-frames:v', '90', '-f', 'null', '-'])
  expect(composeOnly(segment)).not.toContain('libx264')
  const decode = decodeOnly(segment)
  expect(decode).not.toContain('-filter_complex')
  expect(decode?.slice(-9)).toEqual(['-map', '0:v', '-map', '1:v', '-frames:v', '90', '-f', 'null', '-'])
  expect(readsStdin(segment)).toBe(true)
  expect(composeOnly(['-i', 'a.mp4', 'b.mp4'])).toBeNull()
})

test('what a program was run for is told from its words', () => {
  expect(runKind('ffmpeg', segment)).toBe('segment')
  expect(runKind('ffmpeg', ['-f', 'concat', '-i', 'x.ffconcat', '-c', 'copy', '/videos/.1.part'])).toBe(
    'join',
  )
  expect(runKind('ffmpeg', ['-i', 'm.m4a', '-c:a', 'aac', 'x.m4a'])).toBe('sound')
  expect(runKind('ffprobe', ['-show_streams', 'x.mp4'])).toBe('probe')
  expect(runKind('ffmpeg', ['-version'])).toBe('other')
})

test('own code is told apart by where its callers live, idle time and the start left out', () => {
  const node = (id: number, functionName: string, url: string, children: number[] = []) => ({
    id,
    callFrame: { functionName, url },
    children,
  })
  const profile = {
    startTime: 1e6,
    nodes: [
      node(1, '(root)', '', [2, 3, 6]),
      node(2, '(idle)', ''),
      node(3, 'drawNow', 'file:///x/src-main/outside/raster/create-rasteriser.ts', [4]),
      node(4, 'encode', 'node:zlib'),
      node(6, 'play', 'file:///x/src-main/outside/motion/stage.ts'),
    ],
    samples: [4, 2, 4, 6, 2],
    timeDeltas: [1e6, 1e6, 3e6, 1e6, 5e6],
  }
  const shares = cpuProfileShares([profile], 1.5)
  expect(shares).toMatchObject({ raster: 0.75, 'moving pictures': 0.25, other: 0 })
  expect(cpuProfileShares([profile], 60)).toBeNull()
})

test('likeness is the mean of all frames and the least like one', () => {
  const stats = 'n:1 Y:0.99 U:0.9 V:0.9 All:0.98 (17.0)\nn:2 Y:0.9 U:0.9 V:0.9 All:0.90 (10.0)\n'
  expect(readLikeness(stats)).toEqual({ mean: 0.94, least: 0.9, frames: 2 })
  expect(() => readLikeness('')).toThrow(/no frames/)
})

test('finished videos are counted from what the command line tells', () => {
  const jobs = [{ status: 'done' }, { status: 'running' }, { status: 'done' }]
  expect(videosDone(JSON.stringify({ event: 'jobs.changed', jobs }))).toBe(2)
  expect(videosDone('{"event":"batch.progress","share":0.5}')).toBe(0)
})

test('what V8 knows nothing of is told as such, or left out', () => {
  const node = (id: number, functionName: string, url: string, children: number[] = []) => ({
    id,
    callFrame: { functionName, url },
    children,
  })
  const profile = {
    startTime: 0,
    nodes: [
      node(1, '(root)', '', [2, 3]),
      node(2, '(program)', ''),
      node(3, 'claim', 'file:///x/farm.ts', [4]),
      node(4, '(garbage collector)', ''),
    ],
    samples: [2, 3, 4, 1],
    timeDeltas: [1e6, 2e6, 1e6, 5e6],
  }
  const sorting = { works: [['farm', /farm\.ts/]] as const, garbage: 'garbage', rest: 'other' } as const
  expect(sharesOf([profile], 0, { ...sorting, native: 'native' })).toEqual({
    farm: 0.5,
    garbage: 0.25,
    other: 0,
    native: 0.25,
  })
  expect(sharesOf([profile], 0, { ...sorting, native: null })?.farm).toBeCloseTo(2 / 3)
})

test('of twenty seconds the templates show the row in 35 %, 10 % and all of the time', () => {
  const stretch = (name: string, format = 'landscape') => {
    const file = join(projectRoot, 'tests', 'bench', 'templates', name, 'template.json')
    const template = templateSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
    const { from, to, frames } = stretchOfRow(scenesOf(template, layOutTemplate(template, format, false)))
    return [to - from, frames]
  }
  expect(stretch('row-35')).toEqual([210, 600])
  expect(stretch('row-10')).toEqual([60, 600])
  expect(stretch('row-all')).toEqual([600, 600])
  for (const format of ['landscape', 'portrait', 'square'])
    expect(stretch('campaign', format)).toEqual([210, 600])
})

test('rows of the bench are the same at every start, and differ', () => {
  expect(benchRow(3)).toEqual(benchRow(3))
  expect(new Set(Array.from({ length: 200 }, (_, n) => benchRow(n).name)).size).toBe(200)
})

const round = (few: number, many: number, expert: number, limit: number | null): Round => ({
  few: { rows: 2, wall: 10, cpu: few, own: 2 },
  many: { rows: 6, wall: 30, cpu: many, own: 4, anHour: 800 },
  expert: { videos: 2, wall: 16, cpu: expert },
  limit: limit === null ? null : { videos: 2, wall: 4, cpu: limit },
})

const results: Results = {
  smoke: false,
  begun: '2026-11-21T00:00:00.000Z',
  seconds: 500,
  reelmill: { version: '1.2.3', commit: 'abc', changed: true },
  versions: { node: '24.0.0', ffmpeg: '7.0', ffmpegFrom: 'npm', ffprobe: null },
  machine: { system: 'Linux', processor: 'One', processors: 2, memoryGb: 8 },
  load: { before: 3, after: 2 },
  trials: [{ atOnce: 2, threads: 1, videos: 2, wall: 5, cpu: 9 }],
  best: { atOnce: 2, threads: 1 },
  zooms: { perspective: { wall: 1, cpu: 1 }, zoompan: { wall: 2, cpu: 2 } },
  templates: {
    'row-35': { rounds: [round(20, 36, 32, 7), round(20, 40, 32, 7)], likeness: null },
    'row-10': { rounds: [round(20, 28, 32, null)], likeness: { mean: 0.99, least: 0.98, frames: 600 } },
  },
  campaign: null,
  start: null,
  stills: null,
  planning: [
    { videos: 12_000, wall: 5, cpu: 8, peak: 300 },
    { videos: 120_000, wall: 70, cpu: 90, peak: 400 },
  ],
  memory: null,
  profiles: {
    'row-35': {
      videos: 2,
      programs: {
        segment: { cpu: 3, runs: 1 },
        clip: { cpu: 0, runs: 0 },
        sound: { cpu: 0, runs: 0 },
        join: { cpu: 0.1, runs: 1 },
        probe: { cpu: 0.1, runs: 1 },
        other: { cpu: 0, runs: 0 },
      },
      split: { decode: 0.5, filter: 0.5, encode: 2 },
      notSplit: null,
      own: null,
      joinWall: [0.1, 0.12],
      joinCpu: [0.2, 0.2],
    },
  },
  missing: ['Stills: no such command'],
}

test('a further video is what the larger batch used more, each row of it', () => {
  expect(furtherCpu(round(20, 36, 32, 7))).toBe(4)
})

test('figures stand beside what was to be reached; missed ones say what the time went into', () => {
  const [share35, share10, limit, unshared, hourly, joining, planning] = figuresOf(results)
  // 16 CPU-s a video against 4 and 5: 4 and 3.2 times less, in the middle 3.6.
  expect(share35).toMatchObject({ reached: true, seen: '3.60 times less (3.20 to 4.00, 2 times)' })
  expect(share10).toMatchObject({ reached: false, seen: '8.00 times less (once)' })
  expect(share10?.why).toContain('no time for a profile of row-10')
  expect(limit).toMatchObject({ reached: false, seen: '1.29 times (1.14 to 1.43, 2 times)' })
  expect(limit?.why).toMatch(/row-35 took.* encode 2\.00 CPU-s .*own code, the rest/)
  expect(unshared).toMatchObject({ reached: null, seen: 'not measured', why: null })
  expect(hourly?.reached).toBe(true)
  expect(joining?.reached).toBe(true)
  expect(planning).toMatchObject({ reached: false })
  expect(planning?.seen).toContain('120,000 videos: 70.0 s, 400 MB')
})

test('the report tells the commit, a busy machine, and what could not be measured', () => {
  const text = reportOf(results)
  expect(text).toContain('1.2.3, commit abc, with uncommitted changes')
  expect(text).toContain('Others used the machine')
  expect(text).toContain('- Stills: no such command')
  expect(text).toMatch(
    /\| the same, 10 % per row \| at least 10 times less \| 8\.00 times less \(once\) \| \*\*missed\*\* \|/,
  )
})
