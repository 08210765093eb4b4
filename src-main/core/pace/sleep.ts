import type { Pace } from '../../../src-shared/farm/farm.ts'
import type { PowerEvent } from '../../../src-shared/farm/power.ts'

/** Since when, in milliseconds of a clock that stands still or not while the machine sleeps; null: it is awake. */
export type Sleep = { since: number } | null

/** A machine that has been up for so long was not told that it woke. */
const longest = 30_000

export function afterPower(sleep: Sleep, event: PowerEvent, at: number): Sleep {
  switch (event) {
    case 'suspend':
      return { since: at }
    case 'resume':
      return null
    case 'on-ac':
    case 'on-battery':
      return sleep
    default:
      event satisfies never
      return sleep
  }
}

export const isAsleep = (sleep: Sleep, at: number): boolean => sleep !== null && at - sleep.since < longest

/** Nothing is begun that the sleep would tear apart; what runs stands still with the machine, and goes on with it. */
export const asleep: Pace = {
  pace: 'stopped',
  reason: 'The machine goes to sleep; the work goes on when it wakes.',
  processes: 0,
}
