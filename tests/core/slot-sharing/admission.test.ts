import { expect, test } from 'vitest'
import { admit, patience, patienceAlone } from '../../../src-main/core/slot-sharing/admission.ts'
import { type Ask, ask, MB, room, running } from './made-asks.ts'

const started = (given: ReturnType<typeof admit<Ask>>) => given.start.map(({ id }) => id)
const why = (given: ReturnType<typeof admit<Ask>>, id: string) =>
  given.waiting.find((each) => each.ask.id === id)?.why

test('units start in order of priority, share, rank, job and place in the plan, as far as there are slots', () => {
  const asks = [
    ask('a5', { rank: 0, job: 9, order: 1 }),
    ask('a4', { rank: 0, job: 9, order: 0 }),
    ask('a3', { rank: 0, job: 7 }),
    ask('a6', { rank: 1, job: 1 }),
    ask('a2', { batch: 'b2', batchOrder: 2, served: 'high', used: 900 }),
    ask('a1', { batch: 'b3', batchOrder: 3, served: 'high', used: 800 }),
  ]
  const given = admit(asks, room(4))
  expect(started(given)).toEqual(['a1', 'a2', 'a3', 'a4'])
  expect(given.waiting.map((each) => each.ask.id)).toEqual(['a5', 'a6'])
  expect(why(given, 'a5')).toBe('Waits for a slot: 4 of 4 are in use.')
})

test('slots that come free together are shared out among batches of one priority', () => {
  const asks = ['a1', 'a2', 'a3', 'a4'].map((id) => ask(id, { batch: 'b1', batchOrder: 1 }))
  asks.push(...['c1', 'c2'].map((id) => ask(id, { batch: 'b2', batchOrder: 2 })))
  expect(started(admit(asks, room(4)))).toEqual(['a1', 'c1', 'a2', 'c2'])
})

test('light units and sessions of a hardware encoder have slots of their own', () => {
  const slots = [
    { kind: 'encode', total: 2, used: 2 },
    { kind: 'light', total: 2, used: 1 },
    { kind: 'nvenc', total: 1, used: 1 },
  ] as const
  const asks = [
    ask('join1', { slots: ['light'] }),
    ask('gpu2', { slots: ['nvenc'] }),
    ask('amd3', { slots: ['amf'] }),
    ask('cpu4'),
  ]
  const given = admit(asks, room(2, [], { slots }))
  expect(started(given)).toEqual(['join1'])
  expect(why(given, 'gpu2')).toBe('Waits for a session of nvenc: 1 of 1 are in use.')
  expect(why(given, 'amd3')).toBe('Waits for a session of amf: there is none now.')
  expect(why(given, 'cpu4')).toBe('Waits for a slot: 2 of 2 are in use.')
})

test('when the farm slows down, what runs goes on and nothing new starts', () => {
  const slots = [{ kind: 'encode', total: 1, used: 2 }] as const
  const given = admit([ask('a1')], room(1, [running(), running()], { slots }))
  expect(why(given, 'a1')).toBe('Waits for a slot: 2 are in use, 1 may be now.')
})

test('a stopped farm and a held unit say why', () => {
  expect(why(admit([ask('a1')], room(2, [], { stopped: 'The queue is paused.' })), 'a1')).toBe(
    'The queue is paused.',
  )
  const asks = [ask('a1', { held: 'Tried again in 4 s.' }), ask('a2')]
  const given = admit(asks, room(2))
  expect(started(given)).toEqual(['a2'])
  expect(why(given, 'a1')).toBe('Tried again in 4 s.')
})

test('a unit that does not fit into memory waits, and says what it needs', () => {
  const tight = room(4, [running({ bytes: 1_700 * MB })], { memory: { budget: 2_100 * MB, free: null } })
  const given = admit([ask('a1', { bytes: 900 * MB })], tight)
  expect(why(given, 'a1')).toBe(
    'Waits for memory: needs about 900 MB, 400 MB of 2.1 GB are free for the farm.',
  )
})

test('what running units will still take is counted, as is what they hold beyond what was expected', () => {
  const memory = { budget: 4_000 * MB, free: 500 * MB }
  // It will take 400 MB more of the 500 MB that the machine has left.
  const growing = room(4, [running({ bytes: 900 * MB, heldBytes: 500 * MB })], { memory })
  expect(started(admit([ask('a1', { bytes: 200 * MB })], growing))).toEqual([])
  const grown = room(4, [running({ bytes: 900 * MB, heldBytes: 900 * MB })], { memory })
  expect(started(admit([ask('a1', { bytes: 200 * MB })], grown))).toEqual(['a1'])
  const outgrown = room(4, [running({ bytes: 900 * MB, heldBytes: 3_900 * MB })], { memory })
  expect(started(admit([ask('a1', { bytes: 200 * MB })], outgrown))).toEqual([])
})

test('units that start together do not take the same memory', () => {
  const memory = { budget: 1_000 * MB, free: 700 * MB }
  expect(started(admit([ask('a1'), ask('a2'), ask('a3')], room(4, [], { memory })))).toEqual(['a1', 'a2'])
})

test('a unit that would never fit runs alone', () => {
  const memory = { budget: 1_000 * MB, free: 900 * MB }
  const big = ask('a1', { bytes: 3_000 * MB })
  const given = admit([big, ask('a2')], room(4, [running()], { memory }))
  expect(why(given, 'a1')).toBe(
    'Waits to run alone: it needs about 3.0 GB of memory, and the farm may use 1.0 GB.',
  )
  expect(started(given)).toEqual(['a2'])
  const alone = admit([big, ask('a2'), ask('a3', { slots: ['light'], bytes: 0 })], room(4, [], { memory }))
  expect(started(alone)).toEqual(['a1'])
})

test('smaller units pass a big one for a while; then room is kept for it', () => {
  const memory = { budget: 1_000 * MB, free: null }
  const busy = (clock: number) => room(4, [running({ bytes: 500 * MB })], { memory, clock })
  let big = ask('a1', { bytes: 900 * MB })
  const first = admit([big, ask('a2')], busy(1_000))
  expect(started(first)).toEqual(['a2'])
  expect(first.waiting[0]!.passedSince).toBe(1_000)
  big = { ...big, passedSince: 1_000 }
  expect(started(admit([big, ask('a2')], busy(999 + patience)))).toEqual(['a2'])
  const kept = admit([big, ask('a2')], busy(1_000 + patience))
  expect(started(kept)).toEqual([])
  expect(why(kept, 'a2')).toBe(
    'Waits behind "segment a1" (j1), for which room is kept: it could not start for 30 s.',
  )
  // Those that come before it by their priority don't wait for it.
  const urgent = ask('a3', { served: 'urgent', batch: 'b9' })
  expect(started(admit([big, urgent], busy(1_000 + patience)))).toEqual(['a3'])
})

test('a unit that others leave no memory for starts alone in the end: it may be wrong about its need', () => {
  const memory = { budget: 1_000 * MB, free: 100 * MB }
  const waits = ask('a1', { passedSince: 0 })
  expect(started(admit([waits], room(4, [], { memory, clock: patienceAlone - 1 })))).toEqual([])
  expect(started(admit([waits, ask('a2')], room(4, [], { memory, clock: patienceAlone })))).toEqual(['a1'])
})

test('a unit that failed beside others starts when at most half of the slots would be in use, and keeps it so', () => {
  const few = ask('a1', { beside: 'few' })
  const crowded = admit([few], room(4, [running(), running()]))
  expect(why(crowded, 'a1')).toBe(
    'Waits for fewer beside it, after it failed: 2 of 4 slots are in use, and 2 may be, its own included.',
  )
  const given = admit([few, ask('a2'), ask('a3', { slots: ['light'] })], room(4, [running()]))
  expect(started(given)).toEqual(['a1', 'a3'])
  expect(why(given, 'a2')).toBe('Waits for a unit that failed once and runs with at most 2 slots in use.')
  const later = admit([ask('a2')], room(4, [running(), running({ beside: 'few' })]))
  expect(started(later)).toEqual([])
})

test('a unit that has to run alone waits for all others, and they for it', () => {
  const alone = ask('a1', { beside: 'none' })
  const crowded = admit([alone], room(2, [running()]))
  expect(why(crowded, 'a1')).toBe('Waits to run alone, after it failed beside others: 1 unit still runs.')
  const given = admit([alone, ask('a2'), ask('a3', { slots: ['light'] })], room(2))
  expect(started(given)).toEqual(['a1'])
  expect(why(given, 'a3')).toBe('Waits for a unit that runs alone, after it failed beside others.')
})

test('a disk keeps its reserve and what running units will still write', () => {
  const disks = new Map([['d1', { free: 5_000 * MB, reserve: 2_000 * MB }]])
  const to = (bytes: number) => [{ disk: 'd1', folder: '/videos', bytes }]
  const busy = room(4, [running({ writes: to(2_900 * MB) })], { disks })
  const given = admit(
    [
      ask('a1', { writes: to(200 * MB) }),
      ask('a2', { writes: to(60 * MB) }),
      ask('a3', { writes: to(60 * MB) }),
    ],
    busy,
  )
  expect(started(given)).toEqual(['a2'])
  expect(why(given, 'a1')).toBe(
    'Waits for room on the disk of /videos: needs about 200 MB, 100 MB are free above its reserve.',
  )
  expect(why(given, 'a3')).toBe(
    'Waits for room on the disk of /videos: needs about 60 MB, 40 MB are free above its reserve.',
  )
})

test('two folders on one disk share its room, and a disk below its reserve takes nothing', () => {
  const writes = [
    { disk: 'd1', folder: '/studio', bytes: 60 * MB },
    { disk: 'd1', folder: '/out', bytes: 60 * MB },
  ]
  const disks = new Map([['d1', { free: 600 * MB, reserve: 500 * MB }]])
  expect(why(admit([ask('a1', { writes })], room(4, [], { disks })), 'a1')).toBe(
    'Waits for room on the disk of /out: needs about 120 MB, 100 MB are free above its reserve.',
  )
  const below = new Map([['d1', { free: 400 * MB, reserve: 500 * MB }]])
  expect(why(admit([ask('a1', { writes })], room(4, [], { disks: below })), 'a1')).toContain('0 kB are free')
})

test('a hold on a disk keeps back those that write or read there, one on everything keeps back all', () => {
  const hold = {
    resource: 'share',
    where: '/mnt/nas',
    reason: 'The share /mnt/nas is gone.',
    disk: 'd2',
  } as const
  const asks = [
    ask('a1', { writes: [{ disk: 'd2', folder: '/mnt/nas/out', bytes: 1 }], passedSince: 5 }),
    ask('a2', { reads: ['d2'] }),
    ask('a3', { writes: [{ disk: 'd1', folder: '/out', bytes: 1 }] }),
  ]
  const given = admit(asks, room(4, [], { holds: [hold] }))
  expect(started(given)).toEqual(['a3'])
  expect(why(given, 'a1')).toBe('The share /mnt/nas is gone.')
  expect(given.waiting[0]!.passedSince).toBeNull()
  const all = { ...hold, resource: 'memory' as const, disk: null }
  expect(started(admit(asks, room(4, [], { holds: [all] })))).toEqual([])
})

test('hundreds that wait cost little', () => {
  const many = Array.from({ length: 600 }, (_, at) =>
    ask(`a${at}`, { batch: `b${at % 50}`, batchOrder: at % 50 }),
  )
  const full = room(
    8,
    Array.from({ length: 8 }, () => running()),
  )
  const free = room(8)
  admit(many, full)
  const begun = process.cpuUsage()
  for (let time = 0; time < 100; time += 1) admit(many, time % 2 === 0 ? full : free)
  const { user, system } = process.cpuUsage(begun)
  // Some 0.3 ms each on two slow cores.
  expect((user + system) / 1_000 / 100).toBeLessThan(5)
})
