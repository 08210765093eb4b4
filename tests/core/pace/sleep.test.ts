import { expect, test } from 'vitest'
import { afterPower, isAsleep, type Sleep } from '../../../src-main/core/pace/sleep.ts'
import type { PowerEvent } from '../../../src-shared/farm/power.ts'

/** Whether it is held to be asleep at the end of what was told, each a second after the other, and so many seconds later. */
const after = (events: PowerEvent[], later = 0) => {
  const sleep = events.reduce<Sleep>((so, event, second) => afterPower(so, event, second * 1_000), null)
  return isAsleep(sleep, (events.length - 1 + later) * 1_000)
}

test.each<[string, PowerEvent[], number, boolean]>([
  ['a machine that nothing was told of is awake', [], 0, false],
  ['one that goes to sleep begins nothing', ['suspend'], 0, true],
  ['one that woke goes on', ['suspend', 'resume'], 0, false],
  ['a plug that is pulled while it falls asleep does not wake it', ['suspend', 'on-battery'], 0, true],
  ['nor does one that is put in', ['suspend', 'on-ac'], 0, true],
  ['told twice, it sleeps from then on', ['suspend', 'suspend'], 29, true],
  ['one that is up for half a minute was not told that it woke', ['suspend'], 30, false],
  ['one that is told to have woken and never slept is awake', ['resume'], 0, false],
])('%s', (_says, events, later, is) => {
  expect(after(events, later)).toBe(is)
})
