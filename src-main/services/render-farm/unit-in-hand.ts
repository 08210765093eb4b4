import type { UnitChange } from '../../../src-shared/batches/changes.ts'
import type { SlotUse } from '../../../src-shared/farm/farm.ts'
import { changeUnit, type UnitEvent, type UnitState } from '../../core/job-lifecycle/unit-lifecycle.ts'
import type { Beside } from '../../core/slot-sharing/admission.ts'
import type { UnitAsk } from '../video-maker/needs.ts'
import type { TryWatch } from './watched-programs.ts'

/** A unit of a job, as it asks for room. */
export type FarmAsk = UnitAsk & { batch: string; job: number }

/** Why a try is called off, when it is not its job that ends. */
type CalledOff = 'hang' | 'retry' | 'pause'

/** One try at a unit, while it runs. */
export type RunningTry = {
  controller: AbortController
  watch: TryWatch
  /** By the monotonic clock. */
  begunAt: number
  share: number
  calledOff: CalledOff | null
  /** After how long without a sign of life it counts as hung. */
  hangLimit: number
}

/**
 * A unit of which its job waits. Its modes:
 *
 * - `waiting`: asks for room. Left by being admitted (`running`), by a person (`paused`).
 * - `running`: has its slots, from the moment of its admission until its end is written. Left by its end (gone), by a
 *   fault or a refused resource (`resting`, `waiting`), by a person (`paused`, `waiting`).
 * - `resting`: waits for its next try, without a slot. Left when its time has come or by a person (`waiting`, `paused`).
 * - `paused`: held by a person. Left by that person (`waiting`).
 *
 * Whatever its mode, it is gone as soon as its job calls it off.
 */
export type UnitInHand = {
  readonly ask: FarmAsk
  readonly signal: AbortSignal
  mode: 'waiting' | 'running' | 'resting' | 'paused'
  /** As the store has it; null: no try was begun yet. */
  record: UnitState | null
  /** Why it stands where it stands, in a sentence. */
  why: string
  beside: Beside
  /** Memory that it is expected to hold. */
  bytes: number
  /** More than was expected of it, as its last try showed; until then. */
  needs: { disk: string; bytes: number; until: number } | null
  /** How often a resource was refused that was there. */
  inVain: number
  passedSince: number | null
  /** Waits for something that may take long: its next try, a person, a resource. */
  isParked: boolean
  slots: readonly SlotUse['kind'][]
  now: RunningTry | null
  /** Paused by a person after this try, should it need another. */
  pauseNext: boolean
  /** Lets its job go on, into its slot. */
  enter(): void
  /** Gives it up while it waits. */
  refuse(error: Error): void
  /** Ends its rest. */
  stopResting(): void
}

export function newUnit(ask: FarmAsk, signal: AbortSignal, bytes: number): UnitInHand {
  return {
    ask,
    signal,
    mode: 'waiting',
    record: null,
    why: 'Waits for a slot.',
    beside: 'any',
    bytes,
    needs: null,
    inVain: 0,
    passedSince: null,
    isParked: false,
    slots: [],
    now: null,
    pauseNext: false,
    enter: () => {},
    refuse: () => {},
    stopResting: () => {},
  }
}

/**
 * The change by which a try begins. What was done is made once more (its artifact was dropped, or its job is retried), and
 * what a lost studio left running is begun anew. Throws `HeldByPerson`.
 */
export function beginning(state: UnitState): UnitChange {
  if (state.status === 'paused') throw new HeldByPerson(state)
  const first = beforehand[state.status]
  if (first === null) return changeUnit(state, { kind: 'begun' })
  const { to, tries, attempts } = changeUnit(state, first)
  const fresh = { number: state.number, status: to.status, tries, attempts }
  return { ...changeUnit(fresh, { kind: 'begun' }), from: state.status }
}

const beforehand: Record<Exclude<UnitState['status'], 'paused'>, UnitEvent | null> = {
  waiting: null,
  running: { kind: 'handed-back', reason: 'Handed back: its studio was lost.' },
  done: { kind: 'retried' },
  failed: { kind: 'retried' },
}

/** A unit was to begin that a person holds. */
export class HeldByPerson extends Error {
  readonly state: UnitState

  constructor(state: UnitState) {
    super('a person holds it')
    this.state = state
  }
}
