import type { Forecast } from '../../../src-shared/farm/forecast.ts'
import { type Priority, priorities } from '../../../src-shared/farm/priority.ts'

/** At which priority a batch is served, its deadline considered. Plain data, kept by the caller between two looks. */
export type Service = {
  served: Priority
  /** Steps above its own priority. */
  raised: number
  /** The monotonic clock, in milliseconds, at the last step; null: there was none. */
  steppedAt: number | null
}

/** A step up is given so long to show in the forecast. */
const upEvery = 60_000
/** Down only when it is safe for this long, and with so much of the forecast's high end to spare. */
const downEvery = 600_000
const spare = 0.5

const highest = priorities.indexOf('high')

/**
 * The priority to serve a batch at. It is raised one step at a time, up to `high`, while its forecast's high end would
 * miss the deadline, and lowered again when it is safe. `now` is the date in milliseconds, `clock` a monotonic clock.
 */
export function served(
  batch: { priority: Priority; deadline: string | null },
  before: Service | null,
  forecast: Forecast | null,
  now: number,
  clock: number,
): Service {
  const own = priorities.indexOf(batch.priority)
  const most = Math.max(0, own - highest)
  const raised = Math.min(before?.raised ?? 0, most)
  const at = (steps: number, steppedAt: number | null): Service => ({
    served: priorities[own - steps]!,
    raised: steps,
    steppedAt,
  })
  if (batch.deadline === null || most === 0) return at(0, null)
  const left = Date.parse(batch.deadline) - now
  const steppedAt = before?.steppedAt ?? null
  const since = steppedAt === null ? Number.POSITIVE_INFINITY : clock - steppedAt
  // Without a forecast nothing can be told, except when it is too late already.
  const needed = (forecast?.secondsLeft.high ?? 0) * 1_000
  if (left < needed && raised < most && since >= upEvery) return at(raised + 1, clock)
  const safe = forecast !== null && left > needed * (1 + spare)
  if (safe && raised > 0 && since >= downEvery) return at(raised - 1, clock)
  return at(raised, steppedAt)
}
