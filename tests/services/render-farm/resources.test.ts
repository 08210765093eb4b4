import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openMachine } from '../../../src-main/outside/machine/machine.ts'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'
import { drivenClock, until, withFarm } from './a-farm.ts'

const gigabyte = 1_000_000_000
const fault = (code: string) => new StudioError({ code, message: `It failed: ${code}.` })
const shell = (script: string, ...args: string[]) => ({ command: 'sh', args: ['-c', script, 'sh', ...args] })

/** A small file system of its own, where this user may make one. */
function smallDisk(folder: string, megabytes: number): (() => void) | null {
  if (process.platform !== 'linux') return null
  mkdirSync(folder)
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder], { stdio: 'ignore' })
    return () => execFileSync('umount', ['-l', folder])
  } catch {
    return null
  }
}
const mayMount = await withTempFolder((folder) => {
  const unmount = smallDisk(join(folder, 'small'), 1)
  unmount?.()
  return unmount !== null
})

test.skipIf(!mayMount)(
  'a disk that is really full stops what needs it, burns no try, and it goes on by itself when there is room',
  () =>
    withFarm(async (a) => {
      const small = join(a.folder, 'small')
      const unmount = smallDisk(small, 60)!
      try {
        const ballast = join(small, 'ballast')
        writeFileSync(ballast, Buffer.alloc(50_000_000))
        let tries = 0
        // It says that it needs little, and needs more than there is.
        const ask = { writes: [{ folder: join(small, 'out'), bytes: 1_000_000 }] }
        a.batch('full', 1, ({ unit }) =>
          unit(ask, async ({ run }) => {
            tries += 1
            const out = join(small, 'video')
            const end = await run(shell('head -c 20000000 /dev/zero > "$1"', out))
            if (end.kind === 'finished') return
            rmSync(out, { force: true })
            throw fault('disk.full')
          }),
        )
        await until(() => a.farm.standing().waiting.some(({ why }) => /disk/.test(why)))
        // Other disks have room: others go on.
        a.batch('beside', 2, ({ unit }) =>
          unit({ writes: [{ folder: a.folder, bytes: 10 }] }, async () => {}),
        )
        await until(() => a.outcomes.size === 2)
        expect(a.store.units.ofJob(1)[0]).toMatchObject({ status: 'waiting', tries: 0 })
        const noRoom =
          /^Waits for room on the disk of .*small.out: needs about \d+ MB, .* MB are free above its reserve\.$/
        await until(() => noRoom.test(a.farm.standing().waiting[0]?.why ?? ''))
        expect(a.farm.standing().holds).toEqual([])
        expect(tries).toBe(1)
        const { reserveBytes } = a.farm.standing().disks.find(({ folder }) => folder === small)!
        expect(reserveBytes).toBeLessThanOrEqual((statfsSync(small).blocks * 4096) / 50)
        rmSync(ballast)
        await a.drained()
        expect(tries).toBe(2)
        expect([...a.outcomes.values()]).toEqual([null, null, null])
        expect(existsSync(join(small, 'video'))).toBe(true)
      } finally {
        unmount()
      }
    }),
  15_000,
)

test('below its reserve a disk is not written to, and said so', async () => {
  let free = 1_500_000_000
  const { clock, pass } = drivenClock()
  await withFarm(
    async (a) => {
      const begun: string[] = []
      const ask = { writes: [{ folder: '/videos', bytes: 300_000_000 }] }
      a.batch('b1', 3, ({ unit, job }) =>
        unit(ask, async () => {
          begun.push(`j${job}`)
          free -= 300_000_000
        }),
      )
      await until(() => begun.length === 1)
      await pass(3_000)
      // 1.2 GB are left, of which 1 GB stays free.
      expect(begun).toHaveLength(1)
      expect(a.farm.standing().waiting[0]!.why).toBe(
        'Waits for room on the disk of /videos: needs about 300 MB, 200 MB are free above its reserve.',
      )
      expect(a.farm.standing().disks).toMatchObject([{ freeBytes: 1_200_000_000, reserveBytes: gigabyte }])
      free = 3 * gigabyte
      await pass(3_000)
      await a.drained()
      expect(begun).toHaveLength(3)
    },
    {
      clock,
      slots: 1,
      settings: { diskReserve: gigabyte },
      machine: { lookAtDisk: async () => ({ id: 'one', free, total: 100 * gigabyte }) },
    },
  )
})

test('what a running unit has still to write is room that no other one may take', async () => {
  const { clock, pass } = drivenClock()
  await withFarm(
    async (a) => {
      let begun = 0
      let isOver = false
      const tell: ((share: number) => void)[] = []
      a.batch('b1', 2, ({ unit }) =>
        unit({ writes: [{ folder: '/videos', bytes: 300_000_000 }] }, async ({ onShare, signal }) => {
          begun += 1
          tell.push(onShare)
          await until(() => isOver || signal.aborted)
        }),
      )
      await until(() => begun === 1)
      await pass(3_000)
      expect(begun).toBe(1)
      expect(a.farm.standing().waiting[0]!.why).toMatch(
        /needs about 300 MB, 200 MB are free above its reserve/,
      )
      tell[0]!(0.9)
      await pass(3_000)
      await until(() => begun === 2)
      isOver = true
      await a.drained()
    },
    {
      clock,
      slots: 2,
      settings: { diskReserve: gigabyte },
      machine: { lookAtDisk: async () => ({ id: 'one', free: 1.5 * gigabyte, total: 100 * gigabyte }) },
    },
  )
})

test('a full disk is held and said so although nothing was begun on it, and jobs for other disks go on', async () => {
  let free = 0
  const { clock, pass } = drivenClock()
  await withFarm(
    async (a) => {
      const made: string[] = []
      a.batch('full', 2, ({ unit }) =>
        unit({ writes: [{ folder: '/videos', bytes: 1_000 }] }, async () => void made.push('full')),
      )
      await until(() => a.farm.standing().waiting.length > 0)
      await pass(3_000)
      expect(a.farm.standing().holds).toMatchObject([
        {
          resource: 'disk',
          where: '/videos',
          reason: expect.stringMatching(/^The disk of \/videos is full/),
        },
      ])
      a.batch('beside', 2, ({ unit }) =>
        unit({ writes: [{ folder: '/other', bytes: 1_000 }] }, async () => void made.push('beside')),
      )
      await until(() => made.length === 2)
      expect(made).toEqual(['beside', 'beside'])
      free = 3 * gigabyte
      await pass(5_000)
      await a.drained()
      expect(a.farm.standing().holds).toEqual([])
      expect(made).toHaveLength(4)
      expect(a.store.units.ofJob(1)[0]).toMatchObject({ status: 'done', tries: 0 })
    },
    {
      clock,
      slots: 1,
      settings: { diskReserve: gigabyte },
      machine: {
        lookAtDisk: async (folder) =>
          folder === '/other'
            ? { id: 'two', free: 50 * gigabyte, total: 100 * gigabyte }
            : { id: 'one', free, total: 100 * gigabyte },
      },
    },
  )
})

test('a disk that says it has room and takes nothing (a quota) is not believed for ever', async () => {
  const { clock, pass } = drivenClock()
  await withFarm(
    async (a) => {
      let tries = 0
      a.batch('b1', 1, ({ unit }) =>
        unit({ writes: [{ folder: '/videos', bytes: 1_000 }] }, async () => {
          tries += 1
          throw fault('disk.full')
        }),
      )
      await until(() => tries === 1)
      await pass(10_000)
      expect(tries).toBe(1)
      await pass(120_000)
      await a.drained()
      expect(tries).toBe(3)
      expect([...a.outcomes.values()]).toMatchObject([{ code: 'disk.full' }])
    },
    {
      clock,
      machine: { lookAtDisk: async () => ({ id: 'one', free: 50 * gigabyte, total: 100 * gigabyte }) },
    },
  )
})

test('refused memory stops admission until there is some; no try is burnt', async () => {
  let available = 4 * gigabyte
  const { clock, pass } = drivenClock()
  await withFarm(
    async (a) => {
      let tries = 0
      a.batch('b1', 1, ({ unit }) =>
        unit({ hash: 'large' }, async () => {
          tries += 1
          if (tries > 1) return
          available = 20_000_000
          throw fault('memory.refused')
        }),
      )
      // Something runs beside it: it was not refused while alone.
      a.batch('b2', 2, ({ unit }) =>
        unit({}, async ({ signal }) => {
          await until(() => signal.aborted || available === 5 * gigabyte)
        }),
      )
      await until(() => a.farm.standing().holds.length === 1)
      expect(a.farm.standing().holds[0]).toMatchObject({ resource: 'memory' })
      await pass(5_000)
      expect(a.farm.standing().waiting.map(({ why }) => why)).toEqual([
        expect.stringMatching(/^The machine refused more memory/),
        expect.stringMatching(/^The machine refused more memory/),
      ])
      expect(a.store.units.ofJob(1)[0]).toMatchObject({ status: 'waiting', tries: 0 })
      available = 5 * gigabyte
      await pass(3_000)
      await a.drained()
      expect(tries).toBe(2)
    },
    { clock, machine: { memory: () => ({ total: 8 * gigabyte, available }) } },
  )
})

test.each([
  ['beside others it is tried until there is enough', 1, 5],
  ['alone it is given up after three times', 0, 3],
])('a unit that is refused memory again and again: %s', async (_what, others, expected) => {
  const { clock, pass } = drivenClock()
  await withFarm(
    async (a) => {
      let tries = 0
      let over = false
      a.batch('beside', others, ({ unit }) => unit({}, () => until(() => over)))
      await until(() => a.farm.standing().running.length === others)
      a.batch('refused', 1, ({ unit }) =>
        unit({}, async () => {
          tries += 1
          if (tries < 5) throw fault('memory.refused')
        }),
      )
      await until(() => tries === 1)
      await pass(60_000)
      await until(() => a.outcomes.size === 1)
      over = true
      await a.drained()
      expect(tries).toBe(expected)
    },
    { clock, machine: { memory: () => ({ total: 64 * gigabyte, available: 60 * gigabyte }) } },
  )
})

test('what needs more memory than the farm may use runs alone, and says so', () =>
  withFarm(
    async (a) => {
      let now = 0
      let most = 0
      let go = false
      const shape = { width: 3840, height: 2160, pictures: 8, codec: 'h264', quality: 'high' }
      a.batch('b1', 3, ({ unit }) =>
        unit({ shape }, async () => {
          now += 1
          most = Math.max(most, now)
          await until(() => go)
          now -= 1
        }),
      )
      await until(() => a.farm.standing().waiting.length === 2 && now === 1)
      expect(a.farm.standing().waiting[0]!.why).toMatch(
        /^Waits to run alone: it needs about .* of memory, and the farm may use 100 MB\.$/,
      )
      go = true
      await a.drained()
      expect(most).toBe(1)
    },
    { slots: 3, settings: { memory: 100_000_000 } },
  ))

test('a share that is gone stops what writes there, and it goes on when it is there again', () =>
  withFarm(async (a) => {
    const share = join(a.folder, 'share')
    mkdirSync(share)
    let isGone = false
    let tries = 0
    const real = openMachine()
    expect(await real.isReachable(share, 1_000)).toBe(true)
    a.batch('b1', 1, ({ unit }) =>
      unit({ writes: [{ folder: share, bytes: 10 }] }, async () => {
        tries += 1
        if (tries === 1) {
          rmSync(share, { recursive: true })
          isGone = true
        }
        if (isGone) throw fault('share.gone')
      }),
    )
    await until(() => a.farm.standing().holds.length === 1)
    expect(a.farm.standing().holds[0]).toMatchObject({ resource: 'share', where: share })
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    expect(tries).toBe(1)
    expect(a.store.units.ofJob(1)[0]).toMatchObject({ status: 'waiting', tries: 0 })
    isGone = false
    mkdirSync(share)
    await a.drained()
    expect(tries).toBe(2)
  }))

test('what the desk finds used up is held likewise', () =>
  withFarm(async (a) => {
    const folder = join(a.folder, 'away')
    a.farm.hold('share', folder, 'The folder of the table can’t be reached.')
    await until(() => a.farm.standing().holds.length === 1)
    expect(a.farm.standing().holds[0]).toMatchObject({
      resource: 'share',
      where: folder,
      reason: 'The folder of the table can’t be reached.',
    })
    mkdirSync(folder)
    await until(() => a.farm.standing().holds.length === 0)
  }))

test('while nothing can be written down no more jobs are taken in hand', async () => {
  let free = 0
  const { clock, pass } = drivenClock()
  await withFarm(
    async (a) => {
      a.farm.hold('disk', a.folder, 'The disk of the studio is full.')
      await until(() => a.farm.standing().holds.length === 1)
      let begun = 0
      a.batch('b1', 3, async () => {
        begun += 1
      })
      await pass(3_000)
      expect(begun).toBe(0)
      free = gigabyte
      await pass(3_000)
      await a.drained()
      expect(begun).toBe(3)
      expect(a.farm.standing().holds).toEqual([])
    },
    { clock, machine: { lookAtDisk: async () => ({ id: 'one', free, total: 2 * gigabyte }) } },
  )
})

test('what was made is made once more when its job is made again', () =>
  withTempFolder(async (folder) => {
    for (const studio of ['one', 'two'])
      await withFarm(
        async (a) => {
          a.batch('b1', 1, ({ unit }) => unit({}, async () => {}))
          await a.drained()
          expect([...a.outcomes.values()]).toEqual([null])
          const unit = a.store.units.ofJob(1)[0]!
          expect(unit.tried.map((tried) => tried.studio)).toEqual(studio === 'one' ? ['one'] : ['one', 'two'])
          expect(unit).toMatchObject({ status: 'done', tries: 0 })
        },
        { folder, studio },
      )
  }))

test('what units need is learnt, and known after a restart', () =>
  withTempFolder(async (folder) => {
    const shape = { width: 320, height: 180, pictures: 1, codec: 'h264', quality: 'draft' }
    const expected: number[] = []
    const once = () =>
      withFarm(
        async (a) => {
          a.batch('b1', 1, ({ unit }) =>
            unit({ shape, work: 57_600 }, async ({ run }) => {
              expected.push(a.farm.standing().running[0]!.expectedBytes)
              await run(shell('(head -c 150000000 /dev/zero; sleep 1.5) | tail -c 140000000 > /dev/null'))
            }),
          )
          await a.drained()
        },
        { folder },
      )
    await once()
    await once()
    expect(expected[1]!).toBeGreaterThan(expected[0]!)
    expect(expected[1]!).toBeGreaterThan(100_000_000)
  }))
