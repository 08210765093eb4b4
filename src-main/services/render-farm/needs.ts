import type { UnitChange } from '../../../src-shared/batches/changes.ts'
import type { Calibration, FarmSettings, HardwareEncoder } from '../../../src-shared/farm/farm.ts'
import type { PastForecast } from '../../../src-shared/farm/forecast.ts'
import type { Priority } from '../../../src-shared/farm/priority.ts'
import type { UnitKind } from '../../../src-shared/farm/units.ts'
import type { UnitState } from '../../core/job-lifecycle/unit-lifecycle.ts'
import type { Clock } from '../../outside/clock/clock.ts'
import type { Machine } from '../../outside/machine/machine.ts'
import type { ProgramCall, ProgramEnd } from '../../outside/programs/run-program.ts'

/** What the farm needs of others. */
export type RenderFarmNeeds = {
  clock: Clock
  store: FarmStore
  machine: FarmMachine
  programs: FarmPrograms
  /**
   * The desk's next job, of those that are served at `atLeast` or before it; null when there is none. It is claimed
   * (and written) by then.
   */
  next(atLeast: Priority): FarmWork | null
  /** How a job in hand is served, as things stand; asked again and again. */
  standingOf(batch: string, job: number): Served
  /** As they stand now; the farm counts their sessions. */
  encoders(): HardwareEncoder[]
  /** What was kept for this machine and this ffmpeg; null: not measured yet. */
  calibration(): Calibration | null
  pastForecasts(): PastForecast[]
  /** A fault of the farm's own, or of work whose outcome could not be written down. */
  onFault(error: unknown, batch: string | null): void
  /** Something that `standing` shows is different; at most twice a second. */
  onChange(): void
  /** 0..1, for the moments of back-offs. */
  chance(): number
  /** Folder of the database: when its disk is full, nothing can be written down. */
  studioFolder: string
}

/** One job that was claimed. */
export type FarmWork = {
  /** The batch's id. */
  group: string
  job: number
  /** Does it and writes down what came of it; rejects only when that could not be written. */
  run(signal: AbortSignal): Promise<void>
}

export type Served = {
  /** The job's own priority, else its batch's after its deadline. */
  served: Priority
  /** Place of the batch in the queue. */
  order: number
  /** Place of the job in its batch; less comes first. */
  rank: number
}

/** A unit that is new to the store. */
export type NewUnit = {
  batch: string
  job: number
  kind: UnitKind
  hash: string
  label: string
  /** Its place in the plan of its job. */
  order: number
}

/** What is kept of a try when it ends. */
export type AttemptSeen = {
  exit: string | null
  milliseconds: number
  cpuMilliseconds: number | null
  peakBytes: number | null
  commands: string[]
  stderr: string
}

/** Units, and what outlives the process. Each call is one transaction; throws `disk.full` where there is no room. */
export type FarmStore = {
  /** The unit of a job that makes the artifact with this hash; null: none of its tries was begun yet. */
  unitOf(ask: Pick<NewUnit, 'job' | 'kind' | 'hash'>): UnitState | null
  /** Writes the change by which a try begins, of a unit that is added when it is new. */
  beginUnit(
    ask: NewUnit,
    decide: (unit: UnitState) => UnitChange,
    begun: { at: string; machine: string; expectedBytes: number; encoder: string | null },
  ): UnitState
  /** A program of a unit's try runs. `startedAt`: as `processStart` says it. */
  unitStarted(unit: number, attempt: number, program: { pid: number; startedAt: string | null }): void
  /** Writes a change of a unit, with what was seen of the try that ends by it. */
  changeUnit(change: UnitChange, at: string, seen: AttemptSeen | null): void
  farmSettings(): Partial<FarmSettings>
  keepFarmSettings(settings: FarmSettings): void
  /** What was learnt on a machine, as it was kept; null: nothing yet. */
  learnt(machine: string): unknown
  keepLearnt(machine: string, learnt: unknown): void
}

export type FarmMachine = Pick<
  Machine,
  | 'name'
  | 'platform'
  | 'processors'
  | 'memory'
  | 'lookAtDisk'
  | 'loadOfOthers'
  | 'idleSeconds'
  | 'onBattery'
  | 'keepAwake'
>

/** `outside/programs`, or something of the same shape. */
export type FarmPrograms = {
  run(call: ProgramCall): Promise<ProgramEnd>
  /** Written into the environment of every program, so that those of a lost studio are found again. */
  mark: string
}
