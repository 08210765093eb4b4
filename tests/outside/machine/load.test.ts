import { cpus } from 'node:os'
import { describe, expect, test } from 'vitest'
import { loadWatch } from '../../../src-main/outside/machine/load.ts'
import {
  busyOfOthers,
  parseProcessTimes,
  readProcessTimes,
} from '../../../src-main/outside/machine/process-times.ts'
import { runProgram } from '../../../src-main/outside/programs/run-program.ts'
import { withFakeSystem } from './fake-system.ts'

/** Ticks of all processors: busy ones spread over user, nice, system and interrupts. */
const machineBusy = (ticks: number) =>
  `cpu  ${ticks - 40} 10 20 99999 500 5 5 700 30 30\ncpu0 1 1 1 1 1 1 1 1 0 0\n`
const stat = (pid: number, own: number, children = 0) =>
  `${pid} (x) S 1 1 1 0 -1 0 0 0 0 0 ${own} 0 ${children} 0 20 0 1 0 5 0 0\n`

describe('how busy others are', () => {
  test('what our programs use is not counted, whether they run or have ended', () =>
    withFakeSystem(
      {
        'proc/stat': machineBusy(1_000),
        'proc/self/stat': stat(50, 100),
        'proc/self/task/50/children': '',
        'proc/self/task/51/children': '60 ',
        'proc/60/stat': stat(60, 200),
        'proc/60/task/60/children': '61 ',
        'proc/61/stat': stat(61, 30),
        'proc/61/task/61/children': '',
      },
      (roots, lay) => {
        let now = 0
        const load = loadWatch(roots, () => now)
        expect(load()).toBeNull()
        now = 1_000
        // Of 350 ticks, 50 were ours and 200 our programs': one processor of somebody else's.
        lay({
          'proc/stat': machineBusy(1_350),
          'proc/self/stat': stat(50, 150),
          'proc/60/stat': stat(60, 350),
          'proc/61/stat': stat(61, 80),
        })
        expect(load()).toBeCloseTo(1)
        now = 2_000
        // Both have ended and were collected: their time is ours all the same.
        lay({
          'proc/stat': machineBusy(1_550),
          'proc/self/stat': stat(50, 150, 430 + 150),
          'proc/self/task/51/children': '',
        })
        expect(load()).toBeCloseTo(0.75)
      },
    ))

  test('it is averaged over some seconds, and what was before is forgotten', () =>
    withFakeSystem({ 'proc/stat': machineBusy(1_000), 'proc/self/stat': stat(50, 0) }, (roots, lay) => {
      let now = 0
      let busy = 1_000
      const load = loadWatch(roots, () => now)
      const pass = (ticks: number) => {
        now += 1_000
        busy += ticks
        lay({ 'proc/stat': machineBusy(busy) })
        return load()
      }
      expect(pass(200)).toBeCloseTo(2)
      expect(pass(0)).toBeCloseTo(1)
      for (let second = 0; second < 6; second++) pass(0)
      expect(load()).toBeCloseTo(0)
      now += 3_600_000
      expect(pass(100_000)).toBeNull()
      expect(pass(50)).toBeCloseTo(0.5)
    }))

  test('asked many times within a second, it looks once', () =>
    withFakeSystem({ 'proc/stat': machineBusy(1_000), 'proc/self/stat': stat(50, 0) }, (roots, lay) => {
      let now = 0
      const load = loadWatch(roots, () => now)
      lay({ 'proc/stat': machineBusy(9_000) })
      now = 300
      expect(load()).toBeNull()
    }))

  test.runIf(process.platform === 'linux')(
    'our own busy program on this machine is not somebody else',
    async () => {
      const load = loadWatch()
      const spin = 'while (process.cpuUsage().user < 1_000_000);'
      const end = await runProgram({ command: process.execPath, args: ['-e', spin] })
      const others = load()
      expect(others).not.toBeNull()
      expect(end.use.cpuMilliseconds).toBeGreaterThan(900)
      // Others may be busy here, but together with ours no more than there are processors.
      expect(others! + end.use.cpuMilliseconds! / end.milliseconds).toBeLessThan(cpus().length + 0.4)
    },
  )
})

describe('where only the list of processes tells', () => {
  test('times are read as macOS, Linux and Windows write them', () => {
    const said =
      '  311     1   0:12.34\n 4711   311 1-02:03:04\n9 4 12.5\n10 4 12,5\nPID PPID TIME\n\n12 1 \n'
    expect(parseProcessTimes(said)).toEqual([
      { pid: 311, parent: 1, milliseconds: 12_340 },
      { pid: 4_711, parent: 311, milliseconds: 93_784_000 },
      { pid: 9, parent: 4, milliseconds: 12_500 },
      { pid: 10, parent: 4, milliseconds: 12_500 },
    ])
  })

  test('only what others did in between counts, and a number that changed hands does not', () => {
    const at = (pid: number, parent: number, milliseconds: number) => ({ pid, parent, milliseconds })
    const before = [at(1, 0, 10), at(50, 1, 0), at(60, 50, 0), at(70, 1, 500), at(80, 1, 90_000)]
    const after = [
      at(1, 0, 20),
      at(50, 1, 900),
      at(60, 50, 4_000),
      at(70, 1, 1_500),
      at(80, 7, 100),
      at(90, 1, 50),
    ]
    expect(busyOfOthers(before, after, 50)).toBe(1_010)
  })

  test.runIf(process.platform !== 'win32')('ps of this machine is understood', async () => {
    const times = await readProcessTimes()
    expect(times!.length).toBeGreaterThan(1)
    expect(times!.find(({ pid }) => pid === process.pid)).toMatchObject({ parent: process.ppid })
  })
})
