import { moves } from '../../core/job-lifecycle/moves.ts'
import { changeUnit, type UnitEvent } from '../../core/job-lifecycle/unit-lifecycle.ts'
import type { JobControls } from './job-controls.ts'
import { type Controls, type QueueNeeds, Refused } from './queue-desk.ts'

/** What people do to single units: those in hand are the farm's, of others the record is changed. */
export function unitControls({ store, farm, clock }: QueueNeeds, jobs: JobControls): Controls<number> {
  function change(number: number, kind: Extract<UnitEvent['kind'], 'paused' | 'resumed' | 'retried'>): 1 {
    const unit = store.units.byNumber(number)
    if (moves.unit[unit.status][kind] === undefined) throw new Refused(`It is ${unit.status}.`)
    store.units.change(changeUnit(unit, { kind }), clock.iso())
    return 1
  }
  const refuse = (what: string) => (number: number) => {
    const { job } = store.units.byNumber(number)
    throw new Refused(`A unit can't be ${what}: name its video, j${job}.`)
  }

  return {
    pause(number, now) {
      const { status } = store.units.byNumber(number)
      if (status === 'paused') throw new Refused('It is paused already.')
      return farm.holdUnit(number, now) ? 1 : change(number, 'paused')
    },
    resume(number) {
      if (store.units.byNumber(number).status !== 'paused') throw new Refused('It is not paused.')
      return farm.freeUnit(number) ? 1 : change(number, 'resumed')
    },
    retry(number) {
      const { status, job } = store.units.byNumber(number)
      if (farm.retryUnit(number)) return 1
      if (status === 'done') throw new Refused(`It is made already: retry its video, j${job}.`)
      if (store.job(job).status === 'failed') return jobs.retry(job)
      return change(number, 'retried')
    },
    cancel: refuse('cancelled'),
    skip: refuse('left out'),
  }
}
