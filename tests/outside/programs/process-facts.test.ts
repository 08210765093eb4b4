import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  descendantsOf,
  parseStat,
  processesMarked,
  readStat,
} from '../../../src-main/outside/programs/process-facts.ts'
import { isSameStart, processStart, startedNow } from '../../../src-main/outside/programs/process-start.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'
import { node, onLinux } from './processes.ts'

const stat = (pid: number, name: string, start: number, state = 'S') =>
  `${pid} (${name}) ${state} 1 ${pid} ${pid} 0 -1 4194304 101 0 0 0 12 3 40 5 20 0 1 0 ${start} 3133440 408\n`

describe('what the kernel says of a process', () => {
  test('is read whatever the program is called', () => {
    expect(parseStat(stat(77, 'a (b) c) S 1', 5_000))).toEqual({
      pid: 77,
      name: 'a (b) c) S 1',
      state: 'S',
      parent: 1,
      group: 77,
      session: 77,
      ticks: 15,
      childrenTicks: 45,
      startTicks: 5_000,
    })
  })

  test('is nothing when the line is cut short', () => {
    expect(parseStat('77 (ffmpeg) S 1 77')).toBeNull()
    expect(parseStat('')).toBeNull()
    expect(parseStat(null)).toBeNull()
  })

  test('who descends from whom is found through all generations', () => {
    const family = [
      { pid: 1, parent: 0 },
      { pid: 5, parent: 1 },
      { pid: 6, parent: 5 },
      { pid: 7, parent: 6 },
      { pid: 8, parent: 1 },
    ]
    expect(descendantsOf(5, family).map(({ pid }) => pid)).toEqual([6, 7])
  })

  test('a mark is a whole word of the environment, and an ended process has none', () =>
    withTempFolder((proc) => {
      const lay = (pid: number, environ: string, state?: string) => {
        mkdirSync(join(proc, String(pid)))
        writeFileSync(join(proc, String(pid), 'stat'), stat(pid, 'ffmpeg', pid, state))
        writeFileSync(join(proc, String(pid), 'environ'), environ)
      }
      lay(1_001, 'A=1\0REELMILL_RUN=s1\0')
      lay(1_002, 'A=1\0REELMILL_RUN=s12\0')
      lay(1_003, 'XREELMILL_RUN=s1\0')
      lay(1_004, 'REELMILL_RUN=s1\0', 'Z')
      const found = processesMarked(['REELMILL_RUN=s1'], proc)
      expect(found.map(({ pid }) => pid)).toEqual([1_001])
    }))
})

describe('the start of a process', () => {
  test('stays the same however often it is asked', () => {
    const first = processStart(process.pid)
    expect(first).not.toBeNull()
    expect(isSameStart(processStart(process.pid)!, first!)).toBe(true)
  })

  test('is nothing where there is no process, or only what is left of one', () =>
    withTempFolder((proc) => {
      expect(processStart(0)).toBeNull()
      expect(processStart(-5)).toBeNull()
      expect(processStart(2 ** 22 + 1)).toBeNull()
      if (!onLinux) return
      mkdirSync(join(proc, '9', '..', 'sys/kernel/random'), { recursive: true })
      writeFileSync(join(proc, 'sys/kernel/random/boot_id'), 'b00t\n')
      mkdirSync(join(proc, '9'), { recursive: true })
      writeFileSync(join(proc, '9', 'stat'), stat(9, 'x', 123))
      expect(processStart(9, proc)).toBe('b00t/123')
      writeFileSync(join(proc, '9', 'stat'), stat(9, 'x', 123, 'Z'))
      expect(processStart(9, proc)).toBeNull()
    }))

  test('by the clock may differ by two seconds, by ticks not at all', () => {
    expect(isSameStart('2026-11-21T10:00:00.000Z', '2026-11-21T10:00:01.700Z')).toBe(true)
    expect(isSameStart('2026-11-21T10:00:00.000Z', '2026-11-21T10:00:02.100Z')).toBe(false)
    expect(isSameStart('b00t/123', 'b00t/124')).toBe(false)
    expect(isSameStart('b00t/123', startedNow())).toBe(false)
  })

  test.runIf(onLinux)('of two that run the same program differs', () => {
    expect(readStat(process.pid)?.name.length).toBeGreaterThan(0)
    expect(node.length).toBeGreaterThan(0)
    expect(processStart(process.pid)).not.toBe(processStart(process.ppid))
  })
})
