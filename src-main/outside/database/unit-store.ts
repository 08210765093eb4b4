import type { UnitChange } from '../../../src-shared/batches/changes.ts'
import type { UnitAttempt } from '../../../src-shared/farm/units.ts'
import type { StoreParts } from './store-parts.ts'
import type { UnitAsk, UnitBeginning, UnitEnding, UnitInHand } from './unit-records.ts'

/** Units of work: they have records from their first try on. */
export function unitStore({ units, together }: StoreParts) {
  function write(change: UnitChange, at: string, facts: UnitBeginning | UnitEnding | null): void {
    if (!units.change(change, at, facts)) throw new Error(`unit ${change.unit} is no longer ${change.from}`)
  }

  return {
    /** Finds a job's unit, or adds it, and begins a try at it; `decide` says what that changes. */
    begin(
      ask: UnitAsk,
      at: string,
      beginning: UnitBeginning,
      decide: (unit: UnitInHand) => UnitChange,
    ): UnitInHand {
      return together(() => {
        const change = decide(units.findOrAdd(ask))
        write(change, at, beginning)
        return units.known(ask)!
      })
    },
    /** The same unit as it stands; null: none of its tries was begun yet. */
    known: (ask: Pick<UnitAsk, 'batch' | 'job' | 'kind' | 'hash'>): UnitInHand | null => units.known(ask),
    /** Notes a program of a try that runs, to be found again after a kill. */
    started: units.started,
    /** Ends a try with what was seen of it. */
    end(change: UnitChange, at: string, ending: UnitEnding): void {
      together(() => write(change, at, ending))
    },
    /** Any other change: one that waits, pauses or is handed back. */
    change(change: UnitChange, at: string): void {
      together(() => write(change, at, null))
    },
    byNumber: units.byNumber,
    /** A job's units in the order of its plan, with every try. */
    ofJob: (job: number): (UnitInHand & { tried: UnitAttempt[] })[] =>
      units.ofJob(job).map((unit) => ({ ...unit, tried: units.attempts(unit.number) })),
    /** Those that a person holds. */
    held: (job: number): UnitInHand[] => units.ofJob(job).filter(({ status }) => status === 'paused'),
  }
}
