import type { Forecast } from '../../../src-shared/farm/forecast.ts'

/** What a batch took, of each unit of its work. Kept of finished batches, as evidence for later ones. */
export type PastBatch = {
  /** Of active time: pauses and holds don't count. */
  millisecondsPerWork: number
  outputBytesPerWork: number
  artifactBytesPerWork: number
}

/** State of a forecast: plain data, kept by the caller. */
export type Forecasting = {
  total: number
  settled: number
  jobs: number
  startedAt: number
}

/**
 * Begins to foretell a batch of so much work, counted in anything that grows with the time that a job takes (pixels).
 * `past` is what earlier batches of this machine took, those of the same template if there are any. `planned` is what the
 * plan alone lets expect, for all of the work; null: nothing. Times are milliseconds of one monotonic clock.
 */
export function startForecast(_begin: {
  work: number
  past: readonly PastBatch[]
  planned: { milliseconds: number | null; outputBytes: number; artifactBytes: number } | null
  at: number
}): Forecasting {
  throw new Error('not yet')
}

/** A job of this much work ended, well or not; `bytes` were written for it. */
export declare function settle(
  forecasting: Forecasting,
  job: { work: number; outputBytes: number; artifactBytes: number },
): Forecasting

/** A job's file was there already. */
export declare function settleUnchanged(forecasting: Forecasting, work: number): Forecasting

/** From now on time doesn't count: paused, held, or others are served. */
export declare function pause(forecasting: Forecasting, at: number): Forecasting

/** Time counts again. */
export declare function goOn(forecasting: Forecasting, at: number): Forecasting

/** `share` is 0..1 and never goes back; `forecast` is null while there is nothing to go by. */
export declare function look(
  forecasting: Forecasting,
  underWay: number,
  at: number,
): { forecasting: Forecasting; share: number; forecast: Forecast | null }

/** What this batch took, once enough of it was seen; null before. */
export declare function tookOf(forecasting: Forecasting): PastBatch | null
