import type { Calibration, HardwareEncoder, Timeline } from '../../../src-shared/farm/farm.ts'
import type { PastForecast, Range } from '../../../src-shared/farm/forecast.ts'
import type { StoreParts } from './store-parts.ts'

const mostStretches = 60
/** Rows that one transaction of tidying goes through: some milliseconds. */
const tidiedAtOnce = 1_000

/** What is known of the machine and of the past. */
export function farmStore({ batches, farm, timeline, together, durably }: StoreParts) {
  let tidying: { number: number; after: number } | null = null

  return {
    /** Plain data by name, as it was set; null: never. */
    setting: farm.setting,
    setSetting: (name: string, value: unknown): void => durably(() => farm.setSetting(name, value)),
    /** Figures by name that get better with each unit, likewise. */
    learnt: farm.learnt,
    setLearnt: farm.setLearnt,
    calibration: farm.calibration,
    setCalibration: (calibration: Calibration): void => farm.setCalibration(calibration),
    encoders: farm.encoders,
    /** All hardware encoders that are known for a machine and an ffmpeg from now on. */
    setEncoders: (machine: string, ffmpeg: string, encoders: readonly HardwareEncoder[]): void =>
      together(() => farm.setEncoders(machine, ffmpeg, encoders)),

    /** Keeps what is foretold of a batch now, to be compared with what comes. Its time counts as `addWorked` says. */
    addForecast: (batchId: string, forecast: { doneShare: number; foretold: Range }): void =>
      farm.addForecast(batches.numberOf(batchId), forecast),
    /** Writes what came of all that was foretold of a batch. */
    endForecasts: (batchId: string): void => farm.endForecasts(batches.numberOf(batchId)),
    forecasts: (batchId: string): PastForecast[] => farm.forecasts(batches.numberOf(batchId), batchId),
    /** Newest first. */
    pastForecasts: farm.pastForecasts,

    /** What happened to a batch as a whole, and what it did in equal stretches of whole minutes. */
    timeline(batchId: string): Omit<Timeline, 'batch'> {
      const number = batches.numberOf(batchId)
      return {
        changes: batches.changes(batchId),
        stretches: timeline.stretches(number, mostStretches),
        forecasts: farm.forecasts(number, batchId),
      }
    },
    /**
     * Drops what is of use for a while only, of a batch that is over (the reading thread knows them: `batchesToTidy`):
     * commands and last words of tries that didn't fail, and the events of jobs. A step at a time: false when nothing of
     * it is left to do.
     */
    tidy(number: number, at: string): boolean {
      if (!timeline.isOver(number)) {
        // When it is over once more, what its new tries left stands among its first videos, too.
        tidying = null
        return false
      }
      tidying = tidying?.number === number ? tidying : { number, after: 0 }
      const { after } = tidying
      return together(() => {
        const next = timeline.dropDetails(number, after, tidiedAtOnce)
        const dropped = timeline.dropJobEvents(number, 2 * tidiedAtOnce)
        tidying = { number, after: next ?? after }
        if (next !== null || dropped > 0) return true
        timeline.setTidied(number, at)
        return false
      })
    },
  }
}
