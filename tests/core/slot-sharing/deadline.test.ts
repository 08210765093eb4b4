import { expect, test } from 'vitest'
import { type Service, served } from '../../../src-main/core/slot-sharing/deadline.ts'
import type { Forecast } from '../../../src-shared/farm/forecast.ts'
import type { Priority } from '../../../src-shared/farm/priority.ts'

const none = { low: 0, likely: 0, high: 0 }
const takes = (seconds: number): Forecast => ({
  secondsLeft: { low: seconds * 0.5, likely: seconds * 0.7, high: seconds },
  outputBytes: none,
  artifactBytes: none,
  from: 'seen',
})
const minute = 60_000
const start = Date.parse('2026-11-21T12:00:00Z')
const batch = (priority: Priority, deadline: string | null = '2026-11-21T14:00:00+00:00') => ({
  priority,
  deadline,
})

/** Looks once a minute; `left` says how many seconds the batch still takes, at most, by then. */
function watch(
  of: ReturnType<typeof batch>,
  minutes: number,
  left: (minute: number, now: Service | null) => number,
) {
  let service: Service | null = null
  const seen: Priority[] = []
  for (let at = 0; at < minutes; at += 1) {
    service = served(of, service, takes(left(at, service)), start + at * minute, at * minute)
    seen.push(service.served)
  }
  return seen
}

test('a batch that will be in time, or has no deadline, is served at its own priority', () => {
  expect(watch(batch('low'), 3, () => 600)).toEqual(['low', 'low', 'low'])
  expect(watch(batch('low', null), 3, () => 1e9)).toEqual(['low', 'low', 'low'])
})

test('a batch that would miss its deadline is raised one step at a time, and never to urgent', () => {
  expect(watch(batch('low'), 4, () => 9_000)).toEqual(['normal', 'high', 'high', 'high'])
  expect(watch(batch('normal'), 3, () => 9_000)).toEqual(['high', 'high', 'high'])
  expect(watch(batch('high'), 2, () => 9_000)).toEqual(['high', 'high'])
  expect(watch(batch('urgent'), 2, () => 9_000)).toEqual(['urgent', 'urgent'])
})

test('the high end of the forecast counts, not the likely one', () => {
  const service = served(batch('normal'), null, takes(2 * 3_600 + 1), start, 0)
  expect(service.served).toBe('high')
  expect(served(batch('normal'), null, takes(2 * 3_600 - 1), start, 0).served).toBe('normal')
})

test('between two steps there is a minute, in which the forecast can follow', () => {
  const first = served(batch('low'), null, takes(9_000), start, 0)
  expect(served(batch('low'), first, takes(9_000), start, 59_000).served).toBe('normal')
  expect(served(batch('low'), first, takes(9_000), start, 60_000).served).toBe('high')
})

test('a batch whose deadline comes nearer while others are served is raised in time', () => {
  const seen = watch(batch('normal'), 120, () => 3_600)
  expect(seen[59]).toBe('normal')
  expect(seen[61]).toBe('high')
})

test('a raised batch that is safe again is lowered, after ten minutes and with room to spare', () => {
  const seen = watch(batch('normal'), 30, (at) => (at < 2 ? 9_000 : 1_800))
  expect(seen.indexOf('normal')).toBe(10)
  const scarcely = watch(batch('normal'), 30, (at) => (at < 2 ? 9_000 : 5_500))
  expect(scarcely).not.toContain('normal')
})

test('a batch on the edge of its deadline does not go up and down all the time', () => {
  // It gets on only while it is raised.
  let left = 7_000
  const seen = watch(batch('normal', '2026-11-21T15:00:00Z'), 180, (_, service) => {
    if (service?.served === 'high') left = Math.max(0, left - 90)
    return left
  })
  const changes = seen.filter((each, at) => at > 0 && each !== seen[at - 1]).length
  expect(seen).toContain('high')
  expect(changes).toBeLessThan(9)
  // Within its last minute.
  expect(left).toBeLessThanOrEqual(90)
})

test('a deadline that is past keeps a batch raised, with or without a forecast', () => {
  expect(served(batch('normal', '2026-11-21T11:00:00Z'), null, null, start, 0).served).toBe('high')
  expect(served(batch('normal'), null, null, start, 0).served).toBe('normal')
})

test('a person who changes priority or deadline is obeyed at once', () => {
  const raised = served(batch('low'), null, takes(9_000), start, 0)
  expect(raised.served).toBe('normal')
  expect(served(batch('urgent'), raised, takes(9_000), start, 1_000).served).toBe('urgent')
  expect(served(batch('low', null), raised, takes(9_000), start, 1_000).served).toBe('low')
})
