import { utimesSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { batteryWatch, onBatteryOfPmset } from '../../../src-main/outside/machine/battery.ts'
import { idleOf, idleOfIoreg, idleOfSessions, idleWatch } from '../../../src-main/outside/machine/idle.ts'
import { withFakeSystem } from './fake-system.ts'

const onLinux = process.platform === 'linux'
const now = Date.parse('2026-11-21T12:00:00Z')
const session = (facts: Record<string, string>) =>
  Object.entries({ Type: 'wayland', Class: 'user', State: 'active', ...facts })
    .map(([name, value]) => `${name}=${value}`)
    .join('\n')
const microseconds = (secondsAgo: number) => String((now - secondsAgo * 1_000) * 1_000)

describe('since when nobody touched the machine', () => {
  test.runIf(onLinux)('the newest key in any terminal counts', () =>
    withFakeSystem(
      { 'dev/tty': '', 'dev/tty0': '', 'dev/tty1': '', 'dev/pts/0': '', 'dev/pts/3': '', 'dev/pts/ptmx': '' },
      async (roots) => {
        const ago = (name: string, seconds: number) => {
          const at = Date.now() / 1_000 - seconds
          utimesSync(join(roots.dev, name), at, at)
        }
        for (const name of ['tty', 'tty0', 'pts/ptmx']) ago(name, 0)
        ago('tty1', 90_000)
        ago('pts/0', 700)
        ago('pts/3', 400)
        const idle = await idleWatch(roots, async () => null)()
        expect(idle).toBeGreaterThanOrEqual(400)
        expect(idle).toBeLessThan(420)
      },
    ),
  )

  test.runIf(onLinux)('nobody can tell where there is neither a terminal nor a session', () =>
    withFakeSystem({}, async (roots) => {
      expect(await idleWatch(roots, async () => null)()).toBeNull()
    }),
  )

  test.runIf(onLinux)('it is asked of the system only every few seconds', () =>
    withFakeSystem({}, async (roots) => {
      let asked = 0
      const idle = idleWatch(roots, async () => {
        asked++
        return null
      })
      await Promise.all([idle(), idle()])
      await idle()
      expect(asked).toBe(1)
    }),
  )

  test('on this machine it is a time, or unknown', async () => {
    const idle = await idleWatch()()
    if (idle !== null) expect(idle).toBeGreaterThanOrEqual(0)
  })

  test('a desktop that says it is idle says since when', () => {
    const said = session({ IdleHint: 'yes', IdleSinceHint: microseconds(900) })
    expect(idleOfSessions(said, now)).toEqual({ seconds: 900, silent: false })
  })

  test('one that was idle and is no more has somebody before it', () => {
    const said = session({ IdleHint: 'no', IdleSinceHint: microseconds(900) })
    expect(idleOfSessions(said, now)).toEqual({ seconds: 0, silent: false })
  })

  test('of two sessions the busier one counts; greeters, terminals and closed ones do not', () => {
    const said = [
      session({ IdleHint: 'yes', IdleSinceHint: microseconds(900) }),
      session({ IdleHint: 'yes', IdleSinceHint: microseconds(300), Type: 'x11' }),
      session({ IdleHint: 'no', IdleSinceHint: microseconds(1), Class: 'greeter' }),
      session({ IdleHint: 'no', IdleSinceHint: microseconds(1), State: 'closing' }),
      session({ IdleHint: 'no', IdleSinceHint: microseconds(1), Type: 'tty' }),
    ].join('\n\n')
    expect(idleOfSessions(said, now)).toEqual({ seconds: 300, silent: false })
  })

  test('a desktop that never tells makes it unknown, unless somebody types', () => {
    const silent = idleOfSessions(session({ IdleHint: 'no', IdleSinceHint: '0' }), now)
    expect(silent).toEqual({ seconds: null, silent: true })
    expect(idleOf(4_000, silent)).toBeNull()
    expect(idleOf(12, silent)).toBe(12)
    expect(idleOf(null, silent)).toBeNull()
    expect(idleOf(4_000, { seconds: null, silent: false })).toBe(4_000)
    expect(idleOf(4_000, { seconds: 100, silent: false })).toBe(100)
  })

  test("macOS's nanoseconds are read", () => {
    expect(idleOfIoreg('    |   "HIDIdleTime" = 2500000000\n')).toBe(2.5)
    expect(idleOfIoreg('nothing of that kind')).toBeNull()
    expect(idleOfIoreg(null)).toBeNull()
  })
})

describe.runIf(onLinux)('whether the machine runs on its battery', () => {
  const supply = (name: string, facts: Record<string, string>) =>
    Object.fromEntries(
      Object.entries(facts).map(([fact, value]) => [`sys/class/power_supply/${name}/${fact}`, `${value}\n`]),
    )
  const ask = async (files: Record<string, string>) => {
    let answer: boolean | null = null
    await withFakeSystem(files, async (roots) => {
      answer = await batteryWatch(roots)()
    })
    return answer
  }
  const battery = (status: string) => supply('BAT0', { type: 'Battery', status })

  test('a notebook on its battery does', async () => {
    expect(await ask({ ...battery('Discharging'), ...supply('AC', { type: 'Mains', online: '0' }) })).toBe(
      true,
    )
  })

  test('a notebook at its plug does not, charging, full, or even when the battery helps out', async () => {
    for (const status of ['Charging', 'Full', 'Not charging', 'Discharging'])
      expect(await ask({ ...battery(status), ...supply('AC', { type: 'Mains', online: '1' }) })).toBe(false)
  })

  test('a notebook without a plug in its list is told by its battery', async () => {
    expect(await ask(battery('Discharging'))).toBe(true)
    expect(await ask(battery('Charging'))).toBe(false)
    expect(await ask(battery('Unknown'))).toBeNull()
  })

  test('a workstation does not, though its mouse has a battery', async () => {
    const mouse = supply('hid-mouse', { type: 'Battery', scope: 'Device', status: 'Discharging' })
    expect(await ask(mouse)).toBe(false)
  })

  test('a server on its emergency supply does', async () => {
    expect(await ask(supply('ups', { type: 'UPS', status: 'Discharging' }))).toBe(true)
  })

  test('nobody can tell where the system shows nothing', async () => {
    expect(await ask({})).toBeNull()
  })
})

test("macOS's word on its power is read", () => {
  expect(onBatteryOfPmset("Now drawing from 'Battery Power'\n -InternalBattery-0")).toBe(true)
  expect(onBatteryOfPmset("Now drawing from 'AC Power'\n")).toBe(false)
  expect(onBatteryOfPmset("Now drawing from 'UPS Power'\n")).toBe(true)
  expect(onBatteryOfPmset('')).toBeNull()
})
