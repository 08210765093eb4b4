import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import type { HardwareEncoder } from '../../../src-shared/farm/farm.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'
import { drivenClock, until, withFarm } from './a-farm.ts'

/** Work that ends when it is told to, or called off. */
function gate() {
  let open = () => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  const pass = (signal: AbortSignal) =>
    Promise.race([
      opened,
      new Promise<never>((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason), { once: true })
      }),
    ])
  return { open: () => open(), pass }
}

test('an urgent batch gets the next slot that comes free, and nothing that runs is lost', () =>
  withFarm(async (a) => {
    const order: string[] = []
    const first = gate()
    a.batch(
      'slow',
      10,
      async ({ unit, batch }) => {
        for (const hash of ['a', 'b', 'c'])
          await unit({ hash }, async ({ signal }) => {
            order.push(batch)
            await first.pass(signal)
          })
      },
      'normal',
    )
    await until(() => order.length === 2)
    a.batch(
      'rush',
      2,
      ({ unit, batch }) =>
        unit({}, async () => {
          order.push(batch)
        }),
      'urgent',
    )
    await sleep(30)
    expect(order).toEqual(['slow', 'slow'])
    expect(a.farm.standing().waiting.some(({ batch }) => batch === 'rush')).toBe(true)
    first.open()
    await a.drained()
    expect(order.slice(0, 5)).toEqual(['slow', 'slow', 'rush', 'rush', 'slow'])
    expect(order.filter((batch) => batch === 'slow')).toHaveLength(30)
  }))

test('so many jobs are in hand as keep the slots busy, and not all of a large batch', () =>
  withFarm(async (a) => {
    let begun = 0
    const held = gate()
    a.batch('b1', 50, async ({ unit }) => {
      begun += 1
      await unit({}, ({ signal }) => held.pass(signal))
    })
    await until(() => begun >= 3)
    await sleep(30)
    expect(begun).toBe(3)
    held.open()
    await a.drained()
    expect(begun).toBe(50)
  }))

test('a job that waits for its next try makes room for another', () =>
  withFarm(async (a) => {
    const begun: number[] = []
    a.batch('b1', 6, async ({ unit, job }) => {
      begun.push(job)
      let tries = 0
      await unit({}, async () => {
        tries += 1
        if (job < 4 && tries === 1) throw Object.assign(new Error('busy'), { code: 'EBUSY' })
      })
    })
    await until(() => begun.length === 6, 900)
    await a.drained()
    expect([...a.outcomes.values()]).toEqual([null, null, null, null, null, null])
  }))

test('ending a batch or a job calls off its own work and leaves the others alone', () =>
  withFarm(
    async (a) => {
      const held = gate()
      const body = ({
        unit,
      }: {
        unit: (asked: object, make: (h: { signal: AbortSignal }) => Promise<void>) => Promise<void>
      }) => unit({}, ({ signal }) => held.pass(signal))
      a.batch('b1', 2, body)
      a.batch('b2', 1, body)
      await until(() => a.farm.standing().running.length === 3)
      const [one, two] = a.farm.standing().running.filter(({ batch }) => batch === 'b1')
      await a.farm.endJob(one!.job)
      expect(a.farm.standing().running.map(({ job }) => job)).toContain(two!.job)
      await a.farm.end('b1')
      expect(a.farm.standing().running.map(({ batch }) => batch)).toEqual(['b2'])
      held.open()
      await a.drained()
    },
    { slots: 3 },
  ))

test('outside its hours nothing new begins, what runs is finished, and it goes on by itself', async () => {
  const { clock, pass } = drivenClock()
  const hour = (hours: number) => {
    const time = new Date(clock.iso())
    time.setHours(time.getHours() + hours)
    return `${String(time.getHours()).padStart(2, '0')}:${String(time.getMinutes()).padStart(2, '0')}`
  }
  await withFarm(
    async (a) => {
      const held = gate()
      let begun = 0
      a.batch('b1', 5, ({ unit }) =>
        unit({}, async ({ signal }) => {
          begun += 1
          if (begun <= 2) await held.pass(signal)
        }),
      )
      await until(() => begun === 2)
      a.farm.set({ hours: `${hour(1)}-${hour(2)}` })
      held.open()
      await until(() => a.outcomes.size === 2)
      await pass(5_000)
      expect(begun).toBe(2)
      expect(a.farm.standing()).toMatchObject({ pace: { pace: 'stopped' }, running: [] })
      expect(a.farm.standing().waiting[0]!.why).toMatch(/^The farm works from/)
      expect(a.awake()).toBe(false)
      await pass(3_600_000, 60_000)
      await a.drained()
      expect(begun).toBe(5)
    },
    { clock },
  )
})

test('while somebody works at the machine fewer run; none is killed for it', async () => {
  let load = 0
  const { clock, pass } = drivenClock()
  await withFarm(
    async (a) => {
      const gates = Array.from({ length: 8 }, gate)
      let begun = 0
      a.batch('b1', 8, ({ unit }) => unit({}, ({ signal }) => gates[begun++]!.pass(signal)))
      await until(() => begun === 4)
      load = 3
      await pass(2_000)
      expect(a.farm.standing()).toMatchObject({
        pace: { pace: 'while-i-work', processes: 2 },
        slots: [{ kind: 'encode', total: 2, used: 4 }, { kind: 'light' }],
      })
      for (const number of [0, 1]) gates[number]!.open()
      await until(() => a.outcomes.size === 2)
      await pass(1_000)
      expect(begun).toBe(4)
      gates[2]!.open()
      await until(() => begun === 5)
      for (const { open } of gates) open()
      await a.drained()
    },
    { clock, slots: 4, machine: { loadOfOthers: () => load } },
  )
})

test('a machine on battery waits to be plugged in', async () => {
  let onBattery = true
  const { clock, pass } = drivenClock()
  await withFarm(
    async (a) => {
      let begun = 0
      await pass(1_000)
      a.farm.wake()
      await pass(1_500)
      a.batch('b1', 1, ({ unit }) =>
        unit({}, async () => {
          begun += 1
        }),
      )
      await pass(3_000)
      expect(begun).toBe(0)
      onBattery = false
      await pass(3_000)
      await a.drained()
      expect(begun).toBe(1)
    },
    { clock, machine: { onBattery: async () => onBattery } },
  )
})

test('the machine is kept awake while a batch runs, and only if that is wanted', () =>
  withFarm(async (a) => {
    const held = gate()
    a.batch('b1', 1, ({ unit }) => unit({}, ({ signal }) => held.pass(signal)))
    await until(() => a.farm.standing().running.length === 1)
    expect(a.awake()).toBe(true)
    a.farm.set({ keepAwake: false })
    expect(a.awake()).toBe(false)
    a.farm.set({ keepAwake: true })
    held.open()
    await a.drained()
    await until(() => !a.awake())
  }))

test('small things in this process run two at a time, and leave a slot to a video that is joined', () =>
  withFarm(
    async (a) => {
      let now = 0
      let most = 0
      const small = () =>
        a.farm.light(new AbortController().signal, async () => {
          now += 1
          most = Math.max(most, now)
          await sleep(5)
          now -= 1
        })
      let isJoined = false
      const again = async () => {
        while (!isJoined) await small()
      }
      const all = Promise.all(Array.from({ length: 20 }, again))
      a.batch('b1', 1, ({ unit }) =>
        unit({ slot: 'light', kind: 'output' }, async () => {
          isJoined = true
        }),
      )
      await all
      await a.drained()
      expect(most).toBe(3)
    },
    { slots: 8 },
  ))

const gpu = (more: Partial<HardwareEncoder>): HardwareEncoder => ({
  encoder: 'h264_nvenc',
  family: 'nvenc',
  codec: 'h264',
  status: 'works',
  reason: 'Tried.',
  againAt: null,
  sessions: 1,
  ...more,
})

test('no more units than the sessions of a hardware encoder run on it; others go past', () =>
  withFarm(
    async (a) => {
      let now = 0
      let most = 0
      const held = gate()
      a.batch('b1', 3, ({ unit }) =>
        unit({ hardware: 'h264_nvenc' }, async ({ signal }) => {
          now += 1
          most = Math.max(most, now)
          await held.pass(signal)
          await sleep(20)
          now -= 1
        }),
      )
      let past = false
      a.batch('b2', 1, ({ unit }) =>
        unit({}, async () => {
          past = now > 0
        }),
      )
      await until(() =>
        a.farm
          .standing()
          .waiting.some(({ why }) => why === 'Waits for a session of nvenc: 1 of 1 are in use.'),
      )
      await until(() => past)
      held.open()
      await a.drained()
      expect(most).toBe(1)
      expect(past).toBe(true)
    },
    { slots: 4, encoders: [gpu({})] },
  ))

test('a unit whose hardware encoder is out of use by now goes back to its job, which asks the processor', () =>
  withFarm(
    async (a) => {
      a.batch('b1', 1, ({ unit }) => unit({ hardware: 'h264_nvenc' }, async () => {}))
      await a.drained()
      expect([...a.outcomes.values()]).toMatchObject([{ code: 'encoder.failed' }])
    },
    { encoders: [gpu({ status: 'out-of-use' })] },
  ))

test('what wants to be alone waits for what runs, and nothing begins beside it', () =>
  withFarm(async (a) => {
    const held = gate()
    const order: string[] = []
    a.batch('b1', 4, ({ unit }) =>
      unit({}, async ({ signal }) => {
        order.push('unit')
        await held.pass(signal)
      }),
    )
    await until(() => order.length === 2)
    const alone = a.farm.alone('The machine is being measured.', new AbortController().signal, async () => {
      order.push('alone')
      await sleep(20)
      order.push('alone no more')
    })
    await sleep(20)
    expect(order).toEqual(['unit', 'unit'])
    held.open()
    await until(() => order.includes('alone'))
    expect(a.farm.standing().waiting[0]?.why).toBe('The machine is being measured.')
    await alone
    await a.drained()
    expect(order).toEqual(['unit', 'unit', 'alone', 'alone no more', 'unit', 'unit'])
  }))

test('whoever no longer wants to be alone lets the others go on', () =>
  withFarm(async (a) => {
    const held = gate()
    a.batch('b1', 3, ({ unit }) => unit({}, ({ signal }) => held.pass(signal)))
    await until(() => a.farm.standing().running.length === 2)
    const given = new AbortController()
    const alone = a.farm.alone('Measures.', given.signal, async () => {})
    given.abort()
    await expect(alone).rejects.toThrow()
    held.open()
    await a.drained()
  }))

test('settings hold over a restart, and those that can’t be read are as at first', () =>
  withTempFolder(async (folder) => {
    await withFarm(
      async (a) => {
        a.farm.set({ processes: 7, mode: 'full-speed' })
        expect(() => a.farm.set({ processes: 0 })).toThrow()
      },
      { folder },
    )
    await withFarm(
      async (a) => {
        expect(a.farm.settings()).toMatchObject({ processes: 7, mode: 'full-speed', hangSeconds: 120 })
        expect(a.farm.standing().slots[0]).toMatchObject({ kind: 'encode', total: 7 })
        a.store.setSetting('farm', { processes: 'many' })
      },
      { folder },
    )
    await withFarm(
      async (a) => expect(a.farm.settings()).toMatchObject({ processes: null, mode: 'automatic' }),
      { folder },
    )
  }))

test('changes are told at most twice a second, however many there are', () =>
  withFarm(async (a) => {
    a.batch('b1', 200, ({ unit }) => unit({}, async () => {}))
    const begun = performance.now()
    await a.drained()
    await until(() => a.changes() > 0)
    await sleep(600)
    expect(a.changes()).toBeLessThan((performance.now() - begun) / 500 + 3)
  }))

test(
  'a second of one processor is enough to dispatch five hundred units, each written down',
  () =>
    withFarm(async (a) => {
      a.batch('b1', 1_000, ({ unit }) => unit({ kind: 'output' }, async () => {}))
      const before = process.cpuUsage()
      await a.drained()
      const { user, system } = process.cpuUsage(before)
      expect(a.outcomes.size).toBe(1_000)
      expect(1_000 / ((user + system) / 1_000_000)).toBeGreaterThan(500)
    }),
  20_000,
)

test('before the machine goes to sleep nothing more is begun; when it wakes, the work goes on', async () => {
  const { clock, pass } = drivenClock()
  await withFarm(
    async (a) => {
      a.farm.power('suspend')
      let begun = 0
      a.batch('b1', 2, ({ unit }) =>
        unit({}, async () => {
          begun += 1
        }),
      )
      await pass(5_000)
      expect(begun).toBe(0)
      expect(a.farm.standing().pace).toMatchObject({ pace: 'stopped' })
      a.farm.power('resume')
      await a.drained()
      expect(begun).toBe(2)
    },
    { clock },
  )
})

test('a unit that is to be held once its try is over is held when that fails, and not tried again', () =>
  withFarm(
    async (a) => {
      const { open, pass } = gate()
      let tries = 0
      a.batch('b1', 1, ({ unit }) =>
        unit({}, async ({ signal }) => {
          tries += 1
          if (tries > 1) return
          await pass(signal)
          throw new StudioError({ code: 'render.failed', message: 'It failed.' })
        }),
      )
      await until(() => a.farm.standing().running.length === 1)
      const { unit } = a.farm.standing().running[0]!
      expect(a.farm.holdUnit(unit, false)).toBe(true)
      open()
      await until(() => a.store.units.byNumber(unit).status === 'paused')
      expect(a.farm.standing().waiting[0]!.why).toBe('Paused on request.')
      expect(a.farm.freeUnit(unit)).toBe(true)
      await a.drained()
      expect([tries, a.store.units.byNumber(unit).status]).toEqual([2, 'done'])
    },
    { chance: -0.499 },
  ))
