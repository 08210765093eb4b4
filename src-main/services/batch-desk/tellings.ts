import type { Timeline } from '../../../src-shared/farm/farm.ts'
import type { TriedUnit } from '../../../src-shared/farm/units.ts'
import type { StudioStore } from '../../outside/database/studio-store.ts'

/** The units of a job that were begun, with every try. Throws `job.not-found`. */
export function unitsOf(store: Pick<StudioStore, 'job' | 'units'>, job: number): TriedUnit[] {
  store.job(job)
  return store.units.ofJob(job).map(({ tried, ...unit }): TriedUnit => ({ ...unit, attempts: tried }))
}

/** What happened to a batch over time. Throws `batch.not-found`. */
export function timelineOf(store: Pick<StudioStore, 'batch' | 'timeline'>, batch: string): Timeline {
  return { batch: store.batch(batch), ...store.timeline(batch) }
}
