import type { Calibration, HardwareEncoder } from '../../../src-shared/farm/farm.ts'
import type { PastForecast, Range } from '../../../src-shared/farm/forecast.ts'
import type { Statements } from './statements.ts'

type ForecastRecord = Range & { batch: string; done_share: number; came: number }

/** What the farm knows of its machine. Nothing here opens a transaction: the caller does. */
export function farmRecords(sql: Statements) {
  const parsed = (found: { value: string } | null): unknown =>
    found === null ? null : JSON.parse(found.value)
  return {
    setting: (name: string): unknown => parsed(sql.one('setting', { name })),
    setSetting(name: string, value: unknown): void {
      sql.run('set_setting', { name, value: JSON.stringify(value) })
    },
    learnt: (name: string): unknown => parsed(sql.one('learnt', { name })),
    setLearnt(name: string, value: unknown): void {
      sql.run('set_learnt', { name, value: JSON.stringify(value) })
    },
    calibration(machine: string, ffmpeg: string): Calibration | null {
      const found = sql.one<Omit<Calibration, 'tried'> & { tried: string }>('calibration', {
        machine,
        ffmpeg,
      })
      return found === null ? null : { ...found, tried: JSON.parse(found.tried) as Calibration['tried'] }
    },
    setCalibration(calibration: Calibration): void {
      sql.run('set_calibration', { ...calibration, tried: JSON.stringify(calibration.tried) })
    },
    encoders: (machine: string, ffmpeg: string): HardwareEncoder[] =>
      sql.all<HardwareEncoder>('encoders', { machine, ffmpeg }),
    /** All that are known there from now on. */
    setEncoders(machine: string, ffmpeg: string, encoders: readonly HardwareEncoder[]): void {
      sql.run('forget_encoders', { machine, ffmpeg })
      for (const encoder of encoders) sql.run('set_encoder', { machine, ffmpeg, ...encoder })
    },
    addForecast(batch: number, forecast: { doneShare: number; foretold: Range }): void {
      sql.run('add_forecast', { batch, doneShare: forecast.doneShare, ...forecast.foretold })
    },
    /** Writes what came of those that are open: the time that the batch was worked on since each. */
    endForecasts: (batch: number): void => void sql.run('end_forecasts', { batch }),
    forecasts: (batch: number, id: string): PastForecast[] =>
      sql
        .all<Omit<ForecastRecord, 'batch'>>('forecasts_of_batch', { batch })
        .map((found) => asForecast({ ...found, batch: id })),
    pastForecasts: (limit: number): PastForecast[] =>
      sql.all<ForecastRecord>('past_forecasts', { limit }).map(asForecast),
  }
}

const asForecast = ({ batch, done_share, low, likely, high, came }: ForecastRecord): PastForecast => ({
  batch,
  doneShare: done_share,
  foretold: { low, likely, high },
  came,
})
