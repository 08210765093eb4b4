import { freemem, totalmem } from 'node:os'
import { describe, expect, test } from 'vitest'
import { machineName, openMachine, processors } from '../../../src-main/outside/machine/machine.ts'
import { availableOfVmStat, memoryWatch } from '../../../src-main/outside/machine/memory.ts'
import { withFakeSystem } from './fake-system.ts'

const GB = 1_000_000_000
const meminfo = (totalKb: number, availableKb: number) =>
  `MemTotal:       ${totalKb} kB\nMemFree:          100 kB\nMemAvailable:   ${availableKb} kB\n`
const machine16 = { 'proc/meminfo': meminfo(16_000_000, 9_000_000) }

describe('memory that programs can still get', () => {
  test('on this machine is more than nothing and less than all', () => {
    const { total, available } = memoryWatch()()
    expect(available).toBeGreaterThan(100_000_000)
    expect(available).toBeLessThanOrEqual(total)
    expect(total).toBeLessThanOrEqual(totalmem())
    if (process.platform === 'linux') expect(available).toBeGreaterThan(freemem() / 4)
  })

  test('of a machine without limits is what the kernel says', () =>
    withFakeSystem({ ...machine16, 'proc/self/cgroup': '0::/user.slice\n' }, (roots) => {
      expect(memoryWatch(roots)()).toEqual({ total: 16_384_000_000, available: 9_216_000_000 })
    }))

  test('in a container is what its limit leaves, and files that were read are not in the way', () =>
    withFakeSystem(
      {
        ...machine16,
        'proc/self/cgroup': '0::/\n',
        'sys/fs/cgroup/memory.max': `${4 * GB}\n`,
        'sys/fs/cgroup/memory.current': `${3 * GB}\n`,
        'sys/fs/cgroup/memory.stat': `anon 5\ninactive_file ${GB}\nactive_file 7\n`,
      },
      (roots) => {
        expect(memoryWatch(roots)()).toEqual({ total: 4 * GB, available: 2 * GB })
      },
    ))

  test('the narrowest of all groups above counts', () =>
    withFakeSystem(
      {
        ...machine16,
        'proc/self/cgroup': '0::/user.slice/studio.service\n',
        'sys/fs/cgroup/user.slice/studio.service/memory.max': 'max\n',
        'sys/fs/cgroup/user.slice/studio.service/memory.high': `${6 * GB}\n`,
        'sys/fs/cgroup/user.slice/studio.service/memory.current': `${GB}\n`,
        'sys/fs/cgroup/user.slice/memory.max': `${8 * GB}\n`,
        'sys/fs/cgroup/user.slice/memory.current': `${7.5 * GB}\n`,
      },
      (roots) => {
        expect(memoryWatch(roots)()).toEqual({ total: 6 * GB, available: 0.5 * GB })
      },
    ))

  test('older control groups are read as well, also under the path of the host', () =>
    withFakeSystem(
      {
        ...machine16,
        'proc/self/cgroup': '9:name=systemd:/\n4:memory:/docker/4711\n1:cpu,cpuacct:/docker/4711\n0::/\n',
        'sys/fs/cgroup/memory/memory.limit_in_bytes': `${2 * GB}\n`,
        'sys/fs/cgroup/memory/memory.usage_in_bytes': `${1.5 * GB}\n`,
        'sys/fs/cgroup/memory/memory.stat': `inactive_file 1\ntotal_inactive_file ${0.25 * GB}\n`,
      },
      (roots) => {
        expect(memoryWatch(roots)()).toEqual({ total: 2 * GB, available: 0.75 * GB })
      },
    ))

  test('"no limit" of older groups is a large number, and no limit', () =>
    withFakeSystem(
      {
        ...machine16,
        'proc/self/cgroup': '4:memory:/\n',
        'sys/fs/cgroup/memory/memory.limit_in_bytes': '9223372036854771712\n',
        'sys/fs/cgroup/memory/memory.usage_in_bytes': '5\n',
      },
      (roots) => {
        expect(memoryWatch(roots)().total).toBe(16_384_000_000)
      },
    ))

  test('it is looked at anew each time', () =>
    withFakeSystem(machine16, (roots, lay) => {
      const memory = memoryWatch(roots)
      memory()
      lay({ 'proc/meminfo': meminfo(16_000_000, 1_000) })
      expect(memory().available).toBe(1_024_000)
    }))

  test('a group that takes more than it may leaves nothing, and not less', () =>
    withFakeSystem(
      {
        ...machine16,
        'proc/self/cgroup': '0::/\n',
        'sys/fs/cgroup/memory.max': `${GB}\n`,
        'sys/fs/cgroup/memory.current': `${1.2 * GB}\n`,
      },
      (roots) => {
        expect(memoryWatch(roots)().available).toBe(0)
      },
    ))

  test("macOS's pages that can be had at once are counted", () => {
    const said = [
      'Mach Virtual Memory Statistics: (page size of 16384 bytes)',
      'Pages free:                               10000.',
      'Pages active:                            300000.',
      'Pages inactive:                           20000.',
      'Pages speculative:                         5000.',
    ].join('\n')
    expect(availableOfVmStat(said)).toBe(35_000 * 16_384)
    expect(availableOfVmStat('something else')).toBeNull()
    expect(availableOfVmStat(null)).toBeNull()
  })
})

describe('processors that we may use', () => {
  test('are not more than a container gives', () =>
    withFakeSystem({ 'proc/self/cgroup': '0::/\n', 'sys/fs/cgroup/cpu.max': '100000 100000\n' }, (roots) => {
      expect(processors(roots)).toBe(1)
    }))

  test('one and a half of an older group are two', () =>
    withFakeSystem(
      {
        'proc/self/cgroup': '1:cpu,cpuacct:/x\n',
        'sys/fs/cgroup/cpu/x/cpu.cfs_quota_us': '75000\n',
        'sys/fs/cgroup/cpu/x/cpu.cfs_period_us': '50000\n',
      },
      (roots) => {
        expect(processors(roots)).toBe(Math.min(2, processors()))
      },
    ))

  test('are all, where no limit is set', () =>
    withFakeSystem(
      {
        'proc/self/cgroup': '0::/\n1:cpu:/\n',
        'sys/fs/cgroup/cpu.max': 'max 100000\n',
        'sys/fs/cgroup/cpu/cpu.cfs_quota_us': '-1\n',
        'sys/fs/cgroup/cpu/cpu.cfs_period_us': '100000\n',
      },
      (roots) => {
        expect(processors(roots)).toBeGreaterThanOrEqual(1)
        expect(processors(roots)).toBe(processors({ proc: '/nowhere', sys: '/nowhere', dev: '/nowhere' }))
      },
    ))
})

test('the machine has the same name each time, which says how many processors it has', () => {
  const { name, processors: count, platform } = openMachine()
  expect(name).toBe(machineName())
  expect(name).toMatch(new RegExp(`^[^,]+, .+, ${count} processors?$`))
  expect(platform).toBe(process.platform)
})
