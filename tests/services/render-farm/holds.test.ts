import { expect, test } from 'vitest'
import { createDisks, reserveOf } from '../../../src-main/services/render-farm/disks.ts'
import { createHolds, type FarmHold } from '../../../src-main/services/render-farm/holds.ts'
import { createJobsInHand } from '../../../src-main/services/render-farm/jobs-in-hand.ts'
import type { FarmMachine, FarmWork } from '../../../src-main/services/render-farm/needs.ts'
import { createResourceHolds } from '../../../src-main/services/render-farm/resource-holds.ts'
import { type FarmAsk, newUnit } from '../../../src-main/services/render-farm/unit-in-hand.ts'
import { farmSettings } from '../../../src-shared/farm/farm.ts'

const gigabyte = 1_000_000_000
const hold = (change: Partial<FarmHold> = {}): Omit<FarmHold, 'since'> => ({
  ...{ resource: 'disk', where: '/videos', reason: 'It is full.', disk: 'one', notBefore: 1_000 },
  isBack: () => true,
  ...change,
})

test('a resource that is found used up twice is held once, and looked at only when its time has come', async () => {
  const lifted: string[] = []
  const holds = createHolds(
    () => 'now',
    ({ where }) => lifted.push(where),
  )
  let looks = 0
  const isBack = () => {
    looks += 1
    return true
  }
  holds.add(hold({ isBack }))
  holds.add(hold({ where: '/videos/out', notBefore: 3_000 }))
  holds.add(hold({ disk: 'two', where: '/other', isBack: () => false }))
  expect(holds.all()).toHaveLength(2)
  expect(await holds.look(2_999)).toBe(false)
  expect(looks).toBe(0)
  expect(await holds.look(3_000)).toBe(true)
  expect(looks).toBe(1)
  expect(lifted).toEqual(['/videos'])
  expect(holds.all().map(({ disk }) => disk)).toEqual(['two'])
})

test('what is found used up again while it is looked at stays held', async () => {
  const holds = createHolds(
    () => 'now',
    () => {},
  )
  holds.add(
    hold({
      async isBack() {
        holds.add(hold({ notBefore: 9_000 }))
        return true
      },
    }),
  )
  expect(await holds.look(1_000)).toBe(false)
  expect(holds.all()).toHaveLength(1)
})

test('a fiftieth of a disk stays free, 2 GiB at most, or what was set', () => {
  expect(reserveOf(10 * gigabyte, { diskReserve: null })).toBe(200_000_000)
  expect(reserveOf(1_000 * gigabyte, { diskReserve: null })).toBe(2 * 1024 ** 3)
  expect(reserveOf(1_000 * gigabyte, { diskReserve: 5 })).toBe(5)
})

const machine = (change: Partial<FarmMachine> = {}): FarmMachine => ({
  ...{ name: 'here', platform: 'linux', processors: 2 },
  memory: () => ({ total: 8 * gigabyte, available: 4 * gigabyte }),
  lookAtDisk: async () => ({ id: 'one', free: gigabyte, total: 100 * gigabyte }),
  ...{ canWrite: async () => true, isThere: async () => true },
  ...{ loadOfOthers: () => null, idleSeconds: async () => null, onBattery: async () => null },
  keepAwake: () => () => {},
  ...change,
})
const settings = () => farmSettings.parse({})

test('a folder answers when it may be written to and is the one that was meant', async () => {
  const answers = (change: Partial<FarmMachine>, sign: string | null) =>
    createDisks(machine(change), settings).answers({ folder: '/share', sign })
  expect(await answers({}, '/share/sign')).toBe(true)
  // Not mounted yet: an empty folder stands in its place.
  expect(await answers({ isThere: async () => false }, '/share/sign')).toBe(false)
  expect(await answers({ isThere: async () => false }, null)).toBe(true)
  expect(await answers({ canWrite: async () => false }, '/share/sign')).toBe(false)
  expect(await answers({ lookAtDisk: async () => null }, null)).toBe(false)
})

test('a unit that was refused memory asks for half as much again, which has to be there before the next try', async () => {
  let available = gigabyte
  let running = 1
  const fake = machine({ memory: () => ({ total: 8 * gigabyte, available }) })
  const holds = createHolds(
    () => 'now',
    () => {},
  )
  const resources = createResourceHolds({
    ...{ machine: fake, disks: createDisks(fake, settings), holds, studioFolder: '/studio' },
    ...{ milliseconds: () => 0, runningUnits: () => running },
  })
  const ask: FarmAsk = {
    ...{
      batch: 'b1',
      job: 1,
      hash: 'a',
      label: 'scene intro',
      order: 0,
      work: 0,
      writes: [],
      hardware: null,
    },
    ...{ kind: 'segment', slot: 'encode' },
    shape: { width: 160, height: 90, pictures: 1, codec: 'h264', quality: 'draft' },
  }
  const unit = newUnit(ask, new AbortController().signal, 2 * gigabyte)
  expect(await resources.met(unit, 'memory.refused', false)).toBe(false)
  expect(unit.bytes).toBe(3 * gigabyte)
  expect(await holds.look(1_000)).toBe(false)
  available = 3 * gigabyte
  expect(await holds.look(1_000)).toBe(true)
  expect(await resources.met(unit, 'memory.refused', true)).toBe(true)
  running = 0
  expect(await holds.look(1_000)).toBe(true)
})

test('a job that is taken in hand again before its first time is over stays in hand', async () => {
  const ends: (() => void)[] = []
  const work: FarmWork = {
    ...{ group: 'b1', job: 7 },
    run: () => new Promise((resolve) => void ends.push(resolve)),
  }
  let left = 2
  const jobs = createJobsInHand({
    ...{ wanted: () => 2, servedOf: () => 'normal', onFault: () => {}, onOver: () => {} },
    next: () => (left-- > 0 ? work : null),
  })
  jobs.fill()
  expect(jobs.count()).toBe(2)
  ends[0]!()
  await expect.poll(() => jobs.count()).toBe(1)
  expect(jobs.ofJob(7)).toBeDefined()
  ends[1]!()
  await expect.poll(() => jobs.ofJob(7)).toBeUndefined()
})

test('jobs that wait for long make room for as many again, and no more', async () => {
  let next = 0
  const jobs = createJobsInHand({
    ...{ wanted: () => 3, servedOf: () => 'normal', onFault: () => {}, onOver: () => {} },
    next(atLeast) {
      if (atLeast !== 'normal' && atLeast !== 'low') return null
      const run = (signal: AbortSignal) =>
        new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
      return { group: 'b1', job: ++next, run }
    },
  })
  jobs.fill()
  expect(jobs.count()).toBe(3)
  for (let round = 0; round < 5; round++) {
    for (let job = 1; job <= next; job++) jobs.ofJob(job)!.isParked = true
    jobs.fill()
  }
  expect(jobs.count()).toBe(6)
  await jobs.end(() => true)
  expect(jobs.count()).toBe(0)
})
