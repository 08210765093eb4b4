import type {
  Calibration,
  FarmSettings,
  FarmStanding,
  HardwareEncoder,
  Pace,
  SlotUse,
} from '../../../src-shared/farm/farm.ts'
import type { PastForecast } from '../../../src-shared/farm/forecast.ts'
import type { DiskFacts } from './disks.ts'
import type { FarmHold } from './holds.ts'
import type { FarmMachine } from './needs.ts'
import type { UnitInHand } from './unit-in-hand.ts'

/** So many of those that wait are named. */
const mostWaiting = 100

/** The farm as it is shown. */
export function standingOf(farm: {
  machine: Pick<FarmMachine, 'name' | 'platform' | 'processors'>
  memory: { total: number; available: number }
  works: boolean
  settings: FarmSettings
  calibration: Calibration | null
  pace: Pace
  slots: SlotUse[]
  threads: number
  encoders: HardwareEncoder[]
  units: readonly UnitInHand[]
  holds: readonly FarmHold[]
  disks: ReadonlyMap<string, DiskFacts>
  pastForecasts: PastForecast[]
  /** By the monotonic clock. */
  now: number
}): FarmStanding {
  const { machine, memory, units, works, settings, calibration, pace, slots, threads, encoders } = farm
  const waiting = units.filter(({ mode }) => mode !== 'running')
  return {
    machine: {
      name: machine.name,
      platform: machine.platform,
      processors: machine.processors,
      memory: memory.total,
      freeMemory: memory.available,
    },
    works,
    settings,
    calibration,
    pace,
    slots,
    threads,
    encoders,
    running: units.flatMap(({ ask, record, bytes, now }) =>
      now === null || record === null
        ? []
        : [
            {
              unit: record.number,
              job: ask.job,
              batch: ask.batch,
              kind: ask.kind,
              label: ask.label,
              pid: now.watch.pid,
              share: now.share,
              seconds: Math.max(0, (farm.now - now.begunAt) / 1_000),
              expectedBytes: bytes,
              encoder: ask.hardware,
            },
          ],
    ),
    waiting: waiting.slice(0, mostWaiting).map(({ ask, record, why }) => ({
      batch: ask.batch,
      job: ask.job,
      unit: record?.number ?? null,
      label: ask.label,
      why,
    })),
    waitingCount: waiting.length,
    holds: farm.holds.map(({ resource, where, reason, since }) => ({ resource, where, reason, since })),
    disks: [...farm.disks.values()].map(({ folder, free, reserve }) => ({
      folder,
      freeBytes: Math.max(0, free),
      reserveBytes: reserve,
    })),
    pastForecasts: farm.pastForecasts,
  }
}
