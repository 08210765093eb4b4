import { expect, test } from 'vitest'
import { type PaceMemory, paceOf, type Seen } from '../../../src-main/core/pace/pace.ts'
import { farmSettings } from '../../../src-shared/farm/farm.ts'

const settings = (changes: object = {}) => farmSettings.parse(changes)
const seen = (changes: Partial<Seen> = {}): Seen => ({
  idleSeconds: 3_600,
  loadOfOthers: 0.1,
  onBattery: false,
  localMinutes: 12 * 60,
  processors: 8,
  at: 1e7,
  ...changes,
})
const pace = (of: ReturnType<typeof settings>, at: Seen, processes = 8, before: PaceMemory | null = null) =>
  paceOf(of, at, processes, before).pace

test('at a quiet machine the farm goes at full speed, and still gives way to others', () => {
  const { pace: now, niceness } = paceOf(settings(), seen(), 8, null)
  expect(now).toEqual({
    pace: 'full-speed',
    reason: 'Nobody works at the machine, and other programs are quiet.',
    processes: 8,
  })
  expect(niceness).toBe('low')
})

test('while somebody types or moves the mouse, half of the programs run, at the lowest priority', () => {
  const { pace: now, niceness } = paceOf(settings(), seen({ idleSeconds: 20 }), 8, null)
  expect(now).toMatchObject({ pace: 'while-i-work', reason: 'Somebody works at the machine.', processes: 4 })
  expect(niceness).toBe('lowest')
})

test('other programs that use more than a quarter of the processors count as work, too', () => {
  expect(pace(settings(), seen({ loadOfOthers: 2.5 }))).toMatchObject({
    pace: 'while-i-work',
    reason: 'Other programs keep 2.5 of 8 processors busy.',
  })
  expect(pace(settings(), seen({ loadOfOthers: 2 })).pace).toBe('full-speed')
})

test('at least one program runs', () => {
  for (const processes of [1, 2, 3])
    expect(pace(settings({ mode: 'while-i-work' }), seen(), processes).processes).toBe(1)
})

test('full speed comes back after five minutes of quiet, and not after every pause for thought', () => {
  let memory: PaceMemory | null = null
  const said: string[] = []
  // Somebody works for a minute, then leaves.
  for (let second = 0; second <= 480; second += 30) {
    const idleSeconds = second <= 60 ? 0 : second - 60
    const now = paceOf(settings(), seen({ idleSeconds, at: second * 1_000 }), 4, memory)
    memory = now.memory
    said.push(now.pace.pace)
  }
  expect(said.indexOf('full-speed')).toBe((60 + 300) / 30)
  expect(said.slice(said.indexOf('full-speed')).every((each) => each === 'full-speed')).toBe(true)
})

test('a load that comes and goes does not make the farm go up and down', () => {
  let memory: PaceMemory | null = null
  const said = new Set<string>()
  for (let second = 0; second <= 3_600; second += 10) {
    const loadOfOthers = second % 120 === 0 ? 4 : 0
    const now = paceOf(settings(), seen({ loadOfOthers, at: second * 1_000 }), 4, memory)
    memory = now.memory
    said.add(now.pace.pace)
  }
  expect([...said]).toEqual(['while-i-work'])
})

test('the reason says how long it still takes to full speed', () => {
  const { memory } = paceOf(settings(), seen({ loadOfOthers: 5, at: 0 }), 4, null)
  expect(pace(settings(), seen({ at: 200_000 }), 4, memory).reason).toBe(
    'Somebody worked at the machine a moment ago: full speed in 2 min if it stays quiet.',
  )
})

test('where nothing tells whether somebody is there, the load alone decides', () => {
  const blind = { idleSeconds: null }
  expect(pace(settings(), seen(blind))).toMatchObject({
    pace: 'full-speed',
    reason: 'Other programs are quiet.',
  })
  expect(pace(settings(), seen({ ...blind, loadOfOthers: 3 })).pace).toBe('while-i-work')
  expect(pace(settings(), seen({ ...blind, loadOfOthers: null }))).toMatchObject({
    pace: 'full-speed',
    reason: 'This machine does not tell whether somebody works at it.',
  })
})

test('a person can set the pace', () => {
  expect(pace(settings({ mode: 'while-i-work' }), seen()).pace).toBe('while-i-work')
  expect(pace(settings({ mode: 'full-speed' }), seen({ idleSeconds: 0, loadOfOthers: 8 }))).toEqual({
    pace: 'full-speed',
    reason: 'Set to full speed.',
    processes: 8,
  })
})

test('on battery nothing starts, unless it is wanted', () => {
  const onBattery = seen({ onBattery: true })
  expect(pace(settings(), onBattery)).toEqual({
    pace: 'stopped',
    reason: 'The machine runs on battery: the farm goes on when it is plugged in.',
    processes: 0,
  })
  expect(pace(settings({ onBattery: 'go-on' }), onBattery).pace).toBe('full-speed')
  expect(pace(settings(), seen({ onBattery: null })).pace).toBe('full-speed')
})

test.each([
  ['09:00-17:00', '08:59', 'stopped'],
  ['09:00-17:00', '09:00', 'full-speed'],
  ['09:00-17:00', '16:59', 'full-speed'],
  ['09:00-17:00', '17:00', 'stopped'],
  ['22:00-06:00', '21:59', 'stopped'],
  ['22:00-06:00', '23:30', 'full-speed'],
  ['22:00-06:00', '00:00', 'full-speed'],
  ['22:00-06:00', '05:59', 'full-speed'],
  ['22:00-06:00', '06:00', 'stopped'],
  ['08:00-08:00', '03:00', 'full-speed'],
])('with the hours %s, at %s: %s', (hours, time, expected) => {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  const now = pace(settings({ hours }), seen({ localMinutes: hour * 60 + minute }))
  expect(now.pace).toBe(expected)
  if (expected === 'stopped')
    expect(now.reason).toBe(
      `The farm works from ${hours.replace('-', ' to ')}: it goes on at ${hours.slice(0, 5)}.`,
    )
})
